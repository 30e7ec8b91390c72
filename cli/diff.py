"""`claimboard diff`: what differs between two runs."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from . import terminal
from .arguments import examples
from .wording import claim_in_words

if TYPE_CHECKING:
    from ..evaluation import ClaimChange, RankMove, RunDifference
    from ..schemas import Problem

EXAMPLES: Final = examples(
    ("claimboard diff last-night results", "two folders that `claimboard run` wrote"),
    ("claimboard diff old.jsonl new.jsonl --as markdown", "two records files, for a pull request"),
    ("claimboard diff last-night results --as json", "everything that differs, for programs"),
)

_EXIT_CHANGED: Final = 1
_EXIT_NOT_COMPARED: Final = 3

_CLAIM_HEADER: Final = ("change", "paper", "claim", "field", "old", "new")
_RANK_HEADER: Final = ("board", "paper", "old rank", "new rank", "old value", "new value")


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
    print(_summary(difference))
    for header, rows in _tables(difference):
        print()
        terminal.print_rows(header, rows)


def _print_markdown(difference: "RunDifference") -> None:
    from ..tables.export.markdown import markdown_table, markdown_text

    print(_summary(difference))
    for header, rows in _tables(difference):
        print()
        print("\n".join(markdown_table(header, ([markdown_text(cell) for cell in row] for row in rows))))


def _print_json(difference: "RunDifference") -> None:
    import orjson

    sys.stdout.buffer.write(orjson.dumps(difference.report(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


_PRINTERS: Final = {"text": _print_text, "markdown": _print_markdown, "json": _print_json}


def _summary(difference: "RunDifference") -> str:
    if difference.same:
        return "The same claims and ranks."
    claims = difference.count_claims()
    return (
        f"Claims: {claims['added']:,} added, {claims['removed']:,} removed, {claims['changed']:,} changed. "
        f"Papers: {difference.count_papers('added'):,} added, {difference.count_papers('removed'):,} removed. "
        f"Ranks moved: {len(difference.ranks):,}."
    )


def _tables(difference: "RunDifference") -> Iterator[tuple[Sequence[str], list[Sequence[str]]]]:
    """Yield the tables of what differs, each with its header; those without rows are left out."""
    claims = [
        (change.kind, paper.title or paper.paper_id, *cells)
        for paper in difference.papers
        for change in paper.claims
        for cells in _claim_cells(change)
    ]
    if claims:
        yield _CLAIM_HEADER, list(claims)
    if difference.ranks:
        yield _RANK_HEADER, [_rank_cells(move) for move in difference.ranks]


def _claim_cells(change: "ClaimChange") -> Iterator[tuple[str, str, str, str]]:
    """Yield claim, field, old and new: a line for each field that changed, one line for what came or went."""
    from ..schemas import metric_label

    claim = f"{metric_label(change.claim.metric)} {change.claim.quantity.text}"
    if change.kind == "changed":
        for field in change.fields:
            yield claim, field.field, _shown(field.old), _shown(field.new)
    else:
        words = claim_in_words(change.claim)
        yield claim, "", words if change.old else "", words if change.new else ""


def _rank_cells(move: "RankMove") -> tuple[str, ...]:
    return (
        move.board_title,
        move.title or move.paper_id,
        *(_shown(cell) for cell in (move.old_rank, move.new_rank, move.old_value, move.new_value)),
    )


def _shown(value: object) -> str:
    if value is None:
        return "none"
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)
