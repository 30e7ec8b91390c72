"""The base of every record model."""

from pydantic import BaseModel, ConfigDict


class RecordModel(BaseModel):
    """Frozen, strict and closed: what is not in the contract is refused, what is validated stays as it is."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)
