"""Records keep what the contract says, refuse everything else, and say what is wrong."""

import datetime
import json
import pickle
import re
from collections.abc import Callable
from typing import Any

import pytest
from claimboard.schemas import NOTE_KINDS, Paper, PaperRecord, Quantity, Source
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

Data = dict[str, Any]
Validate = Callable[[], PaperRecord]

SOURCE = Source(path="-", format="jsonl", line=1)


def put(data: Data, path: str, value: object) -> None:
    """Set a value deep in a record, by a path such as `claims.0.quantity.low`."""
    *parents, last = path.split(".")
    target: Any = data
    for name in parents:
        target = target[int(name)] if name.isdigit() else target[name]
    target[last] = value


def test_a_record_survives_json(data: Data, validate: Validate) -> None:
    record = validate()
    assert json.loads(record.model_dump_json()) == data
    assert PaperRecord.model_validate_json(record.model_dump_json()) == record
    assert record.paper.date == datetime.date(2024, 2, 29)


def test_a_record_survives_pickling(validate: Validate) -> None:
    record = validate()
    assert pickle.loads(pickle.dumps(record)) == record


def test_records_need_no_more_than_a_paper() -> None:
    record = PaperRecord(paper=Paper(id="p", title="", abstract="", source=SOURCE))
    assert record.schema_version == "1"
    assert record.claims == ()
    assert list(record.spans()) == []


def test_spans_yields_every_place(validate: Validate) -> None:
    texts = [span.text for span in validate().spans()]
    assert texts[:7] == ["Φ-Net", "𝚽-Net", "COCO", "ResNet-50", "Jetson Nano", "Detection", "49%"]
    assert len(texts) == 8


def test_records_are_frozen(validate: Validate) -> None:
    record = validate()
    with pytest.raises(ValidationError, match="frozen"):
        record.paper.title = "another"
    assert {*record.claims, *record.claims} == {record.claims[0]}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("schema_version", "2", "schema_version\n  Input should be '1'"),
        ("surprise", 1, "surprise\n  Extra inputs are not permitted"),
        ("paper.surprise", 1, "paper.surprise\n  Extra inputs are not permitted"),
        ("claims.0.quantity.surprise", 1, "claims.0.quantity.surprise\n  Extra inputs are not permitted"),
        ("paper.id", "", "at least 1 character"),
        ("paper.title", 7, "valid string"),
        ("paper.date", "Feb 29, 2024", "valid date"),
        ("paper.date", 1709164800, "valid date"),
        ("paper.n_authors", -1, "greater than or equal to 0"),
        ("paper.upvotes", "3", "valid integer"),
        ("paper.source.line", 0, "greater than or equal to 1"),
        ("datasets.0.end", 3, "end - start is"),
        ("datasets.0.text", "", "at least 1 character"),
        ("datasets.0.start", -1, "greater than or equal to 0"),
        ("datasets.0.field", "body", "'title' or 'abstract'"),
        ("datasets.0.text", "KITI", "'COCO', not 'KITI'"),
        ("systems.0.spans.0.text", "Φ-Net", "paper 'p1': abstract[0:5] is '𝚽-Net', not 'Φ-Net'"),
        ("hardware.0.kind", "toaster", "Input should be 'gpu', 'edge-gpu'"),
        ("claims.0.id", "XYZ", "String should match pattern"),
        ("claims.0.metric", "swiftness", "metric 'swiftness' is neither an id of schemas/metrics.json nor"),
        ("claims.0.metric", "other:QoS utility", "metric 'other:QoS utility' is neither"),
        ("claims.0.form", "relative", "'absolute', 'change', 'ratio' or 'fraction'"),
        ("claims.0.form", "absolute", "direction must be null: a claim of form 'absolute'"),
        ("claims.0.direction", None, "direction is missing: a claim of form 'change' goes 'higher' or 'lower'"),
        ("claims.0.direction", "down", "'higher' or 'lower'"),
        ("claims.0.effect", "good", "'improvement' or 'degradation'"),
        ("claims.0.subject", "ours", "'own', 'baseline' or 'other'"),
        ("claims.0.notes", ["guessed"], "Input should be 'metric:inferred'"),
        ("claims.0.datasets", ["KITTI"], "claim 0123456789ab names 'KITTI', which is not in datasets"),
        ("claims.0.architectures", ["VGG-16"], "names 'VGG-16', which is not in architectures"),
        ("claims.0.hardware", ["Jetson Nano"], "names 'Jetson Nano', which is not in hardware"),
        ("claims.0.quantity.unit", "Percent", "unit 'Percent' is not one: use percent, pp, x, none"),
        ("claims.0.quantity.bound", "maximum", "'up_to'"),
        ("claims.0.quantity.low", 50.0, "low 50.0 is above high 49.0"),
        ("claims.0.quantity.low", "49", "valid number"),
        ("claims.0.quantity.average", 1, "valid boolean"),
    ],
)
def test_a_broken_record_is_refused_with_the_reason(
    data: Data, validate: Validate, path: str, value: object, message: str
) -> None:
    put(data, path, value)
    with pytest.raises(ValidationError, match=re.escape(message)):
        validate()


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("end", ["low", "high"])
def test_numbers_are_finite(data: Data, validate: Validate, end: str, name: str) -> None:
    put(data, f"claims.0.quantity.{end}", float(name.lower().replace("infinity", "inf")))
    assert name in json.dumps(data)
    with pytest.raises(ValidationError, match="finite number"):
        validate()


