"""The text of one paper laid out for extraction: words and sentences by character offset.

Every extractor works on character offsets of the plain text, so that it gives the same result inside any spaCy
pipeline, whatever its tokenizer, and outside of one.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from .sentences import sentence_spans

FIELD_BREAK: Final = "\n\n"
"""Stands between title and abstract; both fields are searched as one text."""

# `re` and not `regex`: this runs over every character of every paper, and `re` is the faster of the two here.
WORD: Final = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’][a-z]+)?|[^\w\s]|_)")
"""A number, a run of letters with its clitic, or one other character."""


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
        words: All words in order.
        starts: Offset of each word.
        texts: Each word as written.
        lower: Each word in lower case.
        vocabulary: The different words in lower case.
        title_words: How many of the words are of the title; nothing that is named goes on from there to the abstract.
        sentences: Character spans of the sentences; the title is one.
    """

    text: str
    body: int
    words: list[Word]
    starts: list[int]
    texts: list[str]
    lower: list[str]
    vocabulary: frozenset[str]
    title_words: int
    sentences: list[tuple[int, int]]

    def words_between(self, start: int, end: int) -> list[Word]:
        """Return the words that begin in `text[start:end]`."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def places_of(self, wanted: frozenset[str]) -> list[int]:
        """Return the indices of the words that are, in lower case, in a set.

        However large the set: only the few that the text shares with it are looked for in the row of words.
        """
        here = wanted & self.vocabulary
        return [index for index, word in enumerate(self.lower) if word in here] if here else []

    def word_index(self, offset: int) -> int:
        """Return the index of the last word that begins at or before an offset."""
        return bisect_right(self.starts, offset) - 1

    def field_of_word(self, index: int) -> tuple[int, int]:
        """Return the words of the field, title or abstract, that a word is in: the first and one past the last."""
        return (0, self.title_words) if index < self.title_words else (self.title_words, len(self.words))

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
    # Splitting at the words gives the gaps between them too, so that adding up all lengths gives every offset: word by
    # word in Python this would be the slowest step of extraction.
    pieces = WORD.split(text)
    offsets = list(accumulate(map(len, pieces)))
    texts, starts = pieces[1::2], offsets[:-1:2]
    lower = [word.lower() for word in texts]
    words = list(map(Word._make, zip(texts, starts, offsets[1::2], strict=True)))
    spans: list[tuple[int, int]] = []
    if body:
        spans.append((0, body - len(FIELD_BREAK)))
    spans.extend(sentence_spans(text, body))
    return Document(
        text=text,
        body=body,
        words=words,
        starts=starts,
        texts=texts,
        lower=lower,
        vocabulary=frozenset(lower),
        title_words=bisect_left(starts, body),
        sentences=spans,
    )
