"""The claims table: a row for each claim, with all of its fields as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from ..schemas import Bound, Claim, Direction, Effect, Field, Form, NoteKind, Paper, PaperRecord, Subject
from .collector import collector_paused
from .columns import to_frame

if TYPE_CHECKING:
    import pandas as pd

GroupBy = Literal["dataset", "task", "architecture", "hardware_kind"]

GROUP_COLUMNS: Final[dict[GroupBy, str]] = {
    "dataset": "datasets",
    "task": "tasks",
    "architecture": "families",
    "hardware_kind": "hardware_kinds",
}
"""Column of a claim that a table is grouped by; architectures are grouped by family."""


class ClaimRow(NamedTuple):
    """A claim with the facts of its paper, flat. Fields are the columns of `columns.json`, where their meaning is."""

    claim_id: str
    paper_id: str
    title: str
    metric: str
    metric_text: str
    value_text: str
    low: float
    high: float
    unit: str
    bound: Bound
    average: bool
    form: Form
    direction: Direction | None
    effect: Effect | None
    subject: Subject
    system: str | None
    baseline: str | None
    datasets: tuple[str, ...]
    architectures: tuple[str, ...]
    families: tuple[str, ...]
    hardware: tuple[str, ...]
    hardware_kinds: tuple[str, ...]
    tasks: tuple[str, ...]
    systems: tuple[str, ...]
    notes: tuple[NoteKind, ...]
    field: Field
    start: int
    end: int
    evidence: str
    evidence_start: int
    evidence_end: int
    date: str | None
    date_text: str | None
    authors: tuple[str, ...]
    n_authors: int | None
    upvotes: int | None
    url: str | None
    code_urls: tuple[str, ...]
    source_path: str
    source_format: str
    source_line: int | None


class PaperFacts(NamedTuple):
    """What the claims of one paper share."""

    paper: Paper
    systems: tuple[str, ...]
    tasks: tuple[str, ...]
    families: dict[str, str]
    """Family by architecture; the architecture itself where its family is unknown."""
    hardware_kinds: dict[str, str]
    vendors: dict[str, str | None]
    """Makers of the hardware; None for a class of device."""
    row_end: tuple[Any, ...]
    """The last fields of all rows, from `date` on."""


def paper_facts(record: PaperRecord) -> PaperFacts:
    """Gather what the claims of a record share."""
    paper, architectures, hardware = record.paper, record.architectures, record.hardware
    # Most papers have no hardware, and many no architectures: that is asked once instead of looking through nothing.
    return PaperFacts(
        paper=paper,
        systems=tuple([system.name for system in record.systems]) if record.systems else (),
        tasks=tuple([task.name for task in record.tasks]) if record.tasks else (),
        families={item.name: item.family or item.name for item in architectures} if architectures else {},
        hardware_kinds={item.name: item.kind for item in hardware} if hardware else {},
        vendors={item.name: item.vendor for item in hardware} if hardware else {},
        row_end=(
            paper.date.isoformat() if paper.date else None,
            paper.date_text,
            paper.authors,
            paper.n_authors,
            paper.upvotes,
            paper.url,
            paper.code_urls,
            paper.source.path,
            paper.source.format,
            paper.source.line,
        ),
    )


def attributes(names: tuple[str, ...], of_name: dict[str, str]) -> tuple[str, ...]:
    """Return the attributes of names, each once, in the order of the names."""
    return tuple(dict.fromkeys([of_name[name] for name in names]))


def claim_row(claim: Claim, facts: PaperFacts) -> ClaimRow:
    """Flatten a claim."""
    paper, quantity, evidence = facts.paper, claim.quantity, claim.evidence
    architectures, hardware = claim.architectures, claim.hardware
    # By name or position, forty fields would be handed over twice.
    fields = (
        claim.id,
        paper.id,
        paper.title,
        claim.metric,
        claim.metric_text,
        quantity.text,
        quantity.low,
        quantity.high,
        quantity.unit,
        quantity.bound,
        quantity.average,
        claim.form,
        claim.direction,
        claim.effect,
        claim.subject,
        claim.system,
        claim.baseline,
        claim.datasets,
        architectures,
        attributes(architectures, facts.families) if architectures else (),
        hardware,
        attributes(hardware, facts.hardware_kinds) if hardware else (),
        facts.tasks,
        facts.systems,
        claim.notes,
        quantity.field,
        quantity.start,
        quantity.end,
        evidence.text,
        evidence.start,
        evidence.end,
        *facts.row_end,
    )
    return tuple.__new__(ClaimRow, fields)


def entry_system(claim: ClaimRow) -> str | None:
    """Return whose number a claim is: the system it names, else the paper's own where the paper names exactly one.

    A benchmark is no holder of what others reach on it, so a name that is also a dataset of the claim is left out.
    """
    system = claim.system
    if system is None and claim.subject == "own" and len(claim.systems) == 1:
        system = claim.systems[0]
    return None if system in claim.datasets else system


@collector_paused()
def claims_table(records: Iterable[PaperRecord]) -> pd.DataFrame:
    """Put every claim on a row of its own, with every field as a column.

    Args:
        records: Records, passed over once.

    Returns:
        One row a claim, in the order of the records; the columns are those of the table `claims` in `columns.json`.
        Columns of several values hold lists. Papers without claims have no row.
    """
    return to_frame("claims", claim_rows(records))


def claim_rows(records: Iterable[PaperRecord]) -> Iterator[ClaimRow]:
    """Yield the rows of the claims table."""
    for record in records:
        if record.claims:
            facts = paper_facts(record)
            for claim in record.claims:
                yield claim_row(claim, facts)
