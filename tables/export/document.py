"""A table on its way into a file: the frame and everything that stands around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..columns import TableName
from .caption import Caption, make_caption

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Document:
    """A table with what its export says about it."""

    table: TableName
    frame: pd.DataFrame
    caption: Caption
    authors: Mapping[str, tuple[str, ...]]
    """Authors by paper id, for the bibliography; papers that are absent have none."""


def make_document(
    frame: pd.DataFrame,
    table: TableName,
    *,
    papers_read: int | None = None,
    authors: Mapping[str, tuple[str, ...]] | None = None,
) -> Document:
    """Put a table together with its caption.

    Args:
        frame: What one of the functions of `claimboard.tables` gave.
        table: Which of them: `claims`, `comparison`, `comparison_long`, `leaderboard` or `leaderboard_index`.
        papers_read: How many papers it was made from, those without a row too.
        authors: Authors by paper id, for the bibliography; a claims table has them itself.
    """
    return Document(table, frame, make_caption(table, frame, papers_read), authors or {})
