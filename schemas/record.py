"""The record: one paper, the things it names and the results it claims. Version 1 of the contract."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import model_validator

from .claims import Claim
from .mentions import (
    ArchitectureMention,
    DatasetMention,
    HardwareMention,
    Mention,
    Span,
    SystemMention,
    TaskMention,
)
from .model import RecordModel
from .paper import Paper
from .vocabulary import SCHEMA_VERSION


class PaperRecord(RecordModel):
    """What is known of one paper. A paper without claims is a record with an empty list."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    paper: Paper
    systems: tuple[SystemMention, ...] = ()
    datasets: tuple[DatasetMention, ...] = ()
    architectures: tuple[ArchitectureMention, ...] = ()
    hardware: tuple[HardwareMention, ...] = ()
    tasks: tuple[TaskMention, ...] = ()
    claims: tuple[Claim, ...] = ()

    def mentions(self) -> Iterator[Mention]:
        """Yield every mention, kind by kind, in the order of the record."""
        for kind in (self.systems, self.datasets, self.architectures, self.hardware, self.tasks):
            yield from kind

    def spans(self) -> Iterator[Span]:
        """Yield everything in the record that points at characters."""
        for mention in self.mentions():
            yield mention
            yield from mention.spans
        for claim in self.claims:
            yield claim.quantity
            yield claim.evidence

    @model_validator(mode="after")
    def _offsets_point_at_the_text(self) -> Self:
        texts = {"title": self.paper.title, "abstract": self.paper.abstract}
        for span in self.spans():
            found = texts[span.field][span.start : span.end]
            if found != span.text:
                raise ValueError(
                    f"paper {self.paper.id!r}: {span.field}[{span.start}:{span.end}] is {found!r}, not {span.text!r}"
                )
        return self

    @model_validator(mode="after")
    def _context_names_are_mentioned(self) -> Self:
        for kind in ("datasets", "architectures", "hardware"):
            names = {mention.name for mention in getattr(self, kind)}
            for claim in self.claims:
                for name in getattr(claim, kind):
                    if name not in names:
                        raise ValueError(
                            f"paper {self.paper.id!r}: claim {claim.id} names {name!r}, which is not in {kind}"
                        )
        return self
