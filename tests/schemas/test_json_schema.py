"""The published JSON Schema is that of the models, and tells records from other data."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from claimboard.schemas import PaperRecord
from claimboard.schemas.json_schema import SCHEMA_PATH, record_json_schema
from jsonschema import Draft202012Validator


def test_the_published_schema_is_current() -> None:
    published = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    assert published == record_json_schema(), "run `python -m claimboard.schemas.json_schema` and commit the file"


def test_the_schema_is_one_and_describes_its_fields() -> None:
    schema = record_json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["Quantity"]["properties"]["average"]["description"].startswith("True where the text says")


def test_written_records_are_valid(validate: Callable[[], PaperRecord]) -> None:
    Draft202012Validator(record_json_schema()).validate(json.loads(validate().model_dump_json()))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda record: record.update(schema_version="2"), "'1' was expected"),
        (lambda record: record.update(surprise=1), "'surprise' was unexpected"),
        (lambda record: record.pop("tasks"), "'tasks' is a required property"),
        (lambda record: record["claims"][0].update(form="relative"), "'relative' is not one of"),
        (lambda record: record["claims"][0]["quantity"].update(low="49"), "'49' is not of type 'number'"),
    ],
)
def test_other_data_is_not_valid(data: dict[str, Any], spoil: Callable[[dict[str, Any]], Any], message: str) -> None:
    spoil(data)
    errors = [error.message for error in Draft202012Validator(record_json_schema()).iter_errors(data)]
    assert len(errors) == 1
    assert message in errors[0]
