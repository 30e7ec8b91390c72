"""On what a number was obtained: its datasets, architectures and hardware."""

import re
from dataclasses import dataclass
from typing import Final

from ..schemas import metrics
from .constructions import NAME_LIST_MARKS, comparison_roles, list_groups, quantity_lists, value_chains
from .document import Document
from .entity import Entity, EntityKind
from .linking_features import alignment, bucket, path_features
from .result_sentence import ResultSentence

CONTEXT_KINDS: Final[tuple[EntityKind, ...]] = ("datasets", "architectures", "hardware")


@dataclass(slots=True, frozen=True)
class ContextCandidate:
    """A name that a number may hold on.

    Attributes:
        name: Canonical name.
        kind: Which list it is in.
        at: Its symbol in the number's sentence; -1 where it stands elsewhere.
        distance: Sentences back to its nearest mention before; 0 in the sentence itself.
    """

    name: str
    kind: EntityKind
    at: int
    distance: int


def context_candidates(
    document: Document, sentence: ResultSentence, entities: list[Entity], kind: EntityKind
) -> list[ContextCandidate]:
    """List the names of a kind that a number of the sentence may hold on.

    Each mention in the sentence is a candidate; a name that is not in it is one by its nearest mention before.
    """
    found: list[ContextCandidate] = []
    here: set[str] = set()
    for ref, entity in enumerate(sentence.entities):
        if entity.kind == kind and sentence.entity_at[ref] >= 0:
            found.append(ContextCandidate(entity.name, kind, sentence.entity_at[ref], 0))
            here.add(entity.name)
    elsewhere: dict[str, int] = {}
    for entity in entities:
        if entity.kind == kind and entity.name not in here:
            distance = sentence.index - document.sentence_at(entity.start)
            if distance < 0:
                distance = 99
            elsewhere[entity.name] = min(distance, elsewhere.get(entity.name, 99))
    found += [ContextCandidate(name, kind, -1, distance) for name, distance in elsewhere.items()]
    return found


def context_by_rule(
    sentence: ResultSentence, quantity: int, candidates: list[ContextCandidate]
) -> tuple[list[str], str] | None:
    """Return the names of one kind that an enumeration gives to a number, and the rule's name.

    - `each_on_its_own`: every number of a series is followed by one name before the next ("x on A, y on B").
    - `each_in_brackets`: every number of a series stands in brackets behind a name ("A (x), B (y)").
    - `respectively`: as many names as numbers, each in one list ("x and y on A and B").
    """
    places = sorted({c.at for c in candidates if c.at >= 0})
    name_at = {c.at: c.name for c in candidates if c.at >= 0}
    if len(places) < 2:
        return None
    head, tail = value_chains(sentence)[quantity]
    if tail > head:
        values = sentence.quantity_at[head : tail + 1]
        limits = [*values[1:], len(sentence.symbols)]
        owned = [[p for p in places if v < p < w] for v, w in zip(values, limits, strict=True)]
        if all(len(o) == 1 and o[0] - v <= 7 for o, v in zip(owned, values, strict=True)):
            return [name_at[owned[quantity - head][0]]], "each_on_its_own"
        limits = [sentence.quantity_at[head - 1] if head else -1, *values[:-1]]
        owned = [[p for p in places if w < p < v] for v, w in zip(values, limits, strict=True)]
        bracketed = [{s.text for s in sentence.symbols[v - 2 : v]} & {"(", ":"} for v in values]
        near = all(o and v - o[-1] <= 5 for o, v in zip(owned, values, strict=True))
        if all(bracketed) and near and all(len(o) == 1 for o in owned[1:]):
            return [name_at[owned[quantity - head][-1]]], "each_in_brackets"
    groups = quantity_lists(sentence)
    number, size, _ = groups[sentence.quantity_at[quantity]]
    if size < 2 or comparison_roles(sentence)[quantity] in ("from", "to"):
        return None
    listed = list_groups(sentence.symbols, places, NAME_LIST_MARKS)
    own = [p for p in places if listed[p][1] == size and listed[p][0] == number]
    if len(own) == 1:
        return [name_at[own[0]]], "respectively"
    return None


