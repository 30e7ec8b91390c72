"""Listing page with blank lines between titles, abstracts and footers; footers may be missing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..schemas import Paper
from .context import Context
from .format import Head
from .listing import Block, Entry, Footer, alternates, final_footer, numbered, pair, read_footer, without_header


def sniff(head: Head) -> bool:
    """Tell whether blank lines separate the texts below a listing's header or above its footers."""
    lines, has_header = without_header(numbered(head.lines))
    parts = list(_parts(lines))
    has_footer = any(isinstance(part, Footer) for part in parts)
    if has_header and not parts:
        return True  # A page without papers: said so when it is read.
    if len(parts) < 2 or all(line.text for line in lines):
        return False
    return has_header or has_footer or alternates([part.text for part in parts if isinstance(part, Block)])


def read(lines: Iterable[str], context: Context) -> Iterator[Paper]:
    """Read the papers of a page in this layout.

    Args:
        lines: The lines of the page.
        context: The input they come from.
    """
    content, _ = without_header(numbered(lines))
    blocks: list[Block] = []
    for part in _parts(content):
        if isinstance(part, Block):
            blocks.append(part)
        else:
            yield from _papers(blocks, part, context)
            blocks = []
    yield from _papers(blocks, None, context)


def _parts(lines: Sequence[Block]) -> Iterator[Block | Footer]:
    """Yield what stands between blank lines. A footer may also stand right below its abstract."""
    for blank, group in groupby(lines, key=lambda line: not line.text):
        if blank:
            continue
        block = list(group)
        text = "\n".join(line.text for line in block)
        footer = final_footer(text)
        above = text[: footer.start()].rstrip() if footer else text
        if above:
            yield Block(block[0].line, above)
        if footer:
            yield read_footer(footer, block[0].line + text.count("\n", 0, footer.start()))


def _papers(blocks: Sequence[Block], footer: Footer | None, context: Context) -> Iterator[Paper]:
    """Yield the papers above a footer; the footer belongs to the last of them."""
    if footer is not None and len(blocks) < 2:
        context.report(
            "fewer-papers",
            "a footer has no title and abstract above it, so the page lists more papers than could be read",
            "save the page again with its abstracts shown",
            line=footer.line,
        )
        return
    entries = list(pair(blocks, context, "\n\n"))
    for entry in entries:
        paper = _paper(entry, footer if entry is entries[-1] else None, context)
        if paper:
            yield paper


def _paper(entry: Entry, footer: Footer | None, context: Context) -> Paper | None:
    if footer is None:
        return context.paper(entry.line, entry.title, entry.abstract)
    return context.paper(
        entry.line,
        entry.title,
        entry.abstract,
        date_text=footer.date_text,
        n_authors=footer.n_authors,
        extra={} if footer.n_comments is None else {"comments": footer.n_comments},
    )
