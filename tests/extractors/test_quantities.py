"""Numbers, units, ranges, bounds and averages, as people write them."""

import pytest
from claimboard.extractors.document import lay_out
from claimboard.extractors.quantities import QuantityMatch, find_quantities
from claimboard.schemas import is_unit
from hypothesis import given
from hypothesis import strategies as st


def quantities(text: str) -> list[QuantityMatch]:
    return find_quantities(lay_out("", text))


def values(text: str) -> list[tuple[str, float, float, str]]:
    return [(text[q.start : q.end], q.low, q.high, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit"),
    [
        # percent, points
        ("cuts power by 49%", "49%", 49, 49, "percent"),
        (r"an error of 2.86\% here", r"2.86\%", 2.86, 2.86, "percent"),
        (r"an accuracy of $91.5\%$ here", r"91.5\%", 91.5, 91.5, "percent"),
        ("gains 12 percent over it", "12 percent", 12, 12, "percent"),
        ("rises by five percent", "five percent", 5, 5, "percent"),
        ("better by 3.3%p", "3.3%p", 3.3, 3.3, "pp"),
        ("a gain of 4.5 percentage points", "4.5 percentage points", 4.5, 4.5, "pp"),
        ("ahead by 2 points", "2 points", 2, 2, "pp"),
        ("gains 1.7 F1 points", "1.7", 1.7, 1.7, "pp"),
        ("gains 1.7 BLEU points", "1.7", 1.7, 1.7, "none"),
        ("reaching 73,6% of it", "73,6%", 73.6, 73.6, "percent"),
        ("gains 6.8-12.0 F1 points", "6.8-12.0", 6.8, 12, "pp"),
        ("by 25.4 3D IoU percentage points", "25.4", 25.4, 25.4, "pp"),
        ("reaching 90+% here", "90+%", 90, 90, "percent"),
        # multipliers
        ("runs 1.72times faster", "1.72times", 1.72, 1.72, "x"),
        ("is 12x smaller", "12x", 12, 12, "x"),
        ("is 5.3× smaller", "5.3×", 5.3, 5.3, "x"),
        (r"is $3.1\times$ smaller", r"3.1\times", 3.1, 3.1, "x"),
        ("a 7-fold reduction", "7-fold", 7, 7, "x"),
        ("five times fewer queries", "five times", 5, 5, "x"),
        ("shrinks it by a factor of 16", "16", 16, 16, "x"),
        ("a speedup of 2.4 over it", "2.4", 2.4, 2.4, "x"),
        ("two orders of magnitude faster", "two orders of magnitude", 100, 100, "x"),
        ("an order of magnitude cheaper", "an order of magnitude", 10, 10, "x"),
        ("two to three orders of magnitude less", "two to three orders of magnitude", 100, 1000, "x"),
        ("twice as fast as before", "twice", 2, 2, "x"),
        ("we halve the delay", "halve", 2, 2, "x"),
        ("needs one fifth of the memory", "one fifth", 5, 5, "x"),
        ("a threefold increase in speed", "threefold", 3, 3, "x"),
        ("cheaper by a factor of 2 to 10", "2 to 10", 2, 10, "x"),
        ("between a factor of 3 and 5 less", "3 and 5", 3, 5, "x"),
        ("is six~seven times quicker", "six~seven times", 6, 7, "x"),
        ("with a speedup of ×6 over it", "6", 6, 6, "x"),
        ("solves eleven times more", "eleven times", 11, 11, "x"),
        ("speedups ranging from 1.4 to 2.8 over it", "1.4 to 2.8", 1.4, 2.8, "x"),
        # ranges
        ("speedups of 2.97~25.22x", "2.97~25.22x", 2.97, 25.22, "x"),
        ("faster by 8-10times", "8-10times", 8, 10, "x"),
        ("is 3.65 sim 39.14times faster", "3.65 sim 39.14times", 3.65, 39.14, "x"),
        ("gains of 3x-10x", "3x-10x", 3, 10, "x"),
        ("grows by 5.55% to 39.88%", "5.55% to 39.88%", 5.55, 39.88, "percent"),
        ("lies between 91% and 94% always", "91% and 94%", 91, 94, "percent"),
        ("an error ranging from 4 mm to 9 mm", "4 mm to 9 mm", 4, 9, "mm"),
        ("is 2.1 3.4 times faster", "2.1 3.4 times", 2.1, 3.4, "x"),
        # units
        ("takes 17.1 ms a frame", "17.1 ms", 17.1, 17.1, "ms"),
        ("takes 0.34 milliseconds", "0.34 milliseconds", 0.34, 0.34, "ms"),
        ("draws 2.6W only", "2.6W", 2.6, 2.6, "W"),
        (r"draws 121 \muJ each", r"121 \muJ", 121, 121, "uJ"),
        ("at 30 frames per second", "30 frames per second", 30, 30, "fps"),
        ("at 120fps on it", "120fps", 120, 120, "fps"),
        ("delivers 1.2 million queries per second", "1.2 million queries per second", 1.2e6, 1.2e6, "queries/s"),
        ("delivers 3.5 TOPS/W", "3.5 TOPS/W", 3.5, 3.5, "TOPS/W"),
        ("moves at 58mm/s", "58mm/s", 58, 58, "mm/s"),
        ("trained in 12 GPU hours", "12 GPU hours", 12, 12, "GPU-hours"),
        ("in less than a day", "a day", 1, 1, "d"),
        ("off by 4° at most", "4°", 4, 4, "deg"),
        ("with only 600M FLOPs", "600M FLOPs", 600, 600, "MFLOPs"),
        ("in one fifth of a second", "one fifth of a second", 0.2, 0.2, "s"),
        ("in half a second", "half a second", 0.5, 0.5, "s"),
        ("with 500 MBytes of it", "500 MBytes", 500, 500, "MB"),
        ("placed to 0.70plusmn0.46mum here", "0.70plusmn0.46mum", 0.7, 0.7, "um"),
        # what exports leave of numbers
        ("better by more than12% there", "12%", 12, 12, "percent"),
        ("tracks the human92.0% of the time", "92.0%", 92, 92, "percent"),
        ("gains 9:5% on it", "9:5%", 9.5, 9.5, "percent"),
        ("runs 2xfaster", "2x", 2, 2, "x"),
        (r"is $\bm{108}\times$ faster", r"108}\times", 108, 108, "x"),
        (r"a 3-80\times3-80\times speedup", r"3-80\times", 3, 80, "x"),
        (r"below $10^{-2}$ seconds", r"10^{-2}$ seconds", 0.01, 0.01, "s"),
        ("an mIoU(%) of 82.5 is", "82.5", 82.5, 82.5, "percent"),
        # plain numbers
        ("an F1 of 0.64 is", "0.64", 0.64, 0.64, "none"),
        ("has 1.4M parameters", "1.4M", 1.4e6, 1.4e6, "none"),
        ("has 61 million parameters", "61 million", 61e6, 61e6, "none"),
        ("needs 1,250 queries", "1,250", 1250, 1250, "none"),
        ("an error of 2.4 ± 0.3% on it", "2.4 ± 0.3%", 2.4, 2.4, "percent"),
        ("lower by 20%±14% on it", "20%±14%", 20, 20, "percent"),
        ("an error of 0.5 ± 0.1 ± 0.2 mm on it", "0.5 ± 0.1 ± 0.2 mm", 0.5, 0.5, "mm"),
        # units of machines and their exports
        ("crawls at 0.4 body lengths per second", "0.4 body lengths per second", 0.4, 0.4, "body lengths/s"),
        ("crawls at 1.2 BL/s here", "1.2 BL/s", 1.2, 1.2, "body lengths/s"),
        ("flies at 3.5 ms−1 there", "3.5 ms−1", 3.5, 3.5, "m/s"),
        ("a lift of 140 muN here", "140 muN", 140, 140, "uN"),
        ("a flow of 24 μL/min here", "24 μL/min", 24, 24, "uL/min"),
        ("turns by 18/spl deg/ here", "18/spl deg/", 18, 18, "deg"),
        ("a step of 12 ¿m here", "12 ¿m", 12, 12, "um"),
        ("a torque of 2.6N.m here", "2.6N.m", 2.6, 2.6, "Nm"),
        ("an error of 2.4-deg here", "2.4-deg", 2.4, 2.4, "deg"),
        ("a field of 3 mT here", "3 mT", 3, 3, "mT"),
        ("under three meters from it", "three meters", 3, 3, "m"),
        ("costs 14 euros each", "14 euros", 14, 14, "€"),
        ("needs 1.5G GPU memory", "1.5G", 1.5, 1.5, "GB"),
        ("at 40G inference FLOPs", "40G", 40, 40, "GFLOPs"),
        ("reads 20-30 images per second", "20-30 images per second", 20, 30, "images/s"),
        ("reads 65M points/sec here", "65M points/sec", 65e6, 65e6, "points/s"),
        ("takes 20 µs per point", "20 µs per point", 20, 20, "us"),
        ("solves it for 16 robots within a second", "a second", 1, 1, "s"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, written: str, low: float, high: float, unit: str) -> None:
    assert values(text) == [(written, low, high, unit)]


def test_what_follows_a_unit_is_the_thing_measured() -> None:
    assert values("with 50% FLOPs and 4x parameters") == [("50%", 50, 50, "percent"), ("4x", 4, 4, "x")]


def test_from_x_to_y_is_two_numbers_but_a_range_of_multipliers_is_one() -> None:
    assert [v[1] for v in values("rises from 69.8% to 73.2% there")] == [69.8, 73.2]
    assert [v[1:3] for v in values("faster, from 2.1x to 4.0x")] == [(2.1, 4.0)]


def test_the_unit_behind_a_bracket_holds_for_what_stands_in_it() -> None:
    read = [(low, unit) for _, low, _, unit in values("errors of 0.32 (0.83) mm and (0.06 ± 0.02) mm")]
    assert read == [(0.32, "mm"), (0.83, "mm"), (0.06, "mm")]


def test_a_series_of_ranges_is_read_as_ranges() -> None:
    assert [q.high for q in quantities("rates ranging from 62% to 75% on A and 88% to 99% on B")] == [75, 99]


def test_a_list_shares_the_unit_of_its_last_number() -> None:
    found = quantities("yields 81.4 and 45.2% on the two")
    assert [(q.low, q.unit) for q in found] == [(81.4, "percent"), (45.2, "percent")]
    assert found[0].notes == ("unit:inferred",)


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("a score of 0.82, 1.3% better", [0.82, 1.3]),
        ("by 3.1% 4.6% and 2.0% on the three", [3.1, 4.6, 2.0]),
        ("lifts the tiny one by 1.8% to 79.3%", [1.8, 79.3]),
        ("on A (from 69% to 82%), B (73.9% to 76%)", [69, 82, 73.9, 76]),
        ("a gain of recall from 28.6% to 35.3%", [28.6, 35.3]),
        ("cut from 1 hour to 31.2±5.3 min", [1, 31.2]),
    ],
)
def test_two_numbers_are_no_range(text: str, lows: list[float]) -> None:
    assert [q.low for q in quantities(text)] == lows


@pytest.mark.parametrize(
    "text",
    [
        "images of 224x224 pixels",
        "a room of 7m×4m×3m",
        "a 20 mm by 30 mm patch",
        "a 1.7 × 1.8 × 2 cm3 body",
        "back in the 1990s",
        "known for half a century",
        "with 32, 44 and 56 layers",
        "a set containing 2,000 candidates",
        "a cloud of 3000 points",
        "in ten-fold cross-validation",
        "was repeated 20 times in total",
        "an mAP@[0.5:0.95] metric",
        "on a 2.8 GHz desktop CPU",
        "under a budget of 40 MFLOPs",
        "at a driving voltage of 8 V",
        "cut into 30 s segments",
        "when the overlap is smaller than 50%",
        "when trained with 10% of it",
        "  2, 8 3, 7 3.5, 6.5 4",
        r"in $O(n^{3/2})$ steps",
        r"for $\epsilon = 0.1$ only",
        "a 64times64 array",
        "crops of 320 x 240",
        "in 2021 we built it",
        "ResNet-50 and CIFAR-10",
        "as shown before [12, 15]",
        "significant (p < 0.05)",
        "at 95% confidence",
        "the 3rd place",
        "we asked 12 participants",
        "a set of 50,000 images",
        "with 18 layers",
        "over TLS 1.3 only",
        "on a 5-point Likert scale",
        "the aims are threefold: to see",
        "scanned into 3D points",
        "using 14 million data points",
        "rang 0.3 times per room",
    ],
)
def test_what_can_be_no_result_is_left_out(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("by up to 49%", ["up_to"]),
        ("as high as 96%", ["up_to"]),
        ("by as much as 1.5%", ["up_to"]),
        ("more than 90% of it", ["at_least"]),
        ("over 30fps here", ["at_least"]),
        ("reaches 80%+ there", ["at_least"]),
        ("reaches 80+% there", ["at_least"]),
        ("or > 95% of it", ["at_least"]),
        ("less than 1 ms each", ["at_most"]),
        ("within 2% of it", ["at_most"]),
        ("under 10 W in all", ["at_most"]),
        ("as low as 0.3%", ["at_most"]),
        ("about 98% of it", ["approx"]),
        ("nearly 35% better", ["approx"]),
        ("~5 ms a step", ["approx"]),
        ("approx60% of it", ["approx"]),
        ("just 12% of it", ["exact"]),
        ("by up to 49% and 89%", ["up_to", "up_to"]),
        ("about 47.01% and 79.25%", ["approx", "approx"]),
        ("by up to 1.0% for A, 0.5% for B, and 0.7% for C", ["up_to"] * 3),
        ("by up to 88%, while it gains a further 16%", ["up_to", "exact"]),
    ],
)
def test_bounds_and_their_scope(text: str, bounds: list[str]) -> None:
    assert [q.bound for q in quantities(text)] == bounds


