"""Records are written as compact lines and read back, and what is no record is named with its line."""

import io
import json

import pytest
from claimboard.runs import read_records, record_line, write_records
from claimboard.schemas import InputError, PaperRecord


def record(number):
    return PaperRecord.model_validate(
        {
            "paper": {
                "id": f"p{number}",
                "title": "Großes Modell",
                "abstract": "Latency falls by 5 µs.",
                "extra": {"venue": "Demo", "pages": [1, 2.5, None]},
                "source": {"path": "papers.jsonl", "format": "jsonl", "line": number},
            },
            "datasets": ({"name": "Modell", "text": "Modell", "field": "title", "start": 7, "end": 13},),
        }
    )


@pytest.fixture
def records():
    return [record(1), record(2)]


@pytest.fixture
def path(tmp_path, records):
    path = tmp_path / "records.jsonl"
    with path.open("wb") as file:
        assert write_records(iter(records), file) == 2
    return path


def test_records_read_back_as_they_were(path, records):
    assert list(read_records(path)) == records
    assert list(read_records(path.parent)) == records


def test_lines_are_compact_utf8_json(records):
    line = record_line(records[0])
    assert line.endswith(b"}\n")
    assert "Großes".encode() in line
    assert b'": ' not in line
    assert next(iter(json.loads(line))) == "schema_version"


def test_standard_input_is_read(path, records, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    assert list(read_records("-")) == records


@pytest.mark.parametrize("version", ["2", 1, None])
def test_another_schema_version_is_refused_with_file_and_line(path, version):
    first, second = path.read_text(encoding="utf-8").splitlines()
    changed = json.loads(second) | {"schema_version": version, "new_field": 1}
    path.write_text(f"{first}\n{json.dumps(changed)}\n", encoding="utf-8")
    problems = []
    with pytest.raises(InputError, match=r"records\.jsonl:2: the record has schema_version .*reads '1'"):
        list(read_records(path, on_problem=problems.append))
    assert problems == []


def test_broken_lines_are_named_and_the_others_are_read(path, records):
    first, second = path.read_bytes().splitlines()
    no_record = json.dumps(json.loads(first) | {"claims": [{}]}).encode()
    path.write_bytes(b"\n".join([b"{", first, b"\xff\xfe", b"", no_record, second]))
    problems = []
    assert list(read_records(path, on_problem=problems.append)) == records
    assert [(problem.kind, problem.line) for problem in problems] == [
        ("invalid-json", 1),
        ("invalid-json", 3),
        ("invalid-record", 5),
    ]
    assert "claims.0.id: Field required" in problems[-1].message
    with pytest.raises(InputError, match=r"records\.jsonl:1: not JSON"):
        list(read_records(path))


def test_a_missing_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match=r"records\.jsonl: the records cannot be read"):
        list(read_records(tmp_path))
