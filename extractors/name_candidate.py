"""A span of text that may be a name."""

from .document import Document


class Candidate:
    """A span that may be a name.

    Attributes:
        surface: As written, or as meant where the text abbreviates a list (`CIFAR100` in `CIFAR10/100`).
        first: Index of its first word.
        last: One past the index of its last word.
        rule: How it was found.
        suffix: Adjectival ending right after it, or empty.
    """

    __slots__ = ("first", "last", "rule", "suffix", "surface")

    # Neither a tuple nor a dataclass: a text has dozens, and compiled code makes and reads these ten times as fast.
    def __init__(self, surface: str, first: int, last: int, rule: str, suffix: str = "") -> None:
        self.surface = surface
        self.first = first
        self.last = last
        self.rule = rule
        self.suffix = suffix


def candidate_at(document: Document, first: int, last: int, rule: str, suffix: str = "") -> Candidate:
    """Make a candidate of a slice of a document's words."""
    return Candidate(surface_of(document, first, last), first, last, rule, suffix)


def surface_of(document: Document, first: int, last: int) -> str:
    """Return the text of a slice of words without a genitive clitic at its end."""
    return document.text[document.starts[first] : phrase_end(document, last)]


def phrase_end(document: Document, last: int) -> int:
    """Return the offset at which a slice of words ends; the clitic of a genitive (`SwiftNet's`) is not part of it."""
    end = document.ends[last - 1]
    return end - 2 if document.texts[last - 1].endswith(("'s", "’s")) else end
