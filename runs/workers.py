"""Work on chunks in several processes: results in order, few chunks on their way, no death of a worker stops it."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SMALL: Final = 6
"""So many chunks are done in this process sooner than workers have started."""
_AHEAD: Final = 4
"""How many chunks for each worker are handed out before the first of them is asked for."""

_TRIES: Final = 3
"""How many workers of its own a single item may kill: others may have been killed for want of memory."""


class Job(NamedTuple, Generic[T, R]):
    """A chunk and what is to be done with it; both must be picklable."""

    work: Callable[[Sequence[T]], R]
    items: Sequence[T]
    on_death: Callable[[T], R]
    """Gives, in this process, the result for a single item that has killed every worker it was given to."""


def available_workers() -> int:
    """Return how many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def results(jobs: Iterable[Job[T, R]], workers: int) -> Iterator[R]:
    """Do jobs and yield their results in the order of the jobs.

    One worker is this process. With more, an input that is no larger than a few chunks is done here too, which is
    faster than to start them. A job whose worker dies is done again by a worker of its own; should that die too, its
    items are, one by one, and in place of the result of one that still kills comes that of `on_death`. So a job may
    have several results, for parts of its items in order.

    Args:
        jobs: Consumed as workers have room.
        workers: How many processes work; 1 is this one alone.
    """
    jobs = iter(jobs)
    if workers > 1:
        first = list(islice(jobs, SMALL))
        jobs = chain(first, jobs)
        if len(first) == SMALL:
            yield from _pooled(jobs, workers)
            return
    for job in jobs:
        yield job.work(job.items)


def _pooled(jobs: Iterable[Job[T, R]], workers: int) -> Iterator[R]:
    waiting: deque[tuple[Job[T, R], Future[R]]] = deque()
    pool = _pool(workers)
    try:
        for job in jobs:
            waiting.append((job, _submitted(pool, job)))
            if len(waiting) < workers * _AHEAD:
                continue
            job, future = waiting.popleft()
            if isinstance(future.exception(), BrokenProcessPool):
                # Whose job it was that killed the worker, nobody can say: each gets a worker of its own.
                yield from _alone(job)
                yield from _rescued(waiting)
                pool.shutdown()
                pool = _pool(workers)
            else:
                yield future.result()
        yield from _rescued(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _rescued(waiting: deque[tuple[Job[T, R], Future[R]]]) -> Iterator[R]:
    """Yield the results of all jobs that are waiting, also of those whose worker has died."""
    while waiting:
        job, future = waiting.popleft()
        if isinstance(future.exception(), BrokenProcessPool):
            yield from _alone(job)
        else:
            yield future.result()


def _alone(job: Job[T, R]) -> Iterator[R]:
    """Do a job in a worker of its own or, where that dies, item by item."""
    single = len(job.items) == 1
    for _ in range(_TRIES if single else 1):
        with _pool(1) as pool:
            try:
                result = pool.submit(job.work, job.items).result()
            except BrokenProcessPool:
                continue
        yield result
        return
    if single:
        yield job.on_death(job.items[0])
        return
    for item in job.items:
        yield from _alone(job._replace(items=(item,)))


def _submitted(pool: ProcessPoolExecutor, job: Job[T, R]) -> Future[R]:
    try:
        return pool.submit(job.work, job.items)
    except BrokenProcessPool as error:
        broken: Future[R] = Future()
        broken.set_exception(error)
        return broken


def _pool(workers: int) -> ProcessPoolExecutor:
    # Forking a process that has threads can hang; a fork server has none, and imports once for all workers.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        root = __package__.rpartition(".")[0]
        context.set_forkserver_preload([f"{__package__}.pieces", f"{root}.extractors.extractor", f"{root}.tables"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)


def _start_worker() -> None:
    # Ctrl-C reaches every process of the terminal: the parent ends its workers in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the parent is gone, even killed: nobody else would ever tell it to."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
