"""A sharp drop of claims per paper from one run to the next, and what counts as none."""

import json

import pytest
from claimboard.runs import drop_in_claims, former_counts, run
from claimboard.runs.report import RunCounts


def counts(papers, claims):
    return RunCounts(papers=papers, claims=claims)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (counts(100, 90), counts(100, 40)),
        (counts(100, 90), counts(1000, 300)),
        (counts(10_000, 9_000), counts(60, 5)),
        (counts(30, 40), counts(30, 0)),
    ],
)
def test_less_than_half_the_claims_per_paper_is_a_warning(before, now):
    problem = drop_in_claims(before, now, "results")
    assert (problem.kind, problem.path, problem.skipped) == ("fewer-claims", "results", False)
    per_100 = [100 * each.claims / each.papers for each in (before, now)]
    assert problem.message.endswith(f"fell from {per_100[0]:.1f} in the run before to {per_100[1]:.1f}")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (None, counts(100, 0)),
        (counts(0, 0), counts(100, 0)),
        (counts(100, 90), counts(0, 0)),
        (counts(100, 90), counts(100, 46)),
        (counts(100, 90), counts(200, 95)),
        (counts(100, 90), counts(100, 300)),
        (counts(100, 10), counts(100, 4)),
        (counts(4, 6), counts(4, 0)),
    ],
)
def test_a_small_drop_or_too_few_papers_are_none(before, now):
    assert drop_in_claims(before, now, "results") is None


def test_the_run_before_is_known_by_its_run_json(tmp_path):
    papers = tmp_path / "papers.jsonl"
    papers.write_text(json.dumps({"title": "T", "abstract": "It is twice as fast."}), encoding="utf-8")
    assert former_counts(tmp_path / "out") is None
    report = run([papers], tmp_path / "out")
    assert former_counts(tmp_path / "out") == report.counts
    (tmp_path / "out" / "run.json").write_text("{}", encoding="utf-8")
    assert former_counts(tmp_path / "out") is None
