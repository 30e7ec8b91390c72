"""Decisions that the construction alone makes, each a named rule.

Where one of these constructions stands, it decides and the model is not asked. Of the rules for metrics only
`respectively` decides; the others are features of the model. `docs/linker.md` shows a sentence for each.
"""

import re
from itertools import pairwise
from typing import Final

from ..schemas import Subject, better_side, metrics
from .change_words import (
    BETTER_NOUNS,
    BETTER_VERBS,
    CHANGE_VERBS,
    DIRECT_VERBS,
    DOWN_NOUNS,
    GAINING_VERBS,
    HIGHER,
    HIGHER_VERBS,
    LOSING_VERBS,
    LOWER,
    LOWER_VERBS,
    NOUNS,
    SAVING_VERBS,
    UP_NOUNS,
)
from .clause_subjects import is_bracketed_rival
from .constructions import comparison_roles, metric_lists, quantity_lists, value_chains
from .metric_candidates import MetricCandidate
from .metric_cues import unit_class
from .phrases import FUNCTION_WORDS, RESULT_VERBS
from .result_sentence import ResultSentence, Symbol, once

_BOUND_WORDS: Final = frozenset(
    """up to about around over more than nearly almost at least approximately as much an average of a factor additional
    further only + ~ roughly averagely respectively $""".split()
)
_AMOUNT_WORDS: Final = frozenset("by above exceeding beyond".split())
_LEADS_TO_AMOUNT: Final = frozenset("of by above over exceeding beyond up".split())
_CLAUSE_ENDS: Final = frozenset("; : while whereas but with achieving reaching resulting yielding".split())
_OWNERS: Final = frozenset("its that those their".split())
COMPARED_BEFORE: Final = 7
"""Symbols within which a comparing word before a number makes it the number of what is compared with."""
REACH: Final = 14
"""Symbols that a verb of change may stand before the number that it governs."""
_COPULAS: Final = frozenset("of is was are were = : reaches reached ( at".split())
_ADJECTIVES: Final = frozenset(
    "relative absolute average mean overall total higher lower better less fewer more improved reduced".split()
)
_LEVEL_WORDS: Final = _BOUND_WORDS | _COPULAS
_BEFORE_METRIC: Final = _ADJECTIVES | {"the", "terms", "of"}
_PLAIN_COMPARATIVES: Final = (HIGHER | LOWER) - {"more", "less"}
"""Adjectives that compare what stands before the number as well as what follows ("a latency N longer")."""
_NO_LEVEL_TO: Final = frozenset("up compared relative equal close amounts amounting due leads similar".split())
_KEEPING: Final = re.compile(r"^(?:retain|preserv|maintain|keep|kept|recover|reach|match)")
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


def _back_over(symbols: list[Symbol], at: int, words: frozenset[str]) -> int:
    """Return the index of the last symbol before a number that is none of some words; -1 where there is none."""
    index = at - 1
    while index >= 0 and symbols[index].text in words:
        index -= 1
    return index


def _ahead_over(symbols: list[Symbol], index: int, words: frozenset[str]) -> int:
    """Return the index of the first symbol from an index on that is none of some words."""
    while index < len(symbols) and symbols[index].text in words:
        index += 1
    return index


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
    return _metric_ref(sentence, _ahead_over(sentence.symbols, sentence.quantity_at[quantity] + 1, _ADJECTIVES))


def _level_of(sentence: ResultSentence, quantity: int) -> int | None:
    number = sentence.quantity_at[quantity]
    at = _back_over(sentence.symbols, number, _LEVEL_WORDS)
    return None if number - at < 2 else _metric_ref(sentence, at)


def _object_of(sentence: ResultSentence, quantity: int) -> int | None:
    symbols = sentence.symbols
    at = _back_over(symbols, sentence.quantity_at[quantity], _BOUND_WORDS)
    if at < 0 or symbols[at].text != "by":
        return None
    passed: list[int] = []
    for index in range(at - 1, max(-1, at - REACH), -1):
        symbol = symbols[index]
        if symbol.kind == "quantity" or symbol.text in _CLAUSE_ENDS:
            return None
        if symbol.kind == "metric":
            passed.append(index)
        if symbol.text in CHANGE_VERBS:
            return _metric_ref(sentence, passed[0]) if len(passed) == 1 else None
    return None


