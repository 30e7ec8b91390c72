"""The registry of export formats. A new one is a module with `write`, and a row here."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ...schemas import UsageError
from . import bibliography, delimited, html_page, json_object, latex, markdown, parquet, workbook
from .format import ExportFormat

_ROWS: Final = (
    ExportFormat("csv", "comma-separated, every column", (".csv",), delimited.write_csv),
    ExportFormat("tsv", "tab-separated, every column", (".tsv", ".tab"), delimited.write_tsv),
    ExportFormat(
        "parquet", "typed columns for DuckDB, polars, Spark", (".parquet",), parquet.write, ("pyarrow",), binary=True
    ),
    ExportFormat("json", "one object with caption, columns and rows", (".json",), json_object.write),
    ExportFormat("xlsx", "a workbook with filters and links", (".xlsx",), workbook.write, ("openpyxl",), binary=True),
    ExportFormat("markdown", "tables as GitHub shows them", (".md", ".markdown"), markdown.write),
    ExportFormat(
        "latex",
        "a longtable with booktabs, and a .bib of its papers",
        (".tex",),
        latex.write,
        companions={".bib": bibliography.write},
    ),
    ExportFormat("html", "a page with one table", (".html", ".htm"), html_page.write, ("great_tables",)),
)

EXPORT_FORMATS: Final[Mapping[str, ExportFormat]] = MappingProxyType({row.name: row for row in _ROWS})
"""All formats by name."""


def export_format(name: str) -> ExportFormat:
    """Return a format by name.

    Raises:
        UsageError: There is none of that name.
    """
    if name not in EXPORT_FORMATS:
        raise UsageError(f"there is no export format {name!r}: use one of {', '.join(EXPORT_FORMATS)}")
    return EXPORT_FORMATS[name]


def format_of_file(path: Path) -> ExportFormat:
    """Return the format that a file's name means.

    Raises:
        UsageError: It means none.
    """
    suffix = path.suffix.lower()
    for row in EXPORT_FORMATS.values():
        if suffix in row.suffixes:
            return row
    known = ", ".join(suffix for row in EXPORT_FORMATS.values() for suffix in row.suffixes)
    what = f"the suffix {suffix!r} means no format" if suffix else "a name without a suffix means no format"
    raise UsageError(f"{path}: {what}: use one of {known}, or name the format")
