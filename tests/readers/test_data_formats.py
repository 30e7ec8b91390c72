"""JSONL, JSON, CSV, TSV and plain text."""

import csv
import datetime
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from claimboard.readers import FORMATS
from claimboard.schemas import Paper, PaperRecord, Source, UsageError, paper_id
from hypothesis import given
from hypothesis import strategies as st

FULL = {
    "id": "tool-1",
    "title": "A Faster Tool",
    "abstract": "It is 3x faster. See github.com/lab/tool.",
    "date": "2024-02-12",
    "authors": ["Ada Byron", "Grace Murray"],
    "url": "https://example.org/tool-1",
    "upvotes": 4,
    "venue": "TOOLS",
    "tags": {"track": ["short"]},
}
EXPECTED = Paper(
    id="tool-1",
    title="A Faster Tool",
    abstract="It is 3x faster. See github.com/lab/tool.",
    date=datetime.date(2024, 2, 12),
    date_text="2024-02-12",
    n_authors=2,
    authors=("Ada Byron", "Grace Murray"),
    upvotes=4,
    url="https://example.org/tool-1",
    code_urls=("https://github.com/lab/tool",),
    source=Source(path="-", format="jsonl", line=1),
    extra={"venue": "TOOLS", "tags": {"track": ["short"]}},
)
MINIMAL = {"abstract": "It needs half of the memory."}

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
objects = st.fixed_dictionaries({"title": texts, "abstract": texts.filter(bool), "note": texts})


def jsonl(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def table(rows: list[dict[str, str]], delimiter: str, line_end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def test_all_fields_of_an_object_are_read(parse: Callable[..., Any]) -> None:
    outcome = parse(jsonl(FULL))
    assert outcome.papers == [EXPECTED]
    assert outcome.problems == []


def test_an_abstract_is_enough(parse: Callable[..., Any]) -> None:
    (paper,) = parse(jsonl(MINIMAL)).papers
    assert paper == Paper(
        id=paper_id("", MINIMAL["abstract"]),
        title="",
        abstract=MINIMAL["abstract"],
        source=Source(path="-", format="jsonl", line=1),
    )


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("id", 2401, {"id": "2401"}),
        ("date", "Feb 12", {"date": None, "date_text": "Feb 12"}),
        ("date", "spring 2024", {"date": None, "date_text": "spring 2024"}),
        ("authors", "Ada Byron, Grace Murray", {"authors": ("Ada Byron", "Grace Murray"), "n_authors": 2}),
        ("authors", "Byron, A.; Murray, G.", {"authors": ("Byron, A.", "Murray, G."), "n_authors": 2}),
        ("authors", [], {"authors": (), "n_authors": None}),
        ("n_authors", 7, {"authors": (), "n_authors": 7}),
        ("upvotes", 0, {"upvotes": 0}),
        ("url", None, {"url": None, "extra": {}}),
        ("venue", None, {"extra": {"venue": None}}),
    ],
)
def test_a_field_is_read_as_it_may_be_written(
    parse: Callable[..., Any], field: str, value: Any, expected: dict[str, Any]
) -> None:
    outcome = parse(jsonl({**MINIMAL, field: value}))
    assert outcome.problems == []
    (paper,) = outcome.papers
    assert {name: getattr(paper, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", 1.5), ("id", True), ("date", 2024), ("authors", [1]), ("n_authors", -1), ("upvotes", "many"), ("url", [])],
)
def test_a_value_that_makes_no_sense_is_reported_and_kept_in_extra(
    parse: Callable[..., Any], field: str, value: Any
) -> None:
    outcome = parse(jsonl(MINIMAL, {**MINIMAL, field: value}))
    assert len(outcome.papers) == 2
    assert outcome.papers[1].extra == {field: value}
    (problem,) = outcome.problems
    assert (problem.kind, problem.line, problem.skipped) == ("invalid-field", 2, False)
    assert field in problem.message


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('{"title": "Half a line', "invalid-json"),
        ("not json", "invalid-json"),
        ('{"abstract": NaN}', "invalid-json"),
        (r'{"abstract": "\ud800"}', "invalid-json"),
        ("[1, 2]", "invalid-record"),
        ('"text"', "invalid-record"),
        ('{"title": "Alone"}', "missing-field"),
        ('{"title": "Blank", "abstract": ""}', "missing-field"),
        ('{"abstract": 5}', "invalid-field"),
        ('{"title": ["a"], "abstract": "b"}', "invalid-field"),
    ],
)
def test_a_bad_line_is_named_and_the_lines_beside_it_are_read(parse: Callable[..., Any], line: str, kind: str) -> None:
    outcome = parse(f"{jsonl(FULL)}{line}\n\n{jsonl(MINIMAL)}", path="in/papers.jsonl")
    assert [paper.source.line for paper in outcome.papers] == [1, 4]
    assert outcome.kinds == [(kind, 2)]
    (problem,) = outcome.problems
    assert problem.path == "in/papers.jsonl"
    assert problem.skipped
    assert problem.remedy


