"""Why a record says what it says: the rule, or the weights of the model, behind every field.

Extraction keeps no reasons, since nobody reads them for most papers. `explain` extracts one paper again and asks each
question of the linker once more, with every answer that was possible and what spoke for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ..schemas import Claim, Direction, Paper, PaperRecord
from .baselines import baseline_features, no_baseline_features
from .context import CONTEXT_KINDS, context_candidates
from .context_features import context_features, no_context_features
from .document import Document, lay_out
from .entities import find_entities
from .entity import Entity
from .form_features import form_features
from .linker import LinkedClaim, LinkModels, link, load_models, metric_totals, result_features
from .linking_features import metric_features, subject_features
from .loglinear import LogLinear
from .quantities import QuantityMatch, excluded_numbers, find_quantities
from .records import to_record
from .result_rules import result_by_rule
from .result_sentence import ResultSentence, read_sentences


@dataclass(frozen=True, slots=True)
class Answer:
    """A possible answer to a question about a number, as a model weighs it.

    Attributes:
        value: The answer.
        source: Where the answer comes from; empty where there is nothing to say.
        score: Log-odds of yes where the answer stands alone, else a score to compare with the other answers.
        features: What speaks for it (positive) and against it (negative), the strongest first.
    """

    value: str
    source: str
    score: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """How one field of a claim came to its value.

    Attributes:
        field: Name of the field, or `result` for whether the number is a claim at all.
        value: What was decided.
        rule: Name of the rule that decided; None where a model did.
        words: The words that it rests on, where it rests on words.
        answers: What the model weighed, the best first; also given beside a rule that overrules them.
    """

    field: str
    value: str
    rule: str | None = None
    words: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimExplanation:
    """A claim and a decision a field."""

    claim: Claim
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class NameExplanation:
    """A name of the record and the rules that found its places."""

    kind: str
    name: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number that is no claim, and why: the decision's field is `result` and its value `no`."""

    text: str
    start: int
    """First character in the document's text: title, blank line, abstract."""
    decision: Decision


@dataclass(frozen=True, slots=True)
class Explanation:
    """A paper's record with its reasons."""

    record: PaperRecord
    names: tuple[NameExplanation, ...]
    claims: tuple[ClaimExplanation, ...]
    left_out: tuple[LeftOut, ...]


_SIGNS: Final[dict[Direction | None, str]] = {"higher": "+", "lower": "-", None: ""}


def explain(paper: Paper) -> Explanation:
    """Extract a paper's record and give the reasons for it.

    Args:
        paper: A paper as read.

    Returns:
        The record that `Extractor` makes, with a decision for every field of every claim, the rules behind every name,
        and the numbers that were left out.
    """
    document = lay_out(paper.title, paper.abstract)
    quantities = find_quantities(document)
    entities = find_entities(document)
    models = load_models()
    linked = link(document, quantities, entities, models=models)
    record = to_record(paper, document, entities, linked)
    claims = [
        ClaimExplanation(claim, tuple(_decisions(document, entities, found, models)))
        for claim, found in zip(record.claims, linked, strict=True)
    ]
    taken = {(found.quantity.start, found.quantity.end) for found in linked}
    left_out = [*_never_results(document, quantities, entities), *_not_results(document, quantities, entities, models)]
    left_out = sorted((n for n in left_out if (n.start, n.start + len(n.text)) not in taken), key=lambda n: n.start)
    return Explanation(record, tuple(_names(entities)), tuple(claims), tuple(left_out))


def _names(entities: Iterable[Entity]) -> Iterator[NameExplanation]:
    rules: dict[tuple[str, str], dict[str, None]] = {}
    for entity in entities:
        rules.setdefault((entity.kind, entity.name), {})[entity.rule] = None
    for (kind, name), found_by in rules.items():
        yield NameExplanation(kind, name, tuple(found_by))


def _decisions(
    document: Document, entities: list[Entity], linked: LinkedClaim, models: LinkModels
) -> Iterator[Decision]:
    yield from _number(linked.quantity)
    yield _result(document, linked.choice.sentence, linked.choice.number, models.results)
    yield _metric(document, linked, models.metrics)
    yield _form(linked, models.forms)
    yield _subject(linked, models.subjects)
    yield _baseline(linked, models.baselines)
    yield from _context(document, entities, linked, models.contexts)
    if linked.system:
        yield Decision("system", linked.system, rule="nearest_name")


def _number(quantity: QuantityMatch) -> Iterator[Decision]:
    """Say how the number itself was read."""
    low, high = f"{quantity.low:.12g}", f"{quantity.high:.12g}"
    yield Decision("value", low if low == high else f"{low} to {high}", rule=quantity.wording)
    yield Decision("unit", quantity.unit, rule="of_its_list" if "unit:inferred" in quantity.notes else "as_written")
    if quantity.bound != "exact":
        rule = "of_its_list" if "bound:carried" in quantity.notes else "bound_words"
        yield Decision("bound", quantity.bound, rule, quantity.bound_words)
    if quantity.average:
        yield Decision("average", "true", "average_words", quantity.average_words)


