"""Runs that end before they are done: by a signal, a full disk, a damaged file. What the next run makes of them."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from claimboard.runs import RunOptions, read_records, run
from claimboard.runs.output_folder import WORK_NAME
from claimboard.schemas import UsageError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture
def ended(tmp_path, write_papers, monkeypatch, contents):
    """A folder in which a run was ended after some commits, with its input and what would have been its output."""
    monkeypatch.setattr("claimboard.runs.journal.COMMIT_SECONDS", 0.0)
    monkeypatch.setattr("claimboard.runs.pieces.CHUNK_PAPERS", 5)
    papers = write_papers(40)
    run([papers], tmp_path / "whole")

    def stop(progress):
        if progress.papers >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([papers], tmp_path / "out", on_progress=stop)
    return papers, tmp_path / "out", contents(tmp_path / "whole")


def heard_from(*arguments, **options):
    heard = []
    run(*arguments, on_notice=heard.append, **options)
    return heard


def test_a_run_goes_on_where_one_was_ended(ended, contents):
    papers, out, whole = ended
    assert heard_from([papers], out) == ["going on after 20 papers, where a run was ended"]
    assert contents(out) == whole


def test_papers_that_are_done_are_not_extracted_again(ended, monkeypatch):
    papers, out, _ = ended
    extracted = []
    from claimboard.extractors import Extractor

    original = Extractor.pipe
    monkeypatch.setattr(Extractor, "pipe", lambda self, papers: extracted.extend(papers) or original(self, papers))
    report = run([papers], out)
    assert len(extracted) == report.counts.papers - 20


def test_a_run_that_is_ended_again_and_again_arrives(tmp_path, write_papers, monkeypatch, contents):
    monkeypatch.setattr("claimboard.runs.journal.COMMIT_SECONDS", 0.0)
    monkeypatch.setattr("claimboard.runs.pieces.CHUNK_PAPERS", 5)
    papers = write_papers(40)
    run([papers], tmp_path / "whole")
    for limit in (5, 15, 15, 30, 36):

        def stop(progress, limit=limit):
            if progress.papers >= limit:
                raise OSError(28, "No space left on device")

        with pytest.raises(OSError, match="No space left"):
            run([papers], tmp_path / "out", on_progress=stop)
        assert [path.name for path in (tmp_path / "out").iterdir() if path.is_file()] == []
    run([papers], tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.parametrize("change", ["inputs", "options", "claimboard"])
def test_after_a_change_a_run_starts_afresh_and_says_why(ended, tmp_path, change, monkeypatch, contents):
    papers, out, _ = ended
    options = RunOptions()
    if change == "inputs":
        papers.write_text(papers.read_text(encoding="utf-8").replace('"p0"', '"p-zero"'), encoding="utf-8")
    elif change == "options":
        options = RunOptions(format="jsonl")
    else:
        monkeypatch.setattr("claimboard.runs.identity.extraction_digest", lambda: "another")
    have = "has" if change == "claimboard" else "have"
    assert heard_from([papers], out, options) == [
        f"starting afresh: a run was ended here after 20 papers, but {'the ' * (have == 'have')}{change} {have} changed"
    ]
    run([papers], tmp_path / "fresh", options)
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_stream_cannot_be_gone_on_with(tmp_path, write_papers, monkeypatch):
    content = write_papers(20).read_bytes()
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    monkeypatch.setattr("claimboard.runs.journal.COMMIT_SECONDS", 0.0)

    def stop(progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([f"/dev/fd/{reading}"], tmp_path / "out", on_progress=stop)
    os.close(reading)
    assert list((tmp_path / "out").iterdir()) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_to_what_was_left_never_shows_in_the_output(ended, data, contents):
    papers, out, whole = ended
    damaged = out.parent / "damaged"
    shutil.rmtree(damaged, ignore_errors=True)
    shutil.copytree(out, damaged)
    name = data.draw(st.sampled_from(["journal", "files/records.jsonl"]))
    path = damaged / WORK_NAME / name
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[at:]
    else:
        content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    run([papers], damaged)
    assert contents(damaged) == whole


def test_a_second_run_into_the_folder_is_refused_and_does_no_harm(tmp_path, write_papers, contents):
    papers = write_papers(20)
    refused = []

    def start_another(progress):
        with pytest.raises(UsageError, match="another run is writing here"):
            run([papers], tmp_path / "out")
        refused.append(progress)

    run([papers], tmp_path / "out", on_progress=start_another)
    run([papers], tmp_path / "alone")
    assert refused
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")


def workers_of(process):
    """Return the processes whose input a fork server of a process has given out, of Linux alone."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    servers = children.get(process.pid, [])
    return [worker for server in servers for worker in children.get(server, [])]


