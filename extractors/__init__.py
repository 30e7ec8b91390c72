"""Paper -> PaperRecord: spaCy components, lexicons, the linker, the assembled pipeline."""

from .extractor import Extractor, extract

__all__ = ["Extractor", "extract"]
