"""What a number may be a measurement of: every metric its sentence offers, with where it stands."""

import re
from typing import Final, Literal, NamedTuple

from ..schemas import Direction
from .document import Document
from .metric_cues import measured_by, metrics_of_unit, read_cue, unit_class
from .metrics import MetricMatch, fold
from .phrases import (
    OTHER_HEADS,
    compounds,
    headed_phrases,
    noun_phrase_after,
    noun_phrase_before,
    noun_phrase_governed,
    noun_phrase_subject,
    noun_phrase_within,
)
from .result_sentence import ResultSentence, once

Origin = Literal[
    "named",
    "cue",
    "unit",
    "phrase_before",
    "phrase_after",
    "phrase_shared",
    "governed",
    "subject",
    "within",
    "headed",
    "compound",
    "carried",
    "default",
]


class MetricCandidate(NamedTuple):
    """One metric that a number may measure.

    Attributes:
        metric: Canonical id or `other:` name.
        origin: How the sentence offers it: named by a form of the taxonomy, told by a cue word and the unit, or by the
            unit alone, by the noun phrase before or behind the number, carried from the sentence before, or by nothing.
        start: First character of the words that name it; -1 where none does.
        end: One past the last.
        at: Index of its symbol; -1 where it has none in this sentence.
        ref: Index of the metric mention; -1 where it is none.
        comparative: Where a comparing word sends it.
    """

    metric: str
    origin: Origin
    start: int
    end: int
    at: int
    ref: int = -1
    comparative: Direction | None = None
    acronym: bool = False
    """Whether it is written in capitals ("PQ")."""
    wording: str = ""
    """The words that name it, in lower case; empty for a phrase."""
    refined: bool = False
    """Whether it is a more special metric than its words say: an "accuracy" under attack."""


_ACRONYM: Final = re.compile(r"[A-Za-z]?[A-Z][A-Z0-9@-]+")
_BY_UNIT: Final = {
    ("error_rate", "length"): "position_error",
    ("error_rate", "angle"): "angle_error",
    ("accuracy", "length"): "position_error",
    ("accuracy", "angle"): "angle_error",
    ("precision", "length"): "position_error",
    ("position_error", "angle"): "angle_error",
    ("latency", "frequency"): "fps",
    ("latency", "rate"): "throughput",
    ("throughput", "frequency"): "fps",
    ("throughput", "time"): "latency",
    ("fps", "rate"): "throughput",
    ("cost", "time"): "training_time",
    ("parameters", "physical"): "other:weight",
    ("bandwidth", "frequency"): "other:bandwidth",
}
_BY_QUANTITY: Final = {
    (metric, quantity): f"other:{name}_error"
    for metric in ("error_rate", "accuracy", "precision", "position_error")
    for quantity, name in (
        ("force", "force"),
        ("torque", "torque"),
        ("length/time", "velocity"),
        ("angle/time", "angular_velocity"),
        ("temperature", "temperature"),
        ("pressure", "pressure"),
    )
} | {(metric, "length/time"): "other:speed" for metric in ("speedup", "fps", "throughput")}
_AS_ERROR: Final = {"top1_accuracy": "top1_error", "top5_accuracy": "top5_error"}
_REFINED: Final = {
    "accuracy": "robust_accuracy",
    "success_rate": "attack_success_rate",
    "error_rate": "position_error",
    "latency": "training_time",
}
"""What a metric is called in the taxonomy where the text is about attacks, places or training."""


