"""Joins each number with what it says: metric, form, direction, subject, baseline and context.

For each number in turn the linker asks: is it a result, of which metric, as a level or a change and which way, whose,
compared with what, obtained on what? Each question has its candidates (found by rules), its features (word order and
the words between) and a log-linear model over them. `docs/linker.md` walks through one sentence per construction.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp, fsum
from typing import Final, NamedTuple, cast

from ..schemas import Direction, Form, NoteKind, Subject
from .baseline_phrases import BaselineCandidate, baseline_candidates
from .baselines import baseline_features, no_baseline_features
from .construction_rules import metric_by_rule, subject_by_rule
from .constructions import metric_lists, pair_of, quantity_lists
from .context import CONTEXT_KINDS, best_list, context_by_rule, context_candidates
from .context_features import context_features, no_context_features
from .document import Document
from .entity import Entity
from .form_features import form_features
from .form_rules import form_by_rule
from .linking_features import metric_features, quantity_features, subject_features
from .loglinear import LogLinear, load_model
from .metric_candidates import MetricCandidate, metric_candidates
from .metrics import MetricMatch
from .quantities import QuantityMatch
from .result_rules import result_by_rule
from .result_sentence import ResultSentence, read_sentences


@dataclass(slots=True, frozen=True)
class LinkModels:
    """The models of the linker, one a question."""

    results: LogLinear
    metrics: LogLinear
    forms: LogLinear
    subjects: LogLinear
    contexts: LogLinear
    baselines: LogLinear


class Choice(NamedTuple):
    """What a claim was chosen from, for explanations."""

    sentence: ResultSentence
    number: int
    metric: MetricCandidate
    metrics: list[MetricCandidate]
    baselines: list[BaselineCandidate]


@dataclass(slots=True)
class LinkedClaim:
    """A number and what it says, in the document's offsets.

    `metric_start` is -1 where no words name the metric. `rules` holds the named rule of each question that a rule
    decided; the models decided the others.
    """

    quantity: QuantityMatch
    sentence: tuple[int, int]
    metric: str
    metric_start: int
    metric_end: int
    form: Form
    direction: Direction | None
    subject: Subject
    choice: Choice
    system: str | None = None
    baseline: str | None = None
    context: dict[str, list[str]] = field(default_factory=dict)
    notes: list[NoteKind] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)


DOUBTFUL_BELOW: Final = 0.6
"""Probability of result, metric and form together below which a claim is doubtful. On annotated papers four of ten such
claims are right, of the others eight."""

_EVEN: Final = 0.5
_DIRECTIONS: Final[dict[str, Direction]] = {"+": "higher", "-": "lower"}


@cache
def load_models() -> LinkModels:
    """Return the models that ship with the package."""
    return LinkModels(
        results=load_model("results"),
        metrics=load_model("metrics"),
        forms=load_model("forms"),
        subjects=load_model("subjects"),
        contexts=load_model("contexts"),
        baselines=load_model("baselines"),
    )


def link(
    document: Document,
    quantities: list[QuantityMatch],
    entities: list[Entity],
    metrics: Mapping[int, list[MetricMatch]] | None = None,
    models: LinkModels | None = None,
) -> list[LinkedClaim]:
    """Link the numbers of a text that state results.

    Args:
        document: The text laid out.
        quantities: Its numbers in text order.
        entities: Its names in text order.
        metrics: The metric mentions of each sentence that holds numbers, where they are already found.
        models: Other models than those that ship, for cross-validation.

    Returns:
        The claims in text order.
    """
    models = models or load_models()
    claims: list[LinkedClaim] = []
    previous: tuple[int, LinkedClaim] | None = None
    for sentence in read_sentences(document, quantities, entities, metrics):
        earlier = previous[1] if previous and previous[0] == sentence.index - 1 else None
        in_sentence = list(_link_sentence(document, sentence, entities, models, earlier))
        if in_sentence:
            previous = (sentence.index, in_sentence[-1])
        claims += in_sentence
    return claims


def result_probability(document: Document, sentence: ResultSentence, index: int, models: LinkModels) -> float:
    """Return how probable it is that a number of a sentence states a result; certain where a rule decides it."""
    if result_by_rule(sentence, index):
        return 1.0
    return models.results.probability(result_features(document, sentence, index))


def result_features(document: Document, sentence: ResultSentence, index: int) -> list[str]:
    """Describe a number and its place in the text: is it a result?"""
    position = sentence.index / max(1, len(document.sentences) - 1)
    return quantity_features(sentence, index, sentence.end <= document.body, position)


def best_metric(candidates: list[MetricCandidate], scores: list[float], totals: Mapping[str, float]) -> MetricCandidate:
    """Return the metric that a number most probably measures, where its best words stand; of equals the first.

    A metric that several places name is as probable as all of them together, as the model was fitted.
    """
    return max(zip(candidates, scores, strict=True), key=lambda pair: (totals[pair[0].metric], pair[1]))[0]


def metric_totals(candidates: list[MetricCandidate], scores: list[float]) -> dict[str, float]:
    """Return how probable each metric is, all its candidates together, up to a common factor."""
    top = max(scores)
    totals: dict[str, float] = {}
    for candidate, score in zip(candidates, scores, strict=True):
        totals[candidate.metric] = totals.get(candidate.metric, 0.0) + exp(score - top)
    return totals


def _link_sentence(
    document: Document,
    sentence: ResultSentence,
    entities: list[Entity],
    models: LinkModels,
    earlier: LinkedClaim | None,
) -> Iterator[LinkedClaim]:
    carried = earlier.metric if earlier else None
    numbers = range(len(sentence.quantities))
    probable = ((index, result_probability(document, sentence, index, models)) for index in numbers)
    results = [(index, probability) for index, probability in probable if probability > _EVEN]
    baselines = baseline_candidates(document, sentence) if results else []
    for index, of_result in results:
        quantity = sentence.quantities[index]
        candidates = metric_candidates(document, sentence, index, carried)
        scores = [models.metrics.scores(metric_features(sentence, index, candidate))[0] for candidate in candidates]
        totals = metric_totals(candidates, scores)
        metric, metric_rule = _choose_metric(document, sentence, index, candidates, scores, totals, carried, models)
        shared = shared_metrics(sentence, index, metric)
        of_metric = 1.0 if metric_rule == "respectively" else _share_of((metric, *shared), totals)
        for candidate in (metric, *shared):
            by_rule = form_by_rule(sentence, index, candidate)
            label, of_form = (
                (by_rule[0], 1.0) if by_rule else models.forms.most_probable(form_features(sentence, index, candidate))
            )
            form = cast(Form, label.rstrip("+-"))
            claim = LinkedClaim(
                quantity=quantity,
                sentence=(sentence.start, sentence.end),
                metric=candidate.metric,
                metric_start=candidate.start,
                metric_end=candidate.end,
                form=form,
                direction=_DIRECTIONS.get(label[-1]),
                subject="own",
                choice=Choice(sentence, index, candidate, candidates, baselines),
                notes=_metric_notes(candidate),
            )
            if of_result * of_metric * of_form < DOUBTFUL_BELOW:
                claim.notes.append("metric:doubtful")
            if candidate is not metric:
                claim.rules["metric"] = "shared_number"
            elif metric_rule:
                claim.rules["metric"] = metric_rule
            if by_rule:
                claim.rules["form"] = by_rule[1]
            _set_subject(sentence, index, candidate, claim, models)
            _set_baseline(sentence, index, claim, label, baselines, models)
            _set_context(document, sentence, index, claim, entities, models)
            claim.system = system_of(sentence, index, claim.subject)
            yield claim


def _choose_metric(
    document: Document,
    sentence: ResultSentence,
    index: int,
    candidates: list[MetricCandidate],
    scores: list[float],
    totals: Mapping[str, float],
    carried: str | None,
    models: LinkModels,
) -> tuple[MetricCandidate, str | None]:
    """Return the metric of a number, and the rule that decided it, if one did."""
    by_rule = metric_by_rule(sentence, index)
    if by_rule is not None and by_rule[1] == "respectively":
        for candidate in candidates:
            if candidate.ref == by_rule[0]:
                return candidate, by_rule[1]
    partner = pair_of(sentence, index)
    if partner is not None:
        others = metric_candidates(document, sentence, partner, carried)
        return _shared_by_pair(sentence, candidates, scores, partner, others, models.metrics), "compared_pair"
    return best_metric(candidates, scores, totals), None


def _share_of(metrics: Iterable[MetricCandidate], totals: Mapping[str, float]) -> float:
    """Return how probable it is that a number measures one of some metrics."""
    names = dict.fromkeys(metric.metric for metric in metrics)
    return fsum(totals.get(name, 0.0) for name in names) / fsum(totals.values())


def _shared_by_pair(
    sentence: ResultSentence,
    candidates: list[MetricCandidate],
    scores: list[float],
    partner: int,
    others: list[MetricCandidate],
    model: LogLinear,
) -> MetricCandidate:
    """Return the metric that is most probable for both of two numbers that are compared ("from x to y")."""
    best: dict[str, float] = {}
    for other in others:
        score = model.scores(metric_features(sentence, partner, other))[0]
        best[other.metric] = max(score, best.get(other.metric, score))
    floor = min(best.values())

    def together(pair: tuple[MetricCandidate, float]) -> float:
        return pair[1] + best.get(pair[0].metric, floor)

    return max(zip(candidates, scores, strict=True), key=together)[0]


def shared_metrics(sentence: ResultSentence, index: int, chosen: MetricCandidate) -> list[MetricCandidate]:
    """Return the further metrics of an enumeration that shares one number ("reduces latency and energy by N")."""
    if chosen.ref < 0 or chosen.comparative is not None:
        return []
    groups = metric_lists(sentence)
    _, size, first = groups[chosen.at]
    own = quantity_lists(sentence)[sentence.quantity_at[index]]
    if size < 2 or own[1] > 1:
        return []
    members = [m for m, at in enumerate(sentence.metric_at) if groups[at][2] == first]
    low, high = sentence.metric_at[members[0]], sentence.metric_at[members[-1]]
    words = [s.text for s in sentence.symbols[low : high + 1] if s.kind != "metric"]
    joined = words in (["and"], ["/"], ["&"], ["and", "the"]) or (words[-1:] == ["and"] and set(words[:-1]) == {","})
    if not joined or any(low < at < high for at in sentence.quantity_at):
        return []
    others: list[MetricCandidate] = []
    for m in members:
        mention = sentence.metrics[m]
        known = {chosen.metric, *(o.metric for o in others)}
        if mention.metric not in known and mention.metric != "performance" and mention.comparative is None:
            others.append(
                MetricCandidate(mention.metric, "named", mention.start, mention.end, sentence.metric_at[m], m)
            )
    return others


def _metric_notes(candidate: MetricCandidate) -> list[NoteKind]:
    if candidate.origin == "carried":
        return ["metric:carried"]
    if candidate.origin in ("cue", "unit", "default") and candidate.metric != "performance":
        return ["metric:inferred"]
    return []


def _set_subject(
    sentence: ResultSentence, index: int, metric: MetricCandidate, claim: LinkedClaim, models: LinkModels
) -> None:
    by_rule = subject_by_rule(sentence, index, claim.form)
    if by_rule is not None:
        claim.subject, claim.rules["subject"] = by_rule
    elif models.subjects.best(subject_features(sentence, index, metric, claim.form)) == "yes":
        claim.subject = "baseline"


def _set_baseline(
    sentence: ResultSentence,
    index: int,
    claim: LinkedClaim,
    label: str,
    candidates: list[BaselineCandidate],
    models: LinkModels,
) -> None:
    if claim.subject != "own" or not candidates:
        return
    best, score = (
        None,
        models.baselines.scores(no_baseline_features(sentence, index, candidates, label, claim.metric))[0],
    )
    for candidate in candidates:
        own = models.baselines.scores(baseline_features(sentence, index, candidate, candidates, label))[0]
        if own > score:
            best, score = candidate, own
    if best is not None:
        claim.baseline = best.text


def _set_context(
    document: Document,
    sentence: ResultSentence,
    index: int,
    claim: LinkedClaim,
    entities: list[Entity],
    models: LinkModels,
) -> None:
    for kind in CONTEXT_KINDS:
        candidates = context_candidates(document, sentence, entities, kind)
        by_rule = context_by_rule(sentence, index, candidates)
        if by_rule is not None:
            claim.context[kind], claim.rules[kind] = by_rule
            continue
        if not candidates:
            claim.context[kind] = []
            continue
        scores = [
            models.contexts.scores(
                context_features(
                    document,
                    sentence,
                    index,
                    candidate,
                    candidates,
                    entities,
                    claim.form,
                    claim.metric,
                    claim.subject,
                )
            )[0]
            for candidate in candidates
        ]
        none = models.contexts.scores(no_context_features(candidates, claim.form, claim.metric))[0]
        chosen = best_list(sentence, index, candidates, scores, none)
        claim.context[kind] = list(dict.fromkeys(c.name for c in chosen))
        if chosen and chosen[0].at < 0:
            only = kind == "datasets" and len({c.name for c in candidates}) == 1
            claim.notes.append("datasets:only" if only else cast(NoteKind, f"{kind}:carried"))


def system_of(sentence: ResultSentence, index: int, subject: Subject) -> str | None:
    """Return the name of whose number it is, where the sentence names it.

    An own result belongs to the nearest of the paper's systems before the number, else behind it; a baseline's to the
    nearest architecture or other name right before it.
    """
    at = sentence.quantity_at[index]
    if subject == "own":
        places = [
            (p, e.name)
            for p, e in zip(sentence.entity_at, sentence.entities, strict=True)
            if e.kind == "systems" and p >= 0
        ]
        before = [place for place in places if place[0] < at]
        if before:
            return before[-1][1]
        return places[0][1] if places else None
    for place, entity in zip(reversed(sentence.entity_at), reversed(sentence.entities), strict=True):
        if entity.kind == "architectures" and 0 <= at - place <= 3:
            return entity.name
    return None
