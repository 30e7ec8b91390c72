"""Records as files: one compact JSON object a line."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from pydantic import ValidationError

from ..schemas import SCHEMA_VERSION, InputError, PaperRecord, Problem, raise_problem
from .manifest import MANIFEST_NAME, partition_lines
from .output_folder import check_whole

RECORDS_NAME: Final = "records.jsonl"
STDIN: Final = "-"


def record_line(record: PaperRecord) -> bytes:
    """Return a record as one line of a records file, the same bytes on every machine."""
    return record.model_dump_json().encode() + b"\n"


def write_records(records: Iterable[PaperRecord], file: BinaryIO) -> int:
    """Write records, one a line.

    Args:
        records: Consumed one by one.
        file: Open for binary writing.

    Returns:
        How many were written.
    """
    number = 0
    for record in records:
        file.write(record_line(record))
        number += 1
    return number


def read_records(path: str | Path, *, on_problem: Callable[[Problem], None] = raise_problem) -> Iterator[PaperRecord]:
    """Read records one by one, from a records file or from the folder of a run.

    Args:
        path: A `records.jsonl`, a folder that holds one or the `manifest.json` of a run on many machines, or `-` for
            standard input.
        on_problem: Called with each line that is no record; by default it raises.

    Yields:
        The records, in the order of the file.

    Raises:
        InputError: The file cannot be opened, or its records have another schema version.
    """
    name = _records_file(path)
    with _opened(name) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = PaperRecord.model_validate_json(line)
            except ValidationError as error:
                on_problem(_line_problem(error, name, number))
                continue
            yield record


def _records_file(path: str | Path) -> str:
    if str(path) != STDIN and Path(path).is_dir():
        check_whole(Path(path))
        manifest = Path(path) / MANIFEST_NAME
        return str(manifest if manifest.exists() else Path(path) / RECORDS_NAME)
    return str(path)


@contextmanager
def _opened(name: str) -> Iterator[Iterable[bytes]]:
    if name == STDIN:
        yield sys.stdin.buffer
        return
    if Path(name).name == MANIFEST_NAME:
        yield partition_lines(Path(name).parent)
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(name).open("rb"))
        except OSError as error:
            raise InputError(
                Problem(
                    kind="missing-file" if isinstance(error, FileNotFoundError) else "unreadable",
                    path=name,
                    message=f"the records cannot be read: {error.strerror}",
                    remedy="give a records.jsonl, or the folder that `claimboard run` wrote",
                )
            ) from error
        yield file


def _line_problem(error: ValidationError, path: str, line: int) -> Problem:
    """Say what is wrong with a line.

    Raises:
        InputError: Its version is another one, so that every line would have to be guessed at.
    """
    first = error.errors()[0]
    if first["loc"] == ("schema_version",):
        problem = Problem(
            kind="unsupported-version",
            path=path,
            line=line,
            message=f"the record has schema_version {first['input']!r}; this claimboard reads {SCHEMA_VERSION!r}",
            remedy="extract the papers again, or read the records with the version that wrote them",
        )
        raise InputError(problem) from error
    if first["type"] == "json_invalid":
        return Problem(
            kind="invalid-json",
            path=path,
            line=line,
            message=f"not JSON: {first['msg']}",
            remedy="restore the line; the other records are read",
        )
    place = ".".join(str(part) for part in first["loc"])
    return Problem(
        kind="invalid-record",
        path=path,
        line=line,
        message=f"not a record of version {SCHEMA_VERSION}: {place + ': ' if place else ''}{first['msg']}",
        remedy="extract the paper again; the other records are read",
    )