def test_the_paper_of_a_record_is_read_as_it_was(parse: Callable[..., Any]) -> None:
    source = Source(path="page.txt", format="hf-listing-line", line=7)
    record = PaperRecord(paper=EXPECTED.model_copy(update={"source": source}))
    outcome = parse(record.model_dump_json() + "\n", path="records.jsonl")
    assert outcome.papers == [record.paper]


def test_a_record_of_another_version_is_refused(parse: Callable[..., Any]) -> None:
    record = PaperRecord(paper=EXPECTED).model_dump(mode="json")
    outcome = parse(jsonl({**record, "schema_version": "2"}, record))
    assert len(outcome.papers) == 1
    assert outcome.kinds == [("unsupported-version", 1)]
    assert "'2'" in outcome.problems[0].message


def test_a_record_with_a_broken_paper_is_refused(parse: Callable[..., Any]) -> None:
    record = PaperRecord(paper=EXPECTED).model_dump(mode="json")
    del record["paper"]["source"]
    outcome = parse(jsonl(record))
    assert outcome.kinds == [("invalid-record", 1)]
    assert "paper.source" in outcome.problems[0].message


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_is_read_with_the_line_of_each_element(parse: Callable[..., Any], indent: int | None) -> None:
    text = json.dumps([FULL, MINIMAL], indent=indent)
    outcome = parse(text)
    assert outcome.problems == []
    assert outcome.papers[0] == EXPECTED.model_copy(
        update={"source": Source(path="-", format="json", line=2 if indent else 1)}
    )
    lines = text.split("\n")
    assert lines[outcome.papers[1].source.line - 1].lstrip(" [").startswith("{")


def test_a_single_object_over_several_lines_is_json(parse: Callable[..., Any]) -> None:
    (paper,) = parse(json.dumps(FULL, indent=2)).papers
    assert (paper.id, paper.source.format) == ("tool-1", "json")


@pytest.mark.parametrize("rest", ["", ",", ', {"abstract": ', "}", "] more"])
def test_an_array_that_breaks_off_gives_what_is_before(parse: Callable[..., Any], rest: str) -> None:
    outcome = parse(f"[{json.dumps(FULL)},\n{json.dumps(MINIMAL)}\n{rest}")
    assert len(outcome.papers) == 2
    assert outcome.kinds == [("invalid-json", 3)]


def test_an_element_that_is_no_object_is_named(parse: Callable[..., Any]) -> None:
    outcome = parse(json.dumps([FULL, "text", MINIMAL], indent=1), path="papers.json")
    assert len(outcome.papers) == 2
    assert [kind for kind, _ in outcome.kinds] == ["invalid-record"]


def test_nesting_without_end_is_a_problem(parse: Callable[..., Any]) -> None:
    outcome = parse(f'[{{"abstract": {"[" * 200_000}', path="papers.json")
    assert [kind for kind, _ in outcome.kinds] == ["invalid-json"]


@given(st.lists(objects, min_size=1, max_size=5), st.sampled_from([("csv", ","), ("tsv", "\t")]))
def test_tables_are_read_back(parse: Callable[..., Any], rows: list[dict[str, str]], kind: tuple[str, str]) -> None:
    name, delimiter = kind
    outcome = parse(table(rows, delimiter), path=f"papers.{name}")
    assert outcome.problems == []
    assert [{"title": p.title, "abstract": p.abstract, **p.extra} for p in outcome.papers] == rows
    assert {paper.source.format for paper in outcome.papers} == {name}


