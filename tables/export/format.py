"""What an export format is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import BinaryIO, Final, TypeAlias

from ...schemas import UsageError
from .document import Document

Write: TypeAlias = Callable[[Document, BinaryIO], None]
"""Writes a table; the same table gives the same bytes."""

COMPANION_MARK: Final = b"% Written by claimboard"
"""How a companion begins, which tells it from a file of the user's that has its name."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One export format."""

    name: str
    description: str
    suffixes: tuple[str, ...]
    """File names that mean this format."""
    write: Write
    needs: tuple[str, ...] = ()
    """Modules of the extra `export` that must be installed."""
    binary: bool = False
    """Whether a terminal cannot show it."""
    companions: Mapping[str, Write] = field(default_factory=dict)
    """What belongs to the file and stands beside it, by suffix."""

    def check_installed(self) -> None:
        """Make sure that the format can be written.

        Raises:
            UsageError: A library is missing; the message says how to install it.
        """
        missing = [module for module in self.needs if find_spec(module) is None]
        if missing:
            raise UsageError(f"{self.name} needs {', '.join(missing)}: pip install 'claimboard[export]'")
