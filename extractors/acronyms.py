"""Short forms that a paper defines: `Attack Success Rate (ASR)` and `ASR (attack success rate)`."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from .document import Document, Word

_MAX_WORDS_INSIDE: Final = 12
_OPENING: Final = frozenset("(")


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
    words = document.words
    for at in document.places_of(_OPENING):
        begin, end = document.field_of_word(at)
        if at == begin or at + 1 == end:
            continue
        close = _close(words, at, end)
        if close is None:
            continue
        first, last = at + 1, _first_item(words, at + 1, close)
        if _is_short_form(words, first, last):
            start = _long_start(words, begin, at, _letters(words, first, last))
            if start is not None:
                yield Acronym(start, at, first, last)
                continue
        short = _token_start(words, at)
        if _is_short_form(words, short, at) and last - first >= 2:
            start = _long_start(words, begin, last, _letters(words, short, at))
            if start is not None and first <= start <= first + 1:
                yield Acronym(start, last, short, at)


def _close(words: list[Word], at: int, end: int) -> int | None:
    for index in range(at + 1, min(at + 2 + _MAX_WORDS_INSIDE, end)):
        if words[index].text == ")":
            return index
        if words[index].text == "(":
            return None
    return None


def _first_item(words: list[Word], first: int, close: int) -> int:
    """Return one past the last word of what stands before the first comma or semicolon."""
    for index in range(first, close):
        if words[index].text in (",", ";", ":") or (words[index].text == "or" and index > first):
            return index
    return close


def _token_start(words: list[Word], end: int) -> int:
    first = end - 1
    while (
        first > 0 and words[first - 1].end == words[first].start and words[first - 1].text not in ("(", "/", '"', ",")
    ):
        first -= 1
    return first


def _letters(words: list[Word], first: int, last: int) -> str:
    letters = "".join(word.text for word in words[first:last] if word.text[0].isalnum())
    return letters[:-1] if len(letters) > 2 and letters.endswith("s") and letters[-2].isupper() else letters


def _is_short_form(words: list[Word], first: int, last: int) -> bool:
    if not 1 <= last - first <= 5 or any(words[i].start > words[i - 1].end for i in range(first + 1, last)):
        return False
    letters = _letters(words, first, last)
    return 2 <= len(letters) <= 12 and letters[0].isalnum() and any(char.isupper() for char in letters)


def _long_start(words: list[Word], begin: int, end: int, letters: str) -> int | None:
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
        text = words[index].text.lower()
        if text in (".", ";", ":", "(", ")", ","):
            return None
        if text[0].isalpha():
            for place in range(len(text) - 1, -1, -1):
                if text[place] == wanted[left] and (left > 0 or place == 0):
                    left -= 1
                    if left < 0:
                        return index
        index -= 1
    return None
