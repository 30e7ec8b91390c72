"""Rows of a table of papers, one by one: what engines for many machines hand over."""

from collections.abc import Callable, Mapping
from typing import Any

from ..schemas import Paper, Problem
from .context import Context
from .fields import paper_from_fields
from .json_object import paper_from_json


def paper_from_row(
    fields: Mapping[str, Any],
    *,
    path: str,
    format: str,  # noqa: A002 - named like the field of the paper's source
    line: int | None,
    on_problem: Callable[[Problem], None],
) -> Paper | None:
    """Read a paper from a row, or report why it is none.

    Args:
        fields: The row, as JSON would give it: either with a field `json`, an object in text as a line of JSONL has
            it, or with the fields that such an object would have.
        path: Where the row was read.
        format: Name of the format there.
        line: Line or row there, from 1, or None where it is not known.
        on_problem: Called with what is wrong.
    """
    context = Context(path, on_problem, format=format)
    if isinstance(fields.get("json"), str):
        return paper_from_json(fields["json"], line, context)
    return paper_from_fields(dict(fields), line, context)
