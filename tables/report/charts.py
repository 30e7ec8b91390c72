"""The charts of the report: which claims each shows, and where."""

import datetime
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Final, NamedTuple

from ...schemas import HARDWARE_KINDS, UsageError
from ..claims import ClaimRow, entry_system
from ..values import shown_amount, shown_number, shown_value
from .drawing import (
    WIDTH,
    Bar,
    Chart,
    ChartRow,
    Dot,
    Drawing,
    Line,
    Scale,
    Steps,
    Text,
    has_a_place,
    make_scale,
    shortened,
)
from .material import Board, Material
from .payload import heading

_LEFT: Final = 56.0
_RIGHT: Final = WIDTH - 14.0
_LABELS: Final = 132.0
"""Width of the column of labels beside bars and strips."""
_ROW: Final = 24.0
_LABEL_LETTERS: Final = 19
_PLOT_TOP: Final = 24.0
_PLOT_BOTTOM: Final = 252.0
_PLOT_HEIGHT: Final = 296.0

_BARS: Final = 15
_DATED: Final = 3
"""Dated papers that a board needs to be drawn over time."""
_DAYS_AROUND: Final = 15
_MANY_TIMES: Final = 50
"""From this ratio of largest to smallest an axis is logarithmic."""

_ACRONYMS: Final = frozenset({"gpu", "cpu", "sbc", "mcu", "fpga", "tpu", "npu", "asic", "dsp"})
_ACCURACIES: Final = frozenset({"accuracy", "top1_accuracy", "top5_accuracy", "robust_accuracy"})


def tradeoff_chart(material: Material, board: Board | None = None) -> Chart:
    """Draw speedup against change of accuracy, a dot a paper that claims both of its own work."""
    points = [point for claims in _own_by_paper(material.claims) if (point := _speed_and_accuracy(claims)) is not None]
    drawing = None
    if points:
        across = make_scale([speed.high for speed, _ in points], _LEFT, _RIGHT, logarithmic=True)
        up = make_scale([0.0, *(_signed(change) for _, change in points)], _PLOT_BOTTOM, _PLOT_TOP)
        drawing = Drawing(_PLOT_HEIGHT)
        _draw_ticks_below(drawing, across, _PLOT_TOP, _PLOT_BOTTOM, "speedup", times=True)
        _draw_up_ticks(drawing, up, "change of accuracy: ● percent, ○ percentage points")
        drawing.add(Line(_LEFT, up(0.0), _RIGHT, up(0.0), "axis"))
        for speed, change in points:
            drawing.add(
                Dot(
                    across(speed.high),
                    up(_signed(change)),
                    "b" if change.unit == "pp" else "a",
                    f"{_who(speed)}: {shown_value(speed)} faster, accuracy {shown_value(change)}",
                    f"#claim-{change.claim_id}",
                )
            )
    return Chart(
        name="tradeoff",
        title="Speedup against change of accuracy",
        caption=f"{_papers(len(points))} that claim both. Of each the largest speedup, and the change of accuracy "
        "stated nearest to it. Percent and percentage points are as the papers write them.",
        drawing=drawing,
        missing="no paper claims both a speedup and a change of accuracy",
        rows=tuple(
            ChartRow(_who(speed), f"{shown_value(speed)}, accuracy {shown_value(change)}", change.claim_id)
            for speed, change in points
        ),
    )


