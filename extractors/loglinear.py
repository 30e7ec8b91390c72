"""Log-linear models over named features: small, deterministic, readable.

A model is a table `feature -> weight of each class`. Scoring a candidate is a sum of table look-ups, so it needs no
array library, takes microseconds, and every decision can be explained by the features that made it. The tables are
fitted by the scripts in `training/` and lie in `extractors/models/`.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class LogLinear:
    """A multinomial (or, with one score column, binary) log-linear model.

    Attributes:
        classes: Names of the classes; a binary model has two and scores the second.
        bias: Score of each column without any feature.
        weights: Scores that each feature adds.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return one score a column (log-odds for a binary model); unknown features add nothing."""
        weights = self.weights
        rows = [weights[feature] for feature in features if feature in weights]
        if not rows:
            return list(self.bias)
        # Features are sets, whose order differs from process to process: only an exact sum does not depend on it.
        return [math.fsum((bias, *column)) for bias, column in zip(self.bias, zip(*rows, strict=True), strict=True)]

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

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability of the second class of a binary model."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.scores(features)[0]))))


@cache
def load_model(name: str) -> LogLinear:
    """Load a model that ships with the package.

    Args:
        name: File name in `extractors/models/` without `.json`.
    """
    raw = json.loads(files(__package__).joinpath("models", f"{name}.json").read_text(encoding="utf-8"))
    return parse_model(raw)


def parse_model(raw: dict[str, Any]) -> LogLinear:
    """Build a model from its JSON form: `{"classes": [...], "bias": [...], "weights": {feature: [...]}}`."""
    return LogLinear(
        classes=tuple(raw["classes"]),
        bias=tuple(raw["bias"]),
        weights={name: tuple(row) for name, row in raw["weights"].items()},
    )
