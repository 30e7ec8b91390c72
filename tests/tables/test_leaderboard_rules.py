"""Which claims share a board, and how each is ranked: one test a rule of docs/tables.md."""

import pandas as pd
import pytest
from claimboard.schemas import metrics
from claimboard.tables import leaderboard
from hypothesis import given
from hypothesis import strategies as st

IMAGENET = ("ImageNet",)
NANO = ("Jetson Nano",)


def speedup(low, **fields):
    return {"metric": "speedup", "low": low, "unit": "x", "form": "ratio", "direction": "higher"} | fields


def change(metric, low, direction, **fields):
    return {"metric": metric, "low": low, "form": "change", "direction": direction} | fields


def accuracy(low, **fields):
    return {"metric": "accuracy", "low": low, "datasets": IMAGENET} | fields


def latency(low, unit="ms", **fields):
    return {"metric": "latency", "low": low, "unit": unit, "hardware": NANO} | fields


def ranks(frame):
    numbers = [None if pd.isna(rank) else rank for rank in frame["rank"]]
    return list(zip(frame.paper_id, numbers, strict=True))


def boards(frame):
    return list(dict.fromkeys(frame.board_id))


# --- board keys


def test_absolute_quality_is_ranked_on_its_dataset(record):
    frame = leaderboard(
        [record("a", accuracy(90)), record("b", accuracy(91)), record("c", accuracy(99, datasets=["COCO"]))]
    )
    assert boards(frame) == ["accuracy--imagenet", "accuracy--coco"]
    assert ranks(frame[frame.board_id == "accuracy--imagenet"]) == [("b", 1), ("a", 2)]


def test_absolute_quality_without_a_dataset_is_not_ranked(record):
    assert leaderboard([record("a", accuracy(90, datasets=[]))]).empty


def test_a_mean_over_several_datasets_has_a_board_of_that_set(record):
    both = accuracy(90, datasets=["COCO", "ImageNet"], average=True)
    turned = accuracy(80, datasets=["ImageNet", "COCO"], average=True)
    frame = leaderboard([record("a", both), record("b", accuracy(91)), record("c", turned)])
    assert boards(frame) == ["accuracy--coco+imagenet", "accuracy--imagenet"]
    assert frame.board_dataset[0] == "COCO + ImageNet"


def test_a_level_that_is_no_mean_is_not_ranked_on_several_datasets(record):
    both = ["COCO", "ImageNet"]
    size = {"metric": "parameters", "low": 5e6, "unit": "none"}
    assert leaderboard([record("a", accuracy(90, datasets=both), size | {"datasets": both})]).empty
    assert not leaderboard([record("a", latency(5, datasets=both))]).empty


def test_a_level_is_not_ranked_on_a_dataset_that_its_sentence_does_not_name(record):
    inferred = {"datasets": IMAGENET, "notes": ["datasets:only"]}
    frame = leaderboard([record("a", accuracy(90) | inferred, latency(5) | inferred, change("f1", 2, "higher"))])
    assert sorted(boards(frame)) == ["f1.change-higher-percent", "latency.time@jetson-nano"]
    assert not leaderboard([record("a", accuracy(90, notes=["datasets:carried"]))]).empty


def test_spellings_of_a_dataset_share_a_board_under_the_usual_one(record):
    names = ["CIFAR-10", "CIFAR-10", "cifar10"]
    frame = leaderboard([record(str(i), accuracy(90, datasets=[name])) for i, name in enumerate(names)])
    assert set(frame.board_title) == {"Accuracy on CIFAR-10"}


def test_tasks_of_the_paper_do_not_split_a_board(record):
    frame = leaderboard([record("a", accuracy(90), tasks=["image classification"]), record("b", accuracy(91))])
    assert boards(frame) == ["accuracy--imagenet"]


def test_absolute_speed_is_ranked_on_its_hardware(record):
    frame = leaderboard([record("a", latency(5)), record("b", latency(6, hardware=["FPGA"])), record("c", latency(4))])
    assert boards(frame) == ["latency.time@jetson-nano", "latency.time@fpga"]
    assert ranks(frame)[:2] == [("c", 1), ("a", 2)]


def test_absolute_speed_without_hardware_is_not_ranked(record):
    assert leaderboard([record("a", latency(5, hardware=[], datasets=IMAGENET))]).empty


