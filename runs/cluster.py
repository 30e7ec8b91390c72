"""A run on many machines: Dask hands out partitions, workers write them, and a manifest says what is there.

A partition is an input file. What a partition becomes depends on nothing else, so it can be done anywhere, again, and
in any order; only papers that stand in several partitions need a look at all of them.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from ..schemas import Problem, UsageError
from .identity import extraction_digest
from .manifest import MANIFEST_NAME, Manifest, Partition, PartitionCounts
from .options import Progress
from .partitions import SUFFIXES, Task, id_hashes, ids_at, without_rows, write_partition

if TYPE_CHECKING:
    from distributed import Client

RETRIES: Final = 2
"""How often a partition that failed is tried again."""
_HASHES_AT_ONCE: Final = 20_000_000
"""Papers whose hashes one worker compares at a time; they take 8 bytes each, and as much again to sort."""


def run_on_cluster(
    inputs: Sequence[str],
    out_dir: str,
    *,
    scheduler: str | None = None,
    workers: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
) -> Manifest:
    """Extract the papers of many files on many machines and write Parquet files with a manifest.

    Each input file becomes one file `part-00000.parquet` with the columns of `extract_frame`. A file that appears is
    whole, and one that a former run wrote from the same input by the same version is kept, so that a run that was
    ended goes on where it was. Partitions that fail are tried again; inputs that cannot be read are left out and are
    among the problems. `manifest.json` is written last. Where no input can be read, what a former run wrote stays.

    Args:
        inputs: Files, folders or patterns (`s3://bucket/papers/*.parquet`) of Parquet or JSONL, anywhere that fsspec
            reaches from all machines.
        out_dir: The folder to write into, likewise.
        scheduler: Address of a Dask scheduler, such as `tcp://10.0.0.1:8786`; by default one is started here.
        workers: How many processes to start here, where there is no scheduler.
        on_progress: Called after each partition.

    Raises:
        UsageError: Dask is not installed.
    """
    try:
        import fsspec
        from distributed import as_completed
    except ImportError as error:
        raise UsageError("the engine 'dask' needs Dask and fsspec: pip install 'claimboard[dask]'") from error
    problems: list[Problem] = []
    fs, folder = fsspec.core.url_to_fs(out_dir)
    fs.makedirs(folder, exist_ok=True)
    manifest_path = f"{folder}/{MANIFEST_NAME}"
    former = fs.cat_file(manifest_path) if fs.exists(manifest_path) else None
    target = fs.unstrip_protocol(folder) if "://" in out_dir else folder
    files = list(_files(inputs, problems))
    tasks = {Task(file, target, f"part-{number:05}.parquet") for number, file in enumerate(files)}
    if tasks and former is not None:
        fs.rm(manifest_path)  # it speaks of files that are about to change
    done: dict[Task, Partition] = {}
    with ExitStack() as stack:
        client = stack.enter_context(_client(scheduler, workers, stack))
        futures = {client.submit(write_partition, task, retries=RETRIES, pure=False): task for task in sorted(tasks)}
        totals: Counter[str] = Counter()
        failures: dict[Task, Problem] = {}
        for future in as_completed(futures):
            task = futures[future]
            if future.status == "finished":
                done[task] = future.result()
                totals.update(done[task].counts.model_dump())
            else:
                failures[task] = _left_out(task.input, future.exception())
            if on_progress:
                on_progress(Progress("extracting", totals["papers"], totals["claims"], len(problems) + len(failures)))
        problems += [problem for _, problem in sorted(failures.items())]
        done = _distinct(client, dict(sorted(done.items())))
    partitions = tuple(done.values())
    counts: Counter[str] = Counter()
    for partition in partitions:
        counts.update(partition.counts.model_dump())
    manifest = Manifest(
        claimboard=version("claimboard"),
        extraction=extraction_digest(),
        counts=PartitionCounts(**counts),
        partitions=partitions,
        problems=tuple(problems),
    )
    if not partitions and former is not None:
        fs.pipe_file(manifest_path, former)
        return manifest
    written = {partition.name for partition in partitions}
    for path in fs.glob(f"{folder}/part-*.parquet"):
        if path.rpartition("/")[2] not in written:
            fs.rm(path)
    fs.pipe_file(f"{folder}/.{MANIFEST_NAME}.partial", manifest.model_dump_json(indent=2).encode() + b"\n")
    fs.mv(f"{folder}/.{MANIFEST_NAME}.partial", manifest_path)
    return manifest


def _client(scheduler: str | None, workers: int, stack: ExitStack) -> "Client":
    from distributed import Client, LocalCluster

    if scheduler is not None:
        try:
            return Client(scheduler)
        except (OSError, ValueError) as error:
            raise UsageError(f"no Dask scheduler answers at {scheduler}: {error}") from error
    # Threads would wait for each other: extraction is Python.
    cluster = LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    )
    return Client(stack.enter_context(cluster))


def _files(inputs: Sequence[str], problems: list[Problem]) -> Iterator[str]:
    """Yield the files that inputs stand for, those of a folder or pattern sorted by name."""
    import fsspec

    for given in inputs:
        fs, path = fsspec.core.url_to_fs(given)
        if fs.isdir(path):
            found = [file for file in fs.find(path) if file.endswith(SUFFIXES)]
        else:
            found = sorted(fs.glob(path)) if set("*?[") & set(path) else [path] if fs.exists(path) else []
        if not found:
            problems.append(
                Problem(
                    kind="missing-file",
                    path=given,
                    message="no file is there",
                    remedy=f"give files, folders or patterns of {', '.join(SUFFIXES)}",
                )
            )
        # A file is named as the user would name it, so that records do not depend on the engine.
        if "://" in given:
            yield from map(fs.unstrip_protocol, found)
        else:
            yield from ([given] if found == [path] else map(_as_given(given, path), found))


def _as_given(given: str, absolute: str) -> Callable[[str], str]:
    """Return what names files as `given` does, which fsspec has made `absolute`."""
    prefix = absolute.removesuffix(given.rstrip("/")) if not given.startswith("/") else ""
    return lambda file: file.removeprefix(prefix)


def _left_out(path: str, error: BaseException | None) -> Problem:
    return Problem(
        kind="unreadable",
        path=path,
        message=f"the partition is left out: {type(error).__name__}: {error}",
        remedy="mend or replace the file and run again; the other partitions are kept",
    )


def _distinct(client: "Client", done: dict[Task, Partition]) -> dict[Task, Partition]:
    """Leave out the later records of papers that stand in several rows."""
    tasks = list(done)
    rows = sum(partition.counts.papers for partition in done.values())
    buckets = 1 + rows // _HASHES_AT_ONCE
    futures = [client.submit(_repeated, tasks, bucket, buckets, pure=False) for bucket in range(buckets)]
    repeated: dict[int, list[int]] = {}
    for found in client.gather(futures):
        for task, row in found:
            repeated.setdefault(task, []).append(row)
    rewritten = {
        number: client.submit(without_rows, tasks[number], done[tasks[number]], gone, pure=False)
        for number, gone in repeated.items()
    }
    for number, partition in client.gather(rewritten).items():
        done[tasks[number]] = partition
    return done


def _repeated(tasks: Sequence[Task], bucket: int, buckets: int) -> list[tuple[int, int]]:
    """Return, as numbers of partition and row, where papers stand that stand in an earlier place too."""
    import numpy as np

    hashes: list[Any] = []
    places: list[Any] = []
    for number, task in enumerate(tasks):
        of_rows = id_hashes(task.folder, task.name)
        rows = np.flatnonzero((of_rows != 0) & (of_rows % buckets == bucket))
        hashes.append(of_rows[rows])
        places.append(np.stack([np.full(len(rows), number), rows], axis=1))
    if not hashes:
        return []
    together, where = np.concatenate(hashes), np.concatenate(places)
    _, inverse, counts = np.unique(together, return_inverse=True, return_counts=True)
    candidates = where[counts[inverse] > 1]
    # Equal hashes are no proof: the ids decide.
    seen: set[str] = set()
    later: list[tuple[int, int]] = []
    for number in np.unique(candidates[:, 0]):
        rows = candidates[candidates[:, 0] == number, 1]
        for row, identifier in zip(rows, ids_at(tasks[number].folder, tasks[number].name, rows), strict=True):
            if identifier in seen:
                later.append((int(number), int(row)))
            seen.add(identifier)
    return later
