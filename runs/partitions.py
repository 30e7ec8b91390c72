"""One partition of a run on many machines: an input file becomes a Parquet file, whole or not at all."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

from .frames import FRAME_COLUMNS, extract_frame
from .identity import extraction_digest
from .manifest import Partition, PartitionCounts

if TYPE_CHECKING:
    import pandas as pd

BATCH_ROWS: Final = 1024
"""Rows that are extracted at a time, and rows of a row group."""
SUFFIXES: Final = (".parquet", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""Files that can be partitions."""

_KEY: Final = b"claimboard"


class Task(NamedTuple):
    """A file to read and where to write what it becomes; both are anything that fsspec reaches."""

    input: str
    folder: str
    name: str


def write_partition(task: Task) -> Partition:
    """Extract a file, unless the Parquet file that it becomes is there already and was made of it by this version.

    Raises:
        Exception: Whatever the file system, pyarrow or zlib say of a file that cannot be read or written.
    """
    key = _input_key(task.input)
    target = f"{task.folder}/{task.name}"
    counts = _written_before(target, key)
    if counts is None:
        totals: Counter[str] = Counter()
        counts = _write(_first_of_each(_extracted(task.input), totals), target, key, totals, complete=True)
    return _described(task, key, counts)


def without_rows(task: Task, partition: Partition, rows: Iterable[int]) -> Partition:
    """Write a partition again without the records of some rows, whose papers stand in earlier ones."""
    import pandas as pd

    gone = set(rows)
    target = f"{task.folder}/{task.name}"

    def remaining() -> "Iterator[pd.DataFrame]":
        at = 0
        for frame in _stored_frames(target):
            frame = frame.astype(FRAME_COLUMNS).set_index(pd.RangeIndex(at, at + len(frame)))
            yield frame.drop(index=[row for row in frame.index if row in gone])
            at += len(frame)

    duplicates = partition.counts.duplicates + len(gone)
    totals = Counter(duplicates=duplicates, papers_listed=duplicates)
    counts = _write(remaining(), target, partition.input_key, totals, complete=False)
    return _described(task, partition.input_key, counts)


def id_hashes(folder: str, name: str) -> Any:
    """Return an array with a 64-bit hash for each row's paper id; 0 where the row has no record."""
    import numpy as np
    import pandas as pd

    ids = _column(f"{folder}/{name}", "id")
    hashes = pd.util.hash_array(np.array(["" if value is None else value for value in ids], dtype=object))
    hashes[[value is None for value in ids]] = 0
    return hashes


def ids_at(folder: str, name: str, rows: Iterable[int]) -> list[str]:
    """Return the paper ids in some rows."""
    ids = _column(f"{folder}/{name}", "id")
    return [ids[row] for row in rows]


def _column(path: str, column: str) -> list[Any]:
    import pyarrow.parquet as pq

    with _opened(path, "rb") as file:
        values: list[Any] = pq.read_table(file, columns=[column]).column(0).to_pylist()
    return values


def _opened(path: str, mode: str) -> Any:
    import fsspec

    return fsspec.open(path, mode)


def _input_key(path: str) -> str:
    import fsspec

    fs, inside = fsspec.core.url_to_fs(path)
    return hashlib.sha256(f"{fs.size(inside)} {fs.ukey(inside)}".encode()).hexdigest()[:32]


def _written_before(target: str, key: str) -> PartitionCounts | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with _opened(target, "rb") as file:
            stored = (pq.read_metadata(file).metadata or {}).get(_KEY, b"{}")
    except (OSError, pa.ArrowException):
        return None
    said = orjson.loads(stored)
    if said.get("made_of") != [extraction_digest(), key]:
        return None
    return PartitionCounts.model_validate(said["counts"])


def _first_of_each(frames: "Iterable[pd.DataFrame]", totals: Counter[str]) -> "Iterator[pd.DataFrame]":
    """Leave out, and count, the later rows of papers that stand in several."""
    seen: set[str] = set()
    for frame in frames:
        later = frame["id"].duplicated() | frame["id"].isin(seen)
        later &= frame["id"].notna()
        seen.update(frame["id"].dropna())
        totals.update(duplicates=int(later.sum()), papers_listed=int(later.sum()))
        yield frame[~later]


