"""`claimboard leaderboard`: who claims the best result on what."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from . import terminal
from .arguments import Records, examples
from .frames import Output, StyleOption, Target
from .messages import say
from .outcome import Outcome

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES: Final = examples(
    ("claimboard leaderboard results --metric speedup", "gains in speed, each against its paper's baseline"),
    ("claimboard leaderboard results --metric accuracy --dataset CIFAR-10", "one board"),
    ("claimboard leaderboard results --hardware-kind fpga --index", "which boards there are"),
    ("claimboard leaderboard results --board accuracy--cifar10", "one board, by its id in the index"),
    ("claimboard leaderboard results -o boards.xlsx", "all boards into a workbook"),
    ("claimboard leaderboard results --metric mAP -o map.tex", "a LaTeX table, with map.bib beside it"),
)

_SHOWN_COLUMNS: Final = ("rank", "value", "system", "title", "baseline")

Names = list[str] | None


def leaderboard(
    records: Records,
    metric: Annotated[
        Names, typer.Option(metavar="NAME", help="Metric, by id or label; may be repeated, as the next ones.")
    ] = None,
    dataset: Annotated[Names, typer.Option(metavar="NAME", help="Dataset that the number holds on.")] = None,
    hardware: Annotated[
        Names, typer.Option(metavar="NAME", help="Hardware that it holds on, with or without its maker, such as A100.")
    ] = None,
    hardware_kind: Annotated[Names, typer.Option(metavar="NAME", help="Kind of hardware, such as fpga.")] = None,
    architecture: Annotated[
        Names, typer.Option(metavar="NAME", help="Architecture, or family of them, that it is about.")
    ] = None,
    task: Annotated[Names, typer.Option(metavar="NAME", help="Task of the paper.")] = None,
    form: Annotated[Names, typer.Option(metavar="NAME", help="absolute, change, ratio or fraction.")] = None,
    include_baselines: Annotated[
        bool, typer.Option("--include-baselines", help="Rank the results of baselines and others too.")
    ] = False,
    rank_by: Annotated[
        Literal["claimed", "conservative"],
        typer.Option(
            help="Rank by the number claimed, or ranges by their worse end and 'up to' not at all.",
        ),
    ] = "claimed",
    strict: Annotated[bool, typer.Option("--strict", help="Give averages boards of their own.")] = False,
    keep_all: Annotated[
        bool, typer.Option("--all", help="List all results of a paper on a board, not only its best.")
    ] = False,
    certain: Annotated[
        bool, typer.Option("--certain", help="Leave out claims of which something was inferred.")
    ] = False,
    better: Annotated[
        Literal["higher", "lower"] | None,
        typer.Option(help="Better side of metrics where that depends, such as attack_success_rate."),
    ] = None,
    group_by: Annotated[
        Literal["dataset", "task", "architecture", "hardware_kind"] | None, typer.Option(help="Split every board.")
    ] = None,
    min_papers: Annotated[int, typer.Option(min=1, metavar="N", help="Leave out boards with fewer papers.")] = 1,
    board: Annotated[
        Names, typer.Option(metavar="ID", help="A board by its id, as --index lists it; may be repeated.")
    ] = None,
    index: Annotated[bool, typer.Option("--index", help="List the boards instead of their rows.")] = False,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="Rows of a board in text.")] = 10,
    boards: Annotated[int, typer.Option(min=1, metavar="N", help="Boards in text, those with most papers.")] = 10,
    output: Output = None,
    style: StyleOption = None,
) -> None:
    """Rank the claims that may honestly be ranked together.

    Levels of quality are ranked by dataset, levels of speed and cost by hardware, gains by form and unit and with the
    baseline of each. Bounds and averages stay marked: up to 89 % is not 89 %.
    """
    outcome = Outcome()
    target = Target(output, style)
    from .. import tables
    from ..runs import read_records

    seen = tables.NamesSeen()
    read = seen.noted(outcome.counted(read_records(records, on_problem=outcome.report)))
    frame = tables.leaderboard(
        target.noted(read),
        metric=metric,
        dataset=dataset,
        hardware=hardware,
        hardware_kind=hardware_kind,
        architecture=architecture,
        task=task,
        form=form,
        include_baselines=include_baselines,
        rank_by=rank_by,
        strict=strict,
        keep_all=keep_all,
        certain=certain,
        better=better,
        group_by=group_by,
        min_papers=min_papers,
    )
    if board:
        frame = _only(frame, board)
    if index:
        target.emit(tables.leaderboard_index(frame), "leaderboard_index", _draw_index)
    else:
        target.emit(frame, "leaderboard", lambda shown: _draw_boards(shown, boards, top))
    for sentence in seen.unmet({"dataset": dataset, "hardware": hardware, "architecture": architecture, "task": task}):
        say("unmet", sentence, level="warning")
    outcome.end()


def _only(frame: "pd.DataFrame", boards: list[str]) -> "pd.DataFrame":
    from ..schemas import UsageError

    for name in boards:
        if not (frame["board_id"] == name).any():
            raise UsageError(f"no board {name!r} in these results: --index lists the ids")
    return frame[frame["board_id"].isin(boards)].reset_index(drop=True)


def _draw_boards(frame: "pd.DataFrame", boards: int, top: int) -> None:
    found = frame.groupby("board_id", sort=False)
    for _, board in islice(found, boards):
        papers = board["paper_id"].nunique()
        print(terminal.printable(f"{board['board_title'].iloc[0]} ({papers} paper{'s' if papers > 1 else ''})"))
        terminal.print_frame(board.loc[:, list(_SHOWN_COLUMNS)].head(top), right=("rank", "value"))
        print()
    if found.ngroups > boards:
        print(f"{found.ngroups - boards} more boards: --boards N, --index, or narrow with --metric and --dataset")
    elif not found.ngroups:
        print("no claims that may be ranked")


def _draw_index(frame: "pd.DataFrame") -> None:
    columns = ["board_id", "papers", "claims", "best_value", "holder"]
    terminal.print_frame(frame.loc[:, columns], right=("papers", "claims", "best_value"))
