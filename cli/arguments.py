"""Arguments and options that several commands share."""

import datetime
from typing import Annotated, Final

import typer

_INPUT_HELP: Final = (
    "Listing pages, JSONL, JSON, CSV, TSV or plain text, also as .gz; folders of them; - for standard input."
)

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help=_INPUT_HELP,
        show_default=False,
    ),
]
OptionalInputs = Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", help=_INPUT_HELP, show_default=False)]
Records = Annotated[
    str,
    typer.Argument(
        metavar="RECORDS",
        help="A records.jsonl, the folder that `claimboard run` wrote, or - for standard input.",
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="NAME", help="Read every input in this format instead of telling it from its contents."
    ),
]
SavedOn = Annotated[
    datetime.datetime | None,
    typer.Option(
        "--saved-on",
        metavar="YYYY-MM-DD",
        formats=["%Y-%m-%d"],
        help="Day on which the pages were saved: dates without a year become the latest such day not after it.",
    ),
]
MaxSkipped = Annotated[
    str | None,
    typer.Option(
        "--max-skipped",
        metavar="N|N%",
        help="Fail (exit code 1) when more inputs than this are skipped; a percentage is of all that was to be read.",
    ),
]


def examples(*lines: tuple[str, str]) -> str:
    """Return the end of a help page, in Markdown: commands, each with what it does."""
    return "\n\n".join(("**Examples**", *(f"- `{command}`: {what}" for command, what in lines)))
