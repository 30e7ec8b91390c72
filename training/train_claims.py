"""Train the linker's models and report cross-validated scores of the whole extraction.

    python training/train_claims.py [--save] [--errors KIND ...]

Needs the annotated papers and the collection beside the repository; `annotations/README.md` says what is added to them.
Folds are by paper; figures are printed for each set apart. With `--save` the models are fitted on all
papers and written to `extractors/models/`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import train_names
from claimboard.extractors.baseline_phrases import baseline_candidates
from claimboard.extractors.baselines import baseline_features, no_baseline_features
from claimboard.extractors.context import CONTEXT_KINDS, context_candidates
from claimboard.extractors.context_features import context_features, no_context_features, none_feature
from claimboard.extractors.document import Document, lay_out
from claimboard.extractors.entities import analyse, find_entities
from claimboard.extractors.entity import Entity
from claimboard.extractors.form_features import form_features
from claimboard.extractors.linker import LinkModels, link
from claimboard.extractors.linking_features import (
    metric_features,
    quantity_features,
    subject_features,
)
from claimboard.extractors.loglinear import parse_model
from claimboard.extractors.metric_candidates import MetricCandidate, metric_candidates
from claimboard.extractors.name_statistics import load_statistics
from claimboard.extractors.quantities import QuantityMatch, find_quantities
from claimboard.extractors.records import to_record
from claimboard.extractors.result_sentence import ResultSentence, read_sentences
from claimboard.schemas import Paper, Source
from gold import GOLD, annotated, fold_of
from logistic import fit, fit_ranking, save

sys.path.insert(0, str(GOLD))
import score

FOLDS = 5
QUESTIONS = ("results", "metrics", "forms", "subjects", "contexts", "baselines")


@dataclass
class Example:
    """A number of an annotated paper with the claims annotated at it."""

    row: dict[str, Any]
    document: Document
    entities: list[Entity]
    sentence: ResultSentence
    index: int
    claims: list[dict[str, Any]]
    doubtful: bool
    carried: str | None

    @property
    def quantity(self) -> QuantityMatch:
        """The number itself."""
        return self.sentence.quantities[self.index]

    @property
    def position(self) -> float:
        """Where its sentence stands in the text, 0 to 1."""
        return self.sentence.index / max(1, len(self.document.sentences) - 1)


@dataclass
class AnnotatedPaper:
    """A paper with everything that does not depend on the linker's models."""

    row: dict[str, Any]
    document: Document
    quantities: list[QuantityMatch]
    entities: list[Entity]
    fold: int


def papers(rows: list[dict[str, Any]]) -> list[AnnotatedPaper]:
    """Lay the annotated papers out, with names found by a model that has not seen the paper.

    The linker has to live with names that are missed or wrong; trained on a model's own training papers it would not.
    """
    documents = {row["id"]: lay_out(row["title"], row["abstract"]) for row in rows}
    analyses = {key: analyse(document) for key, document in documents.items()}
    statistics = load_statistics()[0]
    found = []
    for fold in range(FOLDS):
        seen = [row for row in rows if fold_of(row["id"], FOLDS) != fold]
        model = parse_model(train_names.train(seen, analyses, statistics))
        for row in rows:
            if fold_of(row["id"], FOLDS) == fold:
                document = documents[row["id"]]
                entities = find_entities(document, model)
                found.append(AnnotatedPaper(row, document, find_quantities(document), entities, fold))
    return sorted(found, key=lambda paper: str(paper.row["id"]))


def examples(paper: AnnotatedPaper) -> list[Example]:
    """Return one example a number."""
    row, document = paper.row, paper.document
    gold = score.gold_claims(row, row)
    doubtful = [
        (s + document.body, e + document.body) for t in row["ignored"] for s, e in score.occurrences(row["abstract"], t)
    ]
    out = []
    previous: tuple[int, str] | None = None
    for sentence in read_sentences(document, paper.quantities, paper.entities):
        carried = previous[1] if previous and previous[0] == sentence.index - 1 else None
        for index, q in enumerate(sentence.quantities):
            claims = [g.raw for g in gold if _same_value(g, q, document)]
            unsure = not claims and any(s < q.end and q.start < e for s, e in doubtful)
            out.append(Example(row, document, paper.entities, sentence, index, claims, unsure, carried))
            if claims:
                previous = (sentence.index, claims[-1]["metric"])
    return out


def _same_value(gold: Any, q: QuantityMatch, document: Document) -> bool:
    offset = 0 if gold.field == "title" else document.body
    return bool(
        gold.start + offset < q.end
        and q.start < gold.end + offset
        and score.close(gold.low, q.low)
        and score.close(gold.high, q.high)
        and gold.unit == score.unit_of(q.unit)
    )


