"""The check behind the fixture: extract, store or compare, and say what differs."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import pytest
from pytest_regressions.common import check_text_files, perform_regression_check

from ..evaluation import RunDifference, difference_summary, difference_tables
from ..runs import RunOptions, compare_runs, stream_records, write_records
from ..schemas import InputError, PaperRecord

RECORDS_SUFFIX: Final = ".records.jsonl"
BOARDS_SUFFIX: Final = ".leaderboards.csv"

_MAX_ROWS: Final = 50
"""Rows of each table that a failure shows."""


class ExtractionRegression:
    """Records and leaderboards of inputs, stored beside the test and compared from then on."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._request = request
        self._folder = request.path.parent

    def check(
        self,
        inputs: str | Path | Sequence[str | Path],
        *,
        options: RunOptions | None = None,
        basename: str | None = None,
    ) -> None:
        """Extract the papers of inputs and compare records and leaderboards with those stored.

        The first time, and with `--force-regen` or `--regen-all` of pytest-regressions, they are stored: as
        `BASENAME.records.jsonl` and `BASENAME.leaderboards.csv` in the folder called after the test module.

        Args:
            inputs: Files and folders, as for `claimboard run`; relative ones to the folder of the test module. What
                cannot be read fails the test.
            options: How to read.
            basename: What the stored files are called after; by default the test. Needed where a test checks twice.
        """
        __tracebackhide__ = True
        given = [inputs] if isinstance(inputs, str | Path) else inputs
        try:
            records = [self._portable(record) for record in self._extract(given, options)]
        except InputError as error:
            pytest.fail(str(error), pytrace=False)
        failures = [
            *self._failures(_dump_records(records), _check_records, RECORDS_SUFFIX, basename),
            *self._failures(_dump_boards(records), _check_boards, BOARDS_SUFFIX, basename),
        ]
        if failures:
            pytest.fail("\n\n".join(failures), pytrace=False)

    def _extract(self, inputs: Sequence[str | Path], options: RunOptions | None) -> Iterable[PaperRecord]:
        return stream_records([self._folder / path for path in inputs], options)

    def _portable(self, record: PaperRecord) -> PaperRecord:
        """Name the source from the folder of the test, so that what is stored does not depend on the checkout."""
        source = record.paper.source
        path = Path(os.path.relpath(source.path, self._folder)).as_posix()
        paper = record.paper.model_copy(update={"source": source.model_copy(update={"path": path})})
        return record.model_copy(update={"paper": paper})

    def _failures(
        self,
        dump: Callable[[Path], None],
        check: Callable[[Path, Path], None],
        suffix: str,
        basename: str | None,
    ) -> list[str]:
        """Store or compare one file, and return what is to be told; nothing is raised, so that both are seen to."""
        try:
            perform_regression_check(
                datadir=self._request.getfixturevalue("lazy_datadir"),
                original_datadir=self._request.getfixturevalue("original_datadir"),
                request=self._request,
                check_fn=check,
                dump_fn=dump,
                extension=suffix,
                basename=basename,
            )
        except (AssertionError, pytest.fail.Exception) as failure:
            return [str(failure)]
        return []


def _dump_records(records: Iterable[PaperRecord]) -> Callable[[Path], None]:
    def dump(path: Path) -> None:
        with path.open("wb") as file:
            write_records(records, file)

    return dump


def _dump_boards(records: Iterable[PaperRecord]) -> Callable[[Path], None]:
    from .. import tables

    def dump(path: Path) -> None:
        tables.write_csv(tables.leaderboard(records), path)

    return dump


def _check_records(obtained: Path, expected: Path) -> None:
    """Compare two records files.

    Raises:
        AssertionError: They differ; the message says how, claim by claim.
    """
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (expected, obtained))
    if old == new:
        return
    try:
        difference = compare_runs(expected, obtained)
    except InputError as error:
        raise AssertionError(f"The stored records cannot be compared: {error}") from error
    if difference.same:
        # Mentions, or what the input says of papers, differ: no claim does.
        check_text_files(obtained, expected, encoding="utf-8")
    raise AssertionError(_told(difference))


def _check_boards(obtained: Path, expected: Path) -> None:
    check_text_files(obtained, expected, encoding="utf-8")


def _told(difference: RunDifference) -> str:
    lines = [f"The extraction has changed. {difference_summary(difference)}"]
    for header, rows in difference_tables(difference):
        lines += ["", *_aligned([header, *rows[:_MAX_ROWS]])]
        if len(rows) > _MAX_ROWS:
            lines.append(f"... and {len(rows) - _MAX_ROWS} more")
    return "\n".join([*lines, "", "If this is right, store it: pytest --force-regen"])


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
