"""Names for filters that nothing meets."""

import pytest
from claimboard.tables import NamesSeen, comparison, leaderboard


@pytest.fixture(scope="module")
def one(record):
    made = record(
        "a",
        {"metric": "latency", "low": 5, "unit": "ms", "hardware": ["NVIDIA A100"], "architectures": ["ResNet-50"]},
        {"metric": "accuracy", "low": 90, "datasets": ["CIFAR-10"]},
        {"metric": "accuracy", "low": 80, "datasets": ["CIFAR-100"]},
        {"metric": "accuracy", "low": 70, "datasets": ["CIFAR-100"]},
        families={"ResNet-50": "resnet"},
        tasks=["image classification"],
    )
    hardware = tuple(mention.model_copy(update={"vendor": "NVIDIA"}) for mention in made.hardware)
    return made.model_copy(update={"hardware": hardware})


@pytest.mark.parametrize("name", ["NVIDIA A100", "A100", "a-100", "nvidia a100"])
def test_hardware_is_found_with_and_without_its_maker(one, name):
    assert list(leaderboard([one], hardware=name).metric) == ["latency"]
    assert [column.metric for column in comparison([one], hardware=name).columns] == ["latency"]


@pytest.mark.parametrize("name", ["NVIDIA", "100", "A10"])
def test_hardware_is_not_found_by_a_part_of_its_name(one, name):
    assert leaderboard([one], hardware=name).empty


def unmet(record, **filters):
    seen = NamesSeen()
    assert list(seen.noted([record])) == [record]
    return list(seen.unmet(filters))


@pytest.mark.parametrize(
    "filters",
    [
        {"hardware": "A100"},
        {"dataset": ["cifar 10", "CIFAR100"]},
        {"architecture": "resnet"},
        {"task": "Image-Classification"},
        {"dataset": None},
    ],
)
def test_nothing_is_said_of_a_name_that_something_has(one, filters):
    assert unmet(one, **filters) == []


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"dataset": "CIFAR"}, "no claim names the dataset 'CIFAR': near names are 'CIFAR-100', 'CIFAR-10'"),
        ({"hardware": "A10"}, "no claim names hardware 'A10': near names are 'NVIDIA A100'"),
        (
            {"architecture": "resnet-5"},
            "no claim names the architecture 'resnet-5': near names are 'ResNet-50', 'resnet'",
        ),
        ({"task": "clasification"}, "no paper names the task 'clasification': near names are 'image classification'"),
        ({"task": "poetry"}, "no paper names the task 'poetry', nor one spelled like it"),
        ({"dataset": "--"}, "no claim names the dataset '--', nor one spelled like it"),
    ],
)
def test_near_names_are_told_the_most_frequent_first(one, filters, said):
    assert unmet(one, **filters) == [said]
