"""The page as a text: what it holds, that it is safe, and that it is always the same."""

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from claimboard.runs import write_records
from claimboard.schemas import Problem
from claimboard.tables.export import row_quality
from claimboard.tables.report import RunNotes, gather, report_html
from claimboard.tables.report.payload import payload, script_json, utf16_offset
from hypothesis import given, settings
from hypothesis import strategies as st

HOSTILE = [
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    "<!--<script>",
    "]]><img src=x onerror=window.hacked=1>",
    "\"' onmouseover='window.hacked=1",
    "{{ 7 * 7 }} ${7 * 7}",
    "\u202eright to left\u2066",
    "line\u2028end\u2029paragraph\x00\x1b[31m",
]
hostile_texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8"), min_size=1),
    st.text("<>/!-&\"'scriptSCRIPT ", min_size=1),
)


class Page(HTMLParser):
    """Tags, and the values of attributes that could load something."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.addresses = []
        self.handlers = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href", "data", "action", "poster")]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]


@given(st.text(st.characters(codec="utf-8")), st.integers(0, 50))
def test_offsets_are_those_of_javascript(text, offset):
    offset = min(offset, len(text))
    assert utf16_offset(text, offset) == len(text[:offset].encode("utf-16-le")) // 2


@given(st.dictionaries(hostile_texts, hostile_texts))
def test_data_cannot_leave_its_script_block(value):
    text = script_json(value)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == value


@settings(max_examples=25)
@given(title=hostile_texts, name=hostile_texts)
def test_texts_of_papers_stay_texts(record, data_of, title, name):
    claim = {"metric": "accuracy", "value": 9, "datasets": (name,), "baseline": name, "system": name}
    clean = report_html([record("a", claim | {"datasets": ("D",)}), record("b", claim | {"datasets": ("D",)})])
    problem = Problem(kind="invalid-json", path=name, message=title, remedy="none")
    notes = RunNotes(inputs=((name, 1),), equal_titles=(title,), problems=(problem,))
    made = report_html([record(paper, claim, title=title) for paper in "ab"], title=title, notes=notes)
    page = Page(made)
    assert page.tags.count("script") == Page(clean).tags.count("script") == 2
    assert "img" not in page.tags
    assert not page.handlers
    found = data_of(made)
    assert [paper["title"] for paper in found["papers"]] == [title, title]
    assert found["claims"][0]["datasets"] == [name]


def test_the_page_loads_nothing(papers):
    page = Page(report_html(papers))
    assert {address for address in page.addresses if not address.startswith("#")} == {"data:,"}
    assert not page.handlers
    assert not {"iframe", "object", "embed", "img", "base"} & set(page.tags)


def test_only_the_scripts_and_styles_of_the_page_may_run(papers):
    page = report_html(papers)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_the_same_records_give_the_same_bytes(papers, tmp_path):
    with (tmp_path / "records.jsonl").open("wb") as file:
        write_records(papers, file)
    code = (
        "import sys; from claimboard import read_records; from claimboard.tables.report import report_html;"
        "sys.stdout.buffer.write(report_html(read_records(sys.argv[1])).encode())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code, tmp_path / "records.jsonl"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert pages == {report_html(papers).encode()}


def test_every_claim_points_at_its_number(papers, record):
    astral = record("x", {"metric": "accuracy", "value": 7}, opening="𝔸𝔹 come first.")
    data = payload(gather([*papers, astral]))
    assert len(data["claims"]) == 9
    for claim in data["claims"]:
        units = data["papers"][claim["paper"]][claim["field"]].encode("utf-16-le")
        start, end = claim["number"]
        number = units[2 * start : 2 * end].decode("utf-16-le")
        start, end = claim["sentence"]
        assert number.split()[0].rstrip("x").split(".")[0] in claim["value"]
        assert number in units[2 * start : 2 * end].decode("utf-16-le")


def test_boards_and_cells_refer_to_claims(papers):
    data = payload(gather(papers))
    cifar = next(board for board in data["boards"] if board["id"] == "accuracy--cifar10")
    assert [(data["claims"][at]["value"], rank) for at, rank in cifar["rows"]] == [
        ("95.1 %", 1),
        ("93 %", 2),
        ("92.5 %", 3),
    ]
    rows = {data["papers"][row["paper"]]["id"]: row for row in data["comparison"]}
    assert {data["claims"][at]["value"] for at in rows["p1"]["claims"]} == {"92.5 %", "3×", "0.5 % ↓"}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc/passwd", " https://x y", "x"]
)
def test_addresses_that_are_no_web_pages_are_no_links(record, url):
    data = payload(gather([record("a", {"metric": "accuracy", "value": 1}, url=url)]))
    assert data["papers"][0]["url"] is None


def test_papers_without_claims_are_counted_and_named(papers, data_of):
    page = report_html(papers)
    assert data_of(page)["silent"] == ["Only Thoughts"]
    assert "1 paper claims no result" in page


def test_a_paper_that_comes_again_counts_once(record):
    claim = {"metric": "accuracy", "value": 9}
    material = gather([record("a", claim), record("a", claim), record("a")])
    assert (material.papers, len(material.claims)) == (1, 1)


def test_the_page_says_what_was_skipped(papers):
    skipped = Problem(kind="invalid-json", path="bad.jsonl", line=3, message="not JSON", remedy="restore the line")
    page = report_html(papers, notes=RunNotes(inputs=(("page.txt", 1),), duplicates=2, problems=(skipped,)))
    assert "page.txt</bdi>: 1 paper<" in page
    assert "2 papers were listed again" in page
    assert "bad.jsonl:3: not JSON (restore the line)" in page
    assert "it is not known what was skipped" in " ".join(report_html(papers).split())


def test_the_page_says_how_far_to_trust_it(papers):
    assert html.escape(row_quality().sentence()) in report_html(papers)


def test_a_page_without_papers_is_a_page(data_of):
    page = report_html([])
    assert data_of(page)["claims"] == []
    assert "No two papers claim results that may be ranked together." in page
