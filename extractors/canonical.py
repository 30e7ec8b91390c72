"""One spelling for one thing: what all tables group on.

A name that a lexicon knows gets the lexicon's spelling. Any other gets a normal form by morphology, which unites only
what cannot be two things: "Foo100" and "Foo-100", "Foo-1k" and "Foo-1K", "the Foo dataset" and "Foo". It never drops a
number, a version or a letter that tells two things apart.
"""

import re
from functools import lru_cache
from typing import Final

from .document import lay_out
from .entity import EntityKind
from .hardware import hardware_name
from .lexicon import Entry, load_lexicon

_SPACE: Final = re.compile(r"\s+")
_HYPHEN: Final = re.compile(r"\s*[‐‑–−]\s*|(?<=\w)-\s+(?=\w)")
_ARTICLE: Final = re.compile(r"^(?:the|an?|our)\s+", re.IGNORECASE)
_DATASET_WORD: Final = re.compile(
    r"\s+(?:data\s?sets?|benchmarks?|corpus|corpora|test\s?set|leaderboard|challenge|suite|dataset\s+family)$",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(r"(?<=\d)k\b")
_LETTERS_DIGITS: Final = re.compile(r"(?<=[A-Za-z]{2})(?=\d{2,}(?:[KMB]?$|-))")


@lru_cache(maxsize=65536)
def canonical_name(kind: EntityKind, surface: str) -> str:
    """Return the canonical name of a thing.

    Args:
        kind: Which list of the record it belongs to.
        surface: The name as written.

    Returns:
        The lexicon's name where one knows it, else the normal form; never empty unless the surface is.
    """
    name = _HYPHEN.sub("-", _SPACE.sub(" ", surface)).strip()
    if kind == "datasets":
        return _dataset(name)
    if kind == "architectures":
        found = _architecture(name)
        return found[1] if found is not None else _normal_form(name)
    if kind == "hardware":
        return hardware_name(name)
    return name


def family_of(name: str) -> str | None:
    """Return the family id of an architecture by any of its names, or None for one that no lexicon knows."""
    found = _architecture(name)
    return None if found is None else found[0].family


def _dataset(name: str) -> str:
    lexicon = load_lexicon("datasets")
    entry = lexicon.lookup(name)
    if entry is not None:
        return entry.name
    shorter = _DATASET_WORD.sub("", _ARTICLE.sub("", name))
    entry = lexicon.lookup(shorter)
    if entry is not None:
        return entry.name
    # Two words at least: "Planning Challenge" without its noun would be any planning.
    return _normal_form(shorter if any(part.isupper() or part.isdigit() for part in shorter[1:]) else name)


def _architecture(name: str) -> tuple[Entry, str] | None:
    """Return the family's entry and the whole canonical name, where the name is a family's with or without a size."""
    lexicon = load_lexicon("architectures")
    entry = lexicon.lookup(name)
    if entry is not None:
        return entry, entry.name
    document = lay_out("", name)
    found = lexicon.find(document)
    if len(found) != 1 or found[0].start != 0 or found[0].end != len(name):
        return None
    match = lexicon.match_at(document, 0)
    return None if match is None else (match[1], found[0].name)


def _normal_form(name: str) -> str:
    return _LETTERS_DIGITS.sub("-", _THOUSANDS.sub("K", name))
