"""Fit a log-linear model over named features with scikit-learn and write it as JSON."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

NEGLIGIBLE = 0.01
"""Weights below it are left out: they move no decision that is not a coin toss, and are a third of a table."""
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
    matrix, names = _matrix(examples, counts, min_count)
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, labels, sample_weight=weights)
    table = {}
    for name, column in zip(names, model.coef_.T, strict=True):
        row = [round(float(w), 3) for w in column]
        if max(map(abs, row)) >= NEGLIGIBLE:
            table[name] = row
    return {
        "classes": [str(c) for c in model.classes_],
        "bias": [round(float(b), 3) for b in model.intercept_],
        "weights": table,
    }


def _matrix(examples: Sequence[Sequence[str]], counts: Counter[str], min_count: int) -> tuple[Any, list[str]]:
    """Return one row an example and one column a feature that is frequent enough, and the columns' names in order."""
    names = sorted(feature for feature, count in counts.items() if count >= min_count)
    column = {name: index for index, name in enumerate(names)}
    rows = [sorted({column[f] for f in features if f in column}) for features in examples]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    indices = np.fromiter((index for row in rows for index in row), dtype=np.int32, count=int(ends[-1]))
    return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(names))), names


def save(name: str, model: dict[str, Any]) -> Path:
    """Write a model where the package loads it from, one feature a line so that changes can be read."""
    path = MODELS / f"{name}.json"
    rows = ",\n".join(
        f"  {json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in sorted(model["weights"].items())
    )
    head = f'{{"classes": {json.dumps(model["classes"])},\n "bias": {json.dumps(model["bias"])},\n "weights": {{\n'
    path.write_text(head + rows + "\n}}\n", encoding="utf-8")
    return path


def fit_ranking(
    groups: Sequence[Sequence[Sequence[str]]],
    right: Sequence[Sequence[bool]],
    *,
    strength: float = 1.0,
    min_count: int = 2,
    negligible: float = NEGLIGIBLE,
) -> dict[str, Any]:
    """Fit a conditional logit: of each group of candidates, the right ones shall score highest.

    Maximises the sum over groups of log(sum of exp(score) over the right candidates / the same over all), less
    |weights|² / (2 strength); L-BFGS from zero (McFadden 1974, with several right answers summed).

    Args:
        groups: For each choice, the features of each candidate.
        right: For each choice, which candidates are right; a choice without any is left out.
        strength: Inverse regularisation.
        min_count: Features seen in fewer groups are left out.
        negligible: Weights below it are left out.

    Returns:
        The JSON form of a model with one column of scores.
    """
    kept = [(group, flags) for group, flags in zip(groups, right, strict=True) if any(flags) and not all(flags)]
    counts = Counter(f for group, _ in kept for f in {f for features in group for f in features})
    matrix, names = _matrix([features for group, _ in kept for features in group], counts, min_count)
    sizes = np.array([len(group) for group, _ in kept])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    flags = np.array([flag for _, row in kept for flag in row], dtype=float)

    def shares(scores: Any, mask: Any) -> tuple[Any, Any]:
        top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
        weights = np.exp(scores - top) * mask
        sums = np.add.reduceat(weights, starts)
        return weights / np.repeat(sums, sizes), np.log(sums) + np.maximum.reduceat(scores, starts)

    def loss(w: Any) -> tuple[float, Any]:
        scores = matrix @ w
        all_shares, all_sums = shares(scores, np.ones_like(flags))
        right_shares, right_sums = shares(scores, flags)
        value = float((all_sums - right_sums).sum() + w @ w / (2 * strength))
        return value, matrix.T @ (all_shares - right_shares) + w / strength

    fitted = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    table = {n: [round(float(w), 3)] for n, w in zip(names, fitted.x, strict=True) if abs(w) >= negligible}
    return {"classes": ["no", "yes"], "bias": [0.0], "weights": table}
