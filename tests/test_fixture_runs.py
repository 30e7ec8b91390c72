"""The extraction over the fixtures, stored and compared: findings a line, and each table.

After a change that is meant, `make snapshots` writes everything anew; the difference is to be read line by line.
"""

import io
from pathlib import Path

import pytest
from claimboard import Extractor, PaperRecord, claims_table, comparison_table, leaderboard, read_papers, run
from claimboard.tables import write_csv

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "fixtures" / "pages").glob("*.txt"))
INPUTS = [path.relative_to(ROOT) for path in (*PAGES, ROOT / "fixtures" / "samples" / "abstracts.txt")]
KINDS = ("systems", "datasets", "architectures", "hardware", "tasks")
AROUND = 30
"""Characters of the text shown on each side of a number."""


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch):
    """Paths stand in records as they are given: with relative ones a checkout may lie anywhere."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(params=INPUTS, ids=[path.stem for path in INPUTS])
def page(request) -> Path:
    return request.param


@pytest.fixture
def records(page, extractor) -> list[PaperRecord]:
    return list(extractor.pipe(read_papers(page)))


def findings(record: PaperRecord) -> list[str]:
    """Say what a record holds, one thing a line."""
    paper = record.paper
    lines = [f"# {paper.title or paper.abstract[:60]}"]
    for kind in KINDS:
        if names := [described(mention) for mention in getattr(record, kind)]:
            lines.append(f"  {kind}: {', '.join(names)}")
    for claim in record.claims:
        q = claim.quantity
        value = f"{q.low:.12g}" if q.low == q.high else f"{q.low:.12g}..{q.high:.12g}"
        number = f"{value} {q.unit} {q.bound}{' average' if q.average else ''}"
        about = [getattr(claim, kind) for kind in ("datasets", "architectures", "hardware")]
        cells = [
            f"{number:24}",
            f"{claim.metric} {claim.form}{f' {claim.direction}' if claim.direction else ''}",
            f"{claim.subject} {claim.system or '-'} vs {claim.baseline or '-'}",
            *(", ".join(names) or "-" for names in about),
            ", ".join(claim.notes) or "-",
            snippet(getattr(paper, q.field), q.start, q.end),
        ]
        lines.append("  " + " | ".join(cells))
    return lines


def described(mention) -> str:
    known = [getattr(mention, name, None) for name in ("family", "kind", "vendor")]
    return f"{mention.name} [{', '.join(filter(None, known))}]" if any(known) else mention.name


def snippet(text: str, start: int, end: int) -> str:
    return f"…{text[max(0, start - AROUND) : start]}⟦{text[start:end]}⟧{text[end : end + AROUND]}…"


def csv_text(frame) -> str:
    stream = io.StringIO(newline="")
    write_csv(frame, stream)
    return stream.getvalue().replace("\r\n", "\n")


def contents(folder: Path) -> dict[str, bytes]:
    """Return what a run wrote, but for the log, which holds times, and without what was exported from it."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.log.json")
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if not name.startswith("exports/")}


def test_findings(records, page, file_regression):
    lines = [line for record in records for line in findings(record)]
    file_regression.check("\n".join(lines) + "\n", basename=f"{page.stem}-findings", encoding="utf-8")


@pytest.mark.parametrize("table", [claims_table, comparison_table, leaderboard], ids=lambda table: table.__name__)
def test_tables(records, page, table, file_regression):
    text = csv_text(table(records))
    file_regression.check(text, basename=f"{page.stem}-{table.__name__}", extension=".csv", encoding="utf-8")


def test_the_committed_outputs_are_those_of_make_run(tmp_path):
    run(["fixtures/pages"], tmp_path)
    made, committed = contents(tmp_path), contents(ROOT / "outputs")
    assert sorted(committed) == sorted(made)
    assert [name for name in made if made[name] != committed[name]] == [], "`make snapshots` writes outputs/ anew"
