"""CSV and TSV with a header row that names the fields."""

import csv
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

from ..schemas import Paper
from .context import Context
from .fields import paper_from_fields
from .format import Head

_NEEDED: Final = "abstract"


def sniff_csv(head: Head) -> bool:
    """Tell whether the first line has `abstract` among comma-separated names, or the suffix says so."""
    return head.suffix == ".csv" or _has_header(head, ",")


def sniff_tsv(head: Head) -> bool:
    """Tell whether the first line has `abstract` among tab-separated names, or the suffix says so."""
    return head.suffix in (".tsv", ".tab") or _has_header(head, "\t")


def _has_header(head: Head, delimiter: str) -> bool:
    names = [name.strip('" ') for name in head.first.split(delimiter)]
    return len(names) > 1 and _NEEDED in names


def _read(lines: Iterable[str], context: Context, *, delimiter: str) -> Iterator[Paper]:
    """Read one paper a row; fields may hold line ends where they are quoted.

    Args:
        lines: The lines of the input.
        context: The input they come from.
        delimiter: What separates the fields.
    """
    rows = _rows(lines, context, delimiter)
    line, names = next(rows, (1, []))
    if _NEEDED not in names:
        context.report(
            "missing-field",
            f"the header row has no column {_NEEDED!r}, only {', '.join(names)!r:.200}",
            "name the columns in the first row: abstract, title, id, date, authors, url, ...",
            line=line,
        )
        return
    for line, cells in rows:
        if len(cells) > len(names):
            context.report(
                "invalid-record",
                f"the row has {len(cells)} fields, the header {len(names)}",
                "quote fields that hold the separator",
                line=line,
            )
            continue
        fields: dict[str, Any] = dict(zip(names, cells, strict=False))
        if context.is_decoded("".join(cells), line) and (paper := paper_from_fields(fields, line, context)):
            yield paper


def _rows(lines: Iterable[str], context: Context, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the line on which it begins; report those that are no CSV."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            context.report(
                "invalid-record",
                f"the row in lines {line} to {reader.line_num} is not well-formed: {error}",
                "close every quote, and double quotes inside quoted fields",
                line=line,
            )
            continue
        if any(cells):
            yield line, cells


read_csv = partial(_read, delimiter=",")
read_tsv = partial(_read, delimiter="\t")
