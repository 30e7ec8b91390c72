"""One record that uses every part of the contract, as JSON data to spoil and as a model."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from claimboard.schemas import PaperRecord

TITLE = "Φ-Net: Frugal Detection"
ABSTRACT = "𝚽-Net is small. It cuts latency by up to 49% on COCO with ResNet-50 on a Jetson Nano."


def _span(text: str, field: str = "abstract") -> dict[str, Any]:
    start = {"title": TITLE, "abstract": ABSTRACT}[field].index(text)
    return {"field": field, "start": start, "end": start + len(text), "text": text}


@pytest.fixture
def span() -> Callable[..., dict[str, Any]]:
    """Return the place of a string in the record's abstract, or title."""
    return _span


@pytest.fixture
def data() -> dict[str, Any]:
    """Return a valid record, fresh for each test."""
    return {
        "schema_version": "1",
        "paper": {
            "id": "p1",
            "title": TITLE,
            "abstract": ABSTRACT,
            "date": "2024-02-29",
            "date_text": "Feb 29, 2024",
            "n_authors": 2,
            "authors": ["Ada Example", "Ben Sample"],
            "upvotes": 0,
            "url": None,
            "code_urls": [],
            "source": {"path": "page.txt", "format": "hf-listing-blocks", "line": 3},
            "extra": {"venue": "Demo", "pages": [1, 2]},
        },
        "systems": [{"name": "Φ-Net", **_span("Φ-Net", "title"), "spans": [_span("𝚽-Net")]}],
        "datasets": [{"name": "COCO", **_span("COCO"), "spans": []}],
        "architectures": [{"name": "ResNet-50", **_span("ResNet-50"), "spans": [], "family": "resnet"}],
        "hardware": [
            {"name": "NVIDIA Jetson Nano", **_span("Jetson Nano"), "spans": [], "kind": "edge-gpu", "vendor": "NVIDIA"}
        ],
        "tasks": [{"name": "detection", **_span("Detection", "title"), "spans": []}],
        "claims": [
            {
                "id": "0123456789ab",
                "metric": "latency",
                "metric_text": "latency",
                "quantity": {
                    **_span("49%"),
                    "low": 49.0,
                    "high": 49.0,
                    "unit": "percent",
                    "bound": "up_to",
                    "average": False,
                },
                "form": "change",
                "direction": "lower",
                "effect": "improvement",
                "subject": "own",
                "system": "Φ-Net",
                "baseline": None,
                "datasets": ["COCO"],
                "architectures": ["ResNet-50"],
                "hardware": ["NVIDIA Jetson Nano"],
                "notes": ["hardware:carried"],
                "evidence": _span(ABSTRACT.partition(". ")[2]),
            }
        ],
    }


@pytest.fixture
def validate(data: dict[str, Any]) -> Callable[[], PaperRecord]:
    """Return a function that validates the record as it then stands."""
    return lambda: PaperRecord.model_validate_json(json.dumps(data))
