"""Mentions of metrics, cues, and phrases outside the taxonomy."""

import pytest
from claimboard.extractors.dimensions import dimension_fit
from claimboard.extractors.document import lay_out
from claimboard.extractors.metric_candidates import other_name
from claimboard.extractors.metric_cues import find_cues, metrics_of_unit, read_cue, unit_class
from claimboard.extractors.metrics import find_metrics
from claimboard.extractors.topics import topics_of
from claimboard.schemas import metrics


def found(text: str) -> list[tuple[str, str]]:
    document = lay_out("", text)
    return [(text[m.start : m.end], m.metric) for m in find_metrics(document, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Power consumption falls", [("Power consumption", "power")]),
        ("the attack success rate", [("attack success rate", "attack_success_rate")]),
        ("top-1 accuracies", [("top-1 accuracies", "top1_accuracy")]),
        ("Top1 accuracy", [("Top1 accuracy", "top1_accuracy")]),
        ("mAP and mIoU", [("mAP", "map"), ("mIoU", "iou")]),
        ("a map of it", []),
        ("word error rates", [("word error rates", "wer")]),
        ("the mean average precision", [("mean average precision", "map")]),
        ("it is faster", [("faster", "speedup")]),
        ("3x smaller", [("smaller", "model_size")]),
        ("the trainable parameters", [("trainable parameters", "parameters")]),
        ("energy-efficiency", [("energy-efficiency", "energy_efficiency")]),
        ("top-1 classification accuracy", [("top-1 classification accuracy", "top1_accuracy")]),
        ("the mIoU performance", [("mIoU performance", "iou")]),
        ("mAP and accuracy", [("mAP", "map"), ("accuracy", "accuracy")]),
        ("F1 at this accuracy", [("F1", "f1"), ("accuracy", "accuracy")]),
        ("F1-scores up to", [("F1-scores", "f1")]),
        ("F1-based", []),
        ("their mIoUs", [("mIoUs", "iou")]),
        ("the RMS tracking error", [("RMS tracking error", "rmse")]),
        ("mean absolute depth error", [("mean absolute depth error", "mae")]),
        ("the RMS of the current", []),
        ("a coverage time of", []),
    ],
)
def test_metrics_are_found_in_the_longest_form(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_every_form_of_the_taxonomy_is_found_as_its_metric() -> None:
    for metric in metrics().values():
        for form in (*metric.forms, *metric.acronyms, *metric.comparatives):
            assert [m for _, m in found(form)] == [metric.id], form


def test_a_comparative_says_where_the_metric_goes() -> None:
    document = lay_out("", "slower but smaller")
    assert [(m.metric, m.comparative) for m in find_metrics(document, 0, 18)] == [
        ("speedup", "lower"),
        ("model_size", "lower"),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "metric"),
    [
        ("at a speed of", "ms", "latency"),
        ("at a speed of", "fps", "fps"),
        ("at a speed of", "x", "speedup"),
        ("running at", "Hz", "fps"),
        ("it consumes", "W", "power"),
        ("it consumes", "mJ", "energy"),
        ("it compresses A by", "x", "compression_ratio"),
        ("trained in", "h", "training_time"),
        ("it walks at", "m/s", "other:speed"),
        ("it weighs", "kg", "other:weight"),
        ("the nodes exchange", "MB", "bandwidth"),
    ],
)
def test_a_cue_is_read_with_the_unit(text: str, unit: str, metric: str) -> None:
    document = lay_out("", text)
    reads = [read_cue(cue, unit) for cue in find_cues(document, 0, len(text))]
    assert [r.metric for r in reads if r] == [metric]


def test_units_have_classes_and_some_suggest_a_metric() -> None:
    assert [unit_class(u) for u in ("ms", "images/s", "m/s", "percent", "GB")] == [
        "time",
        "rate",
        "physical",
        "percent",
        "information",
    ]
    assert metrics_of_unit("fps")[0] == "fps"
    assert metrics_of_unit("N") == ["other:force"]
    assert "success_rate" in metrics_of_unit("percent")
    assert not metrics_of_unit("A/m")


def test_every_metric_that_a_unit_suggests_is_one() -> None:
    for unit in ("percent", "pp", "x", "none", "ms", "GB", "mm", "Hz", "J", "W", "images/s", "dB"):
        for metric in metrics_of_unit(unit):
            assert metric.startswith("other:") or metric in metrics()


def test_topics_are_told_by_the_stems_of_words() -> None:
    assert topics_of("adversarial training of robots".split()) == ["attack", "effort", "robot"]
    assert topics_of(["the", "of"]) == []


@pytest.mark.parametrize(
    ("unit", "noun", "fit"),
    [
        ("mm", "height", "match"),
        ("mm", "payload", "clash"),
        ("mm", "quality", "none"),
        ("kg", "payload", "match"),
        ("percent", "height", "abstract"),
        ("A/m", "height", "unknown"),
    ],
)
def test_a_noun_fits_the_units_that_measure_it(unit: str, noun: str, fit: str) -> None:
    assert dimension_fit(unit, noun) == fit


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("settling time", "other:settling_time"),
        ("overall grasp qualities", "other:grasp_qualities"),
        ("Popt@L", "other:popt_l"),
        ("EPE", "other:epe"),
        ("the", None),
        ("12", None),
    ],
)
def test_phrases_outside_the_taxonomy_get_a_name(phrase: str, name: str | None) -> None:
    assert other_name(phrase) == name
