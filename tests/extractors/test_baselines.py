"""Phrases that a result may be compared with: found whole, short and as written."""

import pytest
from claimboard.extractors.baseline_phrases import baseline_candidates
from claimboard.extractors.document import lay_out
from claimboard.extractors.quantities import find_quantities
from claimboard.extractors.result_sentence import read_sentences


def phrases(text: str) -> list[tuple[str, str]]:
    document = lay_out("", text)
    (sentence,) = read_sentences(document, find_quantities(document), [])
    return [(candidate.text, candidate.cue) for candidate in baseline_candidates(document, sentence)]


@pytest.mark.parametrize(
    ("text", "cue", "phrase"),
    [
        # compounds stay whole
        ("It outperforms other kernel-based methods by 3%.", "verb-outp", "other kernel-based methods"),
        ("It is 2x faster than from-scratch training.", "than", "from-scratch training"),
        ("It gains 3% over state-of-the-art detectors on A.", "over", "state-of-the-art detectors"),
        # no verb, number or next noun phrase is swallowed
        ("It is faster than gossip while gossip takes 30 ms.", "while", "gossip"),
        ("Compared to manual tuning the planner saves 30% of it.", "compared", "manual tuning"),
        ("It is compared to the former 4% and gains over plain tuning 5% in all.", "over", "plain tuning"),
        ("It gains 4% over the full search and.", "over", "full search"),
        # the head that names what is measured is left off
        ("It exceeds the accuracy of the larger teacher by 2%.", "verb-exce", "larger teacher"),
        ("It improves the mean performance of graph networks by 4%.", "verb-impr", "graph networks"),
        # words that compare
        ("We see improvements on earlier planners of 11%.", "on", "earlier planners"),
        ("It is 10% above the state of the art.", "beyond", "state of the art"),
        ("Unlike beam search, it takes 5 ms.", "instead", "beam search"),
        ("It reaches 91%, whereas random search fails.", "while", "random search"),
        ("It reaches 25 ms, compared to 31 ms for the plain network.", "levelof", "plain network"),
        ("It reaches the same score as an exact solver in 2% of its time.", "as", "exact solver"),
        ("It is 4 times faster than real time.", "than", "real time"),
        ("It is 7 times faster than with the stock kernel.", "than", "stock kernel"),
        ('It is 20% faster than "TinyNet" in all.', "than", "TinyNet"),
        ("It is 20% faster than ``TinyNet'' (12 ms).", "than", "TinyNet"),
        # the name behind a class, and the parts of a coordination
        ("It beats open models such as Plume by 4%.", "example", "Plume"),
        ("It beats the best tabular model, TabOak, by 4%.", "example", "TabOak"),
        ("It gains 5% and 6% over ridge regression and boosting, respectively.", "part0", "ridge regression"),
        ("It gains 5% and 6% over ridge regression and boosting, respectively.", "part1", "boosting"),
        ("It gains 5% and 6% over the ridge, the lasso.", "listed", "lasso"),
        ("It beats the ridge by 3% and the lasso by 18%.", "coordinated", "lasso"),
        ("It gains 3% over LIMA, ORYX and TULA.", "over", "LIMA, ORYX and TULA"),
        # amounts open a phrase and are none of it
        ("It outperforms two strong rivals by 3%.", "verb-outp", "strong rivals"),
        ("It surpasses a number of tuned baselines by 3%.", "verb-surp", "tuned baselines"),
        ("It is 3% better than several earlier planners.", "than", "earlier planners"),
        # an activity holds its object, a phrase what qualifies it
        ("It is 12% cheaper than running the planner every hour.", "than", "running the planner every hour"),
        ("It gains 3% over the planner without lookahead.", "over", "planner without lookahead"),
        ("Compared with planners that need labels, it gains 3%.", "compared", "planners that need labels"),
        ("It keeps 69% compared to 55% without a memory.", "levelof", "without a memory"),
        # names and classes that begin like a number or a measure
        ("It consumes 3% less power than an 8-bit baseline.", "than", "8-bit baseline"),
        ("It is the best among one-stage detectors with 91%.", "among", "one-stage detectors"),
        ("It exceeds the state-of-the-art results by 3%.", "verb-exce", "state-of-the-art results"),
        ("It falls below human performance by nearly 3%.", "beyond", "human performance"),
        ("It gains 3% over the best previously reported planner.", "over", "best previously reported planner"),
        # whose it is: the one of, the same as for, what A needs
        ("It is 3% cheaper than the one of Plume.", "than", "Plume"),
        ("It is 3% cheaper than for Plume at the time of writing.", "than", "Plume"),
        ("It takes 5 ms, the same as for Plume.", "as", "Plume"),
        ("It takes 3 times what Plume needs.", "times", "Plume"),
        # verbs and nouns of comparison
        ("It matches the larger teacher at 3% of its cost.", "verb-matc", "larger teacher"),
        ("It trails full tuning by 3%.", "verb-trai", "full tuning"),
        ("It improves over dropout by 3%.", "verb-impr-on", "dropout"),
        ("A comparison with Plume shows a speedup of 3x.", "compared", "Plume"),
    ],
)
def test_a_phrase_is_found(text: str, cue: str, phrase: str) -> None:
    assert (phrase, cue) in phrases(text)


@pytest.mark.parametrize(
    "text",
    [
        "It grows over the course of 12 months by 3%.",
        "It scales to more than twenty thousands features with 3% loss.",
        "It carries more than less than 4%.",
        "It is better than an, 4%.",
        "It takes 5 ms, while using less memory.",
        "It gains 3% over nearly all.",
    ],
)
def test_what_nothing_is_compared_with_is_no_phrase(text: str) -> None:
    assert phrases(text) == []
