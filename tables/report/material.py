"""What page and charts are made from: records, flat claims and boards, gathered in one pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from ...schemas import PaperRecord, metrics
from ..claims import ClaimRow, claim_row, paper_facts
from ..comparison import comparison
from ..grid import Comparison
from ..leaderboard import leaderboard


class BoardRow(NamedTuple):
    """A claim on a board."""

    claim_id: str
    rank: int | None
    rank_value: float
    """What ranks it, in the board's unit."""


@dataclass(frozen=True, slots=True)
class Board:
    """A leaderboard."""

    id: str
    title: str
    unit: str
    papers: int
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a report shows, without how."""

    records: tuple[PaperRecord, ...]
    """The papers that claim something."""
    silent: tuple[str, ...]
    """Titles of the papers that claim nothing, or ids where there is no title."""
    claims: tuple[ClaimRow, ...]
    """All claims, in the order of records and text."""
    boards: tuple[Board, ...]
    """Those with most papers first."""
    comparison: Comparison
    """One row a paper, with every metric that is comparable."""

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return len(self.records) + len(self.silent)


def gather(records: Iterable[PaperRecord]) -> Material:
    """Gather what a report shows.

    Args:
        records: Records, passed over once. Those that claim something are held in memory. Of a paper that comes again
            the first record counts.
    """
    claiming: list[PaperRecord] = []
    silent: list[str] = []
    seen: set[str] = set()
    for record in records:
        if record.paper.id in seen:
            continue
        seen.add(record.paper.id)
        if record.claims:
            claiming.append(record)
        else:
            silent.append(record.paper.title or record.paper.id)
    return Material(
        records=tuple(claiming),
        silent=tuple(silent),
        claims=tuple(row for record in claiming for row in _claims(record)),
        boards=_boards(leaderboard(claiming)),
        comparison=comparison(claiming, max_columns=len(metrics())),
    )


def _claims(record: PaperRecord) -> list[ClaimRow]:
    facts = paper_facts(record)
    return [claim_row(claim, facts) for claim in record.claims]


def _boards(frame: pd.DataFrame) -> tuple[Board, ...]:
    names = ["board_id", "board_title", "board_unit", "claim_id", "paper_id", "rank", "rank_value"]
    heads: dict[str, tuple[str, str]] = {}
    rows: dict[str, list[BoardRow]] = {}
    papers: dict[str, set[str]] = {}
    for board, title, unit, claim, paper, rank, value in zip(*(frame[name].tolist() for name in names), strict=True):
        heads[board] = (title, unit)
        rows.setdefault(board, []).append(BoardRow(claim, None if pd.isna(rank) else int(rank), value))
        papers.setdefault(board, set()).add(paper)
    return tuple(
        Board(id=board, title=title, unit=unit, papers=len(papers[board]), rows=tuple(rows[board]))
        for board, (title, unit) in heads.items()
    )
