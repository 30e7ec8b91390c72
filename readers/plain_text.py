"""Plain text: one abstract, or several with blank lines between them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from ..schemas import Paper
from .context import Context
from .format import Head
from .listing import numbered, without_header

_MIN_WORDS: Final = 3
_WORDS_OF_A_SENTENCE: Final = 5
"""Words of a line that reads as a sentence even without a mark at its end; menus and headings have fewer."""
_END_OF_SENTENCE: Final = (".", "!", "?")
_MIN_LETTERS: Final = 0.5
"""Share of letters among the characters; prose has about 0.8, tables and logs have less."""


def sniff(head: Head) -> bool:
    """Tell whether the text is prose rather than markup, data or a listing page."""
    _, is_listing = without_header(numbered(head.lines))
    text = " ".join(head.lines)
    letters = sum(c.isalpha() for c in text)
    return (
        not is_listing
        and not head.first.startswith(("<", "{", "%!"))
        and len(text.split(maxsplit=_MIN_WORDS - 1)) >= _MIN_WORDS
        and letters >= _MIN_LETTERS * len("".join(text.split()))
        and any(map(_may_hold_a_sentence, head.lines))
    )


def _may_hold_a_sentence(line: str) -> bool:
    return line.rstrip().endswith(_END_OF_SENTENCE) or len(line.split()) >= _WORDS_OF_A_SENTENCE


def read(lines: Iterable[str], context: Context) -> Iterator[Paper]:
    """Read one paper a paragraph, without title; lines of one paragraph are joined by a space.

    Args:
        lines: The lines of the input.
        context: The input they come from.
    """
    for blank, group in groupby(enumerate(lines, start=1), key=lambda item: not item[1].strip()):
        if blank:
            continue
        paragraph = list(group)
        abstract = " ".join(line.strip() for _, line in paragraph)
        if paper := context.paper(paragraph[0][0], "", abstract):
            yield paper
