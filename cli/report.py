"""`claimboard report`: records as one page that opens anywhere."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from . import terminal
from .arguments import Records, examples
from .outcome import Outcome

if TYPE_CHECKING:
    from ..tables.report import RunNotes

EXAMPLES: Final = examples(
    ("claimboard report results -o report.html", "the folder of a run, with what it skipped"),
    ("claimboard report records.jsonl -o report.html --title 'Edge inference'", "records alone"),
    ("claimboard extract page.txt | claimboard report - -o report.html", "without a file in between"),
)


def report(
    records: Records,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.", show_default=False),
    ],
    title: Annotated[str, typer.Option(metavar="TEXT", help="Heading of the page.")] = "What the papers claim",
) -> None:
    """Write a page with overview, charts, leaderboards, comparison and the evidence of every claim.

    It is one HTML file that needs no network and no server: open it with a double click, send it by mail. Every claim
    has a link of its own, such as report.html#claim-0123456789ab.
    """
    outcome = Outcome()
    from ..runs import read_records, whole_file
    from ..tables.report import report_html

    notes = _run_notes(records, outcome)
    page = report_html(outcome.counted(read_records(records, on_problem=outcome.report)), title=title, notes=notes)
    if outcome.read:
        with whole_file(output) as partial:
            partial.write_text(page, encoding="utf-8", newline="\n")
        if terminal.err().is_terminal:
            print(f"{outcome.read:,} papers: {output}", file=sys.stderr)
    outcome.end()


def _run_notes(records: str, outcome: Outcome) -> "RunNotes | None":
    """Return what `run.json` says of the run that wrote a folder; None where there is no folder or no such file."""
    from pydantic import ValidationError

    from ..runs.report import REPORT_NAME, RunReport
    from ..schemas import Problem
    from ..tables.report import RunNotes

    path = Path(records) / REPORT_NAME
    try:
        run = RunReport.model_validate_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValidationError) as error:
        first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error.strerror
        outcome.report(
            Problem(
                kind="invalid-record",
                path=str(path),
                message=f"not the run.json of a run: {first}",
                remedy="run again; the report does not say what was skipped",
                skipped=False,
            )
        )
        return None
    return RunNotes(
        inputs=tuple((item.path, item.papers) for item in run.inputs),
        duplicates=run.counts.duplicates,
        equal_titles=tuple(item.title for item in run.equal_titles),
        problems=run.problems,
    )
