"""Figures, mistakes and intervals, on annotations of our own."""

import json
from pathlib import Path

import pytest
from claimboard.evaluation import FIGURES, AnnotatedPaper, Counts, bootstrap, evaluate, figures_report, read_annotations
from claimboard.evaluation.annotations import occurrences
from claimboard.evaluation.spelling import count_common, name_key, name_keys, similar
from claimboard.evaluation.statements import comparable_unit
from claimboard.schemas import InputError
from hypothesis import given
from hypothesis import strategies as st

ABSTRACT = (
    "PocketNet runs VGG-16 on a Jetson TX2 with 31 ms latency, 2.4x faster than TensorRT, "
    "and reaches 91.5% accuracy on SVHN, 1.2% more than pruning."
)
CLAIMS = [
    {"value_text": "31 ms", "unit": "ms", "low": 31, "metric": "latency", "metric_text": "latency", "form": "absolute"},
    {
        "value_text": "2.4x",
        "unit": "x",
        "low": 2.4,
        "metric": "speedup",
        "metric_text": "faster",
        "form": "ratio",
        "direction": "higher",
        "baseline": "TensorRT",
    },
    {
        "value_text": "91.5%",
        "unit": "percent",
        "low": 91.5,
        "metric": "accuracy",
        "metric_text": "accuracy",
        "form": "absolute",
        "datasets": ["SVHN"],
    },
    {
        "value_text": "1.2%",
        "unit": "percent",
        "low": 1.2,
        "metric": "accuracy",
        "metric_text": "accuracy",
        "form": "change",
        "direction": "higher",
        "baseline": "pruning",
        "datasets": ["SVHN"],
    },
]


def annotation(paper_id="p1", claims=CLAIMS, **changes):
    row = {
        "id": paper_id,
        "title": "PocketNet",
        "abstract": ABSTRACT,
        "systems": ["PocketNet"],
        "datasets": ["SVHN"],
        "architectures": ["VGG-16"],
        "hardware": ["Jetson TX2"],
        "claims": [{"occurrence": 1, "high": claim["low"], **claim} for claim in claims],
    }
    return AnnotatedPaper.model_validate_json(json.dumps(row | changes))


@pytest.fixture
def paper():
    return annotation()


def test_an_annotation_scores_perfectly_against_itself(paper, record_of):
    result = evaluate([paper], [record_of(paper)])
    for level in ("value", "claim", "row", "full"):
        assert result.figures[level] == Counts(4, 4, 4)
    assert result.figures["hardware"] == Counts(1, 1, 1)
    assert set(result.fields.values()) == {1.0}
    assert list(result.mistakes()) == []


def test_a_paper_without_a_record_counts_as_missed(paper):
    result = evaluate([paper], [])
    assert result.missing == ("p1",)
    assert result.figures["value"] == Counts(0, 4, 0)
    assert [mistake.kind for mistake in result.mistakes()] == ["missed"] * 4


def test_records_of_other_papers_are_left_aside(paper, record_of):
    result = evaluate([paper], [record_of(paper), record_of(annotation("p2"))])
    assert result.figures["value"] == Counts(4, 4, 4)


def test_two_records_with_one_id_are_refused(paper, record_of):
    with pytest.raises(ValueError, match="two records have the id 'p1'"):
        evaluate([paper], [record_of(paper), record_of(paper)])


def test_a_wrong_metric_counts_as_value_only_and_is_listed(paper, record_of):
    wrong = annotation(claims=[CLAIMS[0] | {"metric": "training_time"}, *CLAIMS[1:]])
    result = evaluate([paper], [record_of(wrong)])
    assert result.figures["value"] == Counts(4, 4, 4)
    assert result.figures["claim"] == Counts(3, 4, 4)
    assert result.confusions == (("latency", "training_time", 1),)
    (mistake,) = result.mistakes()
    assert (mistake.kind, mistake.value) == ("wrong field", "31 ms")
    assert mistake.fields == {"metric": ("latency", "training_time")}
    assert "31 ms latency" in mistake.context


def test_missed_and_spurious_claims_are_told_apart(paper, record_of):
    result = evaluate([annotation(claims=CLAIMS[:3])], [record_of(annotation(claims=CLAIMS[1:]))])
    assert [(mistake.kind, mistake.value) for mistake in result.mistakes()] == [
        ("missed", "31 ms"),
        ("spurious", "1.2%"),
    ]


