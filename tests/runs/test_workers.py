"""Work in several processes: results in order, few jobs ahead, and workers that die."""

import os

import pytest
from claimboard.runs.workers import SMALL, Job, available_workers, results

WORK = """
import os
import signal
import time

def pids(items):
    time.sleep(0.01)
    return [(item, os.getpid()) for item in items]

def upper(items):
    return [item.upper() for item in items]

def kill(items):
    for item in items:
        if item == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
    return upper(items)

def kill_once(items):
    for item in items:
        if item.startswith("/"):
            try:
                os.unlink(item)
            except FileNotFoundError:
                continue
            os.kill(os.getpid(), signal.SIGKILL)
    return upper(items)

def fail(items):
    raise ValueError(items[0])
"""


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A module of work that other processes can import."""
    (tmp_path / "work_of_tests.py").write_text(WORK)
    monkeypatch.syspath_prepend(tmp_path)
    import work_of_tests

    return work_of_tests


def dead(item):
    return [f"{item} killed"]


def done(function, chunks, workers=2):
    return [item for result in results((Job(function, chunk, dead) for chunk in chunks), workers) for item in result]


def test_results_come_in_the_order_of_the_jobs_from_other_processes(work):
    found = done(work.pids, [[number] for number in range(100)])
    assert [number for number, _ in found] == list(range(100))
    processes = {pid for _, pid in found}
    assert len(processes) == 2
    assert os.getpid() not in processes


def test_few_jobs_are_done_in_this_process(work):
    found = done(work.pids, [[number] for number in range(SMALL - 1)])
    assert {pid for _, pid in found} == {os.getpid()}


def test_one_worker_is_this_process(work):
    assert {pid for _, pid in done(work.pids, [[1]] * 20, workers=1)} == {os.getpid()}


def test_jobs_are_taken_as_workers_have_room(work):
    taken = 0

    def jobs():
        nonlocal taken
        while taken < 1000:
            taken += 1
            yield Job(work.upper, ["a"], dead)

    stream = results(jobs(), 2)
    for number in range(1, 51):
        next(stream)
        assert taken <= number + 2 * 4
    stream.close()


def test_a_chunk_whose_worker_dies_is_done_again(work, tmp_path):
    deadly_once = tmp_path / "kill"
    deadly_once.touch()
    chunks = [[f"{number}", "b"] for number in range(20)]
    chunks[11].append(str(deadly_once))
    assert done(work.kill_once, chunks) == [item.upper() for chunk in chunks for item in chunk]


def test_an_item_that_kills_is_found_and_keeps_no_other_from_its_result(work):
    chunks = [[f"{number}", "b"] for number in range(30)]
    chunks[7].insert(1, "deadly")
    chunks[29].append("deadly")
    expected = [item.upper() if item != "deadly" else "deadly killed" for chunk in chunks for item in chunk]
    assert done(work.kill, chunks) == expected


def test_an_error_in_a_worker_is_raised(work):
    with pytest.raises(ValueError, match="mistake"):
        done(work.fail, [["mistake"]] * 20)


def test_there_is_a_worker_for_each_core_that_may_be_used():
    assert 1 <= available_workers() <= (os.cpu_count() or 1)
