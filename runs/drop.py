"""A sharp drop of claims from one run to the next in the same folder: the trace of a page layout that has changed."""

from pathlib import Path
from typing import Final

from ..schemas import InputError, Problem
from .former import read_report
from .report import RunCounts

SHARP: Final = 0.5
"""Share of the expected claims below which a drop is worth a warning."""
DEVIATIONS: Final = 2
"""Standard deviations that the claims must be below what was expected, lest a few quiet papers raise an alarm."""
_CLUSTERING: Final = 4
"""Variance of the number of claims over its mean: papers claim nothing, or several things at once."""


def former_counts(folder: str | Path) -> RunCounts | None:
    """Return what the run before counted; None where there was none, or where its `run.json` cannot be read.

    Args:
        folder: The folder that it wrote into.
    """
    try:
        return read_report(Path(folder)).counts
    except InputError:
        return None


def drop_in_claims(before: RunCounts | None, now: RunCounts, folder: str | Path) -> Problem | None:
    """Tell whether far fewer claims were found per paper than by the run before.

    Args:
        before: What the run before counted; None for a first run.
        now: What this run counted.
        folder: Where both wrote, to be named.

    Returns:
        A warning, or None where the drop is small, where there are too few papers to tell, or where nothing was read,
        which is told otherwise.
    """
    if before is None or not before.papers or not now.papers:
        return None
    expected = before.claims / before.papers * now.papers
    missing = expected - now.claims
    if missing <= (1 - SHARP) * expected or missing <= DEVIATIONS * (_CLUSTERING * expected) ** 0.5:
        return None
    return Problem(
        kind="fewer-claims",
        path=str(folder),
        message=f"claims per 100 papers fell from {_per_100(before):.1f} in the run before to {_per_100(now):.1f}",
        remedy="if the papers are of the same kind, look at an input: its layout may have changed; "
        "`claimboard show INPUT --limit 3` prints what is read",
        skipped=False,
    )


def _per_100(counts: RunCounts) -> float:
    return 100 * counts.claims / counts.papers