def test_a_doubtful_value_counts_neither_way(paper, record_of):
    gold = annotation(claims=CLAIMS[:3], ignored=["1.2%"])
    assert evaluate([gold], [record_of(paper)]).figures["value"] == Counts(3, 3, 3)


def test_two_metrics_with_one_number_are_paired_by_metric(record_of):
    both = [CLAIMS[0], CLAIMS[0] | {"metric": "energy"}]
    gold, found = annotation(claims=both), annotation(claims=both[::-1])
    assert evaluate([gold], [record_of(found)]).figures["full"] == Counts(2, 2, 2)


def test_the_report_rounds_to_four_digits_and_is_json(paper, record_of):
    gold = [annotation("a"), annotation("b"), annotation("c")]
    result = evaluate(gold, [record_of(gold[0])])
    report = figures_report(result, bootstrap(result, 200))
    assert report["value"] == {
        "precision": 1.0,
        "recall": 0.3333,
        "f1": 0.5,
        "hits": 4,
        "gold": 12,
        "predicted": 4,
        "f1_interval": [0.0, 1.0],
    }
    assert json.loads(json.dumps(report)) == report


def test_intervals_hold_the_figure_and_repeat(record_of):
    gold = [annotation(f"p{number}") for number in range(40)]
    result = evaluate(gold, [record_of(paper) for paper in gold[::2]])
    intervals = bootstrap(result, 500)
    assert set(intervals) == set(FIGURES)
    assert intervals == bootstrap(result, 500)
    assert intervals["value"].low < result.figures["value"].f1 < intervals["value"].high
    assert bootstrap(evaluate([], []), 500) == {}


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("77.1% and 7.1%", "7.1%", [(10, 14)]),
        ("5 ms or 5 m", "5 m", [(8, 11)]),
        ("1,200 of 200", "200", [(9, 12)]),
        ("200.5 and 200.", "200", [(10, 13)]),
        ("x3 3x", "3", [(1, 2), (3, 4)]),
        ("nothing", "8%", []),
    ],
)
def test_occurrences_cut_neither_numbers_nor_words(text, value, places):
    assert occurrences(text, value) == places


@given(st.text(alphabet="1.,a %", max_size=30), st.text(alphabet="1.a%", min_size=1, max_size=3))
def test_occurrences_are_the_value_and_do_not_overlap(text, value):
    end_before = 0
    for start, end in occurrences(text, value):
        assert text[start:end] == value
        assert start >= end_before
        end_before = end


def test_names_ignore_case_punctuation_and_plural():
    assert name_key("Vision-Transformers") == name_key("vision transformer")
    assert name_key("GPUs") == name_key("gpu")
    assert name_key("loss") != name_key("los")


def test_names_are_matched_one_to_one_whatever_their_order():
    two, one = name_keys("ImageNet", "ILSVRC"), name_keys("ImageNet")
    assert count_common((one, name_keys("ILSVRC")), (two, one)) == 2


def test_phrases_are_similar_when_half_of_their_words_are_shared():
    assert similar("the FP32 baseline", "FP32 model baseline")
    assert not similar("local computing", "DARTS")
    assert not similar("", "")


@pytest.mark.parametrize(
    ("written", "unit"),
    [("%", "percent"), ("GFLOPS", "GFLOPs"), ("gflops", "GFLOPs"), ("FLOPs/s", "FLOPs"), ("µs", "us"), ("mW", "mW")],
)
def test_units_written_differently_compare_equal(written, unit):
    assert comparable_unit(written) == unit


def test_a_broken_annotation_is_named_with_its_line(tmp_path: Path, paper):
    path = tmp_path / "gold.jsonl"
    wrong = paper.model_dump(mode="json")
    wrong["claims"][0]["value_text"] = "32 ms"
    path.write_text(f"{paper.model_dump_json()}\n\n{json.dumps(wrong)}\n{{\n", encoding="utf-8")
    problems = []
    assert [paper.id for paper in read_annotations(str(path), on_problem=problems.append)] == ["p1"]
    assert [(problem.kind, problem.line) for problem in problems] == [("invalid-record", 3), ("invalid-json", 4)]
    assert "'32 ms' (occurrence 1) is not in the abstract" in problems[0].message
    with pytest.raises(InputError, match=r"gold\.jsonl:3"):
        list(read_annotations(str(path)))


def test_missing_annotations_are_an_input_error(tmp_path: Path):
    with pytest.raises(InputError, match=r"gold\.jsonl: the annotations cannot be read"):
        list(read_annotations(str(tmp_path / "gold.jsonl")))
