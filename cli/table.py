"""`claimboard table`: records as a table."""

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from . import terminal
from .arguments import Records, examples
from .frames import Output, StyleOption, Target
from .messages import say
from .outcome import Outcome

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES: Final = examples(
    ("claimboard table results", "papers by metrics, as a survey prints them"),
    ("claimboard table results --columns accuracy,speedup --hardware-kind fpga", "chosen columns, some papers"),
    ("claimboard table results --kind claims -o claims.parquet", "every claim with every field"),
    ("claimboard table results --group-by dataset -o survey.md", "a table for a README"),
)

Names = list[str] | None

_FOR_PROGRAMS: Final = ("paper_id", "url", "claim_ids", "places")
"""Columns that lead from a cell to its source; in text they would leave no room for the numbers."""
_SHOWN_IF_FILLED: Final = ("group", "system", "date")
_PAPER_WIDTH: Final = 60
"""Characters that group, title, system and date need on a terminal."""
_METRIC_WIDTH: Final = 16


def table(
    records: Records,
    kind: Annotated[
        Literal["comparison", "long", "claims"],
        typer.Option(
            help="Papers by metrics; the same with a row a value and its numbers; or every claim. The next options "
            "are for the first two."
        ),
    ] = "comparison",
    rows: Annotated[Literal["papers", "systems"] | None, typer.Option(help="What a row is.")] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="METRIC,...", help="Columns; by default those that most rows fill.")
    ] = None,
    dataset: Annotated[
        Names, typer.Option(metavar="NAME", help="Dataset that a number holds on; may be repeated.")
    ] = None,
    task: Annotated[Names, typer.Option(metavar="NAME", help="Task of the paper.")] = None,
    architecture: Annotated[
        Names, typer.Option(metavar="NAME", help="Architecture or family that a number is about.")
    ] = None,
    hardware: Annotated[
        Names,
        typer.Option(metavar="NAME", help="Hardware that a number holds on, with or without its maker, such as A100."),
    ] = None,
    hardware_kind: Annotated[Names, typer.Option(metavar="NAME", help="Kind of hardware, such as fpga.")] = None,
    include_baselines: Annotated[
        bool | None, typer.Option("--include-baselines", help="Show the results of baselines and others too.")
    ] = None,
    group_by: Annotated[
        Literal["dataset", "task", "architecture", "hardware_kind"] | None, typer.Option(help="Group the rows.")
    ] = None,
    sort_by: Annotated[
        str | None, typer.Option(metavar="METRIC", help="Sort the rows by a metric, title, paper_id, date or system.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Rows at most.")] = None,
    max_columns: Annotated[int | None, typer.Option(min=1, metavar="N", help="Metric columns at most.")] = None,
    output: Output = None,
    style: StyleOption = None,
) -> None:
    """Print records as a comparison table, wide or long, or as the table of all claims."""
    outcome = Outcome()
    given: dict[str, Any] = {
        "rows": rows,
        "columns": columns.split(",") if columns else None,
        "datasets": dataset,
        "tasks": task,
        "architectures": architecture,
        "hardware": hardware,
        "hardware_kinds": hardware_kind,
        "include_baselines": include_baselines,
        "group_by": group_by,
        "sort_by": sort_by,
        "limit": limit,
        "max_columns": max_columns,
    }
    options = {name: value for name, value in given.items() if value is not None}
    if kind == "claims" and options:
        raise typer.BadParameter("--kind claims shows every claim; it takes none of the options for comparisons")
    target = Target(output, style)
    if target.format is None and columns is None and max_columns is None and kind == "comparison":
        options["max_columns"] = _columns_that_fit()
    from .. import tables
    from ..runs import read_records

    seen = tables.NamesSeen()
    read = target.noted(seen.noted(outcome.counted(read_records(records, on_problem=outcome.report))))
    if kind == "claims":
        target.emit(tables.claims_table(read), "claims", _draw_claims)
    elif kind == "long":
        target.emit(tables.comparison(read, **options).to_long_frame(), "comparison_long", _draw_long)
    else:
        target.emit(tables.comparison_table(read, **options), "comparison", _draw_comparison)
    for sentence in seen.unmet({"dataset": dataset, "hardware": hardware, "architecture": architecture, "task": task}):
        say("unmet", sentence, level="warning")
    outcome.end()


def _columns_that_fit() -> int:
    """Return how many metrics have room beside the papers on a terminal; elsewhere as many as in a file."""
    console = terminal.out()
    return min(8, max(2, (console.width - _PAPER_WIDTH) // _METRIC_WIDTH)) if console.is_terminal else 8


def _draw_comparison(frame: "pd.DataFrame") -> None:
    if frame.empty:
        print("no claims to compare")
        return
    empty = [name for name in _SHOWN_IF_FILLED if name in frame and frame[name].isna().all()]
    terminal.print_frame(frame.drop(columns=[*_FOR_PROGRAMS, *empty], errors="ignore"))


def _draw_long(frame: "pd.DataFrame") -> None:
    columns = ["title", "system", "heading", "value", "datasets", "hardware", "baseline"]
    terminal.print_frame(frame.loc[:, columns])


def _draw_claims(frame: "pd.DataFrame") -> None:
    columns = ["title", "metric", "value_text", "bound", "form", "direction", "subject", "datasets", "hardware"]
    terminal.print_frame(frame.loc[:, columns])
