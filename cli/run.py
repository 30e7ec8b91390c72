"""`claimboard run`: inputs in, a folder of records and tables out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from . import terminal
from .arguments import Format, MaxSkipped, OptionalInputs, SavedOn, examples
from .messages import LogFormatOption, for_machines, say
from .outcome import Outcome

if TYPE_CHECKING:
    from ..runs import Progress
    from ..runs.manifest import Manifest, PartitionCounts
    from ..runs.report import RunCounts
    from ..schemas import Problem

EXAMPLES: Final = examples(
    ("claimboard run page.txt -o results", "one saved page"),
    ("claimboard run pages/ more.jsonl.gz -o results", "a folder and a compressed file"),
    ("claimboard run page.txt -o results --saved-on 2024-03-01", "when dates lack the year"),
    ("claimboard run pages/ -o results --max-skipped 2%", "fail when more is skipped"),
    ("claimboard run --engine dask 's3://bucket/papers/*.parquet' -o s3://bucket/results", "on many machines"),
    ("claimboard run --update results", "read the inputs of a run again and extract what is new or has changed"),
)


def run(
    inputs: OptionalInputs = None,
    out_dir: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Folder to write into; files of other names in it are left alone.",
            show_default=False,
        ),
    ] = None,
    input_format: Format = None,
    saved_on: SavedOn = None,
    max_skipped: MaxSkipped = None,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            "-j",
            min=0,
            metavar="N",
            help="Processes that extract; 0 is one for each core. What is written does not depend on it.",
        ),
    ] = 0,
    engine: Annotated[
        Literal["local", "dask"],
        typer.Option(
            help="What hands out the work: this machine, or Dask, which reads Parquet and JSONL from anywhere that "
            "fsspec reaches, a file a partition, and writes Parquet and manifest.json."
        ),
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Address of a Dask scheduler (tcp://...); without it --engine dask starts workers here.",
            show_default=False,
        ),
    ] = None,
    update: Annotated[
        Path | None,
        typer.Option(
            "--update",
            metavar="DIR",
            help="Folder of a former run: papers that are unchanged there are not extracted again. "
            "Without INPUT its inputs are read again, without --output it is written anew.",
            show_default=False,
        ),
    ] = None,
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

    A run that was ended, even by a loss of power, goes on where it was when the same command is given again.
    """
    outcome = Outcome(max_skipped)
    from ..runs.workers import available_workers

    folder = out_dir or (str(update) if update else None)
    if folder is None:
        raise typer.BadParameter("name the folder to write into", param_hint="--output")
    if not inputs and update is None:
        raise typer.BadParameter("name what to read", param_hint="INPUT")
    if engine == "dask" and (update or input_format or saved_on):
        raise typer.BadParameter("--update, --format and --saved-on are for the engine 'local'", param_hint="--engine")
    if engine == "local" and scheduler:
        raise typer.BadParameter("a scheduler is for --engine dask", param_hint="--scheduler")
    workers = workers or available_workers()
    counts: RunCounts | PartitionCounts
    talkative = not quiet and not for_machines() and terminal.err().is_terminal
    kept = False
    with _progress_bar() if talkative else nullcontext() as on_progress:
        if engine == "dask":
            from ..runs.cluster import run_on_cluster

            manifest = run_on_cluster(
                inputs or [], folder, scheduler=scheduler, workers=workers, on_progress=on_progress
            )
            counts, problems = manifest.counts, list(_of_partitions(manifest))
        else:
            from ..runs import RunOptions, drop_in_claims, former_counts, read_report
            from ..runs import run as run_inputs

            before = former_counts(folder)
            options = RunOptions(format=input_format, saved_on=saved_on.date() if saved_on else None)
            if not inputs and update is not None:
                former = read_report(update)
                inputs = [given.path for given in former.inputs]
                options = options if input_format or saved_on else former.options
            report = run_inputs(
                inputs or [],
                folder,
                options,
                workers=workers,
                update=update,
                on_progress=on_progress,
                on_notice=_ignore if quiet and not for_machines() else _notice,
            )
            counts, problems = report.counts, [(problem, 1) for problem in report.problems]
            if dropped := drop_in_claims(before, report.counts, folder):
                problems.append((dropped, 1))
            kept = before is not None and not counts.papers_listed
    for problem, number in problems:
        outcome.report(problem, number)
    if counts.papers_listed and (talkative or summary or for_machines()):
        say("written", _summary(counts, folder), folder=folder, **counts.model_dump())
    if kept:
        say("kept", f"what the run before wrote stays as it is: {folder}", folder=folder)
    outcome.read = counts.papers_listed
    outcome.end()


def _of_partitions(manifest: "Manifest") -> "Iterator[tuple[Problem, int]]":
    """Yield the problems of a run on many machines, each with the number of papers that it costs."""
    from ..schemas import Problem

    for problem in manifest.problems:
        yield problem, 1
    for partition in manifest.partitions:
        if partition.counts.skipped:
            problem = Problem(
                kind="invalid-record",
                path=partition.input,
                message=f"{partition.counts.skipped:,} rows have no record",
                remedy=f"the column `problem` of {partition.name} says why",
            )
            yield problem, partition.counts.skipped


def _notice(text: str) -> None:
    say("note", text)


def _ignore(_: str) -> None:
    """Leave a notice aside."""


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


def _summary(counts: "RunCounts | PartitionCounts", out_dir: str) -> str:
    return (
        f"{counts.papers:,} papers ({counts.papers_listed:,} listed, {counts.duplicates:,} of them again), "
        f"{counts.claims:,} claims in {counts.papers_with_claims:,} papers: {out_dir}"
    )
