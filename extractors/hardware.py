"""Hardware."""

from .document import Document
from .entity import Entity
from .lexicon import load_lexicon


def find_hardware(document: Document) -> list[Entity]:
    """Find the computing hardware that a paper names."""
    return load_lexicon("hardware").find(document)
