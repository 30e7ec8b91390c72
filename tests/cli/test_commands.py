"""Each command on good input, and what every command does with bad requests."""

import csv
import io
import json

import pytest


@pytest.fixture
def results(claimboard, papers, tmp_path):
    assert claimboard("run", papers, "-o", tmp_path / "out").code == 0
    return tmp_path / "out"


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_run_is_silent_in_a_pipe(claimboard, papers, tmp_path):
    assert claimboard("run", papers, "-o", tmp_path / "out") == (0, "", "")
    assert (tmp_path / "out" / "leaderboard.csv").exists()


def test_a_summary_is_printed_in_a_pipe_on_request(claimboard, papers, tmp_path):
    result = claimboard("run", papers, "-o", tmp_path / "out", "--summary")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("3 papers (3 listed, 0 of them again), ")


def test_extract_prints_the_records_of_a_run(claimboard, papers, results):
    result = claimboard("extract", papers)
    assert result.code == 0
    assert result.out == (results / "records.jsonl").read_text(encoding="utf-8")


def test_extract_reads_standard_input(claimboard):
    result = claimboard("extract", "-", stdin="Our cache is 2.5x faster than memcached.\n")
    record = json.loads(result.out)
    assert record["paper"]["source"]["path"] == "-"
    assert record["paper"]["abstract"] == "Our cache is 2.5x faster than memcached."


def test_leaderboard_prints_csv_in_a_pipe(claimboard, results):
    result = claimboard("leaderboard", results, "--metric", "accuracy", "--dataset", "cifar10", "--form", "absolute")
    assert result.code == 0
    assert [(row["rank"], row["paper_id"]) for row in rows(result.out)] == [("1", "p3"), ("2", "p1")]


def test_leaderboard_reads_a_records_file_and_standard_input(claimboard, results):
    from_folder = claimboard("leaderboard", results)
    assert claimboard("leaderboard", results / "records.jsonl") == from_folder
    assert claimboard("leaderboard", "-", stdin=(results / "records.jsonl").read_text(encoding="utf-8")) == from_folder


def test_leaderboard_writes_a_file(claimboard, results, tmp_path):
    assert claimboard("leaderboard", results, "-o", tmp_path / "boards.csv") == (0, "", "")
    assert (tmp_path / "boards.csv").read_bytes() == (results / "leaderboard.csv").read_bytes()


def test_leaderboard_as_text_is_for_people(claimboard, results):
    result = claimboard("leaderboard", results, "--metric", "accuracy", "--form", "absolute", "--as", "text")
    title, header, first, second, *_ = result.out.splitlines()
    assert title == "Accuracy on CIFAR-10 (2 papers)"
    assert header.split() == ["rank", "value", "system", "title", "baseline"]
    assert first.split()[:4] == ["1", "95.4", "%", "QuickLane"]
    assert second.split()[:4] == ["2", "92.1", "%", "TinyCast"]


def test_leaderboard_says_when_there_is_nothing_to_rank(claimboard, results):
    result = claimboard("leaderboard", results, "--dataset", "MNIST", "--as", "text")
    assert (result.code, result.out) == (0, "no claims that may be ranked\n")


def test_leaderboard_lists_the_boards(claimboard, results):
    index = rows(claimboard("leaderboard", results, "--index").out)
    assert ("accuracy--cifar10", "2") in {(row["board_id"], row["papers"]) for row in index}
    assert "accuracy--cifar10" in claimboard("leaderboard", results, "--index", "--as", "text").out


def test_a_board_is_shown_by_its_id(claimboard, results):
    found = rows(claimboard("leaderboard", results, "--board", "accuracy--cifar10").out)
    assert [(row["board_id"], row["rank"]) for row in found] == [("accuracy--cifar10", "1"), ("accuracy--cifar10", "2")]
    result = claimboard("leaderboard", results, "--board", "accuracy--cifar")
    assert result.code == 2
    assert "no board 'accuracy--cifar' in these results: --index lists the ids" in result.err


