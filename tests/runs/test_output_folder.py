"""Files appear whole and together, one run at a time writes, and nothing foreign is touched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from claimboard.runs.output_folder import check_whole, output_folder, whole_file
from claimboard.schemas import InputError, UsageError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_files_appear_together_at_the_end(tmp_path):
    folder = tmp_path / "deep" / "results"
    with output_folder(folder) as files:
        files.aside("a.txt").write_text("a")
        files.aside("b.txt").write_text("b")
        assert names(folder) == [".claimboard-run"]
    assert names(folder) == ["a.txt", "b.txt"]


def write_and_fail(folder):
    with output_folder(folder) as files:
        files.aside("a.txt").write_text("half of the ne")
        raise RuntimeError("crash")


def test_a_failure_leaves_the_former_files_and_no_partial_ones(tmp_path):
    (tmp_path / "a.txt").write_text("former")
    with pytest.raises(RuntimeError, match="crash"):
        write_and_fail(tmp_path)
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "former"


def test_a_killed_process_leaves_the_former_files(tmp_path):
    (tmp_path / "a.txt").write_text("former")
    script = (
        "import os, sys, pathlib, signal\n"
        "from claimboard.runs.output_folder import output_folder\n"
        "with output_folder(pathlib.Path(sys.argv[1])) as files:\n"
        "    files.aside('a.txt').write_text('half of the ne')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert (tmp_path / "a.txt").read_text() == "former"
    with output_folder(tmp_path) as files:
        files.aside("a.txt").write_text("new")
    assert names(tmp_path) == ["a.txt"]


def test_what_is_kept_outlives_a_failure(tmp_path):
    def fail():
        with output_folder(tmp_path) as files:
            files.aside("boards/a.csv").write_text("a")
            kept = files.aside("b.txt")
            kept.write_text("b")
            files.keep([kept])
            raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        fail()
    assert names(tmp_path) == [".claimboard-run"]
    assert [path for path in (tmp_path / ".claimboard-run").rglob("*") if path.is_file()] == [
        tmp_path / ".claimboard-run" / "files" / "b.txt"
    ]
    with output_folder(tmp_path) as files:
        assert files.aside("b.txt").read_text() == "b"
    assert names(tmp_path) == ["b.txt"]


@pytest.mark.parametrize("moves", range(4))
def test_a_process_that_ends_while_files_take_their_names_leaves_the_rest_to_the_next(tmp_path, monkeypatch, moves):
    for name in ("a.txt", "b.txt", "former.txt"):
        (tmp_path / name).write_text("former")
    whole_moves = 1 + moves  # the first makes the plan whole

    def replace(self, target):
        nonlocal whole_moves
        if not whole_moves:
            raise KeyboardInterrupt
        whole_moves -= 1
        os.replace(self, target)  # noqa: PTH105

    def write():
        with output_folder(tmp_path) as files:
            files.aside("a.txt").write_text("new")
            files.aside("b.txt").write_text("new")
            files.aside("boards/c.txt").write_text("new")
            files.discard("former.txt")

    monkeypatch.setattr(Path, "replace", replace)
    if moves < 3:
        with pytest.raises(KeyboardInterrupt):
            write()
        with pytest.raises(InputError, match="start `claimboard run` again"):
            check_whole(tmp_path)
    else:
        write()
    monkeypatch.undo()
    with output_folder(tmp_path):
        assert {name: (tmp_path / name).read_text() for name in ("a.txt", "b.txt", "boards/c.txt")} == dict.fromkeys(
            ("a.txt", "b.txt", "boards/c.txt"), "new"
        )
    assert names(tmp_path) == ["a.txt", "b.txt", "boards"]
    check_whole(tmp_path)


def test_a_file_may_lie_in_a_folder_of_the_folder(tmp_path):
    with output_folder(tmp_path) as files:
        files.aside("boards/a.csv").write_text("a")
        assert names(tmp_path / "boards") == []
    assert names(tmp_path / "boards") == ["a.csv"]


def test_a_failure_leaves_no_folder_behind(tmp_path):
    def fail():
        with output_folder(tmp_path) as files:
            files.aside("boards/a.csv").write_text("a")
            raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        fail()
    assert names(tmp_path) == []


def test_former_files_go_when_the_new_ones_appear(tmp_path):
    (tmp_path / "former.txt").write_text("former")

    def discard_and(fail):
        with output_folder(tmp_path) as files:
            files.discard("former.txt")
            files.discard("never there.txt")
            assert names(tmp_path) == [".claimboard-run", "former.txt"]
            if fail:
                raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        discard_and(fail=True)
    assert names(tmp_path) == ["former.txt"]
    discard_and(fail=False)
    assert names(tmp_path) == []


def test_foreign_files_are_left_alone(tmp_path):
    (tmp_path / "notes.md").write_text("mine")
    with output_folder(tmp_path) as files:
        files.aside("a.txt").write_text("a")
    assert (tmp_path / "notes.md").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not locked on Windows")
def test_a_second_run_into_the_same_folder_is_refused(tmp_path):
    with (
        output_folder(tmp_path),
        pytest.raises(UsageError, match="another run is writing here"),
        output_folder(tmp_path),
    ):
        pass
    with output_folder(tmp_path):
        pass


def test_a_file_in_place_of_the_folder_is_a_usage_error(tmp_path):
    (tmp_path / "taken").write_text("")
    with (
        pytest.raises(UsageError, match="taken: no output folder can be made there"),
        output_folder(tmp_path / "taken"),
    ):
        pass


def test_a_single_file_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "figures.json"

    def fail():
        with whole_file(path) as partial:
            partial.write_text("{")
            raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        fail()
    assert names(tmp_path) == []
    with whole_file(path) as partial:
        partial.write_text("{}")
    assert names(tmp_path) == ["figures.json"]


def test_what_is_withdrawn_leaves_the_former_files_and_nothing_to_go_on_from(tmp_path):
    (tmp_path / "a.txt").write_text("former")
    with output_folder(tmp_path) as files:
        files.aside("a.txt").write_text("new")
        files.keep([files.aside("a.txt")])
        files.discard("a.txt")
        files.withdraw()
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "former"
