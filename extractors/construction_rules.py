"""Decisions that the construction alone makes, each a named rule.

Where one of these constructions stands, it decides and the model is not asked. Of the rules for metrics only
`respectively` decides; the others are features of the model. `docs/linker.md` shows a sentence for each.
"""

from itertools import pairwise
from typing import Final

from ..schemas import Subject
from .change_words import CHANGE_VERBS, NOUNS
from .clause_subjects import is_bracketed_rival
from .constructions import (
    BOUND_WORDS,
    CLAUSE_ENDS,
    REACH,
    ahead_over,
    back_over,
    comparison_roles,
    metric_lists,
    quantity_lists,
    value_chains,
)
from .result_sentence import ResultSentence, Symbol, once

COMPARED_BEFORE: Final = 7
"""Symbols within which a comparing word before a number makes it the number of what is compared with."""
_COPULAS: Final = frozenset("of is was are were = : reaches reached ( at".split())
ADJECTIVES: Final = frozenset(
    "relative absolute average mean overall total higher lower better less fewer more improved reduced".split()
)
_LEVEL_WORDS: Final = BOUND_WORDS | _COPULAS
_BEFORE_METRIC: Final = ADJECTIVES | {"the", "terms", "of"}
_PLAIN_LINKS: Final = frozenset({",", "and", "the", "&", "both", "("})


@once
def metric_by_rule(sentence: ResultSentence, quantity: int) -> tuple[int, str] | None:
    """Return the metric mention that a construction pairs with a number, and the rule's name.

    - `respectively`: as many metrics as numbers, each in one list ("A and B by x and y").
    - `apposed`: "N M", where M ends its phrase.
    - `level_of`: "M of N", "M is N", "M = N".
    - `object_of`: "reduces M ... by N", with one metric between verb and number.
    - `noun_in`: "N reduction in M".
    """
    for rule in (_respectively, _apposed, _level_of, _object_of, _noun_in):
        ref = rule(sentence, quantity)
        if ref is not None:
            return ref, rule.__name__.strip("_")
    return None


def _metric_ref(sentence: ResultSentence, place: int) -> int | None:
    """Return the metric mention at a symbol, unless it compares or says only "performance"."""
    symbol = sentence.symbols[place] if 0 <= place < len(sentence.symbols) else None
    if symbol is None or symbol.kind != "metric":
        return None
    mention = sentence.metrics[symbol.ref]
    return None if mention.comparative or mention.metric == "performance" else symbol.ref


def _respectively(sentence: ResultSentence, quantity: int) -> int | None:
    groups = quantity_lists(sentence)
    number, size, first = groups[sentence.quantity_at[quantity]]
    if size < 2:
        return None
    values = [q for q in sentence.quantity_at if groups[q][2] == first]
    metrics = metric_lists(sentence)
    for head in dict.fromkeys(group[2] for group in metrics.values()):
        members = [m for m in sentence.metric_at if metrics[m][2] == head]
        count = len(members)
        # More numbers than metrics: "A, B and C are x, y and z for the one and u, v and w for the other".
        rounds = size == count or (count > 2 and size % count == 0)
        if rounds and _plainly_listed(sentence, members) and _beside(sentence, members, values, groups):
            return sentence.symbols[members[number % count]].ref
    return None


def _plainly_listed(sentence: ResultSentence, members: list[int]) -> bool:
    """Tell whether metrics are different ones, none a comparing word, with only "and" or commas between them."""
    mentions = [sentence.metrics[sentence.symbols[m].ref] for m in members]
    if len({mention.metric for mention in mentions}) < len(members) or any(m.comparative for m in mentions):
        return False
    links = [{s.text for s in sentence.symbols[a + 1 : b]} for a, b in pairwise(members)]
    return all(words and words <= _PLAIN_LINKS for words in links)


