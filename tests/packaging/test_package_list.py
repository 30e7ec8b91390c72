"""pyproject.toml lists every package and every data file, since setuptools is told not to look for them."""

import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

CODE = {".py", ".pyi"}


@pytest.fixture(scope="module")
def setuptools_settings(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


@pytest.fixture(scope="module")
def files(root: Path, run: Any) -> list[PurePosixPath]:
    """Return the files of the checkout that git knows or does not ignore."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=root).stdout
    return [PurePosixPath(name) for name in listed.split("\0") if name and (root / name).exists()]


def package_of(folder: PurePosixPath) -> str:
    return ".".join(("claimboard", *folder.parts))


def test_every_package_is_listed(files: list[PurePosixPath], setuptools_settings: dict[str, Any]) -> None:
    found = sorted(package_of(file.parent) for file in files if file.name == "__init__.py")
    assert sorted(setuptools_settings["packages"]) == found


def test_every_data_file_is_listed_and_every_pattern_used(
    files: list[PurePosixPath], setuptools_settings: dict[str, Any]
) -> None:
    folders = {file.parent for file in files if file.name == "__init__.py"} - {PurePosixPath()}
    data = {PurePosixPath("py.typed")}
    for file in files:
        if file.suffix not in CODE and not folders.isdisjoint(file.parents):
            data.add(file)
    shipped = set()
    for package, patterns in setuptools_settings["package-data"].items():
        folder = PurePosixPath(*package.split(".")[1:])
        for pattern in patterns:
            depth = len((folder / pattern).parts)
            matched = {file for file in files if file.match(str(folder / pattern)) and len(file.parts) == depth}
            assert matched, f"nothing matches {pattern!r} of {package}"
            shipped |= matched
    assert sorted(map(str, data - shipped)) == [], "data files that package-data leaves out of the wheel"
    assert sorted(map(str, shipped - data)) == []
