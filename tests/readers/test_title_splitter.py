import gzip
import json
from pathlib import Path

import pytest
from claimboard.readers import split_title
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Cheap Pruning of Convolutional Networks", "We prune filters that a small probe never looks at."),
        ("TinyBeam: Fast Decoding on Phones", "Beam search is slow on phones because memory is scarce."),
        ("Do Sparse Networks Forget Less?", "Sparse networks are often said to forget less than dense ones."),
        ("A survey of neural audio codecs", "Neural audio codecs have replaced classical ones in many products."),
        ("Learning to Grasp with Deep Networks", "Deep neural networks (DNNs) have become the standard for grasping."),
        ("Robust Control of Legged Robots", "This paper presents a controller for legged robots on ice."),
        ("Graph Networks for Molecules", "Recently, graph neural networks were applied to molecules."),
        ("Quantized Training in Four Bits", "In this work, we train networks in four bits from scratch."),
    ],
)
def test_the_space_between_title_and_abstract_is_found(title: str, abstract: str) -> None:
    assert split_title(f"{title} {abstract}") == len(title)


@pytest.mark.parametrize("line", ["", "word", "Nothing but lower-case words follow here"[:7]])
def test_a_line_without_such_a_space_has_none(line: str) -> None:
    assert split_title(line) is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=600))
def test_the_result_is_a_single_space_inside_the_line(line: str) -> None:
    found = split_title(line)
    if found is not None:
        assert line[found] == " "
        assert 0 < found < len(line) - 1
        assert line[found - 1] != " "
        assert line[found + 1] != " "


def test_nine_in_ten_papers_of_the_corpus_are_split_exactly(corpus_file: Path) -> None:
    with gzip.open(corpus_file, "rt", encoding="utf-8") as file:
        papers = [json.loads(line) for line in file]
    right = sum(split_title(f"{paper['title']} {paper['abstract']}") == len(paper["title"]) for paper in papers)
    assert len(papers) == 20_000
    assert right >= 0.92 * len(papers)
