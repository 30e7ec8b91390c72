"""From amounts to places: the number that ranks a claim, repeated results, best results, ties.

All boards are ranked together. Of each claim a few numbers are kept in NumPy arrays, and of what many claims share,
such as board, unit and context, each combination once: to put a million claims in the order of their boards, nothing
has to visit a million objects that lie anywhere in memory.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeVar

import numpy as np

from ..schemas import Bound, Direction, Subject, convert, parse_unit
from .boards import BoardKey, board_id, board_title, larger_is_better, side_of, spelled
from .gathered import Numbering
from .scales import IMPLIED_UNITS, Amount, rounded
from .values import bound_of_value

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

T = TypeVar("T")

RankBy = Literal["claimed", "conservative"]

UNRANKED: Final = (None, "bound", "not best")
"""Why a claim has no rank, by `Standings.unranked`."""

_BOUND: Final = 1
_NOT_BEST: Final = 2

_ENTRY: Final = np.dtype(
    [
        ("context", np.int32),
        ("paper", np.int32),
        ("low", np.float64),
        ("high", np.float64),
        ("in_abstract", np.bool_),
        ("start", np.int64),
        ("end", np.int64),
        ("claim", np.uint64),
        ("notes", np.int32),
    ]
)
"""What is kept of each claim: `context` and `paper` are numbers of what several claims share."""

_TEXT_ORDER: Final = ("claim", "end", "start", "in_abstract")
"""Place in the text of a paper, the key that decides last first, as `lexsort` wants them."""


class Context(NamedTuple):
    """What claims on one board can have in common."""

    board: int
    unit: str
    bound: Bound
    subject: Subject
    system: str | None
    baseline: str | None
    datasets: tuple[str, ...]
    architectures: tuple[str, ...]
    hardware: tuple[str, ...]
    group: tuple[str, ...]
    """Names that the boards are grouped by, as written."""


_SHARED: Final = ("subject", "system", "baseline", "datasets", "architectures", "hardware")
_BOUNDED: Final = ("bound", "form", "direction", "value_text")
RANKED_BY: Final = (*_BOUNDED, *_SHARED, "paper_id", "field", "start", "end", "claim_id", "notes")
"""The fields of a claim that ranking looks at."""


class Board(NamedTuple):
    """What all rows of a board share."""

    key: BoardKey
    id: str
    title: str
    unit: str
    datasets: str | None
    hardware: str | None
    group: str | None
    papers: int
    rows: int


class Standings(NamedTuple):
    """Ranked boards in the order of the leaderboard, and their rows one board after the other."""

    boards: list[Board]
    entries: NDArray[np.int64]
    """Of each row, the number of its claim in the order in which claims were added."""
    ranks: NDArray[np.int64]
    """0 where a claim has no rank."""
    values: NDArray[np.float64]
    """What ranks each, in the board's unit."""
    unranked: NDArray[np.int64]
    """Why it has no rank, as a place in `UNRANKED`."""


