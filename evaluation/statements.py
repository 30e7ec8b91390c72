"""Claims of either side, annotated or extracted, in the one shape in which they are compared."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..schemas import Mention, PaperRecord
from .annotations import AnnotatedPaper, place_of
from .spelling import NameKeys, distinct_names, name_keys

ENTITY_KINDS: Final = ("systems", "datasets", "architectures", "hardware", "tasks")
CONTEXT_KINDS: Final = ("datasets", "architectures", "hardware")

_FLOPS: Final = re.compile(r"([kKmMgGtTpP]?)(?:flops?|FLOP[Ss]?)(?:/s)?")
_UNIT_ALIASES: Final = {
    "%": "percent",
    "×": "x",
    "times": "x",
    "": "none",
    "1": "none",
    "points": "pp",
    "FPS": "fps",
    "frames/s": "fps",
    "frames per second": "fps",
    "°": "deg",
    "degree": "deg",
    "degrees": "deg",
    "sec": "s",
    "seconds": "s",
    "minutes": "min",
    "hours": "h",
    "day": "d",
    "days": "d",
    "USD": "$",
    "gpu-hours": "GPU-hours",
    "GPU hours": "GPU-hours",
    "gpu hours": "GPU-hours",
    "GPU-hour": "GPU-hours",
    "kB": "KB",
    "N*m": "Nm",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with its place; names are sets of accepted spellings."""

    text: str
    field: str
    start: int
    end: int
    low: float
    high: float
    unit: str
    metric: str
    metric_text: str
    form: str
    direction: str | None
    bound: str
    average: bool
    subject: str
    baseline: str | None
    datasets: tuple[NameKeys, ...]
    architectures: tuple[NameKeys, ...]
    hardware: tuple[NameKeys, ...]


def annotated_statements(paper: AnnotatedPaper) -> list[Statement]:
    """Return the claims of an annotated paper."""
    statements = []
    for claim in paper.claims:
        field, start, end = place_of(claim, paper)
        statements.append(
            Statement(
                text=claim.value_text,
                field=field,
                start=start,
                end=end,
                low=claim.low,
                high=claim.high,
                unit=comparable_unit(claim.unit),
                metric=claim.metric,
                metric_text=claim.metric_text or "",
                form=claim.form,
                direction=claim.direction,
                bound=claim.bound,
                average=claim.average,
                subject=claim.subject,
                baseline=claim.baseline,
                datasets=written_names(claim.datasets),
                architectures=written_names(claim.architectures),
                hardware=written_names(claim.hardware),
            )
        )
    return statements


def extracted_statements(record: PaperRecord) -> list[Statement]:
    """Return the claims of a record; a canonical name also counts in the paper's own spelling of it."""
    spellings = {
        kind: {mention.name: name_keys(mention.name, mention.text) for mention in getattr(record, kind)}
        for kind in CONTEXT_KINDS
    }
    return [
        Statement(
            text=claim.quantity.text,
            field=claim.quantity.field,
            start=claim.quantity.start,
            end=claim.quantity.end,
            low=claim.quantity.low,
            high=claim.quantity.high,
            unit=comparable_unit(claim.quantity.unit),
            metric=claim.metric,
            metric_text=claim.metric_text,
            form=claim.form,
            direction=claim.direction,
            bound=claim.quantity.bound,
            average=claim.quantity.average,
            subject=claim.subject,
            baseline=claim.baseline,
            datasets=_known_names(claim.datasets, spellings["datasets"]),
            architectures=_known_names(claim.architectures, spellings["architectures"]),
            hardware=_known_names(claim.hardware, spellings["hardware"]),
        )
        for claim in record.claims
    ]


def written_names(names: Iterable[str]) -> tuple[NameKeys, ...]:
    """Return the distinct names of an annotation."""
    return distinct_names(name_keys(name) for name in names)


def mentioned_names(mentions: Iterable[Mention]) -> tuple[NameKeys, ...]:
    """Return the distinct names of a record's mentions, each accepted as canonical name and as written."""
    return distinct_names(name_keys(mention.name, mention.text) for mention in mentions)


def comparable_unit(unit: str) -> str:
    """Return one spelling for the units that people write in several ways."""
    plain = unit.strip().replace("\u00b5", "u").replace("\u03bc", "u").replace("\u00b7", "*")
    flops = _FLOPS.fullmatch(plain)
    if flops:
        return f"{flops[1].upper()}FLOPs"
    return _UNIT_ALIASES.get(plain, plain)


def _known_names(names: Iterable[str], spellings: Mapping[str, NameKeys]) -> tuple[NameKeys, ...]:
    return distinct_names(spellings[name] for name in names)
