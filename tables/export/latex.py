r"""LaTeX: a `longtable` with booktabs that breaks over pages, and `\cite` at every paper."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from .bibliography import cite_key
from .document import Document
from .latex_text import latex_text
from .printed import PrintedColumn, PrintedRow, PrintedTable, printed

_LONG_WIDTHS: Final = 0.6
"""Share of a line that the columns of long texts have together."""


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
    yield rf"\caption{{{caption}}}\label{{tab:{document.table.replace('_', '-')}}}\\"
    yield from (r"\toprule", header, r"\midrule", r"\endfirsthead")
    yield from (r"\toprule", header, r"\midrule", r"\endhead")
    yield from (r"\bottomrule", r"\endlastfoot")
    yield from _body(table)
    yield r"\end{longtable}"
    yield ""


def _column_types(columns: tuple[PrintedColumn, ...]) -> Iterator[str]:
    long = sum(column.long for column in columns)
    for column in columns:
        if column.long:
            yield rf">{{\raggedright\arraybackslash}}p{{{_LONG_WIDTHS / long:.2f}\linewidth}}"
        else:
            yield "r" if column.numeric else "l"


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
