"""How long extraction takes, as a multiple of one first pass of spaCy's blank English tokenizer.

    python benchmarks/extraction_speed.py [--papers N] [--input PATH] [--rounds 3] [--json PATH]

Papers are read first. Then fresh processes alternate: one runs `spacy.blank("en").tokenizer.pipe` over all titles and
abstracts, the next `Extractor.pipe` over the same papers; neither reads, writes or builds tables, and both load what
they load lazily within their time. A last process times the stages of extraction by themselves, in pure Python, each
without the stages that it calls. The machine may be busy: the ratio of the medians is what counts, of CPU time where
other work runs beside it.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from claimboard.readers import read_papers
from claimboard.schemas import Paper

REPOSITORY = Path(__file__).resolve().parent.parent
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "abstracts-20k.jsonl.gz"
FIXTURES = REPOSITORY / "fixtures" / "pages"

STAGES = {
    "layout": ("extractor", "lay_out"),
    "sentences": ("document", "sentence_spans"),
    "quantities": ("extractor", "find_quantities"),
    "entities: lexicons": ("lexicon.Lexicon", "find"),
    "entities: hardware": ("entities", "find_hardware"),
    "entities: candidates": ("entities", "group_names"),
    "entities: names": ("extractor", "find_entities"),
    "entities: tasks": ("extractor", "find_tasks"),
    "metrics": ("result_sentence", "find_metrics"),
    "claims": ("extractor", "link"),
    "record": ("extractor", "to_record"),
}
"""Each stage with the place from which its function is called."""


class Timing(NamedTuple):
    """Seconds that a process took, by the clock and of its own CPU time."""

    wall: float
    cpu: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--papers", type=int, default=20_000, help="how many papers (default: 20,000)")
    parser.add_argument("--input", type=Path, default=CORPUS if CORPUS.exists() else FIXTURES)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, alternating (default: 3)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--measure", choices=sorted(MEASURES), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        papers = list(itertools.islice(repeated(arguments.input), arguments.papers))
        print(json.dumps(MEASURES[arguments.measure](papers)))
        return

    def measure(name: str) -> Any:
        options = ["--papers", str(arguments.papers), "--input", str(arguments.input)]
        command = [sys.executable, __file__, "--measure", name, *options]
        # Calls between compiled modules cannot be watched.
        env = {**os.environ, "CLAIMBOARD_COMPILE": "0"} if name == "stages" else None
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=env).stdout)

    runs = [(Timing(*measure("tokenizer")), Timing(*measure("extraction"))) for _ in range(arguments.rounds)]
    tokenizer, extraction = (Timing(*map(median, zip(*timings, strict=True))) for timings in zip(*runs, strict=True))
    figures = {
        "papers": arguments.papers,
        "ms_per_paper": {
            "tokenizer": milliseconds(tokenizer, arguments.papers),
            "extraction": milliseconds(extraction, arguments.papers),
        },
        "ratio": Timing(extraction.wall / tokenizer.wall, extraction.cpu / tokenizer.cpu)._asdict(),
        "stages_ms_per_paper": measure("stages"),
    }
    print(table(figures))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def repeated(path: Path) -> Iterator[Paper]:
    """Yield the papers of an input; from the second time round under new ids."""
    papers = list(read_papers(path))
    for turn in itertools.count():
        for paper in papers:
            yield paper if not turn else paper.model_copy(update={"id": f"{paper.id}#{turn}"})


def measure_tokenizer(papers: list[Paper]) -> Timing:
    """Time spaCy's tokenizer over titles and abstracts."""
    import spacy

    nlp = spacy.blank("en")
    return timed(lambda: nlp.tokenizer.pipe(itertools.chain.from_iterable((p.title, p.abstract) for p in papers)))


def measure_extraction(papers: list[Paper]) -> Timing:
    """Time the extractor."""
    from claimboard.extractors import Extractor

    extractor = Extractor()
    return timed(lambda: extractor.pipe(papers))


def timed(work: Callable[[], Iterator[object]]) -> Timing:
    """Run an iterator to its end, keeping nothing."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in work():
        pass
    return Timing(time.perf_counter() - wall, time.process_time() - cpu)


def measure_stages(papers: list[Paper]) -> dict[str, float]:
    """Time each stage without the stages that it calls, in milliseconds a paper of CPU time."""
    from claimboard.extractors import Extractor

    spent: Counter[str] = Counter()
    inner: list[float] = []

    def watched(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            inner.append(0.0)
            begin = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                taken = time.process_time() - begin
                spent[stage] += taken - inner.pop()
                if inner:
                    inner[-1] += taken

        return call

    extractor = Extractor()
    for _ in extractor.pipe(papers[:50]):  # loads lexicons and models
        pass
    for stage, (owner, name) in STAGES.items():
        module, _, attribute = owner.partition(".")
        place = import_module(f"claimboard.extractors.{module}")
        place = getattr(place, attribute) if attribute else place
        setattr(place, name, watched(stage, getattr(place, name)))
    for _ in extractor.pipe(papers):
        pass
    return {stage: 1000 * spent[stage] / len(papers) for stage in STAGES}


MEASURES: dict[str, Callable[[list[Paper]], Any]] = {
    "tokenizer": measure_tokenizer,
    "extraction": measure_extraction,
    "stages": measure_stages,
}


def milliseconds(timing: Timing, papers: int) -> dict[str, float]:
    """Return a timing per paper."""
    return {name: 1000 * seconds / papers for name, seconds in timing._asdict().items()}


def table(figures: dict[str, Any]) -> str:
    """Lay the figures out for reading."""
    lines = [f"{figures['papers']:,} papers, ms a paper{'wall':>14}{'CPU':>10}"]
    for name, timing in figures["ms_per_paper"].items():
        lines.append(f"{name:30}{timing['wall']:10.3f}{timing['cpu']:10.3f}")
    lines.append(f"{'extraction / tokenizer':30}{figures['ratio']['wall']:10.2f}{figures['ratio']['cpu']:10.2f}")
    lines += ["", "stages"]
    lines += [f"  {stage:38}{value:10.3f}" for stage, value in figures["stages_ms_per_paper"].items()]
    lines.append(f"  {'together':38}{sum(figures['stages_ms_per_paper'].values()):10.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
