"""Bytes to `Paper`: one module a format, one registry (`FORMATS`)."""

from .code_links import find_code_urls
from .dates import resolve_date
from .format import Format
from .inputs import STANDARD_INPUT, expand_inputs
from .reading import parse_text, read_papers
from .registry import FORMATS
from .rows import paper_from_row
from .title_splitter import split_title

__all__ = [
    "FORMATS",
    "STANDARD_INPUT",
    "Format",
    "expand_inputs",
    "find_code_urls",
    "paper_from_row",
    "parse_text",
    "read_papers",
    "resolve_date",
    "split_title",
]
