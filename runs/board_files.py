"""`leaderboards/`: a CSV a board that several papers are on, and the index of all boards."""

import csv
from pathlib import Path
from typing import Final

import pandas as pd

from .. import tables
from .output_folder import OutputFiles, partial_name

FOLDER_NAME: Final = "leaderboards"
INDEX_NAME: Final = f"{FOLDER_NAME}/index.csv"
MIN_PAPERS: Final = 2
"""Papers that a board needs for a file of its own; a board of one paper compares nothing."""


def write_boards(leaderboard: pd.DataFrame, files: OutputFiles) -> tuple[str, ...]:
    """Write the index of all boards and a file for each board of two papers or more.

    Files of boards that a former run wrote, and that are no more, are removed when the new ones appear; other files in
    the folder are left alone.

    Args:
        leaderboard: All boards in long form.
        files: The files of the run.

    Returns:
        The names of what is written.
    """
    index = tables.leaderboard_index(leaderboard)
    tables.write_csv(index, files.aside(INDEX_NAME))
    shared = frozenset(index.loc[index["papers"] >= MIN_PAPERS, "board_id"])
    names = [INDEX_NAME]
    for board_id, board in leaderboard.groupby("board_id", sort=False):
        if board_id in shared:
            name = f"{FOLDER_NAME}/{board_id}.csv"
            tables.write_csv(board, files.aside(name))
            names.append(name)
    written = {name for path in map(Path, names) for name in (path.name, partial_name(path.name))}
    for former in sorted(_former_files(files.folder / FOLDER_NAME)):
        if former not in written:
            files.discard(f"{FOLDER_NAME}/{former}")
    return tuple(names)


def _former_files(folder: Path) -> set[str]:
    """Return the names of the files in a folder that a run wrote, or was writing when it was killed."""
    boards = {path.name for path in folder.glob("*.csv") if _board_of_file(path) == path.stem}
    return boards | {path.name for path in folder.glob(partial_name("*.csv"))}


def _board_of_file(path: Path) -> str | None:
    """Return the id of the board that a file holds, or None where it holds none.

    What a file holds tells more surely than `run.json` whether it is ours: a run that was killed has not written that.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header, first = next(reader, []), next(reader, [])
    except (OSError, UnicodeDecodeError, csv.Error):
        return None
    return first[0] if header[:1] == ["board_id"] and first else None
