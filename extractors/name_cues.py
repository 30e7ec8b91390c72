"""Candidates for names that are not written like one, from the words that come with them.

`called twin pruning`, `we propose twin pruning`, "twin pruning" in quotation marks, `graph neural network`, and what a
title opens with.
"""

from collections.abc import Callable, Iterator
from typing import Final

from .document import Document
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
_ARTICLES: Final = frozenset({"the", "a", "an"})
_FORMULA: Final = frozenset("$\\")
_DASHES: Final = frozenset("-–—")
_PREPOSITIONS: Final = frozenset("for with in of on from via by to".split())
_BEFORE_CALLED: Final = _QUOTES | {"as", "the", "a", "it", ":", "our", "this", "approach", "method", "framework"}


def _family(document: Document, at: int) -> Candidate | None:
    """Return the generic family that a head noun names with a modifier that makes it specific."""
    first = _family_start(document, at)
    if first < at or FAMILY_HEADS[document.lower[at]]:
        return candidate_at(document, first, at + 1, "family")
    return None


def _family_start(document: Document, head: int) -> int:
    """Return where the specific modifiers of a head begin; the head itself where there is none."""
    lower, starts, ends = document.lower, document.starts, document.ends
    first = head
    at = head - 1
    specific = False
    while at >= 0 and head - at <= 6 and starts[at + 1] - ends[at] <= 1:
        text = lower[at]
        if text in FAMILY_MODIFIERS:
            if FAMILY_MODIFIERS[text]:
                first, specific = at, True
        elif text != "-":
            break
        at -= 1
    return first if specific else head


def _called(document: Document, at: int) -> Candidate | None:
    """Return what stands after `called`, `named` or `dubbed` in lower case."""
    texts = document.texts
    first = at + 1
    while first < len(texts) and texts[first] in _BEFORE_CALLED:
        first += 1
    last = _end_of_phrase(document, first)
    if last > first and texts[first].islower():
        return candidate_at(document, first, last, "called")
    return None


def _quoted(document: Document, at: int) -> Candidate | None:
    """Return what stands in quotation marks."""
    texts, starts, ends = document.texts, document.starts, document.ends
    if at + 2 >= len(texts) or starts[at + 1] > ends[at]:
        return None
    first = at + 1
    while first < len(texts) and texts[first] in _QUOTES:
        first += 1
    last = _end_of_phrase(document, first)
    if last > first and last < len(texts) and texts[last] in _QUOTES and starts[last] == ends[last - 1]:
        return candidate_at(document, first, last, "quoted")
    return None


def _proposed(document: Document, at: int) -> Candidate | None:
    """Return a bare noun phrase right after `we propose` and the like: a name needs no article."""
    texts = document.texts
    if not at or document.lower[at - 1] not in ("we", "paper", "work"):
        return None
    first = at + 1
    last = _end_of_phrase(document, first)
    if last - first > 1 and texts[first].islower() and texts[first] not in OPENERS:
        return candidate_at(document, first, last, "proposed")
    return None


def _end_of_phrase(document: Document, first: int) -> int:
    """Return one past the last word of the noun phrase that begins at a word, at most seven words on."""
    texts, lower, last = document.texts, document.lower, first
    end = min(first + 7, document.field_of_word(first)[1])
    while last < end and (texts[last].isalnum() or texts[last] == "-") and lower[last] not in FUNCTION_WORDS:
        last += 1
    return last


def opens_title(document: Document) -> Iterator[Candidate]:
    """Yield what a title names before its colon (`X: a way to …`) or its first preposition (`X for …`)."""
    texts, starts, ends = document.texts, document.starts, document.ends
    size = document.title_words
    first = 1 if size > 1 and document.lower[0] in _ARTICLES and starts[1] > ends[0] else 0
    tokens = 0
    for at in range(first, min(16, len(texts))):
        text = texts[at]
        if at == size:
            if 1 < tokens <= 5:
                yield candidate_at(document, first, at, "title")
            return
        if _is_colon(document, at) and at > first:
            if tokens <= 5:
                yield candidate_at(document, first, at, "before colon")
            return
        if text in _FORMULA:
            return
        if text in _PREPOSITIONS:
            if 1 < tokens <= 5:
                yield candidate_at(document, first, at, "title start")
            return
        tokens += at == first or starts[at] > ends[at - 1]


def _is_colon(document: Document, at: int) -> bool:
    """Tell whether a word is a colon, or a dash that stands for one ("X - a way to …")."""
    texts, starts, ends = document.texts, document.starts, document.ends
    if at + 1 >= len(texts) or starts[at + 1] == ends[at]:
        return False
    return texts[at] == ":" or (texts[at] in _DASHES and at > 0 and starts[at] > ends[at - 1])


TRIGGERS: Final[dict[str, Callable[[Document, int], Candidate | None]]] = {
    **dict.fromkeys([*FAMILY_HEADS, *(head.capitalize() for head in FAMILY_HEADS)], _family),
    **dict.fromkeys(_QUOTES, _quoted),
    **dict.fromkeys(NAMING_VERBS, _called),
    **dict.fromkeys(PROPOSING_VERBS, _proposed),
}
"""Words that may come with a name that is not written like one."""
