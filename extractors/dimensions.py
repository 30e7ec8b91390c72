"""Which nouns name what a unit measures: heights and distances are lengths, payloads are masses.

The nouns are `lexicons/dimensions.json`, by the physical quantity of `schemas/units.json`.
"""

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from ..schemas import parse_unit
from ..schemas.units import SPECIAL_UNITS

Fit = Literal["abstract", "match", "clash", "none", "unknown"]


@cache
def _nouns() -> dict[str, frozenset[str]]:
    """Return the nouns of each physical quantity."""
    raw = json.loads(files(__package__).joinpath("lexicons", "dimensions.json").read_text(encoding="utf-8"))
    return {quantity: frozenset(nouns.split()) for quantity, nouns in raw.items()}


@lru_cache(maxsize=1 << 14)
def dimension_fit(unit: str, noun: str) -> Fit:
    """Tell whether a noun in lower case names what a unit measures.

    Returns:
        `match` where it does, `clash` where it names what another unit measures, `none` where it names no physical
        quantity; `abstract` for shares, factors and bare numbers, `unknown` for units whose nouns are not listed.
    """
    value = None if unit in SPECIAL_UNITS else parse_unit(unit)
    if value is None:
        return "abstract"
    nouns = _nouns().get(value.quantity)
    if nouns is None:
        return "unknown"
    if noun in nouns:
        return "match"
    return "clash" if any(noun in others for others in _nouns().values()) else "none"
