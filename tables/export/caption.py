"""What every export says about its table: which version made it, from how many papers, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from ...schemas.model import RecordModel
from ..columns import TableName

if TYPE_CHECKING:
    import pandas as pd

Share = Annotated[float, Field(ge=0, le=1)]

TITLES: Final[dict[TableName, str]] = {
    "claims": "Claims",
    "comparison": "Comparison of papers",
    "comparison_long": "Comparison of papers, one row a value",
    "leaderboard": "Leaderboards",
    "leaderboard_index": "Index of leaderboards",
}


class RowQuality(RecordModel):
    """The contents of `tables/quality.json`: how many rows are right, by `claimboard evaluate` on annotated papers.

    A row is a claim with metric, number, unit, form, direction, subject, datasets and hardware right.
    """

    papers: Annotated[int, Field(ge=1)] | None
    """Annotated papers on which the two were measured; null where they were not, and so are the next two."""
    precision: Share | None
    """Share of the extracted rows that are right."""
    recall: Share | None
    """Share of the annotated rows that were extracted."""

    def sentence(self) -> str:
        """Say it in words."""
        if self.papers is None or self.precision is None or self.recall is None:
            return "The precision and recall of its rows have not been measured."
        return (
            f"On {self.papers:,} annotated papers, {self.precision:.0%} of the extracted rows were right (precision) "
            f"and {self.recall:.0%} of the annotated rows were found (recall)."
        )


@cache
def row_quality() -> RowQuality:
    """Return what was measured for this version, read once."""
    text = files(__package__).joinpath("..", "quality.json").read_text(encoding="utf-8")
    return RowQuality.model_validate_json(text)


@dataclass(frozen=True, slots=True)
class Caption:
    """The facts under a table."""

    title: str
    claimboard: str
    """The version that made the table."""
    papers: int | None
    """Papers with a row in the table; None where its rows are not of papers."""
    papers_read: int | None
    """Papers from which it was made, those without a row too; None where that is not known."""
    quality: RowQuality

    def text(self) -> str:
        """Return the caption in sentences, without the title."""
        parts = [self._source(), self.quality.sentence()]
        return " ".join(part for part in parts if part)

    def facts(self) -> dict[str, object]:
        """Return the caption as plain data."""
        return {
            "title": self.title,
            "claimboard": self.claimboard,
            "papers": self.papers,
            "papers_read": self.papers_read,
            "row_quality": self.quality.model_dump(),
            "text": self.text(),
        }

    def _source(self) -> str:
        made = f"Extracted from abstracts by claimboard {self.claimboard}"
        counts = [
            *([f"{self.papers:,} {_papers(self.papers)} in the table"] if self.papers is not None else []),
            *([f"{self.papers_read:,} {_papers(self.papers_read)} read"] if self.papers_read is not None else []),
        ]
        return f"{made}; {', '.join(counts)}." if counts else f"{made}."


def make_caption(table: TableName, frame: pd.DataFrame, papers_read: int | None) -> Caption:
    """Gather the caption of a table."""
    return Caption(
        title=TITLES[table],
        claimboard=version("claimboard"),
        papers=int(frame["paper_id"].nunique()) if "paper_id" in frame else None,
        papers_read=papers_read,
        quality=row_quality(),
    )


def _papers(number: int) -> str:
    return "paper" if number == 1 else "papers"
