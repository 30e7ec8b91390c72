"""One run against another, claim by claim: what came, what went, and which fields are no longer the same."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from pydantic import TypeAdapter

from ..schemas import Claim, PaperRecord

ChangeKind = Literal["added", "removed", "changed"]
Fact: TypeAlias = str | float | bool | tuple[str, ...] | None

_CLAIMS: Final = TypeAdapter(tuple[Claim, ...])


class FieldChange(NamedTuple):
    """A field of a claim that is not the same in both runs."""

    field: str
    """Name of the field; `value` is the number as written, `place` where it stands."""
    old: Fact
    new: Fact


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is not the same in both runs."""

    old: Claim | None
    """The claim of the old run; None where it was added."""
    new: Claim | None
    """The claim of the new run; None where it was removed."""

    @property
    def kind(self) -> ChangeKind:
        """Whether it was added, removed or changed."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def claim(self) -> Claim:
        """The claim as it is in the new run or, where it was removed, as it was."""
        claim = self.new or self.old
        assert claim is not None
        return claim

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields that differ; none where the claim is in one run alone."""
        if self.old is None or self.new is None:
            return ()
        old, new = claim_facts(self.old), claim_facts(self.new)
        return tuple(FieldChange(name, old[name], new[name]) for name in old if old[name] != new[name])


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A paper that is not the same in both runs."""

    kind: ChangeKind
    """`added` and `removed` where the paper is in one run alone."""
    paper_id: str
    title: str
    claims: tuple[ClaimChange, ...]
    """Its claims that differ, in the order of the text."""


def paper_changes(old: Iterable[PaperRecord], new: Iterable[PaperRecord]) -> Iterator[PaperChange]:
    """Compare two runs paper by paper, by id.

    The old run is kept in a temporary database that spills to disk, so memory does not grow with the runs, whose papers
    may stand in different orders.

    Args:
        old: Records of the one run, consumed one by one.
        new: Records of the other.

    Yields:
        The papers that were added or removed or whose claims differ: in the order of the new run, removed ones last.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as kept:
        kept.execute("PRAGMA journal_mode = OFF")
        kept.execute("CREATE TABLE papers (id TEXT PRIMARY KEY, position INTEGER, title TEXT, claims BLOB)")
        kept.execute("BEGIN")
        kept.executemany(
            "INSERT OR IGNORE INTO papers VALUES (?, ?, ?, ?)",
            (
                (record.paper.id, position, record.paper.title, _CLAIMS.dump_json(record.claims))
                for position, record in enumerate(old)
            ),
        )
        for record in new:
            paper = record.paper
            found = kept.execute("DELETE FROM papers WHERE id = ? RETURNING claims", (paper.id,)).fetchone()
            if found is None:
                yield PaperChange("added", paper.id, paper.title, claim_changes((), record.claims))
            elif found[0] != _CLAIMS.dump_json(record.claims):
                changes = claim_changes(_CLAIMS.validate_json(found[0]), record.claims)
                if changes:
                    yield PaperChange("changed", paper.id, paper.title, changes)
        for paper_id, title, claims in kept.execute("SELECT id, title, claims FROM papers ORDER BY position"):
            yield PaperChange("removed", paper_id, title, claim_changes(_CLAIMS.validate_json(claims), ()))


def claim_changes(old: Sequence[Claim], new: Sequence[Claim]) -> tuple[ClaimChange, ...]:
    """Compare the claims of one paper.

    Two claims are one that changed if they have the same id, else the same place, else (where the text was edited) the
    same metric and number, else places that overlap.

    Args:
        old: Claims of the old run.
        new: Claims of the new run.

    Returns:
        What was added, removed and changed, in the order of the text.
    """
    rest_old, rest_new = list(old), list(new)
    pairs: list[tuple[Claim, Claim]] = []
    for are_one in (_same_id, _same_place, _same_number, _overlap):
        pairs += _take_pairs(rest_old, rest_new, are_one)
    changes = [
        *(ClaimChange(one, other) for one, other in pairs),
        *(ClaimChange(claim, None) for claim in rest_old),
        *(ClaimChange(None, claim) for claim in rest_new),
    ]
    return tuple(sorted((change for change in changes if change.kind != "changed" or change.fields), key=_text_order))


def claim_facts(claim: Claim) -> dict[str, Fact]:
    """Return what is compared, by field. The effect is not, since it follows from metric, form and direction."""
    quantity = claim.quantity
    return {
        "metric": claim.metric,
        "metric_text": claim.metric_text,
        "value": quantity.text,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "bound": quantity.bound,
        "average": quantity.average,
        "form": claim.form,
        "direction": claim.direction,
        "subject": claim.subject,
        "system": claim.system,
        "baseline": claim.baseline,
        "datasets": claim.datasets,
        "architectures": claim.architectures,
        "hardware": claim.hardware,
        "notes": claim.notes,
        "place": f"{quantity.field}:{quantity.start}-{quantity.end}",
        "evidence": claim.evidence.text,
    }


def _take_pairs(
    old: list[Claim], new: list[Claim], are_one: Callable[[Claim, Claim], bool]
) -> list[tuple[Claim, Claim]]:
    """Take claims that are one out of both lists, each with the first that fits."""
    pairs = []
    for one in list(old):
        other = next((claim for claim in new if are_one(one, claim)), None)
        if other is not None:
            old.remove(one)
            new.remove(other)
            pairs.append((one, other))
    return pairs


def _same_id(one: Claim, other: Claim) -> bool:
    return one.id == other.id


def _same_place(one: Claim, other: Claim) -> bool:
    a, b = one.quantity, other.quantity
    return (a.field, a.start, a.end) == (b.field, b.start, b.end)


def _same_number(one: Claim, other: Claim) -> bool:
    a, b = one.quantity, other.quantity
    return (one.metric, a.low, a.high, a.unit) == (other.metric, b.low, b.high, b.unit)


def _overlap(one: Claim, other: Claim) -> bool:
    a, b = one.quantity, other.quantity
    return a.field == b.field and a.start < b.end and b.start < a.end


def _text_order(change: ClaimChange) -> tuple[bool, int, int, str]:
    claim = change.claim
    return (claim.quantity.field != "title", claim.quantity.start, claim.quantity.end, claim.id)
