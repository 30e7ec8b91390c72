"""All that differs between two runs, as data."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .changes import ChangeKind, ClaimChange, PaperChange
from .standings import RankMove


@dataclass(frozen=True, slots=True)
class RunDifference:
    """What differs between two runs."""

    papers: tuple[PaperChange, ...]
    """Papers that came or went or whose claims differ."""
    ranks: tuple[RankMove, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs: papers, their claims, and the ranks that follow from them."""
        return not self.papers and not self.ranks

    def count_papers(self, kind: ChangeKind) -> int:
        """Return how many papers were added, removed or changed."""
        return sum(paper.kind == kind for paper in self.papers)

    def count_claims(self) -> Counter[ChangeKind]:
        """Return how many claims were added, removed and changed."""
        return Counter(change.kind for paper in self.papers for change in paper.claims)

    def report(self) -> dict[str, Any]:
        """Return everything as plain data, for JSON."""
        claims = self.count_claims()
        kinds: tuple[ChangeKind, ...] = ("added", "removed", "changed")
        return {
            "same": self.same,
            "counts": {
                "papers": {kind: self.count_papers(kind) for kind in kinds},
                "claims": {kind: claims[kind] for kind in kinds},
                "ranks": len(self.ranks),
            },
            "papers": [_paper_report(paper) for paper in self.papers],
            "ranks": [move._asdict() for move in self.ranks],
        }


def _paper_report(paper: PaperChange) -> dict[str, Any]:
    return {
        "change": paper.kind,
        "paper_id": paper.paper_id,
        "title": paper.title,
        "claims": [_claim_report(change) for change in paper.claims],
    }


def _claim_report(change: ClaimChange) -> dict[str, Any]:
    return {
        "change": change.kind,
        "fields": {field.field: {"old": field.old, "new": field.new} for field in change.fields},
        "old": change.old and change.old.model_dump(mode="json"),
        "new": change.new and change.new.model_dump(mode="json"),
    }
