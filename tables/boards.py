"""Which claims may honestly be ranked together: a board's key, id, title and better side."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from ..schemas import BetterSide, Claim, Direction, Form, Metric, better_side, metric_label, metrics
from .names import board_name, short_hash, slug
from .scales import Amount, amount_of
from .wording import cut_off, holds_in_part, is_limit

OF_THE_MODEL: Final = frozenset({"parameters", "flops", "model_size", "storage", "compression_ratio", "sparsity"})
"""Resources that are the same on every machine, so that a dataset alone makes their claims comparable."""

_CONDITIONS: Final = frozenset({"data_used"})
"""Metrics whose level or share is a condition of other results: "with 10 % of the labels" is no result by itself."""

_LARGEST_LOSS: Final = 10.0
"""In percent or points. Methods compete in losing less than that; attacks and gaps to people make greater losses."""

_OF_ANY_METRIC: Final = frozenset({"percent", "pp", "x", "none"})
"""Kinds of unit that do not tell what was measured, as a time, a rate or dB do."""

_IN_KINDS: Final = {"percent": "in percent", "pp": "in percentage points", "x": "as a factor", "none": "in points"}
_MAX_ID: Final = 160
"""Longer ids are cut and end in a hash; file systems take 255 bytes."""

AGAINST_OWN_BASELINE: Final = "claimed against each paper's own baseline"


class BoardKey(NamedTuple):
    """What the claims of one board have in common. Names are folded and sorted."""

    metric: str
    form: Form
    direction: Direction | None
    kind: str
    """Kind of the unit, see `scales.Amount`."""
    datasets: tuple[str, ...] = ()
    hardware: tuple[str, ...] = ()
    average: bool | None = None
    """Whether the board holds averages or the rest; None where it holds both."""
    group: tuple[str, ...] | None = None
    """Value of what boards are grouped by; None where they are not."""
    cut_off: str = ""
    """Cut-off of the metric, see `wording.cut_off`; boards of gains hold all."""


def board_of(claim: Claim, *, split_averages: bool = False) -> tuple[BoardKey, Amount] | None:
    """Find the board on which a claim may be ranked.

    Args:
        claim: Any claim.
        split_averages: Keep averages on boards of their own.

    Returns:
        The board's key and the claim's number on its scale, or None where the claim may not be ranked: its metric
        names nothing comparable, its number makes no sense, or it does not say where it holds. The rules are in
        `docs/tables.md`.
    """
    quantity, notes = claim.quantity, claim.notes
    amount = amount_of(claim.metric, claim.form, claim.direction, quantity.unit, quantity.low, quantity.high)
    if amount is None or "metric:carried" in notes or "metric:doubtful" in notes:
        return None
    average = quantity.average if split_averages else None
    datasets = () if "datasets:only" in notes else claim.datasets
    key = _board_key(
        claim.metric,
        claim.form,
        claim.direction,
        amount.kind,
        "metric:inferred" in notes,
        datasets,
        claim.hardware,
        average,
    )
    if key is None or is_limit(claim) or (claim.form == "fraction" and claim.baseline is None):
        # A share of nobody's level is nothing that a reader could compare.
        return None
    if claim.form != "absolute":
        return None if _is_loss(key) and amount.high > _LARGEST_LOSS else (key, amount)
    if not key.hardware and (holds_in_part(claim) or (len(key.datasets) > 1 and not quantity.average)):
        return None
    return key._replace(cut_off=cut_off(claim)), amount


@lru_cache(maxsize=65_536)
def _board_key(
    metric: str,
    form: Form,
    direction: Direction | None,
    kind: str,
    inferred: bool,
    datasets: tuple[str, ...],
    hardware: tuple[str, ...],
    average: bool | None,
) -> BoardKey | None:
    """Return the key of a board, or None where such claims may not be ranked; many claims share one."""
    known = metrics()[metric]
    if not known.ranked or (inferred and kind in _OF_ANY_METRIC) or _is_price(known, form, direction):
        # Where neither a word nor the unit says what was measured, the metric is a guess: "twice as efficient".
        return None
    if metric in _CONDITIONS and kind != "x":
        return None
    if form != "absolute":
        return BoardKey(metric, form, direction, kind, average=average)
    machines: tuple[str, ...] = ()
    named = _folded(datasets)
    if known.kind in ("speed", "resource"):
        machines = _folded(hardware)
        if not machines and not (named and metric in OF_THE_MODEL):
            return None
    elif not named:
        return None
    return BoardKey(metric, form, direction, kind, named, machines, average)


def larger_is_better(key: BoardKey, better: BetterSide) -> bool:
    """Tell whether larger numbers stand higher on a board.

    Levels and shares follow the metric. The larger a gain the better, and the smaller a loss: a direction towards the
    metric's better side is a gain.

    Args:
        key: The board.
        better: The better side of its metric, `higher` or `lower`.
    """
    if key.direction is not None:
        return key.direction == better
    return better == "higher"


@lru_cache(maxsize=4096)
def side_of(metric: str, chosen: Direction | None) -> BetterSide:
    """Return the better side of a metric: the taxonomy's, or the user's choice where that leaves it open."""
    side = better_side(metric)
    return chosen if side == "depends" and chosen is not None else side


@lru_cache(maxsize=65_536)
def board_id(key: BoardKey) -> str:
    """Return the board's id, as in `accuracy--cifar10`, `latency.time@jetson-nano--imagenet`, `speedup.ratio-higher-x`.

    It is fit for a file name and depends on the key alone, never on what else is in the table.
    """
    kind = _kind_slug(key.kind)
    parts = [key.metric]
    if key.cut_off:
        parts.append(f".at-{slug(key.cut_off)}")
    if key.form == "absolute":
        parts.append("" if _kind_is_plain(key) else f".{kind}")
    else:
        parts.append("." + "-".join(part for part in (key.form, key.direction, kind) if part))
    if key.hardware:
        parts.append("@" + _slugs(key.hardware))
    if key.datasets:
        parts.append("--" + _slugs(key.datasets))
    if key.group is not None:
        parts.append("=" + (_slugs(key.group) or "none-named"))
    if key.average is not None:
        parts.append(".average" if key.average else ".single")
    name = "".join(parts)
    return name if len(name) <= _MAX_ID else f"{name[:_MAX_ID]}-{short_hash(name)}"


def board_title(
    key: BoardKey, *, unit: str, datasets: str | None, hardware: str | None, group: str | None, larger: bool
) -> str:
    """Return the board's heading.

    Args:
        key: The board.
        unit: Unit in which it is ranked.
        datasets: Its datasets as written.
        hardware: Its hardware as written.
        group: Its group as written.
        larger: Whether larger numbers stand higher.
    """
    parts = [_label(key)]
    if key.form == "absolute":
        if not _kind_is_plain(key):
            parts[0] += f" ({unit})"
        parts[0] += " on " + ", ".join(place for place in (datasets, hardware) if place)
    elif key.form == "fraction":
        parts[0] += " as a share of the baseline's, in percent"
    else:
        parts[0] += f"{_change_noun(key, larger)} {_IN_KINDS.get(key.kind, f'in {unit}')}"
        parts += [] if larger else ["least first"]
    if key.group is not None:
        parts.append(group or "none named")
    if key.average is not None:
        parts.append("averages" if key.average else "without averages")
    if key.form != "absolute":
        parts.append(AGAINST_OWN_BASELINE)
    return ", ".join(parts)


def _change_noun(key: BoardKey, larger: bool) -> str:
    """Return what the gains or losses of a board are: `Latency: reduction`; a speedup says so itself."""
    if key.metric == "speedup" and larger:
        return ""
    if larger:
        return ": gain" if key.direction == "higher" else ": reduction"
    return ": increase" if key.direction == "higher" else ": loss"


def spelled(names: Mapping[tuple[str, ...], int]) -> str | None:
    """Return how a board's names are written most often, sorted and joined with ` + `, or None where it has none.

    Args:
        names: The names that its claims share up to spelling, as written, with the number of claims that write them so.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for claim_names, claims in names.items():
        for name in claim_names:
            counts[board_name(name), name] += claims
    best: dict[str, str] = {}
    for folded, name in sorted(counts, key=lambda item: (item[0], -counts[item], item[1])):
        best.setdefault(folded, name)
    return " + ".join(best.values()) or None


