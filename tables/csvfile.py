"""CSV files that open cleanly in a spreadsheet and read back as they were.

RFC 4180 with CRLF, UTF-8 without a byte order mark. Numbers stand as numbers in their shortest form, missing values
as empty cells, lists as JSON arrays, truth values as `true` and `false`. A text that a spreadsheet could take for a
formula gets an apostrophe in front, and so does one that begins with an apostrophe: reading takes exactly one away.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, TextIO

import orjson

from ..schemas import InputError, Problem, ProblemKind
from .columns import ColumnType, known_columns, plain_values, to_series
from .values import plain_number

if TYPE_CHECKING:
    import pandas as pd

GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a text cell may not begin with in the file."""

_GUARDED: Final = frozenset(GUARDED)


def write_csv(frame: pd.DataFrame, target: str | Path | TextIO, *, delimiter: str = ",") -> None:
    """Write a frame, rows and columns in their order, without its index.

    The same frame gives the same bytes on every machine.

    Args:
        frame: Any frame; columns that `columns.json` knows are written by their type there, others by their values.
        target: A path, or a text stream opened with `newline=""`.
        delimiter: What stands between cells; a tab makes it TSV.
    """
    if isinstance(target, str | Path):
        with Path(target).open("w", encoding="utf-8", newline="") as stream:
            write_csv(frame, stream, delimiter=delimiter)
        return
    rows = zip(*(plain_values(frame[name]) for name in frame.columns), strict=True)
    _write_rows(target, (list(frame.columns),), delimiter)
    _write_rows(target, rows, delimiter)


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as they stand in a CSV that `write_csv` writes.

    Args:
        rows: Plain Python values, None where a cell is empty; names of columns are a row like any other.
    """
    text = io.StringIO(newline="")
    _write_rows(text, rows, ",")
    return text.getvalue()


def csv_parts(rows: Iterable[Iterable[object]]) -> list[str]:
    """Return parts of lines of a CSV, one of each row, which are to be joined with commas.

    Args:
        rows: Some cells of each line, at least two, in plain Python values.
    """
    parts: list[str] = []
    # The writer hands over each row by itself.
    csv.writer(SimpleNamespace(write=parts.append), lineterminator="").writerows(map(_cells, rows))
    return parts


def read_csv(source: str | Path | TextIO, *, delimiter: str = ",") -> pd.DataFrame:
    """Read a CSV that `write_csv` wrote.

    Args:
        source: A path, or a text stream opened with `newline=""`.
        delimiter: What stands between cells; a tab reads TSV.

    Returns:
        The frame with its types: columns that `columns.json` knows have the type given there, others are texts.

    Raises:
        InputError: The file is missing or is no such table; the message names file, line and remedy.
    """
    if isinstance(source, str | Path):
        try:
            with Path(source).open(encoding="utf-8-sig", newline="") as stream:
                return _read(stream, str(source), delimiter)
        except FileNotFoundError as error:
            raise _problem("missing-file", str(source), None, "no such file", "check the path") from error
        except UnicodeDecodeError as error:
            remedy = "save it as UTF-8; spreadsheets offer 'CSV UTF-8'"
            raise _problem("invalid-encoding", str(source), None, "not UTF-8", remedy) from error
    return _read(source, getattr(source, "name", "-"), delimiter)


def guarded(text: str) -> str:
    """Return a text as it stands in the file, so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(GUARDED) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text.removeprefix("'")


def _write_rows(target: TextIO, rows: Iterable[Iterable[object]], delimiter: str) -> None:
    # A single empty cell would be an empty line, which readers skip; the writer quotes it.
    csv.writer(target, delimiter=delimiter, lineterminator="\r\n").writerows(map(_cells, rows))


def _cells(row: Iterable[object]) -> list[object]:
    """Return a row's cells as texts, or as what the writer makes the same of."""
    cells: list[object] = []
    for value in row:
        # Tables of a million rows are written by this loop: what is most frequent comes first.
        kind = type(value)
        if kind is str:
            cells.append(f"'{value}" if value[:1] in _GUARDED else value)  # type: ignore[index]  # it is a text
        elif kind is int or value is None:
            cells.append(value)
        elif kind is tuple and not value:
            cells.append("[]")
        else:
            cells.append(_cell(value))
    return cells


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return orjson.dumps(value).decode() if value else "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if value != value else plain_number(value)
    return guarded(str(value))


def _read(stream: TextIO, path: str, delimiter: str) -> pd.DataFrame:
    import pandas as pd

    with _cells_of_any_length():
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        try:
            header = [unguarded(name) for name in next(reader, [])]
            rows = []
            lines = []
            for row in reader:
                if len(row) != len(header):
                    message = f"{len(row)} cells where the header has {len(header)}"
                    raise _problem("invalid-field", path, reader.line_num, message, "write the table again")
                rows.append(row)
                lines.append(reader.line_num)
        except csv.Error as error:
            remedy = "write the table again; a cell with a quote, comma or line break stands in double quotes"
            raise _problem("invalid-field", path, reader.line_num, f"not CSV: {error}", remedy) from error
    if not header:
        raise _problem("empty-input", path, None, "no header line", "give a CSV that claimboard wrote")
    columns: Sequence[Sequence[str]] = list(zip(*rows, strict=True)) or [()] * len(header)
    return pd.DataFrame({name: _column(name, cells, path, lines) for name, cells in zip(header, columns, strict=True)})


def _column(name: str, cells: Sequence[str], path: str, lines: Sequence[int]) -> pd.Series[Any]:
    known = known_columns().get(name)
    parse = _PARSERS[known.type if known else "string"]
    empty: str | None = "" if known and known.required and known.type == "string" else None
    values: list[object] = []
    for cell, line in zip(cells, lines, strict=True):
        try:
            values.append(parse(cell) if cell else empty)
        except ValueError as error:
            kind = known.type if known else "string"
            message = f"column {name!r} has {cell!r}, which is no {kind}"
            raise _problem(
                "invalid-field", path, line, message, "write the table again, or correct the cell"
            ) from error
    return to_series(name, values)


def _truth(cell: str) -> bool:
    folded = cell.lower()  # spreadsheets save truth values in capitals
    if folded not in ("true", "false"):
        raise ValueError(cell)
    return folded == "true"


def _array(cell: str) -> list[object]:
    value = orjson.loads(cell)
    if not isinstance(value, list):
        raise ValueError(cell)
    return value


_PARSERS: Final[dict[ColumnType, Callable[[str], object]]] = {
    "string": unguarded,
    "date": unguarded,
    "number": float,
    "integer": int,
    "boolean": _truth,
    "array": _array,
}


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    # The module refuses cells above 131,072 characters; a sentence of evidence has no such limit.
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _problem(kind: ProblemKind, path: str, line: int | None, message: str, remedy: str) -> InputError:
    return InputError(Problem(kind=kind, path=path, line=line, message=message, remedy=remedy))