def test_absolute_speed_with_a_dataset_has_a_board_of_its_own(record):
    frame = leaderboard([record("a", latency(5, datasets=IMAGENET)), record("b", latency(6))])
    assert boards(frame) == ["latency.time@jetson-nano", "latency.time@jetson-nano--imagenet"]


def test_sizes_of_the_model_need_hardware_or_a_dataset(record):
    size = {"metric": "model_size", "low": 5, "unit": "MB"}
    frame = leaderboard([record("a", size | {"datasets": IMAGENET}), record("b", size)])
    assert ranks(frame) == [("a", 1)]


def test_gains_are_ranked_without_context_by_metric_form_direction_and_unit(record):
    frame = leaderboard(
        [
            record("a", speedup(2, baseline="dense training")),
            record("b", speedup(3, datasets=IMAGENET, hardware=NANO)),
            record("c", change("speedup", 30, "higher")),
            record("d", change("accuracy", 2, "higher", unit="pp")),
            record("e", change("accuracy", 2, "higher")),
        ]
    )
    assert set(boards(frame)) == {
        "speedup.ratio-higher-x",
        "speedup.change-higher-percent",
        "accuracy.change-higher-pp",
        "accuracy.change-higher-percent",
    }
    assert frame.board_title.str.endswith("claimed against each paper's own baseline").all()
    assert ranks(frame[frame.board_id == "speedup.ratio-higher-x"]) == [("b", 1), ("a", 2)]
    assert frame.set_index("paper_id").baseline["a"] == "dense training"


def test_losses_have_boards_of_their_own_with_the_least_first(record):
    frame = leaderboard([record("a", change("accuracy", 2, "lower")), record("b", change("accuracy", 0.5, "lower"))])
    assert boards(frame) == ["accuracy.change-lower-percent"]
    assert "least first" in frame.board_title[0]
    assert ranks(frame) == [("b", 1), ("a", 2)]


def test_losses_in_which_no_method_competes_are_not_ranked(record):
    attacked = change("accuracy", 60, "lower", bound="at_least")
    behind_people = change("accuracy", 23, "lower", unit="pp")
    frame = leaderboard([record("a", attacked, behind_people, change("accuracy", 10, "lower"))])
    assert list(frame.value) == ["10 % ↓"]


@pytest.mark.parametrize(
    "price",
    [
        change("latency", 3, "higher"),
        change("memory", 2, "higher", unit="x") | {"form": "ratio"},
        speedup(2, direction="lower"),
        change("speedup", 20, "lower"),
        change("accuracy", 2, "lower", unit="x") | {"form": "ratio"},
    ],
)
def test_the_price_of_a_result_is_not_ranked(record, price):
    assert leaderboard([record("a", price)]).empty


@pytest.mark.parametrize(
    ("claim", "ranked"),
    [
        (speedup(2), False),
        (change("latency", 40, "lower"), False),
        (accuracy(90), False),
        (change("psnr", 0.4, "higher", unit="dB"), True),
        (latency(5), True),
        (latency(60, "fps", metric="fps"), True),
    ],
)
def test_a_metric_that_no_word_names_is_ranked_only_where_its_unit_tells(record, claim, ranked):
    assert leaderboard([record("a", claim | {"notes": ["metric:inferred"]})]).empty is not ranked


@pytest.mark.parametrize("note", ["metric:carried", "metric:doubtful"])
@pytest.mark.parametrize("claim", [speedup(2), accuracy(90), latency(5)])
def test_a_metric_that_the_sentence_does_not_name_or_that_is_doubtful_is_not_ranked(record, claim, note):
    assert leaderboard([record("a", claim | {"notes": [note]})]).empty


def test_a_condition_of_other_results_is_not_ranked(record):
    with_few_labels = {"metric": "data_used", "low": 10, "datasets": IMAGENET}
    share = {"metric": "data_used", "low": 10, "form": "fraction", "baseline": "full training"}
    less_data = {"metric": "data_used", "low": 8, "unit": "x", "form": "ratio", "direction": "lower"}
    frame = leaderboard([record("a", with_few_labels, share, change("data_used", 90, "lower"), less_data)])
    assert list(frame.value) == ["8× ↓"]


def test_reductions_of_a_cost_have_the_largest_first(record):
    frame = leaderboard([record("a", change("latency", 20, "lower")), record("b", change("latency", 89, "lower"))])
    assert ranks(frame) == [("b", 1), ("a", 2)]


