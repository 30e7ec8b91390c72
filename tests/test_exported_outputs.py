"""outputs/exports/: texts are those of the commands in the Makefile, and the other files hold what the CSVs hold."""

import re
import shlex
from pathlib import Path

import duckdb
import pytest
from claimboard.cli import main
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT / "outputs" / "exports"
IGNORED = {"leaderboard.xlsx", "leaderboard.parquet", "leaderboard.html"}
COMMAND = re.compile(r"^\t@\$\(BIN\)/(claimboard .+ -o outputs/exports/.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with what the commands of the Makefile write."""
    folder = tmp_path_factory.mktemp("exports")
    commands = COMMAND.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert len(commands) >= 11
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for command in commands:
            patch.setattr("sys.argv", shlex.split(command.replace("outputs/exports", folder.as_posix())))
            with pytest.raises(SystemExit) as exit_:
                main()
            assert exit_.value.code == 0, command
    return folder


def test_the_committed_exports_are_those_of_make_run(made):
    texts = {path.name: path.read_bytes() for path in made.iterdir() if path.name not in IGNORED}
    committed = {path.name: path.read_bytes() for path in EXPORTS.iterdir() if path.name not in IGNORED}
    assert sorted(committed) == sorted(texts)
    assert [name for name in texts if texts[name] != committed[name]] == [], "`make snapshots` writes outputs/ anew"


def csv_rows(columns: str) -> list[tuple[object, ...]]:
    path = ROOT / "outputs" / "leaderboard.csv"
    return duckdb.sql(f"SELECT {columns} FROM read_csv('{path}', header = true, all_varchar = true)").fetchall()


def test_parquet_holds_what_the_csv_holds(made):
    columns = "board_id, rank, value, rank_value, paper_id, claim_id, start"
    read = duckdb.sql(f"SELECT {columns} FROM '{made / 'leaderboard.parquet'}'").fetchall()
    expected = csv_rows(
        "board_id, rank::BIGINT, value, rank_value::DOUBLE, paper_id, claim_id, start::BIGINT",
    )
    assert read == expected


def test_the_workbook_holds_what_the_csv_holds(made):
    header, *rows = CalamineWorkbook.from_path(made / "leaderboard.xlsx").get_sheet_by_index(0).to_python()
    places = [header.index(name) for name in ("board_id", "rank", "value", "rank_value", "claim_id")]
    read = [tuple(row[place] for place in places) for row in rows]
    assert read == csv_rows("board_id, rank::DOUBLE, value, rank_value::DOUBLE, claim_id")


def test_the_page_of_boards_holds_those_of_two_papers(made):
    page = HTMLParser((made / "leaderboard.html").read_text(encoding="utf-8"))
    boards = duckdb.sql(
        f"SELECT papers, claims FROM read_csv('{ROOT / 'outputs/leaderboards/index.csv'}') WHERE papers >= 2"
    ).fetchall()
    assert len(page.css("th.gt_group_heading")) == len(boards)
    assert len(page.css("tbody tr")) == sum(claims + 1 for _, claims in boards)
