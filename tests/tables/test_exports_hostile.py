"""Whatever a paper is called, its name stays a text in every export."""

import io
import json
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

import bibtexparser
import duckdb
import pytest
from claimboard.tables import comparison, leaderboard
from claimboard.tables.export import export_format, make_document
from claimboard.tables.export.printed import one_line
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode, LatexSpecialsNode, LatexWalker
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

PIECES = [
    *(
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(1)",
        "'",
        "\t",
        "\r",
        "\n",
        "#N/A",
        "_x0041_",
        "TRUE",
        "1e5",
        "2024-01-01",
    ),
    *("<script>alert(1)</script>", "<b>", "&amp;", "&#60;", '"', "javascript:x", "{{", "}}", "]]>", "<!--"),
    *(
        "|",
        "\\",
        "\\|",
        "`",
        "``",
        "*",
        "**",
        "_",
        "~~",
        "[x](http://y)",
        "![i](http://y)",
        "http://z.org",
        "#",
        "1.",
        "- ",
    ),
    *(
        "\\\\",
        "\\cite{x}",
        "\\input{/etc/passwd}",
        "{",
        "}",
        "$",
        "$$",
        "%",
        "^",
        "~",
        "--",
        "?`",
        "[*]",
        "\\end{longtable}",
    ),
    *(
        "é",
        "ß",
        "Ω",
        "≤",
        "数",
        "🙂",
        "\u202e",
        "\u2028",
        "\x00",
        "\x1b[31m",
        "\ufeff",
        " ",
        "  ",
        "A",
        "b and c",
        "=HYPERLINK()",
    ),
]
text = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=3), min_size=1, max_size=6
).map("".join)

MATHEMATICS = (
    "Delta Gamma Lambda Omega Phi Pi Psi Sigma Theta alpha approx beta cdot chi delta downarrow ell eta "
    "gamma geq in infty kappa lambda leftarrow leq mu nabla neq nu omega pi pm psi rho rightarrow sigma "
    "sim tau theta times uparrow varepsilon varphi xi zeta"
)
CHARACTERS = (
    "textbackslash textbraceleft textbraceright textasciitilde textasciicircum textasciigrave textless textgreater "
    "textbar textquotedbl ensuremath % _ & # $"
)
STRUCTURE = (
    "cite emph multicolumn linewidth caption label toprule midrule bottomrule addlinespace endfirsthead endhead "
    "endlastfoot \\ raggedright arraybackslash"
)
LATEX_MACROS = {*CHARACTERS.split(), *MATHEMATICS.split(), *STRUCTURE.split()}


def hostile(check):
    """Run a test on a leaderboard and a comparison whose every name is the same hostile text."""
    for piece in ("=1+1", "\\end{longtable}", "{{x}} <script>alert(1)</script>", "a|b", "#N/A", "_x0041_", "\r\n"):
        check = example(name=piece)(check)
    check = given(name=text.filter(lambda name: name.strip()))(check)
    return settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])(check)


@pytest.fixture(scope="module")
def make_frames(record):
    def make(name):
        claims = [
            {"metric": "accuracy", "low": 90, "datasets": [name], "baseline": name},
            {"metric": "speedup", "low": 2, "unit": "x", "form": "ratio", "direction": "higher", "baseline": name},
        ]
        one = record("p" + name, *claims, title=name, systems=[name])
        link = {"url": f"https://example.org/{name}"}
        one = one.model_copy(update={"paper": one.paper.model_copy(update=link)})
        return {"leaderboard": leaderboard([one]), "comparison": comparison([one], group_by="dataset").to_frame()}

    return make


def exported(frames, table, name):
    stream = io.BytesIO()
    export_format(name).write(make_document(frames[table], table), stream)
    return stream.getvalue()


def same_text(shown, name):
    """Whether a text is shown as it is, apart from blanks and what fonts have two ways to write."""
    return unicodedata.normalize("NFKC", "".join(shown.split())) == unicodedata.normalize("NFKC", "".join(name.split()))


@hostile
def test_duckdb_reads_every_text(make_frames, tmp_path, name):
    frames = make_frames(name)
    (tmp_path / "t.parquet").write_bytes(exported(frames, "leaderboard", "parquet"))
    assert duckdb.sql(f"SELECT DISTINCT title FROM '{tmp_path}/t.parquet'").fetchall() == [(name,)]
    for kind, delimiter in (("csv", ","), ("tsv", "\t")):
        path = tmp_path / f"t.{kind}"
        path.write_bytes(exported(frames, "leaderboard", kind))
        options = f"delim = '{delimiter}', header = true, auto_detect = false, quote = '\"', new_line = '\\r\\n'"
        columns = ", ".join(f"'{column}': 'VARCHAR'" for column in frames["leaderboard"].columns)
        read = duckdb.sql(f"SELECT title FROM read_csv('{path}', {options}, columns = {{{columns}}})")
        guarded = f"'{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r", "'")) else name
        assert set(read.fetchall()) == {(guarded,)}


