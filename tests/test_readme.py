"""What the README and docs/architecture.md show is what happens: code, leaderboard, commands, files."""

import re
import shlex
from pathlib import Path

import pytest
from claimboard import extract
from claimboard.cli import main

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^print\(.*\)  # (.+)$", re.MULTILINE)
EXCERPT = re.compile(r"(<!-- leaderboard: (?P<command>.+?) -->\n```text\n)(?P<text>.*?)(```\n)", re.DOTALL)


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch):
    monkeypatch.chdir(ROOT)


def printed_by(command: str, monkeypatch, capsys) -> str:
    monkeypatch.setattr("sys.argv", shlex.split(command))
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == 0
    return capsys.readouterr().out


def test_the_first_example_is_read_as_the_page_says():
    (sentence,) = re.findall(r"^> (.+)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    claims = extract(sentence).claims
    assert [(c.metric, c.form, c.direction, c.subject, c.hardware) for c in claims] == [
        (metric, "change", "lower", "own", ("Raspberry Pi 4",)) for metric in ("latency", "energy")
    ]
    assert [(c.quantity.low, c.quantity.unit, c.quantity.bound) for c in claims] == [
        (38, "percent", "up_to"),
        (61, "percent", "up_to"),
    ]
    assert {c.baseline for c in claims} == {"full precision"}


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md"])
def test_code_prints_what_its_comments_say(page, capsys):
    blocks = BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert blocks
    for code in blocks:
        exec(compile(code, page, "exec"), {})
        printed = capsys.readouterr().out.splitlines()
        shown = SHOWN.findall(code)
        assert shown
        assert printed[: len(shown)] == shown


def test_the_leaderboard_is_that_of_the_outputs(monkeypatch, capsys, request):
    readme = README.read_text(encoding="utf-8")
    match = EXCERPT.search(readme)
    assert match
    printed = printed_by(match["command"], monkeypatch, capsys).rstrip("\n") + "\n"
    if request.config.getoption("regen_all"):
        README.write_text(EXCERPT.sub(lambda m: m[1] + printed + m[4], readme), encoding="utf-8")
    else:
        assert match["text"] == printed, "`make snapshots` writes it anew"


def test_every_command_is_there(monkeypatch, capsys):
    named = set(re.findall(r"^    claimboard (\w+) ", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "leaderboard", "table", "show", "explain", "evaluate"} <= named
    for name in named:
        assert printed_by(f"claimboard {name} --help", monkeypatch, capsys)


def test_every_link_and_file_is_there():
    readme = README.read_text(encoding="utf-8")
    names = {*re.findall(r"\]\(([^)#]+)\)", readme), *re.findall(r"`([\w-]+/[\w./*-]+)`", readme)}
    assert "docs/tables.md" in names
    missing = {name for name in names if not list(ROOT.glob(name.rstrip("/")))}
    assert missing == set()
