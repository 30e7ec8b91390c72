"""Reading papers: from inputs to a stream of `Paper`, whatever the format."""

import datetime
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

from ..schemas import Paper, Problem, raise_problem
from .context import Context
from .format import Format, Head
from .inputs import STANDARD_INPUT, PathInput, expand_inputs, open_lines, suffix_of
from .registry import FORMATS, find_format, sniff_format

_HEAD_CHARS: Final = 65_536
"""How much of an input is looked at to tell its format."""


def read_papers(
    inputs: PathInput | Iterable[PathInput],
    *,
    format: str | None = None,  # noqa: A002 - named like the option
    saved_on: datetime.date | None = None,
    on_problem: Callable[[Problem], None] = raise_problem,
) -> Iterator[Paper]:
    """Read papers from files, directories or standard input.

    Papers are read as they are asked for; JSONL, CSV and TSV of any length take no more memory than one paper.

    Args:
        inputs: One or several paths. `-` is standard input; a directory stands for all files below it that have the
            suffix of a format; `.gz` is unpacked.
        format: Name of the format, one of `FORMATS`; told from each input where it is not given.
        saved_on: Day on which listing pages were saved. A date without a year becomes the latest such day not after
            it, and stays unknown otherwise.
        on_problem: Called for everything that cannot be read or looks wrong; reading goes on with the rest.

    Yields:
        The papers in the order of the inputs.

    Raises:
        UsageError: There is no format of that name.
        InputError: By the default `on_problem`, for the first problem.
    """
    chosen = find_format(format) if format else None

    def papers() -> Iterator[Paper]:
        for path in expand_inputs(inputs, on_problem):
            context = Context(path, on_problem, saved_on)
            with open_lines(context) as lines:
                if lines is not None:
                    yield from _read(lines, context, chosen)

    return papers()


def parse_text(
    text: str,
    *,
    format: str | None = None,  # noqa: A002 - named like the option
    path: str = STANDARD_INPUT,
    saved_on: datetime.date | None = None,
    on_problem: Callable[[Problem], None] = raise_problem,
) -> Iterator[Paper]:
    """Read papers from a string.

    Args:
        text: A page, a table or abstracts in any of `FORMATS`.
        format: As for `read_papers`.
        path: What the papers' source and the problems name as the place; its suffix counts as a file's does.
        saved_on: As for `read_papers`.
        on_problem: As for `read_papers`.

    Yields:
        The papers in the order of the text.

    Raises:
        UsageError: There is no format of that name.
        InputError: By the default `on_problem`, for the first problem.
    """
    chosen = find_format(format) if format else None
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="\n")
    return _read(lines, Context(path, on_problem, saved_on), chosen)


def _read(lines: Iterator[str], context: Context, chosen: Format | None) -> Iterator[Paper]:
    head, blank = _take_head(lines)
    if blank and not context.problems:
        context.report("empty-input", "the input is empty", "check that it was saved or exported completely")
    if blank:
        return
    found = chosen or sniff_format(Head(suffix_of(context.path), [line.rstrip("\r\n") for line in head]))
    if found is None:
        context.report(
            "unknown-format",
            "the input is in no known format",
            f"name its format with --format (format= in Python) or convert it to one of {', '.join(FORMATS)}",
        )
        return
    context.format = found.name
    paper = None
    for paper in found.read(chain(head, lines), context):
        yield paper
    if paper is None and not context.problems:
        context.report(
            "empty-input",
            f"there are no papers in it when read as {found.name}",
            "check that it was saved completely, or name its format with --format",
        )


def _take_head(lines: Iterator[str]) -> tuple[list[str], bool]:
    """Take the first lines, and tell whether there is nothing but blanks in the whole input."""
    head: list[str] = []
    chars = 0
    blank = True
    for line in lines:
        head.append(line)
        chars += len(line)
        blank = blank and not line.strip()
        if chars >= _HEAD_CHARS and not blank:
            break
    return head, blank
