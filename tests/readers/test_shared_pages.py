"""The five saved listing pages, read in full. Their texts stay outside the repository."""

import re
from collections import Counter
from pathlib import Path

import pytest
from claimboard.readers import read_papers

# The third page ends 29 entries with a footer and has one more without.
PAPERS = [52, 80, 30, 95, 13]
DISTINCT = 238
LAYOUTS = ["hf-listing-blocks"] * 3 + ["hf-listing-plain", "hf-listing-line"]
HEADER = re.compile(
    r"new|Subscribe|Daily Papers|Get trending papers in your email inbox.*|byAK and the research community"
)
DATE = r"[A-Z][a-z]{2} \d{1,2}(?:, \d{4})?(?: \d+)?"
FOOTER = re.compile(rf"  • \d+ authors|·|{DATE}")
AROUND_A_LINE = re.compile(rf"^(?:\d+|-) | \d+ authors · {DATE}$", re.MULTILINE)


@pytest.fixture
def pages(pages_folder: Path) -> list[Path]:
    return sorted(pages_folder.glob("*.txt"))


def test_every_page_gives_its_papers_without_a_problem(pages: list[Path]) -> None:
    papers = [list(read_papers(page)) for page in pages]
    assert [len(found) for found in papers] == PAPERS
    assert [{paper.source.format for paper in found} for found in papers] == [{layout} for layout in LAYOUTS]
    assert len({paper.id for found in papers for paper in found}) == DISTINCT


def test_titles_and_abstracts_are_all_there_is_on_a_page(pages: list[Path]) -> None:
    """What is on the page besides header and footers is what was read, line by line and nothing else."""
    for page, layout in zip(pages, LAYOUTS, strict=True):
        text = page.read_text(encoding="utf-8")
        papers = list(read_papers(page))
        if layout == "hf-listing-line":
            assert AROUND_A_LINE.sub("", text).split("\n") == [f"{p.title} {p.abstract}" for p in papers]
            continue
        lines = [
            line for line in text.split("\n") if line and not HEADER.fullmatch(line) and not FOOTER.fullmatch(line)
        ]
        if layout == "hf-listing-plain":
            lines[0] = lines[0].removeprefix("Subscribe")
        assert lines == [field for paper in papers for field in (paper.title, paper.abstract)]


def test_papers_begin_on_the_lines_they_name(pages: list[Path]) -> None:
    for page in pages:
        lines = page.read_text(encoding="utf-8").split("\n")
        for paper in read_papers(page):
            assert paper.source.line is not None
            assert paper.title in lines[paper.source.line - 1]


def test_the_one_line_layout_is_split_as_the_other_pages_and_the_texts_show(pages: list[Path]) -> None:
    """Papers that another page lists in blocks have the same title there; the others end at these words."""
    papers = {paper.id: paper for page in pages[:4] for paper in read_papers(page)}
    listed = list(read_papers(pages[4]))
    known = [paper for paper in listed if paper.id in papers]
    assert len(known) == 4
    assert all(paper.abstract == papers[paper.id].abstract for paper in known)
    openings = [paper.abstract.split()[0] for paper in listed]
    assert openings == "This The We Faithfully Deep Deep We The Adversarial The The Quantization The".split()


def test_footers_are_read(pages: list[Path]) -> None:
    footers = [Counter(paper.n_authors is not None for paper in read_papers(page)) for page in pages]
    assert [count[True] for count in footers] == [52, 0, 29, 0, 13]