def _noun_in(sentence: ResultSentence, quantity: int) -> int | None:
    symbols = sentence.symbols
    at = _ahead_over(symbols, sentence.quantity_at[quantity] + 1, _ADJECTIVES)
    if at + 1 >= len(symbols) or symbols[at].text not in NOUNS or symbols[at + 1].text not in ("in", "of", "on"):
        return None
    return _metric_ref(sentence, _ahead_over(symbols, at + 2, _BEFORE_METRIC))


def form_by_rule(sentence: ResultSentence, quantity: int, candidate: MetricCandidate) -> tuple[str, str] | None:
    """Return the form with its direction as a sign, and the rule's name.

    - `two_levels`: one of two numbers that are compared ("from x to y", "x -> y").
    - `share`: "N of its M", "retains N of the M".
    - `within_of`: "within N of B".
    - `change_noun`: "N reduction in M", "N M improvement".
    - `noun_of`: "M loss of N", "a gain of N".
    - `noun_in_of`: "an improvement in M of N", "a drop in M above N".
    - `comparative`: "N higher M", "N fewer M".
    - `comparing_metric`: "N faster", "N smaller".
    - `multiple`: "halves M", "doubles M".
    - `changed_to`: "reduces M to N"; `kept`: "keeps N M".
    - `changed_by`: "reduces M by N", "outperforms B by N"; `saved`: "saves N of M", "loses N of M".

    A number without a construction of its own has that of the first number of its series.
    """
    if comparison_roles(sentence)[quantity] in ("from", "to", "arrow_left", "arrow_right"):
        return "absolute", "two_levels"
    head = value_chains(sentence)[quantity][0]
    if sentence.quantities[quantity].signed != sentence.quantities[head].signed:
        head = quantity  # "reaches N (+N)"
    for number in dict.fromkeys((quantity, head)):
        found = _form_of(sentence, number, candidate)
        if found is not None:
            return found
    return None


def _form_of(sentence: ResultSentence, quantity: int, candidate: MetricCandidate) -> tuple[str, str] | None:
    symbols = sentence.symbols
    at = sentence.quantity_at[quantity]
    unit = unit_class(sentence.quantities[quantity].unit)
    kind = "ratio" if unit == "x" else "change"
    ahead = [s.text for s in symbols[at + 1 : at + 3]]
    verb = _verb_before(symbols, at)
    if verb in SAVING_VERBS or verb in LOSING_VERBS:
        return kind + "-", "saved"
    if unit == "percent" and len(ahead) == 2 and ahead[0] == "of" and ahead[1] in _OWNERS:
        return "fraction", "share"
    if unit == "percent" and ahead[:1] == ["of"] and _keeps(symbols, at):
        return "fraction", "share"
    if unit in ("percent", "pp") and ahead in (["of", "the"], ["of", "its"]) and symbols[at - 1].text == "within":
        return "change-", "within_of"
    written = {"halving": "-", "doubling": "+"}.get(sentence.quantities[quantity].wording)
    if written:
        return kind + written, "multiple"
    for rule, word in (
        ("change_noun", _noun_after(symbols, at)),
        ("noun_of", _noun_before(symbols, at)),
        ("noun_in_of", _noun_in_before(symbols, at)),
    ):
        sign = _sign(word, candidate)
        if sign:
            return kind + sign, rule
    if unit != "x" and ahead[:1] != ["of"] and not _is_share(unit, candidate) and _changed_to(symbols, at):
        return "absolute", "changed_to"
    if unit not in ("x", "pp") and ahead[:1] != ["of"] and _kept_right_before(symbols, at):
        return "absolute", "kept"
    if candidate.at > at and candidate.at - at <= 4 and not (candidate.metric == "data_used" and unit == "x"):
        if ahead[0] in HIGHER:
            return kind + "+", "comparative"
        if ahead[0] in LOWER:
            return kind + "-", "comparative"
    if ahead and ahead[0] in _PLAIN_COMPARATIVES and candidate.comparative is None:
        return kind + ("+" if ahead[0] in HIGHER else "-"), "comparative"
    if candidate.comparative is not None and 0 < candidate.at - at <= 2:
        return kind + ("+" if candidate.comparative == "higher" else "-"), "comparing_metric"
    sign = _sign(verb, candidate)
    return (kind + sign, "changed_by") if sign else None


