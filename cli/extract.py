"""`claimboard extract`: inputs in, records on standard output."""

import sys
from typing import Final

from .arguments import Format, Inputs, MaxSkipped, SavedOn, examples
from .messages import LogFormatOption
from .outcome import Outcome

EXAMPLES: Final = examples(
    ("claimboard extract page.txt > records.jsonl", "records, one JSON object a line"),
    ("echo 'It is 2x faster on a GPU.' | claimboard extract -", "a text from a pipe"),
    ("claimboard extract page.txt | claimboard leaderboard -", "without a file in between"),
)


def extract(
    inputs: Inputs,
    input_format: Format = None,
    saved_on: SavedOn = None,
    max_skipped: MaxSkipped = None,
    log_format: LogFormatOption = "text",
) -> None:
    """Extract the claims of all papers and print one record a line, as soon as it is made."""
    outcome = Outcome(max_skipped)
    from ..runs import RunOptions, stream_records, write_records

    options = RunOptions(format=input_format, saved_on=saved_on.date() if saved_on else None)
    records = stream_records(inputs, options, on_problem=outcome.report)
    write_records(outcome.counted(records), sys.stdout.buffer)
    outcome.end()
