"""How a value reads in a cell: `≤ 49 % ↓`, `1.36–3.58×`, `≈ 5 ms`."""

from functools import lru_cache
from typing import Final

from ..schemas import Bound, Direction, Form
from .claims import ClaimRow

BOUND_SIGNS: Final[dict[Bound, str]] = {"exact": "", "approx": "≈ ", "at_least": "≥ ", "at_most": "≤ ", "up_to": "≤ "}
ARROWS: Final[dict[Direction, str]] = {"higher": " ↑", "lower": " ↓"}
UNIT_SUFFIXES: Final = {"none": "", "x": "×", "percent": " %"}

_SHARES: Final = ("half", "third", "quarter", "fifth", "sixth", "eighth", "tenth")
_EXACT_INTEGERS: Final = 1e16
"""From here on the shortest form has an exponent."""


def plain_number(value: float) -> str:
    """Return the shortest text that reads back as the same number; integers without a decimal point."""
    if value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return str(int(value))
    return repr(value)


def shown_number(value: float) -> str:
    """Return a number for the eye: thousands separated from 10,000, a true minus sign."""
    long_integer = value.is_integer() and 10_000 <= abs(value) < _EXACT_INTEGERS
    text = f"{int(value):,}" if long_integer else plain_number(value)
    return "−" + text[1:] if value < 0 else text


@lru_cache(maxsize=65_536)
def shown_amount(low: float, high: float, unit: str) -> str:
    """Return a number or range with its unit, as in `1.36–3.58×`."""
    if low == high:
        number = shown_number(low)
    else:
        dash = "–" if low >= 0 else " to "
        number = f"{shown_number(low)}{dash}{shown_number(high)}"
    return number + UNIT_SUFFIXES.get(unit, f" {unit}")


def bound_of_value(bound: Bound, form: Form, direction: Direction | None, value_text: str) -> Bound:
    """Return the bound of a claim's value, from the bound, form and direction of the claim and the value as written.

    It is the bound written, except where a factor is written as a share: "less than half the memory" bounds what is
    left from above, so that the reduction, 2 as a factor, is bounded from below.
    """
    if bound == "at_most" and form == "ratio" and direction == "lower" and value_text.casefold().endswith(_SHARES):
        return "at_least"
    return bound


def shown_value(claim: ClaimRow) -> str:
    """Return a claim's value with everything that qualifies it: bound, unit, direction, average, share of a baseline.

    The value is the one written, in the unit written. A speedup has no arrow, since the word has the direction.
    """
    bound = bound_of_value(claim.bound, claim.form, claim.direction, claim.value_text)
    parts = [BOUND_SIGNS[bound], shown_amount(claim.low, claim.high, claim.unit)]
    parts.append(_arrow(claim.metric, claim.form, claim.direction))
    if claim.form == "fraction":
        parts.append(" of baseline")
    if claim.average:
        parts.append(" avg.")
    return "".join(parts)


def _arrow(metric: str, form: Form, direction: Direction | None) -> str:
    if direction is None or (metric == "speedup" and form == "ratio" and direction == "higher"):
        return ""
    return ARROWS[direction]
