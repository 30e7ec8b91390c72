"""Two runs, or two records files, against each other."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..schemas import Problem, UsageError, raise_problem
from .records import STDIN, read_records

if TYPE_CHECKING:
    from ..evaluation import RunDifference, Standing


def compare_runs(
    old: str | Path, new: str | Path, *, on_problem: Callable[[Problem], None] = raise_problem
) -> "RunDifference":
    """Compare the claims of two runs, and the ranks on the leaderboards that follow from them.

    Args:
        old: A records file, or the folder of a run.
        new: Another one.
        on_problem: Called with each line that is no record; by default it raises.

    Raises:
        InputError: One of them cannot be read.
        UsageError: One of them is standard input, which cannot be read twice.
    """
    # Imported here, since a run shall wait for nothing that only comparing needs.
    from ..evaluation import RunDifference, paper_changes, rank_moves

    if STDIN in (str(old), str(new)):
        raise UsageError("standard input cannot be compared, since it would be read twice: give a file")
    changes = tuple(paper_changes(read_records(old, on_problem=on_problem), read_records(new, on_problem=on_problem)))
    moves = rank_moves(_standings(old), _standings(new)) if changes else ()
    return RunDifference(changes, moves)


def _standings(path: str | Path) -> "Iterator[Standing]":
    from .. import tables
    from ..evaluation import Standing

    frame = tables.leaderboard(read_records(path, on_problem=_ignore))
    yield from map(Standing._make, zip(*(frame[name].tolist() for name in Standing._fields), strict=True))


def _ignore(problem: Problem) -> None:
    """Leave out a line that was told of when the claims were compared."""
