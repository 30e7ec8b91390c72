"""What a reader knows while it reads one input, and how it reports problems and builds papers."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..schemas import Paper, Problem, ProblemKind, Source, paper_id
from .code_links import find_code_urls
from .dates import resolve_date


@dataclass(slots=True)
class Context:
    """One input that is being read."""

    path: str
    """As the user gave it."""
    on_problem: Callable[[Problem], None]
    saved_on: datetime.date | None = None
    format: str = ""
    """Name of the format, set once it is known."""
    problems: int = field(default=0, init=False)
    """How many were reported so far."""

    def report(
        self, kind: ProblemKind, message: str, remedy: str, *, line: int | None = None, skipped: bool = True
    ) -> None:
        """Hand a problem of this input to whoever asked for the papers."""
        self.problems += 1
        self.on_problem(Problem(kind=kind, path=self.path, line=line, message=message, remedy=remedy, skipped=skipped))

    def is_decoded(self, text: str, line: int | None) -> bool:
        """Tell whether a text was UTF-8 throughout, and report it where it was not."""
        try:
            text.encode()
        except UnicodeEncodeError as error:
            # Inputs are decoded with surrogateescape, which keeps byte 0xNN as U+DCNN.
            code = ord(text[error.start])
            what = f"byte 0x{code & 0xFF:02X}" if 0xDC80 <= code <= 0xDCFF else f"lone surrogate U+{code:04X}"
            before = text[max(0, error.start - 20) : error.start]
            self.report(
                "invalid-encoding",
                f"{what} after {before!r} is not UTF-8; the paper is left out",
                "save the file as UTF-8, for instance with iconv -f WINDOWS-1252 -t UTF-8",
                line=line,
            )
            return False
        return True

    def paper(
        self,
        line: int | None,
        title: str,
        abstract: str,
        *,
        id: str | None = None,  # noqa: A002 - the record's own name
        date_text: str | None = None,
        n_authors: int | None = None,
        authors: Sequence[str] = (),
        upvotes: int | None = None,
        url: str | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Paper | None:
        """Build a paper, or report it and return None where its bytes were no UTF-8.

        Args:
            line: Line on which the paper begins, from 1; None where it has none.
            title: As written.
            abstract: As written.
            id: The input's own id.
            date_text: The date as written; it is resolved here.
            n_authors: Number of authors.
            authors: Their names.
            upvotes: Number of upvotes.
            url: Address of the paper.
            extra: Everything else that the input says.
        """
        if not self.is_decoded(f"{title} {abstract}", line):
            return None
        return Paper(
            id=id or paper_id(title, abstract),
            title=title,
            abstract=abstract,
            date=resolve_date(date_text, self.saved_on) if date_text else None,
            date_text=date_text,
            n_authors=n_authors,
            authors=tuple(authors),
            upvotes=upvotes,
            url=url,
            code_urls=find_code_urls(abstract),
            source=Source(path=self.path, format=self.format, line=line),
            extra=extra or {},
        )
