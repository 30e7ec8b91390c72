"""The comparison table: cells, columns, rows, groups."""

import pytest
from claimboard.schemas import UsageError, metrics
from claimboard.tables import column_names, comparison, comparison_table


def acc(low, **fields):
    return {"metric": "accuracy", "low": low} | fields


def gain(metric, low, direction, **fields):
    return {"metric": metric, "low": low, "form": "change", "direction": direction} | fields


def ratio(metric, low, direction, **fields):
    return gain(metric, low, direction, unit="x", **fields) | {"form": "ratio"}


def only_cell(record, *claims, **options):
    frame = comparison_table([record("a", *claims)], **options)
    heading = next(name for name in frame.columns if name not in column_names("comparison"))
    return heading, frame[heading][0]


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        (gain("power", 49, "lower", bound="up_to"), "≤ 49 % ↓"),
        (gain("accuracy", 3.3, "higher", unit="pp"), "3.3 pp ↑"),
        (ratio("speedup", 1.36, "higher", high=3.58), "1.36–3.58×"),
        (ratio("model_size", 83, "lower"), "83× ↓"),
        (gain("speedup", 30, "higher"), "30 % ↑"),
        (acc(90, bound="at_least"), "≥ 90 %"),
        ({"metric": "latency", "low": 5, "unit": "ms", "bound": "approx"}, "≈ 5 ms"),
        ({"metric": "latency", "low": 5, "unit": "ms", "bound": "at_most"}, "≤ 5 ms"),
        (ratio("speedup", 1.8, "higher", average=True), "1.8× avg."),
        (acc(98, form="fraction"), "98 % of baseline"),
        ({"metric": "parameters", "low": 1200000, "unit": "none"}, "1,200,000"),
        ({"metric": "reward", "low": -5, "high": 60, "unit": "none"}, "−5 to 60"),
    ],
)
def test_a_cell_shows_value_bound_unit_direction_and_average(record, claim, shown):
    assert only_cell(record, claim)[1] == shown


def test_what_differs_inside_a_column_stands_in_brackets(record):
    frame = comparison_table(
        [
            record("a", acc(90, datasets=["ImageNet"]), acc(80, datasets=["COCO"])),
            record("b", acc(70), gain("latency", 9, "lower", baseline="ViT")),
            record("c", gain("latency", 8, "lower", baseline="BERT")),
        ]
    )
    assert list(frame.Accuracy.dropna()) == ["70 %", "90 % [ImageNet]; 80 % [COCO]"]
    assert list(frame.Latency.dropna()) == ["9 % ↓ [vs. ViT]", "8 % ↓ [vs. BERT]"]


def test_what_a_column_has_in_common_stands_in_its_heading(record):
    claims = [acc(90, datasets=["ImageNet"]), acc(80, datasets=["ImageNet"])]
    assert only_cell(record, *claims) == ("Accuracy [ImageNet]", "90 %; 80 %")
    assert only_cell(record, gain("latency", 9, "lower", baseline="ViT")) == ("Latency [vs. ViT]", "9 % ↓")


def test_a_text_that_claims_share_is_shown_once_and_both_can_be_followed(record):
    table = comparison([record("a", acc(90), acc(90))])
    frame = table.to_frame()
    assert frame.Accuracy[0] == "90 %"
    claims = table.rows[0].cells["accuracy"]
    assert frame.claim_ids[0] == [value.claim.claim_id for value in claims]
    assert frame.places[0] == [f"abstract:{value.claim.start}-{value.claim.end}" for value in claims]


def test_columns_are_chosen_by_how_many_rows_fill_them(record):
    records = [record("a", acc(1), gain("power", 2, "lower"), acc(3)), record("b", gain("power", 2, "lower"))]
    assert [column.metric for column in comparison(records).columns] == ["power", "accuracy"]
    assert [column.rows for column in comparison(records).columns] == [2, 1]
    narrow = comparison(records, max_columns=1)
    assert [column.metric for column in narrow.columns] == ["power"]


def test_a_column_that_no_shown_row_fills_is_left_out_unless_the_user_named_it(record):
    records = [record("a", acc(1), gain("power", 2, "lower")), record("b", gain("power", 2, "lower"), acc(2), acc(3))]
    records.append(record("c", gain("wer", 2, "lower")))
    assert [column.metric for column in comparison(records, limit=2).columns] == ["accuracy", "power"]
    assert [column.metric for column in comparison(records, limit=2, columns=["wer", "power"]).columns] == [
        "wer",
        "power",
    ]


def test_columns_of_the_user_stand_in_their_order_and_may_be_empty(record):
    records = [record("a", acc(1), gain("other:tip_speed", 2, "higher")), record("b", gain("power", 2, "lower"))]
    frame = comparison_table(records, columns=["other:tip_speed", "Accuracy", "wer"])
    assert list(frame.columns[6:-2]) == ["other: tip speed", "Accuracy", "WER"]
    assert list(frame.paper_id) == ["a"]


def test_what_names_no_comparable_metric_is_shown_only_on_request(record):
    records = [record("a", gain("performance", 2, "higher"), gain("other:tip_speed", 2, "higher"))]
    assert comparison(records).columns == ()
    assert comparison(records).rows == ()
    assert len(comparison(records, columns=["performance"]).rows) == 1


