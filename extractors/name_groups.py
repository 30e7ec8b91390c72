"""All mentions of one name in a paper, brought together."""

import re
from typing import Final

from .acronyms import Acronym, find_acronyms
from .document import Document
from .entity import Entity
from .kept import kept
from .name_candidate import Candidate, surface_of
from .names import find_candidates

_NOT_IN_KEY: Final = re.compile(r"[^\w+]|_")


class Name:
    """A candidate name with every place at which it stands.

    Attributes:
        surface: Spelling that stands for it: the short form where the paper defines one.
        mentions: The candidates, in text order.
        long_form: The definition, where the paper spells a short form out.
        long_key: Key of the long form, or empty.
        known: What the lexicons say of it; empty for an unknown name.
    """

    __slots__ = ("known", "long_form", "long_key", "mentions", "surface")

    def __init__(self, surface: str) -> None:
        self.surface = surface
        self.mentions: list[Candidate] = []
        self.long_form: Acronym | None = None
        self.long_key = ""
        self.known: list[Entity] = []


@kept(1 << 14)
def name_key(surface: str) -> str:
    """Return what spellings of one name have in common: neither case nor punctuation nor a plural s count."""
    letters = _NOT_IN_KEY.sub("", surface)
    if len(letters) > 3 and letters.endswith("s") and not letters.endswith("ss"):
        letters = letters[:-1]
    return letters.casefold()


def group_names(document: Document, known: list[Entity]) -> dict[str, Name]:
    """Find the candidates of a text and group them by name.

    Args:
        document: The text.
        known: Mentions of datasets and architectures that the lexicons found.

    Returns:
        The names by key.
    """
    names: dict[str, Name] = {}
    aliases: dict[str, str] = {}
    places: dict[tuple[int, int], str] = {}
    for entity in known:
        _add_known(document, entity, names, aliases, places)
    for acronym in find_acronyms(document):
        _define(document, acronym, names, aliases)
    for candidate in find_candidates(document):
        key = places.get((candidate.first, candidate.last))
        if key is None:
            key = name_key(candidate.surface)
            key = aliases.get(key, key)
            if not key:
                continue
            if key not in names:
                names[key] = Name(candidate.surface)
        names[key].mentions.append(candidate)
    for name in names.values():
        name.mentions.sort(key=_place)
    return names


def _add_known(
    document: Document,
    entity: Entity,
    names: dict[str, Name],
    aliases: dict[str, str],
    places: dict[tuple[int, int], str],
) -> None:
    first, last = document.word_index(entity.start), document.word_index(entity.end - 1) + 1
    key = name_key(entity.name)
    if key not in names:
        names[key] = Name(entity.name)
    names[key].known.append(entity)
    surface = document.text[entity.start : entity.end]
    names[key].mentions.append(Candidate(surface, first, last, entity.rule))
    if entity.rule == "lexicon":
        aliases.setdefault(name_key(surface), key)
    places[first, last] = key


def _define(document: Document, acronym: Acronym, names: dict[str, Name], aliases: dict[str, str]) -> None:
    short = surface_of(document, acronym.short_first, acronym.short_last)
    if len(short) > 2 and short.endswith("s") and short[-2].isupper():
        short = short[:-1]
    key = name_key(short)
    key = aliases.get(key, key)
    if key not in names:
        names[key] = Name(short)
    name = names[key]
    if name.long_form is not None:
        return
    name.long_form = acronym
    long = surface_of(document, acronym.long_first, acronym.long_last)
    name.mentions.append(Candidate(long, acronym.long_first, acronym.long_last, "long form"))
    name.mentions.append(Candidate(short, acronym.short_first, acronym.short_last, "short form"))
    name.long_key = name_key(long)
    aliases[name.long_key] = key


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.first, -candidate.last
