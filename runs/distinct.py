"""Papers once: which were seen before, by id, and which share a title under different ids."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from ..schemas import Paper, Source, paper_id
from ..schemas.model import RecordModel


class Duplicate(RecordModel):
    """A later place of a paper that was read before."""

    id: str
    source: Source
    abstract_differs: bool
    """True where the first place, which is the one that is extracted, has another abstract."""


class EqualTitle(RecordModel):
    """A title under several ids; each of them stays a paper of its own."""

    title: str
    ids: tuple[str, ...]


def distinct_papers(
    papers: Iterable[Paper],
    *,
    on_duplicate: Callable[[Duplicate], None],
    on_equal_title: Callable[[str, str, str], None],
) -> Iterator[Paper]:
    """Yield each paper once, in order.

    What was seen is kept in a temporary database that spills to disk, so memory does not grow with the input.

    Args:
        papers: Consumed one by one.
        on_duplicate: Called with each later place of a paper.
        on_equal_title: Called with title, id of the first paper that has it, and id of this one.

    Yields:
        The papers whose id was not seen before.
    """
    # Workers may pull papers from a thread of their own.
    with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as seen:
        seen.execute("PRAGMA journal_mode = OFF")
        seen.execute("PRAGMA synchronous = OFF")
        seen.execute("CREATE TABLE papers (id TEXT PRIMARY KEY, abstract BLOB) WITHOUT ROWID")
        seen.execute("CREATE TABLE titles (title TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID")
        seen.execute("BEGIN")
        for paper in papers:
            abstract = hashlib.sha256(paper.abstract.encode()).digest()
            if not _is_new(seen, "INSERT OR IGNORE INTO papers VALUES (?, ?)", paper.id, abstract):
                (first,) = seen.execute("SELECT abstract FROM papers WHERE id = ?", (paper.id,)).fetchone()
                on_duplicate(Duplicate(id=paper.id, source=paper.source, abstract_differs=first != abstract))
                continue
            title = paper_id(paper.title, "")
            has_title = title.startswith("title:")
            if has_title and not _is_new(seen, "INSERT OR IGNORE INTO titles VALUES (?, ?)", title, paper.id):
                (first,) = seen.execute("SELECT id FROM titles WHERE title = ?", (title,)).fetchone()
                on_equal_title(paper.title, first, paper.id)
            yield paper


def _is_new(seen: sqlite3.Connection, insert: str, key: str, value: str | bytes) -> bool:
    return seen.execute(insert, (key, value)).rowcount == 1
