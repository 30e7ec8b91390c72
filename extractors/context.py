"""On what a number was obtained: its datasets, architectures and hardware."""

import re
from dataclasses import dataclass
from typing import Final

from ..schemas import metrics
from .constructions import NAME_LIST_MARKS, comparison_roles, list_groups, quantity_lists, value_chains
from .document import Document
from .entity import Entity, EntityKind
from .path_features import alignment, bucket, count_between, path_features
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
    - `each_in_brackets`: every number of a series stands tied to a name before it ("A (x), B (y)", "A x, B y").
    - `respectively`: as many names as numbers, each in one list ("x and y on A and B").
    - `fronted`: the name, or list of names, at the front of its clause ("on A, we reach x; on B we reach y").
    """
    places = sorted({c.at for c in candidates if c.at >= 0})
    name_at = {c.at: c.name for c in candidates if c.at >= 0}
    if len(places) < 2:
        return None
    own = _own_name(sentence, quantity, places)
    if own is not None:
        return [name_at[own[0]]], own[1]
    groups = quantity_lists(sentence)
    number, size, _ = groups[sentence.quantity_at[quantity]]
    listed = list_groups(sentence.symbols, places, NAME_LIST_MARKS)
    if size > 1 and comparison_roles(sentence)[quantity] not in ("from", "to"):
        paired = [p for p in places if listed[p][1] == size and listed[p][0] == number]
        if len(paired) == 1 and not _is_compared(sentence, candidates[0].kind, listed[paired[0]][2]):
            return [name_at[paired[0]]], "respectively"
    front = _front(sentence, quantity, places)
    if front is not None:
        return list(dict.fromkeys(name_at[p] for p in places if listed[p][2] == listed[front][2])), "fronted"
    return None


def _own_name(sentence: ResultSentence, quantity: int, places: list[int]) -> tuple[int, str] | None:
    """Return the place of the name that belongs to one number of a series only, and the rule's name."""
    head, tail = value_chains(sentence)[quantity]
    if tail == head:
        return None
    values = sentence.quantity_at[head : tail + 1]
    limits = [sentence.quantity_at[head - 1] if head else -1, *values[:-1]]
    before = [[p for p in places if w < p < v] for v, w in zip(values, limits, strict=True)]
    bracketed = [{s.text for s in sentence.symbols[v - 2 : v]} & {"(", ":"} for v in values]
    tied = [o and (v - o[-1] == 1 or (b and v - o[-1] <= 5)) for o, v, b in zip(before, values, bracketed, strict=True)]
    if all(tied) and all(len(o) == 1 for o in before[1:]):
        return before[quantity - head][-1], "each_in_brackets"
    limits = [*values[1:], len(sentence.symbols)]
    behind = [[p for p in places if v < p < w] for v, w in zip(values, limits, strict=True)]
    plain = [len(o) == 1 and o[0] - v <= OWN_REACH for o, v in zip(behind, values, strict=True)]
    # The last number may hold on something that is no name ("x on A, y on B and z in the wild").
    if plain[quantity - head] and (all(plain) or (len(plain) > 2 and all(plain[:-1]))):
        return behind[quantity - head][0], "each_on_its_own"
    return None


def _is_compared(sentence: ResultSentence, kind: EntityKind, first: int) -> bool:
    """Tell whether a list of architectures is what the numbers are compared with, and not what they are about."""
    leading = {s.text for s in sentence.symbols[max(0, first - 4) : first]}
    return kind == "architectures" and not leading.isdisjoint(_COMPARING)


_COMPARING: Final = frozenset(
    "than over against versus vs compared outperforms outperform outperforming surpasses surpassing beats".split()
)
OWN_REACH: Final = 7
"""Symbols within which a name behind a number belongs to it."""
_LEADS_IN: Final = frozenset("on for with using in under".split())
_CLAUSE_FRONT: Final = frozenset({",", ";", ":", "and", "while", "whereas", "but", "example", "instance", ")"})
_PHRASE_ENDS: Final = frozenset({",", ";", ":", "and", "while", "whereas", "but"})
_FRONT_ENDS: Final = frozenset({",", "we", "our", "it", "the", "this"})


