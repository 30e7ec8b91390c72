"""What the caller of a run chooses, and what it hears while the run goes on."""

import datetime
from dataclasses import dataclass
from typing import Literal

from ..schemas.model import RecordModel


class RunOptions(RecordModel):
    """The choices that decide what a run writes; they are part of `run.json`."""

    format: str | None = None
    """Name of a reader's format; None to tell each input's format from its contents."""
    saved_on: datetime.date | None = None
    """Day on which the pages were saved, which gives a year to dates without one."""


Stage = Literal["extracting", "tables"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    stage: Stage
    papers: int
    """Papers extracted so far."""
    claims: int
    problems: int
