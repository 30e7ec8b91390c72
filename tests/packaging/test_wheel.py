"""The wheel: built from what is committed, it holds the package and its data, and works elsewhere."""

import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture


@pytest.fixture(scope="module")
def wheel(root: Path, run: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel of HEAD, built outside the checkout, where setuptools would leave files behind and ship them."""
    work = tmp_path_factory.mktemp("wheel")
    source, archive, out = work / "source", work / "head.tar", work / "dist"
    source.mkdir()
    run("git", "archive", "--format=tar", f"--output={archive}", "HEAD", cwd=root)
    run("tar", "-xf", archive, "-C", source, cwd=work)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source, cwd=work)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return sorted(re.sub(r"^claimboard-[^/]+\.dist-info", "claimboard.dist-info", n) for n in archive.namelist())


def test_the_wheel_holds_these_files(names: list[str], file_regression: FileRegressionFixture) -> None:
    file_regression.check("\n".join(names) + "\n", basename="wheel-files")


def test_claimboard_is_all_that_an_installation_adds(names: list[str]) -> None:
    assert {name.partition("/")[0] for name in names} == {"claimboard", "claimboard.dist-info"}
    inside = {name.split("/")[1] for name in names}
    assert not inside & {"tests", "fixtures", "outputs", "benchmarks", "docs", "training", "build"}
    assert {"claimboard/py.typed", "claimboard/schemas/metrics.json", "claimboard/schemas/units.json"} <= set(names)


@pytest.mark.slow
def test_the_installed_wheel_does_the_main_job(wheel: Path, root: Path, run: Any, tmp_path: Path) -> None:
    probe = run(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--retries=0", "--timeout=10"),
        *("--dest", tmp_path / "probe", "packaging"),
        cwd=tmp_path,
        expect=None,
    )
    if probe.returncode:
        pytest.skip(f"no package index can be reached: {probe.stderr.strip().splitlines()[-1]}")

    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv, cwd=tmp_path)
    run(venv / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    where = run(venv / "bin" / "python", "-c", "import claimboard; print(claimboard.__file__)", cwd=tmp_path).stdout
    assert Path(where.strip()).is_relative_to(venv)

    page = root / "fixtures" / "pages" / "blocks-with-footers.txt"
    run(venv / "bin" / "claimboard", "run", page, "-o", "out", cwd=tmp_path)
    records = [json.loads(line) for line in (tmp_path / "out" / "records.jsonl").read_bytes().splitlines()]
    assert len(records) == 11
    assert sum(len(record["claims"]) for record in records) > 20
    assert (tmp_path / "out" / "leaderboard.csv").stat().st_size > 0
