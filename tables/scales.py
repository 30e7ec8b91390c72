"""On which scale a value may be compared: conversion of shares and units, and values that make no sense.

Two claims can stand on one board only if their `Amount.kind` is the same and `schemas.convert` takes the unit of one
into that of the other.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from ..schemas import Direction, Form, Metric, metrics, parse_unit
from ..schemas.units import SPECIAL_UNITS

HUNDREDTHS: Final = {"bleu": "none", "rouge": "none", "meteor": "none", "wer": "percent", "cer": "percent"}
"""Metrics that are no shares but are written like one, 0.31 or 31, with the unit of their boards."""

IMPLIED_UNITS: Final = {"psnr": "dB", "fps": "fps", "compression_ratio": "x", "speedup": "x"}
"""Unit of a number that is written without one."""

BARE_UNITS: Final = {
    "parameters": {"none"},
    "flops": {"none"},
    "data_used": {"none", "percent"},
    "compression_ratio": {"x", "percent"},
    "overhead": {"x", "percent"},
    "speedup": {"x"},
}
"""Resource and speed metrics whose level may be a bare number, percentage or factor; others need a physical unit."""

CLOCK_UNITS: Final = frozenset({"kHz", "MHz", "GHz"})
"""Units of sampling rates and clocks; what is written in them is no frame rate."""

SIGNIFICANT_DIGITS: Final = 12
"""To which converted values are rounded, so that 17.1 ms and 0.0171 s tie."""


class Amount(NamedTuple):
    """The number of a claim on a scale that others share."""

    kind: str
    """What is measured: the physical quantity of the unit, or `percent`, `pp`, `x`, `none`."""
    low: float
    high: float
    unit: str
    """Unit of `low` and `high`."""


@lru_cache(maxsize=65_536)
def amount_of(
    metric: str, form: Form, direction: Direction | None, unit: str, low: float, high: float
) -> Amount | None:
    """Put a value on the scale on which it may be compared.

    Args:
        metric: Canonical id; `other:` metrics have no scale.
        form: The claim's form.
        direction: Where the metric went, for `change` and `ratio`.
        unit: Unit as written.
        low: Lower end in that unit.
        high: Upper end in that unit.

    Returns:
        The amount, or None where the value cannot be compared or makes no sense: an accuracy of 140 %, a latency
        without a unit, a factor of at most 1.
    """
    known = metrics().get(metric)
    if known is None:
        return None
    if form == "absolute":
        return _level(known, unit, low, high)
    if low < 0:
        return None
    if form == "fraction":
        return Amount("percent", low, high, "percent") if unit == "percent" else None
    if form == "ratio" or unit == "x":
        return Amount("x", low, high, "x") if unit == "x" and low >= 1 and high > 1 else None
    return _change(known, direction, unit, low, high)


def rounded(value: float) -> float:
    """Round a converted value to the digits that matter."""
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}")


def _level(metric: Metric, unit: str, low: float, high: float) -> Amount | None:
    if metric.scale == "fraction" or metric.id in HUNDREDTHS:
        return _share(metric, unit, low, high)
    if unit == "none":
        unit = IMPLIED_UNITS.get(metric.id, unit)
    if metric.kind in ("speed", "resource"):
        if low < 0 or (unit in SPECIAL_UNITS and unit not in BARE_UNITS.get(metric.id, ())):
            return None
        if (metric.id == "fps" and unit in CLOCK_UNITS) or (metric.id == "parameters" and unit != "none"):
            return None
    elif unit in ("pp", "x"):
        return None
    value = parse_unit(unit)
    return Amount(value.quantity, low, high, unit) if value else None


def _share(metric: Metric, unit: str, low: float, high: float) -> Amount | None:
    """Read 0.72 and 72 % as one; a range across 1 without a unit could be either and is refused."""
    if unit == "none":
        if 0 < low <= 1 < high:
            return None
        factor = 100.0 if high <= 1 else 1.0
    elif unit == "percent":
        factor = 1.0
    else:
        return None
    if factor != 1.0:
        low, high = rounded(low * factor), rounded(high * factor)
    # Insertions can take word and character error rates above 100 %.
    if low < 0 or (high > 100 and metric.id not in ("wer", "cer")):
        return None
    board_unit = HUNDREDTHS.get(metric.id, "percent")
    return Amount(board_unit, low, high, board_unit)


def _change(metric: Metric, direction: Direction | None, unit: str, low: float, high: float) -> Amount | None:
    if unit in ("percent", "pp"):
        nothing_left = direction == "lower" or unit == "pp"
        return None if nothing_left and high > 100 else Amount(unit, low, high, unit)
    if metric.kind != "quality":
        return None
    if unit == "none" and metric.scale == "fraction":
        # "2.1 mAP higher" are points; "0.05 higher" may be 0.05 points or 5.
        return Amount("pp", low, high, "pp") if low > 1 and high <= 100 else None
    if unit == "none":
        unit = IMPLIED_UNITS.get(metric.id, unit)
    return Amount(unit, low, high, unit) if unit in ("none", "dB") else None
