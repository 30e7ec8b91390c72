"""Records written around their claims, so that every offset is true."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from claimboard.schemas import PaperRecord, claim_id, effect_of

SYMBOLS = {"percent": " %", "pp": " points", "x": "x", "none": ""}


def _mention(abstract: str, name: str, **facts: Any) -> dict[str, Any]:
    start = abstract.index(name)
    return {"name": name, "text": name, "field": "abstract", "start": start, "end": start + len(name), **facts}


def make_record(
    paper: str,
    *claims: dict[str, Any],
    title: str = "A paper",
    opening: str = "We build things.",
    date: str | None = None,
    systems: tuple[str, ...] = (),
    tasks: tuple[str, ...] = (),
    url: str | None = None,
) -> PaperRecord:
    """Build a valid record.

    Args:
        paper: Its id.
        claims: Fields of each claim, flat; `metric` and `value` are needed, the default is a level in percent. `before`
            and `after` are the words of the sentence around the number, `kind` that of the hardware.
        title: Its title.
        opening: First sentence of the abstract.
        date: Day of publication.
        systems: Its own systems.
        tasks: Its tasks.
        url: Its address.
    """
    abstract = opening
    made = []
    names: dict[str, dict[str, dict[str, Any]]] = {"datasets": {}, "architectures": {}, "hardware": {}}
    for spec in claims:
        unit, form, metric = spec.get("unit", "percent"), spec.get("form", "absolute"), spec["metric"]
        sentence_start = len(abstract) + 1
        abstract += f" {spec.get('before', f'It has {metric} of')} "
        number = f"{spec['value']}{SYMBOLS.get(unit, f' {unit}')}"
        start = len(abstract)
        abstract += f"{number}{spec.get('after', ' in the end.')}"
        for field, known in names.items():
            for name in spec.get(field, ()):
                known[name] = {"kind": spec.get("kind", "other")} if field == "hardware" else {}
        direction = spec.get("direction")
        made.append(
            {
                "id": claim_id(paper, "abstract", start, start + len(number), metric, 0),
                "metric": metric,
                "metric_text": metric,
                "quantity": {
                    "text": number,
                    "field": "abstract",
                    "start": start,
                    "end": start + len(number),
                    "low": spec["value"],
                    "high": spec["value"],
                    "unit": unit,
                    "bound": spec.get("bound", "exact"),
                },
                "form": form,
                "direction": direction,
                "effect": effect_of(metric, form, direction),
                "subject": spec.get("subject", "own"),
                "system": spec.get("system"),
                "baseline": spec.get("baseline"),
                **{field: tuple(spec.get(field, ())) for field in names},
                "notes": tuple(spec.get("notes", ())),
                "evidence": {
                    "field": "abstract",
                    "start": sentence_start,
                    "end": len(abstract),
                    "text": abstract[sentence_start:],
                },
            }
        )
    for name in (*(name for known in names.values() for name in known), *systems, *tasks):
        abstract += f" {name}."
    return PaperRecord.model_validate(
        {
            "paper": {
                "id": paper,
                "title": title,
                "abstract": abstract,
                "date": datetime.date.fromisoformat(date) if date else None,
                "url": url,
                "source": {"path": "made.jsonl", "format": "jsonl", "line": 1},
            },
            "claims": tuple(made),
            "systems": tuple(_mention(abstract, name) for name in systems),
            "tasks": tuple(_mention(abstract, name) for name in tasks),
            **{
                field: tuple(_mention(abstract, name, **facts) for name, facts in known.items())
                for field, known in names.items()
            },
        }
    )


@pytest.fixture(scope="session")
def record() -> Callable[..., PaperRecord]:
    """Return `make_record`."""
    return make_record


@pytest.fixture(scope="session")
def papers() -> list[PaperRecord]:
    """A few papers with every kind of chart, board and cell."""
    cifar = {"metric": "accuracy", "datasets": ("CIFAR-10",)}
    return [
        make_record(
            "p1",
            {**cifar, "value": 92.5, "before": "LeanNet reaches", "after": " on the small pictures."},
            {"metric": "speedup", "value": 3, "unit": "x", "form": "ratio", "direction": "higher"}
            | {"hardware": ("ZedBoard",), "kind": "fpga", "baseline": "plain VGG"},
            {"metric": "accuracy", "value": 0.5, "form": "change", "direction": "lower", "baseline": "plain VGG"},
            title="LeanNet: Less Is Enough",
            date="2021-03-01",
            systems=("LeanNet",),
            tasks=("image classification",),
            url="https://example.org/p1",
        ),
        make_record(
            "p2",
            {**cifar, "value": 95.1, "notes": ("datasets:carried",)},
            {**cifar, "value": 91, "subject": "baseline", "system": "OldNet"},
            title="Wide Roads",
            opening="Emoji 🚀🚀 come before the numbers.",
            date="2022-06-01",
        ),
        make_record("p3", {**cifar, "value": 93}, title="Narrow Roads", date="2023-01-15"),
        make_record(
            "p4",
            {"metric": "speedup", "value": 12, "unit": "x", "form": "ratio", "direction": "higher"}
            | {"hardware": ("GTX 1080",), "kind": "gpu", "bound": "up_to"},
            {"metric": "latency", "value": 7, "unit": "ms", "hardware": ("GTX 1080",), "kind": "gpu"}
            | {"architectures": ("ResNet-18",)},
            title="Fast Lanes",
        ),
        make_record("p5", title="Only Thoughts"),
    ]


@pytest.fixture(scope="session")
def data_of() -> Callable[[str], dict[str, Any]]:
    """Return a function that reads the data out of a page."""

    def read(html: str) -> dict[str, Any]:
        _, _, rest = html.partition('<script type="application/json" id="data">')
        data: dict[str, Any] = json.loads(rest.partition("</script>")[0])
        return data

    return read
