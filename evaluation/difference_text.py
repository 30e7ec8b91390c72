"""The difference of two runs as texts: a summary, and tables that terminals, Markdown and test failures show."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..schemas import metric_label
from .changes import ClaimChange, Fact, claim_facts
from .difference import RunDifference
from .standings import RankMove

_CLAIM_HEADER: Final = ("change", "paper", "claim", "field", "old", "new")
_RANK_HEADER: Final = ("board", "paper", "old rank", "new rank", "old value", "new value")

_TOLD_BY_THE_CLAIM: Final = frozenset(
    {"metric", "metric_text", "value", "low", "high", "unit", "form", "place", "evidence"}
)
_USUAL: Final[tuple[Fact, ...]] = (None, (), False, "exact", "own")


class DifferenceTable(NamedTuple):
    """One table of texts."""

    header: Sequence[str]
    rows: list[Sequence[str]]


def difference_summary(difference: RunDifference) -> str:
    """Say in a line how much differs."""
    if difference.same:
        return "The same claims and ranks."
    claims = difference.count_claims()
    return (
        f"Claims: {claims['added']:,} added, {claims['removed']:,} removed, {claims['changed']:,} changed. "
        f"Papers: {difference.count_papers('added'):,} added, {difference.count_papers('removed'):,} removed. "
        f"Ranks moved: {len(difference.ranks):,}."
    )


def difference_tables(difference: RunDifference) -> Iterator[DifferenceTable]:
    """Yield what differs: a row a field that changed or claim that came or went, then a row a rank that moved.

    Tables without rows are left out.
    """
    claims: list[Sequence[str]] = [
        (change.kind, paper.title or paper.paper_id, *cells)
        for paper in difference.papers
        for change in paper.claims
        for cells in _claim_cells(change)
    ]
    if claims:
        yield DifferenceTable(_CLAIM_HEADER, claims)
    if difference.ranks:
        yield DifferenceTable(_RANK_HEADER, [_rank_cells(move) for move in difference.ranks])


def _claim_cells(change: ClaimChange) -> Iterator[tuple[str, str, str, str]]:
    """Yield claim, field, old and new."""
    claim = f"{metric_label(change.claim.metric)} {change.claim.quantity.text}"
    if change.kind == "changed":
        for field in change.fields:
            yield claim, field.field, _shown(field.old), _shown(field.new)
    else:
        told = [
            f"{name}: {_shown(fact)}"
            for name, fact in claim_facts(change.claim).items()
            if name not in _TOLD_BY_THE_CLAIM and fact not in _USUAL
        ]
        words = "; ".join([change.claim.form, *told])
        yield claim, "", words if change.old else "", words if change.new else ""


def _rank_cells(move: RankMove) -> tuple[str, ...]:
    return (
        move.board_title,
        move.title or move.paper_id,
        *(_shown(cell) for cell in (move.old_rank, move.new_rank, move.old_value, move.new_value)),
    )


def _shown(value: Fact) -> str:
    if value is None:
        return "none"
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)
