"""JSONL: one JSON object a line."""

from collections.abc import Iterable, Iterator

import orjson

from ..schemas import Paper
from .context import Context
from .format import Head
from .json_object import paper_from_json


def sniff(head: Head) -> bool:
    """Tell whether the first line is a JSON object, or the suffix says so and it is no array."""
    if head.suffix in (".jsonl", ".ndjson"):
        return not head.first.startswith("[")
    if not head.first.startswith("{"):
        return False
    try:
        orjson.loads(head.first.encode(errors="replace"))
    except orjson.JSONDecodeError:
        return False
    return True


def read(lines: Iterable[str], context: Context) -> Iterator[Paper]:
    """Read one paper a line; blank lines are passed over.

    Args:
        lines: The lines of the input.
        context: The input they come from.
    """
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text and (paper := paper_from_json(text, number, context)):
            yield paper
