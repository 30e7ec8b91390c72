"""The metric taxonomy: its ids, its better sides, and that a surface form names one metric only."""

from collections import Counter

import pytest
from claimboard.schemas import BetterSide, Direction, Effect, Form, better_side, effect_of, metric_label, metrics
from claimboard.schemas.taxonomy import is_metric

HIGHER = (
    "accuracy top1_accuracy top5_accuracy robust_accuracy f1 precision recall specificity auc map iou dice bleu rouge "
    "bertscore meteor cider exact_match pass_at_k mrr ndcg r2 correlation psnr ssim inception_score mos success_rate "
    "win_rate reward coverage agreement performance"
).split()
LOWER = (
    "error_rate top1_error top5_error wer cer perplexity rmse mae mse fid false_positive_rate false_negative_rate loss "
    "eer position_error angle_error"
).split()
ATTACK = ["attack_success_rate"]
SPEED = "speedup latency training_time throughput fps".split()
SAVED = ("energy power memory model_size parameters flops storage bandwidth area cost data_used overhead").split()
GAINED = "energy_efficiency power_efficiency area_efficiency utilization compression_ratio sparsity".split()
COUNTED = ["bugs_found"]


def test_the_ids_are_those_of_the_guidelines_in_their_order() -> None:
    assert list(metrics()) == [*HIGHER, *LOWER, *ATTACK, *SPEED, *SAVED, *GAINED, *COUNTED]


@pytest.mark.parametrize(
    ("ids", "side"),
    [
        (HIGHER, "higher"),
        (LOWER, "lower"),
        (ATTACK, "depends"),
        (["latency", "training_time"], "lower"),
        (["speedup", "throughput", "fps"], "higher"),
        (SAVED, "lower"),
        (GAINED + COUNTED, "higher"),
    ],
)
def test_each_metric_has_its_better_side(ids: list[str], side: BetterSide) -> None:
    assert {metric: better_side(metric) for metric in ids} == dict.fromkeys(ids, side)


def test_only_unnamed_performance_is_not_ranked() -> None:
    assert [metric.id for metric in metrics().values() if not metric.ranked] == ["performance"]


@pytest.mark.parametrize("kind", ["forms", "acronyms", "comparatives"])
def test_a_surface_form_names_one_metric_and_stands_once(kind: str) -> None:
    counts = Counter(form for metric in metrics().values() for form in getattr(metric, kind))
    assert [form for form, count in counts.items() if count > 1] == []


def test_forms_are_in_lower_case_and_metrics_can_be_found_by_one() -> None:
    for metric in metrics().values():
        assert all(form == form.casefold().strip() for form in metric.forms), metric.id
        assert metric.forms or metric.acronyms or metric.comparatives, metric.id


@pytest.mark.parametrize("metric", ["accuracy", "other:qos_utility", "other:4k_frames", "other:x"])
def test_canonical_ids_and_snake_case_names_are_metrics(metric: str) -> None:
    assert is_metric(metric)


@pytest.mark.parametrize(
    "metric", ["", "Accuracy", "other:", "other:QoS", "other:a__b", "other:_a", "other:a b", "a:b"]
)
def test_anything_else_is_no_metric(metric: str) -> None:
    assert not is_metric(metric)


def test_labels_head_columns() -> None:
    assert metric_label("top1_accuracy") == "Top-1 accuracy"
    assert metric_label("other:qos_utility") == "qos utility"


@pytest.mark.parametrize(
    ("metric", "form", "direction", "effect"),
    [
        ("latency", "change", "lower", "improvement"),
        ("latency", "ratio", "higher", "degradation"),
        ("accuracy", "change", "lower", "degradation"),
        ("speedup", "ratio", "higher", "improvement"),
        ("attack_success_rate", "change", "lower", None),
        ("other:qos_utility", "change", "higher", None),
        ("accuracy", "absolute", None, None),
        ("parameters", "fraction", None, None),
    ],
)
def test_an_effect_is_a_direction_read_with_the_better_side(
    metric: str, form: Form, direction: Direction | None, effect: Effect | None
) -> None:
    assert effect_of(metric, form, direction) == effect
