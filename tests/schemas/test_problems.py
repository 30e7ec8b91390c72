"""Errors and problems name the place, what is wrong, and what would help."""

import pickle

import pytest
from claimboard.schemas import (
    EXIT_INTERNAL,
    EXIT_NOTHING_READ,
    EXIT_OK,
    EXIT_SKIPPED,
    EXIT_USAGE,
    ClaimboardError,
    InputError,
    Problem,
    UsageError,
    raise_problem,
)
from pydantic import ValidationError

PROBLEM = Problem(
    kind="invalid-json", path="in.jsonl", line=7, message="not JSON: unexpected end", remedy="close the string"
)


def test_a_problem_reads_as_place_message_and_remedy() -> None:
    assert str(PROBLEM) == "in.jsonl:7: not JSON: unexpected end (close the string)"
    assert str(PROBLEM.model_copy(update={"line": None})).startswith("in.jsonl: not JSON")


def test_problem_kinds_are_closed() -> None:
    with pytest.raises(ValidationError, match="'missing-file'"):
        Problem(kind="odd", path="p", message="m", remedy="r")  # type: ignore[arg-type]


def test_a_raised_problem_is_a_value_error_that_carries_it() -> None:
    with pytest.raises(ValueError, match=r"in\.jsonl:7: not JSON") as caught:
        raise_problem(PROBLEM)
    assert isinstance(caught.value, InputError)
    assert caught.value.problem == PROBLEM


def test_an_error_crosses_processes() -> None:
    copy = pickle.loads(pickle.dumps(InputError(PROBLEM)))
    assert str(copy) == str(PROBLEM)
    assert copy.problem == PROBLEM


def test_exit_codes_are_those_of_the_manual() -> None:
    assert (EXIT_OK, EXIT_USAGE, EXIT_SKIPPED, EXIT_NOTHING_READ, EXIT_INTERNAL) == (0, 2, 3, 4, 70)
    assert InputError(PROBLEM).exit_code == EXIT_NOTHING_READ
    assert UsageError("no such metric").exit_code == ClaimboardError().exit_code == EXIT_USAGE
