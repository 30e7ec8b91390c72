"""Runs by Dask: the records of the local engine, whatever happens to workers and files on the way."""

import gzip
import json
import os
import signal
import sys

import pandas as pd
import pytest
from claimboard import leaderboard
from claimboard.runs import read_records, run, run_on_cluster
from claimboard.runs.manifest import MANIFEST_NAME
from claimboard.schemas import InputError, UsageError


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes, as there would be on two machines."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster


@pytest.fixture
def inputs(tmp_path, write_papers):
    """Six files, the last of which repeats papers of the others, with lines that are no papers."""
    lines = write_papers(180).read_text(encoding="utf-8").splitlines()
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.jsonl").write_text("\n".join(lines[number * 36 : (number + 1) * 36]), encoding="utf-8")
    with gzip.open(folder / "5.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join([*lines[:3], "no JSON", '{"title": "No abstract"}', lines[60]]))
    return folder


def records_of(folder):
    return [record.model_dump_json() for record in read_records(folder)]


@pytest.mark.slow
def test_the_records_are_those_of_the_local_engine(tmp_path, inputs, cluster):
    manifest = run_on_cluster([str(inputs)], str(tmp_path / "out"), scheduler=cluster.scheduler_address)
    report = run([inputs], tmp_path / "local")
    assert records_of(tmp_path / "out") == records_of(tmp_path / "local")
    counts = manifest.counts
    assert (counts.papers, counts.duplicates, counts.claims, counts.papers_with_claims) == (
        report.counts.papers,
        report.counts.duplicates,
        report.counts.claims,
        report.counts.papers_with_claims,
    )
    assert counts.skipped == report.counts.problems == 2
    pd.testing.assert_frame_equal(
        leaderboard(read_records(tmp_path / "out")), leaderboard(read_records(tmp_path / "local"))
    )


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_does_not_show(tmp_path, inputs, cluster):
    from distributed import Client

    killed = []

    def kill(progress):
        if not killed:
            with Client(cluster.scheduler_address) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    run_on_cluster([str(inputs)], str(tmp_path / "out"), scheduler=cluster.scheduler_address, on_progress=kill)
    run([inputs], tmp_path / "local")
    assert killed
    assert records_of(tmp_path / "out") == records_of(tmp_path / "local")


@pytest.mark.slow
def test_partitions_that_cannot_be_read_are_left_out_and_reported(tmp_path, inputs, cluster):
    whole = gzip.compress(b'{"abstract": "It is 2x faster."}\n' * 1000)
    (inputs / "a.jsonl.gz").write_bytes(whole[:-20])
    (inputs / "b.parquet").write_bytes(b"PAR1 and no more")
    given = [f"{inputs}/[0-5].*", f"{inputs}/[ab].*", f"{inputs}/none-*.parquet"]
    manifest = run_on_cluster(given, str(tmp_path / "out"), scheduler=cluster.scheduler_address)
    assert [(problem.kind, problem.path) for problem in manifest.problems] == [
        ("missing-file", f"{inputs}/none-*.parquet"),
        ("unreadable", str(inputs / "a.jsonl.gz")),
        ("unreadable", str(inputs / "b.parquet")),
    ]
    assert len(manifest.partitions) == 6
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        MANIFEST_NAME,
        *(partition.name for partition in manifest.partitions),
    ]


@pytest.mark.slow
def test_what_is_done_is_kept_and_what_has_changed_is_done_again(tmp_path, inputs, cluster):
    out = tmp_path / "out"

    def times():
        return {path.name: path.stat().st_mtime_ns for path in out.glob("*.parquet")}

    (inputs / "5.jsonl.gz").unlink()
    whole = run_on_cluster([str(inputs)], str(out), scheduler=cluster.scheduler_address)
    before = times()
    (out / MANIFEST_NAME).unlink()
    assert run_on_cluster([str(inputs)], str(out), scheduler=cluster.scheduler_address) == whole
    untouched = {"part-00001.parquet", "part-00002.parquet"}  # no paper of theirs stands in an earlier file
    assert {name: at for name, at in times().items() if name in untouched} == {name: before[name] for name in untouched}
    (inputs / "2.jsonl").write_text(json.dumps({"id": "new", "abstract": "It is 3x faster."}), encoding="utf-8")
    changed = run_on_cluster([str(inputs)], str(out), scheduler=cluster.scheduler_address)
    assert times()["part-00001.parquet"] == before["part-00001.parquet"]
    assert times()["part-00002.parquet"] != before["part-00002.parquet"]
    assert changed.partitions[2].counts.papers == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["none-*.parquet", "broken.parquet"])
