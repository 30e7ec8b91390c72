"""docs/records.md names every field and every word of the closed vocabularies."""

import re
from pathlib import Path

from claimboard import Claim, Paper, PaperRecord
from claimboard.schemas import (
    BOUNDS,
    DIRECTIONS,
    EFFECTS,
    FORMS,
    HARDWARE_KINDS,
    NOTE_KINDS,
    SUBJECTS,
    ArchitectureMention,
    HardwareMention,
    Quantity,
    Source,
)

PAGE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))


def test_every_field_is_described():
    models = (PaperRecord, Paper, Source, ArchitectureMention, HardwareMention, Claim, Quantity)
    assert {name for model in models for name in model.model_fields} <= NAMED


def test_every_word_of_the_vocabularies_is_described():
    for words in (BOUNDS, DIRECTIONS, EFFECTS, FORMS, HARDWARE_KINDS, NOTE_KINDS, SUBJECTS):
        assert set(words) <= NAMED