def test_table_prints_a_comparison(claimboard, results):
    table = rows(claimboard("table", results, "--columns", "accuracy").out)
    assert {row["paper_id"] for row in table} == {"p1", "p3"}
    assert (results / "comparison.csv").read_bytes().decode() == claimboard("table", results).out


def test_a_comparison_in_text_leaves_room_for_the_numbers(claimboard, results):
    header, *lines = claimboard("table", results, "--columns", "accuracy", "--as", "text").out.splitlines()
    assert header.split() == ["title", "system", "Accuracy", "[CIFAR-10]"]
    assert any("TinyCast" in line and "92.1 %" in line for line in lines)


def test_table_prints_the_claims(claimboard, results):
    result = claimboard("table", results, "--kind", "claims")
    assert result.out == (results / "claims.csv").read_bytes().decode()
    text = claimboard("table", results, "--kind", "claims", "--as", "text").out
    assert "92.1%" in text


def test_a_comparison_has_a_long_form(claimboard, results):
    long = rows(claimboard("table", results, "--kind", "long", "--columns", "accuracy").out)
    assert {(row["paper_id"], row["heading"], row["low"]) for row in long} >= {
        ("p1", "Accuracy [CIFAR-10]", "92.1"),
        ("p3", "Accuracy [CIFAR-10]", "95.4"),
    }
    header, first, *_ = claimboard("table", results, "--kind", "long", "--as", "text").out.splitlines()
    assert header.split() == ["title", "system", "heading", "value", "datasets", "hardware", "baseline"]
    assert first.startswith("TinyCast")


@pytest.mark.parametrize(("width", "metrics"), [(60, 2), (120, 3), (300, 8)])
def test_a_terminal_shows_as_many_metrics_as_have_room_and_hides_no_letter(
    claimboard, tmp_path, monkeypatch, width, metrics
):
    values = "91% accuracy, 92% F1, 93% precision, 94% recall, 95% AUC, 96% mAP, 97% IoU, 98% Dice and 30 BLEU"
    paper = {"title": f"{'Supercalifragilistic' * 3}: A Title", "abstract": f"Ours reaches {values} on CIFAR-10."}
    (tmp_path / "one.jsonl").write_text(json.dumps(paper), encoding="utf-8")
    claimboard("run", tmp_path / "one.jsonl", "-o", tmp_path / "out")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    shown = claimboard("table", tmp_path / "out").out
    assert shown.count(" %") + shown.count("30") == metrics
    assert "…" not in shown


def test_a_comparison_of_nothing_says_so(claimboard, results):
    result = claimboard("table", results, "--dataset", "MNIST", "--as", "text")
    assert (result.code, result.out) == (0, "no claims to compare\n")


def test_comparison_options_do_not_go_with_claims(claimboard, results):
    result = claimboard("table", results, "--kind", "claims", "--limit", "3", "--sort-by", "accuracy")
    assert result.code == 2
    assert "takes none of the options for comparisons" in result.err


def test_show_prints_abstracts_and_claims_in_words(claimboard, papers):
    result = claimboard("show", papers, "--claims-only")
    assert result.code == 0
    assert "TinyCast shrinks VGG-16 by 40x and keeps 92.1% accuracy on CIFAR-10." in result.out
    assert "Accuracy 92.1 %" in result.out
    assert "No Numbers Here" not in result.out
    assert claimboard("show", papers, "--limit", "1").out.count("Casting") == 1


def test_show_lets_no_input_command_the_terminal(claimboard):
    result = claimboard("show", "-", stdin=json.dumps({"title": "A \x1b[31mB", "abstract": "It is \x1b]0;x\x07 fast."}))
    assert "\x1b" not in result.out
    assert "A \N{REPLACEMENT CHARACTER}[31mB" in result.out


@pytest.mark.parametrize("name", ["none.jsonl", "."])
@pytest.mark.parametrize("command", ["table", "leaderboard"])
def test_missing_records_are_exit_code_4(claimboard, tmp_path, command, name):
    result = claimboard(command, tmp_path / name)
    assert result.code == 4
    assert "the records cannot be read: No such file or directory" in result.err


