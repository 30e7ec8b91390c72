"""What commands say on standard error: for people, and as JSON for machines."""

import datetime
import json

import pytest


def messages(result):
    lines = [json.loads(line) for line in result.err.splitlines()]
    for line in lines:
        assert datetime.datetime.fromisoformat(line.pop("time")).tzinfo is not None
    return lines


def papers_of(path, number, abstract):
    path.write_text(
        "".join(f"{json.dumps({'id': f'p{n}', 'title': f'Paper {n}', 'abstract': abstract})}\n" for n in range(number)),
        encoding="utf-8",
    )
    return path


def test_json_says_what_was_skipped_and_ends_with_counts(claimboard, papers, tmp_path):
    missing, out = tmp_path / "none.txt", tmp_path / "out"
    result = claimboard("run", papers, missing, "-o", out, "--log-format", "json")
    skipped, written, finished = messages(result)
    assert (result.code, result.out) == (3, "")
    assert skipped == {
        "level": "warning",
        "event": "skipped",
        "message": f"{missing}: {skipped['what']} ({skipped['remedy']})",
        "what": skipped["what"],
        "kind": "missing-file",
        "path": str(missing),
        "line": None,
        "remedy": skipped["remedy"],
    }
    counts = json.loads((out / "run.json").read_bytes())["counts"]
    assert (written["level"], written["event"], written["folder"]) == ("info", "written", str(out))
    assert {name: written[name] for name in counts} == counts
    assert finished == {
        "level": "info",
        "event": "finished",
        "message": "3 read, 1 skipped",
        "read": 3,
        "skipped": 1,
        "exit_code": 3,
    }


def test_records_and_messages_do_not_mix(claimboard, papers):
    result = claimboard("extract", papers, "--log-format", "json")
    assert [json.loads(line)["paper"]["id"] for line in result.out.splitlines()] == ["p1", "p2", "p3"]
    assert [line["event"] for line in messages(result)] == ["finished"]


@pytest.mark.parametrize(
    ("arguments", "code"), [(["none.txt"], 4), (["papers.jsonl", "none.txt", "--max-skipped", "0"], 1)]
)
def test_json_says_why_a_command_failed(claimboard, papers, tmp_path, monkeypatch, arguments, code):
    monkeypatch.chdir(tmp_path)
    result = claimboard("extract", *arguments, "--log-format", "json")
    *_, error, finished = messages(result)
    assert (result.code, error["level"], finished["exit_code"]) == (code, "error", code)


def test_json_holds_for_errors_that_end_the_program(claimboard, papers):
    result = claimboard("extract", papers, "--format", "docx", "--log-format", "json")
    (error,) = messages(result)
    assert (result.code, error["event"], error["exit_code"]) == (2, "error", 2)
    assert claimboard("extract", papers, "--format", "docx").err.startswith("claimboard: ")


def test_no_text_of_an_input_breaks_a_line(claimboard, tmp_path):
    path = tmp_path / "line\nbreak \x1b[31m.txt"
    result = claimboard("extract", path, "--log-format", "json")
    assert messages(result)[0]["path"] == str(path)
    assert "\x1b" not in result.err


def test_a_sharp_drop_of_claims_is_told(claimboard, tmp_path):
    page, out = tmp_path / "page.jsonl", tmp_path / "out"
    for abstract in ("It is twice as fast and reaches 91% accuracy on CIFAR-10.", "The page looks different today."):
        papers_of(page, 30, abstract)
        result = claimboard("run", page, "-o", out)
    assert result.code == 0
    assert result.err.startswith(f"warning: {out}: claims per 100 papers fell from 200.0 in the run before to 0.0 (")
    assert claimboard("run", page, "-o", out).err == ""
    assert b"fewer-claims" not in (out / "run.json").read_bytes()


def test_what_a_former_run_wrote_outlives_a_run_that_reads_nothing(claimboard, papers, tmp_path):
    out = tmp_path / "out"
    claimboard("run", papers, "-o", out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    papers.write_text(" \n", encoding="utf-8")
    result = claimboard("run", papers, "-o", out)
    assert result.code == 4
    assert result.err.splitlines()[1:] == [
        f"what the run before wrote stays as it is: {out}",
        "claimboard: nothing could be read",
    ]
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", ["leaderboard", "table"])
def test_a_filter_that_nothing_meets_says_what_was_perhaps_meant(claimboard, papers, tmp_path, command):
    claimboard("run", papers, "-o", tmp_path / "out")
    result = claimboard(command, tmp_path / "out", "--dataset", "CIFAR", "--hardware", "Zynq")
    assert result.code == 0
    assert result.err.splitlines() == [
        "warning: no claim names the dataset 'CIFAR': near names are 'CIFAR-10'",
        "warning: no claim names hardware 'Zynq', nor one spelled like it",
    ]
    assert claimboard(command, tmp_path / "out", "--dataset", "cifar10").err == ""
