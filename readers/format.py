"""What a format is: how it is recognized and how it is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..schemas import Paper
from .context import Context


class Head(NamedTuple):
    """The beginning of an input, for telling its format."""

    suffix: str
    """Of the file name, in lower case and without `.gz`; empty for standard input and strings."""
    lines: Sequence[str]
    """The first lines, without line ends."""

    @property
    def first(self) -> str:
        """The first line that is not blank, without blanks around it."""
        return next((line.strip() for line in self.lines if line.strip()), "")


@dataclass(frozen=True, slots=True)
class Format:
    """One input format."""

    name: str
    description: str
    suffixes: tuple[str, ...]
    """File names that this format is looked for in when a directory is read."""
    sniff: Callable[[Head], bool]
    """Tells whether an input looks like this format."""
    read: Callable[[Iterable[str], Context], Iterator[Paper]]
    """Reads lines, with their line ends and from the first on, into papers."""
