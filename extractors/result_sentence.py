"""A sentence that holds numbers, read as a row of symbols.

Linking looks at word order between numbers, metrics and names. So each of these, however long, is one symbol, and every
other word is one too: "reduces [metric] by up to [number] compared to [architecture] on [dataset]".
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, Final, Literal, ParamSpec, TypeVar, cast

from .change_words import word_group
from .document import Document
from .entity import Entity
from .metric_cues import find_cues
from .metrics import MetricMatch, find_metrics
from .quantities import QuantityMatch

P = ParamSpec("P")
T = TypeVar("T")
_OWN_WORK: Final = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Pp]ropos\w+"
    r"|[Tt]h(?:is|e present)\s(?:paper|work|article|study|research|letter|thesis|report))\b"
)
"""Where a text begins to speak of its own work."""
SymbolKind = Literal["word", "mark", "quantity", "metric", "entity"]


@dataclass(slots=True, init=False)
class Symbol:
    """One step of the row.

    Attributes:
        text: The word in lower case; `N` for a number, `M` for a metric, the kind for a name.
        kind: What it is.
        ref: Index into the sentence's list of that kind; -1 for words and marks.
        start: First character.
        end: One past the last.
    """

    text: str
    kind: SymbolKind
    ref: int
    start: int
    end: int

    # Each word is one, and compiled code makes and reads these ten times as fast as named tuples.
    def __init__(self, text: str, kind: SymbolKind, ref: int, start: int, end: int) -> None:
        self.text = text
        self.kind = kind
        self.ref = ref
        self.start = start
        self.end = end


@dataclass(slots=True)
class ResultSentence:
    """One sentence with its numbers and everything they may be linked with."""

    index: int
    start: int
    end: int
    quantities: list[QuantityMatch]
    metrics: list[MetricMatch]
    cues: list[tuple[int, int, str]]
    entities: list[Entity]
    symbols: list[Symbol] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """The symbols' texts."""
    groups: list[str] = field(default_factory=list)
    """What each symbol says about change, see `word_group`."""
    starts: list[int] = field(default_factory=list)
    """The symbols' first characters."""
    quantity_at: list[int] = field(default_factory=list)
    """Index of each quantity's symbol."""
    metric_at: list[int] = field(default_factory=list)
    entity_at: list[int] = field(default_factory=list)
    """-1 for an entity that a metric or number covers."""
    words: list[str] = field(default_factory=list)
    """Its words in lower case, those of metrics, numbers and names too."""
    word_at: list[int] = field(default_factory=list)
    """Index of the first word of each quantity."""
    title: frozenset[str] = frozenset()
    """The words of the paper's title in lower case."""
    introduced: bool = True
    """Whether the text has come to speak of its own work."""
    known: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What functions marked `once` have found about it."""

    def at(self, offset: int) -> int:
        """Return the index of the last symbol that begins at or before an offset; 0 where none does."""
        return max(0, bisect_right(self.starts, offset) - 1)


def once(function: Callable[Concatenate[ResultSentence, P], T]) -> Callable[Concatenate[ResultSentence, P], T]:
    """Let a function of a sentence run once for it: every candidate of every number asks the same again.

    The result is shared between callers, who must not change it.
    """

    @wraps(function)
    def known(sentence: ResultSentence, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *args, *kwargs.items())
        if key not in sentence.known:
            sentence.known[key] = function(sentence, *args, **kwargs)
        return cast(T, sentence.known[key])

    return known


def read_sentences(
    document: Document,
    quantities: list[QuantityMatch],
    entities: list[Entity],
    metrics: Mapping[int, list[MetricMatch]] | None = None,
) -> list[ResultSentence]:
    """Return the sentences that hold numbers, each as a row of symbols.

    Args:
        document: The text laid out.
        quantities: Its numbers in text order.
        entities: Its names in text order; a number inside a name ("RTX 3090") is left out.
        metrics: The metric mentions of each sentence that holds numbers, where they are already found.
    """
    by_sentence: dict[int, list[QuantityMatch]] = {}
    named = [(e.start, e.end) for e in entities if e.kind != "tasks"]
    for quantity in quantities:
        if any(start <= quantity.start and quantity.end <= end for start, end in named):
            continue
        by_sentence.setdefault(document.sentence_at(quantity.start), []).append(quantity)
    if not by_sentence:
        return []
    found = []
    title = frozenset(document.lower[: document.title_words])
    own_work = _OWN_WORK.search(document.text, document.body)
    for index, group in by_sentence.items():
        mentions = find_metrics(document, *document.sentences[index]) if metrics is None else metrics[index]
        sentence = _read(document, index, group, entities, mentions, title)
        sentence.introduced = own_work is None or own_work.start() < sentence.end
        found.append(sentence)
    return found


def _read(
    document: Document,
    index: int,
    quantities: list[QuantityMatch],
    entities: list[Entity],
    mentions: list[MetricMatch],
    title: frozenset[str],
) -> ResultSentence:
    start, end = document.sentences[index]
    here = document.slice_between(start, end)
    sentence = ResultSentence(
        index=index,
        start=start,
        end=end,
        quantities=quantities,
        metrics=[m for m in mentions if not _overlaps(m.start, m.end, quantities)],
        cues=find_cues(document, start, end),
        entities=[e for e in entities if start <= e.start < end],
        words=document.lower[here],
        word_at=[document.word_index(q.start) - here.start for q in quantities],
        title=title,
    )
    _build(document, sentence)
    return sentence


def _overlaps(start: int, end: int, quantities: list[QuantityMatch]) -> bool:
    return any(start < q.end and q.start < end for q in quantities)


def _build(document: Document, sentence: ResultSentence) -> None:
    spans: list[tuple[int, int, SymbolKind, int, str]] = []
    spans += [(q.start, q.end, "quantity", i, "N") for i, q in enumerate(sentence.quantities)]
    spans += [(m.start, m.end, "metric", i, "M") for i, m in enumerate(sentence.metrics)]
    taken = [(s[0], s[1]) for s in spans]
    for i, entity in enumerate(sentence.entities):
        if entity.kind != "tasks" and not any(s < entity.end and entity.start < e for s, e in taken):
            spans.append((entity.start, entity.end, "entity", i, entity.kind))
            taken.append((entity.start, entity.end))
    spans.sort()
    sentence.quantity_at = [-1] * len(sentence.quantities)
    sentence.metric_at = [-1] * len(sentence.metrics)
    sentence.entity_at = [-1] * len(sentence.entities)
    symbols = sentence.symbols
    pending = iter(spans)
    following = next(pending, None)
    covered = sentence.start
    here = document.slice_between(sentence.start, sentence.end)
    for text, lower, begin, end in zip(
        document.texts[here], document.lower[here], document.starts[here], document.ends[here], strict=True
    ):
        while following is not None and following[0] < end:
            place = {
                "quantity": sentence.quantity_at,
                "metric": sentence.metric_at,
                "entity": sentence.entity_at,
            }[following[2]]
            place[following[3]] = len(symbols)
            symbols.append(Symbol(following[4], following[2], following[3], following[0], following[1]))
            covered = max(covered, following[1])
            following = next(pending, None)
        if begin >= covered:
            symbols.append(Symbol(lower, "word" if text[0].isalnum() else "mark", -1, begin, end))
    sentence.texts = [symbol.text for symbol in symbols]
    sentence.groups = list(map(word_group, sentence.texts))
    sentence.starts = [symbol.start for symbol in symbols]
    # Two kinds at one place (a system that is also a dataset) share one symbol.
    for i, entity in enumerate(sentence.entities):
        if sentence.entity_at[i] < 0 and entity.kind != "tasks":
            for j, other in enumerate(sentence.entities):
                if sentence.entity_at[j] >= 0 and (other.start, other.end) == (entity.start, entity.end):
                    sentence.entity_at[i] = sentence.entity_at[j]
