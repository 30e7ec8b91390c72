"""A whole run: inputs in, records and tables out."""

import datetime
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from ..readers import expand_inputs
from ..schemas.model import RecordModel
from .distinct import Duplicate
from .former import former_records, why_not_reusable
from .identity import RunIdentity, extraction_digest, is_stream, run_identity
from .journal import Journal, Resumed, read_journal
from .options import Progress, RunOptions
from .output_folder import OutputFiles, output_folder
from .pieces import Item, Piece, chunked, extract_chunk, fatal, reread_chunk
from .records import RECORDS_NAME
from .report import LOG_NAME, REPORT_NAME, InputFile, RunLog, RunReport, output_file
from .stream import stream_papers
from .tally import Tally
from .workers import Job, results

if TYPE_CHECKING:
    from ..tables import TableSpill

DUPLICATES_NAME: Final = "duplicates.jsonl"
CLAIMS_NAME: Final = "claims.csv"
COMPARISON_NAME: Final = "comparison.csv"
COLUMNS_NAME: Final = "columns.json"
JOURNAL_NAME: Final = "journal"

_LOGGED_LIBRARIES: Final = ("claimboard", "spacy", "pydantic", "pandas", "numpy", "regex", "orjson")
_REREAD_LINES: Final = 256


def run(
    inputs: Sequence[str | Path],
    out_dir: str | Path,
    options: RunOptions | None = None,
    *,
    workers: int = 1,
    update: str | Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_notice: Callable[[str], None] | None = None,
) -> RunReport:
    """Extract the papers of all inputs and write records and tables.

    Papers stream: none but those at work are held in memory. The files appear together when all of them are whole;
    files of other names in the folder are left alone. Where no paper could be read, what a former run has written stays
    as it is. A run that was ended, however, goes on where it was when it is started again with the same inputs, options
    and version of claimboard. What is written depends on nothing else: not on the number of workers, on former records,
    or on how often the run was ended.

    Args:
        inputs: Files, folders, or `-` for standard input.
        out_dir: The folder to write into; made where it does not exist.
        options: How to read.
        workers: How many processes extract; 1 is this one alone. Scripts that ask for more need the usual
            `if __name__ == "__main__":`.
        update: The folder of a former run; papers whose title and abstract have not changed since are not extracted
            again, provided that the same version of claimboard wrote it. May be the folder to write into.
        on_progress: Called after each chunk of papers and before the tables.
        on_notice: Called with what the user should know: that a run goes on or starts afresh, and why.

    Returns:
        What was read, written and noticed, as in `run.json`. Inputs that had to be skipped are among its problems.

    Raises:
        UsageError: The format is unknown, or the folder cannot be written into.
        InputError: The folder to update holds no finished run.
    """
    options = options or RunOptions()
    notify = on_notice or _ignore
    started = _now()
    seconds: dict[str, float] = {}
    tally = Tally(on_progress)
    with output_folder(Path(out_dir)) as files:
        paths = list(expand_inputs(inputs, tally.note_problem))
        identity = run_identity(paths, options)
        former = _former_records_file(Path(update), notify) if update is not None else None
        with _tables(files) as tables:
            with _timed(seconds, "extracting"):
                _extract(identity, files, tally, tables, former=former, workers=workers, notify=notify)
            tally.tell("tables")
            with _timed(seconds, "tables"):
                boards = _write_tables(tables, files)
        names = (RECORDS_NAME, DUPLICATES_NAME, CLAIMS_NAME, COMPARISON_NAME, boards[0], COLUMNS_NAME, *boards[1:])
        report = RunReport(
            claimboard=identity.claimboard,
            options=options,
            inputs=tuple(
                InputFile(**dict(given), papers=tally.papers_by_path[given.path]) for given in identity.inputs
            ),
            counts=tally.counts(),
            equal_titles=tally.equal_titles(),
            problems=(*tally.problems, *tally.failures),
            outputs=tuple(output_file(name, files.aside(name)) for name in names),
        )
        files.aside(LOG_NAME).write_bytes(_pretty(_log(started, seconds)))
        files.aside(REPORT_NAME).write_bytes(_pretty(report))
        if not report.counts.papers_listed and (files.folder / RECORDS_NAME).exists():
            # A page that is missing today is no reason to lose what was read yesterday.
            files.withdraw()
    return report


