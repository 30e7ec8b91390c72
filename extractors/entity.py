"""What the entity extractors find."""

from typing import Literal, NamedTuple

EntityKind = Literal["systems", "datasets", "architectures", "hardware", "tasks"]


class Entity(NamedTuple):
    """One place at which a named thing is mentioned.

    Attributes:
        kind: Which list of the record it belongs to.
        name: Canonical name.
        start: First character in the document's text.
        end: One past the last.
        rule: What found it, for `claimboard explain`.
        family: Architecture family, or None.
        hardware_kind: Kind of hardware, or None for anything else.
        vendor: Maker of the hardware, or None.
    """

    kind: EntityKind
    name: str
    start: int
    end: int
    rule: str
    family: str | None = None
    hardware_kind: str | None = None
    vendor: str | None = None
