"""`leaderboard.csv`, and `leaderboards/`: a CSV a board that several papers are on, and the index of all boards."""

import csv
from pathlib import Path
from typing import Final

from ..tables import TableSpill, board_header, index_header
from .output_folder import OutputFiles

LEADERBOARD_NAME: Final = "leaderboard.csv"
FOLDER_NAME: Final = "leaderboards"
INDEX_NAME: Final = f"{FOLDER_NAME}/index.csv"
MIN_PAPERS: Final = 2
"""Papers that a board needs for a file of its own; a board of one paper compares nothing."""


def write_boards(spill: TableSpill, files: OutputFiles) -> tuple[str, ...]:
    """Write the leaderboard, the index of all boards and a file for each board of two papers or more.

    Files of boards that a former run wrote, and that are no more, are removed when the new ones appear; other files in
    the folder are left alone.

    Args:
        spill: Holds all rows.
        files: The files of the run.

    Returns:
        The names of what is written.
    """
    header = board_header()
    names = [LEADERBOARD_NAME, INDEX_NAME]
    with files.aside(LEADERBOARD_NAME).open("wb") as leaderboard, files.aside(INDEX_NAME).open("wb") as index:
        leaderboard.write(header)
        index.write(index_header())
        for board in spill.boards():
            leaderboard.write(board.lines)
            index.write(board.index_line)
            if board.papers >= MIN_PAPERS:
                name = f"{FOLDER_NAME}/{board.board_id}.csv"
                files.aside(name).write_bytes(header + board.lines)
                names.append(name)
    for former in sorted({f"{FOLDER_NAME}/{name}" for name in _former_files(files.folder / FOLDER_NAME)} - {*names}):
        files.discard(former)
    return tuple(names)


def _former_files(folder: Path) -> set[str]:
    """Return the names of the files in a folder that a run wrote."""
    return {path.name for path in folder.glob("*.csv") if _board_of_file(path) == path.stem}


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
