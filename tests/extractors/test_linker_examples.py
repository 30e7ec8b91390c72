"""The sentences of docs/linker.md are read as that page says, and it names every rule that decides anything."""

import re
from pathlib import Path

import pytest
from claimboard import Paper, read_papers
from claimboard.extractors.explain import Decision, explain
from claimboard.schemas import Source

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "linker.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^> (?P<sentence>.+)\n\n\| number .*\n\| -.*\n(?P<rows>(?:\|.*\n)+)", re.MULTILINE)
EXAMPLES = [(match["sentence"], match["rows"]) for match in EXAMPLE.finditer(PAGE)]


def decisions(sentence: str) -> list[tuple[str, Decision]]:
    paper = Paper(id="p", title="", abstract=sentence, source=Source(path="-", format="string", line=None))
    explanation = explain(paper)
    of_claims = [(c.claim.quantity.text, decision) for c in explanation.claims for decision in c.decisions]
    return of_claims + [(number.text, number.decision) for number in explanation.left_out]


@pytest.mark.parametrize(("sentence", "rows"), EXAMPLES, ids=[sentence for sentence, _ in EXAMPLES])
def test_the_sentence_is_read_as_the_page_says(sentence, rows):
    found = {(number, d.field, d.value, d.rule or "model") for number, d in decisions(sentence)}
    for row in rows.splitlines():
        number, field, value, by = (cell.strip().replace("`", "") for cell in row.strip("|").split("|"))
        assert any((number, field, value, one) in found for one in by.split(" or ")), (row, sorted(found))


def test_the_page_has_an_example_of_every_field():
    fields = {row.split("|")[2].strip() for _, rows in EXAMPLES for row in rows.splitlines()}
    assert {"metric", "form", "subject", "baseline", "datasets", "hardware", "result", "bound", "unit"} <= fields


def test_the_page_names_every_rule_of_the_linker():
    named = set(re.findall(r"`(\w+)`", PAGE))
    pages = sorted((ROOT / "fixtures" / "pages").iterdir())
    decided = {
        decision.rule
        for paper in read_papers(pages)
        for claim in explain(paper).claims
        for decision in claim.decisions
        if decision.rule and decision.field not in ("value", "unit", "bound", "average")
    }
    assert decided <= named
