"""Train and measure the model that finds the space between title and abstract (`readers/title_splitter.json`).

    python benchmarks/train_title_splitter.py ../shared/corpus/abstracts-20k.jsonl.gz

Prints how many lines `title + " " + abstract` are split back exactly by a model that never saw them (two-fold
cross-validation), then trains on all papers and writes the weights. Only features of at least `MIN_PAPERS` papers are
kept: single words, pairs of neighboring words and shapes.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from claimboard.readers.title_splitter import boundaries
from numpy.typing import NDArray

MIN_PAPERS = 8
MIN_WEIGHT = 0.1
EPOCHS = 8
BATCH = 64
LEARNING_RATE = 0.15
SPARSITY = 3e-5
"""Strength of the L1 penalty, which keeps the model small."""
SCALE = 100
"""Weights are written as integers, in hundredths."""
SEED = 0
TARGET = Path(__file__).resolve().parent.parent / "readers" / "title_splitter.json"

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Line(NamedTuple):
    """A paper as one line: per candidate space its features, and which candidate is right (-1 for none)."""

    candidates: list[list[str]]
    right: int


class Example(NamedTuple):
    """A line in numbers: ids of all features, the candidate each belongs to, how many candidates, the right one."""

    features: Integers
    candidate: Integers
    candidates: int
    right: int


def main() -> None:
    """Measure, train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="JSONL, possibly .gz, with title and abstract")
    parser.add_argument("--limit", type=int, help="use only so many papers")
    parser.add_argument("--measure-only", action="store_true", help="do not train on everything, write nothing")
    arguments = parser.parse_args()

    lines = [as_line(title, abstract) for title, abstract in read_corpus(arguments.corpus, arguments.limit)]
    halves = lines[::2], lines[1::2]
    right = [count_right(test, train(learn)) for learn, test in (halves, halves[::-1])]
    for number, (hits, half) in enumerate(zip(right, reversed(halves), strict=True), start=1):
        print(f"fold {number}: {hits} of {len(half)} split exactly ({hits / len(half):.2%})")
    print(f"cross-validated: {sum(right)} of {len(lines)} ({sum(right) / len(lines):.2%})")
    if not arguments.measure_only:
        weights = train(lines)
        text = json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=0, separators=(",", ":"))
        TARGET.write_text(text + "\n", encoding="utf-8")
        print(f"{TARGET.name}: {len(weights)} weights, {TARGET.stat().st_size} bytes")


def read_corpus(path: Path, limit: int | None) -> list[tuple[str, str]]:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        papers = [json.loads(line) for line in file]
    order = np.random.default_rng(SEED).permutation(len(papers))[:limit]
    return [(papers[i]["title"], papers[i]["abstract"]) for i in order]


def as_line(title: str, abstract: str) -> Line:
    candidates: list[list[str]] = []
    in_title: list[str] = []
    right = -1
    for boundary in boundaries(f"{title} {abstract}"):
        in_title = in_title + boundary.in_title
        if boundary.offset == len(title):
            right = len(candidates)
        candidates.append(in_title + boundary.at_boundary)
    return Line(candidates, right)


def train(lines: Sequence[Line]) -> dict[str, int]:
    """Fit the weights by conditional maximum likelihood: AdaGrad with an L1 penalty (proximal step)."""
    known = {feature: i for i, feature in enumerate(frequent_features(lines))}
    examples = [as_example(line, known) for line in lines if line.right >= 0]
    weights: Floats = np.zeros(len(known))
    squares: Floats = np.full(len(known), 1e-2)
    rng = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        order = rng.permutation(len(examples))
        for start in range(0, len(order), BATCH):
            gradient = batch_gradient([examples[i] for i in order[start : start + BATCH]], weights)
            squares += gradient * gradient
            rate = LEARNING_RATE / np.sqrt(squares)
            weights -= rate * gradient
            weights = np.sign(weights) * np.maximum(np.abs(weights) - rate * SPARSITY, 0)
    return {name: round(SCALE * weights[i]) for name, i in known.items() if abs(weights[i]) >= MIN_WEIGHT}


def frequent_features(lines: Sequence[Line]) -> list[str]:
    papers = Counter(name for line in lines for name in {name for names in line.candidates for name in names})
    return sorted(name for name, count in papers.items() if count >= MIN_PAPERS)


def as_example(line: Line, known: dict[str, int]) -> Example:
    ids = [[known[name] for name in names if name in known] for names in line.candidates]
    features = np.array([i for candidate in ids for i in candidate], dtype=np.int64)
    owners = np.repeat(np.arange(len(ids)), [len(candidate) for candidate in ids])
    return Example(features, owners, len(ids), line.right)


def batch_gradient(batch: Sequence[Example], weights: Floats) -> Floats:
    """Gradient of the mean negative log-likelihood: expected minus observed features."""
    features, values = [], []
    for example in batch:
        scores = np.bincount(example.candidate, weights[example.features], example.candidates)
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        chances[example.right] -= 1
        features.append(example.features)
        values.append(chances[example.candidate])
    gradient: Floats = np.bincount(np.concatenate(features), np.concatenate(values), len(weights)) / len(batch)
    return gradient


def count_right(lines: Sequence[Line], weights: dict[str, int]) -> int:
    right = 0
    for line in lines:
        scores = [sum(weights.get(name, 0) for name in names) for names in line.candidates]
        right += bool(scores) and scores.index(max(scores)) == line.right
    return right


if __name__ == "__main__":
    main()
