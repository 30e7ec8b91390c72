"""The options of `claimboard leaderboard`, each on abstracts that it makes a difference to."""

import csv
import io
import json

import pytest

ABSTRACTS = {
    "best": "LeanNet is up to 9x faster than VGG-16 on an FPGA.",
    "mean": "Our method achieves an average speedup of 4x over VGG-16 on an NVIDIA A100 GPU for object detection.",
    "twice": "RoadNet is 3x faster than ResNet-50 on an FPGA and 2x faster than ResNet-50 on a CPU.",
    "other": "PathNet reaches 78.3% accuracy on ImageNet, compared with 76.1% for ResNet-50.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from claimboard import run

    folder = tmp_path_factory.mktemp("options")
    lines = [{"id": name, "title": f"Paper {name}", "abstract": text} for name, text in ABSTRACTS.items()]
    (folder / "papers.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    run([folder / "papers.jsonl"], folder / "out")
    return folder / "out"


@pytest.fixture
def places(claimboard, folder):
    """Return a function that gives the board, rank and value of each row by paper."""

    def ask(*options):
        result = claimboard("leaderboard", folder, *options)
        assert (result.code, result.err) == (0, "")
        rows = csv.DictReader(io.StringIO(result.out, newline=""))
        return [(row["paper_id"], row["rank"], row["value"]) for row in rows]

    return ask


SPEEDUP = ("--metric", "speedup")


def test_bounds_rank_by_what_is_claimed(places):
    assert places(*SPEEDUP) == [("best", "1", "≤ 9×"), ("mean", "2", "4× avg."), ("twice", "3", "3×")]


def test_conservative_gives_no_rank_to_a_best_case(places):
    ranked = places(*SPEEDUP, "--rank-by", "conservative")
    assert ranked == [("mean", "1", "4× avg."), ("twice", "2", "3×"), ("best", "", "≤ 9×")]


def test_strict_gives_averages_a_board(places):
    assert sorted(places(*SPEEDUP, "--strict")) == [
        ("best", "1", "≤ 9×"),
        ("mean", "1", "4× avg."),
        ("twice", "2", "3×"),
    ]


def test_all_lists_what_a_paper_has_besides(places):
    assert places(*SPEEDUP, "--all")[-1] == ("twice", "", "2×")


def test_baselines_are_ranked_on_request(places):
    accuracy = ("--metric", "accuracy", "--dataset", "ImageNet")
    assert places(*accuracy) == [("other", "1", "78.3 %")]
    assert places(*accuracy, "--include-baselines") == [("other", "1", "78.3 %"), ("other", "2", "76.1 %")]


def test_certain_leaves_out_what_was_inferred(claimboard, folder):
    noted = claimboard("leaderboard", folder, "--include-baselines", "--all")
    rows = list(csv.DictReader(io.StringIO(noted.out, newline="")))
    certain = claimboard("leaderboard", folder, "--include-baselines", "--all", "--certain")
    left = list(csv.DictReader(io.StringIO(certain.out, newline="")))
    assert [row["claim_id"] for row in left] == [row["claim_id"] for row in rows if row["notes"] == "[]"]


@pytest.mark.parametrize(
    ("options", "papers"),
    [
        (("--hardware-kind", "fpga"), ["best", "twice"]),
        (("--hardware-kind", "fpga", "--hardware-kind", "gpu"), ["best", "mean", "twice"]),
        (("--hardware", "a100"), ["mean"]),
        (("--task", "object detection"), ["mean"]),
        (("--min-papers", "4"), []),
    ],
)
def test_filters(places, options, papers):
    assert [paper for paper, *_ in places(*SPEEDUP, *options)] == papers


@pytest.mark.parametrize("group", ["dataset", "task", "architecture", "hardware_kind"])
def test_groups_split_boards(claimboard, folder, group):
    result = claimboard("leaderboard", folder, *SPEEDUP, "--group-by", group)
    boards = {row["board_id"] for row in csv.DictReader(io.StringIO(result.out, newline=""))}
    assert all(board.startswith("speedup.ratio-higher-x=") for board in boards)
