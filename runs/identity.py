"""When two runs write the same records: same inputs, same options, same code."""

import hashlib
import stat
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from ..schemas import SCHEMA_VERSION
from ..schemas.model import RecordModel
from .options import RunOptions

_DECIDING: Final = ("extractors", "readers", "schemas")
"""Packages whose code and data decide what a record holds."""


class InputFingerprint(RecordModel):
    """One input; digest and size are null where it is a stream or cannot be read."""

    path: str
    sha256: str | None
    bytes: int | None


class RunIdentity(RecordModel):
    """What decides the records of a run."""

    claimboard: str
    extraction: str
    """Digest of the code that extracts."""
    schema_version: str = SCHEMA_VERSION
    options: RunOptions
    inputs: tuple[InputFingerprint, ...]

    def difference(self, other: "RunIdentity") -> str | None:
        """Say what differs from another run, or None where nothing does."""
        if (self.claimboard, self.extraction, self.schema_version) != (
            other.claimboard,
            other.extraction,
            other.schema_version,
        ):
            return "claimboard has changed"
        if self.options != other.options:
            return "the options have changed"
        return "the inputs have changed" if self.inputs != other.inputs else None


def run_identity(paths: Sequence[str], options: RunOptions) -> RunIdentity:
    """Return the identity of a run over files, which are read once for their digests."""
    return RunIdentity(
        claimboard=version("claimboard"),
        extraction=extraction_digest(),
        options=options,
        inputs=tuple(map(input_fingerprint, paths)),
    )


@cache
def extraction_digest() -> str:
    """Return 16 hex digits of SHA-256 over all code and data that decide what records hold.

    A version number alone would not do: whoever works on an extractor changes what it finds many times a day.
    """
    digest = hashlib.sha256()
    root = files(__package__.rpartition(".")[0])
    for package in _DECIDING:
        _update(digest, root.joinpath(package))
    return digest.hexdigest()[:16]


def _update(digest: "hashlib._Hash", folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _update(digest, entry)
        elif entry.name.endswith((".py", ".json", ".jsonl")):
            content = entry.read_bytes()
            digest.update(f"{entry.name}\0{len(content)}\0".encode())
            digest.update(content)


def input_fingerprint(path: str) -> InputFingerprint:
    """Return the fingerprint of an input."""
    try:
        # Reading a pipe would take from the run what it is to read.
        if stat.S_ISREG(Path(path).stat().st_mode):
            digest, size = file_fingerprint(Path(path))
            return InputFingerprint(path=path, sha256=digest, bytes=size)
    except OSError:
        pass  # reading reports it
    return InputFingerprint(path=path, sha256=None, bytes=None)


def file_fingerprint(path: Path) -> tuple[str, int]:
    """Return a file's SHA-256, as hex digits, and its size in bytes."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return digest.hexdigest(), file.tell()


def is_stream(path: str) -> bool:
    """Tell whether an input is there but can be read only once."""
    return path == "-" or (Path(path).exists() and not Path(path).is_file())
