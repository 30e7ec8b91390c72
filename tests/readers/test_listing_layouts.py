"""Pages in every layout, written from generated papers and read back."""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

HEADER = ["new", "Get trending papers in your email inbox!", "Subscribe", "Daily Papers"]
HEADER += ["byAK and the research community", "Dec 18"]

TITLES = [
    "Cheap Pruning of Convolutional Networks",
    "TinyBeam: Fast Decoding on Phones",
    "Do Sparse Networks Forget Less?",
    "Adaptive Cooling for Data Centers via Reinforcement Learning",
    "SplitFold: Partial Offloading of Transformers to Edge Servers",
    "On the Limits of Four-Bit Training",
    "Barnacle and Limpet: Two Complementary Schedulers for Sharing the Accelerators of a Heterogeneous Edge Cluster "
    "among Many Small Neural Networks with Hard Deadlines",
    "How Many Sensors Does a Greenhouse Need? A Comparative Study of Sparse Placement Strategies for Forecasting "
    "Temperature, Humidity and Light under Changing Weather Conditions",
]
ABSTRACTS = [
    "We prune filters that a small probe never looks at, which halves the latency on a phone.",
    "This paper presents a decoder that needs 40% less energy. Code: https://github.com/lab/tiny.",
    "Large models are costly to serve. In this work, we offload half of the layers and gain 1.8x.",
    "In this paper, we study how sparse networks forget. It takes 4 authors · to agree on 2 of 3 points.",
]


class Listed(NamedTuple):
    title: str
    abstract: str
    n_authors: int | None = None
    date_text: str | None = None
    comments: int | None = None
    upvotes: int | None = None

    @property
    def footer(self) -> str:
        noun = "author" if self.n_authors == 1 else "authors"
        comments = f" {self.comments}" if self.comments is not None else ""
        return f"{self.n_authors} {noun} · {self.date_text}{comments}"


def is_title_of_a_paper(text: str) -> bool:
    return bool(text) and text == text.strip(" \t") and text not in HEADER and not text.startswith("Subscribe")


def lines_of_text(max_size: int) -> st.SearchStrategy[str]:
    alphabet = st.characters(codec="utf-8", exclude_characters="\r\n·")
    return st.text(alphabet, min_size=1, max_size=max_size).filter(is_title_of_a_paper)


dates = st.dates(datetime.date(2012, 1, 1), datetime.date(2025, 12, 31))
date_texts = st.builds(
    lambda date, with_year: f"{date:%b} {date.day}" + f", {date.year}" * with_year, dates, st.booleans()
)
titles = lines_of_text(290)
abstracts = lines_of_text(80) | st.builds(lambda text: text + " and so on" * 40, lines_of_text(80))
none = st.none()
without_footer = st.builds(Listed, titles, abstracts, none, none, none, none)
with_footer = st.builds(Listed, titles, abstracts, st.integers(1, 40), date_texts, none | st.integers(0, 99), none)
line_ends = st.sampled_from(["\n", "\r\n"])


def block_page(papers: list[Listed], header: bool = True) -> list[str]:
    lines = [line for text in HEADER for line in (text, "")] if header else []
    for paper in papers:
        lines += [paper.title, "", paper.abstract, ""]
        if paper.n_authors is not None:
            authors, _, date = paper.footer.partition(" · ")
            lines += [f"  • {authors}", "·", date, ""]
    return lines


def expect(outcome: Any, papers: list[Listed], layout: str) -> None:
    assert outcome.problems == []
    assert [
        Listed(p.title, p.abstract, p.n_authors, p.date_text, p.extra.get("comments"), p.upvotes)
        for p in outcome.papers
    ] == papers
    assert {p.source.format for p in outcome.papers} <= {layout}


@given(st.lists(without_footer | with_footer, min_size=1, max_size=6), line_ends, st.booleans())
def test_block_pages_are_read_back(
    parse: Callable[..., Any], papers: list[Listed], line_end: str, final_line_end: bool
) -> None:
    lines = block_page(papers)
    while not lines[-1]:
        lines.pop()
    page = line_end.join(lines) + line_end * final_line_end
    outcome = parse(page)
    expect(outcome, papers, "hf-listing-blocks")
    for paper in outcome.papers:
        assert paper.source.line is not None
        assert lines[paper.source.line - 1] == paper.title


