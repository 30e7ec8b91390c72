"""What a run read, wrote and noticed: the contents of `run.json` and `run.log.json`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ..schemas import SCHEMA_VERSION, Problem
from ..schemas.model import RecordModel
from .distinct import EqualTitle
from .identity import InputFingerprint, file_fingerprint
from .options import RunOptions

REPORT_NAME: Final = "run.json"
LOG_NAME: Final = "run.log.json"


class InputFile(InputFingerprint):
    """One input and its fingerprint."""

    papers: int
    """Papers read from it, repeated ones too."""


class OutputFile(RecordModel):
    """One written file and its fingerprint."""

    name: str
    sha256: str
    bytes: int


class RunCounts(RecordModel):
    """How much a run read and found."""

    papers_listed: int = 0
    """Papers in the inputs, repeated ones each time."""
    papers: int = 0
    """Distinct papers: the number of records."""
    duplicates: int = 0
    papers_with_claims: int = 0
    claims: int = 0
    systems: int = 0
    datasets: int = 0
    architectures: int = 0
    hardware: int = 0
    tasks: int = 0
    problems: int = 0


class RunReport(RecordModel):
    """The contents of `run.json`, the same bytes whenever and wherever the same input is run."""

    claimboard: str
    """The version that ran."""
    schema_version: str = SCHEMA_VERSION
    options: RunOptions
    inputs: tuple[InputFile, ...]
    counts: RunCounts
    equal_titles: tuple[EqualTitle, ...]
    problems: tuple[Problem, ...]
    outputs: tuple[OutputFile, ...]
    """Every other file of the run except the log."""


class RunLog(RecordModel):
    """The contents of `run.log.json`: what differs from run to run."""

    started: str
    """ISO 8601, UTC."""
    finished: str
    seconds: Mapping[str, float]
    """Duration of each stage."""
    host: str
    platform: str
    python: str
    versions: Mapping[str, str]
    """Of the libraries that decide what is found and how it is written."""
    extraction: str
    """Digest of the code that extracted; `--update` takes records over only where it is the same."""


def output_file(name: str, path: Path) -> OutputFile:
    """Describe a file that was written to `path` and is published as `name`."""
    digest, size = file_fingerprint(path)
    return OutputFile(name=name, sha256=digest, bytes=size)
