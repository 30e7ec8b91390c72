"""Systems, datasets, architectures, hardware and tasks of a paper, decided jointly.

What a name is cannot be told from one mention, nor from the name: `PathTrack` may be a tracker, a dataset or both. So
all mentions of a name are judged together: what lexicons know, how it is written, what stands around it, with what it
is listed, what its long form is. A log-linear model adds this up. A name is of one kind at every place of a paper,
except for datasets of the paper's own, which are a contribution (a system) as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from .canonical import canonical_name, family_of
from .document import Document
from .entity import Entity, EntityKind
from .hardware import find_hardware
from .lexicon import RULE, RULE_SERIES, load_lexicon
from .loglinear import LogLinear, load_model
from .name_candidate import Candidate, phrase_end
from .name_features import Context, name_features
from .name_groups import Name, group_names
from .name_statistics import UNSEEN, load_statistics
from .name_words import ADJECTIVAL_SUFFIXES, DATASET_NOUNS, OTHER_NAMES
from .tasks import find_tasks

KINDS_OF_CLASS: Final[dict[str, tuple[EntityKind, ...]]] = {
    "none": (),
    "system": ("systems",),
    "dataset": ("datasets",),
    "architecture": ("architectures",),
    "system+dataset": ("systems", "datasets"),
}
_CALLED_DATASET: Final = frozenset({"a=dataset", "a=corpu", "a=corpus", "b=dataset"})
"""Features of a name with such a noun right behind or before it."""
_SURE: Final = (RULE, RULE_SERIES)
"""How a lexicon finds what needs no context."""
_LISTED_AS_DATASET: Final = "list noun after=dataset"
_BETWEEN_KNOWN: Final = frozenset({"to", "-", "–", "2", "&", "+", "/"})
_QUOTES: Final = "\"“”`'"
_HYPHENS: Final = frozenset({"-", "–"})
NONE_PENALTY: Final = -0.5
"""Added to the score of `none`; balances precision and recall, chosen by cross-validation."""


@dataclass(slots=True)
class Judged:
    """A name of a paper, ready to be classified."""

    key: str
    name: Name
    features: set[str]


class Choice(NamedTuple):
    """What a name was found to be, and where it stands as such."""

    name: Name
    kinds: tuple[EntityKind, ...]
    mentions: list[Candidate]


@dataclass(slots=True)
class Analysis:
    """A paper's candidate names and its hardware."""

    document: Document
    names: list[Judged]
    hardware: list[Entity]


def find_entities(
    document: Document, model: LogLinear | None = None, tasks: list[Entity] | None = None
) -> list[Entity]:
    """Find the named things of a paper.

    Args:
        document: The paper's text.
        model: Another model of names than the one that ships, for cross-validation.
        tasks: The mentions of its tasks, where they are already found.

    Returns:
        Every mention of each system, dataset, architecture, piece of hardware and task, in text order. All mentions of
        one thing share their `name`. A dataset of the paper's own gives two entities at each place.
    """
    statistics, ordinary = load_statistics()
    analysis = analyse(document, ordinary)
    found = list(analysis.hardware)
    for choice in choose(analysis, model or load_model("names"), statistics):
        for kind in choice.kinds:
            found.extend(_entities(document, choice, kind))
    found = _without_overlaps(found) + (find_tasks(document) if tasks is None else tasks)
    found.sort(key=lambda entity: (entity.start, -entity.end))
    return found


def analyse(document: Document, ordinary: frozenset[str] = frozenset()) -> Analysis:
    """Collect the names of a paper with their features, undecided.

    Args:
        document: The paper's text.
        ordinary: Keys of candidates that are nothing anywhere and need no features.
    """
    known = load_lexicon("datasets").find(document) + load_lexicon("architectures").find(document)
    covers = _covers(document, known)
    hardware = find_hardware(document)
    taken = [(entity.start, entity.end) for entity in hardware]
    names = group_names(document, known)
    if taken:
        names = {key: name for key, name in names.items() if not _is_taken(document, name, taken)}
    kinds = {key: _lexicon_kinds(name) for key, name in names.items() if name.known}
    context = Context(document, names.items())
    judged = [
        Judged(key, name, name_features(context, key, name, kinds))
        for key, name in names.items()
        if (key not in ordinary or name.known)
        and not (
            _is_whole_title(document, name)
            or _is_other(document, name)
            or _is_joined(document, name, covers)
            or _is_part(name, covers)
        )
    ]
    return Analysis(document, judged, hardware)


