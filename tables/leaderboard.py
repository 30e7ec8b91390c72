"""Leaderboards: every board in one long frame, and an index of the boards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np

from ..schemas import DIRECTIONS, Direction, PaperRecord, UsageError, better_side, metrics
from .boards import BoardKey, board_of, group_key, side_of
from .claims import GROUP_COLUMNS, ClaimRow, GroupBy, claim_row, entry_system, paper_facts
from .collector import collector_paused
from .columns import ROWS_AT_ONCE, column_names, plain_values, to_frame, to_series
from .gathered import GatheredColumns
from .names import check_choice
from .ranking import UNRANKED, Board, Contest, RankBy, Standings
from .scales import Amount
from .selection import Names, Selection
from .values import shown_value

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

PLACE_COLUMNS: Final = ("rank", "rank_value", "unranked")
"""The columns of a leaderboard that the place on it decides."""

_INDEXED: Final = (
    "board_id",
    "board_title",
    "board_unit",
    "metric",
    "form",
    "direction",
    "rank",
    "value",
    "rank_value",
    "system",
    "title",
    "paper_id",
)


@collector_paused()
def leaderboard(
    records: Iterable[PaperRecord],
    *,
    metric: Names = None,
    dataset: Names = None,
    hardware: Names = None,
    hardware_kind: Names = None,
    architecture: Names = None,
    task: Names = None,
    form: Names = None,
    include_baselines: bool = False,
    rank_by: RankBy = "claimed",
    strict: bool = False,
    keep_all: bool = False,
    certain: bool = False,
    better: Direction | None = None,
    min_papers: int = 1,
    group_by: GroupBy | None = None,
) -> pd.DataFrame:
    """Rank claims, each only against those that it can fairly be compared with.

    The rules are in `docs/tables.md`. Filters take one name or several, in any case, with or without hyphens; a filter
    that nothing meets gives an empty frame.

    Args:
        records: Records, passed over once.
        metric: Ids or labels of metrics.
        dataset: Datasets that the number holds on.
        hardware: Hardware that it holds on.
        hardware_kind: Kinds of that hardware, such as `fpga`.
        architecture: Architectures, or families of them, that it is about.
        task: Tasks of the paper.
        form: `absolute`, `change`, `ratio` or `fraction`.
        include_baselines: Rank the results of baselines and others too; the column `subject` marks them.
        rank_by: `claimed` ranks a range by its better end and "up to" by its value; `conservative` a range by its worse
            end, and lists bounds that only limit the good side below, without a rank.
        strict: Give averages boards of their own.
        keep_all: List, besides the best result of a paper on a board, the others, without a rank.
        certain: Leave out claims of which something was inferred (with `notes`).
        better: Better side of the metrics where it depends, such as the attack success rate; without it they are not
            ranked.
        min_papers: Leave out boards with fewer papers.
        group_by: Split every board by `dataset`, `task`, `architecture` family or `hardware_kind` of the claims.

    Returns:
        All boards in long form, those with most papers first; the columns are those of the table `leaderboard` in
        `columns.json`.

    Raises:
        UsageError: A metric or a choice does not exist, or `better` contradicts the metric asked for.
    """
    check_choice("rank_by", rank_by, get_args(RankBy))
    if group_by is not None:
        check_choice("group_by", group_by, GROUP_COLUMNS)
    selection = Selection.of(
        metrics=metric,
        datasets=dataset,
        hardware=hardware,
        hardware_kinds=hardware_kind,
        architectures=architecture,
        tasks=task,
        forms=form,
        include_baselines=include_baselines,
        certain=certain,
    )
    _check_better(better, selection)
    contest = Contest(better=better, rank_by=rank_by)
    cells = GatheredColumns(claim_columns())
    entries = board_entries(records, selection, better=better, strict=strict, group_by=group_by)
    # Some at a time are turned into columns at once, while they are in the processor's cache.
    while some := list(islice(entries, ROWS_AT_ONCE)):
        keys, amounts, claims = zip(*some, strict=True)
        fields = dict(zip(ClaimRow._fields, zip(*claims, strict=True), strict=True))
        contest.add(keys, amounts, fields, fields[GROUP_COLUMNS[group_by]] if group_by else None)
        cells.add(fields | shown_columns(claims))
    return _frame(contest.standings(keep_all=keep_all, min_papers=min_papers), cells)


@cache
def claim_columns() -> tuple[str, ...]:
    """Return the names of the columns of a leaderboard that a claim decides, whatever board it is on, in order."""
    others = {*board_columns(()), *PLACE_COLUMNS}
    return tuple(name for name in column_names("leaderboard") if name not in others)


def shown_columns(claims: Sequence[ClaimRow]) -> dict[str, Sequence[Any]]:
    """Return the columns of a leaderboard that a claim decides and that are no fields of it as they are."""
    return {"value": list(map(shown_value, claims)), "system": list(map(entry_system, claims))}


def board_columns(boards: Sequence[Board]) -> dict[str, list[Any]]:
    """Return the columns of a leaderboard that are the same in all rows of a board, a cell a board."""
    return {
        "board_id": [board.id for board in boards],
        "board_title": [board.title for board in boards],
        "board_unit": [board.unit for board in boards],
        "metric": [board.key.metric for board in boards],
        "form": [board.key.form for board in boards],
        "direction": [board.key.direction for board in boards],
        "group": [board.group for board in boards],
        "board_dataset": [board.datasets for board in boards],
        "board_hardware": [board.hardware for board in boards],
    }


def _frame(standings: Standings, cells: GatheredColumns) -> pd.DataFrame:
    """Put the frame together column by column, and let go of what each is made of."""
    import pandas as pd

    ranks = pd.Series(standings.ranks, dtype="Int64")
    unranked = _spread("unranked", UNRANKED, standings.unranked)
    columns = dict(zip(PLACE_COLUMNS, (ranks.mask(ranks == 0), pd.Series(standings.values), unranked), strict=True))
    of_row = np.repeat(np.arange(len(standings.boards)), [board.rows for board in standings.boards])
    for name, values in board_columns(standings.boards).items():
        columns[name] = _spread(name, values, of_row)
    columns.update(cells.taken(standings.entries))
    return pd.DataFrame({name: columns.pop(name) for name in column_names("leaderboard")})


def _spread(name: str, values: Sequence[str | None], of_row: NDArray[np.int64]) -> pd.Series[Any]:
    """Return a column in which each row has the value of a number."""
    return to_series(name, values).take(of_row).reset_index(drop=True)


def _check_better(better: Direction | None, selection: Selection) -> None:
    if better is None:
        return
    check_choice("better", better, DIRECTIONS)
    for metric in sorted(selection.metrics):
        side = better_side(metric)
        if side not in ("depends", better):
            raise UsageError(
                f"better={better!r} contradicts {metric!r}, of which {side} is better: "
                "leave it out; it is for metrics where the better side depends, such as 'attack_success_rate'"
            )


def board_entries(
    records: Iterable[PaperRecord],
    selection: Selection,
    *,
    better: Direction | None = None,
    strict: bool = False,
    group_by: GroupBy | None = None,
) -> Iterator[tuple[BoardKey, Amount, ClaimRow]]:
    """Yield the selected claims that may be ranked, each with its board and its number on the scale of that.

    The arguments are those of `leaderboard`.
    """
    depends = {name for name in metrics() if side_of(name, better) == "depends"}
    for record in records:
        if not record.claims:
            continue
        facts = paper_facts(record)
        if not selection.takes_paper(facts):
            continue
        for claim in record.claims:
            if claim.metric in depends or not selection.takes(claim, facts):
                continue
            found = board_of(claim, split_averages=strict)
            if found is None:
                continue
            key, amount = found
            row = claim_row(claim, facts)
            if group_by is not None:
                key = key._replace(group=group_key(getattr(row, GROUP_COLUMNS[group_by])))
            yield key, amount, row


def leaderboard_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Say which boards a leaderboard holds.

    Args:
        frame: What `leaderboard` gave, or a part of it.

    Returns:
        One row a board, in the order of the frame: size, best value and holder; the columns are those of the table
        `leaderboard_index` in `columns.json`.
    """
    boards: dict[str, list[dict[str, Any]]] = {}
    for cells in zip(*(plain_values(frame[name]) for name in _INDEXED), strict=True):
        row = dict(zip(_INDEXED, cells, strict=True))
        boards.setdefault(row["board_id"], []).append(row)
    return to_frame("leaderboard_index", map(_indexed, boards.values()))


