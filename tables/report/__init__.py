"""The report page and its charts: records to one HTML file that opens anywhere, and to SVG and PNG pictures."""

from .charts import CHART_NAMES, make_chart
from .drawing import Chart
from .material import Material, gather
from .notes import RunNotes
from .page import report_html
from .picture import chart_png, chart_svg

__all__ = [
    "CHART_NAMES",
    "Chart",
    "Material",
    "RunNotes",
    "chart_png",
    "chart_svg",
    "gather",
    "make_chart",
    "report_html",
]
