"""Formats of tables on the command line: by suffix, by `--as`, and what cannot be."""

import io
import json
from typing import get_args

import pytest
from claimboard.cli.frames import Style
from claimboard.tables import EXPORT_FORMATS


@pytest.fixture
def results(claimboard, papers, tmp_path):
    assert claimboard("run", papers, "-o", tmp_path / "out").code == 0
    return tmp_path / "out"


def test_the_formats_of_the_command_line_are_those_of_the_registry():
    assert get_args(Style) == ("text", *EXPORT_FORMATS)


@pytest.mark.parametrize("command", ["table", "leaderboard"])
@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_the_suffix_of_the_file_says_the_format(claimboard, results, tmp_path, command, name):
    path = tmp_path / f"t{EXPORT_FORMATS[name].suffixes[0]}"
    assert claimboard(command, results, "-o", path) == (0, "", "")
    assert path.stat().st_size > 0
    assert claimboard(command, results, "-o", tmp_path / "other", "--as", name).code == 0
    assert (tmp_path / "other").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", [name for name, chosen in EXPORT_FORMATS.items() if not chosen.binary])
def test_what_is_printed_is_what_is_written(claimboard, results, tmp_path, name):
    claimboard("leaderboard", results, "-o", tmp_path / "t", "--as", name)
    printed = claimboard("leaderboard", results, "--as", name).out
    assert printed == io.TextIOWrapper(io.BytesIO((tmp_path / "t").read_bytes()), "utf-8", newline="").read()


def test_the_caption_counts_the_papers_that_were_read(claimboard, results):
    caption = json.loads(claimboard("leaderboard", results, "--dataset", "cifar10", "--as", "json").out)["caption"]
    assert (caption["papers"], caption["papers_read"]) == (2, 3)


def test_a_latex_table_has_a_bibliography_with_authors_beside_it(claimboard, tmp_path):
    paper = {"id": "p", "title": "QuickLane", "abstract": "It is 2x faster.", "authors": ["Ana Abel", "Bo Cai"]}
    records = claimboard("extract", "-", stdin=json.dumps(paper)).out
    assert claimboard("leaderboard", "-", "-o", tmp_path / "gains.tex", stdin=records).code == 0
    assert "author = {Ana Abel and Bo Cai}" in (tmp_path / "gains.bib").read_text(encoding="utf-8")


def test_a_bibliography_of_the_user_is_not_overwritten(claimboard, results, tmp_path):
    (tmp_path / "survey.bib").write_text("@book{mine}", encoding="utf-8")
    result = claimboard("leaderboard", results, "-o", tmp_path / "survey.tex")
    assert result.code == 2
    assert "survey.bib belongs beside survey.tex, but is a file of yours: use another name" in result.err
    assert (tmp_path / "survey.bib").read_text(encoding="utf-8") == "@book{mine}"
    assert not (tmp_path / "survey.tex").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "boards.doc"], "'.doc' means no format"),
        (["-o", "boards.bib", "--as", "latex"], "use the suffix .tex"),
        (["-o", "boards.txt", "--as", "text"], "text is for terminals"),
        (["--as", "xlsx"], "xlsx cannot be printed: add -o FILE.xlsx"),
    ],
    ids=str,
)
def test_what_cannot_be_written_is_exit_code_2(claimboard, results, tmp_path, monkeypatch, options, message):
    monkeypatch.chdir(tmp_path)
    result = claimboard("leaderboard", results, *options)
    assert result.code == 2
    assert message in result.err
    assert not list(tmp_path.glob("boards*"))


def test_a_missing_library_is_told_before_anything_is_read(claimboard, tmp_path, monkeypatch):
    monkeypatch.setattr("claimboard.tables.export.format.find_spec", lambda _: None)
    result = claimboard("leaderboard", tmp_path / "no such records", "-o", tmp_path / "t.xlsx")
    assert result.code == 2
    assert "xlsx needs openpyxl: pip install 'claimboard[export]'" in result.err
