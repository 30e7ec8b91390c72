"""The charts: what they show, that every mark has a place, and that pictures are whole files."""

import math
import xml.etree.ElementTree as ET

import pytest
from claimboard.schemas import UsageError
from claimboard.tables.report import CHART_NAMES, chart_png, chart_svg, gather, make_chart
from claimboard.tables.report.drawing import WIDTH, Dot, has_a_place, make_scale, shortened
from hypothesis import assume, given
from hypothesis import strategies as st

SVG = "{http://www.w3.org/2000/svg}"
factors = st.floats(1e-12, 1e15)
numbers = st.one_of(st.just(0.0), factors, factors.map(lambda value: -value))


@pytest.fixture(scope="module")
def material(papers):
    return gather(papers)


def dots(chart):
    return [mark for mark in chart.drawing.marks if isinstance(mark, Dot)]


def test_the_tradeoff_shows_papers_that_claim_both(material):
    chart = make_chart(material, "tradeoff")
    assert [(row.label, row.value) for row in chart.rows] == [("LeanNet", "3×, accuracy 0.5 % ↓")]
    assert len(dots(chart)) == 1


def test_the_change_of_accuracy_is_the_one_stated_nearest(record):
    change = {"metric": "accuracy", "form": "change", "direction": "higher"}
    speed = {"metric": "speedup", "unit": "x", "form": "ratio", "direction": "higher"}
    claims = (change | {"value": 1}, speed | {"value": 2}, speed | {"value": 8}, change | {"value": 4, "unit": "pp"})
    chart = make_chart(gather([record("a", *claims)]), "tradeoff")
    assert [row.value for row in chart.rows] == ["8×, accuracy 4 pp ↑"]
    assert dots(chart)[0].tone == "b"


def test_metrics_are_counted(material):
    chart = make_chart(material, "metrics")
    assert [(row.label, row.value) for row in chart.rows] == [
        ("Accuracy", "4 own, 1 of baselines and others"),
        ("Speedup", "2 own, 0 of baselines and others"),
        ("Latency", "1 own, 0 of baselines and others"),
    ]


def test_gains_stand_under_their_kind_of_hardware(material):
    chart = make_chart(material, "hardware")
    assert {row.label: row.value for row in chart.rows} == {
        "FPGA": "3× Speedup (LeanNet)",
        "GPU": "≤ 12× Speedup (Fast Lanes)",
    }


def test_the_timeline_marks_what_was_best_when_it_came(material):
    chart = make_chart(material, "timeline")
    assert chart.title == "Accuracy on CIFAR-10 over time"
    assert [(row.label, row.value) for row in chart.rows] == [
        ("2021-03-01 LeanNet", "92.5 %"),
        ("2022-06-01 Wide Roads", "95.1 %"),
        ("2023-01-15 Narrow Roads", "93 %"),
    ]
    assert [dot.tone for dot in dots(chart)] == ["a", "a", "b"]
    assert make_chart(material, "timeline", "accuracy--cifar10").drawing == chart.drawing


@pytest.mark.parametrize(
    ("name", "board", "message"),
    [
        ("pie", None, "there is no chart 'pie': use 'tradeoff'"),
        ("metrics", "accuracy--cifar10", "not about one board"),
        ("timeline", "accuracy--mnist", "there is no board 'accuracy--mnist'"),
    ],
)
def test_what_does_not_exist_is_said(material, name, board, message):
    with pytest.raises(UsageError, match=message):
        make_chart(material, name, board)


def test_a_timeline_without_years_says_what_gives_them(record):
    one = record("a", {"metric": "accuracy", "value": 9, "datasets": ("D",)})
    undated = one.model_copy(update={"paper": one.paper.model_copy(update={"date_text": "Feb 12"})})
    chart = make_chart(gather([undated]), "timeline")
    assert chart.missing == (
        "no board has 3 papers with a date (1 paper with a day but no year, which claimboard run --saved-on gives)"
    )


@pytest.mark.parametrize("name", CHART_NAMES)
def test_a_chart_of_nothing_says_so(name):
    chart = make_chart(gather([]), name)
    assert chart.drawing is None
    with pytest.raises(UsageError, match="has nothing to show"):
        chart_svg(chart)


@pytest.mark.parametrize("name", CHART_NAMES)
def test_an_svg_file_is_whole_and_stable(material, papers, name):
    text = chart_svg(make_chart(material, name))
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}style") is not None
    assert not root.findall(f".//{SVG}a"), "a file of its own has no claims to lead to"
    assert text == chart_svg(make_chart(gather(papers), name))


def test_what_no_xml_may_hold_is_replaced(record):
    speed = {"metric": "speedup", "value": 2, "unit": "x", "form": "ratio", "direction": "higher"}
    odd = record("a", speed | {"hardware": ("H",)}, title="a\x00b\x1b<&>\ufffe")
    titles = {
        found.text for found in ET.fromstring(chart_svg(make_chart(gather([odd]), "hardware"))).iter(f"{SVG}title")
    }
    assert "a\ufffdb\ufffd<&>\ufffd: Speedup 2×" in titles


@pytest.mark.parametrize("name", CHART_NAMES)
def test_a_png_file_has_the_size_asked_for(material, name):
    pytest.importorskip("vl_convert", reason="PNG charts need vl-convert-python")
    picture = chart_png(make_chart(material, name), scale=3)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20]) == 3 * WIDTH


@given(st.lists(st.tuples(st.dates(), st.floats(0, 100).filter(has_a_place)), min_size=3, max_size=6))
def test_any_day_and_value_has_a_place(record, points):
    records = [
        record(f"p{at}", {"metric": "accuracy", "value": value, "datasets": ("D",)}, date=day.isoformat())
        for at, (day, value) in enumerate(points)
    ]
    material = gather(records)
    assume(len(material.boards[0].rows) == len(points))
    chart = make_chart(material, "timeline", material.boards[0].id)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= chart.drawing.height for dot in dots(chart))


@given(
    st.one_of(
        st.tuples(st.lists(numbers, min_size=1), st.just(False)),
        st.tuples(st.lists(factors, min_size=1), st.just(True)),
    )
)
def test_a_scale_has_room_for_its_values_and_ticks_between_its_ends(case):
    values, logarithmic = case
    scale = make_scale(values, 50, 400, logarithmic=logarithmic)
    assert all(50 <= scale(value) <= 400 for value in values)
    ticks = scale.ticks()
    assert 1 <= len(ticks) <= 7
    assert ticks == sorted(set(ticks))
    assert all(scale.low <= tick <= scale.high and math.isfinite(tick) for tick in ticks)


def test_numbers_that_are_no_results_are_not_drawn(record):
    odd = [
        record("a", {"metric": "speedup", "value": 1e300, "unit": "x", "form": "ratio", "direction": "higher"}),
        record("b", {"metric": "accuracy", "value": 5e-324, "datasets": ("D",)}, date="2020-01-01"),
    ]
    for name in ("tradeoff", "hardware", "timeline"):
        assert make_chart(gather(odd), name).drawing is None


def test_long_names_are_cut():
    assert shortened("four words are here", 12) == "four words…"
    assert shortened("short", 5) == "short"