def test_broken_records_are_exit_code_3(claimboard, results):
    path = results / "records.jsonl"
    path.write_bytes(path.read_bytes() + b"{\n")
    result = claimboard("leaderboard", results)
    assert result.code == 3
    assert result.err.startswith(f"skipped: {path}:4: not JSON")
    assert len(rows(result.out)) >= 2


def test_records_of_another_version_are_refused(claimboard, results):
    path = results / "records.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"schema_version":"1"', '"schema_version":"2"'))
    result = claimboard("leaderboard", results)
    assert result.code == 4
    assert f"{path}:1: the record has schema_version '2'" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["run"],
        ["run", "x.txt"],
        ["run", "x.txt", "-o", "out", "--saved-on", "yesterday"],
        ["extract", "x.txt", "--format", "docx"],
        ["leaderboard", "RESULTS", "--metric", "acuracy"],
        ["leaderboard", "RESULTS", "--rank-by", "luck"],
        ["table", "RESULTS", "--columns", "acuracy"],
        ["evaluate", "gold.jsonl"],
    ],
    ids=" ".join,
)
def test_bad_requests_are_exit_code_2(claimboard, results, tmp_path, arguments, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = claimboard(*(results if argument == "RESULTS" else argument for argument in arguments))
    assert result.code == 2
    assert result.err + result.out


def test_an_internal_error_is_exit_code_70_with_a_short_message(claimboard, results, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("the cat sat on the keyboard")

    monkeypatch.setattr("claimboard.tables.leaderboard", fail)
    result = claimboard("leaderboard", results)
    assert result.code == 70
    assert "internal error: RuntimeError: the cat sat on the keyboard" in result.err
    assert "report it" in result.err
    assert "Traceback" not in result.err
    assert "Traceback" in claimboard("--debug", "leaderboard", results).err


def test_a_full_disk_is_exit_code_70_without_a_call_to_report_it(claimboard, results, monkeypatch):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("claimboard.tables.csvfile.write_csv", fail)
    result = claimboard("leaderboard", results)
    assert (result.code, result.err) == (70, "claimboard: [Errno 28] No space left on device\n")


def test_an_interrupt_is_exit_code_130(claimboard, results, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("claimboard.tables.leaderboard", interrupt)
    assert claimboard("leaderboard", results).code == 130


@pytest.mark.parametrize("command", [None, "run", "extract", "table", "leaderboard", "show", "evaluate", "diff"])
def test_help_has_examples(claimboard, command):
    result = claimboard(*([command] if command else []), "--help")
    assert result.code == 0
    assert f"claimboard {command or 'run'} " in result.out.split("Examples" if command else "Start with")[1]


def test_version(claimboard):
    assert claimboard("--version").out.startswith("claimboard 0.")


def test_any_number_of_workers_writes_the_same(claimboard, papers, results, tmp_path):
    assert claimboard("run", papers, "-o", tmp_path / "two", "--workers", 2).code == 0
    for name in ("records.jsonl", "leaderboard.csv", "run.json"):
        assert (tmp_path / "two" / name).read_bytes() == (results / name).read_bytes()


def test_an_update_needs_no_other_argument(claimboard, papers, results):
    before = (results / "run.json").read_bytes()
    assert claimboard("run", "--update", results) == (0, "", "")
    assert (results / "run.json").read_bytes() == before


def test_an_update_says_what_it_cannot_take_over(claimboard, papers, results):
    (results / "run.log.json").unlink()
    result = claimboard("run", papers, "--update", results)
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith(f"extracting all papers: no record of {results} can be taken over, since ")


def test_an_update_of_nothing_is_an_error_with_a_remedy(claimboard, tmp_path):
    result = claimboard("run", "--update", tmp_path)
    assert result.code == 4
    assert "name the folder of a finished `claimboard run`" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"), [(["page.txt"], "name the folder to write into"), (["-o", "out"], "name what to read")]
)
def test_a_run_needs_input_and_output(claimboard, arguments, message):
    result = claimboard("run", *arguments)
    assert result.code == 2
    assert message in result.err