def choose(analysis: Analysis, model: LogLinear, statistics: dict[str, tuple[str, ...]]) -> list[Choice]:
    """Decide what each name is and leave out what is none or part of a longer name."""
    accepted: list[Choice] = []
    none = model.classes.index("none")
    for judged in analysis.names:
        scores = model.scores(chain(judged.features, statistics.get(judged.key, UNSEEN)))
        scores[none] += NONE_PENALTY
        kinds = KINDS_OF_CLASS[model.classes[max(range(len(scores)), key=scores.__getitem__)]]
        if not kinds:
            kinds = _by_rule(judged)
        elif kinds == ("systems",) and "apposition=dataset" in judged.features:
            kinds = KINDS_OF_CLASS["system+dataset"]
        if kinds:
            accepted.append(Choice(judged.name, kinds, judged.name.mentions))
    return _drop_parts(accepted)


def _by_rule(judged: Judged) -> tuple[EntityKind, ...]:
    """Return what a name is that the model takes for none: what a lexicon knows for sure, a dataset called one."""
    known = next((entity for entity in judged.name.known if entity.rule in _SURE), None)
    if known is not None and not _is_common_noun(known):
        return (known.kind,)
    return ("datasets",) if _is_called_dataset(judged) else ()


def _is_common_noun(known: Entity) -> bool:
    """Tell whether a known architecture is a common noun ("linear regression"): a method as often as a model."""
    return known.kind == "architectures" and known.name.rpartition(" ")[2].islower()


def _is_called_dataset(judged: Judged) -> bool:
    """Tell whether a name in no list is plainly called a dataset ("the Nava dataset", "the face dataset UTKFace").

    A short acronym there is more often a kind of data ("OCT dataset") than a name; in a list of datasets it is a name.
    """
    if _LISTED_AS_DATASET in judged.features:
        return True
    if judged.features.isdisjoint(_CALLED_DATASET) or "b capital" in judged.features:
        return False
    surface = judged.name.surface
    return surface[0].isupper() and len(surface) > 3 and any(c.islower() or c.isdigit() for c in surface)


def _covers(document: Document, known: list[Entity]) -> dict[int, tuple[int, int]]:
    """Return for each word inside a known name of several words the span of that name."""
    covers: dict[int, tuple[int, int]] = {}
    for entity in known:
        span = document.word_index(entity.start), document.word_index(entity.end - 1) + 1
        for index in range(*span):
            covers[index] = max(covers.get(index, span), span, key=lambda s: s[1] - s[0])
    return covers


def _is_part(name: Name, covers: dict[int, tuple[int, int]]) -> bool:
    """Tell whether every mention of an unknown name is a part of a longer known one ("VOC 2012" of PASCAL VOC 2012)."""
    if name.known:
        return False
    for mention in name.mentions:
        first, last = covers.get(mention.first, (0, 0))
        if not (first <= mention.first and mention.last <= last and last - first > mention.last - mention.first):
            return False
    return True


def _is_joined(document: Document, name: Name, covers: dict[int, tuple[int, int]]) -> bool:
    """Tell whether an unknown name is nothing but known ones: "ImageNet ResNet-50", "MNIST-to-USPS", a list."""
    return not name.known and all(_is_chain(document, mention, covers) for mention in name.mentions)


def _is_chain(document: Document, mention: Candidate, covers: dict[int, tuple[int, int]]) -> bool:
    """Tell whether a mention is known names in a row, or one that is called a dataset ("XSum Dataset").

    Two that a hyphen alone ties may be a thing of their own.
    """
    spans = 0
    index = mention.first
    while index < mention.last:
        span = covers.get(index)
        if span is not None and span[0] == index and span[1] <= mention.last:
            spans += 1
            index = span[1]
            continue
        if spans and index == mention.last - 1 and document.lower[index] in DATASET_NOUNS:
            return True
        gap = index
        while gap < mention.last and document.lower[gap] in _BETWEEN_KNOWN:
            gap += 1
        if gap == index or (gap == index + 1 and document.texts[index] in _HYPHENS):
            return False
        index = gap
    return spans > 1


