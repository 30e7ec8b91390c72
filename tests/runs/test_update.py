"""`--update`: what is unchanged since a former run is not extracted again, and nobody can tell from the output."""

import json

import pytest
from claimboard.extractors import Extractor
from claimboard.runs import RunOptions, run
from claimboard.schemas import InputError


@pytest.fixture
def extracted(monkeypatch):
    """The ids of papers that are extracted from now on."""
    ids = []
    original = Extractor.pipe

    def pipe(self, papers):
        ids.extend(paper.id for paper in papers)
        return original(self, papers)

    monkeypatch.setattr(Extractor, "pipe", pipe)
    return ids


def change(path, **changes):
    """Change fields of the papers that are named, and leave the others as they are."""
    papers = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    papers = [paper | changes.get(paper["id"], {}) for paper in papers]
    path.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers), encoding="utf-8")


def test_only_new_and_changed_papers_are_extracted(tmp_path, write_papers, extracted, contents):
    papers = write_papers(30)
    run([papers], tmp_path / "out")
    extracted.clear()
    change(papers, p4={"abstract": "It is 3x faster on an FPGA."}, p5={"title": "Another Title"}, p7={"upvotes": 12})
    new = tmp_path / "new.jsonl"
    new.write_text(json.dumps({"id": "new", "title": "New", "abstract": "It halves energy."}), encoding="utf-8")
    run([new, papers], tmp_path / "out", update=tmp_path / "out")
    assert extracted == ["new", "p4", "p5"]
    run([new, papers], tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_papers_that_are_gone_from_the_inputs_go(tmp_path, write_papers, contents):
    run([write_papers(30)], tmp_path / "out")
    papers = write_papers(12)
    run([papers], tmp_path / "out", update=tmp_path / "out")
    run([papers], tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_another_folder_may_be_updated_from(tmp_path, write_papers, extracted, contents):
    papers = write_papers(10)
    run([papers], tmp_path / "former")
    before = contents(tmp_path / "former")
    extracted.clear()
    run([papers], tmp_path / "out", RunOptions(format="jsonl"), update=tmp_path / "former")
    assert extracted == []
    assert contents(tmp_path / "former") == before
    assert contents(tmp_path / "out")["records.jsonl"] == before["records.jsonl"]


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda out: (out / "run.log.json").unlink(), "its run.log.json, which says what extracted it, is not there"),
        (lambda out: (out / "records.jsonl").write_bytes(b""), "its records.jsonl is not the one that was written"),
        (None, "claimboard has changed since"),
    ],
)
def test_what_is_not_trusted_is_extracted_again(tmp_path, write_papers, extracted, monkeypatch, damage, why, contents):
    papers = write_papers(8)
    run([papers], tmp_path / "out")
    whole = contents(tmp_path / "out")
    extracted.clear()
    if damage:
        damage(tmp_path / "out")
    else:
        monkeypatch.setattr("claimboard.runs.former.extraction_digest", lambda: "another")
    heard = []
    run([papers], tmp_path / "out", update=tmp_path / "out", on_notice=heard.append)
    assert heard == [f"extracting all papers: no record of {tmp_path / 'out'} can be taken over, since {why}"]
    assert len(extracted) == 8
    assert contents(tmp_path / "out") == whole


def test_a_folder_without_a_run_is_refused(tmp_path, write_papers):
    with pytest.raises(InputError, match=r"run\.json: there is no such file .*name the folder of a finished"):
        run([write_papers(3)], tmp_path / "out", update=tmp_path / "none")


def test_an_update_that_is_ended_goes_on_and_loses_nothing(tmp_path, write_papers, monkeypatch, contents):
    monkeypatch.setattr("claimboard.runs.journal.COMMIT_SECONDS", 0.0)
    monkeypatch.setattr("claimboard.runs.pieces.CHUNK_PAPERS", 5)
    run([write_papers(30)], tmp_path / "out")
    former = contents(tmp_path / "out")
    papers = write_papers(45)

    def stop(progress):
        if progress.papers >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([papers], tmp_path / "out", update=tmp_path / "out", on_progress=stop)
    after = contents(tmp_path / "out")
    assert {name: after[name] for name in former} == former
    run([papers], tmp_path / "out", update=tmp_path / "out")
    run([papers], tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
