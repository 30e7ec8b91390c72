"""What differs between two runs: claims that came, went or changed, and ranks that moved."""

import pytest
from claimboard.evaluation import RunDifference, Standing, claim_changes, paper_changes, rank_moves
from claimboard.schemas import PaperRecord, claim_id, effect_of
from hypothesis import given
from hypothesis import strategies as st

TEXT = "We get 90% and 12 ms and 3x and then 90% on one thing and another."
UNITS = {"%": "percent", "ms": "ms", "x": "x"}


def make_claim(paper, text, metric, number, *, nth=0, low=None, **fields):
    start = -1
    for _ in range(nth + 1):
        start = text.index(number, start + 1)
    end = start + len(number)
    unit = next(unit for symbol, unit in UNITS.items() if number.endswith(symbol))
    value = float(number.rstrip("%msx ")) if low is None else low
    form = fields.get("form", "absolute")
    direction = fields.pop("direction", None)
    return {
        "id": claim_id(paper, "abstract", start, end, metric, 0),
        "metric": metric,
        "metric_text": metric,
        "quantity": {"text": number, "field": "abstract", "start": start, "end": end, "low": value, "high": value}
        | {"unit": unit, "bound": fields.pop("bound", "exact")},
        "form": form,
        "direction": direction,
        "effect": effect_of(metric, form, direction),
        "evidence": {"field": "abstract", "start": 0, "end": len(text), "text": text},
        **fields,
    }


def make(paper, *claims, text=TEXT):
    """Make a record; a claim is a metric, a number of the text, and whatever is not the default."""
    return PaperRecord.model_validate(
        {
            "paper": {
                "id": paper,
                "title": f"Paper {paper}",
                "abstract": text,
                "source": {"path": "papers.jsonl", "format": "jsonl", "line": 1},
            },
            "systems": (),
            "datasets": (),
            "architectures": (),
            "hardware": (),
            "tasks": (),
            "claims": tuple(make_claim(paper, text, metric, number, **fields) for metric, number, fields in claims),
        }
    )


def changes(old, new):
    return claim_changes(old.claims, new.claims)


def test_equal_claims_are_no_change():
    record = make("p", ("accuracy", "90%", {}), ("latency", "12 ms", {}))
    assert changes(record, record) == ()


def test_a_field_that_changed_is_named_with_both_values():
    (change,) = changes(
        make("p", ("accuracy", "90%", {})), make("p", ("accuracy", "90%", {"bound": "up_to", "baseline": "thing"}))
    )
    assert change.kind == "changed"
    assert change.fields == (("bound", "exact", "up_to"), ("baseline", None, "thing"))


def test_another_metric_at_the_same_place_is_a_change():
    (change,) = changes(make("p", ("accuracy", "90%", {})), make("p", ("top1_accuracy", "90%", {})))
    assert [field.field for field in change.fields] == ["metric", "metric_text"]


def test_a_longer_number_at_the_same_place_is_a_change():
    (change,) = changes(make("p", ("speedup", "3x", {})), make("p", ("speedup", "and 3x", {"low": 4.0})))
    assert [field.field for field in change.fields] == ["value", "low", "high", "place"]


def test_in_an_edited_text_the_number_is_found_again():
    edited = "Now " + TEXT
    (change,) = changes(make("p", ("latency", "12 ms", {})), make("p", ("latency", "12 ms", {}), text=edited))
    assert {field.field for field in change.fields} == {"place", "evidence"}


def test_equal_numbers_keep_to_their_places():
    first, second = ("accuracy", "90%", {}), ("accuracy", "90%", {"nth": 1})
    (change,) = changes(make("p", first, second), make("p", second))
    assert (change.kind, change.claim.quantity.start) == ("removed", TEXT.index("90%"))


def test_what_came_and_went_stands_in_the_order_of_the_text():
    old, new = make("p", ("latency", "12 ms", {})), make("p", ("speedup", "3x", {}), ("accuracy", "90%", {}))
    assert [(change.kind, change.claim.metric) for change in changes(old, new)] == [
        ("added", "accuracy"),
        ("removed", "latency"),
        ("added", "speedup"),
    ]


