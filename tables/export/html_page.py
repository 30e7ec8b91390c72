"""HTML: a page with one table, made by great_tables.

Every text of the input is escaped before great_tables sees it; links are the only markup that is made of them.
"""

import html
from collections.abc import Iterator
from typing import BinaryIO, Final

from .document import Document
from .links import is_link
from .printed import PrintedRow, PrintedTable, printed

_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
{table}
</body>
</html>
"""
_GROUP: Final = "group"


def write(document: Document, stream: BinaryIO) -> None:
    """Write a table as a page; ids are fixed, so that the same table gives the same bytes."""
    content = _page_table(document)
    stream.write(_PAGE.format(title=html.escape(document.caption.title), table=content).encode())


def _page_table(document: Document) -> str:
    import pandas as pd
    from great_tables import GT
    from great_tables import html as markup

    table = printed(document)
    names = [f"c{number}" for number in range(len(table.columns))]
    grouped = any(group.heading is not None for group in table.groups)
    frame = pd.DataFrame(list(_rows(table)), columns=[_GROUP, *names], dtype=object)
    shown = GT(
        frame if grouped else frame.drop(columns=_GROUP),
        id=f"claimboard-{document.table.replace('_', '-')}",
        groupname_col=_GROUP if grouped else None,
    )
    right = [name for name, column in zip(names, table.columns, strict=True) if column.numeric]
    left = [name for name in names if name not in right]
    return (
        shown.tab_header(title=document.caption.title)
        .tab_source_note(document.caption.text())
        # Two braces in a plain label would be taken for a unit, and the rest of it for markup.
        .cols_label({name: markup(_escaped(column.heading)) for name, column in zip(names, table.columns, strict=True)})
        .cols_align("left", left)
        .cols_align("right", right)
        .fmt(_as_it_is, columns=names)
        .as_raw_html()
    )


def _rows(table: PrintedTable) -> Iterator[tuple[str | None, ...]]:
    for group in table.groups:
        for row in group.rows:
            yield (group.heading, *_cells(row, table))


def _cells(row: PrintedRow, table: PrintedTable) -> Iterator[str]:
    """Yield the cells as markup."""
    for text, column in zip(row.cells, table.columns, strict=True):
        if column.is_title and text and is_link(row.url):
            yield f'<a href="{_escaped(row.url)}">{_escaped(text)}</a>'
        else:
            yield _escaped(text)


def _escaped(text: str) -> str:
    return html.escape(text).replace("{", "&#123;")


def _as_it_is(markup: str) -> str:
    return markup
