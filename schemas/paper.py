"""What a reader gives: a paper and where it was read."""

import datetime
from typing import Annotated

from pydantic import Field as ModelField
from pydantic import JsonValue, field_validator

from .model import RecordModel

Count = Annotated[int, ModelField(ge=0)]


class Source(RecordModel):
    """Where a paper was read."""

    path: str
    """The path as the user gave it; `-` for standard input."""
    format: str
    """Name of the reader's format, such as `hf-listing-line`."""
    line: Annotated[int, ModelField(ge=1)] | None
    """Line of the input on which the paper begins, from 1; null for a string that was never in a file."""


class Paper(RecordModel):
    """One paper: its text as written and what the input says about it."""

    id: Annotated[str, ModelField(min_length=1)]
    """The input's own id, else `title:` or `abstract:` and a hash of the text."""
    title: str
    abstract: str
    date: datetime.date | None = None
    """Day of publication, or null where no year can be known."""
    date_text: str | None = None
    """The date as it stands on the page."""
    n_authors: Count | None = None
    authors: tuple[str, ...] = ()
    upvotes: Count | None = None
    url: str | None = None
    code_urls: tuple[str, ...] = ()
    """Links to code repositories that the abstract names."""
    source: Source
    extra: dict[str, JsonValue] = ModelField(default_factory=dict)
    """Input fields that no other key holds."""

    @field_validator("title", "abstract")
    @classmethod
    def _is_writable_as_utf8(cls, text: str) -> str:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ValueError(
                f"character {error.start} is half a surrogate pair, which no UTF-8 file can hold"
            ) from None
        return text
