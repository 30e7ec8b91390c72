"""`claimboard show`: abstracts in the terminal, with what was found in them."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Final

import typer

from . import terminal
from .arguments import Format, Inputs, examples
from .outcome import Outcome
from .wording import claim_in_words

if TYPE_CHECKING:
    from rich.text import Text

    from ..schemas import Mention, PaperRecord, Span

EXAMPLES: Final = examples(
    ("claimboard show page.txt", "every paper of a page"),
    ("claimboard show page.txt --limit 3 --claims-only", "the first three that claim something"),
    ("echo 'It is 2x faster on a GPU.' | claimboard show -", "a text from a pipe"),
)

_STYLES: Final = {
    "claims": "bold black on yellow",
    "systems": "bold magenta",
    "datasets": "cyan",
    "architectures": "blue",
    "hardware": "green",
    "tasks": "italic",
}


def show(
    inputs: Inputs,
    input_format: Format = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Stop after N papers.")] = None,
    claims_only: Annotated[bool, typer.Option("--claims-only", help="Leave out papers without claims.")] = False,
) -> None:
    """Print abstracts with claims and named things colored, and under each its claims in words."""
    outcome = Outcome()
    from ..runs import RunOptions, stream_records

    console = terminal.out()
    found = stream_records(inputs, RunOptions(format=input_format), on_problem=outcome.report)
    wanted = (record for record in outcome.counted(found) if record.claims or not claims_only)
    for record in islice(wanted, limit):
        console.print(_colored(record, "title", prefix=f"{record.paper.id}  "), soft_wrap=not console.is_terminal)
        console.print(_colored(record, "abstract"), soft_wrap=not console.is_terminal)
        for line in _findings(record):
            console.print(line, soft_wrap=not console.is_terminal)
        console.print()
    outcome.end()


def _colored(record: "PaperRecord", field: str, prefix: str = "") -> "Text":
    from rich.text import Text

    text = Text(prefix + terminal.printable(getattr(record.paper, field)), style="bold" if field == "title" else "")
    for kind, span in _spans(record):
        if span.field == field:
            text.stylize(_STYLES[kind], span.start + len(prefix), span.end + len(prefix))
    return text


def _spans(record: "PaperRecord") -> "Iterator[tuple[str, Span]]":
    """Yield everything to be colored, claims last, so that a number keeps its color inside a name."""
    for kind in ("tasks", "systems", "datasets", "architectures", "hardware"):
        mentions: tuple[Mention, ...] = getattr(record, kind)
        for mention in mentions:
            yield kind, mention
            for span in mention.spans:
                yield kind, span
    for claim in record.claims:
        yield "claims", claim.quantity


def _findings(record: "PaperRecord") -> "Iterator[Text]":
    from rich.text import Text

    for kind, style in _STYLES.items():
        if kind == "claims":
            for claim in record.claims:
                yield Text(f"  • {terminal.printable(claim_in_words(claim))}", style="yellow")
        elif names := [mention.name for mention in getattr(record, kind)]:
            yield Text(f"  {kind}: {terminal.printable(', '.join(names))}", style=style)
