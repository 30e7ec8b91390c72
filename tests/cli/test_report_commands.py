"""`claimboard report` and `claimboard plot`: files out of records, and what they say when there is nothing to write."""

import json

import pytest


@pytest.fixture
def results(claimboard, papers, tmp_path):
    assert claimboard("run", papers, tmp_path / "missing.txt", "-o", tmp_path / "out").code == 3
    return tmp_path / "out"


def test_a_report_of_a_run_says_what_was_skipped(claimboard, results, tmp_path):
    assert claimboard("report", results, "-o", tmp_path / "report.html", "--title", "Small & fast") == (0, "", "")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<title>Small &amp; fast</title>" in page
    assert "missing.txt" in page
    assert "QuickLane" in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "papers.jsonl", "report.html"]


def test_a_report_of_records_alone_does_not_know(claimboard, results, tmp_path):
    records = (results / "records.jsonl").read_text(encoding="utf-8")
    assert claimboard("report", "-", "-o", tmp_path / "a.html", stdin=records).code == 0
    assert claimboard("report", results / "records.jsonl", "-o", tmp_path / "b.html").code == 0
    page = (tmp_path / "a.html").read_bytes()
    assert page == (tmp_path / "b.html").read_bytes()
    assert b"not known what was skipped" in page


def test_a_damaged_run_json_costs_no_report(claimboard, results, tmp_path):
    (results / "run.json").write_text("{", encoding="utf-8")
    result = claimboard("report", results, "-o", tmp_path / "report.html")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith(f"warning: {results / 'run.json'}: not the run.json of a run: ")
    assert (tmp_path / "report.html").exists()


@pytest.mark.parametrize("command", [("report",), ("plot", "metrics")])
def test_nothing_is_written_where_nothing_is_read(claimboard, tmp_path, command):
    name, *chart = command
    output = tmp_path / ("report.html" if name == "report" else "chart.svg")
    result = claimboard(name, "-", *chart, "-o", output)
    assert (result.code, result.err) == (4, "claimboard: nothing could be read\n")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_line_is_skipped_and_said(claimboard, results, tmp_path):
    records = (results / "records.jsonl").read_text(encoding="utf-8")
    result = claimboard("report", "-", "-o", tmp_path / "report.html", stdin=f"{records}{{}}\n")
    assert result.code == 3
    assert "skipped: -:4: not a record" in result.err
    assert (tmp_path / "report.html").exists()


def test_a_chart_is_drawn_as_its_suffix_says(claimboard, results, tmp_path):
    pytest.importorskip("vl_convert", reason="PNG charts need vl-convert-python")
    assert claimboard("plot", results, "metrics", "-o", tmp_path / "m.svg") == (0, "", "")
    assert claimboard("plot", results, "metrics", "-o", tmp_path / "m.PNG", "--scale", 1) == (0, "", "")
    assert (tmp_path / "m.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert (tmp_path / "m.PNG").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("metrics", "-o", "m.pdf"), "m.pdf says neither SVG nor PNG"),
        (("pie", "-o", "m.svg"), "'pie' is not one of"),
        (("timeline", "-o", "m.svg"), "chart 'timeline' has nothing to show: no board has 3 papers with a date"),
        (("timeline", "-o", "m.svg", "--board", "x"), "there is no board 'x'"),
        (("metrics", "-o", "m.svg", "--board", "x"), "chart 'metrics' is not about one board"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_a_usage_error(claimboard, results, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    result = claimboard("plot", results, *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert not list(tmp_path.glob("m.*"))


def test_the_claims_of_a_report_are_those_of_the_records(claimboard, results, tmp_path):
    claimboard("report", results, "-o", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    records = [json.loads(line) for line in (results / "records.jsonl").read_bytes().splitlines()]
    assert [claim["id"] for claim in data["claims"]] == [c["id"] for record in records for c in record["claims"]]
