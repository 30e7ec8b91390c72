"""Candidates for names that are not written like one, from the words that come with them.

`called twin pruning`, `we propose twin pruning`, "twin pruning" in quotation marks, `graph neural network`, and what a
title opens with.
"""

from collections.abc import Callable, Iterator
from typing import Final

from .document import Document, Word
from .name_candidate import Candidate, candidate_at
from .name_words import (
    FAMILY_HEADS,
    FAMILY_MODIFIERS,
    FUNCTION_WORDS,
    NAMING_VERBS,
    OPENERS,
    PROPOSING_VERBS,
)

_QUOTES: Final = frozenset("\"“”'‘’`*")
_BEFORE_CALLED: Final = _QUOTES | {"as", "the", "a", "it", ":", "our", "this", "approach", "method", "framework"}


def _family(document: Document, at: int) -> Candidate | None:
    """Return the generic family that a head noun names with a modifier that makes it specific."""
    words = document.words
    first = _family_start(words, at)
    if first < at or FAMILY_HEADS[words[at].text.lower()]:
        return candidate_at(document, first, at + 1, "family")
    return None


def _family_start(words: list[Word], head: int) -> int:
    """Return where the specific modifiers of a head begin; the head itself where there is none."""
    first = head
    at = head - 1
    specific = False
    while at >= 0 and head - at <= 6 and words[at + 1].start - words[at].end <= 1:
        text = words[at].text.lower()
        if text in FAMILY_MODIFIERS:
            if FAMILY_MODIFIERS[text]:
                first, specific = at, True
        elif text != "-":
            break
        at -= 1
    return first if specific else head


def _called(document: Document, at: int) -> Candidate | None:
    """Return what stands after `called`, `named` or `dubbed` in lower case."""
    words = document.words
    first = at + 1
    while first < len(words) and words[first].text in _BEFORE_CALLED:
        first += 1
    last = _end_of_phrase(document, first)
    if last > first and words[first].text.islower():
        return candidate_at(document, first, last, "called")
    return None


def _quoted(document: Document, at: int) -> Candidate | None:
    """Return what stands in quotation marks."""
    words = document.words
    if at + 2 >= len(words) or words[at + 1].start > words[at].end:
        return None
    first = at + 1
    while first < len(words) and words[first].text in _QUOTES:
        first += 1
    last = _end_of_phrase(document, first)
    if last > first and last < len(words) and words[last].text in _QUOTES and words[last].start == words[last - 1].end:
        return candidate_at(document, first, last, "quoted")
    return None


def _proposed(document: Document, at: int) -> Candidate | None:
    """Return a bare noun phrase right after `we propose` and the like: a name needs no article."""
    words = document.words
    if not at or words[at - 1].text.lower() not in ("we", "paper", "work"):
        return None
    first = at + 1
    last = _end_of_phrase(document, first)
    if last - first > 1 and words[first].text.islower() and words[first].text not in OPENERS:
        return candidate_at(document, first, last, "proposed")
    return None


def _end_of_phrase(document: Document, first: int) -> int:
    """Return one past the last word of the noun phrase that begins at a word, at most seven words on."""
    words, last = document.words, first
    end = min(first + 7, document.field_of_word(first)[1])
    while (
        last < end
        and (words[last].text.isalnum() or words[last].text == "-")
        and words[last].text.lower() not in FUNCTION_WORDS
    ):
        last += 1
    return last


def opens_title(document: Document) -> Iterator[Candidate]:
    """Yield what a title names before its colon (`X: a way to …`) or its first preposition (`X for …`)."""
    words = document.words
    tokens = 0
    for at, word in enumerate(words[:16]):
        if at == document.title_words:
            if 1 < tokens <= 5:
                yield candidate_at(document, 0, at, "title")
            return
        if word.text == ":" and at and words[at + 1 : at + 2] and words[at + 1].start > word.end:
            if tokens <= 5:
                yield candidate_at(document, 0, at, "before colon")
            return
        if word.text in ("for", "with", "in", "of", "on", "from", "via", "by", "to"):
            if 1 < tokens <= 5:
                yield candidate_at(document, 0, at, "title start")
            return
        tokens += at == 0 or word.start > words[at - 1].end


TRIGGERS: Final[dict[str, Callable[[Document, int], Candidate | None]]] = {
    **dict.fromkeys([*FAMILY_HEADS, *(head.capitalize() for head in FAMILY_HEADS)], _family),
    **dict.fromkeys(_QUOTES, _quoted),
    **dict.fromkeys(NAMING_VERBS, _called),
    **dict.fromkeys(PROPOSING_VERBS, _proposed),
}
"""Words that may come with a name that is not written like one."""
