"""What each table's columns are: one definition for frames, CSV files and their published schema.

The data is `columns.json`: the tables with their columns in order, and each column once with type and meaning. A column
means the same and has one type in every table that has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Literal

from ..schemas.model import RecordModel

if TYPE_CHECKING:
    import pandas as pd

TableName = Literal["claims", "comparison", "comparison_long", "leaderboard", "leaderboard_index"]
ColumnType = Literal["string", "number", "integer", "boolean", "date", "array"]

METRIC_COLUMNS: Final = "*"
"""Stands in a table's columns for those that depend on the input, one a metric; their cells are texts."""

ROWS_AT_ONCE: Final = 4_096

DTYPES: Final[dict[ColumnType, str]] = {
    "string": "string",
    "date": "string",
    "number": "float64",
    "integer": "Int64",
    "boolean": "boolean",
    "array": "object",
}


class Column(RecordModel):
    """One column."""

    name: str
    type: ColumnType
    """A type of Frictionless Table Schema; dates are ISO 8601 texts in frames."""
    required: bool
    """Whether every row has a value; an empty text counts as one."""
    description: str


class Table(RecordModel):
    """One table: its file and its columns in order."""

    name: TableName
    path: str
    title: str
    key: tuple[str, ...]
    """Columns that identify a row."""
    columns: tuple[str, ...]


class Definitions(RecordModel):
    """The contents of `columns.json`."""

    tables: tuple[Table, ...]
    columns: tuple[Column, ...]


@cache
def _definitions() -> Definitions:
    return Definitions.model_validate_json(files(__package__).joinpath("columns.json").read_text(encoding="utf-8"))


@cache
def known_columns() -> dict[str, Column]:
    """Return every column that any table may have, by name."""
    return {column.name: column for column in _definitions().columns}


@cache
def column_names(table: TableName) -> tuple[str, ...]:
    """Return the columns of a table in order; `*` stands for the metric columns of a comparison."""
    return next(entry.columns for entry in _definitions().tables if entry.name == table)


def to_series(name: str, values: Iterable[object]) -> pd.Series[Any]:
    """Return a column of a frame in the type its definition gives; metric columns are texts, arrays are lists."""
    import pandas as pd

    known = known_columns().get(name)
    kind = known.type if known else "string"
    if kind == "array":
        values = [None if value is None else [*value] for value in values]  # type: ignore[misc]  # tuples or lists
    dtype = pd.api.types.pandas_dtype(DTYPES[kind])
    if getattr(dtype, "storage", None) == "pyarrow":
        import pyarrow as pa

        # pandas would look at every text before it hands them over, which takes five times as long.
        values = pd.arrays.ArrowStringArray(pa.array(values, pa.large_string()))
        return pd.Series(values, name=name, dtype=dtype)
    return pd.Series(list(values), name=name, dtype=dtype)


def plain_values(column: pd.Series[Any]) -> list[Any]:
    """Return the cells of a column as plain Python values, None where one is missing."""
    values = column.tolist()
    if column.dtype == object:
        return values
    return [None if gone else value for value, gone in zip(values, column.isna().tolist(), strict=True)]


def to_frame(table: TableName, rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Return rows, each in the order of the table's columns, as a typed frame; they are taken some at a time."""
    rows = iter(rows)
    chunks = iter(lambda: tuple(islice(rows, ROWS_AT_ONCE)), ())
    return joined_frame(table, (zip(*chunk, strict=True) for chunk in chunks))


def joined_frame(table: TableName, parts: Iterable[Iterable[Sequence[object]]]) -> pd.DataFrame:
    """Return parts of a table, each its columns in order, as one typed frame.

    Parts of about `ROWS_AT_ONCE` rows are fastest: what the columns are made of is in the processor's cache.
    """
    import pandas as pd

    names = column_names(table)
    frames = [
        pd.DataFrame({name: to_series(name, values) for name, values in zip(names, part, strict=True)})
        for part in parts
    ]
    if not frames:
        return pd.DataFrame({name: to_series(name, ()) for name in names})
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]


def columns_json(
    metric_headings: Sequence[str] = (), tables: Collection[TableName] = ("claims", "comparison", "leaderboard")
) -> dict[str, object]:
    """Describe CSVs and their columns as a Frictionless Data Package with a Table Schema a table.

    Args:
        metric_headings: Headings of the metric columns of `comparison.csv`, which depend on the input
            (`[column.heading for column in comparison.columns]`).
        tables: The tables that are there.

    Returns:
        What goes into `columns.json` beside the CSVs.
    """
    resources = [
        {
            "name": table.name.replace("_", "-"),
            "path": table.path,
            "title": table.title,
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n", "quoteChar": '"'},
            "schema": _table_schema(table, metric_headings),
        }
        for table in _definitions().tables
        if table.name in tables
    ]
    return {"profile": "tabular-data-package", "name": "claimboard-tables", "resources": resources}


def _table_schema(table: Table, metric_headings: Sequence[str]) -> dict[str, object]:
    fields: list[dict[str, object]] = []
    for name in table.columns:
        if name == METRIC_COLUMNS:
            fields += [_metric_field(heading) for heading in metric_headings]
        else:
            fields.append(_field(known_columns()[name]))
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    return schema | {"primaryKey": list(table.key)} if table.key else schema


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": column.type, "description": column.description}
    # An empty required text is written as an empty cell, which a schema reader takes for a missing value.
    return field | {"constraints": {"required": True}} if column.required and column.type != "string" else field


def _metric_field(heading: str) -> dict[str, object]:
    description = f"Values of {heading}, joined with `; `: the claims of the row in the order of their places."
    return {"name": heading, "type": "string", "description": description}
