"""A comparison table as data: typed cells that hold their claims. Texts and frames are made from it last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .claims import ClaimRow, GroupBy
from .columns import METRIC_COLUMNS, column_names, to_frame, to_series

if TYPE_CHECKING:
    import pandas as pd


class CellValue(NamedTuple):
    """One claim in a cell."""

    claim: ClaimRow
    shown: str
    """Its value for the eye, without context."""


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """A metric of the table, and what all its values have in common."""

    metric: str
    label: str
    rows: int
    """How many rows have a value."""
    datasets: tuple[str, ...] | None
    """What every value holds on; None where that differs, so that each cell says it."""
    baseline: str | None
    """What every value is compared with; None where it is not named or differs."""
    baselines_differ: bool

    @property
    def heading(self) -> str:
        """The label with what all values have in common: `Accuracy [ImageNet]`."""
        return self.label + _bracketed(_context(self.datasets or (), self.baseline))


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A paper or system with its cells."""

    group: str | None
    paper_id: str
    title: str
    system: str | None
    date: str | None
    url: str | None
    cells: dict[str, tuple[CellValue, ...]]
    """Values by metric, in the order of their places in the text; a metric without values is absent."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison table as data."""

    columns: tuple[ComparisonColumn, ...]
    rows: tuple[ComparisonRow, ...]
    group_by: GroupBy | None = None

    def cell_text(self, row: ComparisonRow, column: ComparisonColumn) -> str | None:
        """Return what a cell shows: its values with the context that differs inside the column, joined with `; `.

        A text that two claims share is shown once. None where the row has no value.
        """
        texts = dict.fromkeys(self.value_text(row, column, value) for value in row.cells.get(column.metric, ()))
        return "; ".join(texts) or None

    def value_text(self, row: ComparisonRow, column: ComparisonColumn, value: CellValue) -> str:
        """Return one value of a cell with its context: whose it is where not the paper's own, dataset, baseline."""
        claim = value.claim
        datasets = claim.datasets if column.datasets is None else ()
        if self.group_by == "dataset" and datasets == (row.group,):
            datasets = ()
        context = _context(datasets, claim.baseline if column.baselines_differ else None)
        if claim.subject != "own":
            named = claim.system not in (None, row.system)
            context.insert(0, f"{claim.subject}: {claim.system}" if named else claim.subject)
        return value.shown + _bracketed(context)

    def to_frame(self) -> pd.DataFrame:
        """Return the wide table: a row a paper or system, a column of texts a metric, and where each claim stands."""
        import pandas as pd

        names = self.wide_columns()
        columns = list(zip(*self.wide_cells(self.rows), strict=True)) or [()] * len(names)
        return pd.DataFrame({name: to_series(name, cells) for name, cells in zip(names, columns, strict=True)})

    def wide_columns(self) -> list[str]:
        """Return the columns of the wide table."""
        names: list[str] = []
        for name in column_names("comparison"):
            names += [column.heading for column in self.columns] if name == METRIC_COLUMNS else [name]
        return names

    def wide_cells(self, rows: Iterable[ComparisonRow]) -> Iterator[list[object]]:
        """Yield the cells of rows of the wide table."""
        names = self.wide_columns()
        headings = [column.heading for column in self.columns]
        for row in rows:
            texts = [self.cell_text(row, column) if column.metric in row.cells else None for column in self.columns]
            cells = dict(zip(headings, texts, strict=True)) | self._facts(row)
            yield [cells[name] for name in names]

    def to_long_frame(self) -> pd.DataFrame:
        """Return one row a value, with its numbers, its claim and its place in the text."""
        names = column_names("comparison_long")
        return to_frame("comparison_long", [tuple(row[name] for name in names) for row in self._long_rows()])

    def _facts(self, row: ComparisonRow) -> dict[str, object]:
        claims = [value.claim for column in self.columns for value in row.cells.get(column.metric, ())]
        return {
            "group": row.group,
            "paper_id": row.paper_id,
            "title": row.title,
            "system": row.system,
            "date": row.date,
            "url": row.url,
            "claim_ids": [claim.claim_id for claim in claims],
            "places": [f"{claim.field}:{claim.start}-{claim.end}" for claim in claims],
        }

    def _long_rows(self) -> Iterator[dict[str, object]]:
        for number, row in enumerate(self.rows, start=1):
            for column in self.columns:
                for value in row.cells.get(column.metric, ()):
                    yield value.claim._asdict() | {
                        "group": row.group,
                        "row": number,
                        "heading": column.heading,
                        "system": row.system,
                        "value": value.shown,
                    }


class ColumnUse:
    """What the values of a metric have in common, gathered cell by cell; it takes the same memory however many."""

    __slots__ = ("baselines", "datasets", "rows")

    def __init__(self) -> None:
        self.rows = 0
        self.datasets: set[tuple[str, ...]] = set()
        self.baselines: set[str | None] = set()

    def add(self, cell: Iterable[CellValue]) -> None:
        """Take note of the values of one cell."""
        self.rows += 1
        for value in cell:
            # Whether there is one or more is all that is asked later.
            if len(self.datasets) < 2:
                self.datasets.add(tuple(sorted(value.claim.datasets)))
            if len(self.baselines) < 2:
                self.baselines.add(value.claim.baseline)

    def merge(self, other: ColumnUse) -> None:
        """Take note of the values that another has taken note of."""
        self.rows += other.rows
        if len(self.datasets) < 2:
            self.datasets |= other.datasets
        if len(self.baselines) < 2:
            self.baselines |= other.baselines


def column_uses(rows: Iterable[ComparisonRow]) -> dict[str, ColumnUse]:
    """Gather, metric by metric, what the values of rows have in common."""
    uses: dict[str, ColumnUse] = {}
    for row in rows:
        for metric, cell in row.cells.items():
            uses.setdefault(metric, ColumnUse()).add(cell)
    return uses


def make_column(metric: str, label: str, use: ColumnUse) -> ComparisonColumn:
    """Describe a column by the values in it.

    Args:
        metric: The metric.
        label: Its heading without context.
        use: What the values of the rows that are shown have in common.
    """
    return ComparisonColumn(
        metric=metric,
        label=label,
        rows=use.rows,
        datasets=next(iter(use.datasets)) if len(use.datasets) == 1 else None if use.datasets else (),
        baseline=next(iter(use.baselines)) if len(use.baselines) == 1 else None,
        baselines_differ=len(use.baselines) > 1,
    )


def _context(datasets: Iterable[str], baseline: str | None) -> list[str]:
    return [*datasets, *([f"vs. {baseline}"] if baseline else [])]


def _bracketed(context: Sequence[str]) -> str:
    return f" [{', '.join(context)}]" if context else ""