@given(st.lists(objects, min_size=1, max_size=5))
def test_json_lines_are_read_back(parse: Callable[..., Any], rows: list[dict[str, str]]) -> None:
    outcome = parse(jsonl(*rows))
    assert outcome.problems == []
    assert [{"title": p.title, "abstract": p.abstract, **p.extra} for p in outcome.papers] == rows


@pytest.mark.parametrize(("delimiter", "name"), [(",", "csv"), ("\t", "tsv")])
def test_a_table_is_recognized_by_its_header(parse: Callable[..., Any], delimiter: str, name: str) -> None:
    row = {"id": "7", "abstract": 'It says "3x",\nand more.', "upvotes": "12", "date": "", "venue": ""}
    (paper,) = parse(table([row], delimiter)).papers
    assert (paper.id, paper.abstract, paper.upvotes, paper.date_text) == ("7", row["abstract"], 12, None)
    assert paper.extra == {"venue": ""}
    assert paper.source == Source(path="-", format=name, line=2)


def test_rows_name_the_line_on_which_they_begin(parse: Callable[..., Any]) -> None:
    outcome = parse('title,abstract\nA,"one\ntwo"\n\nB,three\n')
    assert [paper.source.line for paper in outcome.papers] == [2, 5]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("C,too,many", "invalid-record"),
        ("only a title", "missing-field"),
        ('"open,then "closed" here', "invalid-record"),
    ],
)
def test_a_bad_row_is_named_and_the_rows_beside_it_are_read(parse: Callable[..., Any], row: str, kind: str) -> None:
    outcome = parse(f"title,abstract\nA,first\n{row}\nB,second\n")
    assert outcome.texts == [("A", "first"), ("B", "second")]
    assert outcome.kinds == [(kind, 3)]


def test_a_quote_that_is_never_closed_is_named_where_it_opens(parse: Callable[..., Any]) -> None:
    outcome = parse('title,abstract\nA,first\nB,"second\nC,third\n')
    assert outcome.texts == [("A", "first")]
    assert outcome.kinds == [("invalid-record", 3)]
    assert "lines 3 to 4" in outcome.problems[0].message


def test_a_table_without_the_column_is_named(parse: Callable[..., Any]) -> None:
    outcome = parse("name,summary\nA,first\n", path="papers.csv")
    assert outcome.kinds == [("missing-field", 1)]
    assert "name, summary" in outcome.problems[0].message


def test_paragraphs_of_plain_text_are_abstracts(parse: Callable[..., Any]) -> None:
    outcome = parse("\n  We are three\n  times faster.\n\n\nThey use half the memory.")
    assert outcome.texts == [("", "We are three times faster."), ("", "They use half the memory.")]
    assert [paper.source.line for paper in outcome.papers] == [2, 6]
    assert {paper.source.format for paper in outcome.papers} == {"text"}


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>A page as a browser stores it.</body></html>",
        "0.1 0.2 0.3\n0.4 0.5 0.6\n",
        "%!PS-Adobe-3.0",
        "word",
        "Daily Papers\n\nSubscribe\n\nLoading ...",
        "Home\nAbout us\nLog in\n\nTop stories\n\nPrivacy policy · Terms",
    ],
)
def test_a_text_in_no_known_format_is_said_to_be_so(parse: Callable[..., Any], text: str) -> None:
    outcome = parse(text)
    assert outcome.papers == []
    assert outcome.kinds == [("unknown-format", None)]
    assert all(name in outcome.problems[0].remedy for name in FORMATS)


def test_the_format_can_be_named(parse: Callable[..., Any]) -> None:
    assert parse('{"abstract": "not read as such"}', format="text").texts == [("", '{"abstract": "not read as such"}')]


def test_a_format_that_does_not_exist_is_refused_at_once(parse: Callable[..., Any]) -> None:
    with pytest.raises(UsageError, match=r"'yaml'.*jsonl"):
        parse("text", format="yaml")
