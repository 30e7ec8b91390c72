"""`claimboard diff`: what it prints, and how a nightly job can tell."""

import json

import pytest
from claimboard.runs import compare_runs
from claimboard.schemas import InputError, UsageError
from markdown_it import MarkdownIt

OLD = [
    {"id": "p1", "title": "TinyCast", "abstract": "TinyCast keeps 92.1% accuracy on CIFAR-10."},
    {"id": "p2", "title": "Gone | Away", "abstract": "It reaches 91.0% accuracy on CIFAR-10."},
    {"id": "p3", "title": "QuickLane", "abstract": "QuickLane reaches 90.4% accuracy on CIFAR-10."},
]
NEW = [
    OLD[0] | {"abstract": "TinyCast keeps 89.5% accuracy on CIFAR-10."},
    OLD[2],
    {"id": "p4", "title": "Newcomer", "abstract": "We think."},
]


@pytest.fixture
def runs(claimboard, tmp_path):
    for name, papers in (("old", OLD), ("new", NEW)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers), encoding="utf-8")
        assert claimboard("run", path, "-o", tmp_path / name).code == 0
    return tmp_path / "old", tmp_path / "new"


@pytest.mark.parametrize("style", ["text", "markdown", "json"])
def test_a_run_is_as_itself(claimboard, runs, style):
    result = claimboard("diff", runs[0], runs[0] / "records.jsonl", "--as", style)
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["same"] if style == "json" else result.out == "The same claims and ranks.\n"


def test_text_says_what_changed(claimboard, runs):
    result = claimboard("diff", *runs)
    assert result.code == 1
    summary, _, claims, *lines = result.out.splitlines()
    assert summary == ("Claims: 0 added, 1 removed, 1 changed. Papers: 1 added, 1 removed. Ranks moved: 3.")
    assert claims.split() == ["change", "paper", "claim", "field", "old", "new"]
    cells = [line.split() for line in lines]
    assert ["changed", "TinyCast", "Accuracy", "89.5%", "low", "92.1", "89.5"] in cells
    assert ["Accuracy", "on", "CIFAR-10", "QuickLane", "3", "1", "90.4", "%", "90.4", "%"] in cells


def test_markdown_is_read_by_others(claimboard, runs):
    result = claimboard("diff", *runs, "--as", "markdown")
    assert result.code == 1
    html = MarkdownIt("commonmark").enable("table").render(result.out)
    assert html.count("<table>") == 2
    assert "<td>Gone | Away</td>" in html


def test_json_has_everything(claimboard, runs):
    result = claimboard("diff", *runs, "--as", "json")
    assert result.code == 1
    report = json.loads(result.out)
    assert [(paper["change"], paper["paper_id"]) for paper in report["papers"]] == [
        ("changed", "p1"),
        ("added", "p4"),
        ("removed", "p2"),
    ]
    (change,) = report["papers"][0]["claims"]
    assert change["fields"]["low"] == {"old": 92.1, "new": 89.5}
    assert change["new"]["quantity"]["text"] == "89.5%"
    assert [(move["paper_id"], move["old_rank"], move["new_rank"]) for move in report["ranks"]] == [
        ("p3", 3, 1),
        ("p1", 1, 2),
        ("p2", 2, None),
    ]


def test_what_cannot_be_read_is_exit_code_3(claimboard, runs, tmp_path):
    for arguments in ((runs[0], tmp_path / "none"), (tmp_path / "none", runs[0])):
        result = claimboard("diff", *arguments)
        assert result.code == 3
        assert "the records cannot be read" in result.err
    with pytest.raises(InputError):
        compare_runs(runs[0], tmp_path / "none")


def test_broken_records_are_told_once_and_are_exit_code_3(claimboard, runs):
    path = runs[1] / "records.jsonl"
    path.write_bytes(path.read_bytes() + b"{\n")
    result = claimboard("diff", *runs)
    assert result.code == 3
    assert result.err.count("not compared: ") == 1
    assert "1 changed" in result.out


@pytest.mark.parametrize("arguments", [[], ["one"], ["-", "one"], ["one", "two", "--as", "csv"]], ids=str)
def test_bad_requests_are_exit_code_2(claimboard, arguments):
    assert claimboard("diff", *arguments).code == 2


def test_a_comparison_needs_files(runs):
    with pytest.raises(UsageError, match="standard input cannot be compared"):
        compare_runs("-", runs[0])