def metrics_chart(material: Material, board: Board | None = None) -> Chart:
    """Draw how many claims there are of each metric."""
    own = Counter(claim.metric for claim in material.claims if claim.subject == "own")
    others = Counter(claim.metric for claim in material.claims if claim.subject != "own")
    total = own + others
    order = sorted(total, key=lambda metric: (-total[metric], heading(metric)))
    drawing = None
    if order:
        shown = order[:_BARS]
        drawing = Drawing(_PLOT_TOP + _ROW * len(shown) + 8)
        drawing.add(
            Text(_LABELS + 8, 14, "■ own results", "label"),
            Text(_LABELS + 116, 14, "□ of baselines and others", "label"),
        )
        unit = (_RIGHT - 30 - _LABELS - 8) / total[shown[0]]
        for number, metric in enumerate(shown):
            top = _PLOT_TOP + _ROW * number
            title = f"{heading(metric)}: {own[metric]} own, {others[metric]} of baselines and others"
            href = f"#claims?metric={metric}"
            wide, rest = own[metric] * unit, others[metric] * unit
            drawing.add(
                Text(_LABELS, top + 16, shortened(heading(metric), _LABEL_LETTERS), "label", "end"),
                Bar(_LABELS + 8, top + 4, wide, _ROW - 8, "a", title, href),
                Bar(_LABELS + 8 + wide, top + 4, rest, _ROW - 8, "b", title, href),
                Text(_LABELS + 14 + wide + rest, top + 16, f"{total[metric]:,}", "value"),
            )
    left_out = f" The {len(order) - _BARS} metrics with fewest claims are left out." if len(order) > _BARS else ""
    return Chart(
        name="metrics",
        title="Claims by metric",
        caption=f"{total.total():,} claims of {len(order)} metrics.{left_out}",
        drawing=drawing,
        missing="the papers claim nothing",
        rows=tuple(
            ChartRow(heading(metric), f"{own[metric]} own, {others[metric]} of baselines and others")
            for metric in order
        ),
    )


def hardware_chart(material: Material, board: Board | None = None) -> Chart:
    """Draw the papers' own gains that are factors, by the kind of hardware they hold on."""
    by_kind: dict[str, list[ClaimRow]] = {}
    for claim in material.claims:
        is_gain = claim.effect == "improvement" and claim.form == "ratio" and _is_factor(claim)
        if claim.subject == "own" and is_gain:
            for kind in claim.hardware_kinds:
                by_kind.setdefault(kind, []).append(claim)
    kinds = sorted(by_kind, key=lambda kind: (-len(by_kind[kind]), HARDWARE_KINDS.index(kind)))
    drawing = None
    if kinds:
        gains = [claim.high for claims in by_kind.values() for claim in claims]
        across = make_scale(gains, _LABELS + 12, _RIGHT, logarithmic=True)
        bottom = 8 + 32.0 * len(kinds)
        drawing = Drawing(bottom + 44)
        _draw_ticks_below(drawing, across, 8, bottom, "gain", times=True)
        for number, kind in enumerate(kinds):
            _draw_strip(drawing, across, 24 + 32.0 * number, kind, by_kind[kind])
    return Chart(
        name="hardware",
        title="Gains by kind of hardware",
        caption=f"{sum(map(len, by_kind.values())):,} own gains written as factors (speed, energy, memory "
        "and the like), each against its paper's own baseline. The bar marks the median of three or more.",
        drawing=drawing,
        missing="no paper claims a gain in times on hardware that it names",
        rows=tuple(
            ChartRow(_kind_label(kind), f"{shown_value(claim)} {heading(claim.metric)} ({_who(claim)})", claim.claim_id)
            for kind in kinds
            for claim in by_kind[kind]
        ),
    )


