"""Markdown: a table a group, as GitHub shows them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

import regex

from .document import Document
from .links import is_link
from .printed import PrintedColumn, PrintedRow, one_line, printed

# Backslashes in front of what Markdown, HTML or the mathematics of GitHub could take for their own.
_MARKUP: Final = regex.compile(r"[\\`*_\[\]<>&|~$#]")


def write(document: Document, stream: BinaryIO) -> None:
    """Write a table as Markdown: the caption, then each group under its heading."""
    stream.write("\n".join(_lines(document)).encode())


def markdown_text(text: str) -> str:
    """Return a text as one line in which nothing is markup."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool] = ()) -> Iterator[str]:
    """Yield the lines of a table.

    Args:
        header: Headings, already Markdown.
        rows: Cells, already Markdown.
        numeric: Which columns are aligned to the right; by default none.
    """
    yield _line(header)
    yield _line(["---:" if right else "---" for right in (numeric or [False] * len(header))])
    for row in rows:
        yield _line(row)


def _lines(document: Document) -> Iterator[str]:
    table = printed(document)
    header = [markdown_text(column.heading) for column in table.columns]
    numeric = [column.numeric for column in table.columns]
    yield f"**{markdown_text(document.caption.title)}.** {markdown_text(document.caption.text())}"
    yield ""
    for group in table.groups:
        if group.heading is not None:
            yield f"### {markdown_text(group.heading)}"
            yield ""
        yield from markdown_table(header, (_cells(row, table.columns) for row in group.rows), numeric)
        yield ""


def _cells(row: PrintedRow, columns: Iterable[PrintedColumn]) -> list[str]:
    return [_cell(text, column, row.url) for text, column in zip(row.cells, columns, strict=True)]


def _cell(text: str, column: PrintedColumn, url: str | None) -> str:
    if column.is_title and text and is_link(url):
        return f"[{markdown_text(text)}](<{_address(url)}>)"
    return markdown_text(text)


def _address(url: str) -> str:
    """Return a link in which nothing ends it, or its cell, and nothing is an entity."""
    encoded = regex.sub(r"[\\<>|`$]", lambda match: f"%{ord(match[0]):02X}", url)
    return encoded.replace("&", r"\&")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
