"""Named things a paper mentions, each tied to its characters."""

from typing import Annotated, Self

from pydantic import Field as ModelField
from pydantic import model_validator

from .model import RecordModel
from .vocabulary import Field, HardwareKind

Offset = Annotated[int, ModelField(ge=0)]
Text = Annotated[str, ModelField(min_length=1)]


class Span(RecordModel):
    """A stretch of the title or abstract: `paper[field][start:end] == text`, in Unicode code points."""

    field: Field
    start: Offset
    end: Offset
    text: Text

    @model_validator(mode="after")
    def _length_is_that_of_the_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"end - start is {self.end - self.start}, but text {self.text!r} has {len(self.text)} characters"
            )
        return self


class Mention(Span):
    """A named thing: the canonical name, its first place (the span's own fields) and the further ones."""

    name: Text
    """One spelling for one thing across papers; tables group on it."""
    spans: tuple[Span, ...] = ()
    """The further places."""


class SystemMention(Mention):
    """A name the paper gives its own contribution."""


class DatasetMention(Mention):
    """A named dataset, benchmark, challenge set or test suite."""


class TaskMention(Mention):
    """A task the paper addresses, as a short noun phrase."""


class ArchitectureMention(Mention):
    """A named network architecture or model that is used, evaluated, compressed or compared against."""

    family: str | None = None
    """Identifier of the family, such as `resnet` for ResNet-50; null where it is unknown."""


class HardwareMention(Mention):
    """Computing hardware on which something runs, is measured, or for which it is built."""

    kind: HardwareKind
    vendor: str | None = None
    """Maker, such as `NVIDIA`; null for a class of device (`FPGA`)."""
