"""What the sentence of a claim adds to its record, for ranking: parts of datasets, limits, cut-offs."""

import pytest
from claimboard.tables import leaderboard


def level(sentence, metric="map", *, metric_text="mAP", datasets=("Harbor",), **fields):
    return {
        "metric": metric,
        "metric_text": metric_text,
        "low": 42.5,
        "sentence": sentence,
        "datasets": datasets,
        **fields,
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "On Harbor, PierNet obtains {} mAP for known objects.",
        "On Harbor, PierNet obtains {} mAP for novel ship categories.",
        "Our mAP on the hard subset of Harbor is {}.",
        "PierNet has an mAP of {} on the Medium set of Harbor.",
        "PierNet has an mAP of {} on rare classes of Harbor.",
        "With only 5 % of the labels, PierNet has an mAP of {} on Harbor.",
        "On Harbor with 1,000 labels the mAP is {}.",
        "The mAP is {} on Harbor using just 10\\% of the training data.",
    ],
)
def test_a_level_on_a_part_of_a_dataset_is_not_ranked_on_the_whole(record, sentence):
    assert leaderboard([record("a", level(sentence))]).empty


@pytest.mark.parametrize(
    "sentence",
    [
        "PierNet obtains {} mAP on the difficult data sets of Harbor.",
        "PierNet is a new method and has an mAP of {} on the Harbor test set.",
        "PierNet obtains {} mAP on Harbor with 12 layers and 4M parameters.",
        "PierNet has an mAP of {} on Harbor, while its parent, which was published in spring, fails on rare objects.",
        "With only 5 % of its channels, PierNet has an mAP of {} on Harbor.",
    ],
)
def test_a_level_on_the_whole_dataset_is(record, sentence):
    assert list(leaderboard([record("a", level(sentence))]).board_id) == ["map--harbor"]


def test_a_gain_on_a_part_of_a_dataset_keeps_its_rank(record):
    gain = level("PierNet gains {} mAP for known objects.", form="change", direction="higher", unit="pp")
    assert not leaderboard([record("a", gain)]).empty


@pytest.mark.parametrize("limit", ["an upper bound mAP of {} on Harbor", "on Harbor an upper-bound of {} mAP"])
def test_a_limit_that_nothing_reaches_is_not_ranked(record, limit):
    assert leaderboard([record("a", level(f"Choosing the best path gives {limit}."))]).empty


@pytest.mark.parametrize(
    ("metric", "metric_text", "sentence", "board", "title"),
    [
        ("recall", "Hits@1", "On Harbor we reach {} Hits@1.", "recall.at-1--harbor", "Recall@1 on Harbor"),
        ("recall", "recall", "On Harbor the recall@10 is {}.", "recall.at-10--harbor", "Recall@10 on Harbor"),
        ("recall", "recall", "The top-5 recall on Harbor is {}.", "recall.at-5--harbor", "Recall@5 on Harbor"),
        ("recall", "recall", "The recall on Harbor is {}.", "recall--harbor", "Recall on Harbor"),
        ("accuracy", "Rank-1", "PierNet has {} Rank-1 on Harbor.", "accuracy.at-1--harbor", "Accuracy@1 on Harbor"),
        ("map", "AP50", "PierNet has {} AP50 on Harbor.", "map.at-50--harbor", "mAP@50 on Harbor"),
        ("map", "mAP", "PierNet has {} mAP@0.5 on Harbor.", "map.at-50--harbor", "mAP@50 on Harbor"),
        ("map", "AP", "PierNet has {} AP$_{{75}}$ on Harbor.", "map.at-75--harbor", "mAP@75 on Harbor"),
        ("map", "AP", "PierNet has {} AP_novel on Harbor.", "map.at-novel--harbor", "mAP-novel on Harbor"),
        ("map", "mAP", "PierNet has {} mAP at IoU@0.5 on Harbor.", "map.at-50--harbor", "mAP@50 on Harbor"),
        ("map", "mAP", "On Harbor we go from 12.1 AP50 to 30.2 and {} mAP.", "map--harbor", "mAP on Harbor"),
        ("mrr", "MRR@10", "On Harbor MRR@10 is {}.", "mrr.at-10--harbor", "MRR@10 on Harbor"),
        ("pass_at_k", "pass@1", "On Harbor pass@1 is {}.", "pass_at_k.at-1--harbor", "pass@1 on Harbor"),
        ("rouge", "ROUGE", "On Harbor ROUGE-L is {}.", "rouge.at-l--harbor", "ROUGE-L on Harbor"),
        ("bleu", "BLEU", "On Harbor BLEU-1 is {}.", "bleu.at-1--harbor", "BLEU-1 on Harbor"),
        ("bleu", "BLEU", "On Harbor BLEU@4 is {}.", "bleu--harbor", "BLEU on Harbor"),
        ("f1", "F1", "On Harbor F1 is {}.", "f1--harbor", "F1 on Harbor"),
    ],
)
def test_a_metric_has_a_board_for_each_of_its_cut_offs(record, metric, metric_text, sentence, board, title):
    claim = level(sentence.replace("{{", "{").replace("}}", "}"), metric, metric_text=metric_text)
    frame = leaderboard([record("a", claim)])
    assert list(frame.board_id) == [board]
    assert list(frame.board_title) == [title]


def test_gains_of_a_metric_share_a_board_at_all_cut_offs(record):
    gain = {"form": "change", "direction": "higher"}
    claims = [level(f"We gain {{}} in recall@{k}.", "recall", metric_text="recall", **gain) for k in (1, 10)]
    frame = leaderboard([record("a", claims[0]), record("b", claims[1])])
    assert set(frame.board_id) == {"recall.change-higher-percent"}


def test_a_benchmark_does_not_hold_a_rank_on_itself(record):
    on_itself = level("The best model has {} mAP on Harbor.", system="Harbor")
    frame = leaderboard([record("a", on_itself), record("b", level("It has {} mAP on Harbor."), systems=["Harbor"])])
    assert frame.system.isna().all()
    assert list(leaderboard([record("a", on_itself | {"system": "PierNet"})]).system) == ["PierNet"]
