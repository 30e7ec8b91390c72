"""Noun phrases beside a number, found without a tagger.

A noun phrase is the longest run of words, at most `MOST`, that holds none of the words that end one: determiners,
prepositions, verbs of results, adverbs of degree. That is enough for the short phrases that name what is measured.
"""

from collections.abc import Sequence
from typing import Final

from .result_sentence import Symbol

MOST: Final = 4

FUNCTION_WORDS: Final = frozenset(
    """a an the this that these those its their our his her we it they which who whose where when while whereas and or
    but nor as than then also both either each every all any some such no not of in on at to by for from with
    without within into onto over under per via through across between among against during after before about
    around up down out is are was were be been being has have had do does did can could may might will would shall
    should must only just even still yet respectively compared relative respect versus vs there here if because
    since although though however thus hence so more less most least much many few fewer several other another same
    different further additional e.g i.e w r t approx sim above below beyond rather etc using based given when upon
    towards toward near""".split()
)

RESULT_VERBS: Final = frozenset(
    """achieve achieves achieved achieving reach reaches reached reaching obtain obtains obtained obtaining get gets
    getting attain attains attained attaining yield yields yielded yielding show shows showed shown showing
    demonstrate demonstrates demonstrated demonstrating report reports reported reporting provide provides provided
    providing deliver delivers delivered delivering improve improves improved improving increase increases increased
    increasing reduce reduces reduced reducing decrease decreases decreased decreasing lower lowers lowered lowering
    cut cuts cutting save saves saved saving boost boosts boosted boosting enhance enhances enhanced enhancing
    outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds exceeded
    exceeding beat beats beating gain gains gained gaining lose loses lost losing drop drops dropped dropping raise
    raises raised raising speed speeds accelerate accelerates accelerated accelerating require requires required
    requiring need needs needed needing use uses used using consume consumes consumed consuming take takes took
    taking run runs running maintain maintains maintained maintaining retain retains retained retaining preserve
    preserves preserved preserving keep keeps keeping kept make makes making made lead leads leading led result
    results resulting resulted enable enables enabled enabling allow allows allowed allowing find finds found
    observe observes observed offer offers offering offered bring brings bringing brought produce produces producing
    produced remain remains suffer suffers degrade degrades degraded degrading amount amounts amounting range ranges
    ranging equal equals achieve perform performs performed performing come comes go goes going went grow grows
    become becomes became establish establishes establishing set sets setting exhibit exhibits exhibiting score
    scores scored scoring""".split()
)

CHANGE_NOUNS: Final = frozenset(
    """improvement improvements increase increases reduction reductions decrease decreases drop drops gain gains boost
    boosts loss losses saving savings degradation degradations decline declines rise enhancement enhancements
    advantage margin margins change changes difference differences""".split()
)

DEGREE_WORDS: Final = frozenset(
    """higher lower better worse larger smaller greater faster slower shorter longer fewer less more improved reduced
    increased relative absolute average mean median overall total maximum minimum max min significant significantly
    substantial approximately nearly almost roughly new best top state art sota impressive remarkable high low good
    similar comparable competitive corresponding final first second third i.e additional extra""".split()
)
"""Words that qualify a result without naming what is measured."""

OTHER_HEADS: Final = DEGREE_WORDS | FUNCTION_WORDS
"""What is cut from the front of a phrase that names a metric."""

METRIC_HEADS: Final = frozenset(
    """rate score time error length distance ratio quality efficiency cost loss index accuracy speed velocity force
    torque power frequency resolution range capacity consumption usage density size count number deviation
    uncertainty stiffness weight width height diameter radius volume load temperature pressure voltage current noise
    drift overlap similarity diversity fidelity robustness stability smoothness correctness faithfulness relevance
    consistency coherence fluency helpfulness toxicity hallucination bias fairness effort steps step clicks
    collisions collision violations emissions footprint gap regret perplexity likelihood entropy divergence
    probability percentage proportion fraction share preference satisfaction yield gain overshoot bandwidth interval
    period delay duration lifetime capability""".split()
)
"""Nouns that head the names of measures."""

_STOPS: Final = FUNCTION_WORDS | RESULT_VERBS
_LINKS: Final = frozenset(
    "of by to is was at are from in a an the up as high low only about around over than nearly more less equals".split()
)


def noun_phrase_before(symbols: Sequence[Symbol], at: int) -> tuple[int, int] | None:
    """Return the noun phrase that leads to a number: "a *step angle* of N", "reduces *travel distance* by N"."""
    end = at
    while end > 0 and at - end < 5 and (symbols[end - 1].text in _LINKS or symbols[end - 1].text in "(=:~,+-"):
        end -= 1
    while end > 0 and symbols[end - 1].text in CHANGE_NOUNS:
        end -= 1
    start = end
    while start > 0 and end - start < MOST + 1 and _inside(symbols, start - 1):
        start -= 1
    return _trim(symbols, start, end)


def noun_phrase_after(symbols: Sequence[Symbol], at: int) -> tuple[int, int] | None:
    """Return the noun phrase behind a number: "N higher *grasp quality*", "a N reduction in *token usage*"."""
    start = at + 1
    size = len(symbols)
    while start < size and symbols[start].text in DEGREE_WORDS:
        start += 1
    if start < size and symbols[start].text in CHANGE_NOUNS:
        start += 1
        if start < size and symbols[start].text not in ("in", "of", "on", "for", "over"):
            return None
        start += 1
        if [s.text for s in symbols[start : start + 2]] == ["terms", "of"]:
            start += 2
    elif start < size and symbols[start].text == "of":
        start += 1
    while start < size and symbols[start].text in ("the", "a", "an", "its", "their", "our", "total", "overall", "all"):
        start += 1
    end = start
    while end < size and end - start < MOST + 1 and _inside(symbols, end):
        end += 1
    while end > start and symbols[end - 1].text in CHANGE_NOUNS:
        end -= 1
    return _trim(symbols, start, end)


def headed_phrases(symbols: Sequence[Symbol], text: str) -> list[tuple[int, int]]:
    """Return the phrases that end in a noun of measure and qualify it: "settling time", "force tracking error"."""
    found = []
    for index, symbol in enumerate(symbols):
        word = symbol.text if symbol.kind == "word" else text[symbol.start : symbol.end].lower()
        if symbol.kind not in ("word", "metric") or not {word, word.rstrip("s")} & METRIC_HEADS:
            continue
        start = index
        while start > 0 and index - start < MOST - 1 and _inside(symbols, start - 1):
            start -= 1
        span = _trim(symbols, start, index + 1)
        if span is not None and span[1] - span[0] > 1:
            found.append(span)
    return found


def _inside(symbols: Sequence[Symbol], index: int) -> bool:
    symbol = symbols[index]
    if symbol.kind == "mark":
        return symbol.text in "-@'’"
    return symbol.kind in ("word", "entity") and symbol.text not in _STOPS


def _trim(symbols: Sequence[Symbol], start: int, end: int) -> tuple[int, int] | None:
    while start < end and (symbols[start].kind == "mark" or symbols[start].text in DEGREE_WORDS):
        start += 1
    while start < end and symbols[end - 1].kind == "mark":
        end -= 1
    return (start, end) if start < end else None