def test_the_evidence_holds_the_quantity(data: Data, validate: Validate, span: Callable[..., Data]) -> None:
    data["claims"][0]["evidence"] = span("It cuts latency")
    with pytest.raises(ValidationError, match=r"evidence abstract\[16:31\] does not hold the quantity abstract\["):
        validate()


@pytest.mark.parametrize(("form", "direction"), [("absolute", None), ("fraction", None), ("ratio", "higher")])
def test_each_form_takes_its_direction(data: Data, validate: Validate, form: str, direction: str | None) -> None:
    data["claims"][0] |= {"form": form, "direction": direction}
    assert validate().claims[0].direction == direction


def test_every_note_kind_names_a_field_of_the_claim(data: Data, validate: Validate) -> None:
    data["claims"][0]["notes"] = list(NOTE_KINDS)
    claim = validate().claims[0]
    known = {*type(claim).model_fields, *type(claim.quantity).model_fields}
    assert {note.partition(":")[0] for note in claim.notes} <= known


def test_extra_fields_are_json() -> None:
    with pytest.raises(ValidationError, match="not a valid JSON value"):
        Paper(id="p", title="", abstract="", source=SOURCE, extra={"day": datetime.date(2024, 1, 1)})  # type: ignore[dict-item]


@pytest.mark.parametrize("field", ["title", "abstract"])
def test_text_that_no_file_can_hold_is_refused(field: str) -> None:
    texts = {"title": "", "abstract": "", field: "ab\ud83d"}
    with pytest.raises(ValidationError, match="character 2 is half a surrogate pair"):
        Paper(id="p", source=SOURCE, **texts)


@given(
    title=st.text(),
    abstract=st.text(),
    extra=st.dictionaries(st.text(), st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists)),
)
def test_any_text_survives_json(title: str, abstract: str, extra: dict[str, Any]) -> None:
    paper = Paper(id="p", title=title, abstract=abstract, source=SOURCE, extra=extra)
    assert Paper.model_validate_json(paper.model_dump_json()) == paper


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False))
def test_offsets_count_code_points(before: str, value: float) -> None:
    quantity = Quantity(
        field="abstract", start=len(before), end=len(before) + 1, text="7", low=value, high=value, unit="none"
    )
    paper = Paper(id="p", title="", abstract=before + "7", source=SOURCE)
    assert paper.abstract[quantity.start : quantity.end] == "7"
    assert Quantity.model_validate_json(quantity.model_dump_json()) == quantity
