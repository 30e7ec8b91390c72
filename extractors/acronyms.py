"""Short forms that a paper defines: `Attack Success Rate (ASR)` and `ASR (attack success rate)`."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from .document import Document
from .word_flags import add_flag

_MAX_WORDS_INSIDE: Final = 12
_OPENING: Final = add_flag(lambda: "(")


_OF_CLAUSES: Final = frozenset("as is are was were we than that which our can has have been will it its".split())
"""Words of clauses: what holds one names nothing ("classify images as accurately as A on B (CIFAR-10, ...)")."""


class Acronym(NamedTuple):
    """A short form and the long form that it stands for, as slices of the document's words."""

    long_first: int
    long_last: int
    short_first: int
    short_last: int


def find_acronyms(document: Document) -> Iterator[Acronym]:
    """Yield the definitions in a text.

    The letters of the short form have to stand in the long form in order, the first one at the beginning of a word:
    the method of Schwartz and Hearst (2003), over words.
    """
    texts = document.texts
    for at in document.places(_OPENING):
        begin, end = document.field_of_word(at)
        if at == begin or at + 1 == end:
            continue
        close = _close(texts, at, end)
        if close is None:
            continue
        first, last = at + 1, _first_item(texts, at + 1, close)
        if _is_short_form(document, first, last):
            start = _long_start(document.lower, begin, at, _letters(texts, first, last))
            if start is not None:
                yield Acronym(start, at, first, last)
                continue
        short = _token_start(document, at)
        if _is_short_form(document, short, at) and last - first >= 2:
            start = _long_start(document.lower, begin, last, _letters(texts, short, at))
            if start is not None and first <= start <= first + 1:
                yield Acronym(start, last, short, at)


def _close(texts: list[str], at: int, end: int) -> int | None:
    for index in range(at + 1, min(at + 2 + _MAX_WORDS_INSIDE, end)):
        if texts[index] == ")":
            return index
        if texts[index] == "(":
            return None
    return None


def _first_item(texts: list[str], first: int, close: int) -> int:
    """Return one past the last word of what stands before the first comma or semicolon."""
    for index in range(first, close):
        if texts[index] in (",", ";", ":") or (texts[index] == "or" and index > first):
            return index
    return close


def _token_start(document: Document, end: int) -> int:
    texts, starts, ends = document.texts, document.starts, document.ends
    first = end - 1
    while first > 0 and ends[first - 1] == starts[first] and texts[first - 1] not in ("(", "/", '"', ","):
        first -= 1
    return first


def _letters(texts: list[str], first: int, last: int) -> str:
    letters = "".join(text for text in texts[first:last] if text[0].isalnum())
    return letters[:-1] if len(letters) > 2 and letters.endswith("s") and letters[-2].isupper() else letters


def _is_short_form(document: Document, first: int, last: int) -> bool:
    starts, ends = document.starts, document.ends
    if not 1 <= last - first <= 5 or any(starts[i] > ends[i - 1] for i in range(first + 1, last)):
        return False
    letters = _letters(document.texts, first, last)
    return 2 <= len(letters) <= 12 and letters[0].isalnum() and any(char.isupper() for char in letters)


def _long_start(lower: list[str], begin: int, end: int, letters: str) -> int | None:
    """Return where the long form between `begin` and `end` begins, or None where the letters are not all there."""
    wanted = letters.lower()
    # A digit is often a multiplier or a version (`W4S`, `FogROS2`) that the long form spells otherwise or not at all.
    wanted = "".join(char for char in wanted if char.isalpha())
    if len(wanted) < 2:
        return None
    left = len(wanted) - 1
    index = end - 1
    lowest = max(begin, end - 2 * len(wanted) - 4)
    while index >= lowest:
        text = lower[index]
        if text in (".", ";", ":", "(", ")", ","):
            return None
        if text[0].isalpha():
            for place in range(len(text) - 1, -1, -1):
                if text[place] == wanted[left] and (left > 0 or place == 0):
                    left -= 1
                    if left < 0:
                        return None if _OF_CLAUSES.intersection(lower[index:end]) else index
        index -= 1
    return None
