"""Which extracted claim answers which annotated one, and which of its fields are right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .spelling import same_names, similar
from .statements import CONTEXT_KINDS, Statement

FIELDS: Final = (
    "metric",
    "form",
    "direction",
    "bound",
    "average",
    "subject",
    "baseline",
    "datasets",
    "architectures",
    "hardware",
)

_MAX_EXTRA_CHARACTERS: Final = 12
"""By how much an extracted value may be longer than the annotated one."""
_RELATIVE_TOLERANCE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated claim, the extracted one with the same value, and the fields in which they agree."""

    expected: Statement
    found: Statement
    right: frozenset[str]

    def wrong(self) -> tuple[str, ...]:
        """Return the fields in which the two differ."""
        return tuple(name for name in FIELDS if name not in self.right)


def pair_up(expected: Sequence[Statement], found: Sequence[Statement]) -> list[Pair]:
    """Pair the claims with equal values one to one, those that agree best first.

    Several claims may share one number; the metric decides first, then the number of right fields, then the order.
    """
    candidates = []
    for i, wanted in enumerate(expected):
        for j, given in enumerate(found):
            if same_value(wanted, given):
                right = frozenset(name for name in FIELDS if is_right(name, wanted, given))
                candidates.append((("metric" not in right, -len(right), i, j), Pair(wanted, given, right)))
    pairs: list[Pair] = []
    taken_expected: set[int] = set()
    taken_found: set[int] = set()
    for (_, _, i, j), pair in sorted(candidates, key=lambda candidate: candidate[0]):
        if i not in taken_expected and j not in taken_found:
            taken_expected.add(i)
            taken_found.add(j)
            pairs.append(pair)
    return pairs


def same_value(expected: Statement, found: Statement) -> bool:
    """Tell whether two claims state the same number at the same place."""
    return (
        expected.field == found.field
        and expected.start < found.end
        and found.start < expected.end
        and found.end - found.start <= expected.end - expected.start + _MAX_EXTRA_CHARACTERS
        and _close(expected.low, found.low)
        and _close(expected.high, found.high)
        and expected.unit == found.unit
    )


def is_right(name: str, expected: Statement, found: Statement) -> bool:
    """Tell whether one field of an extracted claim is as annotated."""
    if name == "metric":
        return _same_metric(expected, found)
    if name == "baseline":
        return _same_baseline(expected.baseline, found.baseline)
    if name in CONTEXT_KINDS:
        return same_names(getattr(expected, name), getattr(found, name))
    return bool(getattr(expected, name) == getattr(found, name))


def _same_metric(expected: Statement, found: Statement) -> bool:
    if expected.metric == found.metric:
        return True
    if not (expected.metric.startswith("other:") and found.metric.startswith("other:")):
        return False
    return similar(expected.metric.removeprefix("other:"), found.metric.removeprefix("other:")) or similar(
        expected.metric_text, found.metric_text
    )


def _same_baseline(expected: str | None, found: str | None) -> bool:
    if not expected or not found:
        return not expected and not found
    return similar(expected, found)


def _close(expected: float, found: float) -> bool:
    return abs(expected - found) <= _RELATIVE_TOLERANCE * max(1.0, abs(expected))
