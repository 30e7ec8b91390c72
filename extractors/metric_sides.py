"""Which side of a metric is better, also for the names outside the taxonomy.

The taxonomy knows for its own metrics. Of an `other:` name the nouns tell: errors, times and costs had better be low
(`lexicons/lower_is_better.json`).
"""

import json
from functools import cache
from importlib.resources import files
from typing import Literal

from ..schemas import better_side, metrics
from .kept import kept

Side = Literal["higher", "lower", "depends", "open"]


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns of what had better be low, and the nouns that leave it to the word before them."""
    raw = json.loads(files(__package__).joinpath("lexicons", "lower_is_better.json").read_text(encoding="utf-8"))
    return frozenset(raw["nouns"].split()), frozenset(raw["neutral"].split())


@kept(1 << 14)
def side_of(metric: str) -> Side:
    """Return the better side of a metric.

    Args:
        metric: Canonical id or `other:` name.

    Returns:
        `depends` where the taxonomy leaves it to the text, `open` for an `other:` name that does not tell.
    """
    if metric in metrics():
        return better_side(metric)
    lower, neutral = _words()
    for word in reversed(metric.removeprefix("other:").split("_")):
        if word in lower:
            return "lower"
        if word not in neutral:
            break
    return "open"
