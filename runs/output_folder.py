"""The folder a run writes into: files appear whole and together, and one run at a time writes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..schemas import UsageError


def partial_name(name: str) -> str:
    """Return the name that a file has until it is whole."""
    return f".{name}.partial"


class OutputFiles:
    """The files of one run: those that are written aside, and former ones that go when these appear."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._partials: dict[Path, Path] = {}
        self._discarded: list[Path] = []
        self._withdrawn = False

    def aside(self, name: str) -> Path:
        """Return the path where the contents of a file are to be written.

        Args:
            name: The file's name, which may be in a folder of the folder: `leaderboards/index.csv`.

        Raises:
            UsageError: The folder of the folder cannot be made.
        """
        final = self.folder / name
        _make_folder(final.parent)
        partial = final.with_name(partial_name(final.name))
        self._partials[partial] = final
        return partial

    def discard(self, name: str) -> None:
        """Remove a former file when the new ones appear."""
        self._discarded.append(self.folder / name)

    def withdraw(self) -> None:
        """Leave the former files as they are: what is aside goes when the block ends."""
        self._withdrawn = True

    def publish(self) -> None:
        """Give all files their names, in the order in which they were begun, and remove what was discarded."""
        if self._withdrawn:
            return
        for partial in self._partials:
            _sync(partial)
        for partial, final in self._partials.items():
            partial.replace(final)
        for path in self._discarded:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in (*self._partials.values(), *self._discarded)}:
            _sync(folder)

    def abandon(self) -> None:
        """Remove what is still aside, and the folders that would be left empty."""
        for partial, final in self._partials.items():
            partial.unlink(missing_ok=True)
            if final.parent != self.folder:
                with suppress(OSError):
                    final.parent.rmdir()


@contextmanager
def output_folder(folder: Path) -> Iterator[OutputFiles]:
    """Open a folder for writing; on success all files appear, on failure none.

    Files are written aside, as `.NAME.partial`, and take their names together when the block ends well. Files that
    the block does not name are left alone.

    Args:
        folder: Made where it does not exist.

    Yields:
        The files, of which the block says where each is to be written.

    Raises:
        UsageError: The folder cannot be made, or another run is writing into it.
    """
    _make_folder(folder)
    with _locked(folder):
        files = OutputFiles(folder)
        try:
            yield files
            files.publish()
        finally:
            files.abandon()


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield the path where a single file's contents are to be written; it takes its name when the block ends well."""
    partial = path.with_name(partial_name(path.name))
    try:
        yield partial
        _sync(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: no output folder can be made there: {error.strerror}") from error


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
