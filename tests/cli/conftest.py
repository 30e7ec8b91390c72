"""The program as a function: arguments and standard input in; exit code, output and messages back."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from claimboard.cli import main


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def claimboard(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    # The width of help pages and error boxes follows the terminal of whoever runs the tests.
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("CLAIMBOARD_DEBUG", raising=False)

    def call(*arguments: object, stdin: str = "") -> Result:
        monkeypatch.setattr(sys, "argv", ["claimboard", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as exit_:
            main()
        captured = capsys.readouterr()
        code = exit_.value.code
        assert isinstance(code, int)
        return Result(code, captured.out, captured.err)

    return call


PAPERS = [
    {
        "id": "p1",
        "title": "TinyCast: Casting Networks Small",
        "abstract": "TinyCast shrinks VGG-16 by 40x and keeps 92.1% accuracy on CIFAR-10.",
    },
    {"id": "p2", "title": "No Numbers Here", "abstract": "We only think about it."},
    {"id": "p3", "title": "QuickLane", "abstract": "QuickLane reaches 95.4% accuracy on CIFAR-10 on an FPGA."},
]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A file of three good papers."""
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(f"{json.dumps(paper)}\n" for paper in PAPERS), encoding="utf-8")
    return path
