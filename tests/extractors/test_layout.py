"""Words and sentences by offset, and the short cuts that reading a text takes."""

import pytest
from claimboard.extractors import acronyms, hardware, lexicon, names, quantities, tasks
from claimboard.extractors.document import WORD, lay_out
from claimboard.extractors.lexicon import load_lexicon
from claimboard.extractors.name_cues import TRIGGERS
from claimboard.extractors.quantities import _in_sentence, _next_number, find_quantities
from claimboard.extractors.quantity_patterns import (
    WORD_MULTIPLE,
    WORD_MULTIPLE_PARTS,
    may_hold_word_multiple,
    quantity_pattern,
)
from hypothesis import given
from hypothesis import strategies as st

NUMBER_TEXTS = st.lists(
    st.sampled_from([*"0123456789.,-−$€£~%x ", "US$", "\\$", "sim", "approx", "GB", "±", "ResNet-", " to "]),
    max_size=25,
).map("".join)
NUMBER_WORDS = st.lists(
    st.sampled_from(
        "a an one two two-fold ten times twice half third quarter of the as order orders-of magnitude doubling halves "
        "percent per cent images second day GPU hour 1/8 reaches".split()
    ),
    max_size=8,
).map(" ".join)


ASCII = st.text(alphabet=st.characters(max_codepoint=127), max_size=80)


@given(st.text(max_size=80) | ASCII, st.text(max_size=80) | ASCII)
def test_words_lie_where_they_stand(title: str, abstract: str) -> None:
    document = lay_out(title, abstract)
    text = document.text
    assert [(w.text, w.start, w.end) for w in document.words] == [(m[0], *m.span()) for m in WORD.finditer(text)]
    assert document.lower == [w.text.lower() for w in document.words]
    assert document.marked == [i for i, w in enumerate(document.texts) if w[0].isalnum() and not w.islower()]
    assert document.words[document.slice_between(2, 60)] == [w for w in document.words if 2 <= w.start < 60]


@given(NUMBER_TEXTS)
def test_looking_only_where_numbers_begin_misses_none(text: str) -> None:
    found, expected = _next_number(text, 0, len(text)), quantity_pattern().search(text)
    assert (found and found.span()) == (expected and expected.span())


@given(st.lists(NUMBER_TEXTS | NUMBER_WORDS, max_size=4).map(". The ".join))
def test_sentences_without_a_numeric_word_hold_no_number(text: str) -> None:
    document = lay_out("", text)
    worth_reading = [
        span
        for span in document.sentences
        if quantities._DIGIT.search(text, *span) or quantities._NUMBER_WORD.search(text[slice(*span)].lower())
    ]
    assert find_quantities(document) == [q for span in worth_reading for q in _in_sentence(text, *span)]


@given(NUMBER_WORDS)
def test_every_number_in_words_holds_a_hint(text: str) -> None:
    match = WORD_MULTIPLE.search(text)
    if match:
        assert may_hold_word_multiple(text.lower())
        assert match["share"] or not WORD_MULTIPLE_PARTS.isdisjoint(lay_out("", text).lower)


@given(st.lists(st.sampled_from("A a The the of net Net ( ResNet".split()), max_size=12).map(" ".join))
def test_places_of_words_are_all_their_places(text: str) -> None:
    document = lay_out("", text)
    wanted = frozenset({"a", "net", "(", "absent"})
    assert document.places_of(wanted) == [i for i, word in enumerate(document.words) if word.text.lower() in wanted]


FLAGS = {
    "trigger": (names.TRIGGER, {word.lower() for word in TRIGGERS}.__contains__),
    "bracket": (acronyms._OPENING, "(".__eq__),
    "task": (tasks._HEAD, lambda word: word.lower() in tasks._vocabulary().heads),
    "hardware": (
        hardware._FIRST_WORD,
        lambda word: word.lower() in hardware._schemes() or word.lower() in load_lexicon("hardware").first_words(),
    ),
    "number": (quantities._NUMBER_PART, lambda word: word.lower() in WORD_MULTIPLE_PARTS),
    "datasets": (lexicon._FLAGS["datasets"], lambda word: word.lower() in load_lexicon("datasets").first_words()),
    "architectures": (
        lexicon._FLAGS["architectures"],
        lambda word: word.lower() in load_lexicon("architectures").first_words(),
    ),
}


@pytest.mark.parametrize(("flag", "has_it"), FLAGS.values(), ids=FLAGS)
def test_flags_stand_at_all_words_that_have_them_and_at_no_other(flag: int, has_it) -> None:
    text = "We propose TinyNet (TN) for Image classification on CIFAR-10 with ResNet-50, twice on a GPU."
    document = lay_out("Graph neural networks: detection", text)
    assert document.places(flag) == [i for i, word in enumerate(document.texts) if has_it(word)]
    assert document.places(flag)