def wait_for_records(out, whole, share, process):
    """Wait until a run has written a share of the records that were missing when it began, or all that it writes."""
    records = out / WORK_NAME / "files" / "records.jsonl"
    begin = records.stat().st_size if records.exists() else 0
    while process.poll() is None and not (out / "run.json").exists():
        with suppress(FileNotFoundError):
            if records.stat().st_size > begin + share * (whole - begin):
                return
        time.sleep(0.002)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_runs_killed_at_random_write_what_an_undisturbed_one_does(tmp_path, write_papers, start_run, workers, contents):
    papers = write_papers(800)
    out = tmp_path / "out"
    assert start_run(papers, "-o", tmp_path / "whole", "-j", 1).wait() == 0
    whole = contents(tmp_path / "whole")
    chance = random.Random(workers)
    kills = went_on = 0
    while kills < 20:
        process = start_run(papers, "-o", out, "-j", workers)
        wait_for_records(out, len(whole["records.jsonl"]), chance.uniform(-0.1, 0.6), process)
        time.sleep(chance.choice((0, 0.01, 0.1)))
        orphans = workers_of(process)
        process.send_signal(signal.SIGKILL)
        _, said = process.communicate()
        went_on += "going on after" in said
        assert process.returncode in (0, -signal.SIGKILL)
        kills += process.returncode != 0
        if (out / "run.json").exists():
            # All that may be left of the hidden folder is the plan that has been carried out.
            assert {name: content for name, content in contents(out).items() if not name.startswith(".")} == whole
            shutil.rmtree(out)
        for _ in range(500):
            if not any(Path(f"/proc/{worker}").exists() for worker in orphans):
                break
            time.sleep(0.01)
        else:
            pytest.fail("workers live on though their run was killed")
    assert went_on
    assert start_run(papers, "-o", out, "-j", workers).wait() == 0
    assert contents(out) == whole


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="workers are found in /proc")
def test_workers_killed_at_random_do_not_show_in_the_output(tmp_path, write_papers, start_run, contents):
    papers = write_papers(800)
    assert start_run(papers, "-o", tmp_path / "whole", "-j", 1).wait() == 0
    chance = random.Random(0)
    kills = 0
    process = start_run(papers, "-o", tmp_path / "out", "-j", 2)
    while process.poll() is None:
        time.sleep(chance.uniform(0.1, 0.8))
        workers = workers_of(process)
        if workers and kills < 3:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                kills += 1
    assert (process.wait(), process.communicate()[1]) == (0, "")
    assert kills
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def limit_file_size(size):
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return limit


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_full_disk_costs_nothing_but_time(tmp_path, write_papers, start_run, share, contents):
    papers = write_papers(500)
    assert start_run(papers, "-o", tmp_path / "whole", "-j", 1).wait() == 0
    size = (tmp_path / "whole" / "records.jsonl").stat().st_size
    process = start_run(papers, "-o", tmp_path / "out", "-j", 1, preexec_fn=limit_file_size(int(size * share)))
    _, said = process.communicate()
    assert process.returncode == 70
    assert "File too large" in said
    assert "internal error" not in said
    assert [path.name for path in (tmp_path / "out").iterdir()] == [WORK_NAME]
    process = start_run(papers, "-o", tmp_path / "out", "-j", 1)
    _, said = process.communicate()
    assert process.returncode == 0
    assert "going on after" in said
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.slow
def test_a_run_goes_on_when_a_full_file_system_has_room_again(tmp_path, write_papers, start_run, contents):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        papers = write_papers(500)
        assert start_run(papers, "-o", tmp_path / "whole", "-j", 1).wait() == 0
        process = start_run(papers, "-o", disk / "out", "-j", 1)
        _, said = process.communicate()
        assert (process.returncode, "No space left" in said) == (70, True)
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        process = start_run(papers, "-o", disk / "out", "-j", 1)
        _, said = process.communicate()
        assert (process.returncode, "going on after" in said) == (0, True)
        assert contents(disk / "out") == contents(tmp_path / "whole")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_run_of_several_workers_writes_what_one_worker_does(tmp_path, write_papers, monkeypatch, contents):
    monkeypatch.setattr("claimboard.runs.pieces.CHUNK_PAPERS", 5)
    papers = write_papers(120)
    run([papers], tmp_path / "one")
    run([papers], tmp_path / "two", workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_paper_that_fails_is_reported_and_costs_no_other(tmp_path, write_papers, monkeypatch):
    from claimboard.extractors import Extractor

    papers = write_papers(10)
    original = Extractor.pipe

    def fail_on_one(self, papers):
        for record in original(self, papers):
            if record.paper.id == "p3":
                raise ZeroDivisionError("division by zero")
            yield record

    monkeypatch.setattr(Extractor, "pipe", fail_on_one)
    report = run([papers], tmp_path / "out")
    assert [record.paper.id for record in read_records(tmp_path / "out")] == [f"p{n}" for n in (0, 1, 2, 4, 5, 6, 7, 8)]
    (problem,) = report.problems
    assert (problem.kind, problem.line, report.counts.problems) == ("extraction-failed", 4, 1)
    assert "'p3' could not be extracted: ZeroDivisionError" in problem.message
    assert json.loads((tmp_path / "out" / "run.json").read_bytes())["counts"]["papers"] == 8
