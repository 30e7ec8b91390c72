"""Listing page with one paper a line: votes (`-` for none), title, abstract, `4 authors · Feb 12, 2024`."""

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from ..schemas import Paper
from .context import Context
from .format import Head
from .listing import FOOTER, Block, final_footer, numbered, read_footer, without_header
from .title_splitter import split_title

_VOTES: Final = regex.compile(r"(\d+|-) +")


def sniff(head: Head) -> bool:
    """Tell whether half of the lines or more begin with votes and end with authors and date."""
    lines, _ = without_header(numbered(head.lines))
    texts = [line.text for line in lines if line.text]
    whole = [text for text in texts if _VOTES.match(text) and final_footer(text)]
    return bool(whole) and len(whole) >= len(texts) / 2


def read(lines: Iterable[str], context: Context) -> Iterator[Paper]:
    """Read the papers of a page in this layout.

    Args:
        lines: The lines of the page.
        context: The input they come from.
    """
    content, _ = without_header(numbered(lines))
    for line in content:
        if line.text and (paper := _paper(line, context)):
            yield paper


def _paper(line: Block, context: Context) -> Paper | None:
    match = final_footer(line.text)
    if len(FOOTER.findall(line.text)) > 1:
        context.report(
            "fewer-papers",
            "the line has the ends of several papers",
            "put each paper on a line of its own",
            line=line.line,
        )
        return None
    votes = _VOTES.match(line.text)
    body = line.text[votes.end() if votes else 0 : match.start() if match else None].rstrip(" ")
    split = split_title(body) if votes or match else None
    if split is None:
        context.report(
            "invalid-record",
            "the line is no paper: it needs votes (or -) in front, a title, an abstract, then authors · date",
            "remove the line, or name the page's format with --format",
            line=line.line,
        )
        return None
    footer = read_footer(match, line.line) if match else None
    comments = footer.n_comments if footer else None
    return context.paper(
        line.line,
        body[:split],
        body[split + 1 :],
        date_text=footer.date_text if footer else None,
        n_authors=footer.n_authors if footer else None,
        upvotes=int(votes[1]) if votes and votes[1] != "-" else None,
        extra={} if comments is None else {"comments": comments},
    )
