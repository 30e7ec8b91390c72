"""Tables put together from disk are those that are made in memory, to the byte."""

import sys
from pathlib import Path

import pytest
from claimboard.runs import stream_records
from claimboard.tables import (
    TableSpill,
    board_header,
    claims_table,
    comparison,
    index_header,
    leaderboard,
    leaderboard_index,
    table_rows,
    write_csv,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def records():
    """Records of the fixtures, twice under other ids, so that boards have ties and several papers."""
    once = list(stream_records([FIXTURES / "pages", FIXTURES / "samples"]))
    again = [r.model_copy(update={"paper": r.paper.model_copy(update={"id": f"{r.paper.id}#2"})}) for r in once]
    return [*once, *again]


def csv_of(frame, folder):
    write_csv(frame, folder / "expected.csv")
    return (folder / "expected.csv").read_bytes()


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_spilled_tables_are_those_of_the_functions(records, tmp_path, size):
    with TableSpill(tmp_path, tmp_path / "claims.csv") as spill:
        for start in range(0, len(records), size):
            spill.add(table_rows(records[start : start + size]))
        headings = spill.write_comparison(tmp_path / "comparison.csv")
        boards = list(spill.boards())
    in_memory = comparison(records)
    board = leaderboard(records)
    assert (tmp_path / "claims.csv").read_bytes() == csv_of(claims_table(records), tmp_path)
    assert headings == [column.heading for column in in_memory.columns]
    assert (tmp_path / "comparison.csv").read_bytes() == csv_of(in_memory.to_frame(), tmp_path)
    assert board_header() + b"".join(text.lines for text in boards) == csv_of(board, tmp_path)
    index = leaderboard_index(board)
    assert index_header() + b"".join(text.index_line for text in boards) == csv_of(index, tmp_path)
    assert [(text.board_id, text.papers) for text in boards] == list(
        zip(index["board_id"], index["papers"], strict=True)
    )


def test_how_many_rows_are_taken_at_once_does_not_show(records, tmp_path, monkeypatch):
    options = {"keep_all": True, "include_baselines": True, "group_by": "architecture"}
    whole, of_all = csv_of(leaderboard(records), tmp_path), csv_of(leaderboard(records, **options), tmp_path)
    for module in ("leaderboard", "spill"):
        monkeypatch.setattr(sys.modules[f"claimboard.tables.{module}"], "ROWS_AT_ONCE", 3)
    assert csv_of(leaderboard(records), tmp_path) == whole
    assert csv_of(leaderboard(records, **options), tmp_path) == of_all
    with TableSpill(tmp_path, tmp_path / "claims.csv") as spill:
        spill.add(table_rows(records))
        assert board_header() + b"".join(text.lines for text in spill.boards()) == whole


def test_without_records_there_are_headers(tmp_path):
    with TableSpill(tmp_path, tmp_path / "claims.csv") as spill:
        spill.add(table_rows([]))
        assert spill.write_comparison(tmp_path / "comparison.csv") == []
        assert list(spill.boards()) == []
    assert (tmp_path / "claims.csv").read_bytes() == csv_of(claims_table([]), tmp_path)
    assert (tmp_path / "comparison.csv").read_bytes() == csv_of(comparison([]).to_frame(), tmp_path)


def test_nothing_is_left_beside_the_tables(records, tmp_path):
    with TableSpill(tmp_path, tmp_path / "claims.csv") as spill:
        spill.add(table_rows(records))
        list(spill.boards())
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]
