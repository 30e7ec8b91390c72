"""`manifest.json`: what a run on many machines read and wrote, and the records in its Parquet files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ..schemas import SCHEMA_VERSION, InputError, Problem
from ..schemas.model import RecordModel
from .report import OutputFile

MANIFEST_NAME: Final = "manifest.json"

_BATCH_ROWS: Final = 1024


class PartitionCounts(RecordModel):
    """How much a partition, or all of them, holds."""

    papers_listed: int = 0
    """Rows of the input."""
    papers: int = 0
    """Records."""
    duplicates: int = 0
    """Rows left out, since their paper stands in an earlier one."""
    papers_with_claims: int = 0
    claims: int = 0
    skipped: int = 0
    """Rows that are no paper or could not be extracted; the column `problem` says why."""


class Partition(OutputFile):
    """One written file: which input it is made of, and its fingerprint."""

    input: str
    input_key: str
    """What the file system says of the input, as a digest; another one means another content."""
    counts: PartitionCounts


class Manifest(RecordModel):
    """The contents of `manifest.json`."""

    claimboard: str
    extraction: str
    """Digest of the code that extracted."""
    schema_version: str = SCHEMA_VERSION
    counts: PartitionCounts
    partitions: tuple[Partition, ...]
    """In the order of the inputs, which is that of the records."""
    problems: tuple[Problem, ...]
    """Inputs that are left out."""


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        InputError: It cannot be read.
    """
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        problem = Problem(
            kind="unreadable",
            path=str(path),
            message="this is no manifest that this version of claimboard reads",
            remedy="run again with the version that is installed",
        )
        raise InputError(problem) from error


def partition_lines(folder: Path) -> Iterator[bytes]:
    """Yield the records of a run on many machines, as JSON objects in the order of its inputs.

    Raises:
        InputError: A file of the manifest is missing or broken.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    for partition in read_manifest(folder / MANIFEST_NAME).partitions:
        try:
            with pq.ParquetFile(folder / partition.name) as file:
                for batch in file.iter_batches(_BATCH_ROWS, columns=["record"]):
                    yield from (record.encode() for record in batch.column(0).to_pylist() if record is not None)
        except (OSError, pa.ArrowException) as error:
            problem = Problem(
                kind="unreadable",
                path=str(folder / partition.name),
                message=f"the partition cannot be read: {error}",
                remedy="run again; partitions that are whole are kept",
            )
            raise InputError(problem) from error
