"""The assembled pipeline: papers in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Final

from ..schemas import Paper, PaperRecord, Source, paper_id
from .document import lay_out
from .entities import find_entities
from .linker import link
from .quantities import find_quantities
from .records import to_record
from .tasks import find_tasks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


_BATCH: Final = 32
"""Papers that go through a stage together: a stage's tables are then found in the processor's cache."""


class Extractor:
    """Extracts records from papers.

    Lexicons and models are loaded with the first paper and are the same for all extractors. An extractor keeps no
    state between papers, and equal papers give equal records.
    """

    @cached_property
    def nlp(self) -> Language:
        """The same stages as a spaCy pipeline, for use on plain texts: `extractor.nlp(text).spans["datasets"]`.

        Made at the first use: records need no Doc, and making one takes longer than most stages.
        """
        import spacy

        from .components import add_stages
        from .tokenizer import PaperTokenizer

        nlp = spacy.blank("en")
        nlp.tokenizer = PaperTokenizer(nlp.vocab)
        return add_stages(nlp)

    def __call__(self, paper: Paper) -> PaperRecord:
        """Extract one paper's record."""
        return next(self.pipe([paper]))

    def pipe(self, papers: Iterable[Paper]) -> Iterator[PaperRecord]:
        """Extract records as a stream.

        Args:
            papers: Any number of papers; read as they are needed, some dozens ahead.

        Yields:
            One record a paper, in the order of the papers.
        """
        for batch in _batches(papers):
            documents = [lay_out(paper.title, paper.abstract) for paper in batch]
            tasks = list(map(find_tasks, documents))
            entities = list(map(find_entities, documents, repeat(None), tasks))
            quantities = list(map(find_quantities, documents))
            claims = list(map(link, documents, quantities, entities))
            yield from map(to_record, batch, documents, entities, claims)

    def make_doc(self, paper: Paper) -> Doc:
        """Return the Doc of a paper's title and abstract, on which `nlp` runs: `extractor.nlp(extractor.make_doc(p))`.

        Its `doc._.claims` are those of the paper's record.
        """
        from .tokenizer import PaperTokenizer

        return PaperTokenizer(self.nlp.vocab).make_doc(lay_out(paper.title, paper.abstract))


def _batches(papers: Iterable[Paper]) -> Iterator[list[Paper]]:
    """Yield papers some at a time; where reading fails, those before still come first."""
    batch: list[Paper] = []
    try:
        for paper in papers:
            batch.append(paper)
            if len(batch) == _BATCH:
                yield batch
                batch = []
    except Exception:
        yield batch
        raise
    yield batch


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