@hostile
def test_a_workbook_holds_texts_and_no_formulas(make_frames, name):
    for table, frame in make_frames(name).items():
        content = exported({table: frame}, table, "xlsx")
        header, *rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        stored = "".join(
            "\N{REPLACEMENT CHARACTER}" if one in "\ufffe\uffff" or (one < " " and one not in "\t\r\n") else one
            for one in name
        )
        assert {row[header.index("title")] for row in rows} == {stored}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        assert {cell.get("t") for cell in sheet.iter() if cell.tag.endswith("}c")} <= {"inlineStr", "n", "b"}
        assert not [cell for cell in sheet.iter() if cell.tag.endswith("}f")]


@hostile
def test_html_has_our_markup_alone(make_frames, name):
    for table, frame in make_frames(name).items():
        page = LexborHTMLParser(exported({table: frame}, table, "html").decode())
        allowed = {"div", "style", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "a", "span", "body"}
        assert {node.tag for node in page.css("body, body *")} <= allowed
        for node in page.css("body *"):
            assert set(node.attributes) <= {
                "id",
                "style",
                "class",
                "headers",
                "colspan",
                "rowspan",
                "scope",
                "href",
                "aria-labelledby",
                "data-quarto-disable-processing",
                "data-quarto-bootstrap",
            }
        assert all(link.attributes["href"].startswith("https://example.org/") for link in page.css("a"))
        titles = [
            row.css("td")[-2 if table == "leaderboard" else 0].text() for row in page.css("tbody tr") if row.css("td")
        ]
        assert titles
        assert set(titles) == {one_line(name)}


@hostile
def test_markdown_has_our_markup_alone(make_frames, name):
    for table, frame in make_frames(name).items():
        tokens = MarkdownIt("commonmark").enable("table").parse(exported({table: frame}, table, "markdown").decode())
        assert {token.type for token in tokens} <= {
            *("paragraph_open", "paragraph_close", "heading_open", "heading_close", "inline"),
            *(f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")),
        }
        inside = [child for token in tokens[3:] for child in token.children or ()]
        assert {child.type for child in inside} <= {"text", "text_special", "link_open", "link_close"}
        assert {child.attrs["href"][:20] for child in inside if child.type == "link_open"} <= {"https://example.org/"}
        cells = ["".join(child.content for child in token.children) for token in tokens if token.type == "inline"]
        assert any(same_text(cell, one_line(name)) for cell in cells) or not one_line(name)


def latex_nodes(nodes):
    for node in nodes or ():
        if node is None:
            continue
        yield node
        yield from latex_nodes(getattr(node, "nodelist", None))
        arguments = getattr(node, "nodeargd", None)
        yield from latex_nodes(arguments.argnlist if arguments else None)


@hostile
def test_latex_has_our_commands_alone(make_frames, name):
    for table, frame in make_frames(name).items():
        source = exported({table: frame}, table, "latex").decode()
        top, *_ = LatexWalker(source, tolerant_parsing=False).get_latex_nodes()
        found = list(latex_nodes(top))
        assert {node.environmentname for node in found if node.isNodeType(LatexEnvironmentNode)} == {"longtable"}
        assert {node.macroname for node in found if node.isNodeType(LatexMacroNode)} <= LATEX_MACROS
        specials = [node.specials_chars for node in found if node.isNodeType(LatexSpecialsNode)]
        columns = 5 if table == "leaderboard" else 4
        assert specials.count("&") == (columns - 1) * (2 + len(frame))
        title = source.split(r"~\cite{")[0].split("\n")[-1].split(" & ")[-1]
        assert same_text(plain(title), one_line(name))


# Commands of the LaTeX kernel that the converter does not know by itself.
KERNEL = get_default_latex_context_db()
KERNEL.add_context_category(
    "kernel",
    macros=[
        MacroTextSpec("textbar", "|"),
        MacroTextSpec("textless", "<"),
        MacroTextSpec("textgreater", ">"),
        MacroTextSpec("textquotedbl", '"'),
        MacroTextSpec("textasciigrave", "`"),
        MacroTextSpec("textasciicircum", "^"),
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
    ],
    prepend=True,
)


def plain(latex):
    """Return LaTeX as text, by a program that knows its commands."""
    return LatexNodes2Text(latex_context=KERNEL, math_mode="text", keep_comments=True).latex_to_text(latex)


@hostile
def test_bibtex_holds_every_title(make_frames, name):
    frames = make_frames(name)
    stream = io.BytesIO()
    export_format("latex").companions[".bib"](make_document(frames["leaderboard"], "leaderboard"), stream)
    (entry,) = bibtexparser.loads(stream.getvalue().decode()).entries
    assert entry["title"].count("{") == entry["title"].count("}")
    assert entry["ID"].isascii()


@hostile
def test_json_holds_every_title(make_frames, name):
    rows = json.loads(exported(make_frames(name), "leaderboard", "json"))["rows"]
    assert {row["title"] for row in rows} == {name}
