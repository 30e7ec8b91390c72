"""How long starting up and a whole run take, as multiples of what nobody can do without.

    python benchmarks/run_speed.py [--input PATH] [--rounds 3] [--json PATH]

Fresh processes alternate, and CPU time is compared, since the machine may be busy:

- `claimboard --version` with an empty typer app;
- the record of one paper with `spacy.blank("en")`;
- `claimboard run`, from start-up to tables, with one first pass of spaCy's blank tokenizer over the same papers.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from claimboard.readers import read_papers
from extraction_speed import CORPUS, FIXTURES

CLAIMBOARD = [sys.executable, "-m", "claimboard"]
SCRIPTS = {
    "empty typer app": "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\napp()",
    "spacy.blank": "import spacy\nspacy.blank('en')",
}
RATIOS = {
    "claimboard --version / empty typer app": ("version", "empty typer app"),
    "first record / spacy.blank": ("first record", "spacy.blank"),
    "claimboard run / tokenizer": ("run", "tokenizer"),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--input", type=Path, default=CORPUS if CORPUS.exists() else FIXTURES)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, alternating (default: 3)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    papers = sum(1 for _ in read_papers(arguments.input))
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder, "one.jsonl")
        one.write_text('{"title": "A", "abstract": "It is 2x faster than B on CIFAR-10."}\n', encoding="utf-8")
        commands = {name: [sys.executable, "-c", script] for name, script in SCRIPTS.items()}
        commands["version"] = [*CLAIMBOARD, "--version"]
        commands["first record"] = [*CLAIMBOARD, "extract", str(one)]
        commands["run"] = [*CLAIMBOARD, "run", str(arguments.input), "-o", str(Path(folder, "out")), "--quiet"]
        seconds: dict[str, list[float]] = {name: [] for name in (*commands, "tokenizer")}
        for _ in range(arguments.rounds):
            for name, command in commands.items():
                seconds[name].append(cpu_seconds(command))
            seconds["tokenizer"].append(tokenizer_seconds(arguments.input, papers))
    typical = {name: median(times) for name, times in seconds.items()}
    ratios = {name: typical[ours] / typical[theirs] for name, (ours, theirs) in RATIOS.items()}
    figures: dict[str, Any] = {"papers": papers, "cpu_seconds": typical, "ratios": ratios}
    for name, value in (*typical.items(), *ratios.items()):
        print(f"{name:42}{value:10.2f}{'' if name in ratios else ' s'}")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def cpu_seconds(command: list[str]) -> float:
    """Run a command and return its CPU time, that of the system for it included."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def tokenizer_seconds(path: Path, papers: int) -> float:
    """Return the CPU time of the tokenizer's first pass over the papers alone, without reading them."""
    script = str(Path(__file__).with_name("extraction_speed.py"))
    options = ["--measure", "tokenizer", "--papers", str(papers), "--input", str(path)]
    done = subprocess.run([sys.executable, script, *options], check=True, stdout=subprocess.PIPE, text=True)
    return float(json.loads(done.stdout)[1])


if __name__ == "__main__":
    main()
