"""Listing page with titles and abstracts on alternate lines and no blank lines."""

from collections.abc import Iterable, Iterator

from ..schemas import Paper
from .context import Context
from .format import Head
from .listing import MAX_TITLE, alternates, numbered, pair, without_header


def sniff(head: Head) -> bool:
    """Tell whether lines alternate below a listing's header, or alternate plainly between short and long."""
    lines, has_header = without_header(numbered(head.lines))
    texts = [line.text for line in lines]
    while texts and not texts[-1]:
        texts.pop()
    if len(texts) < 2 or not all(texts):
        return False
    return len(texts[0]) <= MAX_TITLE if has_header else alternates(texts)


def read(lines: Iterable[str], context: Context) -> Iterator[Paper]:
    """Read the papers of a page in this layout.

    Args:
        lines: The lines of the page.
        context: The input they come from.
    """
    content, _ = without_header(numbered(lines))
    for entry in pair([line for line in content if line.text], context, "\n"):
        if paper := context.paper(entry.line, entry.title, entry.abstract):
            yield paper
