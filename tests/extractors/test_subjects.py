"""Whose number it is: what the rule and the features of subjects see, without the fitted model."""

import pytest
from claimboard.extractors.clause_subjects import whose_features
from claimboard.extractors.construction_rules import subject_by_rule
from claimboard.extractors.document import lay_out
from claimboard.extractors.quantities import find_quantities
from claimboard.extractors.result_sentence import ResultSentence, read_sentences


def sentences(abstract: str) -> list[ResultSentence]:
    document = lay_out("", abstract)
    return read_sentences(document, find_quantities(document), [])


def features(abstract: str, quantity: int = 0) -> list[str]:
    return whose_features(sentences(abstract)[-1], quantity, "absolute")


@pytest.mark.parametrize(
    ("text", "quantity", "rule"),
    [
        ("It is more accurate than the 81.3% of the old one.", 0, "behind_comparison"),
        ("The latency is 3 ms compared to 8 ms before.", 1, "behind_comparison"),
    ],
)
def test_a_level_behind_a_comparing_word_is_the_rivals(text: str, quantity: int, rule: str | None) -> None:
    found = subject_by_rule(sentences(text)[0], quantity, "absolute")
    assert (found and found[1]) == rule


@pytest.mark.parametrize(
    ("abstract", "introduced"),
    [
        ("Known systems reach 71% recall.", True),
        ("Known systems reach 71% recall. We do better.", False),
        ("Known systems fail. We reach 71% recall.", True),
        ("Many fail. In this paper, it is shown that one fails. The recall is 71%.", True),
    ],
)
def test_a_text_begins_to_speak_of_its_own_work(abstract: str, introduced: bool) -> None:
    assert f"introduced={introduced}|absolute" in features(abstract)


def test_the_words_that_say_whose_number_follows() -> None:
    assert "naming=previously|absolute" in features("It runs at 3 ms where previously it ran at 8 ms.", 1)
    assert "naming=none|absolute" in features("It runs at 3 ms.")


def test_a_relative_clause_on_what_is_compared_with() -> None:
    assert "relative=that|True|absolute" in features("It does better than methods that use 8 GB of memory.")
    assert "relative=that|False|absolute" in features("It is a method that uses 8 GB of memory.")