@pytest.mark.parametrize(
    ("text", "average"),
    [
        ("a gain of 3.2% on average", True),
        ("an average speedup of 4.1x", True),
        ("on average, it saves 12 W", True),
        ("a mean error of 3 mm", True),
        ("a mean average precision of 41%", False),
        ("a mean absolute error of 3 mm", False),
        ("a gain of 3.2% at best", False),
    ],
)
def test_averages(text: str, average: bool) -> None:
    assert [q.average for q in quantities(text)] == [average]


@given(st.floats(0.01, 9999).map(lambda v: round(v, 2)), st.sampled_from(["%", " ms", "x", " GB", " fps", " dB"]))
def test_any_number_is_found_where_it_stands(value: float, unit: str) -> None:
    text = f"reduces the cost of it to {value}{unit} in tests"
    (found,) = quantities(text)
    assert found.low == found.high == value
    assert text[found.start : found.end] == f"{value}{unit}"


@given(st.text(max_size=300))
def test_any_text_gives_ordered_disjoint_valid_numbers(text: str) -> None:
    end = 0
    for q in quantities(text):
        assert end <= q.start < q.end <= len(text)
        assert q.low <= q.high
        assert is_unit(q.unit)
        end = q.end


@given(
    st.lists(st.sampled_from(["9", "-", " ", ",", ".", "%", "x", "to ", "±", "$", "\\times", "e", "("]), max_size=80)
)
def test_number_soup_is_read_without_harm(parts: list[str]) -> None:
    quantities("".join(parts))


@pytest.mark.parametrize(
    "text",
    ["We verbalise RDF triples.", "We compare with Double Deep Q-Learning.", "It does as well as a second algorithm."],
)
def test_words_that_only_look_like_multiples_or_durations_are_no_numbers(text: str) -> None:
    assert find_quantities(lay_out("", text)) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("It triples the accuracy.", 3.0, "x"), ("It takes a second on a GPU.", 1.0, "s")],
)
def test_words_of_multiples_and_durations_are_numbers(text: str, value: float, unit: str) -> None:
    assert [(q.low, q.unit) for q in find_quantities(lay_out("", text))] == [(value, unit)]
