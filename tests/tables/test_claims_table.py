"""The claims table and the definitions of columns that all tables share."""

import pandas as pd
import pytest
from claimboard.tables import claims_table, column_names, columns_json
from claimboard.tables.claims import ClaimRow
from claimboard.tables.columns import known_columns

TABLES = ["claims", "comparison", "comparison_long", "leaderboard", "leaderboard_index"]


@pytest.fixture(scope="module")
def records(record):
    return [
        record(
            "a",
            {
                "metric": "power",
                "low": 49,
                "form": "change",
                "direction": "lower",
                "bound": "up_to",
                "baseline": "local computing",
                "hardware": ["Jetson Nano", "Raspberry Pi"],
                "architectures": ["ResNet-50", "OddNet"],
                "notes": ["hardware:carried"],
            },
            kinds={"Jetson Nano": "edge-gpu", "Raspberry Pi": "sbc"},
            families={"ResNet-50": "resnet"},
            tasks=["image classification", "split computing"],
            systems=["Splitter"],
            date="2023-05-01",
        ),
        record("none"),
        record("b", {"metric": "other:tip_speed", "low": 2, "high": 3, "unit": "m/s", "average": True}),
    ]


def test_one_row_a_claim_in_the_order_of_the_records(records):
    frame = claims_table(iter(records))
    assert list(frame.paper_id) == ["a", "b"]
    assert tuple(frame.columns) == column_names("claims") == ClaimRow._fields


def test_every_field_of_a_claim_is_a_column(records):
    row = claims_table(records).iloc[0]
    claim = records[0].claims[0]
    assert (row.low, row.high, row.unit, row.bound, row.average) == (49, 49, "percent", "up_to", False)
    assert (row.form, row.direction, row.effect, row.subject) == ("change", "lower", "improvement", "own")
    assert (row.baseline, row.date, row.source_line) == ("local computing", "2023-05-01", 1)
    assert row.hardware == ["Jetson Nano", "Raspberry Pi"]
    assert row.hardware_kinds == ["edge-gpu", "sbc"]
    assert row.families == ["resnet", "OddNet"]
    assert row.tasks == ["image classification", "split computing"]
    assert row.notes == ["hardware:carried"]
    assert pd.isna(row.system)
    assert row.systems == ["Splitter"]
    assert records[0].paper.abstract[row.start : row.end] == row.value_text == claim.quantity.text
    assert records[0].paper.abstract[row.evidence_start : row.evidence_end] == row.evidence


def test_types_do_not_depend_on_the_content(records):
    assert claims_table([]).dtypes.equals(claims_table(records).dtypes)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_followed_to_its_paper_and_place(table):
    names = set(column_names(table))
    assert {"paper_id", "title"} <= names or table == "leaderboard_index"
    assert (
        {"claim_id", "field", "start", "end"} <= names
        or {"claim_ids", "places"} <= names
        or table == "leaderboard_index"
    )


def test_every_defined_column_is_used_and_explained():
    used = {name for table in TABLES for name in column_names(table)} - {"*"}
    assert used == set(known_columns())
    assert all(column.description.endswith(".") for column in known_columns().values())


def test_columns_json_describes_what_a_run_writes_unless_told_otherwise():
    paths = [resource["path"] for resource in columns_json()["resources"]]
    assert paths == ["claims.csv", "comparison.csv", "leaderboard.csv"]


def test_columns_json_is_a_data_package_with_a_schema_a_table():
    package = columns_json(["Accuracy [ImageNet]"], TABLES)
    assert [resource["path"] for resource in package["resources"]] == [
        "claims.csv",
        "comparison.csv",
        "comparison_long.csv",
        "leaderboard.csv",
        "leaderboards/index.csv",
    ]
    fields = {
        resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in package["resources"]
    }
    assert fields["claims"] == list(column_names("claims"))
    assert "Accuracy [ImageNet]" in fields["comparison"]
    assert "*" not in fields["comparison"]
    types = {field["type"] for resource in package["resources"] for field in resource["schema"]["fields"]}
    assert types == {"string", "number", "integer", "boolean", "date", "array"}
