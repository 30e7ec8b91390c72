"""Records of a former run, for papers whose title and abstract are as they were."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
from pydantic import ValidationError

from ..schemas import InputError, Paper, Problem
from .identity import extraction_digest, file_fingerprint
from .output_folder import check_whole
from .records import RECORDS_NAME
from .report import LOG_NAME, REPORT_NAME, RunLog, RunReport

Lookup = Callable[[Paper], bytes | None]
"""Gives the line of a paper's record where its title and abstract are as they were, else None."""


def read_report(folder: Path) -> RunReport:
    """Return what a run reported.

    Raises:
        InputError: The folder holds no whole run.
    """
    check_whole(folder)
    path = folder / REPORT_NAME
    try:
        return RunReport.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        missing = isinstance(error, FileNotFoundError)
        raise InputError(
            Problem(
                kind="missing-file" if missing else "unreadable",
                path=str(path),
                message="there is no such file" if missing else "it is not what this version of claimboard writes",
                remedy="name the folder of a finished `claimboard run`, or run anew with --output",
            )
        ) from error


def why_not_reusable(folder: Path) -> str | None:
    """Say why no record of a former run may be taken over, or None where they may."""
    report = read_report(folder)
    try:
        log = RunLog.model_validate_json((folder / LOG_NAME).read_bytes())
    except (OSError, ValidationError):
        return f"its {LOG_NAME}, which says what extracted it, is not there"
    if log.extraction != extraction_digest():
        return "claimboard has changed since"
    written = {output.name: output.sha256 for output in report.outputs}
    try:
        whole = file_fingerprint(folder / RECORDS_NAME)[0] == written.get(RECORDS_NAME)
    except OSError:
        whole = False
    return None if whole else f"its {RECORDS_NAME} is not the one that was written"


@contextmanager
def former_records(path: Path) -> Iterator[Lookup]:
    """Open a records file of a run and look up its papers; the look-up lies in a temporary database on disk."""
    with path.open("rb") as file:
        index = sqlite3.connect("", isolation_level=None)
        try:
            index.execute("PRAGMA journal_mode = OFF")
            index.execute("PRAGMA synchronous = OFF")
            index.execute(
                "CREATE TABLE records (id TEXT PRIMARY KEY, digest BLOB, offset INTEGER, length INTEGER) WITHOUT ROWID"
            )
            index.execute("BEGIN")
            offset = 0
            for line in file:
                paper = orjson.loads(line)["paper"]
                row = (paper["id"], _digest(paper["title"], paper["abstract"]), offset, len(line))
                index.execute("INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?)", row)
                offset += len(line)

            def line_of(paper: Paper) -> bytes | None:
                query = "SELECT digest, offset, length FROM records WHERE id = ?"
                found = index.execute(query, (paper.id,)).fetchone()
                if found is None or found[0] != _digest(paper.title, paper.abstract):
                    return None
                file.seek(found[1])
                return file.read(found[2])

            yield line_of
        finally:
            index.close()


def _digest(title: str, abstract: str) -> bytes:
    return hashlib.sha256(f"{len(title)} {title}{abstract}".encode("utf-8", "surrogatepass")).digest()[:16]
