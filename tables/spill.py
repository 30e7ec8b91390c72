"""Tables of any size: what records add to them is set down on disk, and the tables are put together from there.

The files are those that `write_csv` makes of `claims_table`, `comparison` and `leaderboard`, byte for byte, but neither
all claims nor all papers are in memory at any time: one board is, and a line for every board. Records may be
turned into rows in other processes than the one that puts the tables together.
"""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, BinaryIO, Final, NamedTuple, Self
from zlib import crc32

from ..schemas import PaperRecord
from .boards import BoardKey
from .claims import claim_rows
from .columns import column_names
from .comparison import comparison_rows, metric_columns, most_filled, most_filled_first
from .csvfile import csv_text
from .grid import ColumnUse, Comparison, ComparisonRow, column_uses
from .leaderboard import board_entries, board_order, board_rows, index_row, make_board
from .ranking import Entry
from .selection import Selection

_BUCKETS: Final = 64
"""Into how many files the claims of boards are dealt; each is put together by itself."""


class TableRows(NamedTuple):
    """What some records add to the tables, pickled for the way between processes and to disk and back."""

    claims: str
    """Lines of the claims table."""
    comparison: bytes
    """Rows of the comparison table, and what their values have in common by metric."""
    boards: dict[int, bytes]
    """Claims with the boards that they may be ranked on, by bucket."""


class BoardText(NamedTuple):
    """A ranked board as lines of CSV."""

    board_id: str
    papers: int
    lines: bytes
    index_line: bytes
    """Its line in the index of boards."""


class _Fragment(NamedTuple):
    order: tuple[int, int, str]
    bucket: int
    offset: int
    lines: int
    """Length of the board's lines, in bytes; its line of the index follows them."""
    index_line: int
    """Length of that."""


def table_rows(records: Sequence[PaperRecord]) -> TableRows:
    """Return what records add to the tables.

    Args:
        records: Of papers that no other records are of.
    """
    rows = comparison_rows(records)
    buckets: dict[int, list[tuple[BoardKey, Entry]]] = {}
    for key, entry in board_entries(records, Selection.of()):
        # The same in every process, where the hash of a string is not.
        bucket = crc32(repr(key).encode()) % _BUCKETS
        buckets.setdefault(bucket, []).append((key, entry))
    return TableRows(
        claims=csv_text(claim_rows(records)),
        comparison=pickle.dumps((column_uses(rows), rows)) if rows else b"",
        boards={bucket: pickle.dumps(entries) for bucket, entries in buckets.items()},
    )


class TableSpill:
    """Gathers rows on disk and puts the tables together.

    Its temporary files have no names, so that nothing is left behind however the process ends.
    """

    def __init__(self, folder: Path, claims: Path) -> None:
        """Begin tables.

        Args:
            folder: Where temporary files may lie; they take about as much room as the claims table.
            claims: The file of the claims table, which is written as rows come.
        """
        self._folder = folder
        self._stack = ExitStack()
        self._claims = self._stack.enter_context(claims.open("wb"))
        self._claims.write(csv_text([column_names("claims")]).encode())
        self._rows = self._temporary()
        self._entries: dict[int, BinaryIO] = {}
        self._uses: dict[str, ColumnUse] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, rows: TableRows) -> None:
        """Add the rows of further records, which follow those before."""
        self._claims.write(rows.claims.encode())
        if rows.comparison:
            uses, papers = pickle.loads(rows.comparison)
            for metric, use in uses.items():
                self._uses.setdefault(metric, ColumnUse()).merge(use)
            pickle.dump(papers, self._rows)
        for bucket, entries in rows.boards.items():
            if bucket not in self._entries:
                self._entries[bucket] = self._temporary()
            self._entries[bucket].write(entries)

    def write_comparison(self, path: Path) -> list[str]:
        """Write the comparison table and return the headings of its metric columns."""
        chosen = most_filled(self._uses)
        table = Comparison(metric_columns(chosen, self._uses), ())
        with ExitStack() as stack:
            by_order: dict[int, BinaryIO] = {}
            for row in self._stored_rows():
                order = most_filled_first(row, chosen)
                if order not in by_order:
                    by_order[order] = stack.enter_context(TemporaryFile(dir=self._folder))
                by_order[order].write(csv_text([table.wide_cells(row)]).encode())
            with path.open("wb") as file:
                file.write(csv_text([table.wide_columns()]).encode())
                for order in sorted(by_order.keys() - {0}):
                    _append(file, by_order[order])
        return [column.heading for column in table.columns]

    def boards(self) -> Iterator[BoardText]:
        """Rank all boards and yield them in the order of the leaderboard."""
        self._claims.flush()
        texts: dict[int, BinaryIO] = {}
        fragments: list[_Fragment] = []
        for bucket, entries in sorted(self._entries.items()):
            texts[bucket] = self._temporary()
            fragments += _rank(entries, bucket, texts[bucket])
        fragments.sort()
        for fragment in fragments:
            text = texts[fragment.bucket]
            text.seek(fragment.offset)
            lines, index_line = text.read(fragment.lines), text.read(fragment.index_line)
            yield BoardText(fragment.order[2], -fragment.order[0], lines, index_line)

    def _stored_rows(self) -> Iterator[ComparisonRow]:
        self._rows.seek(0)
        for rows in _pickled(self._rows):
            yield from rows

    def _temporary(self) -> BinaryIO:
        return self._stack.enter_context(TemporaryFile(dir=self._folder))


def board_header() -> bytes:
    """Return the first line of a leaderboard's CSV."""
    return csv_text([column_names("leaderboard")]).encode()


def index_header() -> bytes:
    """Return the first line of the index of boards."""
    return csv_text([column_names("leaderboard_index")]).encode()


def _rank(entries: BinaryIO, bucket: int, text: BinaryIO) -> Iterator[_Fragment]:
    """Rank the boards of a bucket, write them down and say where each is."""
    boards: dict[BoardKey, list[Entry]] = {}
    entries.seek(0)
    for some in _pickled(entries):
        for key, entry in some:
            boards.setdefault(key, []).append(entry)
    names = column_names("leaderboard")
    while boards:
        board = make_board(*boards.popitem())
        rows = list(board_rows(board))
        lines = csv_text(rows).encode()
        index = csv_text([index_row([dict(zip(names, row, strict=True)) for row in rows])]).encode()
        yield _Fragment(board_order(board), bucket, text.tell(), len(lines), len(index))
        text.write(lines)
        text.write(index)


def _pickled(file: BinaryIO) -> Iterator[Any]:
    """Yield what this run has pickled into a file that only it can open."""
    while True:
        try:
            yield pickle.load(file)
        except EOFError:
            return


def _append(target: BinaryIO, part: BinaryIO) -> None:
    part.seek(0)
    while block := part.read(1 << 20):
        target.write(block)
