"""Annotated papers for the training scripts; the data is not part of this repository."""

import hashlib
import json
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def annotated(*names: str) -> list[dict[str, Any]]:
    """Return the annotated papers of the named sets, `train` and `dev` unless told otherwise."""
    rows = []
    for name in names or ("train", "dev"):
        path = GOLD / f"{name}.jsonl"
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return rows


def fold_of(paper_id: str, folds: int) -> int:
    """Assign a paper to a cross-validation fold, the same on every machine."""
    return int(hashlib.sha256(paper_id.encode()).hexdigest(), 16) % folds