def _result(document: Document, sentence: ResultSentence, index: int, model: LogLinear) -> Decision:
    rule = result_by_rule(sentence, index)
    answer = _answer("yes", model, result_features(document, sentence, index))
    return Decision("result", "yes" if rule or answer.score > 0 else "no", rule, answers=(answer,))


def _metric(document: Document, linked: LinkedClaim, model: LogLinear) -> Decision:
    choice = linked.choice
    answers = []
    for c in choice.metrics:
        words = f" {document.text[c.start : c.end]!r}" if c.start >= 0 else ""
        features = metric_features(choice.sentence, choice.number, c)
        answers.append(_answer(c.metric, model, features, c.origin + words))
    words = document.text[choice.metric.start : choice.metric.end] if choice.metric.start >= 0 else ""
    totals = metric_totals(choice.metrics, [answer.score for answer in answers])
    ranked = tuple(sorted(answers, key=lambda answer: (-totals[answer.value], -answer.score)))
    return Decision("metric", linked.metric, linked.rules.get("metric"), words, ranked)


def _form(linked: LinkedClaim, model: LogLinear) -> Decision:
    choice = linked.choice
    features = form_features(choice.sentence, choice.number, choice.metric)
    answers = [
        Answer(name, "", score, tuple(model.contributions(features, column)))
        for column, (name, score) in enumerate(zip(model.classes, model.scores(features), strict=True))
    ]
    return Decision("form", _label(linked), linked.rules.get("form"), answers=_ranked(answers))


def _subject(linked: LinkedClaim, model: LogLinear) -> Decision:
    choice = linked.choice
    features = subject_features(choice.sentence, choice.number, choice.metric, linked.form)
    answer = _answer("baseline", model, features)
    return Decision("subject", linked.subject, linked.rules.get("subject"), answers=(answer,))


def _baseline(linked: LinkedClaim, model: LogLinear) -> Decision:
    choice = linked.choice
    answers = [
        _answer(
            c.text, model, baseline_features(choice.sentence, choice.number, c, choice.baselines, _label(linked)), c.cue
        )
        for c in choice.baselines
    ]
    nothing = no_baseline_features(
        choice.sentence, choice.number, choice.baselines, _label(linked), choice.metric.metric
    )
    answers.append(_answer("", model, nothing, "none of them"))
    return Decision("baseline", linked.baseline or "", linked.rules.get("baseline"), answers=_ranked(answers))


def _context(document: Document, entities: list[Entity], linked: LinkedClaim, model: LogLinear) -> Iterator[Decision]:
    choice = linked.choice
    for kind in CONTEXT_KINDS:
        candidates = context_candidates(document, choice.sentence, entities, kind)
        answers = []
        for c in candidates:
            features = context_features(
                document,
                choice.sentence,
                choice.number,
                c,
                candidates,
                entities,
                linked.form,
                linked.metric,
                linked.subject,
            )
            answers.append(_answer(c.name, model, features, "in the sentence" if c.at >= 0 else "elsewhere"))
        if candidates:
            nothing = no_context_features(candidates, linked.form, linked.metric)
            answers.append(_answer("", model, nothing, "none of them"))
            names = ", ".join(linked.context.get(kind, ()))
            yield Decision(kind, names, linked.rules.get(kind), answers=_ranked(answers))


def _never_results(document: Document, quantities: list[QuantityMatch], entities: list[Entity]) -> Iterator[LeftOut]:
    """Say which numbers were left out before any model was asked."""
    for q, rule in excluded_numbers(document):
        yield _left_out(document, q, Decision("result", "no", rule))
    read = {q.start for sentence in read_sentences(document, quantities, entities) for q in sentence.quantities}
    for q in quantities:
        if q.start not in read:
            name = next(e.name for e in entities if e.start <= q.start and q.end <= e.end)
            yield _left_out(document, q, Decision("result", "no", "inside_a_name", name))


def _not_results(
    document: Document, quantities: list[QuantityMatch], entities: list[Entity], models: LinkModels
) -> Iterator[LeftOut]:
    """Say which numbers the linker took for no result."""
    for sentence in read_sentences(document, quantities, entities):
        for index, q in enumerate(sentence.quantities):
            yield _left_out(document, q, _result(document, sentence, index, models.results))


def _left_out(document: Document, quantity: QuantityMatch, decision: Decision) -> LeftOut:
    return LeftOut(document.text[quantity.start : quantity.end], quantity.start, decision)


def _answer(value: str, model: LogLinear, features: list[str], source: str = "") -> Answer:
    return Answer(value, source, model.scores(features)[0], tuple(model.contributions(features)))


def _ranked(answers: list[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda answer: -answer.score))


def _label(linked: LinkedClaim) -> str:
    return linked.form + _SIGNS[linked.direction]
