"""Runs over many inputs: records and tables from files, and records back from where a run wrote them."""

from .cluster import run_on_cluster
from .compare import compare_runs
from .drop import drop_in_claims, former_counts
from .former import read_report
from .frames import extract_frame
from .options import Progress, RunOptions
from .output_folder import whole_file
from .records import read_records, record_line, write_records
from .report import RunReport
from .runner import run
from .stream import stream_records

__all__ = [
    "Progress",
    "RunOptions",
    "RunReport",
    "compare_runs",
    "drop_in_claims",
    "extract_frame",
    "former_counts",
    "read_records",
    "read_report",
    "record_line",
    "run",
    "run_on_cluster",
    "stream_records",
    "whole_file",
    "write_records",
]