def test_where_nothing_can_be_read_the_former_files_stay(tmp_path, inputs, cluster, name):
    out = tmp_path / "out"
    run_on_cluster([str(inputs)], str(out), scheduler=cluster.scheduler_address)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (tmp_path / "broken.parquet").write_bytes(b"no Parquet")
    manifest = run_on_cluster([str(tmp_path / name)], str(out), scheduler=cluster.scheduler_address)
    assert len(manifest.problems) == 1
    assert not manifest.partitions
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.slow
def test_parquet_is_read_as_tables_of_papers(tmp_path, inputs, cluster):
    rows = [json.loads(line) for line in (inputs / "0.jsonl").read_text(encoding="utf-8").splitlines()]
    frame = pd.DataFrame(rows).assign(upvotes=pd.array([5, None] * 18, dtype="Int64"))
    frame.to_parquet(tmp_path / "papers.parquet")
    url = (tmp_path / "papers.parquet").as_uri()
    run_on_cluster([url], str(tmp_path / "out"), scheduler=cluster.scheduler_address)
    found = list(read_records(tmp_path / "out"))
    assert [record.paper.id for record in found] == frame["id"].drop_duplicates().tolist()
    assert [record.paper.upvotes for record in found[:2]] == [5, None]
    assert found[1].paper.source.model_dump() == {"path": url, "format": "parquet", "line": 2}


@pytest.fixture
def object_store():
    """A file system that is no folder of this machine, which workers in this process share, as all see one S3."""
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    yield store
    store.rm("/", recursive=True)


@pytest.fixture
def workers_here():
    """The address of a scheduler whose workers are threads of this process."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0"
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.slow
@pytest.mark.parametrize("given", ["memory:///bucket/papers/*", "memory:///bucket/papers"])
def test_an_object_store_is_read_and_written_by_its_urls(tmp_path, inputs, object_store, workers_here, given):
    rows = [json.loads(line) for line in (inputs / "0.jsonl").read_text(encoding="utf-8").splitlines()]
    pd.DataFrame(rows).to_parquet(inputs / "0.parquet")
    (inputs / "0.jsonl").unlink()
    object_store.put(str(inputs), "/bucket/papers", recursive=True)
    manifest = run_on_cluster([given], "memory:///bucket/results", scheduler=workers_here)
    assert [partition.input for partition in manifest.partitions] == [
        *(f"memory:///bucket/papers/{name}" for name in ("0.parquet", *(f"{n}.jsonl" for n in range(1, 5)))),
        "memory:///bucket/papers/5.jsonl.gz",
    ]
    written = {path.rpartition("/")[2] for path in object_store.find("/bucket/results")}
    assert written == {MANIFEST_NAME, *(partition.name for partition in manifest.partitions)}
    assert run_on_cluster([given], "memory:///bucket/results", scheduler=workers_here) == manifest

    object_store.get("/bucket/results", str(tmp_path / "results"), recursive=True)
    run_on_cluster([str(inputs)], str(tmp_path / "local"), scheduler=workers_here)

    def found(folder):
        return [record.model_dump(exclude={"paper": {"source"}}) for record in read_records(folder)]

    assert found(tmp_path / "results") == found(tmp_path / "local")
    sources = {record.paper.source.path for record in read_records(tmp_path / "results")}
    assert sources <= {partition.input for partition in manifest.partitions}


@pytest.mark.slow
def test_the_command_starts_workers_and_says_what_is_left_out(tmp_path, inputs):
    import subprocess

    command = [sys.executable, "-m", "claimboard", "run", "--engine", "dask", f"{inputs}/5*", f"{inputs}/none"]
    done = subprocess.run([*command, "-o", str(tmp_path / "out"), "-j", "1"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"skipped: {inputs}/none: no file is there" in done.stderr
    assert f"skipped: {inputs}/5.jsonl.gz: 2 rows have no record (the column `problem` of part-00000.parquet" in (
        done.stderr
    )
    assert len(records_of(tmp_path / "out")) == 4


def test_without_dask_the_remedy_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'claimboard\[dask\]'"):
        run_on_cluster(["papers.parquet"], str(tmp_path / "out"))


def test_a_manifest_of_another_version_is_refused(tmp_path):
    (tmp_path / MANIFEST_NAME).write_text('{"claimboard": "9"}', encoding="utf-8")
    with pytest.raises(InputError, match="no manifest that this version of claimboard reads"):
        list(read_records(tmp_path))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--engine", "dask", "--saved-on", "2024-03-01"], "are for the engine 'local'"),
        (["--scheduler", "tcp://127.0.0.1:8786"], "a scheduler is for --engine dask"),
    ],
)
def test_options_of_the_other_engine_are_refused(tmp_path, options, message):
    import subprocess

    command = [sys.executable, "-m", "claimboard", "run", "papers.jsonl", "-o", str(tmp_path), *options]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "COLUMNS": "200"})
    assert done.returncode == 2
    assert message in done.stderr