def measures(claim: dict[str, Any], candidate: MetricCandidate, document: Document) -> bool:
    """Tell whether a candidate is the annotated metric."""
    text = document.text[candidate.start : candidate.end] if candidate.start >= 0 else ""
    return bool(score.same_metric(claim, {"metric": candidate.metric, "metric_text": text}))


def label_of(claim: dict[str, Any]) -> str:
    """Return the class of the form model: the form with its direction as a sign."""
    sign = {"higher": "+", "lower": "-"}.get(claim["direction"] or "", "")
    return str(claim["form"]) + sign


class Features:
    """The features of each question of the linker for the numbers of annotated papers, found once for all folds."""

    def __init__(self, example: Example) -> None:
        self.example = ex = example
        self.result = quantity_features(ex.sentence, ex.index, ex.sentence.end <= ex.document.body, ex.position)
        self.candidates = metric_candidates(ex.document, ex.sentence, ex.index, ex.carried) if ex.claims else []
        self.metrics = [metric_features(ex.sentence, ex.index, c) for c in self.candidates]
        self.right_metrics = [[measures(g, c, ex.document) for c in self.candidates] for g in ex.claims]
        self.phrases = baseline_candidates(ex.document, ex.sentence) if ex.claims else []
        self.contexts = [list(_context_examples(ex, claim)) for claim in ex.claims]
        self.baselines = [self._baselines(claim) for claim in ex.claims]
        self.by_metric: dict[tuple[int, int], tuple[list[str], list[str]]] = {}

    def forms_and_subjects(self, number: int, metric: int) -> tuple[list[str], list[str]]:
        """Return the features of the form and of the subject of a claim, given its metric."""
        if (number, metric) not in self.by_metric:
            ex, candidate = self.example, self.candidates[metric]
            self.by_metric[number, metric] = (
                form_features(ex.sentence, ex.index, candidate),
                subject_features(ex.sentence, ex.index, candidate, ex.claims[number]["form"]),
            )
        return self.by_metric[number, metric]

    def _baselines(self, claim: dict[str, Any]) -> tuple[list[list[str]], list[bool]]:
        ex, label = self.example, label_of(claim)
        features = [baseline_features(ex.sentence, ex.index, b, self.phrases, label) for b in self.phrases]
        right = [bool(score.same_baseline(claim["baseline"], b.text)) for b in self.phrases]
        nothing = no_baseline_features(ex.sentence, ex.index, self.phrases, label, claim["metric"])
        return [*features, nothing], [*right, not claim["baseline"]]


def train(data: list[Features]) -> dict[str, dict[str, Any]]:
    """Fit all models."""
    tables: dict[str, tuple[list[list[str]], list[str]]] = {name: ([], []) for name in QUESTIONS}

    def add(name: str, features: list[str], label: str) -> None:
        tables[name][0].append(features)
        tables[name][1].append(label)

    with_claims = [found for found in data if found.example.claims]
    right = [[any(column) for column in zip(*found.right_metrics, strict=True)] for found in with_claims]
    models = {
        "metrics": fit_ranking(
            [found.metrics for found in with_claims],
            right,
            strength=STRENGTH["metrics"],
            min_count=3,
            negligible=NEGLIGIBLE_METRIC,
        )
    }
    chooser = parse_model(models["metrics"])
    for found in data:
        if not found.example.doubtful:
            add("results", found.result, "yes" if found.example.claims else "no")
    compared: list[tuple[list[list[str]], list[bool]]] = []
    held_on: list[tuple[list[list[str]], list[bool]]] = []
    for found in with_claims:
        scores = [chooser.scores(features)[0] for features in found.metrics]
        for number, claim in enumerate(found.example.claims):
            right_ones = [k for k, yes in enumerate(found.right_metrics[number]) if yes] or range(len(scores))
            form, subject = found.forms_and_subjects(number, max(right_ones, key=scores.__getitem__))
            add("forms", form, label_of(claim))
            add("subjects", subject, "no" if claim["subject"] == "own" else "yes")
            if claim["subject"] == "own":
                compared.append(found.baselines[number])
            held_on += found.contexts[number]
    models["baselines"] = fit_ranking(*zip(*compared, strict=True), strength=STRENGTH["baselines"], min_count=3)
    models["contexts"] = fit_ranking(*zip(*held_on, strict=True), strength=STRENGTH["contexts"], min_count=3)
    for kind in CONTEXT_KINDS:
        weight = models["contexts"]["weights"].setdefault(none_feature(kind), [0.0])
        weight[0] = round(weight[0] - CONTEXT_SHIFT, 3)
    for name in QUESTIONS:
        if name not in models:
            models[name] = fit(*tables[name], strength=STRENGTH[name], min_count=3)
    return models


