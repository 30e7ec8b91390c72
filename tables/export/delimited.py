"""CSV and TSV: every column, cells as `csvfile` writes them."""

import io
from typing import BinaryIO

from .. import csvfile
from .document import Document


def write_csv(document: Document, stream: BinaryIO) -> None:
    """Write a table with commas between its cells."""
    _write(document, stream, ",")


def write_tsv(document: Document, stream: BinaryIO) -> None:
    """Write a table with tabs between its cells."""
    _write(document, stream, "\t")


def _write(document: Document, stream: BinaryIO, delimiter: str) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        csvfile.write_csv(document.frame, text, delimiter=delimiter)
    finally:
        text.detach()