@given(st.lists(with_footer, min_size=1, max_size=4))
def test_footers_tell_a_block_page_without_header(parse: Callable[..., Any], papers: list[Listed]) -> None:
    page = "\n".join(block_page(papers, header=False))
    expect(parse(page, format="hf-listing-blocks"), papers, "hf-listing-blocks")


@given(st.lists(without_footer, min_size=1, max_size=6), line_ends, st.booleans())
def test_plain_pages_are_read_back(
    parse: Callable[..., Any], papers: list[Listed], line_end: str, final_line_end: bool
) -> None:
    texts = [text for paper in papers for text in (paper.title, paper.abstract)]
    lines = [HEADER[1], "Subscribe" + texts[0], *texts[1:]]
    page = line_end.join(lines) + line_end * final_line_end
    outcome = parse(page)
    expect(outcome, papers, "hf-listing-plain")
    assert [paper.source.line for paper in outcome.papers] == [2 + 2 * i for i in range(len(papers))]


@given(
    st.lists(
        st.builds(
            Listed,
            st.sampled_from(TITLES),
            st.sampled_from(ABSTRACTS),
            st.integers(1, 40),
            date_texts,
            st.none() | st.integers(0, 99),
            st.none() | st.integers(0, 500),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sets(st.integers(0, 5)),
    line_ends,
    st.booleans(),
)
def test_line_pages_are_read_back(
    parse: Callable[..., Any], papers: list[Listed], bare: set[int], line_end: str, final_line_end: bool
) -> None:
    papers = [
        paper._replace(n_authors=None, date_text=None, comments=None) if i in bare else paper
        for i, paper in enumerate(papers)
    ]
    lines = []
    for paper in papers:
        votes = "-" if paper.upvotes is None else paper.upvotes
        footer = "" if paper.n_authors is None else f" {paper.footer}"
        lines.append(f"{votes} {paper.title} {paper.abstract}{footer}")
    page = line_end.join(lines) + line_end * final_line_end
    expect(parse(page, format="hf-listing-line"), papers, "hf-listing-line")


def test_a_line_page_is_recognized(parse: Callable[..., Any]) -> None:
    papers = [Listed(TITLES[0], ABSTRACTS[0], 3, "Feb 2, 2024", None, 7), Listed(TITLES[1], ABSTRACTS[1], 1, "Jan 9")]
    page = f"7 {TITLES[0]} {ABSTRACTS[0]} {papers[0].footer}\n- {TITLES[1]} {ABSTRACTS[1]} {papers[1].footer}"
    outcome = parse(page, saved_on=datetime.date(2025, 1, 8))
    expect(outcome, papers, "hf-listing-line")
    assert [paper.date for paper in outcome.papers] == [datetime.date(2024, 2, 2), datetime.date(2024, 1, 9)]


def test_a_plain_page_without_header_is_recognized(parse: Callable[..., Any]) -> None:
    abstract = " ".join(ABSTRACTS * 2)
    outcome = parse(f"{TITLES[0]}\n{abstract}\n{TITLES[1]}\n{abstract}\n")
    expect(outcome, [Listed(TITLES[0], abstract), Listed(TITLES[1], abstract)], "hf-listing-plain")


def test_a_block_page_without_header_and_footers_is_recognized(parse: Callable[..., Any]) -> None:
    abstract = " ".join(ABSTRACTS * 2)
    outcome = parse(f"{TITLES[0]}\n\n{abstract}\n\n{TITLES[1]}\n\n{abstract}\n")
    expect(outcome, [Listed(TITLES[0], abstract), Listed(TITLES[1], abstract)], "hf-listing-blocks")


def test_abstracts_without_titles_are_no_block_page(parse: Callable[..., Any]) -> None:
    outcome = parse("\n\n".join([" ".join(ABSTRACTS * 2)] * 3))
    assert [paper.source.format for paper in outcome.papers] == ["text"] * 3


def test_a_wrapped_abstract_is_no_plain_page(parse: Callable[..., Any]) -> None:
    outcome = parse("\n".join(ABSTRACTS))
    assert [paper.source.format for paper in outcome.papers] == ["text"]


def test_a_footer_may_stand_right_below_its_abstract(parse: Callable[..., Any]) -> None:
    outcome = parse(f"{TITLES[0]}\n\n{ABSTRACTS[0]}\n  • 1 author\n·\nFeb 2\n\n{TITLES[1]}\n\n{ABSTRACTS[1]}\n")
    expect(outcome, [Listed(TITLES[0], ABSTRACTS[0], 1, "Feb 2"), Listed(TITLES[1], ABSTRACTS[1])], "hf-listing-blocks")


def test_a_second_paragraph_stays_with_its_abstract(parse: Callable[..., Any]) -> None:
    paragraph = " ".join(ABSTRACTS)
    page = "\n\n".join([*HEADER, TITLES[0], ABSTRACTS[0], paragraph, TITLES[1], ABSTRACTS[1]])
    expected = [Listed(TITLES[0], f"{ABSTRACTS[0]}\n\n{paragraph}"), Listed(TITLES[1], ABSTRACTS[1])]
    expect(parse(page), expected, "hf-listing-blocks")


@pytest.mark.parametrize("joiner", ["\n", "\n\n"])
def test_a_title_without_abstract_is_reported_and_the_rest_read(parse: Callable[..., Any], joiner: str) -> None:
    long = " ".join(ABSTRACTS)
    page = joiner.join([*HEADER, TITLES[0], TITLES[1], long, TITLES[2], ABSTRACTS[2], TITLES[3]])
    outcome = parse(page)
    assert outcome.texts == [(TITLES[1], long), (TITLES[2], ABSTRACTS[2])]
    lines = page.split("\n")
    assert outcome.kinds == [
        ("missing-field", lines.index(TITLES[0]) + 1),
        ("missing-field", lines.index(TITLES[3]) + 1),
    ]
    assert TITLES[0] in outcome.problems[0].message


def test_an_abstract_without_title_is_kept_with_a_warning(parse: Callable[..., Any]) -> None:
    long = " ".join(ABSTRACTS)
    outcome = parse("\n\n".join([*HEADER, long, TITLES[0], ABSTRACTS[0]]))
    assert outcome.texts == [("", long), (TITLES[0], ABSTRACTS[0])]
    assert [(problem.kind, problem.skipped) for problem in outcome.problems] == [("missing-field", False)]
    assert outcome.papers[0].id.startswith("abstract:")


def test_a_footer_without_paper_is_reported(parse: Callable[..., Any]) -> None:
    papers = [Listed(TITLES[0], ABSTRACTS[0], 3, "Feb 2"), Listed(TITLES[1], ABSTRACTS[1], 2, "Feb 1")]
    lines = [line for line in block_page(papers) if line != TITLES[1]]
    outcome = parse("\n".join(lines))
    assert outcome.texts == [(TITLES[0], ABSTRACTS[0])]
    assert outcome.kinds == [("fewer-papers", lines.index("  • 2 authors") + 1)]


def test_two_papers_on_one_line_are_reported(parse: Callable[..., Any]) -> None:
    glued = " ".join(f"- {title} {ABSTRACTS[0]} 3 authors · Feb 2, 2024" for title in TITLES[:2])
    good = f"4 {TITLES[2]} {ABSTRACTS[1]} 3 authors · Feb 2, 2024"
    outcome = parse(f"{good}\n{glued}\n{good}")
    assert outcome.texts == [(TITLES[2], ABSTRACTS[1])] * 2
    assert outcome.kinds == [("fewer-papers", 2)]


def test_a_line_that_is_no_paper_is_reported(parse: Callable[..., Any]) -> None:
    good = f"4 {TITLES[2]} {ABSTRACTS[1]} 3 authors · Feb 2, 2024"
    outcome = parse(f"{good}\n{good}\nLoad more papers\n12\n")
    assert len(outcome.papers) == 2
    assert outcome.kinds == [("invalid-record", 3), ("invalid-record", 4)]


def test_a_page_with_nothing_below_its_header_is_empty(parse: Callable[..., Any]) -> None:
    outcome = parse("\n\n".join(HEADER))
    assert outcome.papers == []
    assert outcome.kinds == [("empty-input", None)]


def test_the_first_title_may_begin_like_the_header(parse: Callable[..., Any]) -> None:
    page = "\n\n".join([*HEADER, "Subscriber Churn in Games", ABSTRACTS[0]])
    assert parse(page).texts == [("Subscriber Churn in Games", ABSTRACTS[0])]
