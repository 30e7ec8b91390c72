"""Compiled modules: they extract what their sources extract, and are never used once these have changed."""

import gzip
import importlib.util
import itertools
import shutil
import sys
import zipfile
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from claimboard.runs import read_records

CORPUS = Path("shared", "corpus", "abstracts-20k.jsonl.gz")
SAMPLE = 2_000
NUMBERS = "claimboard.extractors.numbers"


@pytest.fixture(scope="module")
def hook(root: Path) -> ModuleType:
    """Return the module that finds compiled modules; it is in no package."""
    spec = importlib.util.spec_from_file_location("hook", root / "compilation" / "hook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Checkout:
    """A package with sources, and a folder with what could be its compiled modules."""

    def __init__(self, hook: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(hook.SWITCH, raising=False)
        self._hook = hook
        self.package, self.compiled = folder / "checkout", folder / "compiled"
        for name in ("extractors/numbers.py", "extractors/names.py", "schemas/paper.py"):
            source = self.package / name
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_text("A = 1\n", encoding="utf-8")
        for name in ("claimboard/extractors/numbers", hook.GROUP):
            library = self.compiled / (name + EXTENSION_SUFFIXES[0])
            library.parent.mkdir(parents=True, exist_ok=True)
            library.touch()
        (self.compiled / hook.DIGEST_NAME).write_text(hook.sources_digest(self.package), encoding="ascii")

    def found(self, *names: str) -> list[str]:
        """Return those of some modules that a new process of the environment would import compiled."""
        finder = self._hook.CompiledFinder(self.compiled)
        package = [str(self.package / "extractors")]
        return [name for name in names or (NUMBERS,) if finder.find_spec(name, package if "." in name else None)]


@pytest.fixture
def checkout(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    return Checkout(hook, tmp_path, monkeypatch)


def test_compiled_modules_are_found_before_their_sources(checkout: Checkout, hook: ModuleType) -> None:
    assert checkout.found(NUMBERS, hook.GROUP) == [NUMBERS, hook.GROUP]


def test_the_library_is_no_other_copys(checkout: Checkout, hook: ModuleType) -> None:
    assert checkout.found(hook.GROUP) == []


@pytest.mark.parametrize("name", ["claimboard.extractors.names", "claimboard.tables.names", "claimboard", "json"])
def test_modules_that_are_not_compiled_are_left_to_python(checkout: Checkout, name: str) -> None:
    assert checkout.found(name) == []


@pytest.mark.parametrize("source", ["extractors/numbers.py", "extractors/names.py", "schemas/paper.py"])
def test_no_compiled_module_is_used_once_a_source_has_changed(checkout: Checkout, source: str) -> None:
    (checkout.package / source).write_text("A = 2\n", encoding="utf-8")
    assert checkout.found() == []


def test_no_compiled_module_is_used_once_a_source_has_come_or_gone(checkout: Checkout) -> None:
    new = checkout.package / "extractors" / "words.py"
    new.touch()
    assert checkout.found() == []
    new.unlink()
    assert checkout.found() == [NUMBERS]
    (checkout.package / "extractors" / "names.py").unlink()
    assert checkout.found() == []


def test_the_switch_turns_compiled_modules_off_or_insists_on_them(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOARD_COMPILE", "0")
    assert checkout.found() == []
    monkeypatch.setenv("CLAIMBOARD_COMPILE", "1")
    assert checkout.found() == [NUMBERS]
    (checkout.package / "extractors" / "numbers.py").touch()  # the same bytes at another time
    assert checkout.found() == [NUMBERS]
    (checkout.package / "extractors" / "numbers.py").write_text("A = 2\n", encoding="utf-8")
    with pytest.raises(ImportError, match="make compiled"):
        checkout.found()


@pytest.fixture(scope="module")
def trees(root: Path, run: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the contents of a compiled wheel of HEAD, and the same without its compiled modules."""
    if not any(map(shutil.which, ("cc", "gcc", "clang"))):
        pytest.skip("there is no C compiler")
    work = tmp_path_factory.mktemp("compiled")
    source, archive, out = work / "source", work / "head.tar", work / "dist"
    source.mkdir()
    run("git", "archive", "--format=tar", f"--output={archive}", "HEAD", cwd=root)
    run("tar", "-xf", archive, "-C", source, cwd=work)
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--skip-dependency-check")
    run(*build, "--outdir", out, source, cwd=work, CLAIMBOARD_COMPILE="1")
    (wheel,) = out.iterdir()
    assert "none-any" not in wheel.name
    with zipfile.ZipFile(wheel) as contents:
        libraries = [name for name in contents.namelist() if name.endswith(EXTENSION_SUFFIXES[0])]
        assert f"claimboard__mypyc{EXTENSION_SUFFIXES[0]}" in libraries
        assert f"claimboard/extractors/linker{EXTENSION_SUFFIXES[0]}" in libraries
        contents.extractall(work / "yes")
        contents.extractall(work / "no", [name for name in contents.namelist() if name not in libraries])
    return {"yes": work / "yes", "no": work / "no"}


@pytest.fixture
def records(trees: dict[str, Path], run: Any, tmp_path: Path) -> Any:
    """Return a function that gives the records of papers, extracted compiled or not."""

    def extracted(papers: Path, compiled: str) -> Path:
        command = (sys.executable, "-P", "-m", "claimboard")
        # What the environment of the tests has compiled, it does not find.
        env = {"PYTHONPATH": str(trees[compiled]), "CLAIMBOARD_COMPILE": "0"}
        assert f"compiled: {compiled}" in run(*command, "--version", cwd=tmp_path, **env).stdout
        out = tmp_path / compiled
        run(*command, "run", papers, "-o", out, "--workers", "1", cwd=tmp_path, **env)
        return out / "records.jsonl"

    return extracted


@pytest.mark.slow
@pytest.mark.parametrize("papers", ["fixtures", "corpus"])
def test_compiled_and_not_give_the_same_records(papers: str, records: Any, root: Path, tmp_path: Path) -> None:
    given = root / "fixtures" / "pages"
    if papers == "corpus":
        corpus, given = root.parent / CORPUS, tmp_path / "sample.jsonl"
        if not corpus.exists():
            pytest.skip("the corpus is not here")
        with gzip.open(corpus, "rb") as lines:
            given.write_bytes(b"".join(itertools.islice(lines, SAMPLE)))
    compiled = records(given, "yes")
    assert compiled.read_bytes() == records(given, "no").read_bytes()
    assert sum(len(record.claims) for record in read_records(compiled)) > 100
