"""`claimboard diff`: what differs between two runs."""

import sys
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from . import terminal
from .arguments import examples

if TYPE_CHECKING:
    from ..evaluation import RunDifference
    from ..schemas import Problem

EXAMPLES: Final = examples(
    ("claimboard diff last-night results", "two folders that `claimboard run` wrote"),
    ("claimboard diff old.jsonl new.jsonl --as markdown", "two records files, for a pull request"),
    ("claimboard diff last-night results --as json", "everything that differs, for programs"),
)

_EXIT_CHANGED: Final = 1
_EXIT_NOT_COMPARED: Final = 3


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", help="A records.jsonl, or the folder that `claimboard run` wrote.", show_default=False
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another one.", show_default=False)],
    style: Annotated[Literal["text", "markdown", "json"], typer.Option("--as", help="How to print.")] = "text",
) -> None:
    """Print the claims that were added, removed or changed between two runs, and the ranks that moved.

    Papers are compared by id, claims by id or place. Exit codes as those of diff(1): 0 the same; 1 something differs;
    2 usage; 3 the two could not be compared, wholly or in part.
    """
    from ..runs import compare_runs
    from ..schemas import InputError

    problems: list[Problem] = []
    try:
        difference = compare_runs(old, new, on_problem=problems.append)
    except InputError as error:
        print(f"claimboard: {terminal.printable(str(error))}", file=sys.stderr)
        raise typer.Exit(_EXIT_NOT_COMPARED) from None
    for problem in problems:
        print(f"not compared: {terminal.printable(str(problem))}", file=sys.stderr)
    _PRINTERS[style](difference)
    if problems:
        raise typer.Exit(_EXIT_NOT_COMPARED)
    if not difference.same:
        raise typer.Exit(_EXIT_CHANGED)


def _print_text(difference: "RunDifference") -> None:
    from ..evaluation import difference_summary, difference_tables

    print(difference_summary(difference))
    for header, rows in difference_tables(difference):
        print()
        terminal.print_rows(header, rows)


def _print_markdown(difference: "RunDifference") -> None:
    from ..evaluation import difference_summary, difference_tables
    from ..tables.export.markdown import markdown_table, markdown_text

    print(difference_summary(difference))
    for header, rows in difference_tables(difference):
        print()
        print("\n".join(markdown_table(header, ([markdown_text(cell) for cell in row] for row in rows))))


def _print_json(difference: "RunDifference") -> None:
    import orjson

    sys.stdout.buffer.write(orjson.dumps(difference.report(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


_PRINTERS: Final = {"text": _print_text, "markdown": _print_markdown, "json": _print_json}
