"""How the numbers of a sentence stand to each other and to what is listed beside them.

Lists ("A, B and C"), series ("x on A, y on B") and pairs of compared numbers ("from x to y") are found on the row of
symbols alone; rules and features are built on them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from .change_words import word_group
from .result_sentence import ResultSentence, Symbol, once

Role = Literal[
    "from", "to", "versus_left", "versus_right", "than_left", "than_right", "bracketed", "arrow_left", "arrow_right", ""
]

_VERSUS: Final = frozenset({"vs", "versus", "against"})
_COMPARED: Final = frozenset({"compared", "than", "comparison"})
_ARROWS: Final = frozenset({">", "→", "⇒", "rightarrow", "longrightarrow"})
COMPARED_WITHIN: Final = 9
"""Most symbols between two numbers that are compared."""


_LIST_MARKS: Final = frozenset(
    ", and or / & ( ) + by up to about around over the a an on in of both as well than more less nearly almost".split()
)
NAME_LIST_MARKS: Final = _LIST_MARKS | frozenset(
    "test val validation dev train training testing set sets split splits dataset datasets benchmark benchmarks data"
    " corpus task tasks".split()
)
"""What may stand between the names of a list: "on the A test set and the B validation set"."""
_LEVEL_PREPOSITIONS: Final = frozenset({"at", "with", "only"})
_NO_ENDS_BEFORE: Final = frozenset({"up", "-", "–"})
_CHAIN_ENDS: Final = frozenset("; while whereas but than compared vs from to".split())
BOUND_WORDS: Final = frozenset(
    """up to about around over more than nearly almost at least approximately as much an average of a factor additional
    further only + ~ roughly averagely respectively $""".split()
)
CLAUSE_ENDS: Final = frozenset("; : while whereas but with achieving reaching resulting yielding".split())
REACH: Final = 14
"""Symbols that a verb of change may stand before the number that it governs."""


def back_over(symbols: list[Symbol], at: int, words: frozenset[str]) -> int:
    """Return the index of the last symbol before a number that is none of some words; -1 where there is none."""
    index = at - 1
    while index >= 0 and symbols[index].text in words:
        index -= 1
    return index


def ahead_over(symbols: list[Symbol], index: int, words: frozenset[str]) -> int:
    """Return the index of the first symbol from an index on that is none of some words."""
    while index < len(symbols) and symbols[index].text in words:
        index += 1
    return index


def list_groups(
    symbols: Sequence[Symbol], places: Sequence[int], marks: frozenset[str] = _LIST_MARKS
) -> dict[int, tuple[int, int, int]]:
    """Find enumerations: things of one kind with nothing but list words between them.

    Args:
        symbols: The sentence.
        places: Indices of the things, ascending.
        marks: What may stand between two things of a list.

    Returns:
        For each place its number in its list, the list's length, and the list's first place.
    """
    groups: list[list[int]] = []
    for place in places:
        if groups and place - groups[-1][-1] <= 5 and all(s.text in marks for s in symbols[groups[-1][-1] + 1 : place]):
            groups[-1].append(place)
        else:
            groups.append([place])
    return {p: (n, len(group), group[0]) for group in groups for n, p in enumerate(group)}


@once
def quantity_lists(sentence: ResultSentence) -> dict[int, tuple[int, int, int]]:
    """Return the enumerations of a sentence's numbers."""
    return list_groups(sentence.symbols, sentence.quantity_at)


@once
def metric_lists(sentence: ResultSentence) -> dict[int, tuple[int, int, int]]:
    """Return the enumerations of a sentence's metrics."""
    return list_groups(sentence.symbols, sentence.metric_at)


_ENUMERATION_LINKS: Final = frozenset(", and or / & ( ) up to about nearly almost respectively".split())
_ENUMERATION_JOINTS: Final = frozenset("and or / & (".split())
_BRACKET_REACH: Final = 7
"""Symbols within which a bracket behind a number closes."""


