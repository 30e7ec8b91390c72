"""The data that the page's scripts work on: plain values, and the text that carries them safely inside HTML."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from ...schemas import Paper, PaperRecord, metric_label
from ...schemas.taxonomy import OTHER_PREFIX
from ..claims import ClaimRow, entry_system
from ..comparison import badness
from ..export.links import is_link
from ..scales import rounded
from ..values import shown_value
from .material import Material

_ESCAPES: Final = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
"""What could end a script block, begin a comment or break a line of JavaScript; JSON strings may spell it so."""


def heading(metric: str) -> str:
    """Return a metric's heading; what the taxonomy does not know is marked."""
    label = metric_label(metric)
    return f"other: {label}" if metric.startswith(OTHER_PREFIX) else label


def utf16_offset(text: str, offset: int) -> int:
    """Turn an offset in code points into one in UTF-16 units, which is how JavaScript counts."""
    if text.isascii():
        return offset
    return offset + sum(character > "\uffff" for character in text[:offset])


def payload(material: Material) -> dict[str, Any]:
    """Return the page's data: papers, claims, boards and the rows of the comparison table.

    Papers, claims and metrics refer to each other by position and id; offsets count UTF-16 units.
    """
    position = {claim.claim_id: number for number, claim in enumerate(material.claims)}
    paper_position = {record.paper.id: number for number, record in enumerate(material.records)}
    texts = [record.paper for record in material.records]
    return {
        "metrics": {claim.metric: heading(claim.metric) for claim in material.claims},
        "papers": [_paper(record) for record in material.records],
        "claims": [
            _claim(claim, paper_position[claim.paper_id], texts[paper_position[claim.paper_id]])
            for claim in material.claims
        ],
        "boards": [
            {
                "id": board.id,
                "title": board.title,
                "papers": board.papers,
                "rows": [[position[row.claim_id], row.rank] for row in board.rows],
            }
            for board in material.boards
        ],
        "comparison": [
            {
                "paper": paper_position[row.paper_id],
                "system": row.system,
                "claims": [position[value.claim.claim_id] for cell in row.cells.values() for value in cell],
            }
            for row in material.comparison.rows
        ],
        "silent": material.silent,
    }


def _paper(record: PaperRecord) -> dict[str, Any]:
    paper, source = record.paper, record.paper.source
    return {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "date": paper.date.isoformat() if paper.date else None,
        "dateText": paper.date_text,
        "url": paper.url if is_link(paper.url) else None,
        "code": [url for url in paper.code_urls if is_link(url)],
        "tasks": [task.name for task in record.tasks],
        "source": source.path if source.line is None else f"{source.path}:{source.line}",
    }


def _claim(claim: ClaimRow, paper: int, texts: Paper) -> dict[str, Any]:
    text = texts.title if claim.field == "title" else texts.abstract
    scale = badness(claim)
    return {
        "id": claim.claim_id,
        "paper": paper,
        "metric": claim.metric,
        "value": shown_value(claim),
        "effect": claim.effect,
        "subject": claim.subject,
        "system": entry_system(claim),
        "baseline": claim.baseline,
        "datasets": claim.datasets,
        "architectures": claim.architectures,
        "families": claim.families,
        "hardware": claim.hardware,
        "kinds": claim.hardware_kinds,
        "notes": claim.notes,
        "field": claim.field,
        "number": [utf16_offset(text, claim.start), utf16_offset(text, claim.end)],
        "sentence": [utf16_offset(text, claim.evidence_start), utf16_offset(text, claim.evidence_end)],
        # Values of one scale can be ordered; across scales the name of the scale keeps like with like.
        "scale": "/".join((scale[0].form, scale[0].direction or "", scale[0].kind)) if scale else None,
        "badness": rounded(scale[1]) if scale else None,
    }


def script_json(value: Mapping[str, Any]) -> str:
    """Return a value as JSON that may stand inside a `script` element, whatever its strings hold."""
    text = orjson.dumps(value).decode()
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text
