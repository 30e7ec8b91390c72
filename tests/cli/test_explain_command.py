"""`claimboard explain`: one paper, one claim, and what says where it comes from."""

import json


def test_explain_prints_rules_and_weights(claimboard):
    result = claimboard("explain", "-", stdin="SlimBoat reduces latency by up to 12% on CIFAR-10.\n")
    assert result.code == 0
    lines = [line.split() for line in result.out.splitlines()]
    assert ["form", "change-", "rule", "changed_by"] in lines
    assert ["bound", "up_to", "rule", "bound_words", "'up", "to'"] in lines
    assert ["metric", "latency", "model", "'latency'"] in lines
    assert any(line[:2] == ["datasets", "CIFAR-10"] and "rule" in line for line in lines)


def test_explain_takes_the_ids_of_records(claimboard, papers):
    records = [json.loads(line) for line in claimboard("extract", papers).out.splitlines()]
    claim = records[0]["claims"][-1]["id"]
    result = claimboard("explain", papers, "--claim", claim)
    assert [line.split()[1] for line in result.out.splitlines() if line.startswith("claim ")] == [claim]
    assert "numbers that are no claims" not in result.out

    result = claimboard("explain", papers, "--paper", "p3")
    assert result.out.startswith("p3  QuickLane\n")
    assert "TinyCast" not in result.out


def test_explain_says_when_an_id_is_not_there(claimboard, papers):
    result = claimboard("explain", papers, "--paper", "p9")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "claimboard: the input holds no paper 'p9': `claimboard extract` prints the ids of papers and claims\n"
    )
    assert "no claim 'abc'" in claimboard("explain", papers, "--claim", "abc").err


def test_the_features_shown_are_those_asked_for(claimboard):
    text = "SlimBoat reduces latency by 12%.\n"
    assert " : " not in claimboard("explain", "-", "--features", 0, stdin=text).out
    shown = claimboard("explain", "-", "--features", 2, stdin=text).out
    assert all(line.count("  +") + line.count("  -") <= 2 for line in shown.splitlines() if " : " in line)
