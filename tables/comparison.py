"""The comparison table of a survey: papers or systems in the rows, metrics in the columns, values in the cells.

This module decides which claims stand in which cell, which columns are worth their place and how the rows are ordered;
the result is the data of `grid`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from ..schemas import PaperRecord, UsageError, metric_label, metrics, parse_unit
from ..schemas.taxonomy import OTHER_PREFIX
from .boards import BoardKey, larger_is_better, side_of
from .claims import GROUP_COLUMNS, ClaimRow, GroupBy, claim_row, entry_system, paper_facts
from .collector import collector_paused
from .grid import (
    CellValue,
    ColumnUse,
    Comparison,
    ComparisonColumn,
    ComparisonRow,
    column_uses,
    make_column,
)
from .names import board_name, check_choice, resolve_metric
from .scales import amount_of, rounded
from .selection import Names, Selection
from .values import shown_value

if TYPE_CHECKING:
    import pandas as pd

RowKind = Literal["papers", "systems"]

MAX_COLUMNS: Final = 8
"""Most columns that are chosen by default."""

_TEXT_SORTS: Final = ("title", "paper_id", "date", "system")


class _RowKey(NamedTuple):
    group: str | None
    paper_id: str
    name: tuple[str, str] | None


@collector_paused()
def comparison(
    records: Iterable[PaperRecord],
    *,
    rows: RowKind = "papers",
    columns: Sequence[str] | None = None,
    datasets: Names = None,
    tasks: Names = None,
    architectures: Names = None,
    hardware: Names = None,
    hardware_kinds: Names = None,
    group_by: GroupBy | None = None,
    include_baselines: bool = False,
    sort_by: str | None = None,
    limit: int | None = None,
    max_columns: int = MAX_COLUMNS,
) -> Comparison:
    """Set the results of papers side by side.

    The rules are in `docs/tables.md`. Filters take one name or several, in any case, with or without hyphens.

    Args:
        records: Records, passed over once.
        rows: One row a paper, or one for each system of a paper.
        columns: Metrics by id or label, in this order; by default those that fill most rows. Metrics that are not
            comparable (`performance`, `other:...`) are shown only when named here.
        datasets: Datasets that a number holds on.
        tasks: Tasks of the paper.
        architectures: Architectures, or families of them, that a number is about.
        hardware: Hardware that it holds on.
        hardware_kinds: Kinds of that hardware.
        group_by: Put rows under what their claims name; a claim that names two things stands under both.
        include_baselines: Show the results of baselines and others too, marked.
        sort_by: A metric (best value first), `title`, `paper_id`, `date` (newest first) or `system`; by default rows
            with most filled cells come first, in a tie in the order of the input.
        limit: Show at most so many rows.
        max_columns: Most columns that are chosen by default.

    Returns:
        The table as data. Rows without a value in any column are left out.

    Raises:
        UsageError: A metric or choice does not exist, or a number is out of range.
    """
    check_choice("rows", rows, get_args(RowKind))
    if group_by is not None:
        check_choice("group_by", group_by, GROUP_COLUMNS)
    _check_positive("limit", limit)
    _check_positive("max_columns", max_columns)
    order = sort_by if sort_by is None or sort_by in _TEXT_SORTS else resolve_metric(sort_by)
    wanted = None if columns is None else tuple(dict.fromkeys(resolve_metric(name) for name in columns))
    selection = Selection.of(
        metrics=[metric.id for metric in metrics().values() if metric.ranked] if wanted is None else wanted,
        datasets=datasets,
        architectures=architectures,
        hardware=hardware,
        hardware_kinds=hardware_kinds,
        tasks=tasks,
        include_baselines=include_baselines,
    )
    filled = _fill(records, selection, rows=rows, group_by=group_by)
    chosen = most_filled(column_uses(filled), max_columns) if wanted is None else wanted
    shown = [row for row in filled if any(metric in row.cells for metric in chosen)]
    shown = _grouped(_sorted(shown, order, chosen))[:limit]
    if wanted is None:
        chosen = tuple(metric for metric in chosen if any(metric in row.cells for row in shown))
    return Comparison(
        columns=metric_columns(chosen, column_uses(shown)),
        rows=tuple(shown),
        group_by=group_by,
    )


def comparison_table(
    records: Iterable[PaperRecord],
    *,
    rows: RowKind = "papers",
    columns: Sequence[str] | None = None,
    datasets: Names = None,
    tasks: Names = None,
    architectures: Names = None,
    hardware: Names = None,
    hardware_kinds: Names = None,
    group_by: GroupBy | None = None,
    include_baselines: bool = False,
    sort_by: str | None = None,
    limit: int | None = None,
    max_columns: int = MAX_COLUMNS,
) -> pd.DataFrame:
    """Return the wide frame of a `comparison`, which has the arguments and errors."""
    return comparison(
        records,
        rows=rows,
        columns=columns,
        datasets=datasets,
        tasks=tasks,
        architectures=architectures,
        hardware=hardware,
        hardware_kinds=hardware_kinds,
        group_by=group_by,
        include_baselines=include_baselines,
        sort_by=sort_by,
        limit=limit,
        max_columns=max_columns,
    ).to_frame()


def comparison_rows(records: Iterable[PaperRecord]) -> list[ComparisonRow]:
    """Return what papers of their own put into a comparison without filters: a row each, in order."""
    return _fill(records, _comparable(), rows="papers", group_by=None)


def most_filled_first(row: ComparisonRow, columns: Sequence[str]) -> int:
    """Return what rows are sorted by where nothing else is asked for: those with most filled cells first."""
    return -sum(metric in row.cells for metric in columns)


@cache
def _comparable() -> Selection:
    return Selection.of(metrics=[metric.id for metric in metrics().values() if metric.ranked])


def _check_positive(option: str, number: int | None) -> None:
    if number is not None and number < 1:
        raise UsageError(f"{option} cannot be {number}: give a number from 1")


def _fill(
    records: Iterable[PaperRecord], selection: Selection, *, rows: RowKind, group_by: GroupBy | None
) -> list[ComparisonRow]:
    """Put every selected claim into its cell or, where it belongs to several groups, cells."""
    grid: dict[_RowKey, dict[str, list[CellValue]]] = {}
    spellings: dict[str, str] = {}
    for record in records:
        if not record.claims:
            continue
        facts = paper_facts(record)
        if not selection.takes_paper(facts):
            continue
        for claim in record.claims:
            if not selection.takes(claim, facts):
                continue
            row = claim_row(claim, facts)
            value = CellValue(row, shown_value(row))
            for group in _groups(row, group_by):
                spelled = group and spellings.setdefault(board_name(group), group)
                key = _RowKey(spelled, row.paper_id, _row_name(row, rows))
                grid.setdefault(key, {}).setdefault(row.metric, []).append(value)
    return [_row(key, cells, rows) for key, cells in grid.items()]


def _groups(claim: ClaimRow, group_by: GroupBy | None) -> Sequence[str | None]:
    names: tuple[str, ...] = getattr(claim, GROUP_COLUMNS[group_by]) if group_by else ()
    return names or (None,)


def _row_name(claim: ClaimRow, rows: RowKind) -> tuple[str, str] | None:
    """Tell the rows of one paper apart: by system or, where none is named, by whose result it is."""
    if rows == "papers":
        return None
    system = entry_system(claim)
    return ("system", board_name(system)) if system else ("subject", claim.subject)


def _row(key: _RowKey, cells: dict[str, list[CellValue]], rows: RowKind) -> ComparisonRow:
    claim = next(iter(cells.values()))[0].claim
    own = claim.systems[0] if len(claim.systems) == 1 else None
    return ComparisonRow(
        group=key.group,
        paper_id=claim.paper_id,
        title=claim.title,
        system=own if rows == "papers" else entry_system(claim),
        date=claim.date,
        url=claim.url,
        cells={metric: tuple(sorted(values, key=_text_order)) for metric, values in cells.items()},
    )


def _text_order(value: CellValue) -> tuple[bool, int, int, str]:
    claim = value.claim
    return (claim.field != "title", claim.start, claim.end, claim.claim_id)


def most_filled(uses: Mapping[str, ColumnUse], number: int = MAX_COLUMNS) -> tuple[str, ...]:
    """Return the metrics that fill most rows, so many at most."""
    order = {metric: position for position, metric in enumerate(metrics())}
    return tuple(sorted(uses, key=lambda metric: (-uses[metric].rows, order[metric]))[:number])


def metric_columns(chosen: Iterable[str], uses: Mapping[str, ColumnUse]) -> tuple[ComparisonColumn, ...]:
    """Describe the columns of metrics by the values in the rows that are shown."""
    return tuple(make_column(metric, _label(metric), uses.get(metric, ColumnUse())) for metric in chosen)


def _label(metric: str) -> str:
    """Return a heading; `other: ...` keeps its prefix, so that no two metrics share one."""
    return f"other: {metric_label(metric)}" if metric.startswith(OTHER_PREFIX) else metric_label(metric)


def _sorted(rows: list[ComparisonRow], order: str | None, columns: Sequence[str]) -> list[ComparisonRow]:
    if order is None:
        return sorted(rows, key=lambda row: most_filled_first(row, columns))
    if order == "date":
        dated = sorted((row for row in rows if row.date), key=lambda row: row.date or "", reverse=True)
        return dated + [row for row in rows if not row.date]
    if order in _TEXT_SORTS:
        return sorted(rows, key=lambda row: (getattr(row, order) is None, (getattr(row, order) or "").casefold()))
    return _best_first(rows, order)


def _best_first(rows: list[ComparisonRow], metric: str) -> list[ComparisonRow]:
    """Order rows by their best value of a metric on the scale that most rows use; the others follow."""
    scales: dict[BoardKey, dict[int, float]] = {}
    for position, row in enumerate(rows):
        for value in row.cells.get(metric, ()):
            found = badness(value.claim)
            if found is not None:
                best_of_row = scales.setdefault(found[0], {})
                best_of_row[position] = min(found[1], best_of_row.get(position, math.inf))
    best = max(scales, key=lambda key: (len(scales[key]), key.form, key.direction or "", key.kind), default=None)
    if best is None:
        return rows
    return [rows[position] for position in sorted(range(len(rows)), key=lambda at: scales[best].get(at, math.inf))]


def badness(claim: ClaimRow) -> tuple[BoardKey, float] | None:
    """Return the scale of a claim and a number in coherent units on it, the smaller the better."""
    amount = amount_of(claim.metric, claim.form, claim.direction, claim.unit, claim.low, claim.high)
    unit = parse_unit(amount.unit) if amount else None
    if amount is None or unit is None:
        return None
    key = BoardKey(claim.metric, claim.form, claim.direction, amount.kind)
    # Where the better side depends on who reads the table, the larger value comes first.
    if larger_is_better(key, side_of(claim.metric, "higher")):
        return key, -rounded(amount.high * unit.factor)
    return key, rounded(amount.low * unit.factor)


def _grouped(rows: list[ComparisonRow]) -> list[ComparisonRow]:
    """Bring the rows of a group together: large groups first, what names no group last."""
    sizes = Counter(row.group for row in rows)
    return sorted(rows, key=lambda row: (row.group is None, -sizes[row.group], row.group or ""))
