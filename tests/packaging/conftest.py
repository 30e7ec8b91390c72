"""The checkout and how to run programs from it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout; skip where the tests lie in something else."""
    if not (ROOT / ".git").exists():
        pytest.skip("these tests need a git checkout")
    return ROOT


@pytest.fixture(scope="session")
def run() -> Run:
    """Return a function that runs a program, free of the environment of this one, and shows its output if it fails."""

    def run_program(
        *command: str | Path, cwd: Path, expect: int | None = 0, **env: str
    ) -> "subprocess.CompletedProcess[str]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "GIT_", "PYTHON"))}
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**kept, "PYTHONSAFEPATH": "1", **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if expect is not None:
            assert done.returncode == expect, f"{command} exited {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    return run_program
