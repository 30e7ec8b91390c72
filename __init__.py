"""Turns the results that machine-learning abstracts claim into typed records, tables and leaderboards.

The names below are imported when they are first used, so that `import claimboard` waits for neither spaCy nor pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .extractors import Extractor, extract
    from .readers import read_papers
    from .runs import RunOptions, RunReport, read_records, run, write_records
    from .schemas import Claim, ClaimboardError, InputError, Paper, PaperRecord, Problem, UsageError
    from .tables import claims_table, comparison_table, leaderboard

    __version__: str

__all__ = [
    "Claim",
    "ClaimboardError",
    "Extractor",
    "InputError",
    "Paper",
    "PaperRecord",
    "Problem",
    "RunOptions",
    "RunReport",
    "UsageError",
    "claims_table",
    "comparison_table",
    "extract",
    "leaderboard",
    "read_papers",
    "read_records",
    "run",
    "write_records",
]

_HOMES = {
    "extractors": ("Extractor", "extract"),
    "readers": ("read_papers",),
    "runs": ("RunOptions", "RunReport", "read_records", "run", "write_records"),
    "schemas": ("Claim", "ClaimboardError", "InputError", "Paper", "PaperRecord", "Problem", "UsageError"),
    "tables": ("claims_table", "comparison_table", "leaderboard"),
}

if not TYPE_CHECKING:  # else every misspelled name would pass the type checker

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            from importlib.metadata import version

            return version(__name__)
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f".{home}", __name__), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
