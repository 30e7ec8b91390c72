"""Annotated papers and records of our own, and records made from the shared annotations where those are at hand."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from claimboard.evaluation import AnnotatedPaper
from claimboard.evaluation.annotations import place_of
from claimboard.schemas import PaperRecord, claim_id, effect_of, is_unit
from claimboard.schemas.taxonomy import is_metric

GOLD_FOLDER = Path(__file__).parents[3] / "shared" / "gold"
CONTEXT = ("datasets", "architectures", "hardware")


@pytest.fixture
def gold_folder() -> Path:
    if not (GOLD_FOLDER / "dev.jsonl").exists():
        pytest.skip("the shared annotations are not beside this checkout")
    return GOLD_FOLDER


@pytest.fixture
def record_of() -> Callable[..., PaperRecord]:
    return _record_of


def _record_of(paper: AnnotatedPaper, *, noise: float = 0.0) -> PaperRecord:
    """Write an annotation as a record, each thing in it spoiled with probability `noise`."""
    chance = random.Random(paper.id)

    def spoil() -> bool:
        return chance.random() < noise

    mentions: dict[str, list[dict[str, Any]]] = {}
    for kind in ("systems", *CONTEXT, "tasks"):
        names = [name for name in getattr(paper, kind) if name in paper.abstract and not spoil()]
        mentions[kind] = [_mention(paper.abstract, name, kind) for name in names]
    claims = [
        _claim(paper, number, mentions, spoil)
        for number, claim in enumerate(paper.claims)
        if is_unit(claim.unit) and is_metric(claim.metric) and not spoil()
    ]
    source = {"path": "papers.jsonl", "format": "jsonl", "line": 1}
    return PaperRecord.model_validate(
        {
            "paper": {"id": paper.id, "title": paper.title, "abstract": paper.abstract, "source": source},
            **{kind: tuple(found) for kind, found in mentions.items()},
            "claims": tuple(claims),
        }
    )


def _mention(text: str, name: str, kind: str) -> dict[str, Any]:
    start = text.index(name)
    place = {"name": name.upper(), "text": name, "field": "abstract", "start": start, "end": start + len(name)}
    return {**place, "kind": "other"} if kind == "hardware" else place


def _claim(
    paper: AnnotatedPaper, number: int, mentions: dict[str, list[dict[str, Any]]], spoil: Callable[[], bool]
) -> dict[str, Any]:
    claim = paper.claims[number]
    field, start, end = place_of(claim, paper)
    text = getattr(paper, field)
    metric = "other:something_else" if spoil() else claim.metric
    form = "absolute" if spoil() else claim.form
    direction = (claim.direction or "higher") if form in ("change", "ratio") else None
    shift = 1.0 if spoil() else 0.0
    return {
        "id": claim_id(paper.id, field, start, end, metric, number),
        "metric": metric,
        "metric_text": claim.metric_text or "",
        "quantity": {
            "text": text[start:end],
            "field": field,
            "start": start,
            "end": end,
            "low": claim.low + shift,
            "high": claim.high + shift,
            "unit": "none" if spoil() else claim.unit,
            "bound": "exact" if spoil() else claim.bound,
            "average": claim.average or spoil(),
        },
        "form": form,
        "direction": direction,
        "effect": effect_of(metric, form, direction),
        "subject": "other" if spoil() else claim.subject,
        "baseline": None if spoil() else claim.baseline,
        **{
            kind: tuple(m["name"] for m in mentions[kind] if m["text"] in getattr(claim, kind) and not spoil())
            for kind in CONTEXT
        },
        "evidence": {"field": field, "start": 0, "end": len(text), "text": text},
    }
