"""BibTeX: the papers of a table."""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import regex

from ..columns import plain_values
from ..names import short_hash
from .document import Document
from .format import COMPANION_MARK
from .latex_text import latex_text
from .links import is_link

_FACTS: Final = ("paper_id", "title", "date", "url", "authors")
_NOT_IN_KEY: Final = regex.compile(r"[^A-Za-z0-9]+")
_MAX_WORD: Final = 20
_MADE_IDS: Final = ("title:", "abstract:")
"""How the ids begin that readers make for papers without one."""


def cite_key(paper_id: str, title: str) -> str:
    """Return the key of a paper: its title's first word and a hash of its id, on which alone it depends otherwise."""
    words = [word for word in _NOT_IN_KEY.split(title) if word]
    return f"{words[0][:_MAX_WORD].lower() if words else 'paper'}-{short_hash(paper_id)}"


def write(document: Document, stream: BinaryIO) -> None:
    """Write the papers of a table as BibTeX, each once, in the order of the table."""
    stream.write(COMPANION_MARK + b".\n\n")
    stream.write("\n".join(_entries(document)).encode())


def _entries(document: Document) -> Iterator[str]:
    frame = document.frame
    if "paper_id" not in frame:
        return
    nothing: list[Any] = [None] * len(frame)
    columns = [plain_values(frame[name]) if name in frame else nothing for name in _FACTS]
    seen: set[str] = set()
    for paper_id, title, date, url, authors in zip(*columns, strict=True):
        if paper_id not in seen:
            seen.add(paper_id)
            yield _entry(paper_id, title, date, url, authors or document.authors.get(paper_id, ()))


def _entry(paper_id: str, title: str, date: str | None, url: str | None, authors: list[str] | tuple[str, ...]) -> str:
    key = cite_key(paper_id, title)
    fields = {
        # Braces inside: else BibTeX styles would write `FPGA` as `fpga`, and split `Bits and Bytes` in two authors.
        "title": f"{{{latex_text(title)}}}",
        "author": " and ".join(_author(author) for author in authors if author.strip()),
        # What BibTeX sorts and labels by where no author is known.
        "key": "" if authors else key,
        "year": date[:4] if date else "",
        "url": url if is_link(url) and not regex.search(r"[{}\\%\s]", url) else "",
        # An id that was made of the title says nothing to a reader.
        "note": "" if paper_id.startswith(_MADE_IDS) else latex_text(paper_id),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _author(name: str) -> str:
    written = latex_text(name)
    return f"{{{written}}}" if regex.search(r"\band\b", written, regex.IGNORECASE) else written
