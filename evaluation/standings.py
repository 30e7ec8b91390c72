"""One run against another, board by board: ranks that moved."""

from collections.abc import Iterable
from typing import Final, NamedTuple

_MIN_PAPERS: Final = 2
"""A board of one paper has no ranks to speak of."""


class Standing(NamedTuple):
    """A paper's place on a leaderboard."""

    board_id: str
    board_title: str
    paper_id: str
    title: str
    rank: int
    value: str
    """The result for the eye: `≤ 49 % ↓`."""


class RankMove(NamedTuple):
    """A paper whose place on a board is not the same in both runs."""

    board_id: str
    board_title: str
    paper_id: str
    title: str
    old_rank: int | None
    """None where the paper was not on the board."""
    new_rank: int | None
    """None where it is on the board no more."""
    old_value: str | None
    new_value: str | None


def rank_moves(before: Iterable[Standing], after: Iterable[Standing]) -> tuple[RankMove, ...]:
    """Compare the leaderboards of two runs.

    Args:
        before: Places of the old run, at most one a paper and board.
        after: Places of the new run.

    Returns:
        The papers whose rank is another one, or that are on a board in one run alone; boards in the order of the new
        run, then those that are no more. Boards that hold one paper in either run are left out.
    """
    old_boards, new_boards = _by_board(before), _by_board(after)
    moves: list[RankMove] = []
    for board in dict.fromkeys((*new_boards, *old_boards)):
        was, now = old_boards.get(board, {}), new_boards.get(board, {})
        if max(len(was), len(now)) >= _MIN_PAPERS:
            pairs = ((was.get(paper), now.get(paper)) for paper in dict.fromkeys((*now, *was)))
            moves += [_move(old, new) for old, new in pairs if _rank(old) != _rank(new)]
    return tuple(moves)


def _by_board(standings: Iterable[Standing]) -> dict[str, dict[str, Standing]]:
    boards: dict[str, dict[str, Standing]] = {}
    for standing in standings:
        boards.setdefault(standing.board_id, {})[standing.paper_id] = standing
    return boards


def _rank(standing: Standing | None) -> int | None:
    return standing and standing.rank


def _move(old: Standing | None, new: Standing | None) -> RankMove:
    known = new or old
    assert known is not None
    return RankMove(
        board_id=known.board_id,
        board_title=known.board_title,
        paper_id=known.paper_id,
        title=known.title,
        old_rank=old.rank if old else None,
        new_rank=new.rank if new else None,
        old_value=old.value if old else None,
        new_value=new.value if new else None,
    )
