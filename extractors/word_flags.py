"""One table for all sets of words that stages look for.

A flag says of a word that it is in a set: it begins the name of a known dataset, it may head a task. Stages add their
sets when they are imported (`_OPENING = add_flag(...)`, like spaCy's `Vocab.add_flag`), and the layout of a text looks
each word up once, whatever the number of sets. So a stage sees the words that concern it and no other, and the table
holds no other either: most words are found to have no flag without leaving the processor's cache.
"""

from collections.abc import Callable, Collection, Iterable
from itertools import repeat
from typing import Final

MOST_FLAGS: Final = 8
"""The flags of a word are one byte."""

_flags: dict[str, int] = {}
_unread: list[tuple[int, Callable[[], Collection[str]]]] = []
_free: Final = [1 << number for number in reversed(range(MOST_FLAGS))]


def add_flag(words: Callable[[], Collection[str]]) -> int:
    """Add a flag to the texts that are laid out from now on.

    Args:
        words: Returns the set of words, in lower case; called at the first text, so that importing loads no lexicon.

    Returns:
        The flag, for `Document.places`.
    """
    flag = _free.pop()
    _unread.append((flag, words))
    return flag


def flags_of(words: Iterable[str]) -> bytes:
    """Return the flags of words in lower case, one byte a word."""
    while _unread:
        flag, members = _unread.pop()
        for word in members():
            _flags[word] = _flags.get(word, 0) | flag
    return bytes(map(_flags.get, words, repeat(0)))
