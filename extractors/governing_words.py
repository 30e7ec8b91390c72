"""The word of change that governs a number: a noun beside it, or a verb before its preposition."""

import re
from typing import Final

from .change_words import (
    BETTER_NOUNS,
    BETTER_VERBS,
    CHANGE_VERBS,
    DIRECT_VERBS,
    DOWN_NOUNS,
    GAINING_VERBS,
    HIGHER_VERBS,
    LOWER_VERBS,
    NOUNS,
    UP_NOUNS,
    WORSE_NOUNS,
    WORSE_VERBS,
)
from .constructions import BOUND_WORDS, CLAUSE_ENDS, REACH, back_over
from .metric_sides import side_of
from .phrases import FUNCTION_WORDS, RESULT_VERBS
from .result_sentence import Symbol

LEADS_TO_AMOUNT: Final = frozenset("of by above over exceeding beyond up ( was were is are".split())
"""What stands between a noun of change and its number, besides bound words."""
_BEFORE_AMOUNT: Final = BOUND_WORDS | LEADS_TO_AMOUNT
_BEFORE_AMOUNT_OF_METRIC: Final = BOUND_WORDS | frozenset("by above exceeding beyond".split())
_BEFORE_BRACKETED: Final = _BEFORE_AMOUNT_OF_METRIC | {"("}
_INSIDE_METRICS: Final = frozenset("and , / & terms of the both".split())
"""Function words that names of metrics, and lists of them, may hold."""
_ENDS_METRIC: Final = (FUNCTION_WORDS - _INSIDE_METRICS) | CHANGE_VERBS
_ENDS_NOUN_PHRASE: Final = (FUNCTION_WORDS | RESULT_VERBS) - frozenset(
    "score scores relative further additional more".split()
)
_PACE: Final = re.compile(r"^(?:speed|sped|slow)")


def sign_of(word: str | None, metric: str) -> str:
    """Return where a word of change sends a metric: `+`, `-`, or nothing where it is no such word."""
    if word is None:
        return ""
    if word in DOWN_NOUNS or word in LOWER_VERBS:
        return "-"
    if word in UP_NOUNS or word in HIGHER_VERBS:
        return "+"
    if word in BETTER_NOUNS or word in BETTER_VERBS or word in GAINING_VERBS:
        return better_sign(metric)
    if word in WORSE_VERBS or word in WORSE_NOUNS:
        return worse_sign(metric)
    return ""


def better_sign(metric: str) -> str:
    """Return where a metric goes that gets better; up unless it is known that lower is better."""
    return "-" if side_of(metric) == "lower" else "+"


def worse_sign(metric: str) -> str:
    """Return where a metric goes that gets worse."""
    return "+" if side_of(metric) == "lower" else "-"


def noun_after(symbols: list[Symbol], at: int) -> str | None:
    """Return the noun of change behind a number ("N relative M improvement"), not "N drop rate"."""
    for index, symbol in enumerate(symbols[at + 1 : at + 6], at + 1):
        if symbol.text in NOUNS:
            rate = index + 1 < len(symbols) and symbols[index + 1].text in ("rate", "rates")
            return None if rate else symbol.text
        if symbol.kind not in ("word", "metric") or symbol.text in _ENDS_NOUN_PHRASE:
            return None
    return None


def noun_before(symbols: list[Symbol], at: int) -> str | None:
    """Return the noun of change that leads to a number ("a gain of up to N", "a drop (N)")."""
    index = at - 1
    while index >= 0 and at - index <= 6 and symbols[index].text in _BEFORE_AMOUNT:
        index -= 1
    if index < 0 or symbols[index].text not in NOUNS:
        return None
    return symbols[index].text if any(s.text in LEADS_TO_AMOUNT for s in symbols[index + 1 : at]) else None


def noun_in_before(symbols: list[Symbol], at: int, brackets: bool) -> str | None:
    """Return the noun of change whose metric stands between it and a number ("an improvement in M above N").

    Args:
        symbols: The sentence.
        at: The number.
        brackets: Whether a bracket may lead to the number, too ("an increase in M (N)").
    """
    links = LEADS_TO_AMOUNT if brackets else LEADS_TO_AMOUNT - {"("}
    index = back_over(symbols, at, _BEFORE_BRACKETED if brackets else _BEFORE_AMOUNT_OF_METRIC)
    if index < 2 or not any(s.text in links for s in symbols[index + 1 : at]):
        return None
    for place in range(index, max(1, index - 10), -1):
        if symbols[place].text in ("in", "on"):
            noun = symbols[place - 1].text
            return noun if noun in NOUNS else None
        if symbols[place].kind == "quantity" or symbols[place].text in _ENDS_METRIC:
            return None
    return None


def verb_before(symbols: list[Symbol], at: int) -> str | None:
    """Return the verb of change that governs a number through "by", or one of saving, losing or gaining before it."""
    index = back_over(symbols, at, BOUND_WORDS)
    if index < 0:
        return None
    if symbols[index].text in DIRECT_VERBS:
        return symbols[index].text
    if symbols[index].text != "by":
        return None
    if index > 1 and symbols[index - 1].text in ("up", "down") and not _PACE.match(symbols[index - 2].text):
        return "rise" if symbols[index - 1].text == "up" else "fall"  # "goes down by N", "was brought up by N"
    return governing_verb(symbols, index, "by")


def governing_verb(symbols: list[Symbol], index: int, preposition: str) -> str | None:
    """Return the verb of change before a preposition, also past numbers behind the same ("by N on A and by N on B").

    Args:
        symbols: The sentence.
        index: The preposition's symbol.
        preposition: "by" or "to".
    """
    far = index - REACH
    while (index := index - 1) >= max(0, far):
        if symbols[index].kind == "quantity":
            index = back_over(symbols, index, BOUND_WORDS - {preposition})
            if index < 0 or symbols[index].text != preposition:
                return None
            far = index - REACH
        if symbols[index].text in CLAUSE_ENDS:
            return None
        if symbols[index].text in CHANGE_VERBS:
            return symbols[index].text
    return None
