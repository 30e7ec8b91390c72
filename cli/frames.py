"""How a table leaves: drawn for people, as CSV for programs, or into a file."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from . import terminal

if TYPE_CHECKING:
    import pandas as pd


Style = Literal["text", "csv"]

Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write a CSV file instead of printing.")
]
StyleOption = Annotated[
    Style | None,
    typer.Option("--as", help="How to print; by default text on a terminal and CSV in a pipe.", show_default=False),
]


def emit(
    frame: "pd.DataFrame", output: Path | None, style: Style | None, draw: "Callable[[pd.DataFrame], None]"
) -> None:
    """Write a table into a file, draw it, or print it as CSV.

    Args:
        frame: The table.
        output: The CSV file to write; None to print.
        style: The user's choice between text and CSV.
        draw: Draws the table as text.
    """
    from .. import tables
    from ..runs import whole_file

    if output:
        with whole_file(output) as partial:
            tables.write_csv(frame, partial)
    elif style == "text" or (style is None and terminal.out().is_terminal):
        draw(frame)
    else:
        # Not the text stream of standard output, whose encoding and line ends are the machine's.
        stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        tables.write_csv(frame, stream)
        stream.detach()
