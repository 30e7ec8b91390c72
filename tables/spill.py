"""Tables of any size: what records add to them is set down on disk, and the tables are put together from there.

The files are those that `write_csv` makes of `claims_table`, `comparison` and `leaderboard`, byte for byte, but neither
all claims nor all papers are in memory at any time: one board is, and a line for every board. Records may be
turned into rows in other processes than the one that puts the tables together.
"""

import itertools
import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, BinaryIO, Final, NamedTuple, Self
from zlib import crc32

from ..schemas import PaperRecord
from .boards import BoardKey
from .claims import ClaimRow, claim_rows
from .columns import ROWS_AT_ONCE, column_names
from .comparison import comparison_rows, metric_columns, most_filled, most_filled_first
from .csvfile import csv_parts, csv_text
from .grid import CellValue, ColumnUse, Comparison, ComparisonRow, column_uses
from .leaderboard import PLACE_COLUMNS, board_columns, board_entries, holder, index_row, shown_columns
from .ranking import RANKED_BY, UNRANKED, Contest, board_order
from .scales import Amount
from .selection import Selection
from .values import plain_number

_BUCKETS: Final = 64
"""Into how many files the claims of boards are dealt; each is put together by itself."""


class TableRows(NamedTuple):
    """What some records add to the tables, ready for the way between processes and to disk and back."""

    claims: str
    """Lines of the claims table."""
    comparison: bytes
    """Rows of the comparison table, pickled."""
    uses: dict[str, ColumnUse]
    """What the values of these rows have in common, by metric."""
    boards: dict[int, bytes]
    """Claims with the boards that they may be ranked on, by bucket, pickled."""


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
    buckets: dict[int, list[tuple[object, ...]]] = {}
    for key, entry in _spilled_entries(list(board_entries(records, Selection.of()))):
        # The same in every process, where the hash of a string is not.
        buckets.setdefault(crc32(repr(key).encode()) % _BUCKETS, []).append(entry)
    return TableRows(
        claims=csv_text(claim_rows(records)),
        comparison=pickle.dumps([_plain_row(row) for row in rows]) if rows else b"",
        uses=column_uses(rows),
        boards={bucket: pickle.dumps(entries) for bucket, entries in buckets.items()},
    )


def _spilled_entries(
    entries: Sequence[tuple[BoardKey, Amount, ClaimRow]],
) -> Iterator[tuple[BoardKey, tuple[object, ...]]]:
    """Yield boards, each with what is set down of a claim on it: what ranks it, and its parts of lines of CSV."""
    if not entries:
        return
    claims = [claim for _, _, claim in entries]
    shown = shown_columns(claims)
    columns = dict(zip(ClaimRow._fields, zip(*claims, strict=True), strict=True)) | shown
    ranked_by = attrgetter(*RANKED_BY)
    cells = zip(entries, shown["value"], shown["system"], _parts(columns, "claim"), strict=True)
    for (key, amount, claim), value, system, parts in cells:
        held_by = holder(system, claim.title, claim.paper_id)
        yield key, (tuple(key), tuple(amount), ranked_by(claim), (claim.paper_id, value, held_by, parts))


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
            for metric, use in rows.uses.items():
                self._uses.setdefault(metric, ColumnUse()).merge(use)
            self._rows.write(rows.comparison)
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
            for rows in _pickled(self._rows):
                sorted_rows: dict[int, list[ComparisonRow]] = {}
                for row in map(_comparison_row, rows):
                    sorted_rows.setdefault(most_filled_first(row, chosen), []).append(row)
                for order, some in sorted_rows.items():
                    if order not in by_order:
                        by_order[order] = stack.enter_context(TemporaryFile(dir=self._folder))
                    by_order[order].write(csv_text(table.wide_cells(some)).encode())
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

    def _temporary(self) -> BinaryIO:
        return self._stack.enter_context(TemporaryFile(dir=self._folder))


def board_header() -> bytes:
    """Return the first line of a leaderboard's CSV."""
    return csv_text([column_names("leaderboard")]).encode()


def index_header() -> bytes:
    """Return the first line of the index of boards."""
    return csv_text([column_names("leaderboard_index")]).encode()


