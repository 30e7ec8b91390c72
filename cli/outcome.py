"""What a command ends with: problems on standard error, and the exit code."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

import typer

from .messages import for_machines, say, say_error, say_problem

if TYPE_CHECKING:
    from ..schemas import Problem

T = TypeVar("T")

_EXIT_TOO_MANY_SKIPPED: Final = 1
_LIMIT: Final = re.compile(r"(\d+)(%?)")


class Outcome:
    """Says the problems of one command, counts what they skipped, and knows the exit code."""

    def __init__(self, max_skipped: str | None = None) -> None:
        """Begin a command.

        Args:
            max_skipped: What `--max-skipped` says, such as `5` or `2%`; None for no limit.

        Raises:
            typer.BadParameter: It says neither.
        """
        match = _LIMIT.fullmatch(max_skipped) if max_skipped is not None else None
        if max_skipped is not None and match is None:
            raise typer.BadParameter(f"{max_skipped!r} is neither a number nor a percentage: write 5 or 2%")
        self._limit = match
        self.read = 0
        """How many papers or records were read."""
        self._skipped = 0

    def report(self, problem: "Problem", papers: int = 1) -> None:
        """Say a problem and count the papers, or inputs, that are skipped because of it."""
        self._skipped += papers if problem.skipped else 0
        say_problem(problem)

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """Yield papers or records and count them as read."""
        for item in items:
            self.read += 1
            yield item

    def end(self) -> None:
        """End the command.

        Raises:
            typer.Exit: Something was skipped, or nothing was read.
        """
        code = self._exit_code()
        if for_machines():
            message = f"{self.read} read, {self._skipped} skipped"
            say("finished", message, read=self.read, skipped=self._skipped, exit_code=code)
        if code:
            raise typer.Exit(code)

    def _exit_code(self) -> int:
        from ..schemas import EXIT_NOTHING_READ, EXIT_OK, EXIT_SKIPPED

        if not self.read:
            say_error("nothing could be read")
            return EXIT_NOTHING_READ
        if self._skipped > self._allowed():
            say_error(f"{self._skipped} skipped, more than --max-skipped allows")
            return _EXIT_TOO_MANY_SKIPPED
        return EXIT_SKIPPED if self._skipped else EXIT_OK

    def _allowed(self) -> float:
        if self._limit is None:
            return self._skipped
        number = int(self._limit[1])
        return number * (self.read + self._skipped) / 100 if self._limit[2] else number
