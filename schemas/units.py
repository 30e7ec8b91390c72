"""The grammar of units.

    unit     = "percent" | "pp" | "x" | "none" | product { "/" product }
    product  = power { "*" power }
    power    = base [ "^" ("2" | "3" | ... | "9") ]
    base     = [ SI prefix ] symbol | symbol without prefix | counted noun

Case matters: mW is not MW. A counted noun (`images`, `boxes`) stands only in a quotient, as in `images/s`. The table of
symbols is `units.json`; the prefixes are those of the SI brochure (BIPM, 9th edition, table 7) that occur in
computing, and the binary ones of IEC 80000-13.
"""

import math
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import regex

from .model import RecordModel

SPECIAL_UNITS: Final = frozenset({"percent", "pp", "x", "none"})
_EXPONENTS: Final = frozenset("23456789")
_NOUN = regex.compile(r"[A-Za-z][A-Za-z]+(?:-[A-Za-z]+)*")


class BaseUnit(RecordModel):
    """A unit symbol, what it measures and how it converts."""

    symbol: str
    quantity: str
    """Physical quantity; units of one quantity convert into each other."""
    factor: float = 1.0
    """Value of one unit in the quantity's coherent unit (s, J, W, B, m, ...)."""
    prefixes: bool = False
    """Whether SI prefixes may stand before it."""


class UnitTable(RecordModel):
    """The contents of `units.json`."""

    prefixes: dict[str, float]
    binary_prefixes: dict[str, float]
    bases: tuple[BaseUnit, ...]


class UnitValue(RecordModel):
    """A parsed unit: what it measures, and its size in the coherent unit of that."""

    quantity: str
    factor: float


@cache
def unit_table() -> UnitTable:
    """Return the table of units, read once."""
    text = files(__package__).joinpath("units.json").read_text(encoding="utf-8")
    return UnitTable.model_validate_json(text)


@cache
def _symbols() -> dict[str, UnitValue]:
    table = unit_table()
    symbols: dict[str, UnitValue] = {}
    for base in table.bases:
        symbols[base.symbol] = UnitValue(quantity=base.quantity, factor=base.factor)
    for base in table.bases:
        if not base.prefixes:
            continue
        prefixes = dict(table.prefixes)
        if base.quantity == "information":
            prefixes |= table.binary_prefixes
        for prefix, factor in prefixes.items():
            symbols.setdefault(prefix + base.symbol, UnitValue(quantity=base.quantity, factor=factor * base.factor))
    return symbols


# Counted nouns come from the input, so that the number of units is open: a bounded cache.
@lru_cache(maxsize=4096)
def parse_unit(unit: str) -> UnitValue | None:
    """Parse a unit by the grammar.

    Args:
        unit: Such as `ms`, `TOPS/W`, `images/s`, `percent`.

    Returns:
        What it measures and its size in the coherent unit, or None where it is no unit.
    """
    if unit in SPECIAL_UNITS:
        return UnitValue(quantity=unit, factor=1.0)
    quotient = unit.split("/")
    quantities: list[str] = []
    total = 1.0
    for position, product in enumerate(quotient):
        names = []
        for power in product.split("*"):
            base, caret, exponent = power.partition("^")
            if caret and exponent not in _EXPONENTS:
                return None
            value = _symbols().get(base)
            if value is None and (len(quotient) == 1 or not _NOUN.fullmatch(base)):
                return None
            quantity, factor = (value.quantity, value.factor) if value else (base, 1.0)
            names.append(quantity + caret + exponent)
            factor **= int(exponent or 1)
            total = total / factor if position else total * factor
        quantities.append("*".join(sorted(names)))
    if not 0 < total < math.inf:
        return None
    return UnitValue(quantity="/".join(quantities), factor=total)


def is_unit(unit: str) -> bool:
    """Tell whether a string is a unit by the grammar."""
    return parse_unit(unit) is not None


def check_unit(unit: str) -> str:
    """Return the unit unchanged.

    Raises:
        ValueError: It is no unit by the grammar.
    """
    if not is_unit(unit):
        raise ValueError(
            f"unit {unit!r} is not one: use percent, pp, x, none, a symbol of schemas/units.json with its SI prefix "
            "(ms, GB, TOPS), a product or quotient of them (TOPS/W), or a counted noun per unit (images/s)"
        )
    return unit


def convert(value: float, unit: str, target: str) -> float | None:
    """Convert a value between two units of one quantity.

    Args:
        value: The number in `unit`.
        unit: Where from.
        target: Where to.

    Returns:
        The number in `target`, or None where the two measure different things.
    """
    source, goal = parse_unit(unit), parse_unit(target)
    if source is None or goal is None or source.quantity != goal.quantity:
        return None
    return value * source.factor / goal.factor if unit != target else value
