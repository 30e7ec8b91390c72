"""Explanations: the same record, and for every field the rule or the weights that made it."""

from pathlib import Path

import pytest
from claimboard import Paper, extract, read_papers
from claimboard.extractors.explain import Explanation, explain
from claimboard.schemas import Source, paper_id

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "fixtures" / "pages").iterdir()), ROOT / "fixtures" / "samples" / "abstracts.txt"]
CONTEXT = ("datasets", "architectures", "hardware")


def explained(text: str, title: str = "") -> Explanation:
    source = Source(path="-", format="string", line=None)
    return explain(Paper(id=paper_id(title, text), title=title, abstract=text, source=source))


def decisions(explanation: Explanation, claim: int = 0):
    return {decision.field: decision for decision in explanation.claims[claim].decisions}


@pytest.fixture(scope="module")
def fixtures() -> list[Explanation]:
    return [explain(paper) for paper in read_papers(PAGES)]


def test_the_record_is_that_of_the_extractor(fixtures):
    for explanation in fixtures:
        assert explanation.record == extract(explanation.record.paper)
        assert [c.claim for c in explanation.claims] == list(explanation.record.claims)


def test_where_no_rule_decides_the_best_answer_is_the_value(fixtures):
    seen = 0
    for explanation in fixtures:
        for number, explained_claim in enumerate(explanation.claims):
            claim = explained_claim.claim
            decided = decisions(explanation, number)
            for name in ("metric", "form"):
                if decided[name].rule is None:
                    seen += 1
                    assert decided[name].answers[0].value == decided[name].value
            baseline = decided["baseline"]
            if baseline.value and baseline.rule is None:
                assert baseline.answers[0].value == claim.baseline
            for kind in CONTEXT:
                if kind in decided and decided[kind].rule is None:
                    answers = decided[kind].answers
                    assert {a.value for a in answers} >= set(getattr(claim, kind))
                    if len(answers) == 2:
                        assert answers[0].value == "".join(getattr(claim, kind))
    assert seen > 100


def test_an_answer_scores_what_its_features_and_the_bias_add_up_to(fixtures):
    results = [d for f in fixtures for c in f.claims for d in c.decisions if d.field == "result"]
    biases = {round(d.answers[0].score - sum(w for _, w in d.answers[0].features), 6) for d in results}
    assert len(biases) == 1


@pytest.mark.parametrize(
    ("text", "field", "value", "rule"),
    [
        ("SlimBoat reduces latency and energy by 12% and 40%, respectively.", "metric", "latency", "respectively"),
        ("SlimBoat reduces latency and energy by 12%.", "form", "change-", "changed_by"),
        ("SlimBoat gives a 12% reduction in latency.", "form", "change-", "change_noun"),
        ("SlimBoat has an accuracy loss of 0.4%.", "form", "change-", "noun_of"),
        ("SlimBoat needs 35% fewer parameters.", "form", "change-", "comparative"),
        ("SlimBoat improves the accuracy from 71.2% to 74.9%.", "form", "absolute", "two_levels"),
        ("The accuracy is 91.2% on CIFAR-10 and 68.0% on CIFAR-100.", "datasets", "CIFAR-10", "each_on_its_own"),
        ("SlimBoat is up to 3x faster.", "bound", "up_to", "bound_words"),
        ("Our method doubles the throughput of the baseline.", "value", "2", "doubling"),
        ("The accuracies are 81.2 and 84.0%.", "unit", "percent", "of_its_list"),
    ],
)
def test_a_decision_names_its_rule(text, field, value, rule):
    decision = decisions(explained(text))[field]
    assert (decision.value, decision.rule) == (value, rule)


def test_bounds_and_averages_name_their_words():
    decided = decisions(explained("On average, SlimBoat cuts latency by more than 12%."))
    assert (decided["bound"].words, decided["average"].words) == ("more than", "On average")


def test_a_shared_number_is_explained_for_each_metric():
    explanation = explained("SlimBoat reduces latency and energy by 12%.")
    metrics = [decisions(explanation, n)["metric"] for n in (0, 1)]
    assert {metric.value for metric in metrics} == {"latency", "energy"}
    assert [metric.rule for metric in metrics] == [None, "shared_number"]


@pytest.mark.parametrize(
    ("text", "number", "rule"),
    [
        ("Since 2019 nobody has counted.", "2019", "year"),
        ("We label 4,000 images by hand.", "4,000", "count_of_things"),
        ("Inputs have 224x224 pixels.", "224", "dimension"),
        ("It runs on an RTX 3090 without changes.", "3090", "inside_a_name"),
    ],
)
def test_numbers_left_out_name_their_rule(text, number, rule):
    left_out = {n.text: n.decision for n in explained(text).left_out}
    assert left_out[number].rule == rule


def test_every_number_is_a_claim_or_left_out(fixtures):
    for explanation in fixtures:
        paper = explanation.record.paper
        body = len(paper.title) + 2 if paper.title else 0
        claimed = {
            c.quantity.start + (body if c.quantity.field == "abstract" else 0) for c in explanation.record.claims
        }
        assert claimed.isdisjoint(n.start for n in explanation.left_out)
        for number in explanation.left_out:
            assert number.decision.value == "no"
            assert number.decision.rule or number.decision.answers[0].score <= 0


def test_names_come_with_the_rules_that_found_them():
    names = {(n.kind, n.name): n.rules for n in explained("We reach 91% accuracy on CIFAR-10 with ResNet-18.").names}
    assert names[("datasets", "CIFAR-10")]
    assert names[("architectures", "ResNet-18")]
