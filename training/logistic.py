"""Fit a log-linear model over named features with scikit-learn and write it as JSON."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

MODELS = Path(__file__).resolve().parents[1] / "extractors" / "models"


def fit(
    examples: Sequence[Sequence[str]],
    labels: Sequence[str],
    *,
    strength: float = 1.0,
    min_count: int = 2,
    weights: Sequence[float] | None = None,
) -> dict[str, Any]:
    """Fit by L2-regularised maximum likelihood (deterministic: L-BFGS from zero).

    Args:
        examples: The features of each candidate.
        labels: The class of each.
        strength: Inverse regularisation C of scikit-learn.
        min_count: Features seen in fewer candidates are left out.
        weights: Weight of each candidate.

    Returns:
        The JSON form that `claimboard.extractors.loglinear.parse_model` reads.
    """
    counts = Counter(feature for features in examples for feature in set(features))
    kept = [{f: 1.0 for f in features if counts[f] >= min_count} for features in examples]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, labels, sample_weight=weights)
    table = {}
    for name, column in zip(vectorizer.get_feature_names_out(), model.coef_.T, strict=True):
        row = [round(float(w), 3) for w in column]
        if any(row):
            table[str(name)] = row
    return {
        "classes": [str(c) for c in model.classes_],
        "bias": [round(float(b), 3) for b in model.intercept_],
        "weights": table,
    }


def save(name: str, model: dict[str, Any]) -> Path:
    """Write a model where the package loads it from, one feature a line so that changes can be read."""
    path = MODELS / f"{name}.json"
    rows = ",\n".join(
        f"  {json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in sorted(model["weights"].items())
    )
    head = f'{{"classes": {json.dumps(model["classes"])},\n "bias": {json.dumps(model["bias"])},\n "weights": {{\n'
    path.write_text(head + rows + "\n}}\n", encoding="utf-8")
    return path
