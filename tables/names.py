"""Names as people type them: folding for filters and board keys, slugs for board ids, metrics by id or label."""

import difflib
import hashlib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

import regex

from ..schemas import UsageError, metrics
from ..schemas.taxonomy import OTHER_PREFIX, is_metric

_SEPARATORS = regex.compile(r"[\p{Pd}_\s]+")
_BEFORE_DIGIT = regex.compile(r"(?<=\p{L}) (?=\d)")
_NOT_IN_SLUG = regex.compile(r"[^a-z0-9]+")
_MAX_SLUG: Final = 60
_NEAR: Final = 4
"""Most metrics that are offered for one that does not exist."""


@lru_cache(maxsize=65_536)
def board_name(name: str) -> str:
    """Fold a name for a board key.

    Case does not tell two things apart, nor does a hyphen for a space, nor a separator between letter and digit:
    `CIFAR-10`, `CIFAR 10` and `Cifar10` are one.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _BEFORE_DIGIT.sub("", _SEPARATORS.sub(" ", folded).strip())


@lru_cache(maxsize=65_536)
def filter_name(name: str) -> str:
    """Fold a name for a filter: as for a board key, and no separator counts at all."""
    return board_name(name).replace(" ", "")


def without_vendor(name: str, vendor: str | None) -> str:
    """Return the name of hardware without its maker in front: `A100` for `NVIDIA A100`."""
    start = f"{vendor} "
    return name[len(start) :] if vendor and name.casefold().startswith(start.casefold()) else name


def slug(name: str) -> str:
    """Return a short ASCII form of a name for board ids and file names.

    Names that differ as board keys get different slugs: where the plain slug drops a character (`C++`, `WMT'14`) or
    is cut, eight hex digits of a hash follow. It depends on the name alone, so an id never changes with the data.
    """
    folded = board_name(name)
    plain = _NOT_IN_SLUG.sub("-", folded).strip("-")
    if plain.replace("-", " ") == folded and len(plain) <= _MAX_SLUG:
        return plain
    return f"{plain[:_MAX_SLUG].rstrip('-')}-{short_hash(folded)}".lstrip("-")


def short_hash(text: str) -> str:
    """Return eight hex digits that tell texts apart, the same on every machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@cache
def _metric_names() -> dict[str, str]:
    by_label = {filter_name(metric.label): metric.id for metric in metrics().values()}
    return by_label | {filter_name(metric): metric for metric in metrics()}


def resolve_metric(name: str) -> str:
    """Return the id of a metric given by id or label, in any case, with or without hyphens.

    Args:
        name: Such as `top1_accuracy`, `Top-1 accuracy`, `F1`, or `other:` and a snake_case name.

    Raises:
        UsageError: No metric is called so; the message names near ones.
    """
    if name.startswith(OTHER_PREFIX) and is_metric(name):
        return name
    known = _metric_names()
    folded = filter_name(name)
    if folded in known:
        return known[folded]
    near = _near_metrics(folded)
    hint = f"did you mean {_listed(near)}?" if near else f"use {_listed(metrics())}"
    raise UsageError(f"unknown metric {name!r}: {hint}")


def _near_metrics(folded: str) -> list[str]:
    """Return metrics that begin with what was typed, then those spelled like it, then those that hold it."""
    known = _metric_names()
    beginning = [metric for name, metric in known.items() if folded and name.startswith(folded)]
    alike = [known[match] for match in difflib.get_close_matches(folded, known, n=_NEAR)]
    holding = [metric for name, metric in known.items() if folded and folded in name]
    return list(dict.fromkeys((*beginning, *alike, *holding)))[:_NEAR]


def check_choice(option: str, value: str, choices: Iterable[str]) -> str:
    """Return the member of a closed set that a value names, in any case.

    Raises:
        UsageError: It is none of them; the message names them all.
    """
    known = {filter_name(choice): choice for choice in choices}
    found = known.get(filter_name(value))
    if found is None:
        raise UsageError(f"{option} cannot be {value!r}: use {_listed(known.values())}")
    return found


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)
