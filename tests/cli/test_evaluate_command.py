"""`claimboard evaluate` prints figures, mistakes and intervals."""

import json

import pytest


@pytest.fixture
def gold(tmp_path):
    claim = {
        "value_text": "92.1%",
        "occurrence": 1,
        "low": 92.1,
        "high": 92.1,
        "unit": "percent",
        "metric_text": "accuracy",
        "metric": "accuracy",
        "form": "absolute",
        "datasets": ["CIFAR-10"],
    }
    paper = {
        "id": "p1",
        "title": "TinyCast: Casting Networks Small",
        "abstract": "TinyCast shrinks VGG-16 by 40x and keeps 92.1% accuracy on CIFAR-10.",
        "datasets": ["CIFAR-10"],
        "claims": [claim],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(paper) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def records(claimboard, papers, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(claimboard("extract", papers).out, encoding="utf-8")
    return path


def test_figures_mistakes_and_intervals(claimboard, gold, records, tmp_path):
    result = claimboard("evaluate", gold, records, "--errors", 5, "--bootstrap", 50, "--json", tmp_path / "f.json")
    assert result.code == 0
    assert result.out.startswith("papers 1, without a record 0\n")
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    value = figures["value"]
    assert (value["hits"], value["gold"]) == (1, 1)
    assert f"{value['f1']:.4f}" in next(line for line in result.out.splitlines() if line.startswith("value"))
    assert len(value["f1_interval"]) == 2
    assert "spurious: " in result.out
    assert "'40x'" in result.out


def test_papers_without_a_record_are_exit_code_3(claimboard, gold, records):
    records.write_text("", encoding="utf-8")
    result = claimboard("evaluate", gold, records)
    assert result.code == 3
    assert "1 annotated papers have no record: p1" in result.err


def test_two_records_with_one_id_are_refused(claimboard, gold, records):
    records.write_text(records.read_text(encoding="utf-8") * 2, encoding="utf-8")
    result = claimboard("evaluate", gold, records)
    assert result.code == 2
    assert "two records have the id" in result.err


def test_broken_annotations_are_named(claimboard, gold, records):
    gold.write_text(gold.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    result = claimboard("evaluate", gold, records)
    assert result.code == 3
    assert f"skipped: {gold}:2: no annotated paper: id: Field required" in result.err


def test_missing_annotations_are_exit_code_4(claimboard, records, tmp_path):
    assert claimboard("evaluate", tmp_path / "none.jsonl", records).code == 4
