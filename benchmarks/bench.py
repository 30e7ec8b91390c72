"""Everything that is measured, each in fresh processes: one table, and the figures as JSON.

    python benchmarks/bench.py [SECTION ...] [--papers N] [--rounds N] [--input PATH] [--json PATH]

Sections are throughput, workers, memory, update, startup, length and tables; by default all of them. A machine that
does other work too says little about seconds: the ratios are of medians over alternating runs.
"""

import argparse
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from extraction_speed import CORPUS, FIXTURES, repeated

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / ".benchmarks" / "peers"
"""The environment of the tools that we compare with, which are no dependencies of ours."""


class Options(NamedTuple):
    """What the user of the benchmark chooses."""

    input: Path
    papers: int
    rounds: int
    scratch: Path


class Row(NamedTuple):
    """A line of the table."""

    section: str
    what: str
    value: float
    unit: str


class Spent(NamedTuple):
    """What a process took."""

    seconds: float
    peak_mb: float
    """Of the process itself, not of its workers."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)} (default: all)")
    parser.add_argument("--input", type=Path, default=CORPUS if CORPUS.exists() else FIXTURES)
    parser.add_argument("--papers", type=int, default=20_000, help="how many papers (default: 20,000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, alternating (default: 3)")
    parser.add_argument("--json", type=Path, default=HERE.parent / ".benchmarks" / "figures.json")
    arguments = parser.parse_args()
    unknown = set(arguments.sections) - SECTIONS.keys()
    if unknown:
        parser.error(f"there is no section {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        options = Options(arguments.input.resolve(), arguments.papers, arguments.rounds, Path(scratch))
        for name in arguments.sections or SECTIONS:
            for what, value, unit in SECTIONS[name](options):
                rows.append(Row(name, what, value, unit))
                print(f"{name:12}{what:58}{value:14,.3f} {unit}", flush=True)
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    machine = {"cpu": _cpu(), "cores": os.cpu_count(), "platform": platform.platform()}
    machine["python"] = platform.python_version()
    figures = {"machine": machine, "papers": arguments.papers, "figures": [row._asdict() for row in rows]}
    arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


Figures = Iterable[tuple[str, float, str]]


def throughput(options: Options) -> Figures:
    """The whole job, one worker, against one first pass of spaCy's tokenizer and against other tools."""
    papers = _papers(options, options.papers)
    measures: dict[str, Callable[[], float]] = {
        "spaCy's blank English tokenizer, first pass": lambda: _measured("tokenizer", papers),
        "claimboard run --workers 1": lambda: _run(options, papers, 1).seconds,
    }
    seconds = _alternating(measures, options.rounds)
    floor, job = seconds.values()
    figures = [(name, options.papers / taken, "abstracts/s") for name, taken in seconds.items()]
    figures.append(("whole job / tokenizer", job / floor, "x"))
    some = _papers(options, min(options.papers, 500))
    for peer in ("quantulum3", "edsnlp"):
        taken = _peer(peer, some)
        if taken is not None:
            figures.append((f"{peer} (numbers and units only)", min(options.papers, 500) / taken, "abstracts/s"))
    return figures


def workers(options: Options) -> Figures:
    """The whole job by number of workers."""
    papers = _papers(options, options.papers)
    numbers = sorted({1, 2, os.cpu_count() or 1})
    measures = {f"{n}": lambda n=n: _run(options, papers, n).seconds for n in numbers}
    seconds = _alternating(measures, options.rounds)
    figures = [(f"claimboard run --workers {n}", taken, "s") for n, taken in seconds.items()]
    return figures + [(f"{n} workers / 1 worker", seconds["1"] / seconds[n], "x") for n in seconds if n != "1"]


