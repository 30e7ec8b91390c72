"""Candidates for names: spans that are written like a name, whatever they turn out to be.

A name-like token is a run of adjacent words that holds a capital or mixes letters and digits (`ResNet-50`, `iPlanner`,
`TVQA+`). Tokens side by side form a phrase (`Faster R-CNN`, `PASCAL VOC 2007`), of which the parts are candidates as
well. Generic model families in lower case (`graph neural network`) come from a head noun and a modifier. Nothing is
decided here: `entities` does that with all mentions of a name in sight.
"""

from collections.abc import Iterator
from typing import Final

from .document import Document
from .name_candidate import Candidate, candidate_at, surface_of
from .name_cues import TRIGGERS, opens_title
from .name_words import (
    ADJECTIVAL_SUFFIXES,
    DATASET_NOUNS,
    FUNCTION_WORDS,
    OPENERS,
    UNITS,
)
from .word_flags import add_flag

_JOINERS: Final = frozenset("-–‐_*@&+")
_URL_STARTS: Final = frozenset({"http", "https", "www"})
_SIZES: Final = frozenset({"B", "b", "M", "K"})
_MOST_LETTERS: Final = 40
"""No word of a name is longer: what is, is an export gone wrong."""
_BEFORE_OPENING: Final = frozenset('.!?:“"(•')


_URL_START: Final = add_flag(lambda: _URL_STARTS)
TRIGGER: Final = add_flag(lambda: {word.lower() for word in TRIGGERS})
"""The flag of the words of `TRIGGERS`, with capitals or without."""


class Token:
    """A name-like token: a slice of the document's words.

    Attributes:
        first: Index of its first word.
        last: One past the index of its last word.
        strong: Written as only names and acronyms are; a capitalised ordinary word is not strong.
        suffix: Adjectival ending that was cut off (`based` in `CNN-based`), or empty.
    """

    __slots__ = ("first", "last", "strong", "suffix")

    def __init__(self, first: int, last: int, strong: bool, suffix: str) -> None:
        self.first = first
        self.last = last
        self.strong = strong
        self.suffix = suffix


def find_candidates(document: Document) -> list[Candidate]:
    """Return all name-like spans, longer ones before their parts, in text order."""
    texts = document.texts
    found: list[Candidate] = []
    run: list[Token] = []
    for token in _tokens(document):
        if run and not _follows(document, run[-1], token):
            found.extend(_from_run(document, run))
            run = []
        if run or not _never_opens(document, token):
            run.append(token)
    if run:
        found.extend(_from_run(document, run))
    urls = [range(at, _end_of_url(document, at)) for at in document.places(_URL_START)]
    for at in document.places(TRIGGER):
        if urls and any(at in url for url in urls):
            continue
        trigger = TRIGGERS.get(texts[at])
        candidate = trigger(document, at) if trigger is not None else None
        if candidate is not None:
            found.append(candidate)
    found.extend(opens_title(document))
    found.sort(key=_place)
    return found


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.first, -candidate.last


def _tokens(document: Document) -> Iterator[Token]:
    """Yield the name-like tokens and the plain numbers that may belong to one."""
    texts, starts, ends = document.texts, document.starts, document.ends
    lower, size = document.lower, len(texts)
    resume = behind = 0
    for at in sorted({*document.marked, *urls}) if (urls := document.places(_URL_START)) else document.marked:
        text = texts[at]
        if text in _URL_STARTS:
            resume = _end_of_url(document, at)
            continue
        if at < resume:
            continue
        first = _reach_left(document, at) if at and ends[at - 1] == starts[at] else at
        resume = at + 1
        if resume < size and starts[resume] == ends[at]:
            resume = _reach_right(document, at)
        if at != behind and resume - first == 1 and _opens_no_name(text, lower[at]):
            continue
        token = _classify(texts, first, resume)
        if token is not None:
            behind = token.last
            yield token


def _opens_no_name(text: str, lower: str) -> bool:
    """Tell whether no name begins with a word that stands alone: most are "The" and "We" and plain numbers."""
    return text[0].isdigit() or (lower in FUNCTION_WORDS and (len(text) == 1 or text[1:].islower()))


def _reach_left(document: Document, at: int) -> int:
    texts, starts, ends = document.texts, document.starts, document.ends
    while at > 0 and ends[at - 1] == starts[at]:
        before = texts[at - 1]
        if before[0].isalnum():
            at -= 1
        elif before in _JOINERS and at > 1 and ends[at - 2] == starts[at - 1] and texts[at - 2].isalnum():
            at -= 2
        else:
            break
    return at


