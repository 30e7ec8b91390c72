"""Annotated papers for the training scripts; their texts are not part of this repository."""

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
CORPUS = GOLD.parent / "corpus" / "abstracts-20k.jsonl.gz"
OURS = Path(__file__).parent / "annotations"


def annotated(*names: str) -> list[dict[str, Any]]:
    """Return the annotated papers of the named sets, all but what is held out unless told otherwise.

    Sets of `annotations/` hold no text; titles and abstracts come from the collection by the paper's id.
    """
    rows = []
    for name in names or ("train", "dev", "corpus", "invented"):
        ours = OURS / f"{name}.jsonl"
        path = ours if ours.exists() else GOLD / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows.append(row if "abstract" in row else {**_texts()[row["id"]], **row})
    return rows


@cache
def _texts() -> dict[str, dict[str, str]]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        papers = map(json.loads, lines)
        return {paper["id"]: {key: paper[key] for key in ("title", "abstract")} for paper in papers}


def fold_of(paper_id: str, folds: int) -> int:
    """Assign a paper to a cross-validation fold, the same on every machine."""
    return int(hashlib.sha256(paper_id.encode()).hexdigest(), 16) % folds