def memory(options: Options) -> Figures:
    """The peak of the process that reads and writes, by number of papers."""
    for size in (options.papers // 10, options.papers, options.papers * 10):
        yield f"{size:,} papers", _run(options, _papers(options, size), 2).peak_mb, "MB"


def update(options: Options) -> Figures:
    """A hundred new papers onto a finished run."""
    papers = _papers(options, options.papers)
    out = options.scratch / "updated"
    _run(options, papers, 2, out=out)
    more = _papers(options, options.papers + 100)
    return [("100 new papers onto the others", _run(options, more, 2, "--update", str(out), out=out).seconds, "s")]


def startup(options: Options) -> Figures:
    """What a user waits for before anything happens."""
    empty = "import typer; app = typer.Typer(); app.command()(lambda: None); app()"
    one = options.scratch / "one.jsonl"
    one.write_text('{"title": "T", "abstract": "It is 2x faster than BERT."}\n', encoding="utf-8")
    commands = {
        "an empty typer app": [sys.executable, "-c", empty],
        "claimboard --version": [sys.executable, "-m", "claimboard", "--version"],
        "import spacy; spacy.blank('en')": [sys.executable, "-c", "import spacy; spacy.blank('en')"],
        "claimboard extract, one paper": [sys.executable, "-m", "claimboard", "extract", str(one)],
        "claimboard run, one paper": [
            *(sys.executable, "-m", "claimboard", "run", str(one), "-o", str(options.scratch / "one"))
        ],
    }
    measures = {name: lambda command=command: _spent(command).seconds for name, command in commands.items()}
    seconds = _alternating(measures, max(options.rounds, 5))
    typer_app, version, spacy_blank, extract, _ = seconds.values()
    return [
        *((name, 1000 * taken, "ms") for name, taken in seconds.items()),
        ("--version / empty typer app", version / typer_app, "x"),
        ("first record / spacy.blank", extract / spacy_blank, "x"),
    ]


def length(options: Options) -> Figures:
    """Microseconds a character, by length of the abstract."""
    papers = _papers(options, min(options.papers, 500))
    figures = json.loads(_output("length", papers))
    return [(f"abstracts of {int(chars):,} characters", taken, "us/character") for chars, taken in figures.items()]


def tables(options: Options) -> Figures:
    """All tables, and a leaderboard alone, by number of claims."""
    for claims in (10_000, 100_000, 1_000_000):
        for measure, what in (("leaderboard", "leaderboard()"), ("spill", "all tables of a run")):
            taken = json.loads(_output(measure, claims))
            yield f"{what}, {claims:,} claims", taken["cpu"], "s of CPU"
            yield f"{what}, {claims:,} claims", taken["peak_mb"], "MB"


SECTIONS: dict[str, Callable[[Options], Figures]] = {
    function.__name__: function for function in (throughput, workers, memory, update, startup, length, tables)
}


def _alternating(measures: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return the median of each measure; they take turns, so that a busy minute hits all of them."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            taken[name].append(measure())
    return {name: median(times) for name, times in taken.items()}


def _papers(options: Options, number: int) -> Path:
    """Return a file of so many papers, which repeat themselves under new ids where the input has fewer."""
    path = options.scratch / f"{number}.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            for paper in itertools.islice(repeated(options.input), number):
                fields = {"id": paper.id, "title": paper.title, "abstract": paper.abstract}
                file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return path


def _run(options: Options, papers: Path, number: int, *more: str, out: Path | None = None) -> Spent:
    out = out or options.scratch / f"out-{time.monotonic_ns()}"
    command = [sys.executable, "-m", "claimboard", "run", str(papers), "-o", str(out), "-j", str(number), *more]
    return _spent(command)


def _spent(command: Sequence[str]) -> Spent:
    """Run a command and return what its process took."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(seconds, usage.ru_maxrss / 1024)


def _measured(measure: str, papers: Path) -> float:
    return float(json.loads(_output(measure, papers)))


def _output(measure: str, argument: object) -> str:
    command = [sys.executable, str(HERE / "measures.py"), measure, str(argument)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _peer(name: str, papers: Path) -> float | None:
    """Return the seconds that another tool takes, or None where it cannot be had."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        print(f"making the environment of the tools to compare with: {PEERS}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "-r", str(HERE / "peers-requirements.txt")]
        if subprocess.run(install, check=False, stderr=subprocess.DEVNULL).returncode:
            print("not all of them could be installed", file=sys.stderr)
    done = subprocess.run([str(python), str(HERE / "peers.py"), name, str(papers)], capture_output=True, text=True)
    if done.returncode:
        print(f"{name} is left out: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return float(done.stdout.splitlines()[-1])


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    main()
