"""The metric taxonomy: what is measured, which side of it is better, how it is written.

The data is `metrics.json`, one entry a canonical id; this module loads it once and answers questions about it.
"""

from functools import cache
from importlib.resources import files
from typing import Annotated, Final, Literal

import regex
from pydantic import Field as ModelField
from pydantic import TypeAdapter

from .model import RecordModel
from .vocabulary import BetterSide, Direction, Effect, Form

OTHER_PREFIX: Final = "other:"
_OTHER = regex.compile(r"other:[a-z0-9]+(?:_[a-z0-9]+)*")

MetricKind = Literal["quality", "attack", "speed", "resource", "count", "unspecified"]
Scale = Literal["fraction", "bounded", "open"]


class Metric(RecordModel):
    """One canonical metric."""

    id: Annotated[str, ModelField(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
    label: str
    """How a table heads the column."""
    better: BetterSide
    """`depends` where it cannot be told from the metric (attack success rate: for the attacker or the defence)."""
    kind: MetricKind
    scale: Scale
    """`fraction`: lies in 0..1 and is written 0.72 or 72 %; `bounded`: has both ends but is not a share
    (correlation, MOS); `open`: anything else."""
    ranked: bool = True
    """Whether claims of this metric may be ranked against each other."""
    forms: tuple[str, ...] = ()
    """Surface forms in lower case, singular; matched regardless of case, plural and hyphens."""
    acronyms: tuple[str, ...] = ()
    """Surface forms matched only as written."""
    comparatives: dict[str, Direction] = ModelField(default_factory=dict)
    """Words that name the metric by comparing it, with where it goes: "faster" is a higher `speedup`."""


@cache
def metrics() -> dict[str, Metric]:
    """Return the taxonomy by canonical id, in the order of the annotation guidelines."""
    text = files(__package__).joinpath("metrics.json").read_text(encoding="utf-8")
    entries = TypeAdapter(tuple[Metric, ...]).validate_json(text)
    return {metric.id: metric for metric in entries}


def metric_label(metric: str) -> str:
    """Return the heading of a metric's column; for `other:` metrics the name with spaces."""
    known = metrics().get(metric)
    return known.label if known else metric.removeprefix(OTHER_PREFIX).replace("_", " ")


def better_side(metric: str) -> BetterSide:
    """Return which side of a metric is better; `depends` for anything outside the taxonomy."""
    known = metrics().get(metric)
    return known.better if known else "depends"


def effect_of(metric: str, form: Form, direction: Direction | None) -> Effect | None:
    """Read a direction with the metric's better side.

    Args:
        metric: Canonical id or `other:` name.
        form: The claim's form; only `change` and `ratio` have an effect.
        direction: Where the metric went.

    Returns:
        `improvement` or `degradation`, or None where no side is better or nothing moved.
    """
    better = better_side(metric)
    if direction is None or better == "depends" or form not in ("change", "ratio"):
        return None
    return "improvement" if direction == better else "degradation"


def is_metric(metric: str) -> bool:
    """Tell whether a string is a canonical id or a well-formed `other:` name."""
    return metric in metrics() or _OTHER.fullmatch(metric) is not None


def check_metric(metric: str) -> str:
    """Return the metric unchanged.

    Raises:
        ValueError: It is neither a canonical id nor `other:` and a snake_case name.
    """
    if not is_metric(metric):
        raise ValueError(
            f"metric {metric!r} is neither an id of schemas/metrics.json nor 'other:' and a snake_case name"
        )
    return metric