def _extract(
    identity: RunIdentity,
    files: OutputFiles,
    tally: Tally,
    tables: "TableSpill",
    *,
    former: Path | None,
    workers: int,
    notify: Callable[[str], None],
) -> None:
    """Write the records of all papers, beginning with those that an ended run has left."""
    records, journal_path = files.aside(RECORDS_NAME), files.work / JOURNAL_NAME
    resumed = _resumed(records, journal_path, identity, notify)
    if resumed:
        tally.failures += resumed.problems
    with ExitStack() as stack:
        duplicates = stack.enter_context(files.aside(DUPLICATES_NAME).open("wb"))
        lookup = stack.enter_context(former_records(former)) if former else _ignore

        def write_duplicate(duplicate: Duplicate) -> None:
            tally.note_duplicate()
            duplicates.write(duplicate.model_dump_json().encode() + b"\n")

        papers = stream_papers(
            [given.path for given in identity.inputs],
            identity.options,
            on_problem=tally.note_problem,
            on_paper=tally.note_paper,
            on_duplicate=write_duplicate,
            on_equal_title=tally.note_equal_title,
        )
        journal = stack.enter_context(closing(Journal(records, journal_path, identity, resumed)))
        if not any(is_stream(given.path) for given in identity.inputs):
            files.keep((records, journal_path))
        done = resumed.commit if resumed else None
        jobs = chain(
            _rereading(records, done.bytes) if done else (),
            _extracting(Item(paper, lookup(paper)) for paper in islice(papers, done.papers if done else 0, None)),
        )
        for piece in results(jobs, workers):
            journal.write(piece.lines, piece.papers, piece.problems)
            tables.add(piece.rows)
            tally.note_records(piece.counts, piece.problems)
        journal.commit()


def _resumed(records: Path, journal: Path, identity: RunIdentity, notify: Callable[[str], None]) -> Resumed | None:
    """Find out whether the run goes on where another was ended, and say so."""
    found = read_journal(records, journal)
    if found is None:
        return None
    other, resumed = found
    changed = other.difference(identity)
    if changed:
        notify(f"starting afresh: a run was ended here after {resumed.commit.papers:,} papers, but {changed}")
        return None
    notify(f"going on after {resumed.commit.papers:,} papers, where a run was ended")
    return resumed


def _former_records_file(folder: Path, notify: Callable[[str], None]) -> Path | None:
    why_not = why_not_reusable(folder)
    if why_not:
        notify(f"extracting all papers: no record of {folder} can be taken over, since {why_not}")
        return None
    return folder / RECORDS_NAME


def _rereading(records: Path, size: int) -> Iterator[Job[Any, Piece]]:
    with records.open("rb") as file:
        while file.tell() < size:
            lines: list[bytes] = []
            while len(lines) < _REREAD_LINES and file.tell() < size:
                lines.append(file.readline())
            yield Job(reread_chunk, lines, _unreadable)


def _extracting(items: Iterable[Item]) -> Iterator[Job[Any, Piece]]:
    for chunk in chunked(items):
        yield Job(extract_chunk, chunk, fatal)


def _unreadable(line: bytes) -> Piece:
    raise RuntimeError(f"a record that was written before ends the process that reads it: {line[:80]!r}")


@contextmanager
def _tables(files: OutputFiles) -> "Iterator[TableSpill]":
    # Imported here: `claimboard --help` and reading records need no tables.
    from ..tables import TableSpill

    with TableSpill(files.work, files.aside(CLAIMS_NAME)) as tables:
        yield tables


def _write_tables(tables: "TableSpill", files: OutputFiles) -> tuple[str, ...]:
    """Write all tables and return the names of the leaderboard and of the files of single boards."""
    from ..tables import columns_json
    from .board_files import write_boards

    headings = tables.write_comparison(files.aside(COMPARISON_NAME))
    boards = write_boards(tables, files)
    described = columns_json(headings, ("claims", "comparison", "leaderboard", "leaderboard_index"))
    files.aside(COLUMNS_NAME).write_bytes(orjson.dumps(described, option=orjson.OPT_INDENT_2) + b"\n")
    return boards


def _log(started: str, seconds: dict[str, float]) -> RunLog:
    return RunLog(
        started=started,
        finished=_now(),
        seconds=seconds,
        host=platform.node(),
        platform=platform.platform(),
        python=platform.python_version(),
        versions={name: version(name) for name in _LOGGED_LIBRARIES},
        extraction=extraction_digest(),
    )


def _pretty(model: RecordModel) -> bytes:
    return model.model_dump_json(indent=2).encode() + b"\n"


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _ignore(*_: object) -> None:
    """Leave a notice aside; know no former record."""


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - begin, 3)
