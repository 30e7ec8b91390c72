"""Train the model that tells which noun phrases of an abstract name the paper's tasks.

Run from the root of the checkout: `python training/train_tasks.py` writes `extractors/models/tasks.json` and
`extractors/models/task_statistics.json`; `--validate` prints cross-validated figures instead. The statistics say how
often a first model, trained without them, takes a phrase for a task in a large unannotated collection.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from claimboard.extractors import tasks
from claimboard.extractors.document import Document, lay_out
from claimboard.extractors.loglinear import LogLinear, parse_model
from gold import CORPUS, annotated, fold_of
from logistic import MODELS, fit, save

FOLDS = 5
STRENGTH = 1.0
FIRST_STRENGTH = 0.3
"""Of the first round, whose judgment of unannotated papers should not depend on few annotated ones."""
MIN_PAPERS = 4
MIN_SEEN = 4
"""In how many papers of the collection a phrase has to stand for the statistics."""

Paper = tuple[dict[str, Any], Document, list[tasks.Phrase]]
Corpus = list[tuple[Document, list[tasks.Phrase]]]


def task_key(name: str) -> str:
    """Return what spellings of one task have in common."""
    words = re.findall(r"[^\W_]+", name.casefold())
    return "".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


def prepare(paper: dict[str, Any]) -> Paper:
    """Lay out a paper and find its candidates."""
    document = lay_out(paper["title"], paper["abstract"])
    return paper, document, tasks.task_phrases(document)


def read_corpus(without: set[str]) -> Corpus:
    """Return the candidates of the unannotated papers, leaving out annotated ones by title."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        papers = (json.loads(line) for line in lines)
        return [prepare(paper)[1:] for paper in papers if paper["title"].casefold() not in without]


def summarise(model: LogLinear, corpus: Corpus) -> tasks.Statistics:
    """Return for each phrase its number of papers and its mean probability of being a task in percent."""
    papers = Counter(phrase.key for _, phrases in corpus for phrase in phrases)
    totals: dict[str, float] = dict.fromkeys((key for key, count in papers.items() if count >= MIN_SEEN), 0.0)
    for document, phrases in corpus:
        rows = tasks.all_features(document, phrases, {})
        for phrase, row in zip(phrases, rows, strict=True):
            if phrase.key in totals:
                totals[phrase.key] += model.probability(row)
    return {key: (papers[key], round(100 * total / papers[key])) for key, total in sorted(totals.items())}


def train(papers: Iterable[Paper], statistics: tasks.Statistics) -> dict[str, Any]:
    """Fit the model."""
    examples, labels, owners = [], [], []
    for paper, document, phrases in papers:
        gold = {task_key(name) for name in paper["tasks"]}
        for phrase, row in zip(phrases, tasks.all_features(document, phrases, statistics), strict=True):
            examples.append(sorted(set(row)))
            labels.append("task" if task_key(phrase.key) in gold else "none")
            owners.append(paper["id"])
    seen: dict[str, set[str]] = {}
    for owner, features in zip(owners, examples, strict=True):
        for feature in features:
            seen.setdefault(feature, set()).add(owner)
    kept = [[f for f in features if len(seen[f]) >= MIN_PAPERS] for features in examples]
    return fit(kept, labels, strength=STRENGTH if statistics else FIRST_STRENGTH, min_count=1)


def validate(papers: list[Paper], corpus: Corpus) -> None:
    """Print cross-validated figures over papers; the statistics are made anew in each fold."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        seen = [p for p in papers if fold_of(p[0]["id"], FOLDS) != fold]
        statistics = summarise(parse_model(train(seen, {})), corpus)
        model = tasks.TaskModel(parse_model(train(seen, statistics)), statistics)
        for paper, document, phrases in papers:
            if fold_of(paper["id"], FOLDS) == fold:
                gold = {task_key(name) for name in paper["tasks"]}
                chosen = {task_key(p.key) for p, _ in tasks.choose_tasks(document, phrases, model)}
                counts.update(hit=len(gold & chosen), gold=len(gold), pred=len(chosen))
    precision, recall = counts["hit"] / counts["pred"], counts["hit"] / counts["gold"]
    print(f"tasks P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


def main() -> int:
    """Run the script."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--validate", action="store_true", help="print cross-validated figures, write nothing")
    options = arguments.parse_args()
    papers = [prepare(paper) for paper in annotated("train", "dev", "corpus")]
    corpus = read_corpus({paper["title"].casefold() for paper, _, _ in papers})
    if options.validate:
        validate(papers, corpus)
        return 0
    statistics = summarise(parse_model(train(papers, {})), corpus)
    rows = ",\n".join(f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(row)}" for key, row in statistics.items())
    (MODELS / "task_statistics.json").write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
    save("tasks", train(papers, statistics))
    return 0


if __name__ == "__main__":
    sys.exit(main())
