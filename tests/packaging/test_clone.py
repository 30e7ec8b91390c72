"""A clone works in a directory of any name: nothing may hang on the checkout being called `claimboard`."""

import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a-b", "two words"])
def test_tests_and_linters_work_in_a_clone_called(name: str, root: Path, run: Any, tmp_path: Path) -> None:
    clone = tmp_path / name
    run("git", "clone", "--quiet", root, clone, cwd=tmp_path)
    # What `make setup` makes, with the libraries of this interpreter instead of a new environment.
    link = clone / ".venv" / "mypy" / "claimboard"
    link.parent.mkdir(parents=True)
    link.symlink_to(Path("..", ".."))
    env = {"PYTHONPATH": str(link.parent)}

    where = run(sys.executable, "-c", "import claimboard; print(claimboard.__file__)", cwd=clone, **env).stdout
    assert Path(where.strip()).resolve() == clone / "__init__.py"

    # Stored results must not name the place where they were made.
    run(sys.executable, "-m", "pytest", "-q", "tests/schemas", "tests/test_fixture_runs.py", cwd=clone, **env)
    run(sys.executable, "-m", "mypy", "--strict", "-p", "claimboard.schemas", cwd=clone, MYPYPATH=".venv/mypy")
    run(Path(sys.executable).with_name("lint-imports"), "--no-cache", cwd=clone, **env)
