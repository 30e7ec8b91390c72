"""Reading strings with their problems, and the shared pages and corpus where they are at hand."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from claimboard.readers import parse_text, read_papers
from claimboard.schemas import Paper, Problem

SHARED_FOLDER = Path(__file__).parents[3] / "shared"


class Outcome(NamedTuple):
    papers: list[Paper]
    problems: list[Problem]

    @property
    def texts(self) -> list[tuple[str, str]]:
        return [(paper.title, paper.abstract) for paper in self.papers]

    @property
    def kinds(self) -> list[tuple[str, int | None]]:
        return [(problem.kind, problem.line) for problem in self.problems]


@pytest.fixture(scope="session")
def parse() -> Callable[..., Outcome]:
    def parse(text: str, **options: object) -> Outcome:
        problems: list[Problem] = []
        return Outcome(list(parse_text(text, on_problem=problems.append, **options)), problems)

    return parse


@pytest.fixture(scope="session")
def read() -> Callable[..., Outcome]:
    def read(*paths: object, **options: object) -> Outcome:
        problems: list[Problem] = []
        return Outcome(list(read_papers(paths, on_problem=problems.append, **options)), problems)

    return read


@pytest.fixture
def pages_folder() -> Path:
    return _shared("pages")


@pytest.fixture
def corpus_file() -> Path:
    return _shared("corpus") / "abstracts-20k.jsonl.gz"


def _shared(name: str) -> Path:
    folder = SHARED_FOLDER / name
    if not folder.is_dir():
        pytest.skip("the shared texts are not beside this checkout")
    return folder
