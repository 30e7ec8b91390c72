"""One spelling for one thing, and never one for two."""

import csv
from pathlib import Path

import pytest
from claimboard.extractors.canonical import canonical_name, family_of
from hypothesis import given
from hypothesis import strategies as st

with Path(__file__).with_name("alias_pairs.tsv").open(encoding="utf-8", newline="") as rows:
    PAIRS = list(csv.DictReader(rows, delimiter="\t"))


def of_verdict(verdict: str) -> list[dict[str, str]]:
    return [pair for pair in PAIRS if pair["verdict"] == verdict]


def test_there_are_pairs_enough():
    assert len(of_verdict("same")) >= 300
    assert len(of_verdict("different")) >= 100


@pytest.mark.parametrize("pair", of_verdict("same"), ids=lambda p: f"{p['one']} = {p['other']}")
def test_one_thing_has_one_name(pair):
    assert canonical_name(pair["kind"], pair["one"]) == canonical_name(pair["kind"], pair["other"])


@pytest.mark.parametrize("pair", of_verdict("different"), ids=lambda p: f"{p['one']} != {p['other']}")
def test_two_things_have_two_names(pair):
    assert canonical_name(pair["kind"], pair["one"]) != canonical_name(pair["kind"], pair["other"])


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p["one"])
def test_a_canonical_name_is_its_own(pair):
    name = canonical_name(pair["kind"], pair["one"])
    assert canonical_name(pair["kind"], name) == name


@pytest.mark.parametrize(
    ("kind", "surface", "name"),
    [
        ("datasets", "the LagoonText dataset", "LagoonText"),
        ("datasets", "LagoonText-2k", "LagoonText-2K"),
        ("datasets", "Lagoon typo dataset", "Lagoon typo dataset"),
        ("datasets", "Reef – Deep", "Reef-Deep"),
        ("architectures", "GrottoNet34", "GrottoNet-34"),
        ("architectures", "T2", "T2"),
        ("hardware", "nobody's own box", "nobody's own box"),
        ("tasks", "keyword  spotting", "keyword spotting"),
    ],
)
def test_normal_form_of_unknown_names(kind, surface, name):
    assert canonical_name(kind, surface) == name


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("ResNet-50", "resnet"),
        ("WRN-28-10", "resnet"),
        ("ResNet18", "resnet"),
        ("convolutional neural networks", "cnn"),
        ("Llama-3.1-8B", "llama"),
        ("YOLOv5s", "yolo"),
        ("GrottoNet-34", None),
    ],
)
def test_family(name, family):
    assert family_of(name) == family


@given(st.sampled_from(["datasets", "architectures", "hardware"]), st.text(min_size=1, max_size=30))
def test_normal_form_is_stable(kind, surface):
    name = canonical_name(kind, surface)
    assert canonical_name(kind, name) == name