def _reach_right(document: Document, at: int) -> int:
    """Return one past the last word that is written together with a word."""
    texts, starts, ends = document.texts, document.starts, document.ends
    size = len(texts)
    at += 1
    while at < size and starts[at] == ends[at - 1]:
        text = texts[at]
        if text[0].isalnum():
            at += 1
        elif text == "+" and (at + 1 == size or not texts[at + 1].isalnum() or starts[at + 1] > ends[at]):
            at += 1
        elif text in _JOINERS and at + 1 < size and starts[at + 1] == ends[at] and texts[at + 1][0].isalnum():
            at += 2
        else:
            break
    return at


def _end_of_url(document: Document, at: int) -> int:
    starts, ends = document.starts, document.ends
    at += 1
    while at < len(starts) and starts[at] == ends[at - 1]:
        at += 1
    return at


def _classify(texts: list[str], first: int, last: int) -> Token | None:
    """Judge a token by its letters; None for what can be no part of a name."""
    suffix = ""
    if last - first == 1:
        text = texts[first]
        if len(text) > _MOST_LETTERS:
            return None
        return Token(first, last, len(text) > 1 and not text[1:].islower() and not text.isdigit(), "")
    while last - first >= 3 and texts[last - 1] in ADJECTIVAL_SUFFIXES and texts[last - 2] in _JOINERS:
        suffix = texts[last - 1]
        last -= 2
    if last - first >= 3 and texts[first].lower() in ("non", "pre", "multi", "semi", "post"):
        first += 2 if texts[first + 2][0].isupper() else 0
    parts = [text for text in texts[first:last] if text[0].isalnum()]
    if len(parts) == 1:
        text = parts[0]
        if text.islower():
            return None
        if text[0].isdigit():
            return Token(first, last, False, suffix)
        return Token(first, last, len(text) > 1 and not text[1:].islower(), suffix)
    digits = any(part[0].isdigit() for part in parts)
    letters = any(part[0].isalpha() for part in parts)
    if not letters:
        return None
    upper = any(not part.islower() and not part[0].isdigit() for part in parts)
    if parts[0][0].isdigit() and not upper:
        return None
    if digits and parts[0][0].isdigit() and len(parts) == 2 and len(parts[1]) <= 2:
        # `70B` after a name is its size and `3D` before one a part of it; by itself each is none.
        return Token(first, last, False, suffix) if parts[1] in _SIZES or parts[1] == "D" else None
    strong = digits or any(len(part) > 1 and not part[1:].islower() for part in parts) or len(parts[0]) == 1
    if not strong and not upper:
        return None
    return Token(first, last, strong, suffix)


def _follows(document: Document, before: Token, token: Token) -> bool:
    """Tell whether two tokens stand side by side in one phrase."""
    if token.first != before.last or before.suffix or document.texts[before.last - 1].endswith(("'s", "’s")):
        return False
    start = document.starts[token.first]
    return start - document.ends[before.last - 1] == 1 and start != document.body


def _from_run(document: Document, run: list[Token]) -> Iterator[Candidate]:
    """Yield the phrase that side-by-side tokens form, and the parts that may be names."""
    texts = document.texts
    if len(run) == 1:
        (token,) = run
        if not _is_number(texts, token) if token.strong else _is_name_place(document, token):
            yield candidate_at(document, token.first, token.last, "token" if token.strong else "capital", token.suffix)
            yield from _expansions(document, token)
        return
    run = _trim(document, run)
    if not run:
        return
    in_title = document.starts[run[0].first] < document.body
    whole = any(not _is_number(texts, t) for t in run)
    if whole and len(run) > 1 and (not in_title or any(t.strong for t in run)):
        yield candidate_at(document, run[0].first, run[-1].last, "phrase", run[-1].suffix)
        if len(run) > 2:
            if document.lower[run[-1].last - 1] not in DATASET_NOUNS:
                yield candidate_at(document, run[0].first, run[-2].last, "phrase without last")
            yield candidate_at(document, run[1].first, run[-1].last, "phrase without first", run[-1].suffix)
    for index, token in enumerate(run):
        if _is_number(texts, token):
            continue
        if not token.strong and (len(run) > 1 or not _is_name_place(document, token)):
            continue
        if token.strong and len(run) > 1 and index + 1 < len(run) and _is_number(texts, run[index + 1]):
            if len(run) > 2 or index:
                yield candidate_at(document, token.first, run[index + 1].last, "with number")
            if index + 2 == len(run) and index == 0:
                continue
        yield candidate_at(document, token.first, token.last, "token" if token.strong else "capital", token.suffix)
        yield from _expansions(document, token)


