"""A spaCy tokenizer for the text of papers.

It splits as `document.WORD` does: `1.72times` into a number and a word, `ResNet-50` at its hyphen, `2.86\\%` in three.
The text of the Doc is the input, character for character, whatever white space that holds. One pass of one pattern
makes both the Doc and the `Document`, so that a paper is split into words once.
"""

from collections.abc import Callable, Sequence
from typing import Final, cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from .document import Document, Word, lay_out

_LAYOUT: Final = "claimboard_document"


class PaperTokenizer(DummyTokenizer):
    """Turns a text into a Doc; `nlp.tokenizer` of our pipeline."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize a text that has no title."""
        return self.make_doc(lay_out("", text))

    def make_doc(self, document: Document) -> Doc:
        """Turn a text that is laid out into a Doc that keeps its layout."""
        words, spaces = _with_white_space(document.text, document.words)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[_LAYOUT] = document
        return doc


def document_of(doc: Doc) -> Document:
    """Return the layout of a Doc's text, made at the first call and kept in its `user_data`.

    A Doc that our own tokenizer made from a paper knows where its abstract begins; any other is all abstract.
    """
    document = doc.user_data.get(_LAYOUT)
    if document is None:
        document = doc.user_data[_LAYOUT] = lay_out("", doc.text)
    return cast(Document, document)


def create_paper_tokenizer() -> Callable[[Language], PaperTokenizer]:
    """Return the factory that a spaCy config names under `[nlp.tokenizer]`."""

    def create(nlp: Language) -> PaperTokenizer:
        return PaperTokenizer(nlp.vocab)

    return create


registry.tokenizers("claimboard.PaperTokenizer.v1", func=create_paper_tokenizer)


def _with_white_space(text: str, words: Sequence[Word]) -> tuple[list[str], list[bool]]:
    """Return tokens and whether a space follows each; white space that is not one space becomes a token."""
    tokens: list[str] = []
    spaces: list[bool] = []
    position = 0
    for word, start, end in words:
        if start != position:
            position = _bridge(text, position, start, tokens, spaces)
        tokens.append(word)
        spaces.append(False)
        position = end
    if position < len(text):
        _bridge(text, position, len(text), tokens, spaces)
    return tokens, spaces


def _bridge(text: str, position: int, start: int, tokens: list[str], spaces: list[bool]) -> int:
    if tokens and text[position] == " ":
        spaces[-1] = True
        position += 1
    if position < start:
        tokens.append(text[position:start])
        spaces.append(False)
    return start
