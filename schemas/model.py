"""The base of every record model."""

from pydantic import BaseModel, ConfigDict


class RecordModel(BaseModel):
    """Frozen, strict and closed: what is not in the contract is refused, what is validated stays as it is."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        # For the published JSON Schema: fields described, and all of them required, since a record leaves none out.
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )
