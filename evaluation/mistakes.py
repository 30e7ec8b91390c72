"""What went wrong, one entry a claim, for people who want to improve the extraction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .annotations import AnnotatedPaper
from .matching import Pair
from .spelling import NameKeys
from .statements import CONTEXT_KINDS, Statement

MistakeKind = Literal["missed", "spurious", "wrong field"]
MISTAKE_KINDS: Final[tuple[MistakeKind, ...]] = ("missed", "spurious", "wrong field")

_CONTEXT_CHARACTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """One claim that was missed, made up, or found with wrong fields."""

    kind: MistakeKind
    paper_id: str
    value: str
    metric: str
    """The annotated metric; of a spurious claim the extracted one."""
    fields: dict[str, tuple[str, str]]
    """Per wrong field what is annotated and what was extracted."""
    context: str
    """The text around the value."""


def find_mistakes(
    paper: AnnotatedPaper, expected: Sequence[Statement], found: Sequence[Statement], pairs: Sequence[Pair]
) -> Iterator[Mistake]:
    """Yield the mistakes of one paper: wrong fields first, then missed claims, then spurious ones."""
    for pair in pairs:
        wrong = {name: (_shown(pair.expected, name), _shown(pair.found, name)) for name in pair.wrong()}
        if wrong:
            yield _mistake("wrong field", paper, pair.expected, wrong)
    answered = {id(pair.expected) for pair in pairs}
    matched = {id(pair.found) for pair in pairs}
    for statement in expected:
        if id(statement) not in answered:
            yield _mistake("missed", paper, statement, {})
    for statement in found:
        if id(statement) not in matched:
            yield _mistake("spurious", paper, statement, {})


def _mistake(
    kind: MistakeKind, paper: AnnotatedPaper, statement: Statement, fields: dict[str, tuple[str, str]]
) -> Mistake:
    text = paper.title if statement.field == "title" else paper.abstract
    start, end = max(statement.start - _CONTEXT_CHARACTERS, 0), statement.end + _CONTEXT_CHARACTERS
    context = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    return Mistake(kind, paper.id, statement.text, statement.metric, fields, context)


def _shown(statement: Statement, name: str) -> str:
    value = getattr(statement, name)
    if name in CONTEXT_KINDS:
        names: tuple[NameKeys, ...] = value
        return ", ".join("/".join(sorted(keys)) for keys in names) or "none"
    return "none" if value is None else str(value)