def test_shares_of_a_baseline_follow_the_metrics_better_side(record):
    share = {"metric": "storage", "form": "fraction", "baseline": "dense training"}
    frame = leaderboard([record("a", share | {"low": 5}), record("b", share | {"low": 1})])
    assert boards(frame) == ["storage.fraction-percent"]
    assert ranks(frame) == [("b", 1), ("a", 2)]


def test_a_share_of_nobodys_level_is_not_ranked(record):
    assert leaderboard([record("a", {"metric": "storage", "form": "fraction", "low": 5})]).empty


@pytest.mark.parametrize("metric", ["performance", "other:tip_speed"])
def test_what_names_no_comparable_metric_is_never_ranked(record, metric):
    claims = [change(metric, 20, "higher"), {"metric": metric, "low": 20, "datasets": IMAGENET}]
    assert leaderboard([record("a", *claims)]).empty
    assert leaderboard([record("a", *claims)], metric=metric).empty


def test_a_metric_whose_better_side_depends_is_ranked_only_on_request(record):
    attack = {"metric": "attack_success_rate", "datasets": IMAGENET}
    records = [record("a", attack | {"low": 90}), record("b", attack | {"low": 5})]
    assert leaderboard(records).empty
    assert ranks(leaderboard(records, better="higher")) == [("a", 1), ("b", 2)]
    assert ranks(leaderboard(records, better="lower")) == [("b", 1), ("a", 2)]


@pytest.mark.parametrize(
    "metric",
    [
        metric
        for metric in metrics().values()
        if metric.ranked and metric.better != "depends" and metric.id != "data_used"
    ],
)
def test_better_values_of_every_metric_stand_first(record, metric):
    share = {"metric": metric.id, "form": "fraction", "baseline": "dense training"}
    small, large = (share | {"low": low} for low in (10, 20))
    frame = leaderboard([record("small", small), record("large", large)])
    assert frame.paper_id[0] == ("large" if metric.better == "higher" else "small")


# --- units


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (latency(17.1), latency(0.0171, "s")),
        (latency(2, "min"), latency(120, "s")),
        (accuracy(72), accuracy(0.72, unit="none")),
        (accuracy(72), accuracy(72, unit="none")),
        (accuracy(28.4, metric="bleu", unit="none"), accuracy(0.284, metric="bleu", unit="none")),
        (accuracy(5, metric="wer"), accuracy(0.05, metric="wer", unit="none")),
        (accuracy(31.5, metric="psnr", unit="dB"), accuracy(31.5, metric="psnr", unit="none")),
        (change("map", 2.1, "higher", unit="none"), change("map", 2.1, "higher", unit="pp")),
        (latency(30, "Hz", metric="fps"), latency(30, "fps", metric="fps")),
    ],
)
def test_one_value_in_two_units_ties(record, first, second):
    frame = leaderboard([record("a", first), record("b", second)])
    assert ranks(frame) == [("a", 1), ("b", 1)]
    assert frame.rank_value.nunique() == 1


def test_the_value_as_written_stays_beside_the_converted(record):
    frame = leaderboard([record("a", latency(0.5, "s")), record("b", latency(20)), record("c", latency(30))])
    assert list(zip(frame.rank_value, frame.board_unit, frame.value, strict=True)) == [
        (20, "ms", "20 ms"),
        (30, "ms", "30 ms"),
        (500, "ms", "0.5 s"),
    ]


def test_frame_rates_are_ranked_in_frames_per_second(record):
    rates = {"a": (30, "Hz"), "c": (40, "Hz"), "d": (60, "fps")}
    frame = leaderboard([record(paper, latency(*rate, metric="fps")) for paper, rate in rates.items()])
    assert list(zip(frame.paper_id, frame.rank_value, strict=True)) == [("d", 60), ("c", 40), ("a", 30)]
    assert set(frame.board_title) == {"Frames per second (fps) on Jetson Nano"}


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        (speedup(2), "Speedup as a factor"),
        (change("speedup", 30, "higher"), "Speedup in percent"),
        (change("latency", 30, "lower"), "Latency: reduction in percent"),
        (change("accuracy", 3, "higher", unit="pp"), "Accuracy: gain in percentage points"),
        (change("accuracy", 3, "lower"), "Accuracy: loss in percent, least first"),
        (change("wer", 3, "higher"), "WER: increase in percent, least first"),
        (change("psnr", 3, "higher", unit="dB"), "PSNR: gain in dB"),
        (change("bleu", 3, "higher", unit="none"), "BLEU: gain in points"),
        (
            {"metric": "storage", "low": 5, "form": "fraction", "baseline": "dense training"},
            "Storage as a share of the baseline's, in percent",
        ),
    ],
)
def test_headings_of_gains_say_what_was_gained_in_which_unit_and_against_what(record, claim, title):
    frame = leaderboard([record("a", claim)])
    assert list(frame.board_title) == [f"{title}, claimed against each paper's own baseline"]


