"""A whole run: what it writes, that it repeats to the byte, and what a crash leaves."""

import datetime
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from claimboard.runs import RunOptions, read_records, run, stream_records
from claimboard.schemas import InputError, UsageError

WRITTEN = [
    *("claims.csv", "columns.json", "comparison.csv", "duplicates.jsonl", "leaderboard.csv"),
    *("leaderboards/index.csv", "records.jsonl", "run.json", "run.log.json"),
]
PAPERS = [
    {
        "id": "p1",
        "title": "TinyCast: Casting Networks Small",
        "abstract": "TinyCast shrinks VGG-16 by 40x and keeps 92.1% accuracy on CIFAR-10.",
    },
    {"id": "p2", "title": "No Numbers Here", "abstract": "We only think about it."},
    {"id": "p1", "title": "TinyCast: Casting Networks Small", "abstract": "An older abstract."},
    {"id": "p3", "title": "TinyCast - Casting Networks Small", "abstract": "Energy falls by 30% on an FPGA."},
]


@pytest.fixture
def papers(tmp_path):
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(f"{json.dumps(paper)}\n" for paper in PAPERS), encoding="utf-8")
    return path


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def contents(folder, *, hidden=True):
    return {
        name: (folder / name).read_bytes()
        for name in names(folder)
        if name != "run.log.json" and (hidden or not name.startswith("."))
    }


def test_a_run_writes_records_tables_and_what_it_did(papers, tmp_path):
    report = run([papers], tmp_path / "out")
    assert names(tmp_path / "out") == WRITTEN
    assert [record.paper.id for record in read_records(tmp_path / "out")] == ["p1", "p2", "p3"]
    assert (report.counts.papers_listed, report.counts.papers, report.counts.duplicates) == (4, 3, 1)
    assert report.counts.claims == sum(len(record.claims) for record in read_records(tmp_path / "out"))
    assert [(equal.title, equal.ids) for equal in report.equal_titles] == [(PAPERS[3]["title"], ("p1", "p3"))]


def test_run_json_fingerprints_inputs_and_outputs(papers, tmp_path):
    run([papers], tmp_path / "out", RunOptions(saved_on=datetime.date(2024, 3, 1)))
    report = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert report["inputs"] == [
        {
            "path": str(papers),
            "sha256": hashlib.sha256(papers.read_bytes()).hexdigest(),
            "bytes": papers.stat().st_size,
            "papers": 4,
        }
    ]
    assert report["options"] == {"format": None, "saved_on": "2024-03-01"}
    for output in report["outputs"]:
        assert output["sha256"] == hashlib.sha256((tmp_path / "out" / output["name"]).read_bytes()).hexdigest()
    assert [output["name"] for output in report["outputs"]] == [
        *("records.jsonl", "duplicates.jsonl", "claims.csv", "comparison.csv", "leaderboard.csv", "columns.json"),
        "leaderboards/index.csv",
    ]


def test_duplicates_are_written_with_their_place(papers, tmp_path):
    run([papers], tmp_path / "out")
    assert json.loads((tmp_path / "out" / "duplicates.jsonl").read_bytes()) == {
        "id": "p1",
        "source": {"path": str(papers), "format": "jsonl", "line": 3},
        "abstract_differs": True,
    }


def test_two_runs_are_equal_to_the_byte(papers, tmp_path):
    for name in ("one", "two"):
        run([papers], tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_processes_with_other_hash_seeds_write_the_same_bytes(tmp_path):
    fixtures = Path(__file__).parents[2] / "fixtures"
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "claimboard", "run", "pages", "samples", "-o", str(tmp_path / seed)],
            check=True,
            cwd=fixtures,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_times_stand_in_the_log_alone(papers, tmp_path):
    run([papers], tmp_path / "out")
    log = json.loads((tmp_path / "out" / "run.log.json").read_bytes())
    assert set(log) == {"started", "finished", "seconds", "host", "platform", "python", "versions", "extraction"}
    assert set(log["seconds"]) == {"extracting", "tables"}
    report = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert set(report) == {
        *("claimboard", "schema_version", "options", "inputs", "counts", "equal_titles", "problems", "outputs")
    }


def test_a_crash_leaves_the_former_output(papers, tmp_path, monkeypatch):
    run([papers], tmp_path / "out")
    before = contents(tmp_path / "out")
    papers.write_text(json.dumps(PAPERS[1]), encoding="utf-8")

    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr("claimboard.runs.board_files.write_boards", fail)
    with pytest.raises(MemoryError):
        run([papers], tmp_path / "out")
    assert contents(tmp_path / "out", hidden=False) == before
    monkeypatch.undo()
    heard = []
    run([papers], tmp_path / "out", on_notice=heard.append)
    assert heard == ["going on after 1 papers, where a run was ended"]
    run([papers], tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_good_inputs_run_beside_bad_ones(papers, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"title": "No abstract"}\n{"title": "T", "abstract": "Twice as fast."}\n', encoding="utf-8")
    report = run([tmp_path / "none.txt", bad, papers], tmp_path / "out")
    assert report.counts.papers == 4
    assert [(problem.kind, problem.path, problem.line) for problem in report.problems] == [
        ("missing-file", str(tmp_path / "none.txt"), None),
        ("missing-field", str(bad), 1),
    ]
    assert [(entry.papers, entry.sha256 is None) for entry in report.inputs] == [(0, True), (1, False), (4, False)]


def test_a_folder_stands_for_its_files(papers, tmp_path):
    (tmp_path / "more").mkdir()
    papers.rename(tmp_path / "more" / "papers.jsonl")
    report = run([tmp_path / "more"], tmp_path / "out")
    assert [(entry.path, entry.papers) for entry in report.inputs] == [(str(tmp_path / "more" / "papers.jsonl"), 4)]


def test_progress_tells_papers_and_then_tables(papers, tmp_path):
    heard = []
    run([papers], tmp_path / "out", on_progress=heard.append)
    assert [(progress.stage, progress.papers) for progress in heard] == [
        ("extracting", 3),
        ("tables", 3),
    ]


def test_an_unknown_format_is_a_usage_error_and_writes_nothing(papers, tmp_path):
    with pytest.raises(UsageError, match="docx"):
        run([papers], tmp_path / "out", RunOptions(format="docx"))
    assert list((tmp_path / "out").iterdir()) == []


def test_records_stream_and_problems_raise_by_default(papers, tmp_path):
    records = stream_records([papers, tmp_path / "none.txt"])
    assert next(records).paper.id == "p1"
    with pytest.raises(InputError, match=r"none\.txt"):
        list(records)
