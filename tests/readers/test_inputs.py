"""Files, directories, compression, standard input, and what can be wrong with them."""

import gzip
import io
import os
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from claimboard.readers import parse_text, read_papers
from claimboard.schemas import InputError

LINE = '{"title": "A", "abstract": "It is 3x faster."}\n'
HEADER = "new\n\nDaily Papers\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b" / "one.jsonl").write_text(LINE)
    (tmp_path / "b" / "two.csv").write_text("title,abstract\nB,Half the memory.\n")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"One abstract of a few words."))
    (tmp_path / "README.md").write_text("Not read from a directory.")
    (tmp_path / ".hidden" / "c.jsonl").write_text(LINE)
    return tmp_path


def test_a_directory_stands_for_its_files_in_order(read: Callable[..., Any], folder: Path) -> None:
    outcome = read(folder)
    assert outcome.problems == []
    assert [(p.source.path, p.source.format) for p in outcome.papers] == [
        (f"{folder}/a.txt.gz", "text"),
        (f"{folder}/b/one.jsonl", "jsonl"),
        (f"{folder}/b/two.csv", "csv"),
    ]


def test_a_path_stays_as_the_user_gave_it(
    read: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert [paper.source.path for paper in read("./b").papers] == ["./b/one.jsonl", "./b/two.csv"]
    assert [paper.source.path for paper in read("./b/one.jsonl", Path("README.md")).papers] == [
        "./b/one.jsonl",
        "README.md",
    ]


def test_one_path_needs_no_list(folder: Path) -> None:
    assert len(list(read_papers(folder / "b" / "one.jsonl"))) == 1
    assert len(list(read_papers(str(folder)))) == 3


def test_compression_is_told_from_the_content(read: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_bytes(gzip.compress(LINE.encode()))
    assert read(tmp_path / "papers.jsonl").texts == [("A", "It is 3x faster.")]


@pytest.mark.parametrize("packed", [False, True])
def test_a_dash_is_standard_input(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    data = gzip.compress(LINE.encode()) if packed else LINE.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (paper,) = read("-").papers
    assert (paper.source.path, paper.source.format, paper.source.line) == ("-", "jsonl", 1)


def test_papers_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text(LINE * 2000 + "broken\n")
    papers = read_papers(file)
    assert [paper.source.line for paper in islice(papers, 3)] == [1, 2, 3]
    with pytest.raises(InputError, match=r"papers\.jsonl:2001: this is not JSON"):
        list(papers)


@pytest.mark.parametrize("text", ["\ufeff" + LINE, LINE.replace("\n", "\r\n"), LINE.rstrip("\n")])
def test_marks_and_line_ends_of_other_systems_do_no_harm(
    read: Callable[..., Any], parse: Callable[..., Any], tmp_path: Path, text: str
) -> None:
    (tmp_path / "papers.txt").write_bytes(text.encode())
    assert read(tmp_path / "papers.txt").texts == parse(text).texts == [("A", "It is 3x faster.")]


@pytest.mark.parametrize(
    ("content", "kind", "message"),
    [
        (b"", "empty-input", "empty"),
        (b" \n\n\t\n", "empty-input", "empty"),
        (b"[]", "empty-input", "no papers"),
        (b"%PDF-1.5 text", "binary", "binary"),
        (b"some\0thing", "binary", "binary"),
        ("A text of a few words.".encode("utf-16"), "invalid-encoding", "UTF-16"),
        (gzip.compress(LINE.encode() * 50, mtime=0)[:-20], "unreadable", "broke off"),
        (b"\x1f\x8bnot compressed at all", "unreadable", "broke off"),
    ],
    # The bytes themselves are no ids: what is in a gzip header may differ between the processes that run the tests.
    ids=["nothing", "white space", "empty list", "PDF", "NUL", "UTF-16", "gzip cut short", "gzip in name only"],
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_are_read(
    read: Callable[..., Any], folder: Path, content: bytes, kind: str, message: str
) -> None:
    bad = folder / "bad.txt"
    bad.write_bytes(content)
    outcome = read(bad, folder / "b" / "one.jsonl")
    assert outcome.texts[-1] == ("A", "It is 3x faster.")
    (problem,) = outcome.problems
    assert (problem.kind, problem.path) == (kind, str(bad))
    assert message in problem.message
    assert problem.remedy


def test_a_missing_file_is_named(read: Callable[..., Any], tmp_path: Path) -> None:
    outcome = read(tmp_path / "nowhere.txt")
    assert outcome.kinds == [("missing-file", None)]
    with pytest.raises(InputError, match=r"nowhere\.txt: there is no such file"):
        list(read_papers(tmp_path / "nowhere.txt"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(read: Callable[..., Any], folder: Path) -> None:
    (folder / "b" / "one.jsonl").chmod(0)
    outcome = read(folder / "b")
    assert outcome.texts == [("B", "Half the memory.")]
    assert outcome.kinds == [("unreadable", None)]


def test_a_failing_disk_is_named(read: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", fail)
    assert read(folder / "b" / "one.jsonl").kinds == [("unreadable", None)]


def test_a_directory_without_readable_files_is_named(read: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    outcome = read(tmp_path)
    assert outcome.kinds == [("empty-input", None)]
    assert ".jsonl" in outcome.problems[0].remedy


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("papers.jsonl", LINE.encode() + LINE.replace("A", "\xe9").encode("latin-1") + LINE.encode(), 2),
        ("papers.csv", "title,abstract\nA,ok\n\xe9,bad\nA,ok\n".encode("latin-1"), 3),
        ("papers.json", f"[{LINE},{LINE.replace('A', chr(0xE9))},{LINE}]".encode("latin-1"), 2),
        ("page.txt", (HEADER + "A\n\nok ok ok\n\nB\n\nna\xefve\n\nA\n\nok ok ok\n").encode("latin-1"), 9),
        ("plain.txt", "An ok paragraph.\n\nA na\xefve one.\n\nAn ok paragraph.".encode("latin-1"), 3),
    ],
)
def test_only_the_paper_with_bytes_that_are_no_utf8_is_lost(
    read: Callable[..., Any], tmp_path: Path, name: str, content: bytes, line: int
) -> None:
    (tmp_path / name).write_bytes(content)
    outcome = read(tmp_path / name)
    assert len(outcome.papers) == 2
    assert outcome.kinds == [("invalid-encoding", line)]
    assert "0xE" in outcome.problems[0].message
    assert "iconv" in outcome.problems[0].remedy


def test_a_string_with_a_lone_surrogate_is_refused(parse: Callable[..., Any]) -> None:
    assert parse("A sentence with \ud800 in it.").kinds == [("invalid-encoding", 1)]


def test_the_first_problem_is_raised_unless_problems_are_taken() -> None:
    with pytest.raises(InputError) as caught:
        list(parse_text("", path="page.txt"))
    assert caught.value.problem.kind == "empty-input"
