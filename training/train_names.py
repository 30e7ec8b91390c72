"""Train the model that tells what a name is: system, dataset, both, architecture or none of them.

Run from the root of the checkout: `python training/train_names.py` writes `extractors/models/names.json`,
`name_statistics.json` and `long_forms.json`; `--validate` prints cross-validated figures instead, with the long forms
of the last run: they come from unannotated papers alone.

Training has two rounds. The first model sees only the annotated papers. It reads the unannotated collection, and what
it makes of each name there, over all papers, becomes the statistics that the second, final model has as features.
"""

import argparse
import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claimboard.extractors.acronyms import find_acronyms
from claimboard.extractors.document import Document, lay_out
from claimboard.extractors.entities import Analysis, Judged, analyse, choose
from claimboard.extractors.loglinear import LogLinear, parse_model
from claimboard.extractors.name_candidate import Candidate, surface_of
from claimboard.extractors.name_groups import Name, name_key
from claimboard.extractors.name_statistics import CLASSES, UNSEEN, load_long_forms, parse_statistics
from gold import CORPUS, annotated, fold_of
from logistic import MODELS, fit, save

KINDS = ("systems", "datasets", "architectures")
LABELS = {
    (): "none",
    ("systems",): "system",
    ("datasets",): "dataset",
    ("architectures",): "architecture",
    ("systems", "datasets"): "system+dataset",
}

FOLDS = 5
STRENGTH = 0.5
MIN_PAPERS = 3
MIN_SEEN = 3
"""In how many papers of the collection a name has to stand for the statistics."""
MIN_LONG_FORM = 2
"""In how many papers of the collection a long form has to be defined."""
AS_UNKNOWN = 1.0
"""Weight of the copy of each known example that looks unknown: the names of tomorrow are in no lexicon.

Not so for architectures: most that are used are of a few families. With such copies three of four names in no lexicon
that were taken for one were none.
"""

Statistics = dict[str, tuple[str, ...]]
Corpus = list[list[tuple[str, list[str]]]]
"""For each paper the candidate names: key and features."""


