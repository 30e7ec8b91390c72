"""How long the report takes in Chromium: to load, to filter, to draw each view.

    python benchmarks/report_page.py RECORDS [--papers 2000 20000 ...] [--rounds 5]

RECORDS is a records file or the folder of a run; where more papers are asked for than it has, they come again under
other ids. A round opens the page afresh, waits until its first view is drawn, then types a word into the search of the
claims; the browser's own clock says how long each took, up to the frame that shows it. Medians are printed. The
machine may be busy: compare rows of one call only.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from statistics import median

from claimboard.runs import read_records
from claimboard.schemas import PaperRecord
from claimboard.tables.report import report_html
from playwright.sync_api import Browser, sync_playwright

FRAME = "() => new Promise(shown => requestAnimationFrame(() => setTimeout(shown, 0)))"
LOADED = "() => performance.now()"
TYPED = """async word => {
  const begin = performance.now();
  const search = document.querySelector("input[type=search]");
  const status = document.getElementById("status");
  const changes = { childList: true, characterData: true, subtree: true };
  const changed = new Promise(done => new MutationObserver(done).observe(status, changes));
  search.value = word;
  search.dispatchEvent(new Event("input", { bubbles: true }));
  await changed;
  await new Promise(shown => requestAnimationFrame(() => setTimeout(shown, 0)));
  return performance.now() - begin;
}"""
GONE_TO = """async view => {
  const begin = performance.now();
  location.hash = view;
  follow();
  await new Promise(shown => requestAnimationFrame(() => setTimeout(shown, 0)));
  return performance.now() - begin;
}"""
VIEWS = ("boards", "table", "claims")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("--papers", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium is not installed (Debian package chromium)")
    records = list(read_records(arguments.records))
    print(f"{'papers':>8} {'claims':>8} {'MB':>6} {'made, s':>8} {'load, s':>8} {'filter, s':>9} ", end="")
    print(" ".join(f"{view + ', s':>10}" for view in VIEWS))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=["--no-sandbox"])
        for papers in arguments.papers:
            _measure(browser, list(islice(_again(records), papers)), Path(folder) / "report.html", arguments.rounds)
        browser.close()


def _again(records: list[PaperRecord]) -> Iterator[PaperRecord]:
    """Yield the records without end, each time under ids that differ."""
    yield from records
    for turn in count(1):
        for record in records:
            claims = tuple(
                claim.model_copy(update={"id": f"{(int(claim.id, 16) + turn) % 16**12:012x}"})
                for claim in record.claims
            )
            paper = record.paper.model_copy(update={"id": f"{record.paper.id}-{turn}"})
            yield record.model_copy(update={"paper": paper, "claims": claims})


def _measure(browser: Browser, records: list[PaperRecord], path: Path, rounds: int) -> None:
    begin = time.perf_counter()
    path.write_text(report_html(records), encoding="utf-8")
    made = time.perf_counter() - begin
    loads, filters = [], []
    views: dict[str, list[float]] = {view: [] for view in VIEWS}
    for _ in range(rounds):
        page = browser.new_page()
        page.goto(path.as_uri())
        page.evaluate(FRAME)
        loads.append(page.evaluate(LOADED))
        for view in VIEWS:
            views[view].append(page.evaluate(GONE_TO, view))
        filters.append(page.evaluate(TYPED, "accuracy"))
        page.close()
    claims = sum(len(record.claims) for record in records)
    print(f"{len(records):8,} {claims:8,} {path.stat().st_size / 1e6:6.1f} {made:8.1f} ", end="")
    print(f"{median(loads) / 1000:8.2f} {median(filters) / 1000:9.2f} ", end="")
    print(" ".join(f"{median(views[view]) / 1000:10.2f}" for view in VIEWS), flush=True)


if __name__ == "__main__":
    main()
