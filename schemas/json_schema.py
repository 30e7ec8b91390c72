"""The published JSON Schema of records, for readers in other languages.

`python -m claimboard.schemas.json_schema` writes `paper-record.schema.json` anew after a change of the models.
"""

import json
from pathlib import Path
from typing import Any, Final

from .record import PaperRecord

SCHEMA_PATH: Final = Path(__file__).with_name("paper-record.schema.json")


def record_json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of `records.jsonl`.

    It states the shape of a record and the closed vocabularies. What ties one part of a record to another (offsets
    that point at the text, names that are mentioned) and the grammars of units and `other:` metrics are checked by
    `PaperRecord` alone.
    """
    schema = PaperRecord.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def record_json_schema_text() -> str:
    """Return the schema as the published file has it."""
    return json.dumps(record_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_PATH.write_text(record_json_schema_text(), encoding="utf-8")
