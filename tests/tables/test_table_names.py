"""Folding, slugs and ids of boards."""

import pytest
from claimboard.tables.boards import BoardKey, board_id
from claimboard.tables.names import board_name, resolve_metric, slug
from hypothesis import given
from hypothesis import strategies as st

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@pytest.mark.parametrize(
    ("one", "other"),
    [("CIFAR-10", "cifar10"), ("CIFAR 10", "CIFAR_10"), ("Jetson-Nano", "jetson  nano"), ("MS–COCO", "MS-COCO")],
)
def test_spellings_of_one_name(one, other):
    assert board_name(one) == board_name(other)


@pytest.mark.parametrize(("one", "other"), [("Split 1-2", "Split 12"), ("C", "C++"), ("CIFAR-10", "CIFAR-100")])
def test_names_of_two_things(one, other):
    assert board_name(one) != board_name(other)
    assert slug(one) != slug(other)


@given(names, names)
def test_slugs_tell_names_apart_and_fit_a_file_name(one, other):
    assert (slug(one) == slug(other)) == (board_name(one) == board_name(other))
    assert set(slug(one)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug(one)) <= 70


def test_ids_of_boards_are_readable_and_fit_a_file_name():
    key = BoardKey("latency", "absolute", None, "time", ("imagenet",), ("nvidia jetson nano",))
    assert board_id(key) == "latency.time@nvidia-jetson-nano--imagenet"
    assert (
        board_id(BoardKey("throughput", "absolute", None, "images/time", (), ("gpu",)))
        == "throughput.images-per-time@gpu"
    )
    many = BoardKey("accuracy", "absolute", None, "percent", tuple(f"set{n} of many" for n in range(40)))
    assert len(board_id(many)) < 200
    assert board_id(many) != board_id(many._replace(datasets=many.datasets[:-1]))


def test_counted_nouns_that_differ_in_case_alone_have_ids_of_their_own():
    one, other = (
        BoardKey("throughput", "absolute", None, kind, (), ("gpu",)) for kind in ("Frames/time", "frames/time")
    )
    assert board_id(one) != board_id(other)


@pytest.mark.parametrize("name", ["top1_accuracy", "Top-1 accuracy", "TOP1 ACCURACY", "top-1-accuracy"])
def test_metrics_by_id_or_label(name):
    assert resolve_metric(name) == "top1_accuracy"
    assert resolve_metric("other:tip_speed") == "other:tip_speed"
