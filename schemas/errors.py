"""Errors and problems, each with its place and its remedy.

An error stops a command; a problem is reported, counted, and the good input beside it goes on.
"""

from typing import Final, Literal

from .model import RecordModel

EXIT_OK: Final = 0
EXIT_USAGE: Final = 2
EXIT_SKIPPED: Final = 3
EXIT_NOTHING_READ: Final = 4
EXIT_INTERNAL: Final = 70

ProblemKind = Literal[
    "missing-file",
    "unreadable",
    "binary",
    "invalid-encoding",
    "unknown-format",
    "empty-input",
    "invalid-json",
    "invalid-record",
    "missing-field",
    "invalid-field",
    "fewer-papers",
    "fewer-claims",
    "unsupported-version",
    "extraction-failed",
]


class Problem(RecordModel):
    """Something in the input that was skipped or looks wrong."""

    kind: ProblemKind
    path: str
    line: int | None = None
    message: str
    """What is wrong."""
    remedy: str
    """What would help."""
    skipped: bool = True
    """False where nothing was left out and the problem is a warning."""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.message} ({self.remedy})"


class ClaimboardError(Exception):
    """Base of all errors that claimboard raises on purpose."""

    exit_code: int = EXIT_USAGE


class InputError(ClaimboardError, ValueError):
    """An input that cannot be used; carries its `Problem`."""

    exit_code = EXIT_NOTHING_READ

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class UsageError(ClaimboardError, ValueError):
    """A request that makes no sense, such as an unknown metric; the message says what would."""


def raise_problem(problem: Problem) -> None:
    """Raise a problem as an `InputError`: what reading does unless the caller takes problems itself."""
    raise InputError(problem)
