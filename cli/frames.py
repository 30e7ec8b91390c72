"""How a table leaves: drawn for people, in a format for programs, or into a file."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from . import terminal

if TYPE_CHECKING:
    import pandas as pd

    from ..schemas import PaperRecord
    from ..tables.columns import TableName
    from ..tables.export import ExportFormat


Style = Literal["text", "csv", "tsv", "parquet", "json", "xlsx", "markdown", "latex", "html"]

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write a file instead of printing; its suffix says the format: .csv, .tsv, .parquet, .json, .xlsx, .md, "
        ".tex (and a .bib), .html.",
    ),
]
StyleOption = Annotated[
    Style | None,
    typer.Option(
        "--as",
        help="Format of what is printed or written; by default text on a terminal, CSV in a pipe, and what the "
        "suffix of the file says.",
        show_default=False,
    ),
]


class Target:
    """Where a table goes and in which format."""

    def __init__(self, output: Path | None, style: Style | None) -> None:
        """Decide, before anything is read.

        Args:
            output: The file to write; None to print.
            style: The user's choice of a format.

        Raises:
            UsageError: The file's name means no format, or a library that writes it is missing.
            typer.BadParameter: The format is none for a file, or none to print.
        """
        self.output = output
        self.format = _format(output, style)
        self._authors: dict[str, tuple[str, ...]] = {}
        self._papers = 0

    def noted(self, records: "Iterable[PaperRecord]") -> "Iterator[PaperRecord]":
        """Yield records, keeping what the table's caption and bibliography say of them."""
        companions = self.format is not None and bool(self.format.companions)
        for record in records:
            self._papers += 1
            if companions and record.paper.authors:
                self._authors[record.paper.id] = record.paper.authors
            yield record

    def emit(self, frame: "pd.DataFrame", table: "TableName", draw: "Callable[[pd.DataFrame], None]") -> None:
        """Write a table into the file, draw it, or print it.

        Args:
            frame: The table.
            table: Which one it is.
            draw: Draws the table as text.
        """
        if self.format is None:
            draw(frame)
            return
        from ..runs import whole_file
        from ..tables.export import export_files, make_document

        document = make_document(frame, table, papers_read=self._papers, authors=self._authors)
        if self.output is None:
            # Not the text stream of standard output, whose encoding and line ends are the machine's.
            self.format.write(document, sys.stdout.buffer)
            return
        for path, write in export_files(self.output, self.format):
            with whole_file(path) as partial, partial.open("wb") as stream:
                write(document, stream)


def _format(output: Path | None, style: Style | None) -> "ExportFormat | None":
    if style == "text":
        if output:
            raise typer.BadParameter("text is for terminals: choose a format for files, such as markdown")
        return None
    if not output and style is None and terminal.out().is_terminal:
        return None
    from ..tables.export import export_format, format_of_file

    chosen = export_format(style) if style else format_of_file(output) if output else export_format("csv")
    if chosen.binary and not output:
        raise typer.BadParameter(f"{chosen.name} cannot be printed: add -o FILE{chosen.suffixes[0]}")
    chosen.check_installed()
    return chosen
