"""Whatever is wrong with an input is named with file, line and remedy; the good input beside it runs."""

import json
import os
from pathlib import Path

import pytest


def not_there(folder: Path) -> Path:
    return folder / "none.txt"


def locked(folder: Path) -> Path:
    path = folder / "locked.txt"
    path.write_text("Some text about nothing.")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    return path


def binary(folder: Path) -> Path:
    path = folder / "page.txt"
    path.write_bytes(b"%PDF-1.7\n\x00\x01\x02" * 50)
    return path


def empty(folder: Path) -> Path:
    path = folder / "page.txt"
    path.write_text(" \n\n")
    return path


def no_json(folder: Path) -> Path:
    path = folder / "bad.jsonl"
    path.write_text('{"title": "A", "abstract": "It is twice as fast."}\n{"title": oops}\n')
    return path


def no_abstract(folder: Path) -> Path:
    path = folder / "bad.jsonl"
    path.write_text('{"title": "A", "abstract": "It is twice as fast."}\n{"title": "B"}\n')
    return path


def no_utf8(folder: Path) -> Path:
    path = folder / "bad.jsonl"
    path.write_bytes(
        b'{"title": "A", "abstract": "It is twice as fast."}\n{"title": "B", "abstract": "Gr\xf6\xdfer by 5%."}\n'
    )
    return path


def no_layout(folder: Path) -> Path:
    path = folder / "page.html"
    path.write_text("<html><body><p>A page that is no listing.</p></body></html>\n" * 3)
    return path


def fewer_papers(folder: Path) -> Path:
    path = folder / "page.txt"
    good = "SmallNet: Networks for Watches\n\nSmallNet runs in 3 ms on a watch and is 4x smaller than its teacher, "
    footer = "\n\n  • 3 authors\n·\nMar 3, 2024\n\n"
    page = "\n".join(
        f"{good}which makes it fit for watch number {number} and for the many others.{footer}" for number in range(4)
    )
    path.write_text(f"{page}{footer}", encoding="utf-8")
    return path


CASES = [
    (not_there, "missing-file", None),
    (locked, "unreadable", None),
    (binary, "binary", None),
    (empty, "empty-input", None),
    (no_json, "invalid-json", 2),
    (no_abstract, "missing-field", 2),
    (no_utf8, "invalid-encoding", 2),
    (no_layout, "unknown-format", None),
    (fewer_papers, "fewer-papers", ...),
]


@pytest.mark.parametrize(("make", "kind", "line"), CASES, ids=[case[1] for case in CASES])
def test_bad_input_is_named_and_the_good_input_runs(claimboard, papers, tmp_path, make, kind, line):
    (tmp_path / "bad").mkdir()
    path = make(tmp_path / "bad")
    result = claimboard("run", path, papers, "-o", tmp_path / "out")
    report = json.loads((tmp_path / "out" / "run.json").read_bytes())
    (problem,) = report["problems"]
    assert (problem["kind"], problem["path"]) == (kind, str(path))
    if line is not ...:
        assert problem["line"] == line
    assert result.code == 3
    place = str(path) if problem["line"] is None else f"{path}:{problem['line']}"
    assert result.err.splitlines() == [f"skipped: {place}: {problem['message']} ({problem['remedy']})"]
    assert result.out == ""
    records = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(record)["paper"]["id"] for record in records][-3:] == ["p1", "p2", "p3"]


@pytest.mark.parametrize("make", [not_there, binary, empty, no_layout], ids=lambda make: make.__name__)
@pytest.mark.parametrize("command", ["run", "extract", "show"])
def test_nothing_readable_is_exit_code_4(claimboard, tmp_path, make, command):
    extra = ["-o", tmp_path / "out"] if command == "run" else []
    result = claimboard(command, make(tmp_path), *extra)
    assert result.code == 4
    assert "nothing could be read" in result.err


@pytest.mark.parametrize(("limit", "code"), [("2", 3), ("1", 1), ("0", 1), ("40%", 3), ("39%", 1), (None, 3)])
def test_more_skipped_than_allowed_is_a_failure(claimboard, papers, tmp_path, limit, code):
    options = [] if limit is None else ["--max-skipped", limit]
    inputs = [tmp_path / "none.txt", papers, tmp_path / "none.csv"]
    assert claimboard("run", *inputs, "-o", tmp_path / "out", *options).code == code
    assert (tmp_path / "out" / "records.jsonl").stat().st_size > 0
    assert claimboard("extract", *inputs, *options).code == code


@pytest.mark.parametrize("limit", ["many", "-1", "5 %", ""])
def test_a_limit_that_is_none_is_a_usage_error(claimboard, papers, limit):
    result = claimboard("extract", papers, f"--max-skipped={limit}")
    assert result.code == 2
    assert "write 5 or 2%" in result.err