class Contest:
    """Claims that are ranked against each other, each on its board."""

    def __init__(self, *, better: Direction | None = None, rank_by: RankBy = "claimed") -> None:
        """Begin without claims.

        Args:
            better: Better side of metrics where it depends.
            rank_by: Which number ranks a claim; `conservative` gives no rank to a bound that only limits the good side.
        """
        self._better = better
        self._rank_by = rank_by
        self._boards = Numbering()
        self._contexts = Numbering()
        self._papers = Numbering()
        self._blocks: list[Numbers] = []

    def add(
        self,
        keys: Iterable[BoardKey],
        amounts: Iterable[Amount],
        claims: Mapping[str, Sequence[Any]],
        groups: Iterable[tuple[str, ...]] | None = None,
    ) -> None:
        """Enter claims, best some thousands at a time.

        Args:
            keys: The board of each.
            amounts: Its number on the scale of that.
            claims: The columns of the claims, with at least `RANKED_BY`.
            groups: Names that boards are grouped by, as written.
        """
        boards = self._boards.of(keys).tolist()
        _, low, high, units = zip(*amounts, strict=True)
        groups = itertools.repeat((), len(boards)) if groups is None else groups
        bounds = map(bound_of_value, *(claims[name] for name in _BOUNDED))
        shared = zip(boards, units, bounds, *(claims[name] for name in _SHARED), groups, strict=True)
        entries = np.empty(len(boards), _ENTRY)
        entries["context"] = self._contexts.of(shared)
        entries["paper"] = self._papers.of(claims["paper_id"])
        entries["low"], entries["high"] = low, high
        entries["in_abstract"] = [field == "abstract" for field in claims["field"]]
        entries["start"], entries["end"] = claims["start"], claims["end"]
        entries["claim"] = [int(claim, 16) for claim in claims["claim_id"]]
        entries["notes"] = list(map(len, claims["notes"]))
        self._blocks.append(entries)

    def standings(self, *, keep_all: bool = False, min_papers: int = 1) -> Standings:
        """Rank all claims.

        Of a result that a paper repeats one claim is kept, and of several results of one paper the best (of each
        system, where they are not the paper's own). On a board claims stand by rank, in a tie by paper and then place
        in the text, those without a rank last.

        Args:
            keep_all: List the other results of a paper below, without a rank.
            min_papers: Leave out boards with fewer papers.
        """
        entries = np.concatenate(self._blocks) if self._blocks else np.empty(0, _ENTRY)
        contexts = list(map(Context._make, self._contexts))
        boards = _boards(list(self._boards), contexts, entries, self._better)
        board = _by_context(contexts, [context.board for context in contexts])[entries["context"]]
        larger = np.array([larger_is_better(head.key, side_of(head.key.metric, self._better)) for head in boards], bool)

        low, high = _in_board_units(entries, contexts, boards)
        results = np.unique(board * len(self._papers) + entries["paper"], return_inverse=True)
        papers = np.bincount(results[0] // max(len(self._papers), 1), minlength=len(boards))
        kept = ~_repeated(entries, contexts, results[1], low, high)
        kept &= papers[board] >= min_papers

        # From here on an array has a number for each claim that is kept, in the order of the places on its board.
        better_end = larger == (self._rank_by == "claimed")
        value = np.where(better_end[board], high, low)
        limited = np.zeros(len(entries), bool)
        if self._rank_by == "conservative":
            upper = _by_context(contexts, [is_best_case(context.bound, True) for context in contexts], bool)
            lower = _by_context(contexts, [is_best_case(context.bound, False) for context in contexts], bool)
            limited = np.where(larger[board], upper[entries["context"]], lower[entries["context"]])
        keys = [entries[name] for name in _TEXT_ORDER]
        keys += [_alphabetical(self._papers)[entries["paper"]], np.where(larger[board], -value, value), limited, board]
        rows = np.flatnonzero(kept)
        rows = rows[np.lexsort([key[rows] for key in keys])]
        board, value, limited = board[rows], value[rows], limited[rows]

        best = _first_of_holder(entries[rows], contexts, results[1][rows])
        ranks = np.zeros(len(rows), np.int64)
        ranked = best & ~limited
        ranks[ranked] = _ranks(board[ranked], value[ranked])
        unranked = np.where(best, np.where(limited, _BOUND, 0), _NOT_BEST)

        shown = np.ones(len(rows), bool) if keep_all else best
        sizes = np.bincount(board[shown], minlength=len(boards))
        headed = [
            head._replace(papers=number, rows=size)
            for head, number, size in zip(boards, papers.tolist(), sizes.tolist(), strict=True)
        ]
        order = sorted(np.flatnonzero(sizes).tolist(), key=lambda at: board_order(headed[at]))
        position = np.zeros(len(boards), np.int64)
        position[order] = np.arange(len(order))
        final = np.flatnonzero(shown)
        final = final[np.argsort(position[board[final]] * 2 + ~best[final], kind="stable")]
        return Standings([headed[at] for at in order], rows[final], ranks[final], value[final], unranked[final])


def board_order(board: Board) -> tuple[int, int, str]:
    """Return what boards are sorted by: those with most papers first, then those with most rows, then by id."""
    return -board.papers, -board.rows, board.id


def board_unit(metric: str, counts: Mapping[str, int]) -> str:
    """Return the unit most claims are written in; of several, the finest, in which no value is a small fraction.

    Metrics that are called after a unit are ranked in it: frames per second in fps, also where most papers write Hz.

    Args:
        metric: Metric of the board.
        counts: How many of its claims are written in each unit.
    """
    implied = IMPLIED_UNITS.get(metric)
    if implied is not None and all(convert(1.0, unit, implied) is not None for unit in counts):
        return implied
    if len(counts) == 1:
        return next(iter(counts))

    def preference(unit: str) -> tuple[int, float, str]:
        parsed = parse_unit(unit)
        return -counts[unit], parsed.factor if parsed else 1.0, unit

    return min(counts, key=preference)


def is_best_case(bound: Bound, larger: bool) -> bool:
    """Tell whether a bound only limits the good side: "up to 89 %" of a gain says nothing of how little it may be.

    Args:
        bound: The claim's bound.
        larger: Whether larger numbers are better.
    """
    return bound in ("up_to", "at_most") if larger else bound == "at_least"


def _boards(
    keys: Sequence[BoardKey], contexts: Sequence[Context], entries: Numbers, better: Direction | None
) -> list[Board]:
    """Choose the unit of each board and head it; how many papers and rows it has is not known yet."""
    of_board: list[list[tuple[Context, int]]] = [[] for _ in keys]
    for context, claims in zip(contexts, np.bincount(entries["context"]).tolist(), strict=True):
        of_board[context.board].append((context, claims))
    return [_board(key, some, better) for key, some in zip(keys, of_board, strict=True)]


def _board(key: BoardKey, contexts: Sequence[tuple[Context, int]], better: Direction | None) -> Board:
    unit = board_unit(key.metric, _counted((context.unit, claims) for context, claims in contexts))
    datasets = spelled(_counted((context.datasets, claims) for context, claims in contexts)) if key.datasets else None
    hardware = spelled(_counted((context.hardware, claims) for context, claims in contexts)) if key.hardware else None
    group = spelled(_counted((context.group, claims) for context, claims in contexts)) if key.group else None
    larger = larger_is_better(key, side_of(key.metric, better))
    title = board_title(key, unit=unit, datasets=datasets, hardware=hardware, group=group, larger=larger)
    return Board(key, board_id(key), title, unit, datasets, hardware, group, 0, 0)


def _counted(values: Iterable[tuple[T, int]]) -> dict[T, int]:
    counts: dict[T, int] = {}
    for value, number in values:
        counts[value] = counts.get(value, 0) + number
    return counts


def _by_context(contexts: Sequence[Context], values: Sequence[Any], dtype: type = np.int64) -> Numbers:
    return np.fromiter(values, dtype, len(contexts))


def _in_board_units(
    entries: Numbers, contexts: Sequence[Context], boards: Sequence[Board]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the ends of all numbers in the units of their boards."""
    low, high = entries["low"].copy(), entries["high"].copy()
    foreign = _by_context(contexts, [context.unit != boards[context.board].unit for context in contexts], bool)
    for row in np.flatnonzero(foreign[entries["context"]]).tolist():
        context = contexts[entries["context"][row]]
        for ends in (low, high):
            ends[row] = _in_unit(float(ends[row]), context.unit, boards[context.board].unit)
    return low, high


def _in_unit(value: float, unit: str, board_unit: str) -> float:
    converted = convert(value, unit, board_unit)
    if converted is None:
        raise AssertionError(f"{unit} and {board_unit} are on one board, but measure different things")
    return rounded(converted)


def _repeated(
    entries: Numbers,
    contexts: Sequence[Context],
    results: NDArray[np.int64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Find the claims of results that a paper states more than once, but for one of each.

    A result is repeated where paper, subject and number are the same and no context named at one place contradicts that
    named at the other. The claim that says most is kept: with a bound before without, since "up to 10x" in the abstract
    qualifies the "10x" of the title; then the one with fewer notes; then the first.

    Args:
        entries: All claims.
        contexts: What several share.
        results: Of each claim, a number for its paper on its board.
        low: Lower ends, in the units of the boards.
        high: Upper ends.
    """
    repeated = np.zeros(len(entries), bool)
    several = np.flatnonzero(np.bincount(results)[results] > 1)
    keys = [numbers[several] for numbers in (high, low, results)]
    order = np.lexsort(keys)
    differs = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    for rows in np.split(several[order], np.flatnonzero(differs) + 1):
        if len(rows) > 1:
            repeated[list(_said_before(entries, contexts, rows))] = True
    return repeated


def _said_before(entries: Numbers, contexts: Sequence[Context], rows: NDArray[np.int64]) -> Iterator[int]:
    """Yield which of some claims of one paper, on one board and with one number, repeat another of them."""
    some = entries[rows]
    exact = np.array([contexts[number].bound == "exact" for number in some["context"]])
    kept: list[Context] = []
    for at in np.lexsort([*(some[name] for name in _TEXT_ORDER), some["notes"], exact]).tolist():
        context = contexts[some["context"][at]]
        if any(_agree(context, other) for other in kept):
            yield int(rows[at])
        else:
            kept.append(context)


def _agree(one: Context, other: Context) -> bool:
    """Whether the subject is the same, and each field of context is or is named by one of the two alone."""
    return (
        one.subject == other.subject
        and (not one.system or not other.system or one.system == other.system)
        and (not one.baseline or not other.baseline or one.baseline == other.baseline)
        and (not one.datasets or not other.datasets or one.datasets == other.datasets)
        and (not one.architectures or not other.architectures or one.architectures == other.architectures)
        and (not one.hardware or not other.hardware or one.hardware == other.hardware)
    )


def _first_of_holder(entries: Numbers, contexts: Sequence[Context], results: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Find, among claims in the order of their places, the first of each paper or of each system of others in it."""
    holders: dict[tuple[str, str | None], int] = {}
    names = [
        holders.setdefault((context.subject, None if context.subject == "own" else context.system), len(holders))
        for context in contexts
    ]
    holder = _by_context(contexts, names)[entries["context"]]
    first = np.zeros(len(entries), bool)
    first[np.unique(results * max(len(holders), 1) + holder, return_index=True)[1]] = True
    return first


def _ranks(board: NDArray[np.int64], value: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return ranks from 1 on each board; equal values share one, and the next has as many before it as there are."""
    places = np.arange(len(board))
    new_board = np.ones(len(board), bool)
    new_board[1:] = board[1:] != board[:-1]
    new_value = new_board.copy()
    new_value[1:] |= value[1:] != value[:-1]
    first_of_board = np.maximum.accumulate(np.where(new_board, places, 0))
    first_of_value = np.maximum.accumulate(np.where(new_value, places, 0))
    return np.asarray(first_of_value - first_of_board + 1, np.int64)


def _alphabetical(papers: Iterable[str]) -> NDArray[np.int64]:
    """Return, by number of paper, its place in the order of ids."""
    ids = list(papers)
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    places = np.empty(len(ids), np.int64)
    places[order] = np.arange(len(ids))
    return places