def metric_candidates(
    document: Document, sentence: ResultSentence, quantity: int, carried: str | None
) -> list[MetricCandidate]:
    """List the metrics that a number may measure.

    Args:
        document: The text laid out.
        sentence: The number's sentence.
        quantity: The number's index in it.
        carried: The metric of the last number in the sentence before, or None.
    """
    unit = sentence.quantities[quantity].unit
    kind, measured = unit_class(unit), measured_by(unit)
    found: list[MetricCandidate] = []
    for ref, mention in enumerate(sentence.metrics):
        at = sentence.metric_at[ref]
        metric = _BY_UNIT.get((mention.metric, kind), mention.metric)
        metric = _BY_QUANTITY.get((metric, measured), metric)
        if metric in _AS_ERROR and _is_error(document.text, mention, sentence, at):
            metric = _AS_ERROR[metric]
        words = document.text[mention.start : mention.end].lower()
        named = MetricCandidate(
            metric, "named", mention.start, mention.end, at, ref, mention.comparative, wording=words
        )
        found.append(named)
        if metric in _REFINED:
            found.append(named._replace(metric=_REFINED[metric], comparative=None, refined=True))
    for cue in sentence.cues:
        read = read_cue(cue, unit)
        if read is not None:
            at = sentence.at(cue[0])
            if sentence.symbols[at].kind == "word":
                found.append(MetricCandidate(read.metric, "cue", read.start, read.end, at, wording=cue[2]))
    found += [MetricCandidate(metric, "unit", -1, -1, -1) for metric in metrics_of_unit(unit)]
    found += _phrases(document, sentence, quantity)
    if carried:
        found.append(MetricCandidate(carried, "carried", -1, -1, -1))
    found.append(MetricCandidate("performance", "default", -1, -1, -1))
    return found


@once
def _measure_phrases(sentence: ResultSentence, text: str) -> list[tuple[Origin, tuple[int, int] | None]]:
    """Return the phrases around nouns of measure, wherever in the sentence they stand."""
    headed: list[tuple[Origin, tuple[int, int] | None]]
    headed = [("headed", span) for span in headed_phrases(sentence.symbols, text)]
    return headed + [("compound", span) for span in compounds(sentence.symbols)]


def _is_error(text: str, mention: MetricMatch, sentence: ResultSentence, at: int) -> bool:
    """Tell whether a bare "top-1" is meant as an error: "25 % top-1 (8 % top-5) error"."""
    if "acc" in text[mention.start : mention.end].lower():
        return False
    ahead = sentence.symbols[at + 1 : at + 8]
    return any(text[s.start : s.end].lower().startswith("error") for s in ahead)


def _phrases(document: Document, sentence: ResultSentence, quantity: int) -> list[MetricCandidate]:
    """The noun phrases beside a number, and beside the one before it, as names outside the taxonomy."""
    at = sentence.quantity_at[quantity]
    spans: list[tuple[Origin, tuple[int, int] | None]] = [
        ("phrase_before", noun_phrase_before(sentence.symbols, at)),
        ("phrase_after", noun_phrase_after(sentence.symbols, at)),
    ]
    if quantity:
        # "reduces the regurgitation score from x to y", "by x on A and y on B"
        first = sentence.quantity_at[quantity - 1]
        spans.append(("phrase_shared", noun_phrase_before(sentence.symbols, first)))
        spans.append(("phrase_shared", noun_phrase_after(sentence.symbols, first)))
    if quantity + 1 < len(sentence.quantities):
        following = sentence.quantity_at[quantity + 1]
        if following - at <= 3:
            spans.append(("phrase_shared", noun_phrase_after(sentence.symbols, following)))
    spans += [
        ("governed", noun_phrase_governed(sentence.symbols, at)),
        ("within", noun_phrase_within(sentence.symbols, at)),
        ("subject", noun_phrase_subject(sentence.symbols, at)),
    ]
    spans += _measure_phrases(sentence, document.text)
    found = []
    known: set[tuple[int, int]] = set()
    for origin, span in spans:
        if span is None or span in known:
            continue
        known.add(span)
        first, last = span
        if origin not in ("headed", "compound") and sentence.symbols[last - 1].kind == "metric":
            continue
        start, end = sentence.symbols[first].start, sentence.symbols[last - 1].end
        name = other_name(document.text[start:end])
        if name:
            acronym = _ACRONYM.match(document.text, sentence.symbols[last - 1].start, end) is not None
            found.append(MetricCandidate(name, origin, start, end, last - 1, acronym=acronym))
    return found


def other_name(phrase: str) -> str | None:
    """Return the `other:` name of a phrase, or None where no letters are left."""
    words = re.findall(r"[A-Za-z0-9]+", phrase)
    while words and words[0].lower() in OTHER_HEADS:
        del words[0]
    if not words or not any(c.isalpha() for c in "".join(words)):
        return None
    words[-1] = fold(words[-1]) if words[-1].islower() else words[-1]
    return "other:" + "_".join(word.lower() for word in words)
