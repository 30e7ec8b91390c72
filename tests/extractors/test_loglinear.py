"""Scores of the log-linear models."""

from math import log

import pytest
from claimboard.extractors.loglinear import LogLinear
from hypothesis import given
from hypothesis import strategies as st

WEIGHTS = {f"f{n}": (round((-1) ** n / (n + 3), 3), n / 10, -1e5 if n == 7 else -0.3) for n in range(12)}
MODEL = LogLinear(("a", "b", "c"), (0.1, -0.2, 0.3), WEIGHTS)


@given(st.permutations([*WEIGHTS, "unknown"]))
def test_scores_do_not_depend_on_the_order_of_the_features(features: list[str]) -> None:
    assert MODEL.scores(features) == MODEL.scores(sorted(features))


def test_scores_are_sums_over_the_bias() -> None:
    assert MODEL.scores([]) == [0.1, -0.2, 0.3]
    assert MODEL.scores(["f2", "f2", "unknown"]) == [0.1 + 0.4, -0.2 + 0.4, 0.3 - 0.6]
    assert MODEL.best(["f0"]) == "a"


def test_a_model_of_one_column_scores_the_second_of_two_classes() -> None:
    model = LogLinear(("no", "yes"), (-0.5,), {"a": (0.75,), "b": (-2.0,)})
    assert model.scores(["a", "b", "unknown"]) == [-1.75]
    assert (model.best(["a"]), model.best(["b"])) == ("yes", "no")
    assert model.contributions(["a", "b"]) == [("b", -2.0), ("a", 0.75)]


def test_the_most_probable_class_comes_with_its_probability() -> None:
    model = LogLinear(("a", "b", "c"), (0.0, 0.0, 0.0), {"f": (0.0, log(2), log(5))})
    name, probability = model.most_probable(["f"])
    assert (name, probability) == ("c", pytest.approx(5 / 8, abs=1e-3))
    assert model.most_probable([]) == ("a", pytest.approx(1 / 3))
