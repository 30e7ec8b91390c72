"""The spaCy components and the extractor around them."""

from collections.abc import Iterator
from itertools import islice

import pytest
import spacy
from claimboard.extractors import Extractor, extract
from claimboard.extractors import document as layout
from claimboard.extractors.components import STAGES
from claimboard.extractors.records import to_record
from claimboard.extractors.tokenizer import document_of
from claimboard.schemas import Paper, PaperRecord, Source
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

SHARED = Extractor()
TEXT = "We propose TinyNet. It reaches 91.3% accuracy on CIFAR-10 and runs 2x faster on a Jetson Nano."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def paper(title: str, abstract: str) -> Paper:
    return Paper(id="p", title=title, abstract=abstract, source=Source(path="t", format="test", line=1))


def test_components_work_in_a_plain_spacy_pipeline() -> None:
    nlp = spacy.blank("en")
    for stage in STAGES:
        nlp.add_pipe(stage)
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["datasets"]] == ["CIFAR-10"]
    assert [span.label_ for span in doc.spans["hardware"]] == ["NVIDIA Jetson Nano"]
    assert [c.metric for c in doc._.claims] == ["accuracy", "speedup"]
    assert len(list(doc.sents)) == 2


def test_a_component_is_usable_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimboard_quantities")
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["quantities"]] == ["91.3%", "2x"]


def test_any_tokenizer_gives_the_same_claims(extractor: Extractor) -> None:
    nlp = spacy.blank("en")
    for stage in STAGES:
        nlp.add_pipe(stage)
    assert nlp(TEXT)._.claims == extractor.nlp(TEXT)._.claims


def test_the_tokenizer_is_found_by_name() -> None:
    config = {"nlp": {"tokenizer": {"@tokenizers": "claimboard.PaperTokenizer.v1"}}}
    assert [t.text for t in spacy.blank("en", config=config)("1.72times")] == ["1.72", "times"]


@given(st.sampled_from(["", "TinyNet: faster detection", "A study"]), st.sampled_from([TEXT, TEXT * 2, ""]))
def test_records_and_the_spacy_pipeline_say_the_same(title: str, abstract: str) -> None:
    given_paper = paper(title, abstract)
    doc = SHARED.nlp(SHARED.make_doc(given_paper))
    assert to_record(given_paper, document_of(doc), doc._.entities, doc._.claims) == SHARED(given_paper)


def test_a_text_is_laid_out_once(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    given_paper = paper("TinyNet: faster detection", TEXT)
    extractor(given_paper)  # lexicons lay out their own names when they are loaded
    laid_out: list[str] = []

    def counted(text: str, body: int) -> layout.Document:
        laid_out.append(text)
        return original(text, body)

    original = layout._layout
    monkeypatch.setattr(layout, "_layout", counted)
    extractor.nlp(extractor.make_doc(given_paper))
    extractor(given_paper)
    assert [text for text in laid_out if TEXT in text] == ["TinyNet: faster detection\n\n" + TEXT] * 2


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=150)
def test_any_text_gives_a_valid_record(title: str, abstract: str) -> None:
    try:
        given_paper = paper(title, abstract)
    except ValueError:
        return  # text that no record may hold
    record = SHARED(given_paper)
    assert PaperRecord.model_validate_json(record.model_dump_json()) == record


@given(st.text(max_size=200))
def test_the_doc_has_the_text_it_was_made_from(text: str) -> None:
    doc: Doc = SHARED.nlp.make_doc(text)
    assert doc.text == text
    assert document_of(doc).text == text


def test_pipe_streams_in_order(extractor: Extractor) -> None:
    taken = []

    def papers() -> Iterator[Paper]:
        for number in range(200):
            taken.append(number)
            yield paper(f"Paper {number}", "")

    records = extractor.pipe(papers())
    assert next(records).paper.title == "Paper 0"
    assert len(taken) < 100
    assert [r.paper.title for r in records] == [f"Paper {n}" for n in range(1, 200)]


@pytest.mark.parametrize("readable", [0, 1, 32, 40])
def test_papers_before_one_that_cannot_be_read_are_extracted(extractor: Extractor, readable: int) -> None:
    def papers() -> Iterator[Paper]:
        for number in range(readable):
            yield paper(f"Paper {number}", TEXT)
        raise OSError("no more")

    records = extractor.pipe(papers())
    assert len(list(islice(records, readable))) == readable
    with pytest.raises(OSError, match="no more"):
        next(records)


def test_equal_papers_give_equal_records(extractor: Extractor) -> None:
    assert extractor(paper("A: b", TEXT)) == Extractor()(paper("A: b", TEXT))


def test_extract_takes_a_string() -> None:
    record = extract(TEXT, title="TinyNet: Small and Fast")
    assert record.paper.id.startswith("title:")
    assert record.claims[0].datasets == ("CIFAR-10",)
