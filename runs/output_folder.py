"""The folder a run writes into: files appear whole and together, and one run at a time writes.

What a run writes lies in a hidden folder inside until all of it is whole. Then a plan says which files take their
names, and the plan is carried out; a process that ends in the middle leaves the plan to the next one. Until that has
carried it out, `check_whole` refuses the folder, which may hold files of two runs.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import orjson

from ..schemas import InputError, Problem, UsageError

WORK_NAME: Final = ".claimboard-run"
"""The hidden folder of a run that has not ended well."""

_FILES: Final = "files"
_PLAN: Final = "plan.json"
_MANY: Final = 32
"""From so many files on, everything is brought onto the disk at once instead of file by file."""


class OutputFiles:
    """The files of one run: those that are written aside, and former ones that go when these appear."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / WORK_NAME
        self._names: dict[str, None] = {}
        self._folders: set[Path] = set()
        self._discarded: list[str] = []
        self._kept: set[Path] = set()
        self._withdrawn = False

    def aside(self, name: str) -> Path:
        """Return the path where the contents of a file are to be written.

        Args:
            name: The file's name, which may be in a folder of the folder: `leaderboards/index.csv`.

        Raises:
            UsageError: The folder of the folder cannot be made.
        """
        aside = self.work / _FILES / name
        if aside.parent not in self._folders:
            _make_folder((self.folder / name).parent)
            _make_folder(aside.parent)
            self._folders.add(aside.parent)
        self._names[name] = None
        return aside

    def keep(self, paths: Iterable[Path]) -> None:
        """Leave files of the hidden folder in place, should the run fail, for another run to go on from."""
        self._kept.update(paths)

    def discard(self, name: str) -> None:
        """Remove a former file when the new ones appear."""
        self._discarded.append(name)

    def withdraw(self) -> None:
        """Leave the former files as they are: what is aside goes when the block ends, also what was to be kept."""
        self._withdrawn = True
        self._kept.clear()

    def publish(self) -> None:
        """Give all files their names, in the order in which they were begun, and remove what was discarded."""
        if self._withdrawn:
            return
        _sync_all([self.work / _FILES / name for name in self._names])
        with whole_file(self.work / _PLAN) as plan:
            plan.write_bytes(orjson.dumps({"names": list(self._names), "discarded": self._discarded}))
        _sync(self.work)
        _carry_out(self.folder)

    def abandon(self) -> None:
        """Remove what is still aside and not to be kept, and the folders that would be left empty.

        Once there is a plan nothing is removed: the next run carries it out.
        """
        if (self.work / _PLAN).exists():
            return
        for name in self._names:
            if (self.folder / name).parent != self.folder:
                with suppress(OSError):
                    (self.folder / name).parent.rmdir()
        if any(path.exists() for path in self._kept):
            _remove_below(self.work, self._kept)
        else:
            shutil.rmtree(self.work, ignore_errors=True)


@contextmanager
def output_folder(folder: Path) -> Iterator[OutputFiles]:
    """Open a folder for writing; on success all files appear, on failure none.

    Files that the block does not name are left alone.

    Args:
        folder: Made where it does not exist.

    Yields:
        The files, of which the block says where each is to be written.

    Raises:
        UsageError: The folder cannot be made, or another run is writing into it.
    """
    _make_folder(folder)
    with _locked(folder):
        _carry_out(folder)
        files = OutputFiles(folder)
        _make_folder(files.work)
        try:
            yield files
            files.publish()
        finally:
            files.abandon()


def check_whole(folder: Path) -> None:
    """Refuse the folder of a run that was ended while its files took their names.

    Raises:
        InputError: Some files may be of that run and some of the one before.
    """
    if (folder / WORK_NAME / _PLAN).exists():
        raise InputError(
            Problem(
                kind="unreadable",
                path=str(folder),
                message="the run that wrote here was ended before all of its files had their names",
                remedy="start `claimboard run` again with this folder; it puts the files in order first",
            )
        )


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield the path where a single file's contents are to be written; it takes its name when the block ends well."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        _sync(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _carry_out(folder: Path) -> None:
    """Give files their names as a plan says, if there is one; what was done before is not done again."""
    work = folder / WORK_NAME
    try:
        plan = orjson.loads((work / _PLAN).read_bytes())
    except FileNotFoundError:
        return
    changed = {folder}
    for name in plan["names"]:
        aside, final = work / _FILES / name, folder / name
        if aside.exists():
            _make_folder(final.parent)
            aside.replace(final)
            changed.add(final.parent)
    for name in plan["discarded"]:
        (folder / name).unlink(missing_ok=True)
    for parent in changed:
        _sync(parent)
    _remove_below(work, {work / _PLAN})
    shutil.rmtree(work)


def _remove_below(folder: Path, kept: set[Path]) -> None:
    """Remove everything in a folder but some files and the folders that these are in."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            with suppress(OSError):
                path.rmdir()
        elif path not in kept:
            path.unlink()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: no output folder can be made there: {error.strerror}") from error


def _sync_all(paths: list[Path]) -> None:
    if len(paths) >= _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        _sync(path)


def _sync(path: Path) -> None:
    """Bring a file, or the names in a folder, onto the disk, so that no rename overtakes the contents."""
    if path.is_dir() and sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder itself as the lock: nothing is left behind, and the lock dies with the process."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(f"{folder}: another run is writing here; wait for it or give another folder") from error
        yield
    finally:
        os.close(descriptor)
