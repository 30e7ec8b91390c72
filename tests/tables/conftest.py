"""Records from compact specifications: the text is written around the claims, so that every offset is true."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from claimboard.schemas import PaperRecord, claim_id, effect_of

SYMBOLS = {"percent": " %", "x": "x", "none": ""}
CLAIM_FIELDS = {
    "unit": "percent",
    "form": "absolute",
    "direction": None,
    "bound": "exact",
    "average": False,
    "subject": "own",
    "system": None,
    "baseline": None,
    "datasets": (),
    "architectures": (),
    "hardware": (),
    "notes": (),
    "metric_text": None,
    "sentence": None,
}


class Text:
    """A text that remembers where its pieces stand."""

    def __init__(self) -> None:
        self.written = ""

    def add(self, piece: str) -> dict[str, Any]:
        start = len(self.written)
        self.written += piece
        return {"field": "abstract", "start": start, "end": len(self.written), "text": piece}


def _amount(low: float, high: float, unit: str) -> str:
    number = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    return number + SYMBOLS.get(unit, f" {unit}")


def _claim(paper: str, text: Text, number: int, spec: dict[str, Any]) -> dict[str, Any]:
    unknown = spec.keys() - CLAIM_FIELDS.keys() - {"metric", "low", "high", "text"}
    assert not unknown, unknown
    full: dict[str, Any] = CLAIM_FIELDS | spec
    low, high = float(full["low"]), float(full.get("high", full["low"]))
    start = len(text.written)
    before, after = (full["sentence"] or f"Finding {number} on {full['metric']} is {{}}.").split("{}")
    text.add(before)
    quantity = text.add(full.get("text", _amount(low, high, full["unit"])))
    text.add(after)
    evidence = {"field": "abstract", "start": start, "end": len(text.written), "text": text.written[start:]}
    text.add(" ")
    return {
        "id": claim_id(paper, "abstract", quantity["start"], quantity["end"], full["metric"], 0),
        "metric": full["metric"],
        "metric_text": full["metric_text"] or full["metric"],
        "quantity": quantity
        | {"low": low, "high": high, "unit": full["unit"], "bound": full["bound"], "average": full["average"]},
        "form": full["form"],
        "direction": full["direction"],
        "effect": effect_of(full["metric"], full["form"], full["direction"]),
        "subject": full["subject"],
        "system": full["system"],
        "baseline": full["baseline"],
        "datasets": tuple(full["datasets"]),
        "architectures": tuple(full["architectures"]),
        "hardware": tuple(full["hardware"]),
        "notes": tuple(full["notes"]),
        "evidence": evidence,
    }


def _mentions(text: Text, names: Sequence[Any]) -> tuple[dict[str, Any], ...]:
    """Mention each name once; a name is a text, or a mapping with `name` and what else its kind of mention has."""
    mentions = []
    for name in names:
        facts = {"name": name} if isinstance(name, str) else name
        mentions.append(text.add(facts["name"]) | {"spans": ()} | facts)
        text.add(", ")
    return tuple(mentions)


def _names(claims: Sequence[dict[str, Any]], field: str) -> list[str]:
    return list(dict.fromkeys(name for claim in claims for name in claim.get(field, ())))


def make_record(
    paper: str,
    *claims: dict[str, Any],
    title: str | None = None,
    systems: Sequence[str] = (),
    tasks: Sequence[str] = (),
    families: dict[str, str] | None = None,
    kinds: dict[str, str] | None = None,
    date: str | None = None,
) -> PaperRecord:
    """Build a valid record.

    Args:
        paper: Its id.
        claims: Fields of each claim, flat; `metric` and `low` are needed, the default is a plain level in percent.
            `sentence` is its sentence, with `{}` for the number.
        title: Its title.
        systems: Its own systems.
        tasks: Its tasks.
        families: Family by architecture; those of unknown family may be left out.
        kinds: Kind by hardware; `other` by default.
        date: Day of publication.
    """
    text = Text()
    made = tuple(_claim(paper, text, number, spec) for number, spec in enumerate(claims, start=1))
    text.add("It names ")
    architectures = [{"name": name, "family": (families or {}).get(name)} for name in _names(claims, "architectures")]
    hardware = [
        {"name": name, "kind": (kinds or {}).get(name, "other"), "vendor": None} for name in _names(claims, "hardware")
    ]
    mentions = {
        "systems": _mentions(text, systems),
        "datasets": _mentions(text, _names(claims, "datasets")),
        "architectures": _mentions(text, architectures),
        "hardware": _mentions(text, hardware),
        "tasks": _mentions(text, tasks),
    }
    source = {"path": "made.jsonl", "format": "jsonl", "line": 1}
    return PaperRecord.model_validate(
        {
            "paper": {
                "id": paper,
                "title": f"Paper {paper}" if title is None else title,
                "abstract": text.written,
                "date": datetime.date.fromisoformat(date) if date else None,
                "source": source,
            },
            "claims": made,
            **mentions,
        }
    )


@pytest.fixture(scope="session")
def record() -> Callable[..., PaperRecord]:
    """Return `make_record`."""
    return make_record
