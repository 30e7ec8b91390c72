"""When two spellings are the same name, the same metric or the same baseline."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

NameKeys = frozenset[str]
"""The folded spellings under which one named thing is accepted."""

_LETTERS_AND_DIGITS: Final = re.compile(r"[^\W_]+")
_TOKEN: Final = re.compile(r"[a-z0-9]+")
_EMPTY_WORDS: Final = frozenset(
    ("the", "a", "an", "of", "in", "on", "and", "other", "our", "its", "to", "with", "for", "than", "over", "by", "as")
)


def name_key(name: str) -> str:
    """Fold a name so that case, punctuation, spaces and a plural s do not matter."""
    return "".join(_singular(word) for word in _LETTERS_AND_DIGITS.findall(name.casefold()))


def name_keys(*spellings: str) -> NameKeys:
    """Return the keys of all spellings of one thing."""
    return frozenset(name_key(spelling) for spelling in spellings) - {""}


def distinct_names(names: Iterable[NameKeys]) -> tuple[NameKeys, ...]:
    """Return each different, non-empty set of keys once, in a stable order."""
    return tuple(sorted({keys for keys in names if keys}, key=sorted))


def count_common(expected: Sequence[NameKeys], found: Sequence[NameKeys]) -> int:
    """Count the pairs of the best one-to-one matching between two lists of names.

    A greedy count would depend on the order: a name with two spellings may take the only partner of another.
    """
    partner: dict[int, int] = {}

    def place(wanted: int, tried: set[int]) -> bool:
        for candidate, keys in enumerate(found):
            if candidate in tried or not expected[wanted] & keys:
                continue
            tried.add(candidate)
            if candidate not in partner or place(partner[candidate], tried):
                partner[candidate] = wanted
                return True
        return False

    return sum(place(wanted, set()) for wanted in range(len(expected)))


def same_names(expected: Sequence[NameKeys], found: Sequence[NameKeys]) -> bool:
    """Tell whether two lists name the same things."""
    return len(expected) == len(found) == count_common(expected, found)


def similar(one: str, other: str) -> bool:
    """Tell whether two phrases share at least half of their words (Dice), function words apart."""
    first, second = _words(one), _words(other)
    return bool(first and second) and 2 * len(first & second) >= 0.5 * (len(first) + len(second))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _words(phrase: str) -> set[str]:
    return set(_TOKEN.findall(phrase.casefold().replace("_", " "))) - _EMPTY_WORDS
