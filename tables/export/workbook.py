"""XLSX: a sheet with the table and one that says what it is.

Numbers are numbers and dates are dates; a text is written as a text whatever it begins with, so that none can become a
formula. The same table gives the same bytes: the file says nothing of when it was written.
"""

import datetime
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

import orjson

from ...schemas import UsageError
from ..columns import known_columns, plain_values
from .document import Document
from .links import is_link

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook

_Sheet: TypeAlias = Any
"""A write-only worksheet; its published types lack the widths of columns."""

MAX_ROWS: Final = 1_048_576
MAX_CHARACTERS: Final = 32_767
MAX_LINKS: Final = 65_530
"""What a sheet can hold, by the specification of Excel."""

_WIDTHS: Final = {"title": 50, "board_title": 45, "evidence": 60, "baseline": 25, "description": 90}
_WIDTH: Final = 14
_NO_TIME: Final = datetime.datetime(1980, 1, 1)
_FIRST_DAY: Final = datetime.datetime(1900, 3, 1)
"""Before it, the days of spreadsheets are off by one."""
_EXACT_INTEGERS: Final = 2**53

_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Written as `_xHHHH_`: carriage returns, which reading XML would lose, and underscores that such an escape begins with.
_ESCAPED: Final = re.compile(r"\r|_(?=x[0-9A-Fa-f]{4}_)")


def write(document: Document, stream: BinaryIO) -> None:
    """Write a table as a workbook.

    Raises:
        UsageError: A sheet cannot hold so many rows.
    """
    from openpyxl import Workbook

    if len(document.frame) >= MAX_ROWS:
        raise UsageError(f"a sheet holds {MAX_ROWS - 1:,} rows, not {len(document.frame):,}: write parquet or csv")
    workbook = Workbook(write_only=True)
    _add_table(workbook, document)
    _add_about(workbook, document)
    with tempfile.TemporaryFile() as dated:
        workbook.save(dated)
        _copy_without_times(workbook, dated, stream)


def _add_table(workbook: "Workbook", document: Document) -> None:
    from openpyxl.utils import get_column_letter

    frame = document.frame
    names = [str(name) for name in frame.columns]
    sheet = workbook.create_sheet(document.caption.title[:31])
    _set_widths(sheet, names)
    sheet.freeze_panes = "A2"
    if names:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{len(frame) + 1}"
    sheet.append(_header(sheet, names))
    links = 0
    for row in zip(*(plain_values(frame[name]) for name in frame.columns), strict=True):
        cells = [_cell(sheet, name, value) for name, value in zip(names, row, strict=True)]
        for cell, name, value in zip(cells, names, row, strict=True):
            if name == "url" and is_link(value) and links < MAX_LINKS:
                cell.hyperlink = value
                cell.style = "Hyperlink"
                links += 1
        sheet.append(cells)


def _add_about(workbook: "Workbook", document: Document) -> None:
    sheet = workbook.create_sheet("About")
    _set_widths(sheet, ["column", "description"])
    known = known_columns()
    meanings = [(str(name), known[str(name)].description) for name in document.frame.columns if str(name) in known]
    rows = [(document.caption.title, document.caption.text()), ("", ""), *meanings]
    for row in rows:
        sheet.append([_text(sheet, cell) for cell in row])


def _set_widths(sheet: _Sheet, names: Iterable[str]) -> None:
    from openpyxl.utils import get_column_letter

    for number, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _WIDTH)


def _header(sheet: _Sheet, names: Sequence[str]) -> "list[Cell]":
    from openpyxl.styles import Font

    cells = [_text(sheet, name) for name in names]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


def _cell(sheet: _Sheet, name: str, value: Any) -> "Cell":
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        known = known_columns().get(name)
        if known is None or known.type != "date":
            return _text(sheet, value)
        day = datetime.datetime.fromisoformat(value)
        if day < _FIRST_DAY:
            return _text(sheet, value)
        cell: Cell = WriteOnlyCell(sheet, day)
        cell.number_format = "yyyy-mm-dd"
        return cell
    if isinstance(value, list):
        return _text(sheet, orjson.dumps(value).decode())
    if isinstance(value, int) and abs(value) > _EXACT_INTEGERS:
        return _text(sheet, str(value))
    return WriteOnlyCell(sheet, value)


def _text(sheet: _Sheet, text: str) -> "Cell":
    from openpyxl.cell import WriteOnlyCell

    cell: Cell = WriteOnlyCell(sheet, _storable(text))
    # Else a text such as `=1` or `#N/A` would be taken for a formula or an error.
    cell.data_type = "s"
    return cell


def _storable(text: str) -> str:
    """Return a text as a cell can hold it: what XML has no character for is replaced, what is too long is cut."""
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(text) > MAX_CHARACTERS:
        text = text[: MAX_CHARACTERS - 1] + "…"
    return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _copy_without_times(workbook: "Workbook", source: Any, target: BinaryIO) -> None:
    """Copy a saved workbook, with fixed times inside and in the archive."""
    from openpyxl.xml.constants import ARC_CORE
    from openpyxl.xml.functions import tostring

    workbook.properties.created = workbook.properties.modified = _NO_TIME
    with zipfile.ZipFile(source) as dated, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as timeless:
        for name in dated.namelist():
            content = tostring(workbook.properties.to_tree()) if name == ARC_CORE else dated.read(name)
            timeless.writestr(zipfile.ZipInfo(name, _NO_TIME.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
