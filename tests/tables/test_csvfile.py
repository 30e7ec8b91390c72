"""CSV files: what stands in them, and that they read back as they were."""

import csv
import io

import pandas as pd
import pytest
from claimboard.schemas import InputError
from claimboard.tables import claims_table, comparison_table, leaderboard, leaderboard_index, read_csv, write_csv
from claimboard.tables.columns import to_series
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1+1", "'=1", "''", "@x", "-5 %", "+3", "\tx", "\rx", 'a"b', "a,b", "a\r\nb", "\n", "nan", "007", "[1]", "true"]
)
numbers = st.floats(allow_nan=False, allow_infinity=False)


def written(frame):
    stream = io.StringIO(newline="")
    write_csv(frame, stream)
    return stream.getvalue()


def read(text):
    return read_csv(io.StringIO(text, newline=""))


def frame_of(**columns):
    return pd.DataFrame({name: to_series(name, values) for name, values in columns.items()})


@pytest.fixture(scope="module")
def records(record):
    return [
        record(
            "=a",
            {"metric": "accuracy", "low": 0.1 + 0.2, "unit": "none", "datasets": ["CIFAR-10"], "text": "-0.3"},
            {"metric": "parameters", "low": 1.2e6, "unit": "none", "datasets": ["CIFAR-10"], "baseline": "'quoted'"},
            title='=HYPERLINK("x"), with "quotes"\nand lines',
            systems=["@home"],
            date="2024-02-29",
        ),
        record("b", {"metric": "speedup", "low": 2, "unit": "x", "form": "ratio", "direction": "higher"}, title=""),
    ]


@pytest.mark.parametrize(
    "table",
    [claims_table, leaderboard, comparison_table, lambda records: leaderboard_index(leaderboard(records))],
    ids=["claims", "leaderboard", "comparison", "index"],
)
@pytest.mark.parametrize("some", [True, False], ids=["filled", "empty"])
def test_every_table_reads_back_as_it_was(records, table, some, tmp_path):
    frame = table(records if some else [])
    write_csv(frame, tmp_path / "table.csv")
    assert_frame_equal(read_csv(tmp_path / "table.csv"), frame)


@given(
    rows=st.lists(
        st.tuples(texts, texts | st.none(), numbers, st.integers() | st.none(), st.booleans(), st.lists(texts))
    )
)
def test_anything_reads_back_as_it_was(rows):
    rows = [(a, b or None, c, d if d is None else d % 2**53, e, f) for a, b, c, d, e, f in rows]
    columns = list(zip(*rows, strict=True)) or [()] * 6
    names = ["title", "baseline", "low", "rank", "average", "datasets"]
    frame = frame_of(**dict(zip(names, columns, strict=True)))
    assert_frame_equal(read(written(frame)), frame)


@given(st.lists(st.tuples(texts, texts), min_size=1))
def test_no_cell_of_text_begins_like_a_formula(rows):
    frame = frame_of(title=[a for a, _ in rows], Accuracy=[b for _, b in rows])
    for row in csv.reader(io.StringIO(written(frame), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@given(numbers)
def test_numbers_are_as_short_as_they_can_be(number):
    cell = written(frame_of(low=[number])).split("\r\n")[1]
    assert float(cell) == number
    assert len(cell) <= len(repr(number))
    assert not cell.endswith(".0")


def test_numbers_are_not_guarded_and_texts_are():
    frame = frame_of(
        low=[-5.0, 49.0], rank=[1, None], value=["-5 %", "'x"], average=[True, False], datasets=[["A", "é"], []]
    )
    assert (
        written(frame)
        == 'low,rank,value,average,datasets\r\n-5,1,\'-5 %,true,"[""A"",""é""]"\r\n49,,\'\'x,false,[]\r\n'
    )


def test_missing_and_empty_texts():
    """A required text that is empty stays a text; any other empty cell is a missing value."""
    frame = read("title,baseline,Accuracy\r\n,,\r\n")
    assert frame.title[0] == ""
    assert frame[["baseline", "Accuracy"]].isna().all(axis=None)


def test_frames_of_others_are_written_by_their_values(tmp_path):
    frame = pd.DataFrame({"n": [1, 2], "x": [0.5, None], "t": ["=a", None], "b": [True, False], "l": [["u"], None]})
    assert written(frame) == 'n,x,t,b,l\r\n1,0.5,\'=a,true,"[""u""]"\r\n2,,,false,\r\n'


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path):
    path = tmp_path / "saved.csv"
    path.write_bytes("\ufefflow,average,title\n1.50,TRUE,A\n".encode())
    frame = read_csv(path)
    assert frame.values.tolist() == [[1.5, True, "A"]]


def test_the_same_frame_gives_the_same_bytes(records):
    assert written(claims_table(records)) == written(claims_table(iter(records)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no header line"),
        ("low,title\r\n1\r\n", ":2: 1 cells where the header has 2"),
        ("low\r\n1\r\nmany\r\n", ":3: column 'low' has 'many', which is no number"),
        ("average\r\nyes\r\n", "column 'average' has 'yes', which is no boolean"),
        ("datasets\r\n{}\r\n", "column 'datasets' has '{}', which is no array"),
        ("datasets\r\n[\r\n", "column 'datasets' has '[', which is no array"),
        ('title\r\n"a"b\r\n', ":2: not CSV"),
    ],
)
def test_a_broken_file_is_named_with_line_and_remedy(tmp_path, text, message):
    path = tmp_path / "broken.csv"
    path.write_text(text, newline="")
    with pytest.raises(InputError) as caught:
        read_csv(path)
    assert message in str(caught.value)
    assert "broken.csv" in str(caught.value)


def test_a_missing_file_and_one_in_another_encoding_are_named(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_csv(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(b"title\r\n\xe9\r\n")
    with pytest.raises(InputError, match="not UTF-8"):
        read_csv(tmp_path / "latin.csv")


def test_long_cells_are_read(record):
    frame = frame_of(title=["x" * 300_000])
    assert_frame_equal(read(written(frame)), frame)