@once
def enumeration_end(sentence: ResultSentence, quantity: int) -> int:
    """Return the symbol behind which the words follow that hold for all numbers of an enumeration.

    That is the last of "x, y and z% fewer", or the bracket that closes behind it ("x% (from v to w) fewer").
    """
    symbols, places = sentence.symbols, sentence.quantity_at
    groups = quantity_lists(sentence)
    members = [k for k in range(quantity, len(places)) if groups[places[k]][2] == groups[places[quantity]][2]]
    end, joined = quantity, False
    for before, k in pairwise(members):
        links = [s.text for s in symbols[places[before] + 1 : places[k]]]
        same = sentence.quantities[k].unit == sentence.quantities[quantity].unit
        if not same or sentence.quantities[k].signed or not _ENUMERATION_LINKS.issuperset(links):
            break
        joined = joined or not _ENUMERATION_JOINTS.isdisjoint(links)
        # "reaches N, N higher than B" and "N, and N more" are no enumerations
        if joined and not ("," in links and len(members) == 2):
            end = k
    at = places[end]
    ahead = [s.text for s in symbols[at + 1 : at + 1 + _BRACKET_REACH]]
    if ahead[:1] == [")"]:
        return at + 1
    if ahead[:1] == ["("] and ")" in ahead and ahead[1:2] != ["M"]:
        return at + 1 + ahead.index(")")
    return at


def _ends_series(word: str, before: str) -> bool:
    if word == "to" and before in _NO_ENDS_BEFORE:
        return False  # "x on A and up to y on B", "end-to-end"
    return word in _CHAIN_ENDS or (word_group(word) != "" and word not in _LEVEL_PREPOSITIONS)


@once
def value_chains(sentence: ResultSentence) -> list[tuple[int, int]]:
    """Find series of numbers that say the same of several things ("x on A, y on B and z on C").

    Two neighbours belong together when they have one unit and no word of change or level, no semicolon and no
    subordinate clause stands between them.

    Returns:
        For each number of the sentence the first and the last number of its series.
    """
    texts, places = sentence.texts, sentence.quantity_at
    heads = list(range(len(places)))
    for k in range(1, len(places)):
        first, second = places[k - 1], places[k]
        if (
            sentence.quantities[k].unit == sentence.quantities[k - 1].unit
            and second - first <= 15
            and not any(map(_ends_series, texts[first + 1 : second], texts[first:second]))
        ):
            heads[k] = heads[k - 1]
    tails = {head: k for k, head in enumerate(heads)}
    return [(head, tails[head]) for head in heads]


@once
def comparison_roles(sentence: ResultSentence) -> list[Role]:
    """Tell what part each number plays in a comparison of two numbers.

    Args:
        sentence: The sentence.

    Returns:
        One role a number: `from` and `to` ("from x to y"), `versus_*` ("x vs. y"), `than_*` ("x, compared to y"),
        `bracketed` ("x (y for B)"), `arrow_*` ("x -> y"), or nothing.
    """
    roles: list[Role] = [""] * len(sentence.quantities)
    for k in range(1, len(roles)):
        pair = _pair(sentence, k)
        if pair is not None:
            roles[k] = pair[1]
            if not roles[k - 1]:
                roles[k - 1] = pair[0]
    return roles


_PARTNERS: Final[dict[Role, int]] = {
    "from": 1,
    "to": -1,
    "arrow_left": 1,
    "arrow_right": -1,
    "versus_left": 1,
    "versus_right": -1,
}


def pair_of(sentence: ResultSentence, quantity: int) -> int | None:
    """Return the other number of a pair that is compared in one metric ("from x to y", "x vs. y"), or None."""
    step = _PARTNERS.get(comparison_roles(sentence)[quantity])
    return None if step is None else quantity + step


def _pair(sentence: ResultSentence, k: int) -> tuple[Role, Role] | None:
    first, second = sentence.quantity_at[k - 1], sentence.quantity_at[k]
    between = [s.text for s in sentence.symbols[first + 1 : second]]
    if len(between) > COMPARED_WITHIN or sentence.quantities[k - 1].unit != sentence.quantities[k].unit:
        return None
    before = {s.text for s in sentence.symbols[max(0, first - 4) : first]}
    words = set(between)
    latex = "\\" in words and bool(words & {"to", "rightarrow"})  # "$x \\to y$"
    if (words & _ARROWS and len(between) <= 3) or (latex and len(between) <= 8 and "from" not in before):
        return "arrow_left", "arrow_right"
    if "to" in words and "from" in before and not words & _COMPARED:
        return "from", "to"
    if words & _VERSUS:
        return "versus_left", "versus_right"
    if words & _COMPARED:
        return "than_left", "than_right"
    if "(" in words and between[-1] in "(:,~" and between.index("(") <= 2 and len(between) <= 5:
        return "", "bracketed"
    return None
