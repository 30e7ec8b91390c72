"""A whole run: inputs in, records and tables out."""

import datetime
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final

import orjson

from ..readers import expand_inputs
from ..schemas.model import RecordModel
from .distinct import Duplicate
from .options import Progress, RunOptions
from .output_folder import OutputFiles, output_folder
from .records import RECORDS_NAME, records_with_claims, write_records
from .report import LOG_NAME, REPORT_NAME, RunLog, RunReport, input_file, output_file
from .stream import stream_records
from .tally import Tally

DUPLICATES_NAME: Final = "duplicates.jsonl"
CLAIMS_NAME: Final = "claims.csv"
COMPARISON_NAME: Final = "comparison.csv"
LEADERBOARD_NAME: Final = "leaderboard.csv"
COLUMNS_NAME: Final = "columns.json"

_NAMES: Final = (RECORDS_NAME, DUPLICATES_NAME, CLAIMS_NAME, COMPARISON_NAME, LEADERBOARD_NAME, COLUMNS_NAME)

_LOGGED_LIBRARIES: Final = ("claimboard", "spacy", "pydantic", "pandas", "numpy", "regex", "orjson")


def run(
    inputs: Sequence[str | Path],
    out_dir: str | Path,
    options: RunOptions | None = None,
    *,
    on_progress: Callable[[Progress], None] | None = None,
) -> RunReport:
    """Extract the papers of all inputs and write records and tables.

    Papers stream: none but those at work are held in memory. The files appear together when all of them are whole;
    files of other names in the folder are left alone. Where no paper could be read, what a former run has written stays
    as it is.

    Args:
        inputs: Files, folders, or `-` for standard input.
        out_dir: The folder to write into; made where it does not exist.
        options: How to read.
        on_progress: Called after each paper and before the tables.

    Returns:
        What was read, written and noticed, as in `run.json`. Inputs that had to be skipped are among its problems.

    Raises:
        UsageError: The format is unknown, or the folder cannot be written into.
    """
    options = options or RunOptions()
    started = _now()
    seconds: dict[str, float] = {}
    tally = Tally(on_progress)
    with output_folder(Path(out_dir)) as files:
        paths = list(expand_inputs(inputs, tally.note_problem))
        with _timed(seconds, "extracting"):
            _write_records(paths, options, files, tally)
        tally.tell("tables")
        with _timed(seconds, "tables"):
            boards = _write_tables(files)
        report = RunReport(
            claimboard=version("claimboard"),
            options=options,
            inputs=tuple(input_file(path, tally.papers_by_path[path]) for path in paths),
            counts=tally.counts(),
            equal_titles=tally.equal_titles(),
            problems=tuple(tally.problems),
            outputs=tuple(output_file(name, files.aside(name)) for name in (*_NAMES, *boards)),
        )
        files.aside(LOG_NAME).write_bytes(_pretty(_log(started, seconds)))
        files.aside(REPORT_NAME).write_bytes(_pretty(report))
        if not report.counts.papers_listed and (files.folder / RECORDS_NAME).exists():
            # A page that is missing today is no reason to lose what was read yesterday.
            files.withdraw()
    return report


def _write_records(paths: Sequence[str], options: RunOptions, files: OutputFiles, tally: Tally) -> None:
    with files.aside(RECORDS_NAME).open("wb") as records, files.aside(DUPLICATES_NAME).open("wb") as duplicates:

        def write_duplicate(duplicate: Duplicate) -> None:
            tally.note_duplicate()
            duplicates.write(duplicate.model_dump_json().encode() + b"\n")

        extracted = stream_records(
            paths,
            options,
            on_problem=tally.note_problem,
            on_paper=tally.note_paper,
            on_duplicate=write_duplicate,
            on_equal_title=tally.note_equal_title,
        )
        write_records(tally.noted(extracted), records)


def _write_tables(files: OutputFiles) -> tuple[str, ...]:
    """Write all tables and return the names of the files of single boards."""
    # Imported here, since the first record shall not wait for pandas.
    from .. import tables
    from .board_files import write_boards

    records = files.aside(RECORDS_NAME)
    tables.write_csv(tables.claims_table(records_with_claims(records)), files.aside(CLAIMS_NAME))
    comparison = tables.comparison(records_with_claims(records))
    tables.write_csv(comparison.to_frame(), files.aside(COMPARISON_NAME))
    leaderboard = tables.leaderboard(records_with_claims(records))
    tables.write_csv(leaderboard, files.aside(LEADERBOARD_NAME))
    headings = [column.heading for column in comparison.columns]
    described = tables.columns_json(headings, ("claims", "comparison", "leaderboard", "leaderboard_index"))
    files.aside(COLUMNS_NAME).write_bytes(orjson.dumps(described, option=orjson.OPT_INDENT_2) + b"\n")
    return write_boards(leaderboard, files)


def _log(started: str, seconds: dict[str, float]) -> RunLog:
    return RunLog(
        started=started,
        finished=_now(),
        seconds=seconds,
        host=platform.node(),
        platform=platform.platform(),
        python=platform.python_version(),
        versions={name: version(name) for name in _LOGGED_LIBRARIES},
    )


def _pretty(model: RecordModel) -> bytes:
    return model.model_dump_json(indent=2).encode() + b"\n"


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - begin, 3)
