"""Log-linear models over named features: small, deterministic, readable.

A model is a table `feature -> weight of each class`. Scoring a candidate is a sum of table look-ups, so it needs no
array library, takes microseconds, and every decision can be explained by the features that made it. The tables are
fitted by the scripts in `training/` and lie in `extractors/models/`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp, fsum
from typing import Any, Final

import orjson

_MOST_NAMES: Final = 1 << 15
_UNIT: Final = 1000
"""Scores are counted in thousandths: sums of whole numbers are exact, and depend on no order of the features."""
_BITS: Final = 40
"""Of a column in a packed number: scores to half a million times a thousand."""
_HALF: Final = 1 << (_BITS - 1)
_MASK: Final = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class LogLinear:
    """A multinomial (or, with one score column, binary) log-linear model.

    Attributes:
        classes: Names of the classes; a binary model has two and scores the second.
        bias: Score of each column without any feature, in whole thousandths.
        weights: Scores that each feature adds, in whole thousandths.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    _packed: dict[str, int] = field(init=False, repr=False, compare=False)
    """The weights of all columns of a feature in one number, so that one sum scores all of them."""
    _start: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Many rows are equal: one number for all of them stays in the processor's cache.
        packed = {row: _pack(row) for row in set(self.weights.values())}
        object.__setattr__(self, "_packed", {name: packed[row] for name, row in self.weights.items()})
        # Half of its range is added to each column, so that none is negative when they are taken apart.
        start = _pack(self.bias) + sum(_HALF << _BITS * column for column in range(len(self.bias)))
        object.__setattr__(self, "_start", start)

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return one score a column (log-odds for a binary model); unknown features add nothing.

        The sums are exact, so that they do not depend on the order of the features, which in a set differs from run to
        run.
        """
        total = sum(filter(None, map(self._packed.get, features)), self._start)
        return [((total >> shift & _MASK) - _HALF) / _UNIT for shift in range(0, _BITS * len(self.bias), _BITS)]

    def contributions(self, features: Iterable[str], column: int = 0) -> list[tuple[str, float]]:
        """Return the features that move a score and by how much, the strongest first."""
        totals: dict[str, float] = {}
        for feature in features:
            row = self.weights.get(feature)
            if row is not None and row[column]:
                totals[feature] = totals.get(feature, 0.0) + row[column]
        return sorted(totals.items(), key=lambda item: (-abs(item[1]), item[0]))

    def best(self, features: Iterable[str]) -> str:
        """Return the most probable class."""
        totals = self.scores(features)
        if len(totals) == 1:
            return self.classes[totals[0] > 0]
        return self.classes[max(range(len(totals)), key=totals.__getitem__)]

    def most_probable(self, features: Iterable[str]) -> tuple[str, float]:
        """Return the most probable of several classes and its probability."""
        totals = self.scores(features)
        top = max(totals)
        return self.classes[totals.index(top)], 1.0 / fsum(exp(max(-60.0, total - top)) for total in totals)

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability of the second class of a binary model."""
        return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, self.scores(features)[0]))))


def _pack(row: Sequence[float]) -> int:
    """Put the scores of all columns into one number, each in its own bits, the first in the lowest."""
    return sum(round(_UNIT * score) << _BITS * column for column, score in enumerate(row))


class FeatureNames(dict[str, str]):
    """The features of one kind, `prefix` and a value: each is put together once and then looked up.

    Looking up takes a third of the time of putting together, and a name that is kept is hashed once.
    """

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix

    def __missing__(self, value: str) -> str:
        if len(self) >= _MOST_NAMES:
            self.clear()
        name = self[value] = self._prefix + value
        return name


@cache
def load_model(name: str) -> LogLinear:
    """Load a model that ships with the package.

    Args:
        name: File name in `extractors/models/` without `.json`.
    """
    raw = orjson.loads(files(__package__).joinpath("models", f"{name}.json").read_bytes())
    return parse_model(raw)


def parse_model(raw: dict[str, Any]) -> LogLinear:
    """Build a model from its JSON form: `{"classes": [...], "bias": [...], "weights": {feature: [...]}}`."""
    # Weights are rounded, so that many rows are equal: one row for all of them stays in the processor's cache.
    rows: dict[tuple[float, ...], tuple[float, ...]] = {}
    weights = {name: rows.setdefault(row := tuple(weights), row) for name, weights in raw["weights"].items()}
    return LogLinear(classes=tuple(raw["classes"]), bias=tuple(raw["bias"]), weights=weights)
