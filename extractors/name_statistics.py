"""How names are used across papers: what a name usually is, learned from many abstracts.

`models/name_statistics.json` holds, for each name that occurs in several papers of an open collection of abstracts, in
how many and how often it was judged none, a system, a dataset, an architecture there. `training/train_names.py` writes
it. A name that stands in many papers is no paper's own; one that is mostly a dataset elsewhere is one here.

`models/long_forms.json`, of the same script, holds what short forms stand for in several papers, and in how many: a
"visual-inertial odometry (VIO)" that others spell out too is a concept, and hardly what this paper calls its own.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

CLASSES: Final = ("none", "system", "dataset", "architecture")
UNSEEN: Final = ("seen=no",)
STEPS: Final = 5
"""Shares are told apart in fifths."""
_MOST_BITS: Final = 5
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


def long_form_feature(papers: int) -> str:
    """Return the feature of a long form that some papers of the collection define a short form for; 0 for unseen."""
    return f"long seen={min(papers.bit_length(), _MOST_BITS)}"


@cache
def load_long_forms() -> dict[str, str]:
    """Load the feature of each long form that is in the collection, by its key."""
    path = files(__package__).joinpath("models", "long_forms.json")
    return {key: long_form_feature(papers) for key, papers in json.loads(path.read_text(encoding="utf-8")).items()}
