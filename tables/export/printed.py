"""A table as it is printed: a few columns of texts, rows in groups. Markdown, LaTeX and HTML are made from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import regex

from ..columns import METRIC_COLUMNS, TableName, column_names, known_columns, plain_values
from ..values import plain_number
from .document import Document

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS: Final[dict[TableName, tuple[str, ...]]] = {
    "claims": ("title", "metric", "value_text", "bound", "form", "direction", "subject", "datasets", "hardware"),
    "comparison": ("title", "system", METRIC_COLUMNS),
    "comparison_long": ("title", "system", "heading", "value", "baseline", "datasets", "hardware"),
    "leaderboard": ("rank", "value", "system", "title", "baseline"),
    "leaderboard_index": ("board_title", "papers", "claims", "best_value", "holder"),
}
_HEADINGS: Final = {
    "title": "Paper",
    "value_text": "Value",
    "best_value": "Best value",
    "board_title": "Board",
    "heading": "Metric",
}
_VALUES: Final = frozenset({"value", "value_text", "best_value"})
_LONG: Final = frozenset({"title", "baseline", "board_title", "datasets", "hardware"})
_NO_GROUP: Final = "None named"

_SPACES_AND_CONTROLS = regex.compile(r"[\s\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]+")


class PrintedColumn(NamedTuple):
    """A column."""

    heading: str
    numeric: bool
    """Whether it is aligned to the right."""
    long: bool
    """Whether its texts may need several lines."""
    is_title: bool
    """Whether it holds the titles of papers, where links and citations go."""


class PrintedRow(NamedTuple):
    """A row: its cells, and where its paper is."""

    cells: tuple[str, ...]
    paper_id: str | None
    url: str | None


class PrintedGroup(NamedTuple):
    """Rows under a heading of their own, which is None where the table has no groups."""

    heading: str | None
    rows: list[PrintedRow]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of texts; every text is one line without control characters."""

    columns: tuple[PrintedColumn, ...]
    groups: tuple[PrintedGroup, ...]


def printed(document: Document) -> PrintedTable:
    """Choose the columns of a table that people read, and make its rows texts."""
    frame = document.frame
    names = list(_column_names(document.table, frame))
    headings = _group_headings(document.table, frame)
    grouped: dict[str | None, list[PrintedRow]] = {}
    for heading, row in zip(headings, _rows(frame, names), strict=True):
        grouped.setdefault(heading, []).append(row)
    return PrintedTable(
        columns=tuple(_column(name) for name in names),
        groups=tuple(PrintedGroup(heading, rows) for heading, rows in grouped.items()),
    )


def one_line(text: str) -> str:
    """Return a text with every run of blanks, line ends and control characters as one space."""
    return _SPACES_AND_CONTROLS.sub(" ", text).strip()


def _column_names(table: TableName, frame: pd.DataFrame) -> Iterator[str]:
    for name in _COLUMNS[table]:
        if name == METRIC_COLUMNS:
            fixed = column_names(table)
            yield from (str(column) for column in frame.columns if column not in fixed)
        else:
            yield name


def _column(name: str) -> PrintedColumn:
    known = known_columns().get(name)
    return PrintedColumn(
        heading=one_line(_HEADINGS.get(name, name.replace("_", " ").capitalize() if known else name)),
        numeric=name in _VALUES or (known is not None and known.type in ("number", "integer")),
        long=name in _LONG or known is None,
        is_title=name == "title",
    )


def _rows(frame: pd.DataFrame, names: Iterable[str]) -> Iterator[PrintedRow]:
    nothing: list[Any] = [None] * len(frame)
    ids = plain_values(frame["paper_id"]) if "paper_id" in frame else nothing
    urls = plain_values(frame["url"]) if "url" in frame else nothing
    cells = zip(*([_text(value) for value in plain_values(frame[name])] for name in names), strict=True)
    for paper_id, url, row in zip(ids, urls, cells, strict=True):
        yield PrintedRow(row, paper_id, url)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return one_line(", ".join(map(str, value)))
    return plain_number(value) if isinstance(value, float) else one_line(str(value))


def _group_headings(table: TableName, frame: pd.DataFrame) -> Iterable[str | None]:
    if table == "leaderboard":
        return _board_headings(frame)
    groups = plain_values(frame["group"]) if "group" in frame else []
    if any(groups):
        return [one_line(group) if group else _NO_GROUP for group in groups]
    return [None] * len(frame)


def _board_headings(frame: pd.DataFrame) -> list[str]:
    """Return the heading of each row's board, with its number of papers; boards of one title say their id too."""
    boards = frame["board_id"].tolist()
    titles = dict(zip(boards, map(one_line, frame["board_title"].tolist()), strict=True))
    papers = Counter(board for board, _ in set(zip(boards, frame["paper_id"].tolist(), strict=True)))
    shared = Counter(titles.values())
    headings = {
        board: f"{title}{f' [{board}]' if shared[title] > 1 else ''} ({papers[board]} paper{'s'[: papers[board] > 1]})"
        for board, title in titles.items()
    }
    return [headings[board] for board in boards]
