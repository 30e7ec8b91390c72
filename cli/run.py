"""`claimboard run`: inputs in, a folder of records and tables out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from . import terminal
from .arguments import Format, Inputs, MaxSkipped, SavedOn, examples
from .messages import LogFormatOption, for_machines, say
from .outcome import Outcome

if TYPE_CHECKING:
    from ..runs import Progress, RunReport

EXAMPLES: Final = examples(
    ("claimboard run page.txt -o results", "one saved page"),
    ("claimboard run pages/ more.jsonl.gz -o results", "a folder and a compressed file"),
    ("claimboard run page.txt -o results --saved-on 2024-03-01", "when dates lack the year"),
    ("claimboard run pages/ -o results --max-skipped 2%", "fail when more is skipped"),
)


def run(
    inputs: Inputs,
    out_dir: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Folder to write into; files of other names in it are left alone.",
            show_default=False,
        ),
    ],
    input_format: Format = None,
    saved_on: SavedOn = None,
    max_skipped: MaxSkipped = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="A summary on standard error also where that is no terminal.")
    ] = False,
    log_format: LogFormatOption = "text",
) -> None:
    """Extract the claims of all papers and write records, tables and leaderboards into a folder.

    Writes records.jsonl, duplicates.jsonl, claims.csv, comparison.csv, leaderboard.csv, leaderboards/ (a file a board
    that several papers are on, and index.csv), columns.json, run.json (what was read, counted and skipped) and
    run.log.json (times and versions). The files appear whole or not at all; where nothing can be read, those of a
    former run stay. A warning tells when far fewer claims are found per paper than by the run before in the folder.
    """
    outcome = Outcome(max_skipped)
    from ..runs import RunOptions, drop_in_claims, former_counts
    from ..runs import run as run_inputs

    before = former_counts(out_dir)
    options = RunOptions(format=input_format, saved_on=saved_on.date() if saved_on else None)
    talkative = not quiet and not for_machines() and terminal.err().is_terminal
    if talkative:
        with _progress_bar() as on_progress:
            report = run_inputs(inputs, out_dir, options, on_progress=on_progress)
    else:
        report = run_inputs(inputs, out_dir, options)
    for problem in report.problems:
        outcome.report(problem)
    if dropped := drop_in_claims(before, report.counts, out_dir):
        outcome.report(dropped)
    if report.counts.papers_listed and (talkative or summary or for_machines()):
        say("written", _summary(report, out_dir), folder=str(out_dir), **report.counts.model_dump())
    if before and not report.counts.papers_listed:
        say("kept", f"what the run before wrote stays as it is: {out_dir}", folder=str(out_dir))
    outcome.read = report.counts.papers_listed
    outcome.end()


@contextmanager
def _progress_bar() -> "Iterator[Callable[[Progress], None]]":
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=terminal.err(), transient=True) as bar:
        task = bar.add_task("starting")

        def show(progress: "Progress") -> None:
            bar.update(task, description=f"{progress.stage}: {progress.papers:,} papers, {progress.claims:,} claims")

        yield show


def _summary(report: "RunReport", out_dir: Path) -> str:
    counts = report.counts
    return (
        f"{counts.papers:,} papers ({counts.papers_listed:,} listed, {counts.duplicates:,} of them again), "
        f"{counts.claims:,} claims in {counts.papers_with_claims:,} papers: {out_dir}"
    )
