"""Sentence boundaries and the layout of a text."""

from itertools import pairwise

import pytest
from claimboard.extractors.document import FIELD_BREAK, lay_out
from claimboard.extractors.sentences import sentence_spans
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "sentences",
    [
        ["We build it.", "It works."],
        ["It reaches 95.2% on one set.", "The other is harder."],
        ["Many tools exist, e.g. Alpha and Beta.", "None is fast."],
        ["It beats B w.r.t. latency.", "It is small."],
        ["Miller et al. showed it in Fig. 3 of their work.", "We go on."],
        ["Is it fast?", "Yes!", "(It is.)", "So we ship it."],
        ["It runs at 5.1 ms vs. 9.3 ms before.", "$2\\times$ faster is possible."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text(max_size=400))
def test_sentences_hold_every_character_but_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_the_title_is_a_sentence_of_its_own() -> None:
    document = lay_out("A Title. With a Stop", "The text. It goes on.")
    assert document.text == "A Title. With a Stop" + FIELD_BREAK + "The text. It goes on."
    assert [document.text[s:e] for s, e in document.sentences] == [
        "A Title. With a Stop",
        "The text.",
        "It goes on.",
    ]
    assert document.text[document.body :] == "The text. It goes on."


def test_words_are_numbers_letters_and_single_marks() -> None:
    document = lay_out("", "1.72times on ResNet-50, 1,200 of them")
    assert [w.text for w in document.words] == ["1.72", "times", "on", "ResNet", "-", "50", ",", "1,200", "of", "them"]
    assert all(document.text[w.start : w.end] == w.text for w in document.words)
