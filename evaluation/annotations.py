"""Annotated papers: what people found in them, as JSONL, one paper a line."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, ValidationError, model_validator
from pydantic import Field as ModelField

from ..schemas import Bound, Direction, Form, InputError, Problem, Subject, raise_problem
from ..schemas.model import RecordModel

Names = tuple[str, ...]


class AnnotatedClaim(RecordModel):
    """One claim as annotated; its place is given by the text of its value and a running number."""

    model_config = ConfigDict(extra="ignore")

    value_text: Annotated[str, ModelField(min_length=1)]
    occurrence: Annotated[int, ModelField(ge=0)]
    """1 for the first place of `value_text` in the abstract, 2 for the second, ...; 0 for a value of the title."""
    low: float
    high: float
    unit: str
    bound: Bound = "exact"
    average: bool = False
    metric_text: str | None = None
    metric: str
    form: Form
    direction: Direction | None = None
    subject: Subject = "own"
    baseline: str | None = None
    datasets: Names = ()
    architectures: Names = ()
    hardware: Names = ()


class AnnotatedPaper(RecordModel):
    """One paper as annotated."""

    model_config = ConfigDict(extra="ignore")

    id: Annotated[str, ModelField(min_length=1)]
    title: str
    abstract: str
    systems: Names = ()
    datasets: Names = ()
    architectures: Names = ()
    hardware: Names = ()
    tasks: Names = ()
    ignored: Names = ()
    """Values that may or may not be claims; found ones count neither way."""
    claims: tuple[AnnotatedClaim, ...] = ()

    @model_validator(mode="after")
    def _values_stand_in_the_text(self) -> "AnnotatedPaper":
        for claim in self.claims:
            place_of(claim, self)
        return self


def place_of(claim: AnnotatedClaim, paper: AnnotatedPaper) -> tuple[str, int, int]:
    """Return the field, start and end of an annotated value.

    Raises:
        ValueError: The text does not hold the value that often.
    """
    field, text = ("abstract", paper.abstract) if claim.occurrence else ("title", paper.title)
    places = occurrences(text, claim.value_text)
    number = max(claim.occurrence, 1)
    if number > len(places):
        raise ValueError(f"value {claim.value_text!r} (occurrence {claim.occurrence}) is not in the {field}")
    return (field, *places[number - 1])


def occurrences(text: str, value: str) -> list[tuple[int, int]]:
    """Return the places of a value, without overlap, that cut neither a number nor a word.

    `7.1%` does not occur in "77.1%", nor `5 m` in "5 ms", nor `200` in "1,200".
    """
    places = []
    start = text.find(value)
    while start != -1:
        end = start + len(value)
        cut_before = _carries_on(value[0], text[max(start - 1, 0) : start], text[max(start - 2, 0) : max(start - 1, 0)])
        cut_after = _carries_on(value[-1], text[end : end + 1], text[end + 1 : end + 2])
        if not cut_before and not cut_after:
            places.append((start, end))
        start = text.find(value, end)
    return places


def _carries_on(edge: str, neighbor: str, beyond: str) -> bool:
    if edge.isdigit():
        return neighbor.isdigit() or (neighbor in (".", ",") and beyond.isdigit())
    return edge.isalpha() and neighbor.isalpha()


def read_annotations(path: str, *, on_problem: Callable[[Problem], None] = raise_problem) -> Iterator[AnnotatedPaper]:
    """Read annotated papers from a JSONL file.

    Args:
        path: The file.
        on_problem: Called with each line that cannot be used; by default it raises.

    Yields:
        The papers, in the order of the file.

    Raises:
        InputError: The file cannot be read.
    """
    try:
        lines = Path(path).read_bytes().splitlines()
    except OSError as error:
        raise InputError(
            Problem(
                kind="missing-file" if isinstance(error, FileNotFoundError) else "unreadable",
                path=path,
                message=f"the annotations cannot be read: {error.strerror}",
                remedy="give a JSONL file of annotated papers",
            )
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield AnnotatedPaper.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            on_problem(
                Problem(
                    kind="invalid-json" if first["type"] == "json_invalid" else "invalid-record",
                    path=path,
                    line=number,
                    message=f"no annotated paper: {place + ': ' if place else ''}{first['msg']}",
                    remedy="correct the annotation; this paper is not scored",
                )
            )