def _trim(document: Document, run: list[Token]) -> list[Token]:
    """Drop what opens a sentence and what only looks like part of a name."""
    texts = document.texts
    while run and (
        _never_opens(document, run[0])
        or (_is_opening(document, run[0]) and not run[0].strong and _is_opener(texts, run[0]))
    ):
        run = run[1:]
    while len(run) > 1 and _is_number(texts, run[-1]) and not _is_version(document, run[-1]):
        run = run[:-1]
    while run and not run[-1].strong and document.lower[run[-1].first] in FUNCTION_WORDS:
        run = run[:-1]
    return run


def _never_opens(document: Document, token: Token) -> bool:
    """Tell whether no name begins with a token: a plain number, or a word such as "the" with a capital."""
    return _is_number(document.texts, token) or (not token.strong and document.lower[token.first] in FUNCTION_WORDS)


def _is_opener(texts: list[str], token: Token) -> bool:
    text = texts[token.first].lower()
    return text in OPENERS or (token.last - token.first == 1 and text.endswith(("ing", "ly")))


def _is_number(texts: list[str], token: Token) -> bool:
    return texts[token.first][0].isdigit() and (token.last - token.first == 1 or texts[token.last - 1] in _SIZES)


def _is_version(document: Document, token: Token) -> bool:
    """Tell whether a number after a name belongs to it: a year, a version or a size, and no quantity follows."""
    if token.last - token.first > 1:
        return True
    texts = document.texts
    text = texts[token.first]
    if "," in text or (len(text) > 4 and "." not in text):
        return False
    if token.last < len(texts):
        after = texts[token.last]
        gap = document.starts[token.last] - document.ends[token.last - 1]
        if after in ("%", "×", "\\") or (gap <= 1 and after.lower() in UNITS):
            return False
        if gap == 1 and after.islower() and after.endswith("s") and after not in ("is", "was", "has"):
            return after in ("datasets", "benchmarks", "models", "tasks", "achieves")
    return len(text) == 1 or (len(text) == 4 and text[:2] in ("19", "20")) or "." in text or len(text) in (2, 3)


def _is_opening(document: Document, token: Token) -> bool:
    """Tell whether a token opens a sentence, where any word has a capital."""
    if token.first == 0:
        return True
    return document.starts[token.first] == document.body or document.texts[token.first - 1] in _BEFORE_OPENING


def _is_name_place(document: Document, token: Token) -> bool:
    """Tell whether a capitalised ordinary word is one because it is a name; in a title any may be."""
    if token.first < document.title_words:
        return False
    lower = document.lower[token.first]
    return lower[0].isalpha() and lower not in FUNCTION_WORDS and not _is_opening(document, token)


def _expansions(document: Document, token: Token) -> Iterator[Candidate]:
    """Yield what a slash, or a list of bare versions, leaves out: `CIFAR10/100`, `MobileNetV1, V2, V3`."""
    texts = document.texts
    base = surface_of(document, token.first, token.last)
    at = token.last
    while at + 1 < len(texts):
        separator = texts[at]
        tail = at + 1
        if separator == "," and tail + 1 < len(texts) and texts[tail] == "and":
            tail += 1
        if separator == "/" and document.starts[tail] != document.ends[at]:
            return
        if separator == "and" and texts[tail] == "-" and tail + 1 < len(texts):
            tail += 1
        elif separator not in ("/", ",", "and"):
            return
        last = _reach_right(document, tail)
        text = surface_of(document, tail, last)
        surface = _expand(base, text, bare=separator == "/" or texts[tail - 1] == "-")
        if not surface:
            return
        yield Candidate(surface, tail, last, "list tail")
        at = last


def _expand(base: str, tail: str, *, bare: bool) -> str | None:
    """Complete a list item from the name before it, where both end alike in kind."""
    if len(tail) > 4 or (not bare and not (tail[0] in "Vv" and tail[1:].isdigit())):
        return None
    kinds = ["0" if char.isdigit() else "A" if char.isupper() else "a" for char in tail]
    cut = len(base)
    for kind in dict.fromkeys(reversed(kinds)):
        start = cut
        while cut > 0 and (("0" if base[cut - 1].isdigit() else "A" if base[cut - 1].isupper() else "a") == kind):
            cut -= 1
        if cut == start:
            return None
    if cut == 0 or (tail.isalpha() and base[cut - 1] not in "-_") or tail == base:
        return None
    # The second number of a vision transformer is its patch size.
    if tail.isdigit() and not base[-1].isdigit():
        return None
    return base[:cut] + tail
