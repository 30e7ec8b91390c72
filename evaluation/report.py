"""The figures as plain data, for JSON and for tables."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .bootstrap import Interval
from .counts import Counts
from .scoring import LEVELS, RARE_KINDS, Evaluation
from .statements import ENTITY_KINDS


def figures_report(evaluation: Evaluation, intervals: Mapping[str, Interval] | None = None) -> dict[str, Any]:
    """Return all figures, rounded to four digits, and all mistakes.

    Args:
        evaluation: What was compared.
        intervals: From `bootstrap`, to be reported beside the figures.
    """
    figures = {figure: _counts_report(counts) for figure, counts in evaluation.figures.items()}
    for figure, interval in (intervals or {}).items():
        figures[figure]["f1_interval"] = [round(interval.low, 4), round(interval.high, 4)]
    return {
        "papers": len(evaluation.papers),
        "missing": list(evaluation.missing),
        **{level: figures[level] for level in LEVELS},
        "entities": {kind: figures[kind] for kind in ENTITY_KINDS},
        "fields": {name: round(share, 4) for name, share in evaluation.fields.items()},
        "rare": {kind: figures[f"rare {kind}"] for kind in RARE_KINDS},
        "metric_confusions": [list(confusion) for confusion in evaluation.confusions],
        "mistakes": [asdict(mistake) for mistake in evaluation.mistakes()],
    }


def _counts_report(counts: Counts) -> dict[str, Any]:
    return {
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "hits": counts.hits,
        "gold": counts.expected,
        "predicted": counts.found,
    }
