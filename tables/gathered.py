"""Columns that grow in one order and are read in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from .columns import ROWS_AT_ONCE, known_columns, to_series

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

T = TypeVar("T")


class GatheredColumns(Generic[T]):
    """The cells of rows, kept as pandas keeps them: numbers as bytes, texts in Arrow's memory where that is installed.

    What rows are made of is let go of early, and to put a million rows in order moves bytes, column by column, instead
    of visiting forty million Python objects wherever they lie.
    """

    def __init__(self, columns: Callable[[Sequence[T]], Mapping[str, Sequence[Any]]]) -> None:
        """Begin without rows.

        Args:
            columns: Gives the columns, by name, of some rows, texts and numbers as they are and lists as tuples.
        """
        self._columns = columns
        self._rows: list[T] = []
        self._parts: dict[str, list[Any]] = {name: [] for name in columns(())}
        self._lists: dict[str, dict[tuple[Any, ...], int]] = {
            name: {} for name in self._parts if known_columns()[name].type == "array"
        }

    def add(self, row: T) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) == ROWS_AT_ONCE:
            self._set_down()

    def taken(self, order: NDArray[np.int64]) -> Iterator[tuple[str, pd.Series[Any]]]:
        """Yield the columns, each with its name, with the rows of some numbers, in that order.

        What a column is made of is let go of; nothing may be added afterwards.
        """
        import pandas as pd

        self._set_down()
        for name in [*self._parts]:
            parts = self._parts.pop(name)
            if name in self._lists:
                distinct = list(self._lists.pop(name))
                numbers = np.concatenate([np.empty(0, np.int32), *parts])[order].tolist()
                yield name, to_series(name, map(distinct.__getitem__, numbers))
            else:
                whole = pd.concat([to_series(name, ()), *parts], ignore_index=True)
                yield name, whole.take(order).reset_index(drop=True)

    def _set_down(self) -> None:
        for name, values in self._columns(self._rows).items():
            if name in self._lists:
                # Few lists differ; of each row its number among them is kept.
                numbers = self._lists[name]
                values = [numbers.setdefault(value, len(numbers)) for value in values]
                self._parts[name].append(np.array(values, np.int32))
            else:
                self._parts[name].append(to_series(name, values))
        self._rows.clear()