def read_papers(without: set[str]) -> Iterator[Document]:
    """Yield the unannotated papers, leaving out annotated ones by title."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            paper = json.loads(line)
            if paper["title"].casefold() not in without:
                yield lay_out(paper["title"], paper["abstract"])


def read_corpus(without: set[str]) -> Iterator[list[tuple[str, list[str]]]]:
    """Yield the candidate names of the unannotated papers."""
    for document in read_papers(without):
        analysis = analyse(document)
        yield [(sys.intern(j.key), [sys.intern(f) for f in j.features]) for j in analysis.names]


def count_long_forms(without: set[str]) -> dict[str, int]:
    """Return in how many unannotated papers each long form is defined that several define."""
    papers: Counter[str] = Counter()
    for document in read_papers(without):
        papers.update({name_key(surface_of(document, a.long_first, a.long_last)) for a in find_acronyms(document)})
    return {key: count for key, count in sorted(papers.items()) if count >= MIN_LONG_FORM}


def summarise(model: LogLinear, corpus: Corpus) -> dict[str, list[int]]:
    """Return for each name its number of papers and the share of each class in percent, as a model judges it."""
    papers = Counter(key for names in corpus for key, _ in names)
    totals = {key: [0.0] * len(model.classes) for key, count in papers.items() if count >= MIN_SEEN}
    for names in corpus:
        for key, features in names:
            total = totals.get(key)
            if total is not None:
                for column, probability in enumerate(probabilities(model.scores(features))):
                    total[column] += probability
    rows = {}
    for key, total in sorted(totals.items()):
        share = dict(zip(model.classes, total, strict=True))
        share["dataset"] += share["system+dataset"]
        rows[key] = [papers[key], *(round(100 * share[kind] / papers[key]) for kind in CLASSES)]
    return rows


def probabilities(scores: list[float]) -> list[float]:
    """Return the softmax of scores."""
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    return [weight / sum(weights) for weight in weights]


def spellings(name: Name, mentions: list[Candidate]) -> set[str]:
    """Return the keys under which a name may stand among the gold names: canonical name and first mention."""
    return {name_key(name.surface), name_key(mentions[0].surface)}


def labelled(paper: dict[str, Any], analysis: Analysis) -> Iterator[tuple[Judged, str]]:
    """Yield each candidate of an annotated paper with its class."""
    gold = {kind: {name_key(name) for name in paper[kind]} for kind in KINDS}
    for judged in analysis.names:
        own = spellings(judged.name, judged.name.mentions)
        kinds = tuple(kind for kind in KINDS if own & gold[kind])
        yield judged, LABELS.get(kinds, LABELS[kinds[:1]])


def prune(examples: list[tuple[str, set[str]]]) -> list[list[str]]:
    """Keep the features that occur in enough different papers."""
    papers: dict[str, set[str]] = {}
    for paper, features in examples:
        for feature in features:
            papers.setdefault(feature, set()).add(paper)
    return [sorted(f for f in features if len(papers[f]) >= MIN_PAPERS) for _, features in examples]


def as_unknown(features: set[str]) -> set[str]:
    """Return features without what lexicons and statistics know of the name and its neighbors."""
    known = ("lex=", "list lex=", "rule=lexicon", "seen")
    return {f for f in features if not f.startswith(known)} | {"lex=no", *UNSEEN}


def train(
    papers: Iterable[dict[str, Any]], analyses: dict[str, Analysis], statistics: Statistics | None
) -> dict[str, Any]:
    """Fit the model on annotated papers, with statistics in the second round."""
    examples, labels, weights = [], [], []
    for paper in papers:
        for judged, label in labelled(paper, analyses[paper["id"]]):
            features = set(judged.features)
            if statistics is not None:
                features.update(statistics.get(judged.key, UNSEEN))
            examples.append((paper["id"], features))
            labels.append(label)
            weights.append(1.0)
            if label != "architecture" and (judged.name.known or judged.key in (statistics or ())):
                examples.append((paper["id"], as_unknown(features)))
                labels.append(label)
                weights.append(AS_UNKNOWN)
    return fit(prune(examples), labels, strength=STRENGTH, min_count=1, weights=weights)


def evaluate(
    papers: list[dict[str, Any]],
    analyses: dict[str, Analysis],
    model: LogLinear,
    statistics: Statistics,
    counts: dict[str, Counter[str]],
) -> None:
    """Count matches between gold and chosen names."""
    for paper in papers:
        analysis = analyses[paper["id"]]
        chosen: dict[str, list[set[str]]] = {kind: [] for kind in KINDS}
        for choice in choose(analysis, model, statistics):
            for kind in choice.kinds:
                chosen[kind].append(spellings(choice.name, choice.mentions))
        for kind in KINDS:
            gold = {name_key(name) for name in paper[kind]}
            hits = sum(bool(own & gold) for own in chosen[kind])
            counts[kind].update(hit=hits, gold=len(gold), pred=len(chosen[kind]))


def validate(papers: list[dict[str, Any]], analyses: dict[str, Analysis], corpus: Corpus) -> None:
    """Print cross-validated figures over papers; the statistics are made anew in each fold."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for fold in range(FOLDS):
        seen = [p for p in papers if fold_of(p["id"], FOLDS) != fold]
        held_out = [p for p in papers if fold_of(p["id"], FOLDS) == fold]
        statistics, _ = parse_statistics(summarise(parse_model(train(seen, analyses, None)), corpus))
        model = parse_model(train(seen, analyses, statistics))
        evaluate(held_out, analyses, model, statistics, counts)
    for kind, c in counts.items():
        precision, recall, f1 = c["hit"] / c["pred"], c["hit"] / c["gold"], 2 * c["hit"] / (c["pred"] + c["gold"])
        print(f"{kind:14} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def write_table(name: str, rows: Mapping[str, Any]) -> None:
    """Write a table that ships with the package, a row a line."""
    lines = ",\n".join(f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(row)}" for key, row in rows.items())
    (MODELS / f"{name}.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def main() -> int:
    """Run the script."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--validate", action="store_true", help="print cross-validated figures, write nothing")
    options = arguments.parse_args()
    papers = annotated("train", "dev", "corpus")
    titles = {p["title"].casefold() for p in papers}
    if not options.validate:
        write_table("long_forms", count_long_forms(titles))
        load_long_forms.cache_clear()
    analyses = {p["id"]: analyse(lay_out(p["title"], p["abstract"])) for p in papers}
    corpus = list(read_corpus(titles))
    if options.validate:
        validate(papers, analyses, corpus)
        return 0
    rows = summarise(parse_model(train(papers, analyses, None)), corpus)
    write_table("name_statistics", rows)
    statistics, _ = parse_statistics(rows)
    save("names", train(papers, analyses, statistics))
    return 0


if __name__ == "__main__":
    sys.exit(main())
