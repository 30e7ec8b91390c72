"""Leaderboards: every board in one long frame, and an index of the boards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from ..schemas import DIRECTIONS, Direction, PaperRecord, UsageError, better_side
from .boards import (
    BoardKey,
    board_id,
    board_of,
    board_title,
    group_key,
    larger_is_better,
    side_of,
    spelled,
)
from .claims import GROUP_COLUMNS, ClaimRow, GroupBy, claim_row, entry_system, paper_facts
from .collector import collector_paused
from .columns import ROWS_AT_ONCE, column_names, joined_frame, plain_values, to_frame
from .names import check_choice
from .ranking import Entry, Place, RankBy, board_unit, place
from .selection import Names, Selection
from .values import shown_value

if TYPE_CHECKING:
    import pandas as pd

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


class Board(NamedTuple):
    """What all rows of a board share."""

    key: BoardKey
    title: str
    unit: str
    datasets: str | None
    hardware: str | None
    group: str | None
    places: list[Place]
    papers: int


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
    grouped: dict[BoardKey, list[Entry]] = {}
    for key, entry in board_entries(records, selection, better=better, strict=strict, group_by=group_by):
        grouped.setdefault(key, []).append(entry)
    boards = []
    while grouped:
        key, entries = grouped.popitem()
        if min_papers <= 1 or len({entry.claim.paper_id for entry in entries}) >= min_papers:
            boards.append(
                make_board(key, entries, better=better, rank_by=rank_by, keep_all=keep_all, group_by=group_by)
            )
    boards.sort(key=board_order)
    return joined_frame("leaderboard", map(board_columns, _batches(boards)))


def _batches(boards: list[Board]) -> Iterator[list[Board]]:
    """Yield boards, some at a time, and let go of them."""
    boards.reverse()
    while boards:
        some = [boards.pop()]
        rows = len(some[0].places)
        while boards and rows < ROWS_AT_ONCE:
            some.append(boards.pop())
            rows += len(some[-1].places)
        yield some


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
) -> Iterator[tuple[BoardKey, Entry]]:
    """Yield the selected claims that may be ranked, each with its board; the arguments are those of `leaderboard`."""
    for record in records:
        if not record.claims:
            continue
        facts = paper_facts(record)
        if not selection.takes_paper(facts):
            continue
        for claim in record.claims:
            if not selection.takes(claim, facts) or side_of(claim.metric, better) == "depends":
                continue
            found = board_of(claim, split_averages=strict)
            if found is None:
                continue
            key, amount = found
            row = claim_row(claim, facts)
            if group_by is not None:
                key = key._replace(group=group_key(getattr(row, GROUP_COLUMNS[group_by])))
            yield key, Entry(row, amount)


def make_board(
    key: BoardKey,
    entries: list[Entry],
    *,
    better: Direction | None = None,
    rank_by: RankBy = "claimed",
    keep_all: bool = False,
    group_by: GroupBy | None = None,
) -> Board:
    """Rank all entries of one board and head it; the options are those of `leaderboard`."""
    larger = larger_is_better(key, side_of(key.metric, better))
    unit = board_unit(entries)
    datasets = spelled(entry.claim.datasets for entry in entries) if key.datasets else None
    hardware = spelled(entry.claim.hardware for entry in entries) if key.hardware else None
    group = spelled(getattr(entry.claim, GROUP_COLUMNS[group_by]) for entry in entries) if group_by else None
    places = place(entries, unit, larger=larger, rank_by=rank_by, keep_all=keep_all)
    return Board(
        key=key,
        title=board_title(key, unit=unit, datasets=datasets, hardware=hardware, group=group, larger=larger),
        unit=unit,
        datasets=datasets,
        hardware=hardware,
        group=group,
        places=places,
        papers=len({item.entry.claim.paper_id for item in places}),
    )


def board_order(board: Board) -> tuple[int, int, str]:
    """Return what boards are sorted by: those with most papers first, then those with most rows, then by id."""
    return -board.papers, -len(board.places), board_id(board.key)


def board_columns(boards: Sequence[Board]) -> Iterator[Sequence[Any]]:
    """Yield the columns of `leaderboard`, in order, with the rows of some boards."""
    places = [place for board in boards for place in board.places]
    claims = [place.entry.claim for place in places]
    of_boards: dict[str, list[Any]] = {
        "board_id": [board_id(board.key) for board in boards],
        "board_title": [board.title for board in boards],
        "board_unit": [board.unit for board in boards],
        "board_dataset": [board.datasets for board in boards],
        "board_hardware": [board.hardware for board in boards],
        "group": [board.group for board in boards],
    }
    sizes = [len(board.places) for board in boards]
    of_claims = dict(zip(ClaimRow._fields, zip(*claims, strict=True), strict=True))
    others: dict[str, Callable[[], list[Any]]] = {
        "rank": lambda: [place.rank for place in places],
        "rank_value": lambda: [place.value for place in places],
        "unranked": lambda: [place.unranked for place in places],
        "value": lambda: list(map(shown_value, claims)),
        "system": lambda: list(map(entry_system, claims)),
    }
    for name in column_names("leaderboard"):
        if name in of_boards:
            yield list(chain.from_iterable(map(repeat, of_boards[name], sizes)))
        elif name in others:
            yield others[name]()
        else:
            yield of_claims[name]


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
        "holder": (row["title"] or row["paper_id"]) if row["system"] is None else row["system"],
        "holder_paper_id": row["paper_id"],
    }
