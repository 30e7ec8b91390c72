"""Memory of a run: it does not grow with the number of papers."""

import subprocess
import sys
from pathlib import Path

import pytest

RUN = """
from pathlib import Path
from claimboard.cli import main

if __name__ == "__main__":
    try:
        main()
    finally:
        lines = Path("/proc/self/status").read_text().splitlines()
        print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""
"""The command line, which prints the most memory that its process had, in kB."""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read in /proc")
@pytest.mark.parametrize("workers", [1, 2])
def test_ten_times_the_papers_take_no_more_memory(tmp_path, write_papers, workers):
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    peaks = []
    for number in (400, 4000):
        papers = write_papers(number, f"{number}.jsonl")
        command = [sys.executable, script, "run", papers, "-o", tmp_path / f"{number}", "-j", str(workers)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        peaks.append(int(done.stdout))
    assert peaks[1] < 1.15 * peaks[0]
    assert peaks[1] < 600_000
