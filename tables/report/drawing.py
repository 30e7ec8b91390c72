"""Drawings as data: marks with their places, and the scales that place them. Markup is made from them last."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

WIDTH: Final = 440
"""Of every drawing, in user units: on a phone 360 pixels wide its smallest letters are still read."""

_LEAST: Final = 1e-12
_MOST: Final = 1e15
_ALIKE: Final = 1e-6
"""Relative to their size, numbers this near to each other are drawn as one."""

TextRole = Literal["label", "tick", "axis", "value"]
Anchor = Literal["start", "middle", "end"]
Tone = Literal["a", "b"]
"""Solid, and hollow or pale."""


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Literal["grid", "axis", "median"]
    kind: str = "line"


class Text(NamedTuple):
    """A line of text."""

    x: float
    y: float
    text: str
    role: TextRole
    anchor: Anchor = "start"
    kind: str = "text"


class Bar(NamedTuple):
    """A rectangle that stands for a number."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    title: str
    href: str | None = None
    kind: str = "bar"


class Dot(NamedTuple):
    """A circle that stands for a claim."""

    x: float
    y: float
    tone: Tone
    title: str
    href: str | None = None
    kind: str = "dot"


class Steps(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    kind: str = "steps"


Mark = Line | Text | Bar | Dot | Steps


@dataclass(slots=True)
class Drawing:
    """Marks on a canvas `WIDTH` wide; later marks lie on earlier ones."""

    height: float
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        """Lay marks on those that are there."""
        self.marks += marks


class ChartRow(NamedTuple):
    """One number of a chart, for those who read rather than look."""

    label: str
    value: str
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its words."""

    name: str
    title: str
    caption: str
    """What is drawn, and what was left out."""
    drawing: Drawing | None
    """None where there is nothing to show."""
    missing: str
    """What it would take to have something to show."""
    rows: tuple[ChartRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Takes numbers to places on an axis."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def __call__(self, value: float) -> float:
        """Return where a number lies."""
        low, high = self.low, self.high
        if self.logarithmic:
            value, low, high = math.log10(value), math.log10(low), math.log10(high)
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return round numbers along the axis, about five."""
        inside = self._inside(self._decades()) if self.logarithmic else []
        if len(inside) < 3:
            inside = self._inside(self._multiples())
        every = max(1, math.ceil(len(inside) / 7))
        return inside[::every]

    def _inside(self, ticks: Iterable[float]) -> list[float]:
        return [tick for tick in ticks if self.low <= tick <= self.high]

    def _decades(self) -> list[float]:
        decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        factors = (1, 2, 5) if len(decades) <= 4 else (1,)
        return [float(f"{factor}e{decade}") for decade in decades for factor in factors]

    def _multiples(self) -> list[float]:
        step = _round_step((self.high - self.low) / 5)
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [float(f"{number * step:.10g}") for number in range(first, last + 1)]


def has_a_place(value: float) -> bool:
    """Tell whether a number is of a size that can be drawn; no result is beyond it but by mistake."""
    return value == 0 or _LEAST <= abs(value) <= _MOST


def make_scale(values: Sequence[float], start: float, end: float, *, logarithmic: bool = False) -> Scale:
    """Return a scale on which all values have room.

    Args:
        values: At least one, all of which `has_a_place`; above 0 for a logarithmic scale.
        start: Place of the low end.
        end: Place of the high end.
        logarithmic: Whether equal factors are equally far apart.
    """
    low, high = min(values), max(values)
    if logarithmic:
        margin = max(high / low, 2.0) ** 0.06
        return Scale(low / margin, high * margin, start, end, logarithmic=True)
    spread = high - low
    alike = spread <= _ALIKE * max(abs(low), abs(high))
    margin = max(abs(high) * 0.1, 1.0) if alike else spread * 0.06
    return Scale(low - margin, high + margin, start, end)


def _round_step(rough: float) -> float:
    decade = math.floor(math.log10(rough))
    return next(step for factor in (1, 2, 5, 10) if (step := factor * 10.0**decade) >= rough * 0.999)


def shortened(text: str, length: int) -> str:
    """Return a text of at most so many characters; what is cut ends in an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