def timeline_chart(material: Material, board: Board | None = None) -> Chart:
    """Draw the values of one board over time, with the best so far; by default of the board with most dated papers."""
    claims = {claim.claim_id: claim for claim in material.claims}
    chosen = board is not None
    if board is None:
        levels = [item for item in material.boards if claims[item.rows[0].claim_id].form == "absolute"]
        board = max(levels, key=lambda item: len(_dated(item, claims)), default=None)
    points = _dated(board, claims) if board else []
    drawing = None
    if board and len(points) >= _DATED:
        # Those of one day stand in the order of their ranks, which is that of the board.
        points.sort(key=lambda point: point.day)
        values = [point.value for point in points]
        skewed = min(values) > 0 and max(values) / min(values) >= _MANY_TIMES
        days = [point.day.toordinal() for point in points]
        across = make_scale([min(days) - _DAYS_AROUND, max(days) + _DAYS_AROUND], _LEFT, _RIGHT)
        up = make_scale(values, _PLOT_BOTTOM, _PLOT_TOP, logarithmic=skewed)
        drawing = Drawing(_PLOT_HEIGHT)
        _draw_up_ticks(drawing, up, board.unit if board.unit != "none" else "value")
        _draw_dates(drawing, across)
        best = _best_so_far(points)
        drawing.add(Steps(tuple(_stairs([(across(p.day.toordinal()), up(p.value)) for p in best]))))
        for point in points:
            drawing.add(
                Dot(
                    across(point.day.toordinal()),
                    up(point.value),
                    "a" if point in best else "b",
                    f"{point.day.isoformat()}, {_who(point.claim)}: {shown_value(point.claim)}",
                    f"#claim-{point.claim.claim_id}",
                )
            )
    return Chart(
        name="timeline",
        title=f"{board.title} over time" if board and drawing else "Values over time",
        caption=f"{_papers(len(points))} with a date; those filled were best when they came.",
        drawing=drawing,
        missing=f"{board.title if chosen and board else 'no board'} has {'only ' if chosen else ''}"
        f"{len(points) if chosen else _DATED} papers with a date{_years_missing(material)}",
        rows=tuple(
            ChartRow(f"{point.day.isoformat()} {_who(point.claim)}", shown_value(point.claim), point.claim.claim_id)
            for point in points
        ),
    )


_CHARTS: Final[dict[str, Callable[[Material, Board | None], Chart]]] = {
    "tradeoff": tradeoff_chart,
    "metrics": metrics_chart,
    "hardware": hardware_chart,
    "timeline": timeline_chart,
}
CHART_NAMES: Final = tuple(_CHARTS)


def make_chart(material: Material, name: str, board: str | None = None) -> Chart:
    """Make one of the charts of the report.

    Args:
        material: What `gather` gave.
        name: One of `CHART_NAMES`.
        board: Id of the board whose values `timeline` shows; by default that with most dated papers.

    Raises:
        UsageError: There is no such chart or board, or the chart is not about one board.
    """
    if name not in _CHARTS:
        raise UsageError(f"there is no chart {name!r}: use {', '.join(map(repr, CHART_NAMES))}")
    if board is not None and name != "timeline":
        raise UsageError(f"chart {name!r} is not about one board: leave the board out, or draw 'timeline'")
    found = next((item for item in material.boards if item.id == board), None)
    if board is not None and found is None:
        raise UsageError(f"there is no board {board!r}: `claimboard leaderboard RECORDS --index` lists them")
    return _CHARTS[name](material, found)


class _Point(NamedTuple):
    day: datetime.date
    value: float
    rank: int
    claim: ClaimRow


def _own_by_paper(claims: Iterable[ClaimRow]) -> list[list[ClaimRow]]:
    papers: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        if claim.subject == "own":
            papers.setdefault(claim.paper_id, []).append(claim)
    return list(papers.values())


def _speed_and_accuracy(claims: Sequence[ClaimRow]) -> tuple[ClaimRow, ClaimRow] | None:
    """Return the largest speedup of a paper and the change of accuracy that is stated nearest to it."""
    speeds = [claim for claim in claims if claim.metric == "speedup" and _is_factor(claim)]
    changes = [
        claim
        for claim in claims
        if claim.metric in _ACCURACIES
        and claim.form == "change"
        and claim.unit in ("percent", "pp")
        and has_a_place(claim.high)
    ]
    if not speeds or not changes:
        return None
    speed = max(speeds, key=lambda claim: claim.high)
    return speed, min(changes, key=lambda claim: (claim.field != speed.field, abs(claim.start - speed.start)))


def _is_factor(claim: ClaimRow) -> bool:
    """Whether a claim has a place on a logarithmic axis of factors."""
    return claim.unit == "x" and claim.high > 0 and has_a_place(claim.high)


def _signed(claim: ClaimRow) -> float:
    return -claim.high if claim.direction == "lower" else claim.high


