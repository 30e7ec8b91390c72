"""The report page: everything in one HTML file that loads nothing."""

import base64
import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, NamedTuple

from ...schemas import PaperRecord
from ..export import row_quality
from .charts import CHART_NAMES, make_chart
from .drawing import Chart
from .material import Material, gather
from .notes import RunNotes
from .payload import payload, script_json
from .picture import asset, environment, inline_svg

if TYPE_CHECKING:
    from markupsafe import Markup

_STYLES: Final = ("page.css", "tables.css", "chart.css")
_SCRIPTS: Final = ("data.js", "filters.js", "table.js", "views.js", "evidence.js", "main.js")
"""In this order they are one script."""

_TOP_BOARDS: Final = 6
_LISTED_PROBLEMS: Final = 200


class Figure(NamedTuple):
    """A number at the head of the page."""

    value: str
    label: str
    href: str | None = None


class Share(NamedTuple):
    """How many of something have a property."""

    label: str
    number: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole percent."""
        return round(100 * self.number / self.of) if self.of else 0


def report_html(
    records: Iterable[PaperRecord], *, title: str = "What the papers claim", notes: RunNotes | None = None
) -> str:
    """Make the report page.

    It needs neither network nor server, holds every claim with its evidence, and is the same for the same input.

    Args:
        records: Records, passed over once. Of a paper that comes again the first record counts.
        title: Heading of the page.
        notes: What was read and skipped; without it the page says that it does not know.

    Returns:
        The HTML document, to be written as UTF-8.

    Raises:
        UsageError: jinja2 is not installed.
    """
    templates = environment()
    material = gather(records)
    style = "".join(map(asset, _STYLES))
    script = "".join(map(asset, _SCRIPTS))
    return templates.get_template("page.html.jinja").render(
        title=title,
        version=version("claimboard"),
        policy=_content_security_policy(style, script),
        style=style,
        script=script,
        data=script_json(payload(material)),
        figures=_figures(material, notes),
        shares=_shares(material),
        boards=_top_boards(material),
        charts=[_drawn(make_chart(material, name)) for name in CHART_NAMES],
        notes=notes,
        listed_problems=_LISTED_PROBLEMS,
        silent=len(material.silent),
        quality=row_quality().sentence(),
    )


def _drawn(chart: Chart) -> "tuple[Chart, Markup | None]":
    return chart, inline_svg(chart) if chart.drawing else None


def _content_security_policy(style: str, script: str) -> str:
    """Allow the page's own style and script, known by their hashes, and nothing else."""
    return (
        f"default-src 'none'; style-src {_source_hash(style)}; script-src {_source_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _source_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _figures(material: Material, notes: RunNotes | None) -> list[Figure]:
    figures = [
        Figure(f"{material.papers:,}", "papers"),
        Figure(f"{len(material.records):,}", "of them claim a result", "#claims"),
        Figure(f"{len(material.claims):,}", "claims", "#claims"),
        Figure(f"{len(material.boards):,}", "leaderboards", "#boards"),
        Figure(f"{sum(board.papers > 1 for board in material.boards):,}", "of them with two or more papers"),
    ]
    if notes is not None:
        figures.append(Figure(f"{notes.skipped:,}", "inputs skipped", "#skipped"))
    return figures


def _shares(material: Material) -> list[Share]:
    claims = material.claims
    ranked = {row.claim_id for board in material.boards for row in board.rows}
    own = [claim for claim in claims if claim.subject == "own"]
    return [
        Share("papers claim a result", len(material.records), material.papers),
        Share("claims are about the paper's own work", len(own), len(claims)),
        Share("own claims stand on a leaderboard", len(ranked), len(own)),
        Share("claims name a dataset", sum(bool(claim.datasets) for claim in claims), len(claims)),
        Share("claims name hardware", sum(bool(claim.hardware) for claim in claims), len(claims)),
        Share("claims name a baseline", sum(claim.baseline is not None for claim in claims), len(claims)),
        Share("claims are written out, with nothing inferred", sum(not c.notes for c in claims), len(claims)),
    ]


def _top_boards(material: Material) -> list[tuple[str, str, int]]:
    return [(board.id, board.title, board.papers) for board in material.boards[:_TOP_BOARDS] if board.papers > 1]