_SET_UP: Final = re.compile(
    r"\b(?:evaluat|implement|deploy|test|benchmark|measur|experiment|validat|conduct|perform|prototyp|demonstrat|investigat)"
)
_LEADS: Final = re.compile(r"\b(?:on|using|in|with)\s(?:\w+\s){0,2}$")
_OF_DATA: Final = frozenset({"quality", "attack", "unspecified"})


def set_up_before(
    document: Document,
    sentence: ResultSentence,
    candidates: list[ContextCandidate],
    entities: list[Entity],
    metric: str,
) -> list[str] | None:
    """Return the one name on which the sentence before sets an experiment up ("We evaluate it on A. Results show x").

    Only for a sentence that names nothing of the kind itself; the caller sees to it that the sentence before has no
    results of its own, which its names would belong to. Speed and resources are not taken to hold on a dataset.

    Returns:
        The name, in a list; None where the construction is not there.
    """
    near = [c for c in candidates if c.distance == 1]
    if len(near) != 1 or any(c.at >= 0 for c in candidates):
        return None
    name, kind = near[0].name, near[0].kind
    known = metrics().get(metric)
    if kind == "architectures" or (kind == "datasets" and known is not None and known.kind not in _OF_DATA):
        return None
    start, end = document.sentences[sentence.index - 1]
    if end <= document.body or _SET_UP.search(document.text, start, end) is None:
        return None
    mention = next(e for e in entities if e.kind == kind and e.name == name and start <= e.start < end)
    return [name] if _LEADS.search(document.text[max(start, mention.start - 30) : mention.start]) else None


def context_features(
    document: Document,
    sentence: ResultSentence,
    quantity: int,
    candidate: ContextCandidate,
    candidates: list[ContextCandidate],
    entities: list[Entity],
    form: str,
    metric: str,
) -> list[str]:
    """Describe a name as what a number holds on."""
    symbols = sentence.symbols
    kind = candidate.kind
    i = sentence.quantity_at[quantity]
    here = {c.name for c in candidates if c.at >= 0}
    names = {c.name for c in candidates}
    counts = f"here={min(3, len(here))}|all={min(4, len(names))}"
    features = [f"{kind}|{counts}", f"kind={kind}"]
    if candidate.at < 0:
        features += _elsewhere(document, sentence, candidate, here, names, entities, metric)
        features += _carried_list(document, sentence, quantity, candidate, entities)
        return features
    j = candidate.at
    path = path_features(symbols, i, j, "entity")
    features += [f"{kind}|{f}" for f in path]
    features += path
    places = sorted({c.at for c in candidates if c.at >= 0})
    how = alignment(quantity_lists(sentence), i, list_groups(symbols, places, NAME_LIST_MARKS), j)
    head, tail = value_chains(sentence)[quantity]
    order = list_groups(symbols, places, NAME_LIST_MARKS).get(j, (0, 1, 0))
    if tail > head:
        series = "uneven"
        if order[1] == tail - head + 1:
            series = "same" if order[0] == quantity - head else "cross"
        features += [f"{kind}|series={series}", f"series={series}"]
        own = [s.kind == "quantity" for s in symbols[min(i, j) + 1 : max(i, j)]]
        features.append(f"{kind}|series-own={any(own)}|{'A' if j > i else 'B'}")
        if head != quantity:
            features += [f"h|{f}" for f in path_features(symbols, sentence.quantity_at[head], j, "entity")[:5]]
        if tail != quantity:
            features += [f"t|{f}" for f in path_features(symbols, sentence.quantity_at[tail], j, "entity")[:5]]
    resp = "respectively" in {s.text for s in symbols[max(i, j) :]}
    side = "A" if j > i else "B"
    nearest = min((abs(i - p) for p in places if p != j), default=99)
    same_side = min((abs(i - p) for p in places if p != j and (p > i) == (j > i)), default=99)
    before = symbols[j - 1].text if j else "BEGIN"
    before2 = symbols[j - 2].text if j > 1 else "BEGIN"
    after = symbols[j + 1].text if j + 1 < len(symbols) else "END"
    after2 = symbols[j + 2].text if j + 2 < len(symbols) else "END"
    features += [
        f"{kind}|list={how}|resp={resp}",
        f"list={how}|{side}",
        f"nearer={abs(i - j) < nearest}|{kind}",
        f"nearer-side={abs(i - j) < same_side}|{side}|{kind}",
        f"{kind}|e-1={before}",
        f"{kind}|e-1={before}|{side}",
        f"{kind}|e-21={before2} {before}",
        f"{kind}|e+1={after}",
        f"{kind}|e+12={after} {after2}",
        f"{kind}|form={form}|{side}",
        f"{kind}|single={len(here) == 1}|numbers={min(3, len(sentence.quantities))}",
        f"{kind}|metric={metric}",
        f"{kind}|gap={side}{bucket(abs(i - j))}|single={len(here) == 1}",
    ]
    return features