def group_key(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names as a part of a board's key."""
    return _folded(tuple(names))


def _label(key: BoardKey) -> str:
    """Return the metric's label with its cut-off: `Recall@1`, `mAP@50`, `ROUGE-L`, `pass@1`."""
    label = metric_label(key.metric)
    if not key.cut_off:
        return label
    if key.metric in ("bleu", "rouge") or key.cut_off.isalpha():
        return f"{label}-{key.cut_off.upper() if len(key.cut_off) == 1 else key.cut_off}"
    return f"{label.removesuffix('@k')}@{key.cut_off}"


def _is_loss(key: BoardKey) -> bool:
    """Whether a board holds losses of quality in percent or points, of which the price of other metrics is none."""
    known = metrics()[key.metric]
    return (
        key.form == "change"
        and known.kind == "quality"
        and key.kind in ("percent", "pp")
        and known.better not in ("depends", key.direction)
    )


def _is_price(metric: Metric, form: Form, direction: Direction | None) -> bool:
    """Whether a claim says what was paid for a result: "2x slower", "3 % more memory".

    A loss of quality is one too, but the less of it the better is what compression, pruning and the like compete in.
    """
    if form not in ("change", "ratio") or metric.better == "depends" or direction == metric.better:
        return False
    return not (metric.kind == "quality" and form == "change")


def _kind_is_plain(key: BoardKey) -> bool:
    """Whether the kind of unit goes without saying: shares, and numbers without a unit."""
    known = metrics()[key.metric]
    return key.kind == "none" or (key.kind == "percent" and (known.scale == "fraction" or key.metric in ("wer", "cer")))


def _kind_slug(kind: str) -> str:
    # Counted nouns in quotients (`Frames/s`) are the only kinds that can differ in case alone.
    mixed_case = "/" in kind and kind != kind.casefold()
    plain = slug(kind.replace("/", " per ").replace("*", " by "))
    return f"{plain}-{short_hash(kind)}" if mixed_case else plain


@lru_cache(maxsize=65_536)
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({board_name(name) for name in names}))


def _slugs(names: Iterable[str]) -> str:
    return "+".join(slug(name) for name in names)
