"""Claims: the quantitative results a paper states."""

from typing import Annotated, Self

from pydantic import Field as ModelField
from pydantic import field_validator, model_validator

from .mentions import Span
from .model import RecordModel
from .taxonomy import check_metric
from .units import check_unit
from .vocabulary import Bound, Direction, Effect, Form, NoteKind, Subject

HexId = Annotated[str, ModelField(pattern=r"^[0-9a-f]{12}$")]


class Quantity(Span):
    """A number with its unit, as short as it can be written, and what it says."""

    low: float
    high: float
    """Equal to `low` unless the text gives a range. Percent as written (49 % is 49), multipliers as the factor."""
    unit: str
    """`percent`, `pp`, `x`, `none`, or a unit by the grammar of `schemas.units`."""
    bound: Bound = "exact"
    average: bool = False
    """True where the text says that the value is a mean."""

    _unit = field_validator("unit")(check_unit)

    @model_validator(mode="after")
    def _low_is_not_above_high(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self


class Claim(RecordModel):
    """One result: a quantity and what it is a result of."""

    id: HexId
    metric: str
    """Canonical id of the taxonomy, or `other:` and a snake_case name."""
    metric_text: str
    """The words that name what is measured, as written; empty where the text names nothing."""
    quantity: Quantity
    form: Form
    direction: Direction | None
    """Given for `change` and `ratio`, null for `absolute` and `fraction`."""
    effect: Effect | None
    subject: Subject = "own"
    system: str | None = None
    """Whose number it is, where the text names it."""
    baseline: str | None = None
    """What it is compared with, as written."""
    datasets: tuple[str, ...] = ()
    """Canonical names out of the paper's own list; so are the next two."""
    architectures: tuple[str, ...] = ()
    hardware: tuple[str, ...] = ()
    notes: tuple[NoteKind, ...] = ()
    evidence: Span
    """The sentence that states the claim."""

    _metric = field_validator("metric")(check_metric)

    @model_validator(mode="after")
    def _direction_goes_with_form(self) -> Self:
        needed = self.form in ("change", "ratio")
        if needed and self.direction is None:
            raise ValueError(f"direction is missing: a claim of form {self.form!r} goes 'higher' or 'lower'")
        if not needed and self.direction is not None:
            raise ValueError(f"direction must be null: a claim of form {self.form!r} goes nowhere")
        return self

    @model_validator(mode="after")
    def _quantity_lies_in_the_evidence(self) -> Self:
        q, e = self.quantity, self.evidence
        if q.field != e.field or q.start < e.start or q.end > e.end:
            raise ValueError(
                f"evidence {e.field}[{e.start}:{e.end}] does not hold the quantity {q.field}[{q.start}:{q.end}]"
            )
        return self
