"""Noun phrases beside a number, found without a tagger.

A noun phrase is the longest run of words, at most `MOST`, that holds none of the words that end one: determiners,
prepositions, verbs of results, adverbs of degree. That is enough for the short phrases that name what is measured.
"""

from collections.abc import Sequence
from typing import Final

from .change_words import CHANGE_VERBS
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
    towards toward near what how why whether""".split()
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
    period delay duration lifetime capability displacement thickness depth amplitude acceleration strain stress
    stroke payload mass inertia viscosity wavelength slope angle lag offset tolerance repeatability lifespan
    durability thrust lift momentum curvature roughness brightness contrast luminance intensity sensitivity
    specificity utility usability availability reliability compliance realism naturalness readability
    informativeness factuality completeness coverage novelty originality agreement confidence calibration
    generalization scalability throughput latency workload activity rating ranking quantity amount budget revenue
    profit price tokens queries iterations epochs rounds parameters layers distortion artifacts misalignment
    discrepancy difference disparity variance mismatch overhead jitter complexity cardinality makespan clearance
    rigidity elasticity hardness friction conductivity responsiveness engagement retention occupancy adoption
    acceptance participation attendance survival mortality severity prevalence incidence""".split()
)
"""Nouns that head the names of measures."""

NOUNS_AND_VERBS: Final = frozenset(
    """score scores speed speeds drop drops gain gains range ranges cost costs use need needs cut cuts boost run runs
    result results lead set sets keep""".split()
)
"""Words that are a noun behind a determiner or another noun, and a verb elsewhere."""

_BEFORE_NOUNS: Final = frozenset("a an the its their our this that these those any no".split()) | DEGREE_WORDS
_STOPS: Final = FUNCTION_WORDS | RESULT_VERBS
_LINKS: Final = frozenset(
    "of by to is was at are from in a an the up as high low only about around over than nearly more less equals".split()
)
_CLAUSE_OPENERS: Final = frozenset({"that", ";", ":", ",", "and", "while", "whereas", "but"})
_INTO: Final = frozenset({"in", "on", "for", "of"})
_PRONOUNS: Final = frozenset("we it they which this our results experiments".split())
REACH: Final = 14
"""Symbols within which a phrase that governs a number, or that it is a part of, is looked for."""

Span = tuple[int, int]


def noun_phrase_before(symbols: Sequence[Symbol], at: int) -> Span | None:
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


def noun_phrase_after(symbols: Sequence[Symbol], at: int) -> Span | None:
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
    return noun_phrase_from(symbols, start)


def noun_phrase_from(symbols: Sequence[Symbol], start: int) -> Span | None:
    """Return the noun phrase that begins at a symbol, determiners left out."""
    size = len(symbols)
    while start < size and symbols[start].text in ("the", "a", "an", "its", "their", "our", "total", "overall", "all"):
        start += 1
    end = start
    while end < size and end - start < MOST + 1 and _inside(symbols, end):
        end += 1
    while end > start and symbols[end - 1].text in CHANGE_NOUNS:
        end -= 1
    return _trim(symbols, start, end)


def noun_phrase_governed(symbols: Sequence[Symbol], at: int) -> Span | None:
    """Return the object of the verb of change that governs a number: "improves *durability* of A and B by N"."""
    for index in range(at - 1, max(-1, at - REACH), -1):
        if symbols[index].kind == "quantity":
            return None
        if symbols[index].text in CHANGE_VERBS:
            return noun_phrase_from(symbols, index + 1)
    return None


def noun_phrase_subject(symbols: Sequence[Symbol], at: int) -> Span | None:
    """Return the noun phrase that opens the clause of a number: "*Settling time* with B is N shorter"."""
    for index in range(at - 2, -2, -1):
        if index < 0 or symbols[index].text in _CLAUSE_OPENERS:
            span = noun_phrase_from(symbols, index + 1)
            if span is not None and span[1] < at and symbols[span[0]].text not in _PRONOUNS:
                return span
    return None


def noun_phrase_within(symbols: Sequence[Symbol], at: int) -> Span | None:
    """Return the phrase in whose terms a number is told: "by N over B in terms of *steady progression*"."""
    for index in range(at + 1, min(len(symbols) - 1, at + REACH)):
        text = symbols[index].text
        if symbols[index].kind == "quantity" or text in ";:":
            return None
        if text == "terms" and symbols[index + 1].text == "of":
            return noun_phrase_from(symbols, index + 2)
        if text in _INTO and index > at + 1 and symbols[index + 1].text != "terms":
            span = noun_phrase_from(symbols, index + 1)
            if span is not None and symbols[span[1] - 1].kind == "word":
                return span
    return None


def headed_phrases(symbols: Sequence[Symbol], text: str) -> list[Span]:
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


def compounds(symbols: Sequence[Symbol]) -> list[Span]:
    """Return the nouns of measure that "of" and a bare noun complete: "cost of transport", "number of regions"."""
    found = []
    for index in range(1, len(symbols) - 1):
        before, after = symbols[index - 1], symbols[index + 1]
        if symbols[index].text != "of" or after.kind not in ("word", "metric") or not _inside(symbols, index + 1):
            continue
        if before.kind == "metric" or {before.text, before.text.rstrip("s")} & METRIC_HEADS:
            end = index + 2
            while end < len(symbols) and end - index <= 3 and _inside(symbols, end):
                end += 1
            found.append((index - 1, end))
    return found


def _inside(symbols: Sequence[Symbol], index: int) -> bool:
    symbol = symbols[index]
    if symbol.kind == "mark":
        return symbol.text in "-@'’"
    if symbol.text in NOUNS_AND_VERBS:
        before = symbols[index - 1] if index else None
        following = symbols[index + 1].text if index + 1 < len(symbols) else ""
        leads = before is not None and (before.text in _BEFORE_NOUNS or before.kind == "metric")
        return leads or following in ("of", "up") or (before is not None and before.text == "at")
    return symbol.kind in ("word", "entity", "metric") and symbol.text not in _STOPS and not _is_adverb(symbol.text)


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and not word.endswith(("family", "assembly", "anomaly", "supply", "fly", "reply"))


def _trim(symbols: Sequence[Symbol], start: int, end: int) -> Span | None:
    """Cut marks and qualifying words off; a phrase that ends in a metric of the taxonomy is that metric's."""
    while start < end and (symbols[start].kind == "mark" or symbols[start].text in DEGREE_WORDS):
        start += 1
    while start < end and symbols[end - 1].kind == "mark":
        end -= 1
    return (start, end) if start < end else None
