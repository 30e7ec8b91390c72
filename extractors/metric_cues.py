"""Metrics that only the unit tells: "speed" is a latency in milliseconds, a frame rate in Hz, a speedup in times.

The table is `lexicons/metric_cues.json`: cue word, class of unit, metric.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from ..schemas import parse_unit
from .document import Document
from .metrics import MetricMatch, fold

_CLASS_OF_QUANTITY: Final = {
    "time": "time",
    "energy": "energy",
    "power": "power",
    "information": "information",
    "frequency": "frequency",
    "length": "length",
    "pixels": "length",
    "angle": "angle",
    "level": "level",
    "US dollars": "money",
    "floating-point operations": "flops",
    "multiply-accumulates": "flops",
    "GPU time": "GPU time",
    "TPU time": "GPU time",
    "CPU time": "GPU time",
}
_SUFFIXES: Final = ("s", "es", "d", "ed", "ing")


@cache
def unit_class(unit: str) -> str:
    """Return the class by which cues are keyed: `percent`, `x`, `time`, `rate` (things per time), `physical`, ..."""
    if unit in ("percent", "pp", "x", "none"):
        return unit
    value = parse_unit(unit)
    if value is None:
        return "physical"
    known = _CLASS_OF_QUANTITY.get(value.quantity)
    if known:
        return known
    if unit.endswith(("/s", "/min", "/h", "/d")):
        return "rate" if parse_unit(unit.rpartition("/")[0]) is None else "physical"
    return "physical"


@cache
def _tables() -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
    raw = json.loads(files(__package__).joinpath("lexicons", "metric_cues.json").read_text(encoding="utf-8"))
    cues: dict[str, dict[str, str]] = {}
    for word, table in raw["cue"].items():
        cues[fold(word)] = table
        stem = word.removesuffix("e")
        for form in (*(word + suffix for suffix in _SUFFIXES), stem + "ing", stem + "ed", word + word[-1] + "ing"):
            cues.setdefault(fold(form), table)
    return cues, raw["unit"]


def metrics_of_unit(unit: str) -> Sequence[str]:
    """Return the metrics that numbers of a unit measure though no word names them ("in 9 of 10 trials")."""
    return _tables()[1].get(measured_by(unit), ())


@cache
def measured_by(unit: str) -> str:
    """Return the class of a unit, or what it measures where the class says no more than `physical`: `force`."""
    kind = unit_class(unit)
    if kind == "physical":
        value = parse_unit(unit)
        kind = value.quantity if value is not None else kind
    return kind


def find_cues(document: Document, start: int, end: int) -> list[tuple[int, int, str]]:
    """Find the cue words in `text[start:end]` as (start, end, folded word)."""
    cues, here = _tables()[0], document.slice_between(start, end)
    return [
        (document.starts[at], document.ends[at], word)
        for at, word in enumerate(map(fold, document.texts[here]), here.start)
        if word in cues
    ]


def read_cue(cue: tuple[int, int, str], unit: str) -> MetricMatch | None:
    """Return what a cue names for a number of this unit, or None."""
    metric = _tables()[0][cue[2]].get(measured_by(unit))
    return MetricMatch(metric, cue[0], cue[1]) if metric else None
