"""The fixture in a repository of a user: what it stores, when it fails, and what it says then."""

import json
import subprocess
import sys

# Pytester forgets what its runs import, and the extensions of numpy and spaCy cannot be imported twice.
import claimboard.evaluation
import claimboard.extractors
import claimboard.tables
import claimboard.testing.extraction  # noqa: F401
import pytest

pytest_plugins = ["pytester"]

PAPERS = [
    {"id": "p1", "title": "TinyCast", "abstract": "TinyCast keeps 92.1% accuracy on CIFAR-10.", "upvotes": 3},
    {"id": "p2", "title": "QuickLane", "abstract": "QuickLane reaches 90.4% accuracy on CIFAR-10."},
]


@pytest.fixture
def project(pytester):
    """A repository with one test of two papers."""
    pytester.mkdir("abstracts")
    write_papers(pytester, PAPERS)
    pytester.makepyfile(
        test_abstracts="""
        def test_extraction(extraction_regression):
            extraction_regression.check("abstracts/")
        """
    )
    return pytester


def write_papers(pytester, papers):
    lines = "".join(f"{json.dumps(paper)}\n" for paper in papers)
    (pytester.path / "abstracts" / "papers.jsonl").write_text(lines, encoding="utf-8")


def stored(pytester):
    return {path.name: path.read_bytes() for path in (pytester.path / "test_abstracts").iterdir()}


def outcome(pytester, *arguments):
    # Of the plugin's distribution `__main__.py` is imported already where `python -m pytest` runs these tests.
    quiet = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
    result = pytester.runpytest("-p", "no:cacheprovider", *quiet, *arguments)
    return result.parseoutcomes(), result.stdout.str()


def test_the_first_run_stores_and_the_next_one_passes(project):
    outcomes, output = outcome(project)
    assert outcomes == {"failed": 1}
    # pytest tells a failure again in its summary, in full where it runs in CI.
    assert output.count("File not found in data directory, created") in (2, 4)
    assert set(stored(project)) == {"test_extraction.records.jsonl", "test_extraction.leaderboards.csv"}
    assert sorted(stored(project)) == ["test_extraction.leaderboards.csv", "test_extraction.records.jsonl"]
    assert outcome(project)[0] == {"passed": 1}


def test_what_is_stored_does_not_name_the_checkout(project):
    outcome(project)
    records = [json.loads(line) for line in stored(project)["test_extraction.records.jsonl"].splitlines()]
    assert [record["paper"]["source"]["path"] for record in records] == ["abstracts/papers.jsonl"] * 2
    assert str(project.path).encode() not in b"".join(stored(project).values())


def test_a_failure_tells_claims_and_ranks_and_the_remedy(project):
    outcome(project)
    before = stored(project)
    write_papers(project, [PAPERS[0] | {"abstract": "TinyCast keeps 89.5% accuracy on CIFAR-10."}, PAPERS[1]])
    outcomes, output = outcome(project)
    assert outcomes == {"failed": 1}
    assert "Claims: 0 added, 0 removed, 1 changed. Papers: 0 added, 0 removed. Ranks moved: 2." in output
    told = [line.split() for line in output.splitlines()]
    assert ["changed", "TinyCast", "Accuracy", "89.5%", "low", "92.1", "89.5"] in told
    assert ["Accuracy", "on", "CIFAR-10", "QuickLane", "2", "1", "90.4", "%", "90.4", "%"] in told
    assert "pytest --force-regen" in output
    assert "FILES DIFFER" in output  # the leaderboards
    assert stored(project) == before


def test_long_differences_are_cut(project, monkeypatch):
    outcome(project)
    monkeypatch.setattr("claimboard.testing.extraction._MAX_ROWS", 1)
    write_papers(project, [])
    (project.path / "abstracts" / "other.jsonl").write_text('{"title": "T", "abstract": "None."}\n', encoding="utf-8")
    (project.path / "abstracts" / "papers.jsonl").unlink()
    assert "... and 1 more" in outcome(project)[1]


def test_a_change_that_is_in_no_claim_is_shown_too(project):
    outcome(project)
    write_papers(project, [PAPERS[0] | {"upvotes": 4}, PAPERS[1]])
    outcomes, output = outcome(project)
    assert outcomes == {"failed": 1}
    assert '"upvotes":4' in output


@pytest.mark.parametrize("option", ["--force-regen", "--regen-all"])
def test_both_files_are_stored_anew_on_request(project, option):
    outcome(project)
    write_papers(project, [PAPERS[1]])
    assert outcome(project, option)[0] == ({"passed": 1} if option == "--regen-all" else {"failed": 1})
    assert outcome(project)[0] == {"passed": 1}


def test_records_of_another_version_are_told(project):
    outcome(project)
    path = project.path / "test_abstracts" / "test_extraction.records.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"schema_version":"1"', '"schema_version":"0"'))
    assert "The stored records cannot be compared: " in outcome(project)[1]


def test_what_cannot_be_read_fails_the_test(project):
    (project.path / "abstracts" / "papers.jsonl").write_text('{"title": "No abstract"}\n', encoding="utf-8")
    outcomes, output = outcome(project)
    assert outcomes == {"failed": 1}
    assert "papers.jsonl:1: " in output
    assert not (project.path / "test_abstracts").exists()


def test_several_checks_options_and_inputs(project):
    (project.path / "page.dat").write_text("Our cache is 2x faster.\n", encoding="utf-8")
    project.makepyfile(
        test_abstracts="""
        from pathlib import Path

        from claimboard import RunOptions

        def test_extraction(extraction_regression):
            extraction_regression.check([Path("abstracts"), "abstracts/papers.jsonl"], basename="papers")
            extraction_regression.check("page.dat", options=RunOptions(format="text"), basename="page")
        """
    )
    outcome(project, "--regen-all")
    assert sorted(stored(project)) == [
        *("page.leaderboards.csv", "page.records.jsonl", "papers.leaderboards.csv", "papers.records.jsonl")
    ]
    assert len(stored(project)["papers.records.jsonl"].splitlines()) == 2
    assert outcome(project)[0] == {"passed": 1}


def test_without_pytest_regressions_the_fixture_says_what_to_install(project):
    outcomes, output = outcome(project, "-p", "no:regressions")
    assert outcomes == {"errors": 1}
    assert "pip install 'claimboard[testing]'" in output


def test_the_plugin_imports_nothing_heavy_before_its_fixture_is_used(tmp_path):
    (tmp_path / "test_nothing.py").write_text(
        "import sys\n"
        "def test_imports(pytestconfig):\n"
        "    assert 'claimboard.testing.plugin' in sys.modules\n"
        "    assert not {'spacy', 'pandas', 'numpy', 'pydantic', 'typer'} & sys.modules.keys()\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