def _front(sentence: ResultSentence, quantity: int, places: list[int]) -> int | None:
    """Return the place of the name at the front of a number's clause ("on A, we reach x, and on B we reach y")."""
    symbols, at = sentence.symbols, sentence.quantity_at[quantity]
    before = [p for p in places if p < at]
    if not before:
        return None
    name = before[-1]
    limit = next((i for i in range(at + 1, len(symbols)) if symbols[i].text in _PHRASE_ENDS), len(symbols))
    if any(at < p < limit for p in places):
        return None
    lead = name - 1
    while lead > 0 and name - lead <= 3 and symbols[lead].kind == "word" and symbols[lead].text not in _LEADS_IN:
        lead -= 1
    if lead < 0 or symbols[lead].text not in _LEADS_IN or (lead and symbols[lead - 1].text not in _CLAUSE_FRONT):
        return None
    behind = [s.text for s in symbols[name + 1 : name + 4]]
    ended = bool(_FRONT_ENDS.intersection(behind))
    # "x on A and on B": a second number's place, not the front of a clause.
    opened = (
        lead == 0 or symbols[lead - 1].text in (";", ":", "example", "instance") or "we" in behind or "our" in behind
    )
    return name if ended and opened else None


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
    symbols, texts = sentence.symbols, sentence.texts
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
    path = path_features(sentence, i, j, "entity")
    features += [f"{kind}|{f}" for f in path]
    features += path
    places = sorted({c.at for c in candidates if c.at >= 0})
    listed = list_groups(symbols, places, NAME_LIST_MARKS)
    how = alignment(quantity_lists(sentence), i, listed, j)
    head, tail = value_chains(sentence)[quantity]
    order = listed.get(j, (0, 1, 0))
    if tail > head:
        series = "uneven"
        if order[1] == tail - head + 1:
            series = "same" if order[0] == quantity - head else "cross"
        features += [f"{kind}|series={series}", f"series={series}"]
        own = count_between(sentence.quantity_at, min(i, j), max(i, j)) > 0
        features.append(f"{kind}|series-own={own}|{'A' if j > i else 'B'}")
        if head != quantity:
            features += [f"h|{f}" for f in path_features(sentence, sentence.quantity_at[head], j, "entity")[:5]]
        if tail != quantity:
            features += [f"t|{f}" for f in path_features(sentence, sentence.quantity_at[tail], j, "entity")[:5]]
    resp = "respectively" in texts[max(i, j) :]
    side = "A" if j > i else "B"
    nearest = min((abs(i - p) for p in places if p != j), default=99)
    same_side = min((abs(i - p) for p in places if p != j and (p > i) == (j > i)), default=99)
    before = texts[j - 1] if j else "BEGIN"
    before2 = texts[j - 2] if j > 1 else "BEGIN"
    after = texts[j + 1] if j + 1 < len(texts) else "END"
    after2 = texts[j + 2] if j + 2 < len(texts) else "END"
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


_ANAPHORS: Final = frozenset("dataset datasets benchmark benchmarks corpus set it this these both".split())
_TELLING_OF_FAR: Final = frozenset(
    """respectively datasets dataset average benchmarks real simulation gpu also moreover furthermore model
    network""".split()
)


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
    anaphor = not _ANAPHORS.isdisjoint(sentence.texts)
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
    words = document.text[max(0, mentions[-1].start - 24) : mentions[-1].start].split()
    lead = words[-1].lower() if words else ""
    features += [
        f"{kind}|lead={lead}",
        f"{kind}|far={far}|lead={lead}",
        f"{kind}|far={far}|opens={sentence.texts[0]}",
    ]
    features += [f"{kind}|far={far}|w={w}" for w in _TELLING_OF_FAR.intersection(sentence.texts)]
    return features
