"""Which links of the input may be followed from an export."""

from typing import TypeGuard
from urllib.parse import urlsplit

_SCHEMES = ("http", "https")
_MAX_CHARACTERS = 2_000
"""Longer ones are refused by spreadsheets and browsers."""


def is_link(url: object) -> TypeGuard[str]:
    """Tell whether a cell is the address of a page: http or https, with a host, in one piece and printable."""
    if not isinstance(url, str) or len(url) > _MAX_CHARACTERS or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc)
