"""From amounts to places: the number that ranks a claim, repeated results, best results, ties."""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple

from ..schemas import Bound, convert, parse_unit
from .claims import ClaimRow
from .scales import IMPLIED_UNITS, Amount, rounded
from .values import bound_of_value

RankBy = Literal["claimed", "conservative"]

NOT_RANKED_BOUND: Final = "bound"
NOT_RANKED_REST: Final = "not best"

_FIELD_ORDER: Final = {"title": 0, "abstract": 1}
_CONTEXT: Final = ("system", "baseline", "datasets", "architectures", "hardware")


class Entry(NamedTuple):
    """A claim on a board."""

    claim: ClaimRow
    amount: Amount


class Place(NamedTuple):
    """A claim with its place on a board."""

    entry: Entry
    rank: int | None
    value: float
    """What ranks it, in the board's unit."""
    unranked: str | None
    """Why it has no rank."""


def board_unit(entries: Sequence[Entry]) -> str:
    """Return the unit most entries are written in; of several, the finest, in which no value is a small fraction.

    Metrics that are called after a unit are ranked in it: frames per second in fps, also where most papers write Hz.
    """
    counts = Counter(entry.amount.unit for entry in entries)
    implied = IMPLIED_UNITS.get(entries[0].claim.metric)
    if implied is not None and all(convert(1.0, unit, implied) is not None for unit in counts):
        return implied

    if len(counts) == 1:
        return entries[0].amount.unit

    def preference(unit: str) -> tuple[int, float, str]:
        parsed = parse_unit(unit)
        return -counts[unit], parsed.factor if parsed else 1.0, unit

    return min(counts, key=preference)


def is_best_case(bound: Bound, larger: bool) -> bool:
    """Tell whether a bound only limits the good side: "up to 89 %" of a gain says nothing of how little it may be.

    Args:
        bound: The claim's bound.
        larger: Whether larger numbers are better.
    """
    return bound in ("up_to", "at_most") if larger else bound == "at_least"


def rank_value(amount: Amount, unit: str, *, larger: bool, rank_by: RankBy) -> float:
    """Return the number that ranks a claim: its value; of a range the better end, or when conservative the worse.

    Args:
        amount: The claim's number.
        unit: The board's unit.
        larger: Whether larger numbers are better.
        rank_by: Which end of a range counts.
    """
    chosen = amount.high if larger == (rank_by == "claimed") else amount.low
    if amount.unit == unit:
        return chosen
    converted = convert(chosen, amount.unit, unit)
    if converted is None:
        raise AssertionError(f"{amount.unit} and {unit} are on one board, but measure different things")
    return rounded(converted)


def place(entries: Sequence[Entry], unit: str, *, larger: bool, rank_by: RankBy, keep_all: bool) -> list[Place]:
    """Rank the entries of one board.

    Of a result that a paper repeats one entry is kept, and of several results of one paper the best (of each system,
    where they are not the paper's own).

    Args:
        entries: The claims of the board.
        unit: The board's unit.
        larger: Whether larger numbers are better.
        rank_by: Which number ranks a claim; `conservative` gives no rank to a bound that only limits the good side.
        keep_all: List the other results of a paper below, without a rank.

    Returns:
        The entries with their places: by rank, in a tie by paper and then place in the text, those without a rank last.
    """
    sign = -1.0 if larger else 1.0
    ranked: list[tuple[Any, ...]] = []
    limited: list[tuple[Any, ...]] = []
    better_end = larger == (rank_by == "claimed")
    for number, entry in enumerate(_without_repeats(entries, unit)):
        _, low, high, written = entry.amount
        if written == unit:
            value = high if better_end else low
        else:
            value = rank_value(entry.amount, unit, larger=larger, rank_by=rank_by)
        unrankable = rank_by == "conservative" and is_best_case(bound_of_value(entry.claim), larger)
        # The number comes before the entry, so that entries themselves are never compared.
        (limited if unrankable else ranked).append((sign * value, *_text_order(entry), number, value, entry))
    ranked.sort()
    limited.sort()

    best: list[Place] = []
    rest: list[Place] = []
    seen: set[tuple[str | None, ...]] = set()
    rank, last_value = 0, math.nan
    for position, row in enumerate(itertools.chain(ranked, limited)):
        value, entry = row[-2:]
        claim = entry.claim
        holder = (claim.paper_id, claim.subject, claim.system if claim.subject != "own" else None)
        if holder in seen:
            rest.append(Place(entry, None, value, NOT_RANKED_REST))
            continue
        seen.add(holder)
        if position >= len(ranked):
            best.append(Place(entry, None, value, NOT_RANKED_BOUND))
        else:
            if value != last_value:
                rank, last_value = len(best) + 1, value
            best.append(Place(entry, rank, value, None))
    return best + rest if keep_all else best


def _without_repeats(entries: Sequence[Entry], unit: str) -> Iterable[Entry]:
    """Keep one entry of each result that a paper states more than once.

    A result is repeated where paper, subject and number are the same and no context named at one place contradicts that
    named at the other. The entry that says most is kept: with a bound before without, since "up to 10x" in the abstract
    qualifies the "10x" of the title; then the one with fewer notes; then the first.
    """
    if len({entry.claim.paper_id for entry in entries}) == len(entries):
        return entries
    by_paper: dict[str, list[Entry]] = {}
    for entry in entries:
        by_paper.setdefault(entry.claim.paper_id, []).append(entry)
    several = (_different(stated, unit) if len(stated) > 1 else stated for stated in by_paper.values())
    return itertools.chain.from_iterable(several)


def _different(entries: Sequence[Entry], unit: str) -> Iterator[Entry]:
    kept: dict[tuple[str, float, float], list[Entry]] = {}
    for entry in sorted(entries, key=_weight):
        low = rank_value(entry.amount, unit, larger=False, rank_by="claimed")
        high = rank_value(entry.amount, unit, larger=True, rank_by="claimed")
        same_number = kept.setdefault((entry.claim.subject, low, high), [])
        if not any(_agree(entry.claim, other.claim) for other in same_number):
            same_number.append(entry)
            yield entry


def _agree(one: ClaimRow, other: ClaimRow) -> bool:
    """Whether each field of context is the same or named by one of the two alone."""
    for name in _CONTEXT:
        a, b = getattr(one, name), getattr(other, name)
        if a and b and a != b:
            return False
    return True


def _weight(entry: Entry) -> tuple[object, ...]:
    return (entry.claim.bound == "exact", len(entry.claim.notes), _text_order(entry))


def _text_order(entry: Entry) -> tuple[object, ...]:
    claim = entry.claim
    return (claim.paper_id, _FIELD_ORDER[claim.field], claim.start, claim.end, claim.claim_id)
