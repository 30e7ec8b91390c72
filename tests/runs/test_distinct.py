"""Papers with one id are one paper; equal titles under several ids are reported."""

from claimboard.runs.distinct import Duplicate, distinct_papers
from claimboard.schemas import Paper, Source, paper_id
from hypothesis import given
from hypothesis import strategies as st


def paper(own_id=None, title="A Title", abstract="Text.", line=1):
    source = Source(path="papers.jsonl", format="jsonl", line=line)
    return Paper(id=own_id or paper_id(title, abstract), title=title, abstract=abstract, source=source)


def run(papers):
    duplicates, equal_titles = [], []
    kept = list(
        distinct_papers(
            papers,
            on_duplicate=duplicates.append,
            on_equal_title=lambda title, first, later: equal_titles.append((title, first, later)),
        )
    )
    return kept, duplicates, equal_titles


def test_the_first_of_equal_ids_is_kept():
    first, same, other = paper("a", line=1), paper("a", line=2), paper("a", abstract="Other text.", line=3)
    kept, duplicates, _ = run([first, same, other])
    assert kept == [first]
    assert duplicates == [
        Duplicate(id="a", source=same.source, abstract_differs=False),
        Duplicate(id="a", source=other.source, abstract_differs=True),
    ]


def test_papers_without_an_own_id_are_one_by_title():
    kept, duplicates, equal_titles = run([paper(title="On X: A Study"), paper(title="ON X - A STUDY", abstract="B.")])
    assert len(kept) == len(duplicates) == 1
    assert equal_titles == []


def test_equal_titles_under_different_ids_stay_apart_and_are_reported():
    kept, duplicates, equal_titles = run([paper("a"), paper("b", title="a title"), paper("c", title="Other")])
    assert [paper.id for paper in kept] == ["a", "b", "c"]
    assert duplicates == []
    assert equal_titles == [("a title", "a", "b")]


def test_papers_without_title_share_none():
    *_, equal_titles = run([paper("a", title=""), paper("b", title=""), paper("c", title="?!")])
    assert equal_titles == []


@given(st.lists(st.sampled_from("abcdef")))
def test_ids_are_kept_once_in_order_and_nothing_is_lost(ids):
    kept, duplicates, _ = run([paper(own_id) for own_id in ids])
    assert [paper.id for paper in kept] == list(dict.fromkeys(ids))
    assert len(kept) + len(duplicates) == len(ids)
