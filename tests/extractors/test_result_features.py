"""What the model of results sees of a number's sentence."""

import pytest
from claimboard.extractors.document import lay_out
from claimboard.extractors.quantities import find_quantities
from claimboard.extractors.result_features import governing_features, topic_features
from claimboard.extractors.result_sentence import ResultSentence, read_sentences


def sentence(text: str) -> ResultSentence:
    document = lay_out("", text)
    return read_sentences(document, find_quantities(document), [])[0]


@pytest.mark.parametrize(
    ("text", "preposition"),
    [
        ("It works for ranges of about 30 m in rain.", "of"),
        ("It works with only 5% of the data.", "with"),
        ("It reaches, at best, 5% more.", None),
        ("It reaches 5% more.", None),
    ],
)
def test_the_preposition_before_a_number(text: str, preposition: str | None) -> None:
    found = {f.split("|")[0] for f in governing_features(sentence(text), 0) if f.startswith("prep=")}
    assert found == ({f"prep={preposition}"} if preposition else set())


def test_the_metric_nearest_by_and_the_words_of_the_sentence() -> None:
    features = topic_features(sentence("Our tracker has a latency of 12 ms on it."), 0)
    assert "nearest=latency|B2" in features
    assert "about=tracker|u=time" in features


def test_a_metric_far_away_is_not_near() -> None:
    far = "Its latency, as all of us who have seen it run in the field would say, is about 12 ms."
    assert not any(f.startswith("nearest=") for f in topic_features(sentence(far), 0))
