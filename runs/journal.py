"""A records file that grows by whole pieces, and the journal that says up to where it is whole.

A commit brings the records onto the disk and only then a line of the journal that tells their length and checksum. Each
line has a checksum of its own. Whatever a killed process, a full disk or a lost power supply leaves behind, the last
commit whose checksums agree is where the next run goes on.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from pydantic import ValidationError

from ..schemas import Problem
from ..schemas.model import RecordModel
from .identity import RunIdentity
from .output_folder import whole_file

COMMIT_SECONDS: Final = 1.0
"""How much work a kill may cost; what is written does not depend on it."""
_BLOCK_BYTES: Final = 1 << 20


class Commit(RecordModel):
    """How far a run has come."""

    papers: int = 0
    """Distinct papers of the input that are done."""
    bytes: int = 0
    """Length of the records file."""
    crc: int = 0
    """CRC-32 of the records file up to there."""
    problems: tuple[Problem, ...] = ()
    """Papers that could not be extracted since the commit before."""


class Resumed(NamedTuple):
    """Where a run goes on."""

    commit: Commit
    problems: tuple[Problem, ...]
    """Papers of the former run that could not be extracted."""


class Journal:
    """Appends records, and commits them from time to time."""

    def __init__(self, records: Path, journal: Path, identity: RunIdentity, former: Resumed | None) -> None:
        """Open the files, behind the last whole commit of a former run or, without one, empty.

        Args:
            records: The records file.
            journal: The journal.
            identity: What decides the records; another run may go on only where it is the same.
            former: What `read_journal` has found, if the run goes on.
        """
        self._last = former.commit if former else Commit()
        self._papers, self._crc, self._size = self._last.papers, self._last.crc, self._last.bytes
        self._problems: list[Problem] = []
        self._records = _opened(records, self._size)
        lines = [identity.model_dump_json()]
        if former:
            lines.append(former.commit.model_copy(update={"problems": former.problems}).model_dump_json())
        with whole_file(journal) as partial:
            partial.write_bytes(b"".join(map(_checked, lines)))
        self._journal = _opened(journal, journal.stat().st_size)
        self._next = time.monotonic() + COMMIT_SECONDS

    def write(self, lines: bytes, papers: int, problems: tuple[Problem, ...]) -> None:
        """Append a piece.

        Args:
            lines: Records, one a line.
            papers: How many papers of the input the piece stands for.
            problems: Those of the papers that could not be extracted.
        """
        _write(self._records, lines)
        self._crc = crc32(lines, self._crc)
        self._size += len(lines)
        self._papers += papers
        self._problems += problems
        if time.monotonic() >= self._next:
            self.commit()

    def commit(self) -> None:
        """Make everything that was written last, however the process ends."""
        commit = Commit(papers=self._papers, bytes=self._size, crc=self._crc, problems=tuple(self._problems))
        if (commit.papers, commit.bytes) != (self._last.papers, self._last.bytes):
            os.fsync(self._records)
            _write(self._journal, _checked(commit.model_dump_json()))
            os.fsync(self._journal)
            self._last = commit
            self._problems.clear()
        self._next = time.monotonic() + COMMIT_SECONDS

    def close(self) -> None:
        """Close both files; what was not committed is lost."""
        os.close(self._records)
        os.close(self._journal)


def read_journal(records: Path, journal: Path) -> tuple[RunIdentity, Resumed] | None:
    """Find out how far a former run has come.

    Returns:
        Its identity and its last commit of which everything is whole, or None where there is nothing to go on from.
    """
    try:
        lines = list(_whole_lines(journal.read_bytes()))
        identity = RunIdentity.model_validate_json(lines[0])
        commits = [Commit.model_validate_json(line) for line in lines[1:]]
    except (OSError, IndexError, ValidationError):
        return None
    whole = list(_whole_commits(records, commits))
    if not whole:
        return None
    return identity, Resumed(whole[-1], tuple(problem for commit in whole for problem in commit.problems))


def _whole_lines(content: bytes) -> Iterator[bytes]:
    for line in content.splitlines():
        checksum, _, body = line.partition(b" ")
        if checksum != b"%08x" % crc32(body):
            return
        yield body


def _checked(line: str) -> bytes:
    body = line.encode()
    return b"%08x %s\n" % (crc32(body), body)


def _whole_commits(records: Path, commits: list[Commit]) -> Iterator[Commit]:
    """Yield the commits up to which the records are as they were written."""
    crc = position = 0
    try:
        with records.open("rb") as file:
            for commit in commits:
                while position < commit.bytes:
                    block = file.read(min(_BLOCK_BYTES, commit.bytes - position))
                    if not block:
                        return
                    crc = crc32(block, crc)
                    position += len(block)
                if crc != commit.crc:
                    return
                yield commit
    except OSError:
        return


def _opened(path: Path, size: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    os.ftruncate(descriptor, size)
    os.lseek(descriptor, size, os.SEEK_SET)
    return descriptor


def _write(descriptor: int, content: bytes) -> None:
    # Without a buffer: what a full disk has refused shall not be tried again when the file is closed.
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
