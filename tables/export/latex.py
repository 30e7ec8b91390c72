r"""LaTeX: a `longtable` with booktabs that breaks over pages, and `\cite` at every paper."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from .bibliography import cite_key
from .document import Document
from .latex_text import latex_text
from .printed import PrintedColumn, PrintedRow, PrintedTable, printed

_LINE: Final = 0.85
"""Share of a line that text has; the rest is between the columns."""
_SHORT: Final = 0.1
"""Share that a column of short texts may need."""
_LEAST: Final = 0.3
"""Least share that the columns of long texts have together."""


def write(document: Document, stream: BinaryIO) -> None:
    r"""Write a table as LaTeX, to be taken into a paper with `\input`."""
    stream.write("\n".join(_lines(document)).encode())


def _lines(document: Document) -> Iterator[str]:
    table = printed(document)
    caption = f"{latex_text(document.caption.title)}. {latex_text(document.caption.text())}"
    header = " & ".join(latex_text(column.heading) for column in table.columns) + r" \\"
    yield r"% In the preamble: \usepackage[T1]{fontenc} (pdfLaTeX) and \usepackage{array,booktabs,longtable}."
    yield r"% The papers are in the .bib file of the same name."
    yield rf"\begin{{longtable}}{{{''.join(_column_types(table.columns))}}}"
    yield rf"\caption{{{caption}}}\label{{tab:{_label(document)}}}\\"
    yield from (r"\toprule", header, r"\midrule", r"\endfirsthead")
    yield from (r"\toprule", header, r"\midrule", r"\endhead")
    yield from (r"\bottomrule", r"\endlastfoot")
    yield from _body(table)
    yield r"\end{longtable}"
    yield ""


def _label(document: Document) -> str:
    """Return what `\\ref` calls the table: a board by its id, so that a paper may have several."""
    boards = set(document.frame["board_id"]) if document.table == "leaderboard" else set()
    return str(boards.pop()) if len(boards) == 1 else document.table.replace("_", "-")


def _column_types(columns: tuple[PrintedColumn, ...]) -> Iterator[str]:
    weights = [_weight(column) for column in columns]
    share = max(_LINE - _SHORT * weights.count(0), _LEAST) / max(sum(weights), 1)
    for column, weight in zip(columns, weights, strict=True):
        if weight:
            yield rf">{{\raggedright\arraybackslash}}p{{{share * weight:.2f}\linewidth}}"
        else:
            yield "r" if column.numeric else "l"


def _weight(column: PrintedColumn) -> int:
    """Return how much room a column needs beside others whose texts may need several lines; 0 where they need one."""
    return 2 if column.is_title else int(column.long)


def _body(table: PrintedTable) -> Iterator[str]:
    for number, group in enumerate(table.groups):
        if number:
            yield r"\addlinespace"
        if group.heading is not None:
            heading = rf"\emph{{{latex_text(group.heading)}}}"
            yield rf"\multicolumn{{{len(table.columns)}}}{{@{{}}p{{\linewidth}}@{{}}}}{{{heading}}} \\*"
        for row in group.rows:
            yield " & ".join(_cells(row, table.columns)) + r" \\"


def _cells(row: PrintedRow, columns: tuple[PrintedColumn, ...]) -> Iterator[str]:
    for text, column in zip(row.cells, columns, strict=True):
        if column.is_title and row.paper_id is not None:
            yield rf"{latex_text(text)}~\cite{{{cite_key(row.paper_id, text)}}}"
        else:
            yield latex_text(text)
