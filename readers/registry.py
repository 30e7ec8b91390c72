"""The registry of formats. A new one is a module with `sniff` and `read`, and a row here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ..schemas import UsageError
from . import delimited, json_array, json_lines, listing_blocks, listing_line, listing_plain, plain_text
from .format import Format, Head

# In the order in which an input is tried: what is plain from a suffix or a first character comes first.
_ROWS: Final = (
    Format(
        "jsonl",
        "one JSON object a line, with title and abstract; also records.jsonl",
        (".jsonl", ".ndjson"),
        json_lines.sniff,
        json_lines.read,
    ),
    Format("json", "a JSON array of such objects", (".json",), json_array.sniff, json_array.read),
    Format("csv", "comma-separated, with a header row", (".csv",), delimited.sniff_csv, delimited.read_csv),
    Format("tsv", "tab-separated, with a header row", (".tsv", ".tab"), delimited.sniff_tsv, delimited.read_tsv),
    Format(
        "hf-listing-line",
        "listing page, one paper a line: votes, title, abstract, authors and date",
        (".txt",),
        listing_line.sniff,
        listing_line.read,
    ),
    Format(
        "hf-listing-blocks",
        "listing page, blank lines between title, abstract and footer",
        (".txt",),
        listing_blocks.sniff,
        listing_blocks.read,
    ),
    Format(
        "hf-listing-plain",
        "listing page, titles and abstracts on alternate lines",
        (".txt",),
        listing_plain.sniff,
        listing_plain.read,
    ),
    Format(
        "text",
        "abstracts without titles, blank lines between them",
        (".txt", ".text"),
        plain_text.sniff,
        plain_text.read,
    ),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({row.name: row for row in _ROWS})
"""All formats by name, in the order in which they are tried."""

SUFFIXES: Final = tuple(sorted({suffix for row in _ROWS for suffix in row.suffixes}))
"""File names that are read when a directory is given; each may have `.gz` behind it."""


def find_format(name: str) -> Format:
    """Return a format by name.

    Raises:
        UsageError: There is none of that name.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}: use one of {', '.join(FORMATS)}")
    return FORMATS[name]


def sniff_format(head: Head) -> Format | None:
    """Return the first format that the beginning of an input looks like, or None."""
    return next((row for row in FORMATS.values() if row.sniff(head)), None)
