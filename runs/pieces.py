"""What is done to papers chunk by chunk, in this process or in others: record lines and rows of tables."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..schemas import Paper, PaperRecord, Problem
from .records import record_line

if TYPE_CHECKING:
    from ..extractors import Extractor
    from ..tables import TableRows

CHUNK_PAPERS: Final = 64
CHUNK_CHARS: Final = 400_000
"""Most characters of a chunk, unless one paper has more."""

COUNTED: Final = ("claims", "systems", "datasets", "architectures", "hardware", "tasks")
"""Lists of a record whose lengths are counted."""


class Item(NamedTuple):
    """A paper with its record of a former run, as a line, where title and abstract have not changed since."""

    paper: Paper
    former: bytes | None = None


class Piece(NamedTuple):
    """What a chunk becomes."""

    lines: bytes
    """Records that are to be written, one a line."""
    papers: int
    """How many papers these lines and the problems are of."""
    rows: "TableRows"
    counts: Counter[str]
    """Of papers with a record, those with claims, and what the records hold."""
    problems: tuple[Problem, ...] = ()
    """Papers that could not be extracted."""


def extract_chunk(items: Sequence[Item]) -> Piece:
    """Extract papers; a paper that fails is a problem and keeps no other from its record."""
    from ..tables.collector import collector_paused

    with collector_paused():
        # What the chunk leaves behind is gone before the collector looks again.
        return _extract_chunk(items)


def _extract_chunk(items: Sequence[Item]) -> Piece:
    records: list[PaperRecord] = []
    problems: list[Problem] = []
    for found in extract_papers(items):
        if isinstance(found, PaperRecord):
            records.append(found)
        else:
            problems.append(found)
    return _piece(records, b"".join(map(record_line, records)), len(items), tuple(problems))


def extract_papers(items: Sequence[Item]) -> Iterator[PaperRecord | Problem]:
    """Yield the record of each paper, or a problem where it has none because its extraction failed."""
    extracted = _extracted([item.paper for item in items if item.former is None])
    for item in items:
        try:
            if item.former is not None:
                found = _taken_over(item.former, item.paper)
            elif extracted is not None:
                found = next(extracted)
            else:
                found = _extractor()(item.paper)
        except Exception as error:
            yield _failed(item.paper, f"{type(error).__name__}: {error}")
        else:
            yield found


def reread_chunk(lines: Sequence[bytes]) -> Piece:
    """Make rows of records that are already written; they are not to be written again."""
    return _piece([PaperRecord.model_validate_json(line) for line in lines], b"", 0)


def fatal(item: Item) -> Piece:
    """Return the piece of a paper that has ended every process it was given to."""
    return _piece([], b"", 1, (_failed(item.paper, "it ends the process that tries"),))


def _failed(paper: Paper, why: str) -> Problem:
    return Problem(
        kind="extraction-failed",
        path=paper.source.path,
        line=paper.source.line,
        message=f"paper {paper.id!r} could not be extracted: {why}",
        remedy="this is a bug: please report it with the paper; the other papers are extracted",
    )


def chunked(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """Gather papers, in order, into chunks that are worth the way to another process."""
    chunk: list[Item] = []
    chars = 0
    for item in items:
        length = len(item.paper.abstract)
        if chunk and (len(chunk) == CHUNK_PAPERS or chars + length > CHUNK_CHARS):
            yield tuple(chunk)
            chunk, chars = [], 0
        chunk.append(item)
        chars += length
    if chunk:
        yield tuple(chunk)


def _extracted(papers: Sequence[Paper]) -> Iterator[PaperRecord] | None:
    """Return the records of papers, which are made faster together, or None where one of them fails."""
    if not papers:
        return iter(())
    try:
        return iter(list(_extractor().pipe(papers)))
    except Exception:
        return None


def _taken_over(record: bytes, paper: Paper) -> PaperRecord:
    # Where and when a paper was read does not change what is found in it.
    return PaperRecord.model_validate_json(record).model_copy(update={"paper": paper})


@cache
def _extractor() -> "Extractor":
    # Imported here, since whoever only reads records shall not wait for spaCy.
    from ..extractors import Extractor

    return Extractor()


def _piece(records: Sequence[PaperRecord], lines: bytes, papers: int, problems: tuple[Problem, ...] = ()) -> Piece:
    from ..tables import table_rows

    counts: Counter[str] = Counter(papers=len(records))
    counts["papers_with_claims"] = sum(bool(record.claims) for record in records)
    for kind in COUNTED:
        counts[kind] = sum(len(getattr(record, kind)) for record in records)
    return Piece(lines, papers, table_rows(records), counts, problems)
