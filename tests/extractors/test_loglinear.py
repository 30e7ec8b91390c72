"""Scores of log-linear models depend on the features alone, not on the order in which a set gives them."""

from claimboard.extractors.loglinear import LogLinear
from hypothesis import given
from hypothesis import strategies as st

WEIGHTS = {f"f{number}": (number * 0.1 - 1.3,) for number in range(30)}


@given(st.permutations(sorted(WEIGHTS)))
def test_scores_do_not_depend_on_the_order_of_the_features(features):
    model = LogLinear(("no", "yes"), (0.7,), WEIGHTS)
    assert model.scores(features) == model.scores(sorted(WEIGHTS))


def test_features_that_cancel_leave_the_bias():
    model = LogLinear(("no", "yes"), (0.0,), {"a": (0.1,), "b": (0.2,), "c": (-0.3,)})
    assert model.scores(["a", "b", "c"]) == model.scores(["c", "b", "a"])
