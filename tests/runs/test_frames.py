"""`extract_frame`: a row in, a row out, whatever engine calls it."""

import json
import sys

import pandas as pd
import pytest
from claimboard import Extractor
from claimboard.runs import extract_frame, run, stream_records
from claimboard.schemas import PaperRecord

ABSTRACT = "TinyCast shrinks VGG-16 by 40x and keeps 92.1% accuracy on CIFAR-10."


def test_rows_become_records_in_their_order_and_with_their_index():
    frame = pd.DataFrame(
        {"id": ["a", "b"], "title": ["TinyCast", "None Here"], "abstract": [ABSTRACT, "We think."]}, index=[7, 3]
    )
    found = extract_frame(frame)
    assert found.index.tolist() == [7, 3]
    assert found["id"].tolist() == ["a", "b"]
    assert found["claims"].tolist() == [2, 0]
    assert found["problem"].isna().all()
    records = [PaperRecord.model_validate_json(record) for record in found["record"]]
    assert records == [Extractor()(record.paper) for record in records]
    assert records[0].paper.source.model_dump() == {"path": "-", "format": "frame", "line": None}


def test_all_fields_of_a_paper_are_columns_and_others_go_to_extra():
    row = {
        "abstract": ABSTRACT,
        "authors": ["A. One", "B. Two"],
        "upvotes": 12,
        "date": pd.Timestamp("2024-03-01"),
        "venue": "A Workshop",
        "pages": 9,
        "source_path": "s3://b/p.parquet",
        "source_format": "parquet",
        "source_line": 5,
    }
    paper = PaperRecord.model_validate_json(extract_frame(pd.DataFrame([row]))["record"][0]).paper
    assert (paper.authors, paper.upvotes, paper.date.isoformat()) == (("A. One", "B. Two"), 12, "2024-03-01")
    assert paper.extra == {"venue": "A Workshop", "pages": 9}
    assert paper.source.model_dump() == {"path": "s3://b/p.parquet", "format": "parquet", "line": 5}


def test_missing_values_are_no_values_of_any_kind():
    frame = pd.DataFrame({"abstract": [ABSTRACT, ABSTRACT], "upvotes": [3, None], "venue": ["x", None]})
    first, second = (PaperRecord.model_validate_json(record).paper for record in extract_frame(frame)["record"])
    assert (first.upvotes, first.extra) == (3, {"venue": "x"})
    assert (second.upvotes, second.extra) == (None, {})


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"title": "No abstract"}, "missing-field"),
        ({"abstract": "half a pair \ud800"}, "invalid-encoding"),
        ({"json": "{"}, "invalid-json"),
    ],
)
def test_a_row_that_is_no_paper_says_so_and_costs_no_other(row, kind):
    frame = pd.DataFrame([row, {"abstract": ABSTRACT}], dtype=object)
    found = extract_frame(frame)
    assert found["record"].isna().tolist() == [True, False]
    assert json.loads(found["problem"][0])["kind"] == kind


def test_objects_in_text_are_read_as_lines_of_jsonl_are(tmp_path, write_papers):
    papers = write_papers(20)
    lines = papers.read_text(encoding="utf-8").splitlines()
    frame = pd.DataFrame({"json": lines, "source_path": str(papers), "source_format": "jsonl"})
    frame["source_line"] = range(1, len(lines) + 1)
    distinct = extract_frame(frame).drop_duplicates("id")["record"].tolist()
    assert distinct == [record.model_dump_json() for record in stream_records([papers])]


def test_rows_are_extracted_together_and_one_that_fails_costs_no_other(monkeypatch):
    together = []
    original = Extractor.pipe

    def pipe(self, papers):
        together.append(len(papers))
        return original(self, papers)

    def fail(self, paper):
        if paper.id == "p70":
            raise ZeroDivisionError("division by zero")
        return next(iter(original(self, [paper])))

    rows = [{"id": f"p{number}", "abstract": ABSTRACT} for number in range(100)]
    rows[80] = {"id": "p80", "title": "No abstract"}
    monkeypatch.setattr(Extractor, "pipe", pipe)
    whole = extract_frame(pd.DataFrame(rows))
    assert together == [64, 35]
    monkeypatch.setattr(Extractor, "pipe", lambda self, papers: map(self, papers))
    monkeypatch.setattr(Extractor, "__call__", fail)
    found = extract_frame(pd.DataFrame(rows))
    assert found.drop(index=70).equals(whole.drop(index=70))
    assert found["record"].isna()[70]
    assert json.loads(found["problem"][70])["kind"] == "extraction-failed"
    assert found["problem"].notna().tolist() == [number in (70, 80) for number in range(100)]


def test_an_empty_frame_gives_an_empty_frame_of_the_same_types():
    empty = extract_frame(pd.DataFrame({"abstract": []}))
    assert empty.dtypes.to_dict() == extract_frame(pd.DataFrame({"abstract": [ABSTRACT]})).dtypes.to_dict()


@pytest.fixture
def papers(write_papers):
    """A file of papers each of which stands there once."""
    path = write_papers(60)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = {json.loads(line)["id"]: line for line in reversed(lines)}
    path.write_text("".join(reversed(first.values())), encoding="utf-8")
    return path


@pytest.mark.slow
def test_spark_maps_it_over_a_table(tmp_path, papers, monkeypatch):
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    run([papers], tmp_path / "local")
    try:
        session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    except Exception as error:
        pytest.skip(f"Spark does not start here: {error}")
    try:
        table = session.read.json(str(papers)).repartition(3)
        found = table.mapInPandas(
            lambda frames: map(extract_frame, frames), "id string, record string, claims long, problem string"
        )
        records = {row["id"]: json.loads(row["record"]) for row in found.collect()}
    finally:
        session.stop()
    assert_records_are_those_of(tmp_path / "local", records)


@pytest.mark.slow
def test_ray_maps_it_over_a_table(tmp_path, papers, monkeypatch):
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    monkeypatch.setenv("RAY_DEDUP_LOGS", "0")
    run([papers], tmp_path / "local")
    rows = [json.loads(line) for line in papers.read_text(encoding="utf-8").splitlines()]
    (tmp_path / "papers").mkdir()
    for part in range(3):
        pd.DataFrame(rows[part::3]).to_parquet(tmp_path / "papers" / f"{part}.parquet")
    try:
        ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR")
    except Exception as error:
        pytest.skip(f"Ray does not start here: {error}")
    try:
        table = ray.data.read_parquet(str(tmp_path / "papers"))
        found = table.map_batches(extract_frame, batch_format="pandas", batch_size=16)
        found.write_parquet(str(tmp_path / "found"))
    finally:
        ray.shutdown()
    frame = pd.read_parquet(tmp_path / "found")
    records = {name: json.loads(record) for name, record in zip(frame["id"], frame["record"], strict=True)}
    assert_records_are_those_of(tmp_path / "local", records)


def assert_records_are_those_of(folder, records):
    """Check that records by paper hold what those in the folder of a run hold, wherever they were read."""
    expected = [json.loads(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert records.keys() == {record["paper"]["id"] for record in expected}
    for record in expected:
        found_record = records[record["paper"]["id"]]
        del record["paper"]["source"], found_record["paper"]["source"]
        assert found_record == record