def _beside(
    sentence: ResultSentence, members: list[int], values: list[int], groups: dict[int, tuple[int, int, int]]
) -> bool:
    """Tell whether a list of numbers follows or precedes a list of metrics without another metric between.

    Further lists of as many numbers go with the same metrics ("A and B by x and y on C and z and w on D").
    """
    if values[-1] < members[0]:
        between = sentence.symbols[values[-1] + 1 : members[0]]
        if any(s.text == "," for s in sentence.symbols[members[0] : members[-1]]):
            return False
        return len(between) <= 12 and not any(s.kind in ("quantity", "metric") for s in between)
    between = sentence.symbols[members[-1] + 1 : values[0]]
    if any(s.kind == "metric" for s in between):
        return False
    if not any(s.kind == "quantity" for s in between):
        return len(between) <= 12
    return all(groups[q][1] == len(members) for q in sentence.quantity_at if members[-1] < q < values[0])


def _apposed(sentence: ResultSentence, quantity: int) -> int | None:
    return _metric_ref(sentence, ahead_over(sentence.symbols, sentence.quantity_at[quantity] + 1, ADJECTIVES))


def _level_of(sentence: ResultSentence, quantity: int) -> int | None:
    number = sentence.quantity_at[quantity]
    at = back_over(sentence.symbols, number, _LEVEL_WORDS)
    return None if number - at < 2 else _metric_ref(sentence, at)


def _object_of(sentence: ResultSentence, quantity: int) -> int | None:
    symbols = sentence.symbols
    at = back_over(symbols, sentence.quantity_at[quantity], BOUND_WORDS)
    if at < 0 or symbols[at].text != "by":
        return None
    passed: list[int] = []
    for index in range(at - 1, max(-1, at - REACH), -1):
        symbol = symbols[index]
        if symbol.kind == "quantity" or symbol.text in CLAUSE_ENDS:
            return None
        if symbol.kind == "metric":
            passed.append(index)
        if symbol.text in CHANGE_VERBS:
            return _metric_ref(sentence, passed[0]) if len(passed) == 1 else None
    return None


def _noun_in(sentence: ResultSentence, quantity: int) -> int | None:
    symbols = sentence.symbols
    at = ahead_over(symbols, sentence.quantity_at[quantity] + 1, ADJECTIVES)
    if at + 1 >= len(symbols) or symbols[at].text not in NOUNS or symbols[at + 1].text not in ("in", "of", "on"):
        return None
    return _metric_ref(sentence, ahead_over(symbols, at + 2, _BEFORE_METRIC))


def subject_by_rule(sentence: ResultSentence, quantity: int, form: str) -> tuple[Subject, str] | None:
    """Return whose level a number is, and the rule's name; only levels stand in these constructions.

    - `pair`: "from x to y" and "x -> y" are baseline and own; in "x vs. y" the second is the baseline's.
    - `bracketed_rival`: "outperforms B (N)".
    - `behind_comparison`: "... higher than N", "on par with the N of B", and the rest of such a series.
    """
    if form != "absolute":
        return None
    roles = comparison_roles(sentence)
    if roles[quantity] in ("from", "arrow_left", "versus_right"):
        return "baseline", "pair"
    if roles[quantity] in ("to", "arrow_right"):
        return "own", "pair"
    if is_bracketed_rival(sentence, quantity):
        return "baseline", "bracketed_rival"
    head = value_chains(sentence)[quantity][0]
    for number in dict.fromkeys((quantity, head)):
        # "more than N" bounds the number; it compares nothing.
        exact = sentence.quantities[number].bound in ("exact", "approx")
        if exact and _behind_comparison(sentence.symbols, sentence.quantity_at[number]):
            return "baseline", "behind_comparison"
    return None


def _behind_comparison(symbols: list[Symbol], at: int) -> bool:
    before = symbols[max(0, at - COMPARED_BEFORE) : at]
    for index in range(len(before) - 1, -1, -1):
        text = before[index].text
        if before[index].kind == "quantity" or text in ",;:()":
            return False
        if text == "than":
            return index + 1 < len(before)  # "better than N" bounds the number
        if (
            text in ("with", "to")
            and index
            and before[index - 1].text in ("par", "comparable", "compared", "comparing")
        ):
            return True
    return False
