"""Filters, grouping, the index, and the shape of the leaderboard."""

import pytest
from claimboard.schemas import UsageError
from claimboard.tables import column_names, leaderboard, leaderboard_index


@pytest.fixture(scope="module")
def records(record):
    def speedup(low, **fields):
        return {"metric": "speedup", "low": low, "unit": "x", "form": "ratio", "direction": "higher"} | fields

    return [
        record(
            "a",
            speedup(2, hardware=["Artix-7"], architectures=["ResNet-50"]),
            {"metric": "top1_accuracy", "low": 76, "datasets": ["CIFAR-100"]},
            kinds={"Artix-7": "fpga"},
            families={"ResNet-50": "resnet"},
            tasks=["image classification"],
            systems=["Lean"],
        ),
        record("b", speedup(3, hardware=["Tesla V100"]), kinds={"Tesla V100": "gpu"}, tasks=["object detection"]),
        record(
            "c",
            speedup(4, notes=["baseline:implied"]),
            {"metric": "top1_accuracy", "low": 80, "datasets": ["CIFAR-100"]},
        ),
    ]


@pytest.mark.parametrize(
    ("filters", "papers"),
    [
        ({}, ["c", "a", "c", "b", "a"]),
        ({"metric": "speedup"}, ["c", "b", "a"]),
        ({"metric": "Top-1 Accuracy"}, ["c", "a"]),
        ({"metric": ["speedup", "top1 accuracy"]}, ["c", "a", "c", "b", "a"]),
        ({"dataset": "cifar100"}, ["c", "a"]),
        ({"hardware": "tesla-v100"}, ["b"]),
        ({"hardware_kind": "FPGA"}, ["a"]),
        ({"hardware_kind": ["fpga", "gpu"]}, ["b", "a"]),
        ({"architecture": "resnet50"}, ["a"]),
        ({"architecture": "ResNet"}, ["a"]),
        ({"task": "Image Classification"}, ["a", "a"]),
        ({"form": "absolute"}, ["c", "a"]),
        ({"certain": True}, ["c", "a", "b", "a"]),
        ({"min_papers": 3}, ["c", "b", "a"]),
        ({"dataset": "nowhere"}, []),
    ],
)
def test_filters(records, filters, papers):
    frame = leaderboard(records, **filters)
    assert sorted(frame.paper_id) == sorted(papers)
    assert tuple(frame.columns) == column_names("leaderboard")


def test_grouping_splits_boards(records):
    frame = leaderboard(records, metric="speedup", group_by="hardware_kind")
    assert dict(zip(frame.board_id, frame.group.fillna(""), strict=True)) == {
        "speedup.ratio-higher-x=fpga": "fpga",
        "speedup.ratio-higher-x=gpu": "gpu",
        "speedup.ratio-higher-x=none-named": "",
    }
    assert list(frame["rank"]) == [1, 1, 1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"metric": "accuracyy"}, "unknown metric 'accuracyy': did you mean 'accuracy'"),
        ({"metric": "zzzzqqq"}, "unknown metric 'zzzzqqq'"),
        ({"hardware_kind": "toaster"}, "hardware kind cannot be 'toaster': use 'gpu', 'edge-gpu'"),
        ({"form": "percent"}, "form cannot be 'percent'"),
        ({"rank_by": "luck"}, "rank_by cannot be 'luck': use 'claimed', 'conservative'"),
        ({"group_by": "vendor"}, "group_by cannot be 'vendor'"),
        ({"metric": "accuracy", "better": "lower"}, "better='lower' contradicts 'accuracy'"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_what_would(records, options, message):
    with pytest.raises(UsageError) as caught:
        leaderboard(records, **options)
    assert message in str(caught.value)


def test_records_are_passed_over_once(records):
    assert len(leaderboard(iter(records))) == 5


def test_the_papers_only_system_stands_for_an_unnamed_one(records):
    frame = leaderboard(records, metric="top1_accuracy").set_index("paper_id")
    assert frame.system["a"] == "Lean"
    assert frame.system.isna()["c"]


def test_boards_with_most_papers_come_first(records):
    assert list(dict.fromkeys(leaderboard(records).board_id)) == ["speedup.ratio-higher-x", "top1_accuracy--cifar100"]


def test_index_says_size_best_value_and_holder(records):
    index = leaderboard_index(leaderboard(records))
    assert tuple(index.columns) == column_names("leaderboard_index")
    assert index[["papers", "claims", "best_value", "holder"]].values.tolist() == [
        [3, 3, "4×", "Paper c"],
        [2, 2, "80 %", "Paper c"],
    ]


def test_index_of_a_board_without_ranks_names_no_holder(record):
    claim = {"metric": "speedup", "low": 9, "unit": "x", "form": "ratio", "direction": "higher", "bound": "up_to"}
    index = leaderboard_index(leaderboard([record("a", claim)], rank_by="conservative"))
    assert index.papers[0] == 1
    assert index[["best_value", "holder"]].isna().all(axis=None)


def test_index_of_nothing_is_empty(records):
    index = leaderboard_index(leaderboard(records, dataset="nowhere"))
    assert index.empty
    assert tuple(index.columns) == column_names("leaderboard_index")
