"""Columns that grow in one order and are read in another."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .columns import known_columns, to_series

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


class Numbering:
    """Numbers values in the order in which they are first seen."""

    def __init__(self) -> None:
        # All of it runs in C: a million values are numbered one by one.
        self._numbers: defaultdict[Any, int] = defaultdict(itertools.count().__next__)

    def __iter__(self) -> Iterator[Any]:
        """Yield the values in the order of their numbers."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._numbers)

    def of(self, values: Iterable[Any]) -> NDArray[np.int32]:
        """Return the number of each value."""
        return np.fromiter(map(self._numbers.__getitem__, values), np.int32)


class GatheredColumns:
    """The cells of rows, kept as pandas keeps them: numbers as bytes, texts in Arrow's memory where that is installed.

    What rows are made of is let go of early, and to put a million rows in order moves bytes, column by column, instead
    of visiting forty million Python objects wherever they lie.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Begin columns of some names without rows."""
        self._parts: dict[str, list[Any]] = {name: [] for name in names}
        self._lists = {name: Numbering() for name in self._parts if known_columns()[name].type == "array"}

    def add(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Add rows, given as columns, of which further ones are left aside; cells of lists are tuples."""
        for name, parts in self._parts.items():
            values = columns[name]
            if name in self._lists:
                # Few lists differ; of each row its number among them is kept.
                parts.append(self._lists[name].of(values))
            else:
                parts.append(to_series(name, values))

    def taken(self, order: NDArray[np.int64]) -> Iterator[tuple[str, pd.Series[Any]]]:
        """Yield the columns, each with its name, with the rows of some numbers, in that order.

        What a column is made of is let go of; nothing may be added afterwards.
        """
        import pandas as pd

        for name in [*self._parts]:
            parts = self._parts.pop(name)
            if name in self._lists:
                distinct = list(self._lists.pop(name))
                numbers = np.concatenate([np.empty(0, np.int32), *parts])[order].tolist()
                yield name, to_series(name, map(distinct.__getitem__, numbers))
            else:
                whole = pd.concat([to_series(name, ()), *parts], ignore_index=True)
                yield name, whole.take(order).reset_index(drop=True)
