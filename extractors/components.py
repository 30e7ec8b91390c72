"""The stages of extraction as spaCy components.

Each stage is a plain function on a `Document` elsewhere in this package; here it is made a component that writes what
it finds where spaCy users look for it: span groups (`doc.spans["datasets"]`) and attributes (`doc._.claims`). They are
entry points, so `nlp.add_pipe("claimboard_quantities")` works in any pipeline once claimboard is installed. Any
tokenizer will do: the stages work on character offsets, and spans are widened to the tokens that hold them.
"""

from collections.abc import Iterable
from typing import Any, Final, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from thinc.types import Ints2d

from .entities import find_entities
from .linker import link
from .metrics import find_metrics
from .quantities import find_quantities
from .tokenizer import document_of

STAGES: Final = (
    "claimboard_sentences",
    "claimboard_quantities",
    "claimboard_entities",
    "claimboard_metrics",
    "claimboard_claims",
)
"""The components of the pipeline, in order."""

ENTITY_KINDS: Final = ("systems", "datasets", "architectures", "hardware", "tasks")


def _extend(name: str) -> None:
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=None)


for _name in ("quantities", "entities", "metrics", "claims"):
    _extend(_name)


def _set_group(doc: Doc, key: str, spans: Iterable[tuple[int, int, str]]) -> None:
    group = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    doc.spans[key] = SpanGroup(doc, name=key, spans=[span for span in group if span is not None])


@Language.component("claimboard_sentences", assigns=["token.is_sent_start"])
def sentences(doc: Doc) -> Doc:
    """Set sentence boundaries; the title is a sentence."""
    starts = {start for start, _ in document_of(doc).sentences}
    # One array for all tokens: setting `token.is_sent_start` looks at the whole Doc each time.
    marks = np.array([1 if token.idx in starts else -1 for token in doc], dtype=np.int64)
    return doc.from_array(["SENT_START"], cast(Ints2d, marks.astype(np.uint64))) if len(doc) else doc


@Language.component("claimboard_quantities", assigns=["doc._.quantities", "doc.spans"])
def quantities(doc: Doc) -> Doc:
    """Set `doc._.quantities` (list of `QuantityMatch`) and `doc.spans["quantities"]`, labelled with the unit."""
    found = find_quantities(document_of(doc))
    doc._.quantities = found
    _set_group(doc, "quantities", ((q.start, q.end, q.unit) for q in found))
    return doc


@Language.component("claimboard_entities", assigns=["doc._.entities", "doc.spans"])
def entities(doc: Doc) -> Doc:
    """Set `doc._.entities` (list of `Entity`) and one span group a kind, labelled with the canonical name."""
    found = find_entities(document_of(doc))
    doc._.entities = found
    for kind in ENTITY_KINDS:
        _set_group(doc, kind, ((e.start, e.end, e.name) for e in found if e.kind == kind))
    return doc


@Language.component("claimboard_metrics", requires=["doc._.quantities"], assigns=["doc._.metrics", "doc.spans"])
def metric_mentions(doc: Doc) -> Doc:
    """Set `doc._.metrics` and `doc.spans["metrics"]` for the sentences that hold numbers, labelled with the metric."""
    document = document_of(doc)
    numbered = sorted({document.sentence_at(q.start) for q in doc._.quantities})
    found = {index: find_metrics(document, *document.sentences[index]) for index in numbered}
    doc._.metrics = found
    _set_group(doc, "metrics", ((m.start, m.end, m.metric) for group in found.values() for m in group))
    return doc


@Language.component(
    "claimboard_claims",
    requires=["doc._.quantities", "doc._.entities", "doc._.metrics"],
    assigns=["doc._.claims", "doc.spans"],
)
def claims(doc: Doc) -> Doc:
    """Set `doc._.claims` (list of `LinkedClaim`) and `doc.spans["claims"]`, labelled with the metric."""
    found = link(document_of(doc), doc._.quantities, doc._.entities, doc._.metrics)
    doc._.claims = found
    _set_group(doc, "claims", ((c.quantity.start, c.quantity.end, c.metric) for c in found))
    return doc


def add_stages(nlp: Language, **options: Any) -> Language:
    """Add all stages to the end of a pipeline."""
    for stage in STAGES:
        nlp.add_pipe(stage, **options)
    return nlp
