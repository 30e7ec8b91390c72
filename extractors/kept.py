"""Functions of a text whose results are kept: words and names come again and again.

`functools.lru_cache` would do, at twice the time: it notes at each call what was used last.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Kept(dict[str, T], Generic[T]):
    """Results by text; what is there is found without a call."""

    def __init__(self, function: Callable[[str], T], most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, text: str) -> T:
        if len(self) >= self._most:
            self.clear()
        result = self[text] = self._function(text)
        return result


def kept(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Let a function of a text run once for equal texts, as long as few are met.

    Args:
        most: How many results are kept at most; the next one clears them.
    """

    def decorate(function: Callable[[str], T]) -> Callable[[str], T]:
        return _Kept(function, most).__getitem__

    return decorate