STRENGTH = {"results": 0.5, "metrics": 0.3, "forms": 0.12, "subjects": 0.5, "contexts": 0.06, "baselines": 0.2}
"""Inverse regularisation of each model, chosen by cross-validation."""
NEGLIGIBLE_METRIC = 0.04
"""Weights of the metrics' model below it are left out: cross-validated scores stay, and two thirds of the table go."""
CONTEXT_SHIFT = 0.4
"""Taken from the score of "none" of a context: a name that is missed spoils a row as one too many does, and the fitted
model misses more. Chosen by cross-validation."""


def _context_examples(ex: Example, claim: dict[str, Any]) -> Iterator[tuple[list[list[str]], list[bool]]]:
    """Yield, for each kind, the features of every name and of "none of them", and which of these are right."""
    for kind in CONTEXT_KINDS:
        candidates = context_candidates(ex.document, ex.sentence, ex.entities, kind)
        if not candidates:
            continue
        wanted = {score.normalise(name) for name in claim[kind]}
        written = {
            e.name: score.normalise(ex.document.text[e.start : e.end]) for e in reversed(ex.entities) if e.kind == kind
        }
        subject = "own" if claim["subject"] == "own" else "baseline"
        form, metric = claim["form"], claim["metric"]
        features = [
            context_features(ex.document, ex.sentence, ex.index, c, candidates, ex.entities, form, metric, subject)
            for c in candidates
        ]
        right = [bool({score.normalise(c.name), written.get(c.name, "")} & wanted) for c in candidates]
        yield [*features, no_context_features(candidates, form, metric)], [*right, not any(right)]


def record(paper: AnnotatedPaper, models: LinkModels | None) -> dict[str, Any]:
    """Extract a paper's record with the given models."""
    row = paper.row
    source = Source(path="gold", format="gold", line=1)
    claims = link(paper.document, paper.quantities, paper.entities, models=models)
    made = to_record(
        Paper(id=row["id"], title=row["title"], abstract=row["abstract"], source=source),
        paper.document,
        paper.entities,
        claims,
    )
    return made.model_dump(mode="json")


def parsed(raw: dict[str, dict[str, Any]]) -> LinkModels:
    """Turn fitted tables into the linker's models."""
    return LinkModels(**{name: parse_model(raw[name]) for name in QUESTIONS})


def report(result: dict[str, Any]) -> None:
    """Print the figures that the project is measured by."""
    for key in ("value", "claim", "row", "full"):
        s = result[key]
        print(f"{key:8} P {s['precision']:.3f} R {s['recall']:.3f} F1 {s['f1']:.3f}")
    print("entities ", " ".join(f"{k} {v['f1']:.3f}" for k, v in result["entities"].items()))
    print("fields   ", " ".join(f"{k} {v:.3f}" for k, v in result["fields"].items()))
    print("rare     ", " ".join(f"{k} {v['f1']:.3f}" for k, v in result["rare"].items()))


def main() -> None:
    """Cross-validate, and save the models where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", action="store_true", help="fit on all papers and write the models")
    parser.add_argument("--errors", nargs="*", default=[], help="print the errors that hold one of these words")
    args = parser.parse_args()
    everything = papers(annotated())
    data = {id(paper): [Features(ex) for ex in examples(paper)] for paper in everything}
    records = {}
    for fold in range(FOLDS):
        models = parsed(train([ex for paper in everything if paper.fold != fold for ex in data[id(paper)]]))
        for paper in everything:
            if paper.fold == fold:
                records[paper.row["id"]] = record(paper, models)
    for sets in (("train", "dev"), ("corpus",), ("invented",)):
        some = annotated(*sets)
        print(f"{' + '.join(sets)}: {len(some)} papers, {sum(len(row['claims']) for row in some)} claims")
        report(score.score(some, [records[row["id"]] for row in some]))
    rows = [paper.row for paper in everything]
    result = score.score(rows, [records[row["id"]] for row in rows], errors=10**6)
    texts = {row["id"]: row for row in rows}
    for error in result["errors"]:
        if any(word in error for word in args.errors):
            print(error)
            _print_sentence(texts[error.split()[0]], error)
    if args.errors:
        print(result["metric_confusions"])
    if args.save:
        for name, model in train([ex for paper in everything for ex in data[id(paper)]]).items():
            path = save(name, model)
            print(f"{path.name}: {len(model['weights'])} features, {path.stat().st_size // 1024} KB")


def _print_sentence(row: dict[str, Any], error: str) -> None:
    quoted = error.split(" ", 1)[1]
    value = quoted.split(" wrong:")[0].removeprefix("MISSED ").removeprefix("SPURIOUS ").split(" low=")[0].strip("'\"")
    at = row["abstract"].find(value.encode().decode("unicode_escape") if "\\" in value else value)
    print("      ", row["abstract"][max(0, at - 160) : at + 140].replace("\n", " "))


if __name__ == "__main__":
    main()
