"""The assembled pipeline: papers in, records out."""

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ..schemas import Paper, PaperRecord, Source, paper_id
from .components import add_stages
from .document import document_of, lay_out
from .records import to_record
from .tokenizer import PaperTokenizer


class Extractor:
    """Extracts records from papers.

    Making one builds a spaCy pipeline and loads lexicons and models. An extractor keeps no state between papers, and
    equal papers give equal records.

    Attributes:
        nlp: The spaCy pipeline, for use on plain texts: `extractor.nlp(text).spans["datasets"]`.
    """

    nlp: Language

    def __init__(self) -> None:
        self.nlp = spacy.blank("en")
        self._tokenizer = PaperTokenizer(self.nlp.vocab)
        self.nlp.tokenizer = self._tokenizer
        add_stages(self.nlp)

    def __call__(self, paper: Paper) -> PaperRecord:
        """Extract one paper's record."""
        return next(self.pipe([paper]))

    def pipe(self, papers: Iterable[Paper]) -> Iterator[PaperRecord]:
        """Extract records as a stream.

        Args:
            papers: Any number of papers; read as they are needed.

        Yields:
            One record a paper, in the order of the papers.
        """
        for paper in papers:
            doc = self.nlp(self.make_doc(paper))
            yield to_record(paper, document_of(doc), doc._.entities, doc._.claims)

    def make_doc(self, paper: Paper) -> Doc:
        """Return the Doc of a paper's title and abstract, before any stage."""
        return self._tokenizer.make_doc(lay_out(paper.title, paper.abstract))


def extract(paper: str | Paper, *, title: str = "") -> PaperRecord:
    """Extract the record of one paper, with an extractor made at the first call.

    Args:
        paper: A paper, or the text of an abstract.
        title: The title that goes with a text.

    Returns:
        The paper's record. A text's source is the path `-` in format `string`.
    """
    if isinstance(paper, str):
        source = Source(path="-", format="string", line=None)
        paper = Paper(id=paper_id(title, paper), title=title, abstract=paper, source=source)
    return _shared_extractor()(paper)


@cache
def _shared_extractor() -> Extractor:
    return Extractor()
