"""What `bench.py` measures in a fresh process: `python benchmarks/measures.py MEASURE ARGUMENT` prints JSON."""

import itertools
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from claimboard.schemas import Paper, PaperRecord, Source

T = TypeVar("T")

LENGTHS = (100, 1_000, 10_000, 100_000)
CHUNK = 64


def length(path: str) -> dict[int, float]:
    """Time extraction by length of the abstract, in microseconds of CPU a character."""
    from claimboard.extractors import Extractor

    text = " ".join(paper["abstract"] for paper in _read(path))
    text *= 1 + max(LENGTHS) // len(text)
    extractor = Extractor()
    source = Source(path="-", format="string", line=None)
    taken: dict[int, float] = {}
    extractor(Paper(id="warm", title="", abstract=text[:5000], source=source))
    for chars in LENGTHS:
        starts = range(0, min(len(text), 300_000) - chars + 1, chars)
        papers = [Paper(id=f"{at}", title="", abstract=text[at : at + chars], source=source) for at in starts]
        begin = time.process_time()
        for _ in extractor.pipe(papers):
            pass
        taken[chars] = (time.process_time() - begin) / (chars * len(papers)) * 1e6
    return taken


def leaderboard(claims: str) -> dict[str, float]:
    """Time `leaderboard()` over synthetic records as they come, in seconds of CPU without making them."""
    from claimboard import tables
    from synthetic import synthetic_records

    return _timed(lambda records: tables.leaderboard(records), synthetic_records(int(claims)))


def spill(claims: str) -> dict[str, float]:
    """Time all tables of a run over synthetic records, likewise."""
    from claimboard.runs.board_files import write_boards
    from claimboard.runs.output_folder import output_folder
    from claimboard.tables import TableSpill, table_rows
    from synthetic import synthetic_records

    # Removing thousands of files again is no part of a run.
    with tempfile.TemporaryDirectory() as folder:

        def build(records: Iterator[PaperRecord]) -> None:
            with (
                output_folder(Path(folder)) as files,
                TableSpill(files.work, files.aside("claims.csv")) as tables,
            ):
                while chunk := list(itertools.islice(records, CHUNK)):
                    tables.add(table_rows(chunk))
                tables.write_comparison(files.aside("comparison.csv"))
                write_boards(tables, files)

        return _timed(build, synthetic_records(int(claims)))


def _timed(work: Callable[[Iterator[T]], object], items: Iterable[T]) -> dict[str, float]:
    """Time work on items without the time that it takes to make them."""
    making = 0.0

    def made() -> Iterator[T]:
        nonlocal making
        iterator = iter(items)
        while True:
            begin = time.process_time()
            some = list(itertools.islice(iterator, CHUNK))
            making += time.process_time() - begin
            if not some:
                return
            yield from some

    begin = time.process_time()
    work(made())
    cpu = time.process_time() - begin - making
    return {"cpu": cpu, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _read(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


MEASURES = {function.__name__: function for function in (length, leaderboard, spill)}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](sys.argv[2])))
