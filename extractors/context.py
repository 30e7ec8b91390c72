"""On what a number was obtained: its datasets, architectures and hardware."""

from dataclasses import dataclass
from math import fsum
from typing import Final

from .constructions import NAME_LIST_MARKS, comparison_roles, list_groups, quantity_lists, value_chains
from .document import Document
from .entity import Entity, EntityKind
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
    - `in_its_brackets`: the number stands in brackets right behind a name ("A (x with b and y with c)").
    - `each_run_on_one`: every run of numbers has one name behind it, led in by a preposition ("x and y on A, z on B").
    - `respectively`: as many names as numbers, each in one list ("x and y on A and B").
    - `fronted`: the name, or list of names, at the front of its clause ("on A, we reach x; on B we reach y").
    """
    places = sorted({c.at for c in candidates if c.at >= 0})
    name_at = {c.at: c.name for c in candidates if c.at >= 0}
    if len(places) < 2:
        return None
    if candidates[0].kind != "architectures":
        name = _before_brackets(sentence, quantity, places)
        if name is not None:
            return [name_at[name]], "in_its_brackets"
    own = _own_name(sentence, quantity, places)
    if own is not None:
        return [name_at[own[0]]], own[1]
    name = _ends_its_run(sentence, quantity, places)
    if name is not None:
        return [name_at[name]], "each_run_on_one"
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


def _before_brackets(sentence: ResultSentence, quantity: int, places: list[int]) -> int | None:
    """Return the place of the name right before the brackets that a number stands in, where they hold no other name."""
    texts, at = sentence.texts, sentence.quantity_at[quantity]
    depth = 0
    for index in range(at - 1, max(-1, at - BRACKETS_REACH), -1):
        text = texts[index]
        if text == ")":
            depth += 1
        elif text == "(" and depth:
            depth -= 1
        elif text == "(":
            end = next((k for k in range(at, len(texts)) if texts[k] == ")"), len(texts))
            if any(index < p < end for p in places):
                return None
            behind = index - 1
            while behind > 0 and behind not in places and texts[behind] in _OF_A_NAME:
                behind -= 1
            return behind if behind in places else None
    return None


def _ends_its_run(sentence: ResultSentence, quantity: int, places: list[int]) -> int | None:
    """Return the place of the one name that follows a run of numbers, where every run has one.

    Where a name placed before the first number opens the series ("on A from x to y and on B from ..."), none does.
    """
    texts, numbers = sentence.texts, sentence.quantity_at
    ends = [p for p in places if p > numbers[0]]
    if len(ends) < 2 or ends[-1] < numbers[-1]:
        return None
    if any(p < numbers[0] and texts[p - 1] in _PLACING for p in places):
        return None
    begin = numbers[0]
    for end in ends:
        run = [n for n in numbers if begin <= n < end]
        if not run or end - run[-1] > RUN_REACH:
            return None
        if any(texts[k] == "and" and texts[k + 1] in _PLACING for k in range(run[0], run[-1])):
            return None  # "within 11 W, and at 14 FPS on B"
        lead = end - 1
        while lead > run[-1] and texts[lead] not in _PLACING and end - lead <= 3:
            lead -= 1
        if texts[lead] not in _PLACING:
            return None
        begin = end
    return next(p for p in ends if p > numbers[quantity])


def _is_compared(sentence: ResultSentence, kind: EntityKind, first: int) -> bool:
    """Tell whether a list of architectures is what the numbers are compared with, and not what they are about."""
    leading = {s.text for s in sentence.symbols[max(0, first - 4) : first]}
    return kind == "architectures" and not leading.isdisjoint(_COMPARING)


_COMPARING: Final = frozenset(
    "than over against versus vs compared outperforms outperform outperforming surpasses surpassing beats".split()
)
OWN_REACH: Final = 7
"""Symbols within which a name behind a number belongs to it."""
RUN_REACH: Final = 10
"""The same, where every run of numbers has its name behind it."""
BRACKETS_REACH: Final = 12
"""Symbols that brackets are followed back from a number in them."""
_PLACING: Final = frozenset("on for in over under at".split())
_OF_A_NAME: Final = frozenset("dataset datasets benchmark test set split corpus task data val validation".split())
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


def best_list(
    sentence: ResultSentence, quantity: int, candidates: list[ContextCandidate], scores: list[float], least: float
) -> list[ContextCandidate]:
    """Choose the names that a number holds on: one name, or all of a list, or none.

    Listed names are judged by the mean of their scores; those of one earlier sentence count as a list. Names that the
    numbers go through one by one are judged each by itself.

    Args:
        sentence: The number's sentence.
        quantity: The number's index in it.
        candidates: The names.
        scores: How well each fits.
        least: The score of "none of them".

    Returns:
        The candidates of the best list; empty where none is better than `least`.
    """
    size = quantity_lists(sentence)[sentence.quantity_at[quantity]][1]
    places = sorted({c.at for c in candidates if c.at >= 0})
    listed = list_groups(sentence.symbols, places, NAME_LIST_MARKS)
    groups: dict[tuple[str, int], list[int]] = {}
    for index, candidate in enumerate(candidates):
        key = ("alone", index)
        if candidate.at >= 0:
            _, length, first = listed[candidate.at]
            if size == 1 or length != size:
                key = ("here", first)
        elif size == 1 and 0 < candidate.distance <= CARRIED_TOGETHER:
            key = ("before", candidate.distance)
        groups.setdefault(key, []).append(index)
    best: list[int] = []
    for group in groups.values():
        mean = fsum(scores[index] for index in group) / len(group)
        if mean > least:
            best, least = group, mean
    return [candidates[index] for index in best]


CARRIED_TOGETHER: Final = 2
"""Sentences back within which the names of one sentence are judged together."""
