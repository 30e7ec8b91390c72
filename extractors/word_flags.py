"""What stages want to know of a word whatever its place: each spelling is looked up once a process.

A flag says of a word that it is in a set: it begins the name of a known dataset, it may head a task. Stages add their
sets when they are imported (`_OPENING = add_flag(...)`, like spaCy's `Vocab.add_flag`), and the layout of a text looks
each word up once, whatever the number of sets. So a stage sees the words that concern it and no other.

Words of a text that are spelled alike are one object: they are hashed once, and take no memory of their own.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from sys import intern
from typing import Final

_MOST_LEXEMES: Final = 1 << 15
"""So many take about 10 MB; most words of a text are among the first few thousand."""
_LONGEST_KEPT: Final = 40
"""Letters of a word that is kept for other texts: what is longer is an export gone wrong."""


@dataclass(slots=True, eq=False)
class Lexeme:
    """A spelling of a word.

    Attributes:
        text: As written.
        lower: In lower case.
        flags: Of the sets that it is in, in lower case.
        marked: Whether it is a word that is none in lower case: it holds a capital or is a number.
    """

    text: str
    lower: str
    flags: tuple[int, ...]
    marked: bool


_flags: dict[str, tuple[int, ...]] = {}
_sets: Final[list[Callable[[], Collection[str]]]] = []
_read: Final[list[int]] = []
"""The flags whose sets are read."""


class _Lexemes(dict[str, Lexeme]):
    """Lexemes by their text; most are found without a call."""

    def __missing__(self, text: str) -> Lexeme:
        # Equal words of lexicons are the same object, and found without a look at their letters.
        lower = intern(text.lower())
        lexeme = Lexeme(text, lower, _flags.get(lower, ()), text[0].isalnum() and not text.islower())
        if len(self) >= _MOST_LEXEMES:
            self.clear()
        if len(text) <= _LONGEST_KEPT:
            self[text] = lexeme
        return lexeme


_lexemes: Final = _Lexemes()


def add_flag(words: Callable[[], Collection[str]]) -> int:
    """Add a flag to the texts that are laid out from now on.

    Args:
        words: Returns the set of words, in lower case; called at the first text, so that importing loads no lexicon.

    Returns:
        The flag, for `Document.places`.
    """
    _sets.append(words)
    return len(_sets) - 1


def number_of_flags() -> int:
    """Return how many flags there are, which are the numbers from 0 on."""
    return len(_sets)


def lexemes_of(words: Iterable[str]) -> list[Lexeme]:
    """Return the lexemes of words as written, none of them empty."""
    while len(_read) < len(_sets):
        _read_next()
    return list(map(_lexemes.__getitem__, words))


def _read_next() -> None:
    flag = len(_read)
    _read.append(flag)
    for word in _sets[flag]():
        _flags[word] = (*_flags.get(word, ()), flag)
    _lexemes.clear()
