"""How names are used across papers: what a name usually is, learned from many abstracts.

`models/name_statistics.json` holds, for each name that occurs in several papers of an open collection of abstracts, in
how many and how often it was judged none, a system, a dataset, an architecture there. `training/train_names.py` writes
it. A name that stands in many papers is no paper's own; one that is mostly a dataset elsewhere is one here.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

CLASSES: Final = ("none", "system", "dataset", "architecture")
UNSEEN: Final = ("seen=no",)
STEPS: Final = 5
"""Shares are told apart in fifths."""
_COMMON: Final = 15
_HARDLY_EVER: Final = 0.97


def statistics_features(papers: int, shares: tuple[float, ...]) -> tuple[str, ...]:
    """Return the features of a name that was seen in other papers.

    Args:
        papers: In how many.
        shares: How often it was judged each of `CLASSES`.
    """
    features = [f"seen={papers.bit_length()}"]
    for kind, share in zip(CLASSES, shares, strict=True):
        features.append(f"seen {kind}={min(STEPS - 1, int(share * STEPS))}")
    return tuple(features)


def is_ordinary(papers: int, shares: tuple[float, ...]) -> bool:
    """Tell whether a name is so common and so seldom anything that it needs no look (`RGB`, `Gaussian`)."""
    return papers >= _COMMON and shares[0] >= _HARDLY_EVER


def parse_statistics(raw: dict[str, Any]) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Return the features of each name, and the names that need no look, from the JSON form."""
    features = {}
    ordinary = set()
    for key, (papers, *percents) in raw.items():
        shares = tuple(percent / 100 for percent in percents)
        features[key] = statistics_features(papers, shares)
        if is_ordinary(papers, shares):
            ordinary.add(key)
    return features, frozenset(ordinary)


@cache
def load_statistics() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Load the statistics that ship with the package."""
    path = files(__package__).joinpath("models", "name_statistics.json")
    return parse_statistics(json.loads(path.read_text(encoding="utf-8")))
