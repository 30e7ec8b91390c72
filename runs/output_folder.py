"""The folder a run writes into: files appear whole and together, and one run at a time writes."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..schemas import UsageError


@contextmanager
def output_folder(folder: Path) -> Iterator[Callable[[str], Path]]:
    """Open a folder for writing; on success all files appear, on failure none.

    Files are written aside, as `.NAME.partial`, and take their names together when the block ends well. Files that
    the block does not name are left alone.

    Args:
        folder: Made where it does not exist.

    Yields:
        A function from a file's name to the path where its contents are to be written.

    Raises:
        UsageError: The folder cannot be made, or another run is writing into it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: no output folder can be made there: {error.strerror}") from error
    partials: dict[Path, Path] = {}

    def aside(name: str) -> Path:
        partial = folder / f".{name}.partial"
        partials[partial] = folder / name
        return partial

    with _locked(folder):
        try:
            yield aside
            for partial in partials:
                _sync(partial)
            for partial, final in partials.items():
                partial.replace(final)
            _sync(folder)
        finally:
            for partial in partials:
                partial.unlink(missing_ok=True)


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
