"""Papers in any number, runs in processes of their own, and what a folder holds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from claimboard.readers import read_papers

FIXTURES = Path(__file__).parents[2] / "fixtures"

START_RUN = """
import sys
from claimboard.runs import journal, pieces

journal.COMMIT_SECONDS = 0.05
pieces.CHUNK_PAPERS = 16

from claimboard.cli import main

if __name__ == "__main__":
    main()
"""
"""The command line, with more and smaller steps than users have, so that a kill meets more of them."""


@pytest.fixture
def write_papers(tmp_path):
    """Write the papers of the fixtures, under new ids, as often as it takes; every tenth is a repetition."""

    def write(number, name="papers.jsonl"):
        papers = [(p.title, p.abstract) for p in read_papers([FIXTURES / "pages", FIXTURES / "samples"])]
        path = tmp_path / name
        with path.open("w", encoding="utf-8") as file:
            for at in range(number):
                title, abstract = papers[at % len(papers)]
                identifier = f"p{at - 3 if at % 10 == 9 else at}"
                file.write(json.dumps({"id": identifier, "title": title, "abstract": abstract}) + "\n")
        return path

    return write


@pytest.fixture
def start_run(tmp_path):
    """Start `claimboard run` in a process of its own."""
    script = tmp_path / "start_run.py"
    script.write_text(START_RUN, encoding="utf-8")

    def start(*arguments, **options):
        command = [sys.executable, str(script), "run", *map(str, arguments)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)

    return start


@pytest.fixture
def contents():
    """Return the files in a folder by name, hidden ones too, without the log, which differs from run to run."""

    def files(folder):
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != "run.log.json"
        }

    return files