@pytest.mark.parametrize(
    "claim",
    [
        accuracy(140),
        accuracy(140, unit="none"),
        accuracy(-3),
        accuracy(0.9, high=20, unit="none"),
        accuracy(90, unit="ms"),
        accuracy(3, unit="pp"),
        accuracy(3, unit="x", metric="rmse"),
        latency(5, "none"),
        latency(5, "percent"),
        latency(-5),
        latency(16, "kHz", metric="fps"),
        latency(200, "MHz", metric="fps"),
        latency(640, "px", metric="parameters"),
        speedup(0.5),
        speedup(1),
        speedup(50, unit="percent"),
        change("latency", 150, "lower"),
        change("latency", -20, "lower"),
        change("latency", 20, "lower", unit="ms"),
        change("accuracy", 0.05, "higher", unit="none"),
        change("accuracy", 120, "higher", unit="pp"),
    ],
)
def test_a_value_that_makes_no_sense_or_cannot_be_told_is_not_ranked(record, claim):
    assert leaderboard([record("a", claim)]).empty


def test_units_that_do_not_convert_have_boards_of_their_own(record):
    error = {"metric": "rmse", "low": 3, "datasets": IMAGENET}
    frame = leaderboard([record(unit, error | {"unit": unit}) for unit in ("m", "percent", "none", "deg")])
    assert sorted(boards(frame)) == [
        "rmse--imagenet",
        "rmse.angle--imagenet",
        "rmse.length--imagenet",
        "rmse.percent--imagenet",
    ]
    assert "RMSE (m) on ImageNet" in set(frame.board_title)


# --- bounds, ranges, averages


@pytest.mark.parametrize("bound", ["exact", "approx", "at_least", "at_most", "up_to"])
def test_claimed_ranks_every_bound_by_its_value_and_shows_it(record, bound):
    signs = {"exact": "", "approx": "≈ ", "at_least": "≥ ", "at_most": "≤ ", "up_to": "≤ "}
    frame = leaderboard([record("a", speedup(3, bound=bound)), record("b", speedup(2))])
    assert ranks(frame) == [("a", 1), ("b", 2)]
    assert frame.value[0] == f"{signs[bound]}3×"
    assert frame.bound[0] == bound


@pytest.mark.parametrize(
    ("claim", "claimed", "conservative"),
    [
        (speedup(2, high=8), 8, 2),
        (latency(2, high=8), 2, 8),
        (change("accuracy", 0.5, "lower", high=1), 0.5, 1),
    ],
)
def test_a_range_counts_by_its_better_end_or_conservatively_by_its_worse(record, claim, claimed, conservative):
    assert leaderboard([record("a", claim)]).rank_value[0] == claimed
    assert leaderboard([record("a", claim)], rank_by="conservative").rank_value[0] == conservative


@pytest.mark.parametrize(
    ("claim", "ranked"),
    [
        (speedup(5, bound="up_to"), False),
        (speedup(5, bound="at_most"), False),
        (speedup(5, bound="at_least"), True),
        (speedup(5, bound="approx"), True),
        (latency(5, bound="at_most"), True),
        (latency(5, bound="up_to"), True),
        (latency(5, bound="at_least"), False),
        (change("latency", 89, "lower", bound="up_to"), False),
        (change("accuracy", 0.6, "lower", bound="up_to"), True),
        (accuracy(90, bound="up_to"), False),
    ],
)
def test_conservative_gives_no_rank_to_a_bound_on_the_good_side(record, claim, ranked):
    frame = leaderboard([record("a", claim)], rank_by="conservative")
    assert ranks(frame) == [("a", 1 if ranked else None)]
    assert (frame.unranked[0] == "bound") is not ranked or ranked


def test_less_than_half_is_a_reduction_by_more_than_two(record):
    less = {"metric": "memory", "low": 2, "unit": "x", "form": "ratio", "direction": "lower", "bound": "at_most"}
    frame = leaderboard([record("a", less | {"text": "half"}), record("b", less)], rank_by="conservative")
    assert dict(zip(frame.paper_id, frame.value, strict=True)) == {"a": "≥ 2× ↓", "b": "≤ 2× ↓"}
    assert dict(ranks(frame)) == {"a": 1, "b": None}


