"""What the sentence of a claim says of its number that no field of the record holds.

A record says on which dataset a number holds, not on which part of it, and that a metric is a recall, not at which
cut-off. Both decide what a number may be ranked against, and both stand in the sentence, next to number or metric.
"""

from functools import lru_cache
from typing import Final, NamedTuple

import regex

from ..schemas import Claim

_NEAR: Final = 60
"""Characters on either side of a number within which its sentence qualifies it."""

_PART_OF_A_DATASET: Final = regex.compile(
    r"""
    \b(?:base|frequent|known|large|new|novel|rare|seen|small|tail|target|unknown|unseen)\W{1,3}(?:\w+\W{1,3})?
        (?:categor(?:y|ies)|class(?:es)?|entit(?:y|ies)|identit(?:y|ies)|instances?|objects?|relations?|speakers?)\b
    | \b(?:base|difficult|easy|hard|hardest|medium|moderate|novel|rare|seen|unseen)\W{1,3}(?:(?!data)\w+\W{1,3})?
        (?:cases?|parts?|portions?|sets?|splits?)\b
    | \bsub-?sets?\b
    """,
    regex.IGNORECASE | regex.VERBOSE,
)
_FEW_LABELS: Final = regex.compile(
    r"""
    \b(?:from|given|using|with)\b\W{1,3}(?:(?:as|few|just|little|merely|only|the)\W{1,3}){0,4}
        \d[\d.,]*\s?[kK]?\s?\\?%?\$?\s?(?:of\s)?(?:the\s)?(?:total\s)?(?:training\s)?
        (?:annotations?|data|labell?ed|labels?|training|shots)\b
    """,
    regex.IGNORECASE | regex.VERBOSE,
)
_LIMIT: Final = regex.compile(r"\b(?:upper|lower)[-\s]bounds?\b", regex.IGNORECASE)

_CUT_OFF_METRICS: Final = frozenset(
    {"accuracy", "bleu", "map", "mrr", "ndcg", "pass_at_k", "precision", "recall", "rouge"}
)
_CUT_OFF_INSIDE: Final = regex.compile(
    r"@\s?(?P<k>\d+(?:\.\d+)?)|\b(?:hits?|rank|top|r)[-\s]?(?P<k>\d+)|\b(?:m?ap)(?P<k>\d\d)|\b(?:bleu|rouge)[-\s]?(?P<k>\d|l)\b",
    regex.IGNORECASE,
)
_CUT_OFF_AFTER: Final = regex.compile(
    r"[\s$\\{_]*(?:at\s)?\(?t?(?:iou)?\s?@\s?\$?(?:t?iou\s?=?\s?)?(?P<k>\d*\.?\d+)|-(?P<k>\d\d?|l)\b|\$?_[\s{\\a-z]*?(?P<k>\d\d|[a-z]{3,})\b",
    regex.IGNORECASE,
)
_CUT_OFF_BEFORE: Final = regex.compile(r"\b(?:hits?|rank|top)[-@\s]?(?P<k>\d+)\W$", regex.IGNORECASE)
_AFTER: Final = 24
_BEFORE: Final = 8
_CUSTOMARY: Final = {"bleu": "4"}
"""Cut-off that is meant where none is named."""


class Sentence(NamedTuple):
    """A sentence with the place of a number in it."""

    text: str
    start: int
    end: int


def sentence_of(claim: Claim) -> Sentence:
    """Return the sentence of a claim."""
    quantity, evidence = claim.quantity, claim.evidence
    if quantity.field != evidence.field or not evidence.start <= quantity.start <= evidence.end:
        return Sentence("", 0, 0)
    return Sentence(evidence.text, quantity.start - evidence.start, quantity.end - evidence.start)


def holds_in_part(claim: Claim) -> bool:
    """Tell whether a number holds on a part of its dataset ("for known objects") or with part of its labels."""
    near = _near(sentence_of(claim))
    return bool(_PART_OF_A_DATASET.search(near) or _FEW_LABELS.search(near))


def is_limit(claim: Claim) -> bool:
    """Tell whether a number is a bound on what is possible, which nothing reaches ("an upper bound of 95 %")."""
    text, start, _ = sentence_of(claim)
    return bool(_LIMIT.search(text, max(0, start - _NEAR), start))


def cut_off(claim: Claim) -> str:
    """Return the cut-off of a metric: `1` for Hits@1 or rank-1 accuracy, `50` for AP at an IoU of 0.5, `l` for ROUGE-L.

    Returns:
        The cut-off in lower case; empty where the metric has none, none is named, or it is the customary one.
    """
    if claim.metric not in _CUT_OFF_METRICS or not claim.metric_text:
        return ""
    found = _CUT_OFF_INSIDE.search(claim.metric_text)
    named = found["k"] if found else _cut_off_beside(sentence_of(claim), claim.metric_text)
    folded = _as_written(claim.metric, named.casefold())
    return "" if folded == _CUSTOMARY.get(claim.metric) else folded


def _cut_off_beside(sentence: Sentence, metric: str) -> str:
    """Return the cut-off written before or after that mention of a metric which is nearest to the number."""
    places = [found.start() for found in regex.finditer(regex.escape(metric), sentence.text)]
    if not places:
        return ""
    place = min(places, key=lambda start: abs(start - sentence.start))
    end = place + len(metric)
    after = _CUT_OFF_AFTER.match(sentence.text, end, end + _AFTER)
    if after:
        return str(after["k"])
    before = _CUT_OFF_BEFORE.search(sentence.text, max(0, place - _BEFORE), place)
    return str(before["k"]) if before else ""


@lru_cache(maxsize=256)
def _as_written(metric: str, cut_off: str) -> str:
    """Return one spelling of a cut-off; thresholds of IoU are hundredths, as in AP50."""
    if metric == "map" and cut_off.lstrip("0").startswith("."):
        return cut_off.lstrip("0")[1:].ljust(2, "0")
    return cut_off


def _near(sentence: Sentence) -> str:
    return sentence.text[max(0, sentence.start - _NEAR) : sentence.end + _NEAR]