def _dated(board: Board, claims: dict[str, ClaimRow]) -> list[_Point]:
    return [
        _Point(datetime.date.fromisoformat(day), row.rank_value, row.rank, claims[row.claim_id])
        for row in board.rows
        if (day := claims[row.claim_id].date) is not None and row.rank is not None and has_a_place(row.rank_value)
    ]


def _best_so_far(points: Iterable[_Point]) -> list[_Point]:
    best: list[_Point] = []
    for point in points:
        if not best or point.rank < best[-1].rank:
            best.append(point)
    return best


def _stairs(corners: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    for number, (x, y) in enumerate(corners):
        if number:
            yield x, corners[number - 1][1]
        yield x, y
    if corners:
        yield _RIGHT, corners[-1][1]


def _draw_ticks_below(drawing: Drawing, across: Scale, top: float, bottom: float, label: str, *, times: bool) -> None:
    for tick in across.ticks():
        x = across(tick)
        drawing.add(Line(x, top, x, bottom, "grid"), Text(x, bottom + 17, _tick_text(tick, times), "tick", "middle"))
    drawing.add(Text(across.end, bottom + 36, label, "axis", "end"))


def _draw_up_ticks(drawing: Drawing, up: Scale, label: str) -> None:
    for tick in up.ticks():
        y = up(tick)
        drawing.add(Line(_LEFT, y, _RIGHT, y, "grid"), Text(_LEFT - 8, y + 4, shown_number(tick), "tick", "end"))
    drawing.add(Text(8, 14, label, "axis"))


def _draw_dates(drawing: Drawing, across: Scale) -> None:
    first = datetime.date.fromordinal(max(int(across.low), datetime.date.min.toordinal()))
    last = datetime.date.fromordinal(min(int(across.high), datetime.date.max.toordinal()))
    months = (last.year - first.year) * 12 + last.month - first.month
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200, 24000) if months / step <= 6)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = datetime.date(number // 12, number % 12 + 1, 1)
        if number % every == 0 and first <= day <= last:
            x = across(day.toordinal())
            text = str(day.year) if every >= 12 else f"{day.year}-{day.month:02}"
            drawing.add(Line(x, _PLOT_TOP, x, _PLOT_BOTTOM, "grid"), Text(x, _PLOT_BOTTOM + 17, text, "tick", "middle"))


def _years_missing(material: Material) -> str:
    """Say what would date the papers, where their pages show days without a year."""
    days = sum(record.paper.date is None and record.paper.date_text is not None for record in material.records)
    return f" ({_papers(days)} with a day but no year, which claimboard run --saved-on gives)" if days else ""


def _kind_label(kind: str) -> str:
    """Return a kind of hardware as people write it: `FPGA`, `edge GPU`."""
    return " ".join(word.upper() if word in _ACRONYMS else word for word in kind.split("-"))


def _draw_strip(drawing: Drawing, across: Scale, y: float, kind: str, claims: Sequence[ClaimRow]) -> None:
    drawing.add(
        Text(_LABELS, y + 4, f"{_kind_label(kind)} ({len(claims)})", "label", "end"),
        Line(across.start, y, across.end, y, "grid"),
    )
    for claim in claims:
        title = f"{_who(claim)}: {heading(claim.metric)} {shown_value(claim)}"
        drawing.add(Dot(across(claim.high), y, "a", title, f"#claim-{claim.claim_id}"))
    if len(claims) >= _DATED:
        # The geometric middle, as the axis is logarithmic.
        x = across(math.exp(median(math.log(claim.high) for claim in claims)))
        drawing.add(Line(x, y - 11, x, y + 11, "median"))


def _tick_text(tick: float, times: bool) -> str:
    return shown_amount(tick, tick, "x") if times else shown_number(tick)


def _who(claim: ClaimRow) -> str:
    return shortened(entry_system(claim) or claim.title or claim.paper_id, 70)


def _papers(number: int) -> str:
    return "1 paper" if number == 1 else f"{number:,} papers"
