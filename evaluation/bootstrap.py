"""How sure the figures are: percentile intervals over resampled papers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .scoring import FIGURES, Evaluation


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle share of the resampled values."""

    low: float
    high: float


def bootstrap(
    evaluation: Evaluation, samples: int, *, confidence: float = 0.95, seed: int = 0, figures: Sequence[str] = FIGURES
) -> dict[str, Interval]:
    """Return an interval for the F1 of each figure.

    Papers, not claims, are drawn with replacement, since the claims of one abstract stand and fall together. The
    draws are seeded: the same evaluation gives the same intervals.

    Args:
        evaluation: The figures of each paper.
        samples: How many times as many papers as there are get drawn; 1000 is usual.
        confidence: Share of the resampled values inside the interval, between 0 and 1.
        seed: Start of the random numbers.
        figures: Names of the figures.

    Returns:
        The intervals by figure; empty where there are no papers.
    """
    papers = evaluation.papers
    if not papers:
        return {}
    generator = np.random.default_rng(seed)
    weights = generator.multinomial(len(papers), np.full(len(papers), 1 / len(papers)), size=samples)
    tail = 100 * (1 - confidence) / 2
    intervals = {}
    for figure in figures:
        counts = [paper.figures[figure] for paper in papers]
        hits = weights @ np.array([count.hits for count in counts])
        # F1 = 2 hits / (expected + found), which needs no precision or recall of its own.
        total = weights @ np.array([count.expected + count.found for count in counts])
        f1 = np.divide(2 * hits, total, out=np.zeros(samples), where=total > 0)
        low, high = np.percentile(f1, [tail, 100 - tail])
        intervals[figure] = Interval(float(low), float(high))
    return intervals
