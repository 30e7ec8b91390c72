"""Which files an export is, and writing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...schemas import UsageError
from ..columns import TableName
from .document import make_document
from .format import COMPANION_MARK, ExportFormat, Write
from .registry import export_format, format_of_file

if TYPE_CHECKING:
    import pandas as pd


def export_files(path: Path, chosen: ExportFormat) -> Iterator[tuple[Path, Write]]:
    """Yield the files of an export, each with what writes it: companions first, then the table itself.

    Args:
        path: The file that the table goes into.
        chosen: Its format.

    Raises:
        UsageError: A companion would have the same name as the table, or as a file that is none.
    """
    for suffix, write in chosen.companions.items():
        companion = path.with_suffix(suffix)
        if companion == path:
            raise UsageError(f"{path}: {chosen.name} writes {suffix} beside it: use the suffix {chosen.suffixes[0]}")
        if not _may_be_written(companion):
            raise UsageError(f"{companion} belongs beside {path.name}, but is a file of yours: use another name")
        yield companion, write
    yield path, chosen.write


def _may_be_written(companion: Path) -> bool:
    if not companion.exists():
        return True
    with companion.open("rb") as file:
        return file.read(len(COMPANION_MARK)) == COMPANION_MARK


def export_table(
    frame: pd.DataFrame,
    path: str | Path,
    *,
    table: TableName,
    format: str | None = None,  # noqa: A002 - as in `read_papers`
    papers_read: int | None = None,
    authors: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Write a table into a file, and beside it what belongs to it (the `.bib` of a LaTeX table).

    Args:
        frame: What one of the functions of `claimboard.tables` gave.
        path: The file; its suffix says the format.
        table: Which table it is, such as `leaderboard`.
        format: Name of a format of `EXPORT_FORMATS`, whatever the suffix is.
        papers_read: How many papers it was made from, for the caption.
        authors: Authors by paper id, for the bibliography.

    Raises:
        UsageError: The format is unknown, or needs a library that is not installed.
    """
    path = Path(path)
    chosen = export_format(format) if format else format_of_file(path)
    chosen.check_installed()
    document = make_document(frame, table, papers_read=papers_read, authors=authors)
    for target, write in export_files(path, chosen):
        with target.open("wb") as stream:
            write(document, stream)
