"""Finds the space between title and abstract in a line that holds both.

Every space of the line's first characters is scored by a log-linear model, and the best one wins. The model knows
general cues only: how words are capitalized on both sides, which words open sentences, end titles or never stand in
one, how long titles are, whether the words after the space take up words of the title, whether an acronym in brackets
spells the words before it. Its weights are `title_splitter.json`, made by `benchmarks/train_title_splitter.py`.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Final, NamedTuple

import orjson

MAX_CHARS: Final = 420
"""How much of a line is looked at; no title comes near it."""
MAX_TITLE_WORDS: Final = 40
_PUNCTUATION: Final = ",.:;?!"
_WRAPPING: Final = "\"'“”‘’()[]{}"
_FINITE_VERBS: Final = frozenset(
    "is are was were has have had can may will we remains remain plays play become becomes requires require".split()
)
_VERB_WINDOW: Final = 9
_REPEAT_WINDOW: Final = 5
_ACRONYM_WINDOW: Final = 7


class Boundary(NamedTuple):
    """A space that may end the title."""

    offset: int
    """Index of the space in the line."""
    in_title: list[str]
    """Features of the words that join the title with this boundary; those of earlier boundaries count too."""
    at_boundary: list[str]
    """Features of the boundary itself."""


class _Word(NamedTuple):
    core: str
    """Without trailing punctuation."""
    low: str
    tail: str
    """First character of the trailing punctuation, or nothing."""
    shape: str


def split_title(line: str) -> int | None:
    """Find where the title of a line ends.

    Args:
        line: A title and an abstract with one ordinary space between them.

    Returns:
        Index of that space, or None where the line has no space that could be it.
    """
    weight = _weights().get
    best, best_score = None, 0.0
    title_score = 0
    for offset, in_title, at_boundary in boundaries(line):
        for feature in in_title:
            title_score += weight(feature, 0)
        score = title_score
        for feature in at_boundary:
            score += weight(feature, 0)
        if best is None or score > best_score:
            best, best_score = offset, score
    return best


def boundaries(line: str) -> Iterator[Boundary]:
    """Yield every space that may end the title, with the features that the model weighs.

    A space beside another one is left out, and so is one before a lower-case word, which opens no abstract.
    """
    texts = line[:MAX_CHARS].split(" ")
    words = [_word(text) for text in texts]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    brackets = list(accumulate(text.count("(") - text.count(")") for text in texts))
    words += [_word("")] * 4
    title_words: set[str] = set()
    title_pairs: set[str] = set()
    in_title: list[str] = []
    capitalized = lower = sentence_ends = 0
    for k in range(min(len(texts) - 1, MAX_TITLE_WORDS)):
        word, after = words[k], words[k + 1]
        in_title += _title_features(words, k)
        title_words.add(word.low)
        if k:
            title_pairs.add(f"{words[k - 1].low} {word.low}")
        capitalized += word.shape[0] in "CHX"
        lower += word.shape == "l" and len(word.core) > 3
        sentence_ends += word.tail == "."
        if after.shape == "l" or not texts[k] or not texts[k + 1]:
            continue
        ratio = 4 * capitalized // (capitalized + lower) if capitalized + lower else -1
        at_boundary = _boundary_features(words, k, ratio)
        at_boundary += (f"n:{k}", f"stop:{min(sentence_ends, 2)}", f"open:{brackets[k] != 0}")
        at_boundary += _repeat_features(words, k, title_words, title_pairs)
        at_boundary += _acronym_features(texts, words, k)
        yield Boundary(starts[k + 1] - 1, in_title, at_boundary)
        in_title = []


def _title_features(words: list[_Word], k: int) -> list[str]:
    word = words[k]
    if k == 0:
        return [f"first:{word.core}"]
    return [f"t:{word.core}", f"ts:{word.shape}{word.tail}", f"tt:{words[k - 1].low} {word.low}"]


def _boundary_features(words: list[_Word], k: int, ratio: int) -> list[str]:
    before, first, second, third = words[k : k + 4]
    verb = _words_to_verb(words, k + 1)
    ahead = sum(word.shape[0] in "CHX" for word in words[k + 2 : k + 7])
    return [
        f"a:{before.core}",
        f"at:{before.tail}{first.shape}",
        f"b:{first.core}{first.tail}",
        f"bb:{first.low} {second.low}",
        f"c:{second.core}{second.tail}",
        f"cc:{second.low} {third.low}",
        f"d:{third.core}{third.tail}",
        f"bcd:{first.shape}{second.shape}{third.shape}",
        f"abc:{before.shape}|{first.shape}{second.shape}",
        f"rbc:{ratio}|{first.shape}{second.shape}",
        f"rab:{ratio}|{before.shape}{first.shape}",
        f"verb:{verb}{first.shape}",
        f"ahead:{ahead}|{ratio}",
    ]


def _words_to_verb(words: list[_Word], start: int) -> int | str:
    for distance, word in enumerate(words[start + 1 : start + _VERB_WINDOW], start=1):
        if words[start + distance - 1].tail in (".", ":", "?"):
            return "end"
        if word.low in _FINITE_VERBS:
            return distance
    return "none"


def _repeat_features(words: list[_Word], k: int, title_words: set[str], title_pairs: set[str]) -> list[str]:
    window = words[k + 1 : k + 1 + _REPEAT_WINDOW]
    repeated = sum(len(word.low) > 3 and word.low in title_words for word in window)
    first, second = window[0], window[1]
    again = f"{first.low in title_words:d}{f'{first.low} {second.low}' in title_pairs:d}"
    return [f"again:{again}{first.shape}", f"repeats:{repeated}"]


def _acronym_features(texts: list[str], words: list[_Word], k: int) -> list[str]:
    """Compare an acronym in brackets after the space with the words it should spell: "Deep Learning (DL)"."""
    for position in range(k + 2, min(k + 2 + _ACRONYM_WINDOW, len(texts))):
        if texts[position].startswith("("):
            letters = [c for c in words[position].core if c.isupper()]
            if len(letters) < 2:
                break
            initials = [part[:1].upper() for word in words[k + 1 : position] for part in word.core.split("-")]
            return [f"acronym:{len(initials) - len(letters)}{initials[:1] == letters[:1]:d}"]
    return []


@cache
def _weights() -> dict[str, int]:
    weights: dict[str, int] = orjson.loads(files(__package__).joinpath("title_splitter.json").read_bytes())
    return weights


def _word(text: str) -> _Word:
    bare = text.rstrip(_WRAPPING)
    core = bare.rstrip(_PUNCTUATION)
    tail = bare[len(core) : len(core) + 1]
    core = core.strip(_WRAPPING)
    return _Word(core, core.lower(), tail, _shape(core))


def _shape(core: str) -> str:
    """Name the kind of a word: lower case, Capitalized, UPPER, mIxed, Hyphen-Ated, number, ..."""
    if not core:
        return "0"
    first, rest = core[0], core[1:]
    if first.isdigit():
        return "D" if any(c.isalpha() for c in core) else "d"
    if not first.isalpha():
        return "o"
    if core.islower():
        return "l"
    if first.islower():
        return "m"
    if not rest:
        return "A"
    if rest.islower():
        return "Ch" if "-" in rest else "C"
    if core.isupper() or (rest.endswith("s") and core[:-1].isupper()):
        return "U"
    if "-" in core:
        return "H" if all(part[:1].isupper() for part in core.split("-")) else "Xh"
    return "X"
