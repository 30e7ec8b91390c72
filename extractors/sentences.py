"""Sentence boundaries for abstracts, by character offset."""

import re
from typing import Final

# A candidate: end punctuation, closing quotes or brackets, white space, then something that can open a sentence.
# It begins with one set of characters, so that everything else is passed over at the speed of a search for characters.
_BREAK: Final = re.compile(r"""[.!?\n](?:(?<!\n)["'”’)\]]*(\s+)(?=["'“‘(\[$\\]*[A-Z0-9\u00C0-\u00DE])|(?<=\n)\s*\n)""")
_ABBREVIATION: Final = re.compile(
    r"\b(?:e\.g|i\.e|vs|cf|w\.r\.t|et al|etc|resp|approx|Figs?|Eqs?|Sec|Tab|Refs?|Nos?|Dr|Prof|Mrs?|Ms|St|Inc|Corp"
    r"|Ltd|Jr|Acc|ca|dept|Univ)\.$"
)
# Before an upper-case word these may as well be the end.
_ENDS_ANYWAY: Final = ("etc.", "al.")


def sentence_spans(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Split `text[start:]` into sentences.

    Args:
        text: Any text.
        start: Where to begin.

    Returns:
        Character spans without the white space between them, in order; together they hold every other character.
    """
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _BREAK.finditer(text, start):
        stop = match.start(1) if match.group(1) is not None else match.start()
        if match.group(1) is not None and _goes_on(text, begin, stop, match.end()):
            continue
        _append(spans, text, begin, stop)
        begin = match.end()
    _append(spans, text, begin, len(text))
    return spans


def _goes_on(text: str, begin: int, stop: int, resume: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation inside a sentence."""
    tail = text[max(begin, stop - 12) : stop]
    if not tail.endswith(".") or not _ABBREVIATION.search(tail):
        return False
    return not (tail.endswith(_ENDS_ANYWAY) and text[resume : resume + 1].isupper())


def _append(spans: list[tuple[int, int]], text: str, begin: int, stop: int) -> None:
    while begin < stop and text[begin].isspace():
        begin += 1
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    if begin < stop:
        spans.append((begin, stop))
