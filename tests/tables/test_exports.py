"""Every export, read back by a program other than the one that wrote it."""

import dataclasses
import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

import bibtexparser
import duckdb
import pytest
from claimboard.schemas import UsageError
from claimboard.tables import claims_table, comparison, leaderboard, leaderboard_index
from claimboard.tables.export import (
    EXPORT_FORMATS,
    RowQuality,
    export_format,
    export_table,
    format_of_file,
    make_document,
    row_quality,
)
from claimboard.tables.export.format import ExportFormat
from markdown_it import MarkdownIt
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexWalker
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser

HOSTILE = "=1+1 | <b>50%</b> of_A & B ~ {x} $y$ ^z #1 \\cite{q} `c` [l](http://x)"
SHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture(scope="module")
def records(record):
    first = record(
        "one",
        {"metric": "accuracy", "low": 91.5, "datasets": ["CIFAR-10"], "notes": ["datasets:carried"]},
        {"metric": "latency", "low": 12, "high": 15.5, "unit": "ms", "bound": "at_most", "hardware": ["Zynq"]},
        {"metric": "speedup", "low": 3, "unit": "x", "form": "ratio", "direction": "higher", "baseline": "A & B"},
        kinds={"Zynq": "fpga"},
        systems=["TinyCast"],
        date="2024-03-05",
    )
    facts = {"url": "https://example.org/p?a=1&b=2", "authors": ("Ana Müller", "Bits and Bytes Lab"), "n_authors": 2}
    first = first.model_copy(update={"paper": first.paper.model_copy(update=facts)})
    return [
        first,
        record("two", {"metric": "accuracy", "low": 0.9, "unit": "none", "datasets": ["CIFAR 10"]}, title=HOSTILE),
    ]


@pytest.fixture(scope="module")
def frames(records):
    boards = leaderboard(records)
    return {
        "claims": claims_table(records),
        "comparison": comparison(records, group_by="dataset").to_frame(),
        "comparison_long": comparison(records).to_long_frame(),
        "leaderboard": boards,
        "leaderboard_index": leaderboard_index(boards),
    }


TABLES = ["claims", "comparison", "comparison_long", "leaderboard", "leaderboard_index"]


@pytest.fixture
def exported(frames, tmp_path):
    """Return a function that writes a table and returns the file."""

    def write(table, suffix, **options):
        path = tmp_path / f"{table}{suffix}"
        export_table(frames[table], path, table=table, papers_read=2, **options)
        return path

    return write


def written(document, name):
    stream = io.BytesIO()
    export_format(name).write(document, stream)
    return stream.getvalue()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_every_format_writes_every_table_and_an_empty_one(frames, name, table):
    assert written(make_document(frames[table], table), name)
    assert written(make_document(frames[table].iloc[:0], table), name)


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_the_same_table_gives_the_same_bytes(frames, name):
    document = make_document(frames["leaderboard"], "leaderboard", papers_read=2)
    assert written(document, name) == written(document, name)


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".tsv", "\t")])
def test_duckdb_reads_delimited_files(exported, frames, suffix, delimiter):
    path = exported("claims", suffix)
    read = duckdb.sql(f"SELECT * FROM read_csv('{path}', delim = '{delimiter}', header = true, quote = '\"')")
    assert read.columns == list(frames["claims"].columns)
    rows = [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]
    assert [row["low"] for row in rows] == [91.5, 12, 3, 0.9]
    assert [json.loads(row["datasets"]) for row in rows] == [["CIFAR-10"], [], [], ["CIFAR 10"]]
    assert rows[-1]["title"] == f"'{HOSTILE}"
    assert str(rows[0]["date"]) == "2024-03-05"


