"""One JSON object of an input: a paper, or a record that claimboard wrote before."""

from typing import Any

import orjson
from pydantic import ValidationError

from ..schemas import SCHEMA_VERSION, Paper
from .context import Context
from .fields import paper_from_fields


def paper_from_json(text: str, line: int | None, context: Context) -> Paper | None:
    """Read a paper from a JSON object, or report why it is none.

    The paper of a record comes back as it is, with the source it was first read from, so that extracting it again
    gives the same record.

    Args:
        text: The object.
        line: Line on which it begins; None where it has none.
        context: The input it comes from.
    """
    if not context.is_decoded(text, line):
        return None
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        context.report(
            "invalid-json",
            f"this is not JSON: {error.msg} (column {error.colno})",
            "write each paper as one complete JSON object",
            line=line,
        )
        return None
    if not isinstance(value, dict):
        context.report(
            "invalid-record",
            f"this is {text[:40]!r}, not a JSON object",
            'write each paper as an object such as {"title": "...", "abstract": "..."}',
            line=line,
        )
        return None
    if "schema_version" in value and isinstance(value.get("paper"), dict):
        return _paper_of_record(value, line, context)
    return paper_from_fields(value, line, context)


def _paper_of_record(record: dict[str, Any], line: int | None, context: Context) -> Paper | None:
    version = record["schema_version"]
    if version != SCHEMA_VERSION:
        context.report(
            "unsupported-version",
            f"the record has schema_version {version!r}; this version of claimboard reads {SCHEMA_VERSION!r}",
            "extract the papers again, or use the version of claimboard that wrote the record",
            line=line,
        )
        return None
    try:
        return Paper.model_validate_json(orjson.dumps(record["paper"]))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in ("paper", *first["loc"]))
        context.report(
            "invalid-record",
            f"the record does not keep to the contract: {place}: {first['msg']}",
            "extract the paper again; records are not meant to be edited",
            line=line,
        )
        return None
