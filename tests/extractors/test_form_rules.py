"""Forms and directions that a construction alone decides: sentences of our own, with the rule that has to speak."""

import pytest
from claimboard import Paper
from claimboard.extractors.explain import explain
from claimboard.extractors.metric_sides import side_of
from claimboard.schemas import Source


def forms(text: str) -> list[tuple[str, str, str]]:
    paper = Paper(id="p", title="", abstract=text, source=Source(path="-", format="string", line=None))
    return [
        (claim.claim.quantity.text, decision.value, decision.rule or "model")
        for claim in explain(paper).claims
        for decision in claim.decisions
        if decision.field == "form"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It needs 12%, 18% and 35% fewer parameters than the three baselines.",
            [("12%", "change-"), ("18%", "change-"), ("35%", "change-")],
        ),
        (
            "We obtain an 8% and 15% improvement in accuracy over prior art.",
            [("8%", "change+"), ("15%", "change+")],
        ),
        (
            "Our method achieves 2.1% and 3.4% F1 score improvements over the two baselines.",
            [("2.1%", "change+"), ("3.4%", "change+")],
        ),
    ],
)
def test_what_stands_behind_an_enumeration_holds_for_all_of_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(number, form) for number, form, _ in forms(text)] == expected


def test_a_level_and_the_gain_behind_it_are_no_enumeration() -> None:
    found = forms("Our method reaches an accuracy of 91.3%, 3.1% higher than the baseline.")
    assert found[1] == ("3.1%", "change+", "comparative")
    assert found[0][1] == "absolute"


@pytest.mark.parametrize(
    ("text", "form", "rule"),
    [
        ("It improves the mAP on COCO (+1.8%).", "change+", "signed"),
        ("The error rate decreased 14% with our loss.", "change-", "changed"),
        ("Our parser degrades the accuracy by 3%.", "change-", "changed_by"),
        ("Quantization degrades the perplexity by 3%.", "change+", "changed_by"),
        ("Under attack, the accuracy goes down by 12%.", "change-", "changed_by"),
        ("Our controller improves the settling time by 12%.", "change-", "changed_by"),
        ("Our renderer improves the image quality by 12%.", "change+", "changed_by"),
        ("We report a relative accuracy drop (2.4%) on the shifted data.", "change-", "noun_of"),
        ("We observe an improvement in mean recall above 2.4%.", "change+", "noun_in_of"),
        ("It brings memory savings of 43%.", "change-", "noun_inside"),
        ("The student keeps an accuracy gap of 2.3% to its teacher.", "change-", "gap"),
        ("Our gate adds 4% extra parameters.", "change+", "extra"),
        ("The filter has a 20% smaller RMSE than the baseline.", "change-", "comparing_size"),
        ("The baseline takes 4 times the energy of our chip.", "ratio+", "times_the"),
        ("Our chip is as fast as the baseline and uses half the energy.", "ratio-", "part"),
        ("The planner reaches 94% of human performance.", "fraction", "share"),
        ("The classifier is trained with only 10% of the labels.", "fraction", "share_used"),
        ("The compiler gives a speedup of 18%.", "change+", "percent_speedup"),
        ("The codec has a compression ratio of 12x.", "absolute", "compression"),
        ("The codec improves the compression ratio by 2x.", "ratio+", "changed_by"),
    ],
)
def test_one_number(text: str, form: str, rule: str) -> None:
    assert [found[1:] for found in forms(text)] == [(form, rule)]


def test_one_verb_governs_several_numbers() -> None:
    found = forms("Pruning reduces the latency by 12% on the CPU and by 30% on the GPU.")
    assert found == [("12%", "change-", "changed_by"), ("30%", "change-", "changed_by")]


def test_figures_against_each_other_are_levels() -> None:
    found = forms("Our network is better in BLEU by a margin (31.2 vs. 29.8).")
    assert [form for _, form, _ in found] == ["absolute", "absolute"]


@pytest.mark.parametrize(
    ("metric", "side"),
    [
        ("accuracy", "higher"),
        ("latency", "lower"),
        ("attack_success_rate", "depends"),
        ("other:settling_time", "lower"),
        ("other:odometry_drift", "lower"),
        ("other:collision_rate", "lower"),
        ("other:image_quality", "open"),
        ("other:time_efficiency", "open"),
    ],
)
def test_the_better_side_of_a_metric(metric: str, side: str) -> None:
    assert side_of(metric) == side
