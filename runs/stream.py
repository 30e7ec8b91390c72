"""Inputs to distinct papers and to records, one by one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ..readers import read_papers
from ..schemas import Paper, PaperRecord, Problem, raise_problem
from .distinct import Duplicate, distinct_papers
from .options import RunOptions


def stream_records(
    inputs: Sequence[str | Path],
    options: RunOptions | None = None,
    *,
    on_problem: Callable[[Problem], None] = raise_problem,
) -> Iterator[PaperRecord]:
    """Read papers and extract each distinct one; none but the one at work is held in memory.

    Args:
        inputs: Files, folders, or `-` for standard input.
        options: How to read.
        on_problem: Called with whatever has to be skipped; by default it raises.

    Yields:
        One record a distinct paper, in the order of the input.
    """
    # Imported here, since whoever only reads records shall not wait for spaCy.
    from ..extractors import Extractor

    yield from Extractor().pipe(stream_papers(inputs, options or RunOptions(), on_problem=on_problem))


def stream_papers(
    inputs: Sequence[str | Path],
    options: RunOptions,
    *,
    on_problem: Callable[[Problem], None],
    on_paper: Callable[[Paper], None] | None = None,
    on_duplicate: Callable[[Duplicate], None] | None = None,
    on_equal_title: Callable[[str, str, str], None] | None = None,
) -> Iterator[Paper]:
    """Read papers and yield each distinct one, in the order of the input.

    Args:
        inputs: Files, folders, or `-` for standard input.
        options: How to read.
        on_problem: Called with whatever has to be skipped.
        on_paper: Called with every paper read, repeated ones too.
        on_duplicate: Called with each later place of a paper.
        on_equal_title: Called with title, id of the first paper that has it, and id of the later one.
    """
    listed = read_papers(inputs, format=options.format, saved_on=options.saved_on, on_problem=on_problem)
    return distinct_papers(
        _told(listed, on_paper) if on_paper else listed,
        on_duplicate=on_duplicate or _ignore,
        on_equal_title=on_equal_title or _ignore,
    )


def _told(papers: Iterable[Paper], on_paper: Callable[[Paper], None]) -> Iterator[Paper]:
    for paper in papers:
        on_paper(paper)
        yield paper


def _ignore(*_: object) -> None:
    """Leave a notice aside."""
