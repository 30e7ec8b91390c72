"""Constructions in which two numbers stand for one thing before and after, or for two things compared.

Each is a named rule on the row of symbols; `comparison_roles` tells for every number of a sentence what part it plays.
"""

from typing import Final, Literal

from .result_sentence import ResultSentence

Role = Literal[
    "from", "to", "versus_left", "versus_right", "than_left", "than_right", "bracketed", "arrow_left", "arrow_right", ""
]

_VERSUS: Final = frozenset({"vs", "versus", "against"})
_COMPARED: Final = frozenset({"compared", "than", "comparison"})
_ARROWS: Final = frozenset({">", "→", "⇒"})
REACH: Final = 9
"""Most symbols between two numbers that are compared."""


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


def _pair(sentence: ResultSentence, k: int) -> tuple[Role, Role] | None:
    first, second = sentence.quantity_at[k - 1], sentence.quantity_at[k]
    between = [s.text for s in sentence.symbols[first + 1 : second]]
    if len(between) > REACH or sentence.quantities[k - 1].unit != sentence.quantities[k].unit:
        return None
    before = {s.text for s in sentence.symbols[max(0, first - 4) : first]}
    words = set(between)
    if words & _ARROWS and len(between) <= 3:
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
