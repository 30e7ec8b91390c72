"""Sentence boundaries for abstracts, by character offset."""

import re
from typing import Final

# A candidate: end punctuation, closing quotes or brackets, white space, then something that can open a sentence.
# It begins with one set of characters, so that everything else is passed over at the speed of a search for characters.
_BREAK: Final = re.compile(r"""[.!?\n](?:(?<!\n)["'”’)\]]*(\s+)(?=["'“‘(\[$\\]*[A-Z0-9\u00C0-\u00DE])|(?<=\n)\s*\n)""")
_ABBREVIATIONS: Final = tuple(
    f"{word}."
    for word in (
        *"e.g i.e vs cf w.r.t etc resp approx Fig Figs Eq Eqs Sec Tab Ref Refs No Nos Dr Prof Mr Mrs Ms St".split(),
        *"Inc Corp Ltd Jr Acc ca dept Univ".split(),
        "et al",
    )
)
_ABBREVIATION: Final = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))})$")
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
    if not text.endswith(_ABBREVIATIONS, begin, stop) or not _ABBREVIATION.search(text[max(begin, stop - 12) : stop]):
        return False
    return not (text.endswith(_ENDS_ANYWAY, begin, stop) and text[resume : resume + 1].isupper())


def _append(spans: list[tuple[int, int]], text: str, begin: int, stop: int) -> None:
    while begin < stop and text[begin].isspace():
        begin += 1
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    if begin < stop:
        spans.append((begin, stop))
