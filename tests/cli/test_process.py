"""What only a real process shows: imports at start, pipes that close, terminals."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CLAIMBOARD = [sys.executable, "-m", "claimboard"]
SAMPLE = Path(__file__).parents[2] / "fixtures" / "samples" / "papers.jsonl"
HEAVY = {"spacy", "pandas", "numpy", "pydantic", "rich.progress"}


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import claimboard; claimboard.__version__; dir(claimboard)", HEAVY),
        ("import sys; sys.argv[1:] = ['--version']; from claimboard.cli import main; main()", HEAVY | {"rich"}),
        ("import sys; sys.argv[1:] = ['--help']; from claimboard.cli import main; main()", HEAVY),
        ("from claimboard import Extractor", {"pandas"}),
        ("from claimboard import read_records, run, read_papers", {"pandas", "spacy"}),
        (f"from claimboard.runs import stream_records; next(stream_records([{str(SAMPLE)!r}]))", {"pandas", "spacy"}),
    ],
    ids=["import claimboard", "--version", "--help", "Extractor", "records", "first record of a run"],
)
def test_start_up_imports_nothing_heavy(code, unwanted):
    script = f"import atexit, sys\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n{code}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not unwanted & set(done.stderr.split())


def test_every_public_name_is_there():
    import claimboard

    assert {name for name in claimboard.__all__ if getattr(claimboard, name, None) is None} == set()
    assert set(claimboard.__all__) < set(dir(claimboard))
    with pytest.raises(AttributeError, match="no attribute 'leaderbord'"):
        claimboard.leaderbord  # noqa: B018


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE")
def test_a_reader_that_has_seen_enough_ends_the_program_quietly(papers):
    lines = [b'{"title": "T%d", "abstract": "It is 2x faster."}\n' % number for number in range(3000)]
    papers.write_bytes(b"".join(lines))
    process = subprocess.Popen([*CLAIMBOARD, "extract", papers], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b'{"schema_version":"1"')
    process.stdout.close()
    assert process.wait() == 141
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("options", "talks"), [([], True), (["--quiet"], False)])
def test_a_terminal_gets_progress_and_a_summary(papers, tmp_path, options, talks):
    shown = on_terminal([*CLAIMBOARD, "run", papers, "-o", tmp_path / "out", *options])
    assert ("3 papers (3 listed, 0 of them again)" in shown) is talks


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_color_yields_to_no_color(papers):
    command = [*CLAIMBOARD, "show", papers]
    assert "\x1b[" in on_terminal(command)
    assert "\x1b[3" not in on_terminal(command, NO_COLOR="1")


def on_terminal(command, **environment):
    """Run a command with its output on a pseudo-terminal and return what was shown."""
    import pty

    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    process = subprocess.Popen(
        command, stdout=theirs, stderr=theirs, stdin=theirs, env=plain | {"TERM": "xterm"} | environment
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            chunk = os.read(ours, 65_536)
        except OSError:  # what Linux says when the other end has closed
            break
        if not chunk:
            break
        shown += chunk
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()
