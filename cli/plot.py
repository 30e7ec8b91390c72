"""`claimboard plot`: one chart of the report as a picture."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from .arguments import Records, examples
from .outcome import Outcome

EXAMPLES: Final = examples(
    ("claimboard plot results metrics -o metrics.svg", "how often each metric is claimed"),
    ("claimboard plot results tradeoff -o tradeoff.png --scale 4", "for a slide"),
    ("claimboard plot results timeline -o time.svg --board accuracy--cifar10", "one leaderboard over time"),
)


def plot(
    records: Records,
    chart: Annotated[
        Literal["tradeoff", "metrics", "hardware", "timeline"],
        typer.Argument(
            metavar="CHART",
            help="tradeoff (speedup against change of accuracy), metrics (claims by metric), hardware (gains by kind "
            "of hardware) or timeline (values of a board over time).",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="A .svg or .png file.", show_default=False)
    ],
    board: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Board of the timeline; by default that with most dated papers."),
    ] = None,
    scale: Annotated[
        float, typer.Option(min=0.5, max=10, metavar="N", help="Pixels of a PNG for each of its 440 units.")
    ] = 2,
) -> None:
    """Draw a chart of the records into an SVG or PNG file.

    Ids of boards are listed by `claimboard leaderboard RECORDS --index`.
    """
    kind = output.suffix.lower()
    if kind not in (".svg", ".png"):
        raise typer.BadParameter(f"{output} says neither SVG nor PNG: end its name in .svg or .png")
    outcome = Outcome()
    from ..runs import read_records, whole_file
    from ..tables.report import chart_png, chart_svg, gather, make_chart

    material = gather(outcome.counted(read_records(records, on_problem=outcome.report)))
    if outcome.read:
        drawn = make_chart(material, chart, board)
        picture = chart_svg(drawn).encode() if kind == ".svg" else chart_png(drawn, scale)
        with whole_file(output) as partial:
            partial.write_bytes(picture)
    outcome.end()
