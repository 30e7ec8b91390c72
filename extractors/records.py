"""From what was found to the record of the contract."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar, cast

from ..schemas import (
    ArchitectureMention,
    Claim,
    DatasetMention,
    Field,
    HardwareKind,
    HardwareMention,
    Mention,
    Paper,
    PaperRecord,
    Quantity,
    Span,
    SystemMention,
    TaskMention,
    claim_id,
    effect_of,
)
from .document import Document
from .entity import Entity
from .linker import LinkedClaim

M = TypeVar("M", bound=Mention)


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
    return PaperRecord(
        paper=paper,
        systems=_mentions(SystemMention, document, by_kind.get("systems", {})),
        datasets=_mentions(DatasetMention, document, by_kind.get("datasets", {})),
        architectures=_mentions(ArchitectureMention, document, by_kind.get("architectures", {})),
        hardware=_mentions(HardwareMention, document, by_kind.get("hardware", {})),
        tasks=_mentions(TaskMention, document, by_kind.get("tasks", {})),
        claims=_claims(paper, document, claims),
    )


def _span(document: Document, start: int, end: int) -> Span:
    field, offset = _field(document, start)
    return Span(field=field, start=start - offset, end=end - offset, text=document.text[start:end])


def _field(document: Document, start: int) -> tuple[Field, int]:
    return ("title", 0) if start < document.body else ("abstract", document.body)


def _mentions(model: type[M], document: Document, names: dict[str, list[Entity]]) -> tuple[M, ...]:
    made = []
    for name, places in names.items():
        first = places[0]
        field, offset = _field(document, first.start)
        extra: dict[str, object] = {}
        if model is ArchitectureMention:
            extra["family"] = first.family
        elif model is HardwareMention:
            extra["kind"] = cast(HardwareKind, first.hardware_kind or "other")
            extra["vendor"] = first.vendor
        made.append(
            model.model_validate(
                {
                    "name": name,
                    "text": document.text[first.start : first.end],
                    "field": field,
                    "start": first.start - offset,
                    "end": first.end - offset,
                    "spans": tuple(_span(document, e.start, e.end) for e in places[1:]),
                    **extra,
                }
            )
        )
    return tuple(made)


def _claims(paper: Paper, document: Document, claims: Iterable[LinkedClaim]) -> tuple[Claim, ...]:
    made = []
    equal: Counter[tuple[int, int, str]] = Counter()
    for claim in claims:
        quantity = claim.quantity
        place = _span(document, quantity.start, quantity.end)
        key = (quantity.start, quantity.end, claim.metric)
        made.append(
            Claim(
                id=claim_id(paper.id, place.field, place.start, place.end, claim.metric, equal[key]),
                metric=claim.metric,
                metric_text=document.text[claim.metric_start : claim.metric_end] if claim.metric_start >= 0 else "",
                quantity=Quantity(
                    field=place.field,
                    start=place.start,
                    end=place.end,
                    text=place.text,
                    low=quantity.low,
                    high=quantity.high,
                    unit=quantity.unit,
                    bound=quantity.bound,
                    average=quantity.average,
                ),
                form=claim.form,
                direction=claim.direction,
                effect=effect_of(claim.metric, claim.form, claim.direction),
                subject=claim.subject,
                system=claim.system,
                baseline=claim.baseline,
                datasets=tuple(claim.context.get("datasets", ())),
                architectures=tuple(claim.context.get("architectures", ())),
                hardware=tuple(claim.context.get("hardware", ())),
                notes=(*claim.notes, *quantity.notes),
                evidence=_span(document, *claim.sentence),
            )
        )
        equal[key] += 1
    return tuple(made)
