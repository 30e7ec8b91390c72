"""Mentions of what is measured, mapped to the taxonomy."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import Final

from ..schemas import Direction, metrics
from .document import WORD, Document
from .kept import kept

_PLURALS: Final = {
    "accuracies": "accuracy",
    "latencies": "latency",
    "frequencies": "frequency",
    "efficiencies": "efficiency",
}
_SKIPPED: Final = frozenset({"-", "–", "‐", "‑"})
_NOT_MEASURED: Final = frozenset(
    {(word, "precision") for word in ("full", "low", "mixed", "half", "single", "double", "reduced", "bit")}
    | {("for", "example"), ("cross", "validation")}
)
"""Words whose second is a metric elsewhere: number formats and phrases."""


@dataclass(slots=True, frozen=True)
class MetricMatch:
    """A place that names a metric.

    Attributes:
        metric: Canonical id, or `other:` and the name.
        start: First character in the document's text.
        end: One past the last.
        comparative: For a word that compares ("faster"), where the metric goes; else None.
    """

    metric: str
    start: int
    end: int
    comparative: Direction | None = None


_GENERAL: Final = frozenset({"accuracy", "performance"})
_SPECIFIC: Final = frozenset(
    """auc average_precision bleu cider dice exact_match f1 iou map meteor mrr ndcg pass_at_k psnr recall rouge ssim
    top1_accuracy top5_accuracy""".split()
)
_ERRORS: Final = frozenset({"error_rate", "position_error", "angle_error", "other:force_error"})
_AVERAGED: Final = frozenset({"rmse", "mse", "mae"})
"""How errors are averaged, which names the metric: "root mean square tracking error"."""
_MEANS: Final = {
    "rms": "rmse",
    "root mean square": "rmse",
    "root mean squared": "rmse",
    "mean square": "mse",
    "mean squared": "mse",
    "mean absolute": "mae",
    "average absolute": "mae",
}
"""Means with the metric that they make of an error; alone they are none: of a signal, of a force."""
_ENDS_NAME: Final = (
    "a|an|and|are|as|at|by|for|from|in|is|its|of|on|or|our|than|that|the|their|this|to|was|were|while|with|"
    "achiev[a-z]*|reach[a-z]*"
)
_ONE_PHRASE: Final = re.compile(
    rf"(?: \([^()]{{1,12}}\))?[ -](?:(?!(?:{_ENDS_NAME})[ -])[a-z]+[ -]){{0,2}}", re.IGNORECASE
)
"""What may stand between a metric and a general word that belongs to its name."""

_OTHER_MEASURE: Final = re.compile(r" (?:times?|density|densities|efficiency)\b")

Node = tuple[tuple[str, ...], str, Direction | None]


@kept(1 << 15)
def fold(word: str) -> str:
    """Return a word in lower case and singular, as the forms of the taxonomy are compared."""
    low = word.lower()
    if low in _PLURALS:
        return _PLURALS[low]
    if low.endswith(("ches", "shes", "xes", "sses")):
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "ies")):
        return low[:-1]
    return low


@cache
def _index() -> tuple[dict[str, list[Node]], dict[str, list[Node]]]:
    """Return the surface forms by their first folded word, and the acronyms by their first word as written."""
    forms: dict[str, list[Node]] = {}
    acronyms: dict[str, list[Node]] = {}
    for metric in metrics().values():
        for form in metric.forms:
            words = tuple(fold(w) for w in _split(form))
            forms.setdefault(words[0], []).append((words[1:], metric.id, None))
        for form, direction in metric.comparatives.items():
            words = tuple(fold(w) for w in _split(form))
            forms.setdefault(words[0], []).append((words[1:], metric.id, direction))
        for form in metric.acronyms:
            words = tuple(_split(form))
            acronyms.setdefault(words[0], []).append((words[1:], metric.id, None))
    for name, outside in _outside_taxonomy().items():
        for form in outside.get("forms", ()):
            words = tuple(fold(w) for w in _split(form))
            forms.setdefault(words[0], []).append((words[1:], f"other:{name}", None))
        for form in outside.get("acronyms", ()):
            words = tuple(_split(form))
            acronyms.setdefault(words[0], []).append((words[1:], f"other:{name}", None))
    for form, metric_id in _MEANS.items():
        words = tuple(form.split())
        forms.setdefault(words[0], []).append((words[1:], metric_id, None))
    for table in (forms, acronyms):
        for nodes in table.values():
            nodes.sort(key=lambda node: -len(node[0]))
    return forms, acronyms


def _outside_taxonomy() -> dict[str, dict[str, list[str]]]:
    """Return the well-known metrics that the taxonomy does not hold, by their `other:` name."""
    table = files(__package__).joinpath("lexicons", "other_metrics.json").read_text(encoding="utf-8")
    outside: dict[str, dict[str, list[str]]] = json.loads(table)
    return outside


def _split(form: str) -> list[str]:
    return [w for w in WORD.findall(form) if w not in _SKIPPED]


def find_metrics(document: Document, start: int, end: int) -> list[MetricMatch]:
    """Find the metrics that `text[start:end]` names, the longest form at each place.

    Args:
        document: The text laid out.
        start: Where to begin, usually a sentence's first character.
        end: Where to stop.

    Returns:
        The mentions in text order, none overlapping another.
    """
    here = document.slice_between(start, end)
    places = [at for at, text in enumerate(document.texts[here], here.start) if text not in _SKIPPED]
    texts = [document.texts[at] for at in places]
    folded = list(map(fold, texts))
    forms, acronyms = _index()
    found: list[MetricMatch] = []
    resume = 0
    for at, (text, word) in enumerate(zip(texts, folded, strict=True)):
        if at < resume:
            continue
        acronym = text[:-1] if text not in acronyms and text[-1] == "s" else text  # "mIoUs"
        if not (word in forms or acronym in acronyms):
            continue
        if at and (folded[at - 1], word) in _NOT_MEASURED:
            continue
        matches = (
            _longest(acronyms.get(acronym, []), [acronym, *texts[at + 1 : at + 4]]),
            _longest(forms.get(word, []), folded[at : at + 10]),
        )
        # "F1" is an acronym, and the beginning of "F1-score".
        match = max((m for m in matches if m is not None), key=itemgetter(2), default=None)
        if match is not None:
            metric, direction, size = match
            resume = at + size
            end_of_match = document.ends[places[resume - 1]]
            if not _is_modifier(document.text, end_of_match):
                found.append(MetricMatch(metric, document.starts[places[at]], end_of_match, direction))
    return _merged(document.text, found)


def _merged(text: str, mentions: list[MetricMatch]) -> list[MetricMatch]:
    """Take a general word behind a metric for a part of its name: "top-1 classification accuracy", "RMS error"."""
    found: list[MetricMatch] = []
    for mention in mentions:
        before = found[-1] if found else None
        if (
            before is not None
            and mention.comparative is None
            and before.comparative is None
            and (
                (mention.metric in _GENERAL and before.metric in _SPECIFIC)
                or (mention.metric in _ERRORS and before.metric in _AVERAGED)
            )
            and _ONE_PHRASE.fullmatch(text, before.end, mention.start)
        ):
            found[-1] = MetricMatch(before.metric, before.start, mention.end)
        else:
            found.append(mention)
    return [m for m in found if text[m.start : m.end].lower().replace("-", " ") not in _MEANS]


def _is_modifier(text: str, end: int) -> bool:
    """Tell whether a mention says of what another measure is ("coverage time", "latency-aware")."""
    tail = text[end : end + 2]
    return (len(tail) == 2 and tail[0] in _SKIPPED and tail[1].isalpha()) or _OTHER_MEASURE.match(text, end) is not None


def _longest(nodes: list[Node], ahead: list[str]) -> tuple[str, Direction | None, int] | None:
    """Return the longest form that the words ahead begin with: its metric, its direction, its number of words."""
    for rest, metric, direction in nodes:
        size = len(rest) + 1
        if size <= len(ahead) and tuple(ahead[1:size]) == rest:
            if rest[-1:] == ("up",) and ahead[size : size + 1] == ["to"]:
                continue  # "at speeds up to 3 m/s" is no speedup
            return metric, direction, size
    return None
