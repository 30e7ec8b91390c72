"""A file for each board of several papers, and what becomes of the files of boards that are no more."""

import json

import pandas as pd
import pytest
from claimboard.runs import run
from claimboard.runs.board_files import write_boards
from claimboard.runs.output_folder import output_folder
from claimboard.schemas import UsageError
from claimboard.tables import TableSpill, read_csv

CIFAR = "accuracy--cifar10.csv"


def write_papers(path, *abstracts):
    papers = [{"id": f"p{n}", "title": f"T{n}", "abstract": text} for n, text in enumerate(abstracts, start=1)]
    path.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers), encoding="utf-8")


@pytest.fixture
def out(tmp_path):
    """The output of a run with one board of two papers and one of one."""
    path = tmp_path / "papers.jsonl"
    write_papers(path, "We reach 92.1% accuracy on CIFAR-10.", "It has 90% accuracy on CIFAR-10 and 70% on ImageNet.")
    run([path], tmp_path / "out")
    return tmp_path / "out"


def names(out):
    return sorted(path.name for path in (out / "leaderboards").iterdir())


def test_a_board_of_two_papers_has_a_file_and_every_board_a_line_in_the_index(out):
    assert names(out) == [CIFAR, "index.csv"]
    whole = read_csv(out / "leaderboard.csv")
    board = read_csv(out / "leaderboards" / CIFAR)
    pd.testing.assert_frame_equal(board, whole[whole["board_id"] == "accuracy--cifar10"].reset_index(drop=True))
    assert set(read_csv(out / "leaderboards" / "index.csv")["board_id"]) == set(whole["board_id"])


def test_run_json_lists_them_and_columns_json_describes_the_index(out):
    report = json.loads((out / "run.json").read_bytes())
    assert [output["name"] for output in report["outputs"]][-2:] == ["leaderboards/index.csv", f"leaderboards/{CIFAR}"]
    described = json.loads((out / "columns.json").read_bytes())
    assert "leaderboards/index.csv" in [resource["path"] for resource in described["resources"]]


def test_files_of_former_boards_go_and_foreign_files_stay(out, tmp_path):
    folder = out / "leaderboards"
    foreign = {
        "notes.md": b"mine",
        "mine.csv": (folder / CIFAR).read_bytes(),
        "other.csv": b"board_id\r\nanother\r\n",
        "empty.csv": b"",
        "latin.csv": b"board_id\r\n\xff\r\n",
        "not csv.csv": b"board_id\r\n\x00",
    }
    for name, content in foreign.items():
        (folder / name).write_bytes(content)
    write_papers(tmp_path / "papers.jsonl", "We reach 92.1% accuracy on CIFAR-10.")
    run([tmp_path / "papers.jsonl"], out)
    assert names(out) == sorted([*foreign, "index.csv"])
    assert {name: (folder / name).read_bytes() for name in foreign} == foreign


def test_a_crash_leaves_the_former_boards(out, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    write_papers(tmp_path / "papers.jsonl", "Nothing.")
    monkeypatch.setattr("claimboard.runs.runner._log", fail)
    with pytest.raises(MemoryError):
        run([tmp_path / "papers.jsonl"], out)
    assert names(out) == [CIFAR, "index.csv"]


def test_without_boards_there_is_an_index_without_rows(tmp_path):
    with output_folder(tmp_path) as files, TableSpill(tmp_path, files.aside("claims.csv")) as spill:
        assert write_boards(spill, files) == ("leaderboard.csv", "leaderboards/index.csv")
    assert read_csv(tmp_path / "leaderboard.csv").empty
    assert read_csv(tmp_path / "leaderboards" / "index.csv").empty


def test_a_file_in_place_of_the_folder_is_a_usage_error(tmp_path):
    (tmp_path / "leaderboards").write_text("mine")
    with (
        pytest.raises(UsageError, match="leaderboards: no output folder can be made there"),
        output_folder(tmp_path) as files,
        TableSpill(tmp_path, files.aside("claims.csv")) as spill,
    ):
        write_boards(spill, files)
    assert (tmp_path / "leaderboards").read_text() == "mine"
