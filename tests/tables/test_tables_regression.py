"""All tables of a small, mixed set of records, stored and compared."""

import io

import pytest
from claimboard.tables import claims_table, columns_json, comparison, leaderboard, leaderboard_index, write_csv

SHOWN = ["board_id", "rank", "value", "rank_value", "board_unit", "system", "paper_id", "baseline", "unranked"]


@pytest.fixture(scope="module")
def records(record):
    return [
        record(
            "edge",
            {
                "metric": "power",
                "low": 41,
                "form": "change",
                "direction": "lower",
                "bound": "up_to",
                "baseline": "offloading",
            },
            {
                "metric": "latency",
                "low": 12.5,
                "unit": "ms",
                "hardware": ["Jetson Orin"],
                "notes": ["hardware:carried"],
            },
            {"metric": "accuracy", "low": 0.6, "form": "change", "direction": "lower", "bound": "at_most"},
            kinds={"Jetson Orin": "edge-gpu"},
            systems=["ThinSplit"],
            tasks=["image classification"],
            date="2022-03-04",
        ),
        record(
            "fpga",
            {"metric": "speedup", "low": 2.5, "high": 7, "unit": "x", "form": "ratio", "direction": "higher"},
            {"metric": "speedup", "low": 4, "unit": "x", "form": "ratio", "direction": "higher", "average": True},
            {"metric": "top1_accuracy", "low": 0.713, "unit": "none", "datasets": ["ImageNet"]},
            {"metric": "energy_efficiency", "low": 1.9, "unit": "TOPS/W", "hardware": ["Zynq-7020"]},
            kinds={"Zynq-7020": "fpga"},
            title="=A title that a spreadsheet could run",
        ),
        record(
            "train",
            {"metric": "top1_accuracy", "low": 76.2, "datasets": ["ImageNet"], "architectures": ["ResNet-50"]},
            {"metric": "top1_accuracy", "low": 75.1, "datasets": ["ImageNet"], "subject": "baseline", "system": "SGD"},
            {"metric": "speedup", "low": 4, "unit": "x", "form": "ratio", "direction": "higher", "bound": "at_least"},
            {"metric": "latency", "low": 0.009, "unit": "s", "hardware": ["Jetson Orin"]},
            {"metric": "performance", "low": 3, "form": "change", "direction": "higher", "notes": ["metric:inferred"]},
            kinds={"Jetson Orin": "edge-gpu"},
            families={"ResNet-50": "resnet"},
            systems=["QuickFit"],
        ),
    ]


def csv_text(frame):
    stream = io.StringIO(newline="")
    write_csv(frame, stream)
    return stream.getvalue().replace("\r\n", "\n")


def test_claims_csv(records, file_regression):
    file_regression.check(csv_text(claims_table(records)), extension=".csv", encoding="utf-8")


def test_comparison_csv(records, file_regression):
    file_regression.check(csv_text(comparison(records).to_frame()), extension=".csv", encoding="utf-8")


def test_comparison_long_csv(records, file_regression):
    long = comparison(records, group_by="hardware_kind", include_baselines=True).to_long_frame()
    file_regression.check(csv_text(long), extension=".csv", encoding="utf-8")


def test_leaderboard_csv(records, file_regression):
    file_regression.check(csv_text(leaderboard(records)), extension=".csv", encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [{}, {"rank_by": "conservative"}, {"strict": True, "keep_all": True}, {"include_baselines": True, "certain": True}],
    ids=["claimed", "conservative", "strict-all", "baselines-certain"],
)
def test_leaderboard_places(records, options, dataframe_regression):
    frame = leaderboard(records, **options)[SHOWN]
    # The fixture takes texts as objects and numbers as floats.
    texts = {name: frame[name].fillna("").astype(object) for name in SHOWN if name not in ("rank", "rank_value")}
    dataframe_regression.check(frame.assign(rank=frame["rank"].astype("float64"), **texts))


def test_leaderboard_index_csv(records, file_regression):
    index = leaderboard_index(leaderboard(records))
    file_regression.check(csv_text(index), extension=".csv", encoding="utf-8")


def test_columns_json(records, data_regression):
    data_regression.check(columns_json([column.heading for column in comparison(records).columns]))
