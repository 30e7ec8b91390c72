"""Frames in, frames out: what Dask, Spark and Ray map over the partitions of a table of papers."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import orjson

from ..readers import paper_from_row
from ..schemas import Paper, PaperRecord, Problem
from .pieces import Item, chunked, extract_papers

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

FRAME_COLUMNS: Final = {"id": "string", "record": "string", "claims": "Int64", "problem": "string"}
"""Columns of what `extract_frame` gives, with their types."""

_LIKE_JSON: Final = orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_PASSTHROUGH_DATETIME
_WHOLE_NUMBERS: Final = frozenset({"n_authors", "upvotes", "source_line"})
_SOURCE: Final = ("source_path", "source_format", "source_line")


def extract_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Extract the papers of a frame, a row each.

    It keeps no state between calls and needs nothing but its argument, so that any engine may call it on any part of a
    table: `map_partitions` of Dask, `mapInPandas` of Spark, `map_batches` of Ray Data.

    Args:
        frame: Papers, with a column `abstract` and, where there are such, `title`, `id`, `date`, `authors`,
            `n_authors`, `upvotes` and `url`; further columns go to `extra`, missing values nowhere. Instead of these
            there may be a column `json` with an object of the same fields as text. `source_path`, `source_format` and
            `source_line` say where a paper was read.

    Returns:
        A row for every row, in order and with its index: `id` of the paper, `record` as a JSON object in text, its
        number of `claims`, and `problem` as a JSON object in text, which says why there is no record or what looks
        wrong. Papers that stand in several rows have a record in each.
    """
    import pandas as pd

    papers = [_paper(fields) for fields in _plain_rows(frame)]
    items = [Item(paper) for paper, _ in papers if paper is not None]
    extracted = chain.from_iterable(map(extract_papers, chunked(items)))
    rows: list[tuple[str | None, str | None, int | None, str | None]] = []
    for paper, problem in papers:
        record, claims = None, None
        if paper is not None:
            found = next(extracted)
            if isinstance(found, PaperRecord):
                record, claims = found.model_dump_json(), len(found.claims)
            else:
                problem = problem or found
        rows.append((paper.id if paper else None, record, claims, problem.model_dump_json() if problem else None))
    columns = zip(*rows, strict=True) if rows else ((),) * len(FRAME_COLUMNS)
    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=kind, index=frame.index)
            for (name, kind), values in zip(FRAME_COLUMNS.items(), columns, strict=True)
        }
    )


def _paper(fields: dict[str, Any]) -> tuple[Paper | None, Problem | None]:
    """Read a row; return the paper, if it is one, and the first thing that is wrong with it."""
    problems: list[Problem] = []
    path, format_, line = (fields.pop(name, None) for name in _SOURCE)
    paper = paper_from_row(fields, path=path or "-", format=format_ or "frame", line=line, on_problem=problems.append)
    return paper, problems[0] if problems else None


def _plain_rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield rows as JSON would give them, without what is missing."""
    names = [str(name) for name in frame.columns]
    for cells in zip(*(frame[name].tolist() for name in frame.columns), strict=True):
        row = {name: value for name, value in zip(names, cells, strict=True) if not _is_missing(value)}
        for name in _WHOLE_NUMBERS & row.keys():
            # Beside missing ones pandas makes floats of them.
            row[name] = int(row[name]) if isinstance(row[name], float) else row[name]
        try:
            yield orjson.loads(orjson.dumps(row, option=_LIKE_JSON, default=_plain))
        except orjson.JSONEncodeError:
            yield row  # it has text that is no UTF-8, which reading reports


def _plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.tolist() if hasattr(value, "tolist") else str(value)


def _is_missing(value: object) -> bool:
    import pandas as pd

    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)
