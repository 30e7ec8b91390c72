"""Ids are the same for the same paper, everywhere and for good."""

import hashlib

import pytest
from claimboard.schemas import claim_id, paper_id
from hypothesis import assume, given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("title", "abstract", "digits"),
    [
        ("PrismPrune: Spectral Channel Pruning", "ignored", "prismprunespectralchannelpruning"),
        ("  A — B?! ", "", "ab"),
        ("ﬁne-tuning x²", "", "finetuningx2"),
        ("ＦＵＬＬ Ｗidth", "", "fullwidth"),
        ("Straße", "", "strasse"),
        ("Подрезка сетей", "", "подрезкасетей"),
    ],
)
def test_a_title_gives_the_hash_of_its_letters_and_digits(title: str, abstract: str, digits: str) -> None:
    assert paper_id(title, abstract) == "title:" + hashlib.sha256(digits.encode()).hexdigest()[:16]


def test_known_ids_never_change() -> None:
    assert paper_id("BitLadder: Mixed-Precision Quantization without Retraining", "") == "title:462d555be63fde2c"
    assert paper_id("", "An abstract without a title.") == "abstract:f5f130f4938b3ed7"
    assert claim_id("p1", "abstract", 41, 44, "latency", 0) == "0f02d77c035a"


@pytest.mark.parametrize("title", ["", " ", "?!", "—"])
def test_without_a_title_the_abstract_decides(title: str) -> None:
    assert paper_id(title, "Some Abstract.") == paper_id("", "some abstract")
    assert paper_id(title, "Some Abstract.").startswith("abstract:")
    assert paper_id(title, "another") != paper_id(title, "Some Abstract.")


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)), st.text(alphabet=" .,:;-–—?!()'\"", max_size=5))
def test_case_spaces_and_punctuation_do_not_matter(title: str, noise: str) -> None:
    assume(any(c.isalnum() for c in title))
    expected = paper_id(title, "")
    assert paper_id(noise + title + noise, "other abstract") == expected
    assert paper_id(title.casefold(), "") == expected


@given(st.text(), st.text())
def test_any_text_has_an_id(title: str, abstract: str) -> None:
    kind, _, digits = paper_id(title, abstract).partition(":")
    assert kind in ("title", "abstract")
    assert len(digits) == 16


def test_claims_differ_in_each_part_of_their_id() -> None:
    parts = ("p1", "abstract", 41, 44, "latency", 0)
    others = ("p2", "title", 40, 45, "energy", 1)
    ids = {claim_id(*parts)} | {claim_id(*(*parts[:i], others[i], *parts[i + 1 :])) for i in range(len(parts))}
    assert len(ids) == len(parts) + 1
