"""The figures equal those of the reference scorer that lies beside the annotations."""

import json
import subprocess
import sys

import pytest
from claimboard.evaluation import evaluate, figures_report, read_annotations


@pytest.mark.parametrize("noise", [0.0, 0.15])
def test_figures_equal_the_reference_scorer(gold_folder, tmp_path, record_of, noise):
    annotated = list(read_annotations(str(gold_folder / "dev.jsonl")))
    records = [record_of(paper, noise=noise) for paper in annotated]
    records_path, figures_path = tmp_path / "records.jsonl", tmp_path / "figures.json"
    records_path.write_text("".join(f"{record.model_dump_json()}\n" for record in records), encoding="utf-8")
    subprocess.run(
        [
            *(sys.executable, str(gold_folder / "score.py"), str(gold_folder / "dev.jsonl"), str(records_path)),
            *("--json", str(figures_path), "--errors", "100000"),
        ],
        check=True,
        capture_output=True,
    )
    expected = json.loads(figures_path.read_text(encoding="utf-8"))
    found = figures_report(evaluate(annotated, records))
    assert 0 < found["full"]["f1"] <= 1
    assert len(found.pop("mistakes")) == len(expected.pop("errors"))
    confusions = found.pop("metric_confusions")
    assert all(confusion in confusions for confusion in expected.pop("metric_confusions"))
    assert found == expected
