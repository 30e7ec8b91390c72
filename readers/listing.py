"""What the listing-page layouts share: the page's header, footers of papers, and titles beside abstracts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import regex

from .context import Context
from .dates import DATE_PATTERN

MAX_TITLE: Final = 300
"""A longer text is no title: of 20,000 papers the longest title has 204 characters."""

FOOTER: Final = regex.compile(
    rf"(?<!\S)(?:•\s*)?(?P<authors>\d+) authors?\s*·\s*(?P<date>{DATE_PATTERN})(?:\s+(?P<comments>\d+))?(?!\S)"
)
"""`• 4 authors · Feb 12, 2024 1`: the number behind the date counts the comments."""

_LONGER: Final = 3
"""How many times longer than its title an abstract is, at least, where no header or footer tells the layout."""

_SUBSCRIBE: Final = "Subscribe"
_HEADER: Final = regex.compile(
    rf"new|{_SUBSCRIBE}|Daily Papers|Get trending papers in your email inbox.*|by ?AK and the research community"
)
_DATE_LINE: Final = regex.compile(DATE_PATTERN)


class Block(NamedTuple):
    """A piece of the page that belongs together, without blanks around it."""

    line: int
    text: str


class Footer(NamedTuple):
    """What stands below a paper."""

    line: int
    n_authors: int
    date_text: str
    n_comments: int | None


class Entry(NamedTuple):
    """A title and its abstract."""

    line: int
    title: str
    abstract: str


def numbered(lines: Iterable[str]) -> list[Block]:
    """Number the lines of a page from 1 and strip their line ends and outer blanks."""
    return [Block(number, line.strip(" \t\r\n")) for number, line in enumerate(lines, start=1)]


def without_header(lines: Sequence[Block]) -> tuple[list[Block], bool]:
    """Remove what a listing page has above its first paper.

    Args:
        lines: The lines of the page.

    Returns:
        The lines from the first paper on, and whether there was a header. Where the header's last word is glued to
        the first title, it is taken off.
    """
    seen: list[str] = []
    for position, line in enumerate(lines):
        if not line.text:
            continue
        if not _HEADER.fullmatch(line.text) and not (seen and _DATE_LINE.fullmatch(line.text)):
            rest = list(lines[position:])
            glued = line.text.removeprefix(_SUBSCRIBE)
            if glued != line.text and _is_glued(glued, seen):
                rest[0] = Block(line.line, glued.lstrip(" \t"))
                return rest, True
            return rest, bool(seen)
        seen.append(line.text)
    return [], bool(seen)


def _is_glued(rest: str, seen: Sequence[str]) -> bool:
    # A title may itself begin with the word; below a header that lacks the word it cannot.
    return _SUBSCRIBE not in seen if seen else rest[:1].isupper()


def alternates(texts: Sequence[str]) -> bool:
    """Tell whether texts are titles and abstracts in turn, by their lengths alone."""
    lengths = [len(text) for text in texts]
    return max(lengths, default=0) > MAX_TITLE and all(
        title <= MAX_TITLE and _LONGER * title <= abstract
        for title, abstract in zip(lengths[::2], lengths[1::2], strict=False)
    )


def pair(blocks: Sequence[Block], context: Context, joiner: str) -> Iterator[Entry]:
    """Join alternating titles and abstracts, and get back into step where one of them is missing.

    A text too long for a title continues the abstract before it. A title without abstract is reported.

    Args:
        blocks: Titles and abstracts in turn.
        context: Where problems are reported.
        joiner: What stands between two paragraphs of one abstract.
    """
    position = 0
    while position < len(blocks):
        block = blocks[position]
        if len(block.text) > MAX_TITLE:
            context.report(
                "missing-field",
                "an abstract stands where a title is expected; it is read without a title",
                "put the title before it, or ignore this where the paper has none",
                line=block.line,
                skipped=False,
            )
            title, start = Block(block.line, ""), position
        elif position + 1 == len(blocks) or _lacks_abstract(blocks, position):
            context.report(
                "missing-field",
                f"the title {block.text[:60]!r} has no abstract",
                "save the page with its abstracts shown, or remove the line",
                line=block.line,
            )
            position += 1
            continue
        else:
            title, start = block, position + 1
        position = start + 1
        while position < len(blocks) and len(blocks[position].text) > MAX_TITLE:
            position += 1
        yield Entry(title.line, title.text, joiner.join(part.text for part in blocks[start:position]))


def _lacks_abstract(blocks: Sequence[Block], position: int) -> bool:
    """Tell whether the block after a title is a title too, because a long text without a title follows it."""
    if position + 2 >= len(blocks):
        return False
    following, beyond = blocks[position + 1].text, blocks[position + 2].text
    return len(following) <= MAX_TITLE < len(beyond) and following[-1:] not in ".!"


def final_footer(text: str) -> regex.Match[str] | None:
    """Find the footer that a text ends with."""
    return next((match for match in FOOTER.finditer(text) if match.end() == len(text)), None)


def read_footer(match: regex.Match[str], line: int) -> Footer:
    """Turn a match of `FOOTER` into a footer."""
    comments = match["comments"]
    return Footer(line, int(match["authors"]), match["date"], int(comments) if comments else None)
