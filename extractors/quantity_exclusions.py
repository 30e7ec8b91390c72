"""What a number is when it is no result: one named rule for each kind."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from .quantity_patterns import STYLED


class Context(NamedTuple):
    """A number and the text around it, within its sentence."""

    before: str
    text: str
    after: str
    unit: str
    value: float


_BARE: Final = frozenset({"none"})
_DIMENSION_AFTER: Final = re.compile(r"^\s?(?:x|×|\\times|\*|times)\s?\$?\d")
_DIMENSION_BEFORE: Final = re.compile(r"\d\s?\$?\s?(?:x|×|\\times|\*|times)\s?\$?$")
_COMPOUND_BEFORE: Final = re.compile(r"[A-Za-z]['’]?[-_]$|[A-Za-z]\^?$|[\^_@]\{?$")
_GLUED_WORD: Final = re.compile(r"(?<!\b[Tt])(?<!\b[Tt]o)[a-z]{3}$")
"""Exports tie a percentage to the word before ("more than12%"); what ends a name is a capital or short."""
_CITATION: Final = re.compile(r"\[(?:\d+\s?,\s?)*$")
_CITATION_AFTER: Final = re.compile(r"^(?:\s?[,–-]\s?\d+)*\]")
_COUNTED_THING: Final = re.compile(
    r"^[\s-]?(?:[a-z][\w-]*\s){0,2}?(?:images?|videos?|subjects?|participants?|patients?|classes|categories|languages?|datasets?|benchmarks?|tasks?|layers?"
    r"|experiments?|epochs?|iterations?|models?|methods?|users?|sentences?|documents?|papers?|people|persons?|humans?|scenes?|objects?|sequences?"
    r"|annotations?|annotators?|annotated|frames\b(?!\sper)|clips?|hours\sof|minutes\sof|seconds\sof|questions?|dialogues?|conversations?|tokens|words|pairs?|folds?|seeds?"
    r"|dimensions?|dimensional|dof|degrees[\s-]of[\s-]freedom|agents?|robots?|cameras?|sensors?|channels?|stages?|steps?|heads?|nodes?|edges?|gpus?|cores?|"
    r"algorithms?|approaches|baselines?|domains?|countries|cities|species|points\sclouds?|samples\b(?!\s?(?:/|per))|instances?|examples?|types?|kinds?|scenarios?"
    r"|environments?|games?|kernels?|settings?|levels?|bits?\b|way\b|shot\b|views?|hops?|d\b|D\b|k\b|K\b|th\b|st\b|nd\b|rd\b)",
    re.IGNORECASE,
)
_LETTERS_AFTER: Final = re.compile(r"(?!mAP|AP\b|mIoU|BLEU|F1)[A-Za-z]")
_P_VALUE: Final = re.compile(r"\bp(?:-value)?s?\s?(?:[<>=≤]|\\leq?|\\lt)\s?\$?$", re.IGNORECASE)
_CONFIDENCE: Final = re.compile(r"\s?(?:confidence|CI\b|significance|credible)")
_FORMULA: Final = re.compile(r"(?:[\\^_{]|O\(|\\(?:ell|log|frac|sqrt))\s?$")
_STYLED: Final = re.compile(STYLED + "$")
_ENDS: Final = re.compile(r"\s*[).:;]")


def _dimension(c: Context) -> bool:
    """Sizes of images, kernels and arrays: 224x224, 64times64, 3 x 3."""
    return bool(
        _DIMENSION_BEFORE.search(c.before) or (c.unit in ("none", "x", "px") and _DIMENSION_AFTER.match(c.after))
    )


def _compound(c: Context) -> bool:
    """Parts of names and identifiers: ResNet-50, CIFAR-10, top-5, mAP50."""
    if c.unit == "percent" and _GLUED_WORD.search(c.before):
        return False
    return not c.before.endswith(("approx", "sim", " than")) and bool(_COMPOUND_BEFORE.search(c.before))


def _citation(c: Context) -> bool:
    """Bracketed reference numbers."""
    return c.unit in _BARE and bool(_CITATION.search(c.before) and _CITATION_AFTER.match(c.after))


def _year(c: Context) -> bool:
    """Years from 1900 to 2099, written without a decimal."""
    return c.unit in _BARE and len(c.text) == 4 and c.text.isdigit() and 1900 <= c.value < 2100


def _ordinal(c: Context) -> bool:
    """1st, 2nd, 3D, 5G, 4-way: a number grown together with letters that are no unit."""
    return c.unit in _BARE and bool(_LETTERS_AFTER.match(c.after))


def _count_of_things(c: Context) -> bool:
    """Numbers of images, subjects, classes, layers, epochs and so on."""
    return c.unit in ("none", "bit") and "." not in c.text and bool(_COUNTED_THING.match(c.after))


def _bit_width(c: Context) -> bool:
    """Widths of numbers in bits."""
    return c.unit == "bit"


def _significance(c: Context) -> bool:
    """p-values, significance and confidence levels."""
    if _P_VALUE.search(c.before):
        return True
    return c.unit == "percent" and bool(_CONFIDENCE.match(c.after))


def _equation(c: Context) -> bool:
    """Terms of formulas and asymptotic bounds."""
    if _STYLED.search(c.before):
        return False
    return c.unit in _BARE and bool(_FORMULA.search(c.before))


def _small_bare_integer(c: Context) -> bool:
    """A small whole number without unit and without a name for what it counts is an enumeration or a setting."""
    return c.unit in _BARE and c.text.isdigit() and c.value < 10 and bool(_ENDS.match(c.after))


RULES: Final[dict[str, Callable[[Context], bool]]] = {
    "dimension": _dimension,
    "compound": _compound,
    "citation": _citation,
    "year": _year,
    "ordinal": _ordinal,
    "count_of_things": _count_of_things,
    "bit_width": _bit_width,
    "significance": _significance,
    "equation": _equation,
    "small_bare_integer": _small_bare_integer,
}


def not_a_result(text: str, sentence: int, limit: int, start: int, end: int, unit: str, value: float) -> str | None:
    """Return the name of the rule by which a number can be no result, or None.

    Args:
        text: The document's text.
        sentence: Where the number's sentence begins.
        limit: Where it ends.
        start: First character of the number.
        end: One past its last.
        unit: Its unit.
        value: Its (lower) value.
    """
    context = Context(
        text[max(sentence, start - 40) : start], text[start:end], text[end : min(limit, end + 48)], unit, value
    )
    for name, rule in RULES.items():
        if rule(context):
            return name
    return None
