"""JSON: an array of objects, or a single object."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

import regex

from ..schemas import Paper
from .context import Context
from .format import Head
from .json_object import paper_from_json

_START: Final = regex.compile(r'\[\s*(?:[{\]]|$)|\{\s*(?:["}]|$)')
_BLANKS: Final = regex.compile(r"[ \t\r\n]*")


def sniff(head: Head) -> bool:
    """Tell whether the text begins as an array of objects or an object, or the suffix says so."""
    return head.suffix == ".json" or _START.match(head.first) is not None


def read(lines: Iterable[str], context: Context) -> Iterator[Paper]:
    """Read one paper an element; where the text breaks off, the elements before the place are kept.

    Args:
        lines: The lines of the input.
        context: The input they come from.
    """
    text = "".join(lines)
    counted, line = 0, 1
    try:
        for start, end in _elements(text):
            line += text.count("\n", counted, start)
            counted = start
            if paper := paper_from_json(text[start:end], line, context):
                yield paper
    except json.JSONDecodeError as error:
        context.report(
            "invalid-json",
            f"this is not JSON: {error.msg} (column {error.colno}); nothing is read from here on",
            "check that the file is complete",
            line=error.lineno,
        )
    except RecursionError:
        context.report("invalid-json", "values are nested too deeply", "flatten the objects", line=line)


def _elements(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each element of the array begins and ends.

    Raises:
        json.JSONDecodeError: At the place from which on the text is no JSON.
    """
    decode = json.JSONDecoder().raw_decode
    position = _skip_blanks(text, 0)
    if not text.startswith("[", position):
        end = decode(text, position)[1]
        yield position, end
        _expect_end(text, end)
        return
    position = _skip_blanks(text, position + 1)
    more = not text.startswith("]", position)
    while more:
        end = decode(text, position)[1]
        yield position, end
        position = _skip_blanks(text, end)
        more = text.startswith(",", position)
        if more:
            position = _skip_blanks(text, position + 1)
        elif not text.startswith("]", position):
            raise json.JSONDecodeError("Expecting ',' or ']'", text, position)
    _expect_end(text, position + 1)


def _skip_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _expect_end(text: str, position: int) -> None:
    end = _skip_blanks(text, position)
    if end < len(text):
        raise json.JSONDecodeError("Text after the end", text, end)