def test_conservative_lists_the_unranked_below(record):
    records = [record("a", speedup(50, bound="up_to")), record("b", speedup(2)), record("c", speedup(3))]
    assert ranks(leaderboard(records, rank_by="conservative")) == [("c", 1), ("b", 2), ("a", None)]


def test_conservative_prefers_a_papers_result_that_has_a_rank(record):
    one = record("a", speedup(50, bound="up_to"), speedup(2))
    frame = leaderboard([one], rank_by="conservative")
    assert list(frame.value) == ["2×"]


def test_averages_are_marked_and_strict_gives_them_boards_of_their_own(record):
    records = [record("a", speedup(2, average=True)), record("b", speedup(3))]
    frame = leaderboard(records)
    assert list(frame.value) == ["3×", "2× avg."]
    assert list(frame.average) == [False, True]
    assert boards(leaderboard(records, strict=True)) == [
        "speedup.ratio-higher-x.average",
        "speedup.ratio-higher-x.single",
    ]


# --- ties and papers


def test_ties_share_a_rank_and_stand_in_the_order_of_papers(record):
    values = {"d": 2, "b": 3, "c": 3, "a": 4}
    frame = leaderboard([record(paper, speedup(value)) for paper, value in values.items()])
    assert ranks(frame) == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


def test_a_paper_keeps_its_best_result_on_a_board(record):
    records = [record("a", speedup(2), speedup(5), speedup(3)), record("b", speedup(4))]
    assert ranks(leaderboard(records)) == [("a", 1), ("b", 2)]


def test_keep_all_lists_the_rest_of_a_paper_without_a_rank(record):
    records = [record("a", speedup(2), speedup(5), speedup(3)), record("b", speedup(4))]
    frame = leaderboard(records, keep_all=True)
    assert ranks(frame) == [("a", 1), ("b", 2), ("a", None), ("a", None)]
    assert list(frame.rank_value) == [5, 4, 3, 2]
    assert list(frame.unranked[2:]) == ["not best", "not best"]


def test_a_repeated_result_is_listed_once_with_the_bound_that_qualifies_it(record):
    repeated = record("a", speedup(10), speedup(10, bound="up_to", baseline="CPU"))
    frame = leaderboard([repeated], keep_all=True)
    assert list(frame.value) == ["≤ 10×"]


def test_equal_numbers_about_different_things_are_not_repeats(record):
    two = record("a", speedup(10, architectures=["AlexNet"]), speedup(10, architectures=["VGG-16"]))
    assert len(leaderboard([two], keep_all=True)) == 2
    assert len(leaderboard([two])) == 1


def test_own_results_only_unless_baselines_are_asked_for_and_marked(record):
    one = record(
        "a",
        accuracy(95),
        accuracy(90, subject="baseline", system="ResNet-50"),
        accuracy(80, subject="baseline", system="VGG"),
        accuracy(70, subject="baseline", system="VGG"),
    )
    assert list(leaderboard([one]).subject) == ["own"]
    frame = leaderboard([one], include_baselines=True)
    assert list(zip(frame.subject, frame.system.fillna(""), frame["rank"], strict=True)) == [
        ("own", "", 1),
        ("baseline", "ResNet-50", 2),
        ("baseline", "VGG", 3),
    ]


@given(
    values=st.lists(st.tuples(st.floats(1.5, 1e6), st.floats(0, 5)), min_size=1, max_size=12),
    conservative=st.booleans(),
    higher=st.booleans(),
)
def test_ranks_follow_the_rank_value_and_ties_share_them(record, values, conservative, higher):
    claims = [
        (speedup if higher else latency)(low, high=low + width, text="n" if higher else "n ms") for low, width in values
    ]
    records = [record(f"{number:02}", claim) for number, claim in enumerate(claims)]
    frame = leaderboard(records, rank_by="conservative" if conservative else "claimed")
    assert len(frame) == len(values)
    order = frame.rank_value * (-1 if higher else 1)
    assert order.is_monotonic_increasing
    assert list(frame["rank"]) == [1 + sum(other < value for other in order) for value in order]
    again = leaderboard(reversed(records), rank_by="conservative" if conservative else "claimed")
    assert list(again.paper_id) == list(frame.paper_id)
