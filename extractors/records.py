"""From what was found to the record of the contract."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..schemas import Field, Paper, PaperRecord, claim_id, effect_of
from .document import Document
from .entity import Entity
from .linker import LinkedClaim

Fields = dict[str, Any]
"""What a model of the record is made of; all are validated in one go with the record, which is faster."""


def to_record(
    paper: Paper, document: Document, entities: Iterable[Entity], claims: Iterable[LinkedClaim]
) -> PaperRecord:
    """Build a paper's record.

    Args:
        paper: The paper as read.
        document: Its text laid out.
        entities: Its names, every place, in text order.
        claims: Its claims in text order.

    Returns:
        The validated record.
    """
    by_kind: dict[str, dict[str, list[Entity]]] = {}
    for entity in entities:
        by_kind.setdefault(entity.kind, {}).setdefault(entity.name, []).append(entity)
    return PaperRecord.model_validate(
        {
            "paper": paper,
            "claims": _claims(paper, document, claims),
            **{kind: _mentions(document, names) for kind, names in by_kind.items()},
        }
    )


def _span(document: Document, start: int, end: int) -> Fields:
    field, offset = _field(document, start)
    return {"field": field, "start": start - offset, "end": end - offset, "text": document.text[start:end]}


def _field(document: Document, start: int) -> tuple[Field, int]:
    return ("title", 0) if start < document.body else ("abstract", document.body)


def _mentions(document: Document, names: dict[str, list[Entity]]) -> tuple[Fields, ...]:
    made = []
    for name, places in names.items():
        first = places[0]
        mention = _span(document, first.start, first.end)
        mention["name"] = name
        mention["spans"] = tuple([_span(document, place.start, place.end) for place in places[1:]])
        if first.kind == "architectures":
            mention["family"] = first.family
        elif first.kind == "hardware":
            mention["kind"] = first.hardware_kind or "other"
            mention["vendor"] = first.vendor
        made.append(mention)
    return tuple(made)


def _claims(paper: Paper, document: Document, claims: Iterable[LinkedClaim]) -> tuple[Fields, ...]:
    made = []
    equal: Counter[tuple[int, int, str]] = Counter()
    for claim in claims:
        quantity = claim.quantity
        place = _span(document, quantity.start, quantity.end)
        key = (quantity.start, quantity.end, claim.metric)
        made.append(
            {
                "id": claim_id(paper.id, place["field"], place["start"], place["end"], claim.metric, equal[key]),
                "metric": claim.metric,
                "metric_text": document.text[claim.metric_start : claim.metric_end] if claim.metric_start >= 0 else "",
                "quantity": {
                    **place,
                    "low": quantity.low,
                    "high": quantity.high,
                    "unit": quantity.unit,
                    "bound": quantity.bound,
                    "average": quantity.average,
                },
                "form": claim.form,
                "direction": claim.direction,
                "effect": effect_of(claim.metric, claim.form, claim.direction),
                "subject": claim.subject,
                "system": claim.system,
                "baseline": claim.baseline,
                "datasets": tuple(claim.context.get("datasets", ())),
                "architectures": tuple(claim.context.get("architectures", ())),
                "hardware": tuple(claim.context.get("hardware", ())),
                "notes": (*claim.notes, *quantity.notes),
                "evidence": _span(document, *claim.sentence),
            }
        )
        equal[key] += 1
    return tuple(made)