def _carried_list(
    document: Document, sentence: ResultSentence, quantity: int, candidate: ContextCandidate, entities: list[Entity]
) -> list[str]:
    """Numbers in the order of the names that the sentence before lists ("on these datasets, x, y and z")."""
    group = quantity_lists(sentence)[sentence.quantity_at[quantity]]
    if group[1] < 2 or sentence.index == 0:
        return []
    start, end = document.sentences[sentence.index - 1]
    listed = list(dict.fromkeys(e.name for e in entities if e.kind == candidate.kind and start <= e.start < end))
    if len(listed) != group[1] or candidate.name not in listed:
        return [f"{candidate.kind}|carried list=none"]
    same = listed.index(candidate.name) == group[0]
    return [f"{candidate.kind}|carried list={'same' if same else 'cross'}"]


def _elsewhere(
    document: Document,
    sentence: ResultSentence,
    candidate: ContextCandidate,
    here: set[str],
    names: set[str],
    entities: list[Entity],
    metric: str,
) -> list[str]:
    kind = candidate.kind
    mentions = [e for e in entities if e.kind == kind and e.name == candidate.name]
    in_title = any(e.end <= document.body for e in mentions)
    texts = {s.text for s in sentence.symbols}
    anaphor = bool(
        texts & {"dataset", "datasets", "benchmark", "benchmarks", "corpus", "set", "it", "this", "these", "both"}
    )
    far = candidate.distance if candidate.distance < 4 else (50 if candidate.distance == 99 else 4)
    single = len(names) == 1
    features = [
        f"{kind}|far={far}",
        f"{kind}|far={far}|single={single}",
        f"{kind}|far={far}|single={single}|here={bool(here)}",
        f"{kind}|far={far}|names={min(4, len(names))}|here={bool(here)}",
        f"{kind}|title={in_title}|single={single}",
        f"{kind}|anaphor={anaphor}|single={single}",
        f"{kind}|mentions={min(4, len(mentions))}|single={single}",
        f"{kind}|rule={mentions[0].rule}",
        f"{kind}|far metric={metric}|single={single}",
        f"{kind}|insentence title={sentence.end <= document.body}",
    ]
    for e in mentions[-1:]:
        lead = document.text[max(0, e.start - 24) : e.start].split()
        features += [
            f"{kind}|lead={lead[-1].lower()}" if lead else f"{kind}|lead=",
            f"{kind}|far={far}|lead={lead[-1].lower() if lead else ''}",
        ]
    first = sentence.symbols[0].text
    features.append(f"{kind}|far={far}|opens={first}")
    features += [
        f"{kind}|far={far}|w={w}"
        for w in texts
        & {
            "respectively",
            "datasets",
            "dataset",
            "average",
            "benchmarks",
            "real",
            "simulation",
            "gpu",
            "also",
            "moreover",
            "furthermore",
            "model",
            "network",
        }
    ]
    return features