def _indexed(rows: Sequence[Mapping[str, Any]]) -> tuple[object, ...]:
    ranked = [row for row in rows if row["rank"] is not None]
    best = min(ranked, key=lambda row: row["rank"]) if ranked else None
    return index_row(rows[0], best, papers=len({row["paper_id"] for row in rows}), claims=len(rows))


def index_row(
    some: Mapping[str, Any], best: Mapping[str, Any] | None, *, papers: int, claims: int
) -> tuple[object, ...]:
    """Return a board's row of the index, in the order of the columns of `leaderboard_index`.

    Args:
        some: Any row of the board, with at least the columns that the index is made of; None where a cell is empty.
        best: The row on its first rank; None where no row has a rank.
        papers: How many papers are on the board.
        claims: How many rows it has.
    """
    values = {**some, **_best_of(best), "papers": papers, "claims": claims}
    return tuple(values[name] for name in column_names("leaderboard_index"))


def _best_of(row: Mapping[str, Any] | None) -> dict[str, Any]:
    if row is None:
        return dict.fromkeys(("best_value", "best_rank_value", "holder", "holder_paper_id"))
    return {
        "best_value": row["value"],
        "best_rank_value": row["rank_value"],
        "holder": holder(row["system"], row["title"], row["paper_id"]),
        "holder_paper_id": row["paper_id"],
    }


def holder(system: str | None, title: str, paper_id: str) -> str:
    """Return who holds a place: the system or, where none is named, the paper."""
    return (title or paper_id) if system is None else system