def test_duckdb_reads_parquet_with_its_types(exported, frames):
    path = exported("claims", ".parquet")
    read = duckdb.sql(f"SELECT * FROM '{path}'")
    types = dict(zip(read.columns, map(str, read.types), strict=True))
    assert {name: types[name] for name in ("title", "low", "start", "average", "date", "datasets")} == {
        "title": "VARCHAR",
        "low": "DOUBLE",
        "start": "BIGINT",
        "average": "BOOLEAN",
        "date": "DATE",
        "datasets": "VARCHAR[]",
    }
    rows = [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]
    expected = [
        {name: None if value is None or value != value else value for name, value in row.items()}
        for row in frames["claims"].astype(object).where(frames["claims"].notna(), None).to_dict("records")
    ]
    assert [row | {"date": row["date"] and row["date"].isoformat()} for row in rows] == expected


def test_duckdb_finds_the_caption_in_parquet(exported):
    path = exported("leaderboard", ".parquet")
    (found,) = duckdb.sql(f"SELECT value FROM parquet_kv_metadata('{path}') WHERE key = 'claimboard'").fetchall()
    assert json.loads(found[0])["papers_read"] == 2


def test_json_has_caption_columns_and_rows(exported, frames):
    content = json.loads(exported("leaderboard", ".json").read_text(encoding="utf-8"))
    assert content["caption"]["papers"] == 2
    assert [column["name"] for column in content["columns"]] == list(frames["leaderboard"].columns)
    assert [row["rank"] for row in content["rows"]] == [1, 2, 1, 1]
    assert content["rows"][1]["title"] == HOSTILE
    assert content["rows"][1]["url"] is None


def markdown_tables(text):
    """Return the cells of each table, as the texts that a reader sees."""
    found = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and found and token.level == 4:
            found[-1][-1].append("".join(child.content for child in token.children))
    return found


def test_markdown_it_reads_a_table_a_board(exported, frames):
    text = exported("leaderboard", ".md").read_text(encoding="utf-8")
    tables = markdown_tables(text)
    assert [table[0] for table in tables] == [["Rank", "Value", "System", "Paper", "Baseline"]] * 3
    assert tables[0][1:] == [["1", "91.5 %", "TinyCast", "Paper one", ""], ["2", "0.9", "", HOSTILE, ""]]
    html = HTMLParser(MarkdownIt("commonmark").enable("table").render(text))
    assert [node.text() for node in html.css("h3")] == [
        f"{title} ({papers} paper{'s' if papers > 1 else ''})"
        for title, papers in zip(
            frames["leaderboard_index"]["board_title"], frames["leaderboard_index"]["papers"], strict=True
        )
    ]
    assert {node.attributes["href"] for node in html.css("a")} == {"https://example.org/p?a=1&b=2"}
    assert "2 papers in the table, 2 papers read" in html.css_first("p").text()


def test_markdown_groups_a_comparison(exported):
    html = HTMLParser(
        MarkdownIt("commonmark").enable("table").render(exported("comparison", ".md").read_text(encoding="utf-8"))
    )
    assert [node.text() for node in html.css("h3")] == ["CIFAR-10", "None named"]


@pytest.mark.parametrize("table", TABLES)
def test_latex_is_one_well_formed_longtable(exported, frames, table):
    text = exported(table, ".tex").read_text(encoding="utf-8")
    nodes, *_ = LatexWalker(text, tolerant_parsing=False).get_latex_nodes()
    (environment,) = [node for node in nodes if node.isNodeType(LatexEnvironmentNode)]
    assert environment.environmentname == "longtable"
    assert text.count(r"\cite{") == (0 if table == "leaderboard_index" else len(frames[table]))


def test_every_citation_is_in_the_bibliography(exported, frames):
    path = exported("leaderboard", ".tex", authors={"one": ("Ana Müller", "Bits and Bytes Lab")})
    parsed = bibtexparser.loads(path.with_suffix(".bib").read_text(encoding="utf-8"))
    cited = {part.split("}")[0] for part in path.read_text(encoding="utf-8").split(r"\cite{")[1:]}
    assert {entry["ID"] for entry in parsed.entries} == cited
    one = parsed.entries_dict[next(key for key in cited if key.startswith("paper-"))]
    assert (one["author"], one["year"]) == ("Ana Müller and {Bits and Bytes Lab}", "2024")
    assert one["url"] == "https://example.org/p?a=1&b=2"
    assert all(entry["title"].startswith("{") for entry in parsed.entries)


def test_a_claims_table_brings_its_authors(exported):
    assert "Ana Müller" in exported("claims", ".tex").with_suffix(".bib").read_text(encoding="utf-8")


@pytest.mark.parametrize("program", ["pdflatex", "tectonic"])
@pytest.mark.parametrize("table", TABLES)
def test_latex_sets_the_table(exported, tmp_path, table, program):
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    path = exported(table, ".tex")
    packages = r"\usepackage[T1]{fontenc}\usepackage{array,booktabs,longtable}"
    paper = rf"\documentclass{{article}}{packages}\begin{{document}}\input{{{path.name}}}\end{{document}}"
    (tmp_path / "paper.tex").write_text(paper, encoding="utf-8")
    options = ["-halt-on-error"] if program == "pdflatex" else []
    done = subprocess.run([program, *options, "paper.tex"], cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    assert (tmp_path / "paper.pdf").stat().st_size > 0


@pytest.mark.skipif(not shutil.which("bibtex"), reason="bibtex is not installed")
def test_bibtex_finds_every_paper_without_a_complaint(exported, tmp_path):
    path = exported("claims", ".tex")
    commands = (r"\citation{*}", r"\bibstyle{plain}", rf"\bibdata{{{path.stem}}}")
    (tmp_path / "paper.aux").write_text("\n".join(commands) + "\n", encoding="utf-8")
    done = subprocess.run(["bibtex", "paper"], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (done.returncode, "Warning" in done.stdout) == (0, False), done.stdout
    assert (tmp_path / "paper.bbl").read_text(encoding="utf-8").count(r"\bibitem{") == 2


def test_a_board_alone_is_referred_to_by_its_id(frames):
    boards = frames["leaderboard"]
    one = boards[boards["board_id"] == boards["board_id"].iloc[0]]
    assert rf"\label{{tab:{one['board_id'].iloc[0]}}}" in written(make_document(one, "leaderboard"), "latex").decode()
    assert r"\label{tab:leaderboard}" in written(make_document(boards, "leaderboard"), "latex").decode()


def test_calamine_reads_numbers_dates_and_texts(exported, frames):
    book = CalamineWorkbook.from_path(exported("claims", ".xlsx"))
    assert book.sheet_names == ["Claims", "About"]
    header, *rows = book.get_sheet_by_name("Claims").to_python()
    assert header == list(frames["claims"].columns)
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    assert [cell["low"] for cell in cells] == [91.5, 12.0, 3.0, 0.9]
    assert cells[0]["date"].isoformat()[:10] == "2024-03-05"
    assert cells[0]["average"] is False
    assert cells[-1]["title"] == HOSTILE
    about = book.get_sheet_by_name("About").to_python()
    assert "2 papers read" in about[0][1]


def test_a_workbook_has_a_frozen_header_filters_links_and_no_formula(exported):
    with zipfile.ZipFile(exported("claims", ".xlsx")) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        links = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
        properties = archive.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    pane = sheet.find("s:sheetViews/s:sheetView/s:pane", SHEET)
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert sheet.find("s:autoFilter", SHEET).get("ref") == "A1:AO5"
    assert len(sheet.findall("s:hyperlinks/s:hyperlink", SHEET)) == 3
    assert "https://example.org/p?a=1&amp;b=2" in links
    assert sheet.findall(".//s:f", SHEET) == []
    assert properties.count("1980-01-01T00:00:00Z") == 2


def test_a_cell_holds_as_many_characters_as_a_sheet_can(frames, tmp_path):
    frame = frames["leaderboard"].iloc[:1].assign(evidence="x" * 40_000)
    export_table(frame, tmp_path / "long.xlsx", table="leaderboard")
    (_, row) = CalamineWorkbook.from_path(tmp_path / "long.xlsx").get_sheet_by_index(0).to_python()
    assert (len(row[-1]), row[-1][-1]) == (32_767, "…")


def test_more_rows_than_a_sheet_holds_are_a_usage_error(frames, tmp_path, monkeypatch):
    monkeypatch.setattr("claimboard.tables.export.workbook.MAX_ROWS", 4)
    with pytest.raises(UsageError, match=r"a sheet holds 3 rows, not 4: write parquet or csv"):
        export_table(frames["claims"], tmp_path / "claims.xlsx", table="claims")


def test_html_is_a_page_with_one_table(exported):
    page = HTMLParser(exported("leaderboard", ".html").read_text(encoding="utf-8"))
    assert page.css_first("title").text() == "Leaderboards"
    assert [node.text() for node in page.css("th.gt_col_heading")] == ["Rank", "Value", "System", "Paper", "Baseline"]
    assert [node.text() for node in page.css("tbody tr")[2].css("td")] == ["2", "0.9", "", HOSTILE, ""]
    assert [node.attributes["href"] for node in page.css("a")] == ["https://example.org/p?a=1&b=2"] * 3
    assert len(page.css("th.gt_group_heading")) == 3
    assert page.css("script, b, img") == []


@pytest.mark.parametrize("name", ["json", "markdown", "latex", "html"])
def test_captions_state_version_papers_and_quality(frames, name):
    document = make_document(frames["leaderboard"], "leaderboard", papers_read=7)
    quality = RowQuality(papers=150, precision=0.81, recall=0.74)
    caption = dataclasses.replace(document.caption, claimboard="9.8.7", quality=quality)
    text = written(dataclasses.replace(document, caption=caption), name).decode().replace("\\%", "%")
    assert "by claimboard 9.8.7; 2 papers in the table, 7 papers read." in text
    assert (
        "On 150 annotated papers, 81% of the extracted rows were right (precision) and 74% of the annotated rows were "
        "found (recall)."
    ) in text


def test_the_quality_of_rows_is_measured_in_all_or_in_none():
    quality = row_quality()
    assert len({value is None for value in quality.model_dump().values()}) == 1
    assert "have not been measured" in RowQuality(papers=None, precision=None, recall=None).sentence()


@pytest.mark.parametrize("name", ["markdown", "latex"])
def test_printed_tables(frames, name, file_regression):
    document = make_document(frames["leaderboard"], "leaderboard", papers_read=2)
    quality = RowQuality(papers=None, precision=None, recall=None)
    caption = dataclasses.replace(document.caption, claimboard="1.0", quality=quality)
    text = written(dataclasses.replace(document, caption=caption), name).decode()
    file_regression.check(text, extension=export_format(name).suffixes[0], encoding="utf-8")


def test_boards_of_one_title_stay_apart(frames):
    boards = frames["leaderboard"]
    same = boards.assign(board_title="A title").astype({"board_title": "string"})
    assert written(make_document(same, "leaderboard"), "markdown").decode().count(r"### A title \[") == 3


def test_a_name_decides_the_format_and_a_format_overrides_it(exported, tmp_path):
    assert format_of_file(tmp_path / "x.HTML").name == "html"
    assert (
        exported("leaderboard", ".txt", format="markdown").read_text(encoding="utf-8").startswith("**Leaderboards.**")
    )
    with pytest.raises(UsageError, match=r"suffix '.doc' means no format: use one of .csv, .tsv"):
        format_of_file(tmp_path / "x.doc")
    with pytest.raises(UsageError, match="a name without a suffix"):
        format_of_file(tmp_path / "x")
    with pytest.raises(UsageError, match=r"no export format 'docx': use one of csv, tsv"):
        export_format("docx")
    with pytest.raises(UsageError, match=r"latex writes \.bib beside it: use the suffix \.tex"):
        exported("leaderboard", ".bib", format="latex")


def test_a_missing_library_is_a_usage_error_that_names_the_extra():
    missing = ExportFormat("punch", "cards", (".card",), lambda *_: None, needs=("no_such_punch",))
    with pytest.raises(UsageError, match=r"punch needs no_such_punch: pip install 'claimboard\[export\]'"):
        missing.check_installed()
