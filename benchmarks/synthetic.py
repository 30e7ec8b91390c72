"""Records that nobody wrote: any number of claims, spread over metrics and datasets as claims of papers are."""

import itertools
import random
from collections.abc import Iterator

from claimboard.schemas import PaperRecord, claim_id

CLAIMS_A_PAPER = 2
DATASETS = 4_000
METRICS = ("accuracy", "top1_accuracy", "f1", "map", "bleu", "psnr", "wer", "perplexity")
GAINS = ("speedup", "latency", "energy", "memory", "parameters")
SEED = 0


def synthetic_records(claims: int) -> Iterator[PaperRecord]:
    """Yield records with so many claims together, the same at every call.

    Datasets are drawn by Zipf's law, so that some boards hold thousands of papers and most a few; three of ten claims
    are gains, whose boards are the largest of all.
    """
    chance = random.Random(SEED)
    ranks = range(1, DATASETS + 1)
    cumulated = list(itertools.accumulate(1 / rank for rank in ranks))
    for number in range(claims // CLAIMS_A_PAPER):
        yield _record(number, chance, cumulated)


def _record(number: int, chance: random.Random, cumulated: list[float]) -> PaperRecord:
    abstract = ""
    claims = []
    paper = f"synthetic-{number}"
    (dataset,) = chance.choices(range(DATASETS), cum_weights=cumulated)
    name = f"Set-{dataset}"
    for _ in range(CLAIMS_A_PAPER):
        is_gain = chance.random() < 0.3
        metric = chance.choice(GAINS if is_gain else METRICS)
        value = round(chance.uniform(1, 99), 1)
        number_text = f"{value:g}x" if metric == "speedup" else f"{value:g} %"
        sentence = f"We report {number_text} {metric} on {name} in setting {chance.randrange(1000)}."
        start, end = len(abstract) + 10, len(abstract) + 10 + len(number_text)
        claims.append(
            {
                "id": claim_id(paper, "abstract", start, end, metric, 0),
                "metric": metric,
                "metric_text": metric,
                "quantity": {
                    "field": "abstract",
                    "start": start,
                    "end": end,
                    "text": number_text,
                    "low": value,
                    "high": value,
                    "unit": "x" if metric == "speedup" else "percent",
                    "bound": chance.choice(("exact", "exact", "up_to")),
                    "average": False,
                },
                "form": "ratio" if metric == "speedup" else "change" if is_gain else "absolute",
                "direction": ("higher" if metric == "speedup" else "lower") if is_gain else None,
                "effect": "improvement" if is_gain else None,
                "subject": "own",
                "system": None,
                "baseline": None,
                "datasets": (name,),
                "architectures": (),
                "hardware": (),
                "notes": (),
                "evidence": {
                    "field": "abstract",
                    "start": len(abstract),
                    "end": len(abstract) + len(sentence),
                    "text": sentence,
                },
            }
        )
        abstract += f"{sentence} "
    mention = abstract.index(name)
    return PaperRecord.model_validate(
        {
            "paper": {
                "id": paper,
                "title": f"A Study of Number {number}",
                "abstract": abstract,
                "source": {"path": "synthetic", "format": "jsonl", "line": number + 1},
            },
            "datasets": (
                {
                    "field": "abstract",
                    "start": mention,
                    "end": mention + len(name),
                    "text": name,
                    "name": name,
                    "spans": (),
                },
            ),
            "claims": tuple(claims),
        }
    )
