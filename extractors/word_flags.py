"""What a word says by its form alone, found out once for each form.

A flag is a yes-or-no question about a word as written: is it a first word of a known dataset, may a number in words
begin with it? Stages add their questions when they are imported (`OPENING = add_flag(...)`, like spaCy's
`Vocab.add_flag`), and the layout of a text answers all of them in one pass over its words. So a stage looks at the
words that concern it and at no other.
"""

from collections.abc import Callable, Iterable
from typing import Final

Test = Callable[[str], bool]

MOST_FLAGS: Final = 8
"""The flags of a word are one byte."""
_MOST_FORMS: Final = 1 << 16


class _Forms(dict[str, int]):
    """The flags of each form that was met; emptied when there are too many, so that memory stays flat."""

    def __init__(self) -> None:
        super().__init__()
        self.tests: list[Test] = []

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_FORMS:
            self.clear()
        flags = self[word] = sum(1 << number for number, test in enumerate(self.tests) if test(word))
        return flags


_FORMS: Final = _Forms()


def add_flag(test: Test) -> int:
    """Add a flag to all words of the texts that are laid out from now on.

    Args:
        test: Tells whether a word as written has it; called once for each form, at the first text with that form.

    Returns:
        The flag, for `Document.places`.
    """
    if len(_FORMS.tests) == MOST_FLAGS:
        raise ValueError(f"there are {MOST_FLAGS} flags already")
    _FORMS.clear()
    _FORMS.tests.append(test)
    return 1 << (len(_FORMS.tests) - 1)


def flags_of(words: Iterable[str]) -> bytes:
    """Return the flags of each word, one byte a word."""
    return bytes(map(_FORMS.__getitem__, words))
