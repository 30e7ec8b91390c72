"""Records to DataFrames to files: the claims table, comparison tables and leaderboards."""

from .claims import claims_table
from .columns import column_names, columns_json
from .comparison import comparison, comparison_table
from .csvfile import read_csv, write_csv
from .export import EXPORT_FORMATS, export_table
from .grid import Comparison
from .leaderboard import leaderboard, leaderboard_index
from .names_seen import NamesSeen
from .spill import TableRows, TableSpill, board_header, index_header, table_rows

__all__ = [
    "EXPORT_FORMATS",
    "Comparison",
    "NamesSeen",
    "TableRows",
    "TableSpill",
    "board_header",
    "claims_table",
    "column_names",
    "columns_json",
    "comparison",
    "comparison_table",
    "export_table",
    "index_header",
    "leaderboard",
    "leaderboard_index",
    "read_csv",
    "table_rows",
    "write_csv",
]