def _is_share(unit: str, candidate: MetricCandidate) -> bool:
    """Tell whether a percentage says how much of a resource is left ("reduces annotation to 5 %")."""
    known = metrics().get(candidate.metric)
    return unit == "percent" and (known is None or known.kind == "resource")


def _changed_to(symbols: list[Symbol], at: int) -> bool:
    """Tell whether a verb of change leads to a level ("reduces the error of B to N")."""
    to = _back_over(symbols, at, _BOUND_WORDS - {"to", "up"})
    if to < 2 or symbols[to].text != "to" or symbols[to - 1].text in _NO_LEVEL_TO:
        return False
    for symbol in reversed(symbols[max(0, to - REACH) : to]):
        if symbol.kind == "quantity" or symbol.text in _CLAUSE_ENDS:
            return False
        if symbol.text in CHANGE_VERBS:
            return True
    return False


def _kept_right_before(symbols: list[Symbol], at: int) -> bool:
    index = _back_over(symbols, at, _BOUND_WORDS)
    return index >= 0 and _KEEPING.match(symbols[index].text) is not None


def _keeps(symbols: list[Symbol], at: int) -> bool:
    """Tell whether a share of a metric's level is kept ("retains N of the accuracy")."""
    kept = any(_KEEPING.match(s.text) for s in symbols[max(0, at - 4) : at])
    return kept and any(s.kind == "metric" for s in symbols[at + 2 : at + 5])


def _sign(word: str | None, candidate: MetricCandidate) -> str:
    """Return where a word of change sends a metric: `+`, `-`, or nothing where it cannot be told."""
    if word is None:
        return ""
    if word in DOWN_NOUNS or word in LOWER_VERBS:
        return "-"
    if word in UP_NOUNS or word in HIGHER_VERBS:
        return "+"
    if word in BETTER_NOUNS or word in BETTER_VERBS or word in GAINING_VERBS:
        return {"higher": "+", "lower": "-"}.get(better_side(candidate.metric), "")
    return ""


def _noun_after(symbols: list[Symbol], at: int) -> str | None:
    for symbol in symbols[at + 1 : at + 6]:
        if symbol.text in NOUNS:
            return symbol.text
        if symbol.kind not in ("word", "metric") or symbol.text in FUNCTION_WORDS or symbol.text in RESULT_VERBS:
            return None
    return None


def _noun_before(symbols: list[Symbol], at: int) -> str | None:
    index = at - 1
    while index >= 0 and at - index <= 6 and symbols[index].text in _BOUND_WORDS:
        index -= 1
    if index < 0 or symbols[index].text not in NOUNS or "of" not in [s.text for s in symbols[index:at]]:
        return None
    return symbols[index].text


def _noun_in_before(symbols: list[Symbol], at: int) -> str | None:
    """Return the noun of change whose metric stands between it and a number ("an improvement in M above N")."""
    index = _back_over(symbols, at, _BOUND_WORDS | _AMOUNT_WORDS)
    if index < 2 or not any(s.text in _LEADS_TO_AMOUNT for s in symbols[index + 1 : at]):
        return None
    for place in range(index, max(1, index - 6), -1):
        if symbols[place].text in ("in", "on"):
            noun = symbols[place - 1].text
            return noun if noun in NOUNS else None
        if symbols[place].kind == "quantity" or symbols[place].text in FUNCTION_WORDS:
            return None
    return None


def _verb_before(symbols: list[Symbol], at: int) -> str | None:
    """Return the verb of change that governs a number through "by", or a verb of saving right before it."""
    index = _back_over(symbols, at, _BOUND_WORDS)
    if index < 0:
        return None
    if symbols[index].text in DIRECT_VERBS:
        return symbols[index].text
    if symbols[index].text != "by":
        return None
    for symbol in reversed(symbols[max(0, index - REACH) : index]):
        if symbol.kind == "quantity" or symbol.text in _CLAUSE_ENDS:
            return None
        if symbol.text in CHANGE_VERBS:
            return symbol.text
    return None


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
