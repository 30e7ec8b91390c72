"""What goes onto a terminal, and whether there is one."""

import re
import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """Return a text in which no character can command the terminal, of the same length."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def out() -> "Console":
    """Return the console of standard output; it colors on a terminal only, and never under NO_COLOR."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def err() -> "Console":
    """Return the console of standard error."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)


def print_rows(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Collection[str] = ()) -> None:
    """Print a table: drawn on a terminal, in plain aligned columns elsewhere.

    Args:
        header: Names of the columns.
        rows: Cells, as many a row as there are columns.
        right: Names of the columns that are aligned to the right.
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    console = out()
    if console.is_terminal:
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, header_style="bold", pad_edge=False)
        for name in header:
            # Folded, since an ellipsis hides what somebody came to read.
            table.add_column(Text(name), justify="right" if name in right else "left", overflow="fold")
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(table)
        return
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    for row in (list(header), *cells):
        aligned = (
            cell.rjust(width) if name in right else cell.ljust(width)
            for name, cell, width in zip(header, row, widths, strict=True)
        )
        print("  ".join(aligned).rstrip())


def print_frame(frame: "pd.DataFrame", *, right: Collection[str] = ()) -> None:
    """Print a data frame as `print_rows` does; missing cells are empty, lists are joined."""
    rows = [[_cell(value) for value in row] for row in frame.astype(object).where(frame.notna(), None).to_numpy()]
    print_rows([str(name) for name in frame.columns], rows, right=right)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