def _write(
    frames: "Iterable[pd.DataFrame]", target: str, key: str, totals: Counter[str], *, complete: bool
) -> PartitionCounts:
    """Write frames into a Parquet file that appears when it is whole.

    Args:
        frames: With the columns of `extract_frame`.
        target: Where to.
        key: Of the input.
        totals: Counts of what is not in the frames; what is in them is added.
        complete: Whether the file holds all papers of the input, so that another run over other files can take it over.
    """
    import fsspec
    import pyarrow as pa
    import pyarrow.parquet as pq

    fs, path = fsspec.core.url_to_fs(target)
    aside = _aside(path)
    schema = pa.schema([("id", pa.string()), ("record", pa.string()), ("claims", pa.int64()), ("problem", pa.string())])
    try:
        with fs.open(aside, "wb") as file, pq.ParquetWriter(file, schema) as writer:
            for frame in frames:
                _count(frame, totals)
                writer.write_table(pa.Table.from_pandas(frame, schema=schema, preserve_index=False))
            counts = PartitionCounts(**totals)
            said = {"made_of": [extraction_digest(), key] if complete else None, "counts": counts.model_dump()}
            writer.add_key_value_metadata({_KEY: orjson.dumps(said)})
        fs.mv(aside, path)
    finally:
        if fs.exists(aside):
            fs.rm(aside)
    return counts


def _aside(path: str) -> str:
    # Several workers may write one partition, where a scheduler takes one of them for dead: each has a file of its own.
    folder, _, name = path.rpartition("/")
    return f"{folder}/.{name}.{uuid.uuid4().hex}.partial"


def _count(frame: "pd.DataFrame", totals: Counter[str]) -> None:
    records = frame["record"].notna()
    totals["papers_listed"] += len(frame)
    totals["papers"] += int(records.sum())
    totals["skipped"] += int((~records).sum())
    totals["claims"] += int(frame["claims"].sum())
    totals["papers_with_claims"] += int((frame["claims"] > 0).sum())


def _described(task: Task, key: str, counts: PartitionCounts) -> Partition:
    digest = hashlib.sha256()
    size = 0
    with _opened(f"{task.folder}/{task.name}", "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            size += len(block)
    return Partition(
        name=task.name, sha256=digest.hexdigest(), bytes=size, input=task.input, input_key=key, counts=counts
    )


def _extracted(path: str) -> "Iterator[pd.DataFrame]":
    frames = _parquet_frames(path) if path.endswith(".parquet") else _json_frames(path)
    return map(extract_frame, frames)


def _parquet_frames(path: str) -> "Iterator[pd.DataFrame]":
    row = 1
    for frame in _stored_frames(path):
        # A table that says where its papers were read is believed.
        if "source_path" not in frame.columns:
            lines = range(row, row + len(frame))
            frame = frame.assign(source_path=path, source_format="parquet", source_line=lines)
        row += len(frame)
        yield frame


def _stored_frames(path: str) -> "Iterator[pd.DataFrame]":
    import pyarrow.parquet as pq

    with _opened(path, "rb") as file, pq.ParquetFile(file) as table:
        for batch in table.iter_batches(BATCH_ROWS):
            yield batch.to_pandas(integer_object_nulls=True)


def _json_frames(path: str) -> "Iterator[pd.DataFrame]":
    import fsspec
    import pandas as pd

    with fsspec.open(path, "rb", compression="infer") as file:
        lines = ((number, line.decode(errors="surrogateescape").strip()) for number, line in enumerate(file, start=1))
        filled = ((number, line.removeprefix("\ufeff")) for number, line in lines if line)
        while batch := list(islice(filled, BATCH_ROWS)):
            yield pd.DataFrame(
                {
                    "json": pd.Series([line for _, line in batch], dtype=object),
                    "source_path": path,
                    "source_format": "jsonl",
                    "source_line": [number for number, _ in batch],
                }
            )