def _plain_row(row: ComparisonRow) -> tuple[Any, ...]:
    """Take a row apart into tuples without names, which are pickled in a third of the time."""
    cells = {metric: [(tuple(value.claim), value.shown) for value in values] for metric, values in row.cells.items()}
    return row.group, row.paper_id, row.title, row.system, row.date, row.url, cells


def _comparison_row(plain: tuple[Any, ...]) -> ComparisonRow:
    """Put together what `_plain_row` took apart."""
    group, paper_id, title, system, date, url, cells = plain
    named = {
        metric: tuple([CellValue(ClaimRow._make(claim), shown) for claim, shown in values])
        for metric, values in cells.items()
    }
    return ComparisonRow(group, paper_id, title, system, date, url, named)


@cache
def _segments() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the columns of a leaderboard in order, in runs that one thing decides: claim, board or place."""
    decides = dict.fromkeys(board_columns(()), "board") | dict.fromkeys(PLACE_COLUMNS, "place")
    runs = itertools.groupby(column_names("leaderboard"), key=lambda name: decides.get(name, "claim"))
    return tuple((kind, tuple(names)) for kind, names in runs)


def _parts(columns: Mapping[str, Sequence[object]], kind: str) -> Iterator[tuple[str, ...]]:
    """Yield, row by row, the parts of lines that one thing decides."""
    runs = [names for decides, names in _segments() if decides == kind]
    return zip(*(csv_parts(zip(*(columns[name] for name in names), strict=True)) for names in runs), strict=True)


def _line(shared: Sequence[str], places: Mapping[str, str], own: Sequence[str]) -> str:
    """Join the parts of a line."""
    of_board, of_claim = iter(shared), iter(own)
    parts: list[str] = []
    for kind, names in _segments():
        if kind == "place":
            parts += [places[name] for name in names]
        else:
            parts.append(next(of_board if kind == "board" else of_claim))
    return ",".join(parts)


def _rank(entries: BinaryIO, bucket: int, text: BinaryIO) -> Iterator[_Fragment]:
    """Rank the boards of a bucket, write them down and say where each is."""
    contest = Contest()
    claims: list[tuple[str, str, str, tuple[str, ...]]] = []
    spilled = itertools.chain.from_iterable(_pickled(entries))
    while some := list(itertools.islice(spilled, ROWS_AT_ONCE)):
        keys, amounts, fields, shown = zip(*some, strict=True)
        columns = dict(zip(RANKED_BY, zip(*fields, strict=True), strict=True))
        contest.add(map(BoardKey._make, keys), amounts, columns)
        claims += shown
    standings = contest.standings()
    of_boards = board_columns(standings.boards)
    rows = zip(*(numbers.tolist() for numbers in standings[1:]), strict=True)
    for number, (board, shared) in enumerate(zip(standings.boards, _parts(of_boards, "board"), strict=True)):
        lines = []
        best: dict[str, object] | None = None
        for entry, rank, value, unranked in itertools.islice(rows, board.rows):
            paper_id, written, held_by, parts = claims[entry]
            places = {"rank": str(rank or ""), "rank_value": plain_number(value), "unranked": UNRANKED[unranked] or ""}
            lines.append(_line(shared, places, parts))
            if rank and best is None:
                best = {"value": written, "rank_value": value, "system": held_by, "title": "", "paper_id": paper_id}
        lines.append("")
        of_board = {name: cells[number] for name, cells in of_boards.items()}
        index = csv_text([index_row(of_board, best, papers=board.papers, claims=board.rows)]).encode()
        content = "\r\n".join(lines).encode()
        yield _Fragment(board_order(board), bucket, text.tell(), len(content), len(index))
        text.write(content)
        text.write(index)


def _pickled(file: BinaryIO) -> Iterator[Any]:
    """Yield what this run has pickled into a file that only it can open."""
    file.seek(0)
    while True:
        try:
            yield pickle.load(file)
        except EOFError:
            return


def _append(target: BinaryIO, part: BinaryIO) -> None:
    part.seek(0)
    while block := part.read(1 << 20):
        target.write(block)