def _is_other(document: Document, name: Name) -> bool:
    """Tell whether a name is known to be no data and no model, and is not what the title introduces."""
    return name.surface in OTHER_NAMES and not document.text.startswith(name.surface + ":")


def _is_whole_title(document: Document, name: Name) -> bool:
    """Tell whether an unknown name is nothing but the whole title in several words ("Compressing Everything")."""
    size = document.title_words
    return size > 1 and not name.known and all(m.first == 0 and m.last == size for m in name.mentions)


def _drop_parts(accepted: list[Choice]) -> list[Choice]:
    """Take away mentions inside a longer accepted name, and names that have no other mention."""
    covered: dict[int, int] = {}
    for choice in accepted:
        for mention in choice.mentions:
            for index in range(mention.first, mention.last):
                covered[index] = max(covered.get(index, 0), mention.last - mention.first)
    kept = []
    for choice in accepted:
        free = [m for m in choice.mentions if covered[m.first] <= m.last - m.first]
        if free:
            kept.append(choice._replace(mentions=free))
    return kept


def _is_taken(document: Document, name: Name, taken: list[tuple[int, int]]) -> bool:
    """Tell whether every mention of a name lies in a piece of hardware."""
    starts, ends = document.starts, document.ends
    return all(any(start < ends[m.last - 1] and starts[m.first] < end for start, end in taken) for m in name.mentions)


def _lexicon_kinds(name: Name) -> tuple[str, ...]:
    return tuple(sorted({f"{e.kind} {e.rule.removeprefix('lexicon')}".strip() for e in name.known}))


def _entities(document: Document, choice: Choice, kind: EntityKind) -> Iterable[Entity]:
    name = choice.name
    canonical = name.surface.strip(_QUOTES) if kind == "systems" else canonical_name(kind, name.surface)
    family = family_of(canonical) if kind == "architectures" else None
    places: dict[tuple[int, int], str] = {}
    spellings: set[str] = set()
    for mention in choice.mentions:
        start, end = document.starts[mention.first], phrase_end(document, mention.last)
        places[start, end] = mention.rule
        if mention.rule not in ("list tail", "lexicon:series"):
            spellings.add(document.text[start:end])
    for spelling in spellings:
        for start in _places_of(document.text, spelling):
            places.setdefault((start, start + len(spelling)), "repeated")
    for (start, end), rule in places.items():
        yield Entity(kind, canonical, start, end, f"names:{rule}", family)


def _places_of(text: str, spelling: str) -> Iterable[int]:
    """Yield where a spelling stands as a whole, alone or before an adjectival ending (`BERT-based`)."""
    start = text.find(spelling)
    while start >= 0:
        end = start + len(spelling)
        if not (start and (text[start - 1].isalnum() or text[start - 1] in "-_/.")) and _is_end(text, end):
            yield start
        start = text.find(spelling, end)


def _is_end(text: str, end: int) -> bool:
    after = text[end : end + 1]
    if not after or not (after.isalnum() or after in "-_+@"):
        return True
    if after == "s":
        return not text[end + 1 : end + 2].isalnum()
    if after != "-":
        return False
    stop = end + 1
    while stop < len(text) and text[stop].isalpha():
        stop += 1
    return text[end + 1 : stop] in ADJECTIVAL_SUFFIXES


def _without_overlaps(entities: list[Entity]) -> list[Entity]:
    """Keep the longest of overlapping mentions, in text order; two kinds at one place may both stay."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e.start, -e.end, e.kind)):
        last = kept[-1] if kept else None
        if last is None or entity.start >= last.end or (entity.start, entity.end) == (last.start, last.end):
            kept.append(entity)
        elif entity.end - entity.start > last.end - last.start:
            while kept and kept[-1].end > entity.start:
                kept.pop()
            kept.append(entity)
    return kept
