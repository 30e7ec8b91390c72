"""Records against annotations: how much of what people found was found, and how right it is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..schemas import PaperRecord, UsageError
from .annotations import AnnotatedPaper, occurrences
from .counts import Counts
from .matching import FIELDS, Pair, pair_up
from .mistakes import Mistake, find_mistakes
from .spelling import count_common
from .statements import (
    CONTEXT_KINDS,
    ENTITY_KINDS,
    Statement,
    annotated_statements,
    extracted_statements,
    mentioned_names,
    written_names,
)

LEVELS: Final = {
    "value": (),
    "claim": ("metric", "form", "direction"),
    "row": ("metric", "form", "direction", "subject", "datasets", "hardware"),
    "full": (
        *("metric", "form", "direction", "subject", "datasets", "hardware"),
        *("bound", "architectures", "baseline"),
    ),
}
"""The fields that have to be right, beside place, value and unit, for a claim to count at a level."""

_DEFAULTS: Final = {"subject": "own", "bound": "exact", "average": False, "baseline": None}
RARE_KINDS: Final = (*_DEFAULTS, *CONTEXT_KINDS)

FIGURES: Final = (*LEVELS, *ENTITY_KINDS, *(f"rare {kind}" for kind in RARE_KINDS))
"""What is counted: claims by level, entities by kind, and among the value-matched claims what is not the default."""


@dataclass(frozen=True, slots=True)
class PaperScore:
    """The figures of one paper."""

    paper_id: str
    figures: dict[str, Counts]
    pairs: tuple[Pair, ...]
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of all papers together (micro-averaged)."""

    papers: tuple[PaperScore, ...]
    missing: tuple[str, ...]
    """Ids of annotated papers without a record; their claims count as missed."""
    figures: dict[str, Counts]
    fields: dict[str, float]
    """Share of the value-matched claims with each field right; empty where none matched."""
    confusions: tuple[tuple[str, str, int], ...]
    """Annotated metric, extracted metric and how often, the most frequent first."""

    def mistakes(self) -> Iterator[Mistake]:
        """Yield every mistake, paper by paper."""
        for paper in self.papers:
            yield from paper.mistakes


def evaluate(annotated: Iterable[AnnotatedPaper], records: Iterable[PaperRecord]) -> Evaluation:
    """Compare records with annotations of the same papers.

    Args:
        annotated: The annotated papers; their order is that of the result.
        records: The records, in any order; those of other papers are left aside.

    Returns:
        All figures. A claim is matched by place, value and unit; see `LEVELS` for what else each level asks.

    Raises:
        UsageError: Two records have one id.
    """
    papers = list(annotated)
    by_id = _records_of({paper.id for paper in papers}, records)
    scores = tuple(score_paper(paper, by_id.get(paper.id)) for paper in papers)
    figures = {figure: sum((score.figures[figure] for score in scores), Counts()) for figure in FIGURES}
    pairs = [pair for score in scores for pair in score.pairs]
    confusions = Counter((pair.expected.metric, pair.found.metric) for pair in pairs if "metric" not in pair.right)
    return Evaluation(
        papers=scores,
        missing=tuple(paper.id for paper in papers if paper.id not in by_id),
        figures=figures,
        fields={name: sum(name in pair.right for pair in pairs) / len(pairs) for name in FIELDS} if pairs else {},
        confusions=tuple(
            (expected, found, number)
            for (expected, found), number in sorted(confusions.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def score_paper(paper: AnnotatedPaper, record: PaperRecord | None) -> PaperScore:
    """Compare one record with its annotation; no record counts as one that found nothing."""
    expected = annotated_statements(paper)
    found = extracted_statements(record) if record else []
    pairs = pair_up(expected, found)
    found = _without_doubtful(found, {id(pair.found) for pair in pairs}, paper)
    figures = {
        level: Counts(sum(pair.right.issuperset(needed) for pair in pairs), len(expected), len(found))
        for level, needed in LEVELS.items()
    }
    for kind in ENTITY_KINDS:
        wanted = written_names(getattr(paper, kind))
        given = mentioned_names(getattr(record, kind)) if record else ()
        figures[kind] = Counts(count_common(wanted, given), len(wanted), len(given))
    for kind in RARE_KINDS:
        figures[f"rare {kind}"] = sum((_rare(kind, pair) for pair in pairs), Counts())
    return PaperScore(
        paper_id=paper.id,
        figures=figures,
        pairs=tuple(pairs),
        mistakes=tuple(find_mistakes(paper, expected, found, pairs)),
    )


def _records_of(wanted: set[str], records: Iterable[PaperRecord]) -> dict[str, PaperRecord]:
    by_id: dict[str, PaperRecord] = {}
    for record in records:
        paper_id = record.paper.id
        if paper_id in by_id:
            raise UsageError(f"two records have the id {paper_id!r}; a records file holds one record a paper")
        if paper_id in wanted:
            by_id[paper_id] = record
    return by_id


def _without_doubtful(found: Sequence[Statement], matched: set[int], paper: AnnotatedPaper) -> list[Statement]:
    doubtful = [place for value in paper.ignored for place in occurrences(paper.abstract, value)]
    return [
        statement
        for statement in found
        if id(statement) in matched
        or statement.field != "abstract"
        or not any(start < statement.end and statement.start < end for start, end in doubtful)
    ]


def _rare(kind: str, pair: Pair) -> Counts:
    if kind in CONTEXT_KINDS:
        wanted, given = getattr(pair.expected, kind), getattr(pair.found, kind)
        return Counts(count_common(wanted, given), len(wanted), len(given))
    default = _DEFAULTS[kind]
    is_expected = (getattr(pair.expected, kind) or default) != default
    is_found = (getattr(pair.found, kind) or default) != default
    return Counts(is_expected and is_found and kind in pair.right, is_expected, is_found)
