"""The text of one paper laid out for extraction: words and sentences by character offset.

Every extractor works on character offsets of the plain text, so that it gives the same result inside any spaCy
pipeline, whatever its tokenizer, and outside of one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from .sentences import sentence_spans
from .word_flags import lexemes_of, number_of_flags

FIELD_BREAK: Final = "\n\n"
"""Stands between title and abstract; both fields are searched as one text."""

# `re` and not `regex`: this runs over every character of every paper, and `re` is the faster of the two here.
WORD: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’][a-z]+)?|[^\w\s]|_")
"""A number, a run of letters with its clitic, or one other character."""

_ASCII_WORD: Final = re.compile(
    r"[A-Za-z]+(?:'[a-z]+)?|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[\x00-\x08\x0e-\x1b!-/:-@\[-`{-\x7f]"
)
"""The same for ASCII text, which most is: sets of plain characters are looked up twice as fast as classes."""

_OFFSETS: Final[list[Any]] = list(range(1 << 13))
"""Offsets as objects that all texts share; compiled code would make two anew for each word."""


class Word(NamedTuple):
    """A word of the text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Document:
    """A text and its layout.

    Attributes:
        text: Title, `FIELD_BREAK` and abstract as one string; the abstract alone where there is no title.
        body: Offset at which the abstract begins.
        texts: Each word as written, in order.
        lower: Each word in lower case.
        starts: Offset of each word.
        ends: Offset behind each word.
        flagged: For each flag of `word_flags` the indices of the words that have it.
        marked: Indices of the words that are none in lower case: they hold a capital or are numbers.
        title_words: How many of the words are of the title; nothing that is named goes on from there to the abstract.
        sentences: Character spans of the sentences; the title is one.
    """

    text: str
    body: int
    texts: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    flagged: list[list[int]]
    marked: list[int]
    title_words: int
    sentences: list[tuple[int, int]]

    @property
    def words(self) -> list[Word]:
        """All words in order, made anew at each call."""
        return list(map(Word, self.texts, self.starts, self.ends))

    def slice_between(self, start: int, end: int) -> slice:
        """Return which of the words begin in `text[start:end]`."""
        return slice(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def places(self, flag: int) -> list[int]:
        """Return the indices of the words that have a flag."""
        return self.flagged[flag]

    def places_of(self, wanted: Collection[str]) -> list[int]:
        """Return the indices of the words that are, in lower case, in a set."""
        return [index for index, word in enumerate(self.lower) if word in wanted]

    def word_index(self, offset: int) -> int:
        """Return the index of the last word that begins at or before an offset."""
        return bisect_right(self.starts, offset) - 1

    def field_of_word(self, index: int) -> tuple[int, int]:
        """Return the words of the field, title or abstract, that a word is in: the first and one past the last."""
        return (0, self.title_words) if index < self.title_words else (self.title_words, len(self.texts))

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds an offset."""
        for index, (_, end) in enumerate(self.sentences):
            if offset < end:
                return index
        return len(self.sentences) - 1


def lay_out(title: str, abstract: str) -> Document:
    """Lay out a paper's text."""
    if not title:
        return _layout(abstract, 0)
    return _layout(title + FIELD_BREAK + abstract, len(title) + len(FIELD_BREAK))


def _layout(text: str, body: int) -> Document:
    offsets = _OFFSETS if len(text) < len(_OFFSETS) else list(range(len(text) + 1))
    found: list[str] = (_ASCII_WORD if text.isascii() else WORD).findall(text)
    starts: list[int] = []
    ends: list[int] = []
    end = 0
    for word in found:
        # Only white space lies between: the word is found where it was matched, sooner than a match would tell.
        start = text.find(word, end)
        end = start + len(word)
        starts.append(offsets[start])
        ends.append(offsets[end])
    lexemes = lexemes_of(found)
    flagged: list[list[int]] = [[] for _ in range(number_of_flags())]
    for index, lexeme in enumerate(lexemes):
        for flag in lexeme.flags:
            flagged[flag].append(index)
    spans: list[tuple[int, int]] = []
    if body:
        spans.append((0, body - len(FIELD_BREAK)))
    spans.extend(sentence_spans(text, body))
    return Document(
        text=text,
        body=body,
        texts=[lexeme.text for lexeme in lexemes],
        lower=[lexeme.lower for lexeme in lexemes],
        starts=starts,
        ends=ends,
        flagged=flagged,
        marked=[index for index, lexeme in enumerate(lexemes) if lexeme.marked],
        title_words=bisect_left(starts, body),
        sentences=spans,
    )
