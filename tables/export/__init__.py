"""Tables as files that others read: one module a format, one registry (`EXPORT_FORMATS`)."""

from .caption import Caption, RowQuality, row_quality
from .document import Document, make_document
from .files import export_files, export_table
from .format import ExportFormat
from .registry import EXPORT_FORMATS, export_format, format_of_file

__all__ = [
    "EXPORT_FORMATS",
    "Caption",
    "Document",
    "ExportFormat",
    "RowQuality",
    "export_files",
    "export_format",
    "export_table",
    "format_of_file",
    "make_document",
    "row_quality",
]
