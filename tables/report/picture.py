"""Drawings as SVG inside the page, and as SVG and PNG files of their own."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import regex

from ...schemas import UsageError
from .drawing import WIDTH, Chart

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_NOT_XML: Final = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def environment() -> "Environment":
    """Return the templates of the page and its drawings; everything put into them is escaped."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise UsageError("the report needs jinja2: pip install 'claimboard[report]'") from error
    made = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["xml_text"] = xml_text
    return made


def xml_text(text: str) -> str:
    """Return a text without the characters that no XML may hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def asset(name: str) -> str:
    """Return a style sheet or script of the package."""
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def inline_svg(chart: Chart) -> "Markup":
    """Return a chart as SVG for the page, which styles it; marks lead to their claims."""
    from markupsafe import Markup

    template = environment().get_template("chart.svg.jinja")
    return Markup(template.render(chart=chart, width=WIDTH, style=None))


def chart_svg(chart: Chart) -> str:
    """Return a chart as an SVG file that needs nothing else.

    Raises:
        UsageError: There is nothing to draw; the message says what would be needed.
    """
    if chart.drawing is None:
        raise UsageError(f"chart {chart.name!r} has nothing to show: {chart.missing}")
    template = environment().get_template("chart.svg.jinja")
    return template.render(chart=chart, width=WIDTH, style=asset("chart.css") + asset("picture.css"))


def chart_png(chart: Chart, scale: float = 2.0) -> bytes:
    """Return a chart as a PNG file.

    Args:
        chart: The chart.
        scale: Pixels per unit; a chart is 440 units wide.

    Raises:
        UsageError: There is nothing to draw, or vl-convert-python is not installed.
    """
    try:
        from vl_convert import svg_to_png
    except ImportError as error:
        raise UsageError("PNG charts need vl-convert-python: pip install 'claimboard[report]'") from error
    return svg_to_png(chart_svg(chart), scale=scale)
