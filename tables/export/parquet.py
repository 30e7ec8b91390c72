"""Parquet: every column in its type, the meaning of each and the caption in the file's metadata."""

import datetime
from typing import TYPE_CHECKING, BinaryIO, Final

import orjson

from ..columns import ColumnType, known_columns, plain_values
from .document import Document

if TYPE_CHECKING:
    import pyarrow as pa

CAPTION_KEY: Final = b"claimboard"
"""Key of the caption, a JSON object, in the file's metadata."""


def write(document: Document, stream: BinaryIO) -> None:
    """Write a table as Parquet: lists are lists, dates are dates, missing values are null."""
    import pyarrow as pa
    from pyarrow import parquet

    frame = document.frame
    fields = [_field(str(name)) for name in frame.columns]
    arrays = []
    for name, field in zip(frame.columns, fields, strict=True):
        values = plain_values(frame[name])
        if pa.types.is_date32(field.type):
            values = [value and datetime.date.fromisoformat(value) for value in values]
        arrays.append(pa.array(values, type=field.type))
    metadata = {CAPTION_KEY: orjson.dumps(document.caption.facts())}
    parquet.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=metadata)), stream)


def _field(name: str) -> "pa.Field":
    import pyarrow as pa

    types: dict[ColumnType, pa.DataType] = {
        "string": pa.string(),
        "number": pa.float64(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "array": pa.list_(pa.string()),
    }
    known = known_columns().get(name)
    if known is None:
        return pa.field(name, pa.string())
    return pa.field(name, types[known.type], metadata={"description": known.description})
