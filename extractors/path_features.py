"""Ways between two symbols of a sentence, as named features: how far, on which side, what stands between."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from .phrases import CHANGE_NOUNS
from .result_sentence import ResultSentence, SymbolKind

_BUCKETS: Final = (0, 1, 2, 3, 4, 4, 6, 6, 6, 9, 9, 9, 13, 13, 13, 13, 18, 18, 18, 18, 18)
_TELLING: Final = frozenset(
    ", ; : ( ) and or while whereas but with by of in on at to from than for over compared vs respectively using when "
    "against without".split()
)
_JOINING: Final = frozenset(", ; and while whereas with but".split())


def bucket(distance: int) -> int:
    """Return a distance in symbols, coarser the farther."""
    return _BUCKETS[distance] if distance < len(_BUCKETS) else 25


def path_features(sentence: ResultSentence, i: int, j: int, kind: SymbolKind) -> list[str]:
    """Describe the way from a number at `i` to a thing at `j`.

    Args:
        sentence: The sentence.
        i: The number's symbol.
        j: The thing's.
        kind: The symbol kind of the thing, to count others of it on the way.
    """
    side = "A" if j > i else "B"
    lo, hi = (i, j) if i < j else (j, i)
    between = sentence.texts[lo + 1 : hi]
    numbers = min(3, count_between(sentence.quantity_at, lo, hi))
    if kind == "entity":
        # Only names of the same kind count.
        own = sentence.texts[j]
        others = min(3, sum(s.kind == kind and s.text == own for s in sentence.symbols[lo + 1 : hi]))
    else:
        others = min(3, count_between(sentence.metric_at, lo, hi)) if kind == "metric" else numbers
    link = _link(between, side)
    features = [
        f"d={side}{bucket(len(between))}",
        f"n={side}{numbers}",
        f"o={side}{others}",
        f"no={side}{numbers}{others}",
        f"side={side}",
        f"link={link}",
        f"link={link}|{numbers}{others}",
    ]
    if len(between) <= 3:
        features.append(f"path={side}:{' '.join(between)}")
    if between:
        features += [f"first={side}:{between[0]}", f"last={side}:{between[-1]}"]
        for word in _TELLING.intersection(between):
            features.append(f"has={side}:{word}")
            if word in _JOINING:
                features.append(f"has2={side}:{word}{numbers}")
        if len(between) > 1:
            features.append(f"first2={side}:{between[0]} {between[1]}")
            features.append(f"last2={side}:{between[-2]} {between[-1]}")
        features += [f"chg={side}{group}" for group in set(sentence.groups[lo + 1 : hi]) if group]
    return features


def count_between(places: Sequence[int], lo: int, hi: int) -> int:
    """Return how many of ascending places lie between two others."""
    return max(0, bisect_left(places, hi) - bisect_right(places, lo))


_COPULAS: Final = frozenset(
    "of = : is was are were at to a an the about up over around nearly approximately only just as low high by than "
    "less more almost ~ reaches reached ( achieves".split()
)
_DEGREES: Final = frozenset(
    "higher lower better worse less fewer more smaller larger greater faster average mean improved reduced in relative "
    "absolute overall total the of a an".split()
)


def _link(between: Sequence[str], side: str) -> str:
    """Name the plain constructions that join a number and what it measures."""
    words = set(between)
    if not words:
        return side + "-next"
    if len(between) <= 5:
        if side == "B" and words <= _COPULAS:
            return "B-copula-by" if "by" in words else "B-copula"
        if side == "A" and between[0] in CHANGE_NOUNS and between[-1] in ("in", "of", "on", "the", "a", "an", "for"):
            return "A-change-in"
        if side == "A" and words <= _DEGREES:
            return "A-degree"
    if side == "B" and (between[-1] == "by" or between[-2:] in (["up", "to"], ["by", "up"])):
        return "B-long-by"
    return "far" if len(between) > 5 else "near"


def alignment(first: dict[int, tuple[int, int, int]], i: int, second: dict[int, tuple[int, int, int]], j: int) -> str:
    """Tell how two things stand in two enumerations of equal length ("A and B by x and y")."""
    n, size, _ = first.get(i, (0, 1, 0))
    m, other, _ = second.get(j, (0, 1, 0))
    if size == other and size > 1:
        return "same" if n == m else "cross"
    if size > 1 and other > 1:
        return "uneven"
    return "many-one" if size > 1 else ("one-many" if other > 1 else "single")