PAPERS = st.dictionaries(
    st.sampled_from("abcd"),
    st.lists(
        st.sampled_from(
            [
                ("accuracy", "90%", {}),
                ("accuracy", "90%", {"nth": 1}),
                ("top1_accuracy", "90%", {}),
                ("latency", "12 ms", {"bound": "at_most"}),
                ("latency", "12 ms", {"baseline": "thing"}),
                ("speedup", "3x", {"form": "ratio", "direction": "higher"}),
            ]
        ),
        max_size=4,
        unique_by=lambda claim: (claim[0], claim[1], claim[2].get("nth")),
    ),
    max_size=4,
).map(lambda papers: [make(paper, *claims) for paper, claims in papers.items()])


@given(PAPERS, PAPERS)
def test_every_claim_is_kept_changed_or_in_one_run_alone(old, new):
    kinds = RunDifference(tuple(paper_changes(old, new)), ()).count_claims()
    back = RunDifference(tuple(paper_changes(new, old)), ()).count_claims()
    assert (kinds["added"], kinds["removed"], kinds["changed"]) == (back["removed"], back["added"], back["changed"])
    claims_old, claims_new = (sum(len(record.claims) for record in run) for run in (old, new))
    assert claims_old - kinds["removed"] == claims_new - kinds["added"] >= kinds["changed"]


@given(PAPERS)
def test_a_run_is_as_itself_in_any_order(papers):
    assert list(paper_changes(papers, papers[::-1])) == []


def test_papers_come_in_the_order_of_the_new_run_and_removed_ones_last():
    claim = ("accuracy", "90%", {})
    old = [make("gone", claim), make("same", claim), make("other", claim), make("gone too")]
    new = [make("new"), make("other", ("accuracy", "90%", {"bound": "approx"})), make("same", claim)]
    found = [(paper.kind, paper.paper_id, len(paper.claims)) for paper in paper_changes(old, new)]
    assert found == [("added", "new", 0), ("changed", "other", 1), ("removed", "gone", 1), ("removed", "gone too", 0)]


def board(name, *papers):
    return [Standing(name, f"Board {name}", paper, f"Title {paper}", rank, f"{rank}.0 %") for rank, paper in papers]


def test_ranks_that_moved_and_papers_that_came_or_went():
    old = board("b", (1, "x"), (2, "y"), (3, "z"))
    new = board("b", (1, "w"), (2, "x"), (3, "z"))
    assert [(move.paper_id, move.old_rank, move.new_rank, move.old_value) for move in rank_moves(old, new)] == [
        ("w", None, 1, None),
        ("x", 1, 2, "1.0 %"),
        ("y", 2, None, "2.0 %"),
    ]


def test_boards_of_one_paper_and_boards_as_before_have_no_moves():
    assert rank_moves(board("a", (1, "x")), board("b", (1, "x"))) == ()
    assert rank_moves(board("a", (1, "x"), (1, "y")), board("a", (1, "y"), (1, "x"))) == ()


def test_boards_stand_in_the_order_of_the_new_run():
    old, new = board("gone", (1, "x"), (2, "y")), board("b", (1, "x"), (2, "y")) + board("a", (1, "x"), (2, "y"))
    assert list(dict.fromkeys(move.board_id for move in rank_moves(old, new))) == ["b", "a", "gone"]


@pytest.mark.parametrize("papers", [(), tuple(paper_changes([make("p", ("speedup", "3x", {}))], []))])
def test_the_report_is_plain_data(papers):
    report = RunDifference(papers, ()).report()
    assert report["same"] is not bool(papers)
    assert report["counts"]["claims"] == {"added": 0, "removed": len(papers), "changed": 0}
    assert [claim["old"]["metric"] for paper in report["papers"] for claim in paper["claims"]] == ["speedup"] * len(
        papers
    )
