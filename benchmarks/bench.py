"""Everything that is measured, each in fresh processes: one table, and the figures as JSON.

    python benchmarks/bench.py [SECTION ...] [--papers N] [--claims N] [--rounds N] [--input PATH] [--json PATH]

Sections are throughput, stages, workers, memory, update, startup, length and tables; by default all of them. Runs that
are compared alternate, and medians are given. A machine that does other work too says little about seconds: where one
process does the work, CPU time is compared, that of the system for it included.
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
SWITCH = "CLAIMBOARD_COMPILE"
"""Without it, what is compiled is used."""


class Options(NamedTuple):
    """What the user of the benchmark chooses."""

    input: Path
    papers: int
    claims: int
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

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of CPU time, the system's for the process included; of one process alone."""
    peak_mb: float = 0.0
    """Of the process itself, not of its workers."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)} (default: all)")
    parser.add_argument("--input", type=Path, default=CORPUS if CORPUS.exists() else FIXTURES)
    parser.add_argument("--papers", type=int, default=20_000, help="how many papers (default: 20,000)")
    parser.add_argument("--claims", type=int, default=1_000_000, help="of the largest tables (default: 1,000,000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, alternating (default: 3)")
    parser.add_argument("--json", type=Path, default=HERE.parent / ".benchmarks" / "figures.json")
    arguments = parser.parse_args()
    unknown = set(arguments.sections) - SECTIONS.keys()
    if unknown:
        parser.error(f"there is no section {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        options = Options(
            arguments.input.resolve(), arguments.papers, arguments.claims, arguments.rounds, Path(scratch)
        )
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
    builds = _builds()
    jobs = [lambda switch=switch: _run(options, papers, 1, switch=switch) for switch in builds.values()]
    floor, *spent = _alternating([lambda: _tokenizer(options), *jobs], options.rounds)
    yield "spaCy's blank English tokenizer, first pass", options.papers / floor.cpu, "abstracts/s of CPU"
    for build, job in zip(builds, spent, strict=True):
        yield f"claimboard run --workers 1, {build}", options.papers / job.cpu, "abstracts/s of CPU"
        yield f"whole job / tokenizer, {build}", job.cpu / floor.cpu, "x CPU"
        yield f"whole job / tokenizer, {build}", job.wall / floor.wall, "x clock"
    few = min(options.papers, 500)
    for peer in ("quantulum3", "edsnlp"):
        taken = _peer(peer, _papers(options, few))
        if taken is not None:
            yield f"{peer} (numbers and units only)", few / taken, "abstracts/s"


def stages(options: Options) -> Figures:
    """Extraction alone and stage by stage, as `extraction_speed.py` measures it."""
    path = options.scratch / "stages.json"
    sizes = ["--papers", str(options.papers), "--rounds", str(options.rounds)]
    command = [sys.executable, str(HERE / "extraction_speed.py"), "--input", str(options.input), *sizes]
    subprocess.run([*command, "--json", str(path)], check=True, stdout=subprocess.DEVNULL)
    figures = json.loads(path.read_bytes())
    yield "extraction / tokenizer", figures["ratio"]["cpu"], "x CPU"
    yield "extraction", figures["ms_per_paper"]["extraction"]["cpu"], "ms of CPU a paper"
    for stage, taken in figures["stages_ms_per_paper"].items():
        yield f"stage {stage}", taken, "ms of CPU a paper"


def workers(options: Options) -> Figures:
    """The whole job by number of workers, by the clock."""
    papers = _papers(options, options.papers)
    numbers = sorted({1, 2, os.cpu_count() or 1})
    spent = _alternating([lambda n=n: _run(options, papers, n) for n in numbers], options.rounds)
    for number, taken in zip(numbers, spent, strict=True):
        yield f"claimboard run --workers {number}", taken.wall, "s"
        if number > 1:
            yield f"1 worker / {number} workers", spent[0].wall / taken.wall, "x clock"


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
    return [("100 new papers onto the others", _run(options, more, 2, "--update", str(out), out=out).wall, "s")]


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
    spent = _alternating(
        [lambda command=command: _spent(command) for command in commands.values()], max(options.rounds, 5)
    )
    for name, taken in zip(commands, spent, strict=True):
        yield name, 1000 * taken.cpu, "ms of CPU"
    typer_app, version, spacy_blank, extract, _ = spent
    yield "--version / empty typer app", version.cpu / typer_app.cpu, "x CPU"
    yield "first record / spacy.blank", extract.cpu / spacy_blank.cpu, "x CPU"


def length(options: Options) -> Figures:
    """Microseconds a character, by length of the abstract."""
    papers = _papers(options, min(options.papers, 500))
    figures = json.loads(_output("length", papers))
    return [(f"abstracts of {int(chars):,} characters", taken, "us/character") for chars, taken in figures.items()]


def tables(options: Options) -> Figures:
    """All tables, and a leaderboard alone, by number of claims."""
    for claims in (options.claims // 100, options.claims // 10, options.claims):
        for measure, what in (("leaderboard", "leaderboard()"), ("spill", "all tables of a run")):
            taken = json.loads(_output(measure, claims))
            yield f"{what}, {claims:,} claims", taken["cpu"], "s of CPU"
            yield f"{what}, {claims:,} claims", taken["peak_mb"], "MB"


SECTIONS: dict[str, Callable[[Options], Figures]] = {
    function.__name__: function for function in (throughput, stages, workers, memory, update, startup, length, tables)
}


def _alternating(measures: Sequence[Callable[[], Spent]], rounds: int) -> list[Spent]:
    """Return the medians of each measure; they take turns, so that a busy minute hits all of them."""
    turns = [[measure() for measure in measures] for _ in range(rounds)]
    return [Spent(*map(median, zip(*of_one, strict=True))) for of_one in zip(*turns, strict=True)]


def _papers(options: Options, number: int) -> Path:
    """Return a file of so many papers, which repeat themselves under new ids where the input has fewer."""
    path = options.scratch / f"{number}.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            for paper in itertools.islice(repeated(options.input), number):
                fields = {"id": paper.id, "title": paper.title, "abstract": paper.abstract}
                file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return path


def _run(
    options: Options, papers: Path, number: int, *more: str, out: Path | None = None, switch: str | None = None
) -> Spent:
    out = out or options.scratch / f"out-{time.monotonic_ns()}"
    command = [sys.executable, "-m", "claimboard", "run", str(papers), "-o", str(out), "-j", str(number), *more]
    return _spent(command, switch)


def _builds() -> dict[str, str]:
    """Return the ways in which extraction runs here, each with the value of the switch that asks for it."""
    version = subprocess.run([sys.executable, "-m", "claimboard", "--version"], stdout=subprocess.PIPE, text=True)
    if "compiled: yes" in version.stdout:
        return {"pure Python": "0", "compiled": "1"}
    print("nothing compiled here is of these sources, so pure Python is measured alone", file=sys.stderr)
    return {"pure Python": "0"}


def _environment(switch: str | None) -> dict[str, str]:
    return {**os.environ, SWITCH: switch} if switch else dict(os.environ)


def _spent(command: Sequence[str], switch: str | None = None) -> Spent:
    """Run a command and return what its process took."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_environment(switch))
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _tokenizer(options: Options) -> Spent:
    """Time one first pass of spaCy's blank English tokenizer over titles and abstracts, without reading them."""
    script = [sys.executable, str(HERE / "extraction_speed.py"), "--measure", "tokenizer"]
    command = [*script, "--input", str(options.input), "--papers", str(options.papers)]
    return Spent(*json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout))


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