def test_baselines_only_on_request_and_marked(record):
    claims = [acc(95), acc(90, subject="baseline", system="VGG"), acc(80, subject="other")]
    assert only_cell(record, *claims)[1] == "95 %"
    assert only_cell(record, *claims, include_baselines=True)[1] == "95 %; 90 % [baseline: VGG]; 80 % [other]"


def test_rows_of_systems(record):
    one = record("a", acc(95), acc(94, system="Lean-S"), acc(90, subject="baseline", system="VGG"), systems=["Lean"])
    frame = comparison_table([one], rows="systems", include_baselines=True)
    assert list(zip(frame.system, frame.Accuracy, strict=True)) == [
        ("Lean", "95 %"),
        ("Lean-S", "94 %"),
        ("VGG", "90 % [baseline]"),
    ]
    assert list(comparison_table([one]).system) == ["Lean"]


@pytest.fixture(scope="module")
def mixed(record):
    return [
        record(
            "a",
            ratio("speedup", 2, "higher", hardware=["Artix"], architectures=["ResNet-18"]),
            acc(0.8, unit="none", datasets=["COCO"]),
            kinds={"Artix": "fpga"},
            families={"ResNet-18": "resnet"},
            tasks=["detection"],
            date="2021-01-01",
            title="Zebra",
        ),
        record("b", acc(85, datasets=["COCO", "KITTI"]), date="2023-01-01", title="apple"),
        record("c", acc(75), ratio("speedup", 3, "higher"), gain("accuracy", 99, "higher"), title="Mango"),
        record("d", ratio("speedup", 1.5, "higher"), title="kiwi", date="2022-01-01"),
    ]


@pytest.mark.parametrize(
    ("filters", "papers"),
    [
        ({"datasets": "coco"}, ["a", "b"]),
        ({"datasets": ["KITTI", "nowhere"]}, ["b"]),
        ({"tasks": "Detection"}, ["a"]),
        ({"architectures": "resnet"}, ["a"]),
        ({"hardware": "artix"}, ["a"]),
        ({"hardware_kinds": "fpga"}, ["a"]),
        ({"datasets": "nowhere"}, []),
    ],
)
def test_comparison_filters(mixed, filters, papers):
    frame = comparison_table(mixed, **filters)
    assert list(frame.paper_id) == papers
    assert list(frame.columns[:6]) + list(frame.columns[-2:]) == [n for n in column_names("comparison") if n != "*"]


@pytest.mark.parametrize(
    ("sort_by", "papers"),
    [
        (None, ["a", "c", "b", "d"]),
        ("title", ["b", "d", "c", "a"]),
        ("paper_id", ["a", "b", "c", "d"]),
        ("date", ["b", "d", "a", "c"]),
        ("accuracy", ["b", "a", "c", "d"]),
        ("Speedup", ["c", "a", "d", "b"]),
    ],
)
def test_sorting(mixed, sort_by, papers):
    assert list(comparison_table(mixed, sort_by=sort_by).paper_id) == papers
    assert list(comparison_table(mixed, sort_by=sort_by, limit=2).paper_id) == papers[:2]


def test_lower_values_come_first_where_lower_is_better(record):
    latency = [
        record(str(low), {"metric": "latency", "low": low, "unit": unit}) for low, unit in ((2, "s"), (30, "ms"))
    ]
    assert list(comparison_table(latency, sort_by="latency").paper_id) == ["30", "2"]


def test_groups_hold_what_their_claims_name(mixed):
    frame = comparison_table(mixed, group_by="dataset", columns=["accuracy"])
    assert list(zip(frame.group.fillna("-"), frame.paper_id, frame.Accuracy, strict=True)) == [
        ("COCO", "a", "0.8"),
        ("COCO", "b", "85 % [COCO, KITTI]"),
        ("KITTI", "b", "85 % [COCO, KITTI]"),
        ("-", "c", "75 %; 99 % ↑"),
    ]


@pytest.mark.parametrize(
    ("group_by", "first"), [("task", "detection"), ("architecture", "resnet"), ("hardware_kind", "fpga")]
)
def test_other_groups(mixed, group_by, first):
    frame = comparison_table(mixed, group_by=group_by)
    assert frame.group[0] == first
    assert frame.group.isna().any()


def test_long_form_has_one_row_a_value(mixed):
    table = comparison(mixed)
    frame = table.to_long_frame()
    assert tuple(frame.columns) == column_names("comparison_long")
    assert len(frame) == sum(len(values) for row in table.rows for values in row.cells.values()) == 7
    assert list(frame.claim_id) == [claim for row in table.to_frame().claim_ids for claim in row]
    assert list(frame.row) == sorted(frame.row)


def test_no_two_headings_are_the_same():
    labels = [metric.label for metric in metrics().values()]
    assert len(set(labels)) == len(labels)
    assert not set(labels) & set(column_names("comparison"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": ["acuracy"]}, "unknown metric 'acuracy': did you mean 'accuracy'"),
        ({"sort_by": "titel"}, "unknown metric 'titel'"),
        ({"rows": "authors"}, "rows cannot be 'authors': use 'papers', 'systems'"),
        ({"group_by": "vendor"}, "group_by cannot be 'vendor'"),
        ({"limit": 0}, "limit cannot be 0"),
        ({"max_columns": -1}, "max_columns cannot be -1"),
    ],
)
def test_comparison_refuses_what_makes_no_sense(mixed, options, message):
    with pytest.raises(UsageError) as caught:
        comparison(mixed, **options)
    assert message in str(caught.value)
