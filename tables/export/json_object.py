"""JSON: one object with the caption, the columns with their meaning, and the rows."""

from typing import BinaryIO

import orjson

from ..columns import known_columns, plain_values
from .document import Document


def write(document: Document, stream: BinaryIO) -> None:
    """Write a table as a JSON object; missing values are null, lists are arrays."""
    frame = document.frame
    names = [str(name) for name in frame.columns]
    cells = zip(*(plain_values(frame[name]) for name in frame.columns), strict=True)
    content = {
        "table": document.table,
        "caption": document.caption.facts(),
        "columns": [_column(name) for name in names],
        "rows": [dict(zip(names, row, strict=True)) for row in cells],
    }
    stream.write(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _column(name: str) -> dict[str, str]:
    known = known_columns().get(name)
    return {"name": name, "type": known.type, "description": known.description} if known else {"name": name}
