"""Named features of links: between a number and a metric, and between a number and a name.

A feature is a short string; the models in `extractors/models` weigh them. All describe word order and the words between
and beside; none holds a name or a number, so that what is learned is grammar.
"""

from collections.abc import Sequence
from typing import Final

from ..schemas import better_side, metrics
from .change_words import word_group
from .clause_subjects import whose_features
from .construction_rules import metric_by_rule
from .constructions import comparison_roles, metric_lists, quantity_lists, value_chains
from .metric_candidates import MetricCandidate
from .metric_cues import unit_class
from .phrases import CHANGE_NOUNS, METRIC_HEADS
from .result_sentence import ResultSentence, Symbol

_BUCKETS: Final = (0, 1, 2, 3, 4, 4, 6, 6, 6, 9, 9, 9, 13, 13, 13, 13, 18, 18, 18, 18, 18)
_TELLING: Final = frozenset(
    ", ; : ( ) and or while whereas but with by of in on at to from than for over compared vs respectively using when "
    "against without".split()
)
OWN_RESULT: Final = frozenset(
    """achieve achieves achieved achieving show shows showed demonstrate demonstrates demonstrated results experiments
    outperform outperforms our we obtain obtains improves improve reduces reduce evaluation evaluations experimental
    reaches reports up""".split()
)


def bucket(distance: int) -> int:
    """Return a distance in symbols, coarser the farther."""
    return _BUCKETS[distance] if distance < len(_BUCKETS) else 25


def path_features(symbols: Sequence[Symbol], i: int, j: int, kind: str) -> list[str]:
    """Describe the way from a number at `i` to a thing at `j`.

    Args:
        symbols: The sentence.
        i: The number's symbol.
        j: The thing's.
        kind: The symbol kind of the thing, to count others of it on the way.
    """
    side = "A" if j > i else "B"
    lo, hi = (i, j) if i < j else (j, i)
    between = [s.text for s in symbols[lo + 1 : hi]]
    d = bucket(len(between))
    numbers = min(3, sum(s.kind == "quantity" for s in symbols[lo + 1 : hi]))
    others = min(
        3, sum(s.kind == kind and (kind != "entity" or s.text == symbols[j].text) for s in symbols[lo + 1 : hi])
    )
    features = [
        f"d={side}{d}",
        f"n={side}{numbers}",
        f"o={side}{others}",
        f"no={side}{numbers}{others}",
        f"side={side}",
    ]
    if len(between) <= 3:
        features.append(f"path={side}:{' '.join(between)}")
    link = _link(between, side)
    features += [f"link={link}", f"link={link}|{numbers}{others}"]
    if between:
        features.append(f"first={side}:{between[0]}")
        features.append(f"last={side}:{between[-1]}")
        seen = set(between) & _TELLING
        features += [f"has={side}:{word}" for word in seen]
        features += [f"has2={side}:{word}{numbers}" for word in seen if word in ", ; and while whereas with but"]
        if len(between) > 1:
            features.append(f"first2={side}:{between[0]} {between[1]}")
            features.append(f"last2={side}:{between[-2]} {between[-1]}")
        changes = {word_group(word) for word in between} - {""}
        features += [f"chg={side}{c}" for c in changes]
    return features


_COPULAS: Final = frozenset(
    "of = : is was are were at to a an the about up over around nearly approximately only just as low high by than "
    "less more almost ~ reaches reached ( achieves".split()
)
_DEGREES: Final = frozenset(
    "higher lower better worse less fewer more smaller larger greater faster average mean improved reduced in relative "
    "absolute overall total the of a an".split()
)


def _link(between: Sequence[str], side: str) -> str:
    """Name the plain constructions that join a number and what it measures."""
    words = set(between)
    if not words:
        return f"{side}-next"
    if len(between) <= 5:
        if side == "B" and words <= _COPULAS:
            return "B-copula-by" if "by" in words else "B-copula"
        if side == "A" and between[0] in CHANGE_NOUNS and between[-1] in ("in", "of", "on", "the", "a", "an", "for"):
            return "A-change-in"
        if side == "A" and words <= _DEGREES:
            return "A-degree"
    if side == "B" and (between[-1] == "by" or between[-2:] in (["up", "to"], ["by", "up"])):
        return "B-long-by"
    return "far" if len(between) > 5 else "near"


def alignment(first: dict[int, tuple[int, int, int]], i: int, second: dict[int, tuple[int, int, int]], j: int) -> str:
    """Tell how two things stand in two enumerations of equal length ("A and B by x and y")."""
    n, size, _ = first.get(i, (0, 1, 0))
    m, other, _ = second.get(j, (0, 1, 0))
    if size == other and size > 1:
        return "same" if n == m else "cross"
    if size > 1 and other > 1:
        return "uneven"
    return "many-one" if size > 1 else ("one-many" if other > 1 else "single")


_TAGS: Final = {"subject": "su", "governed": "go", "within": "wi", "headed": "hd", "compound": "co"}


def metric_features(sentence: ResultSentence, quantity: int, candidate: MetricCandidate) -> list[str]:
    """Describe a metric candidate of a number."""
    symbols = sentence.symbols
    i = sentence.quantity_at[quantity]
    q = sentence.quantities[quantity]
    unit = unit_class(q.unit)
    known = metrics().get(candidate.metric)
    ident = known.id if known else "other"
    kind = f"{known.kind}{known.better}" if known else "other"
    origin = candidate.origin
    features = [
        f"org={origin}",
        f"org={origin}|u={unit}",
        f"id={ident}",
        f"u={unit}|id={ident}",
        f"u={unit}|k={kind}|{origin}",
    ]
    following = symbols[i + 1].text if i + 1 < len(symbols) else "END"
    leading = symbols[i - 1].text if i else "BEGIN"
    features += [
        f"org={origin}|next={following}",
        f"org={origin}|prev={leading}",
        f"lead={leading}|next={following}|{origin}",
    ]
    named = len(sentence.metrics)
    if candidate.at < 0:
        features += [f"{origin}|named={min(named, 3)}", f"{origin}|u={unit}|named={min(named, 2)}"]
        nearest = min((abs(i - j) for j in sentence.metric_at), default=99)
        features.append(f"{origin}|near={bucket(nearest)}")
        window = [s.text for s in symbols[max(0, i - 6) : i + 5]]
        features += [f"{origin}|w={w}" for w in window if word_group(w) or w in ("than", "over", "by")]
        return features
    j = candidate.at
    tag = "c" if candidate.comparative else _TAGS.get(origin, origin[0] + origin[-1])
    path = path_features(symbols, i, j, "metric")
    features += path
    features += [f"{tag}|{f}" for f in path]
    head, tail = value_chains(sentence)[quantity]
    for mark, other in (("h", head), ("t", tail)):
        if other != quantity and (at := sentence.quantity_at[other]) != j:
            series = path_features(symbols, at, j, "metric")
            features += [f"{mark}|{f}" for f in series if f[:2] in ("pa", "d=", "no", "fi", "la")]
            features.append(f"{mark}|{tag}|{series[0]}")
    if known is None:
        features += _phrase_features(sentence, candidate)
    side = "A" if j > i else "B"
    rank = sum(1 for m in sentence.metric_at if m != j and (min(i, j) < m < max(i, j)))
    features += [f"rank={side}{min(rank, 3)}|{tag}", f"named={min(named, 4)}|{tag}"]
    nearest = min((abs(i - m) for m in sentence.metric_at if m != j), default=99)
    features.append(f"nearer={abs(i - j) < nearest}|{tag}")
    closer = sum(abs(p - j) < abs(i - j) for p in sentence.quantity_at)
    same_side = sum((p > j) == (i > j) and abs(p - j) < abs(i - j) for p in sentence.quantity_at)
    features += [f"closer={min(closer, 3)}|{tag}", f"closer={min(closer, 2)}{min(same_side, 2)}|{side}|{tag}"]
    inner = [s.text for s in symbols[min(i, j) : max(i, j)]]
    depth = inner.count("(") - inner.count(")")
    features.append(f"depth={depth}|{side}|{tag}")
    if candidate.ref >= 0:
        by_rule = metric_by_rule(sentence, quantity)
        if by_rule is not None:
            features.append(f"rule={by_rule[1]}|{by_rule[0] == candidate.ref}")
        how = alignment(quantity_lists(sentence), i, metric_lists(sentence), j)
        resp = "respectively" in {s.text for s in symbols[max(i, j) :]}
        features += [f"list={how}", f"list={how}|resp={resp}|{side}"]
    near = symbols[j + 1].text if j + 1 < len(symbols) else "END"
    before = symbols[j - 1].text if j else "BEGIN"
    features += [f"m+1={near}|{side}", f"m-1={before}|{side}", f"id={ident}|{side}|{bucket(abs(i - j) - 1)}"]
    return features


def _phrase_features(sentence: ResultSentence, candidate: MetricCandidate) -> list[str]:
    """Describe a phrase outside the taxonomy: does it read like something that is measured?"""
    words = candidate.metric.removeprefix("other:").split("_")
    origin = candidate.origin
    inside = [s for s in sentence.symbols if candidate.start <= s.start < candidate.end]
    features = [f"ph={origin}|len={len(words)}", f"ph={origin}|name={any(s.kind == 'entity' for s in inside)}"]
    features.append(f"ph|head={words[-1] if words[-1] in METRIC_HEADS else 'none'}|{origin}")
    features.append(f"ph|measured={words[-1] in METRIC_HEADS}|{origin}")
    first = sentence.at(candidate.start)
    lead = sentence.symbols[first - 1].text if first else "BEGIN"
    verb = next((s.text for s in reversed(sentence.symbols[max(0, first - 3) : first]) if word_group(s.text)), "none")
    features += [f"ph|lead={lead}|{origin}", f"ph|verb={verb}|{origin}", f"ph|first={words[0]}", f"ph|last={words[-1]}"]
    features.append(f"ph|ending={words[-1][-3:]}|{origin}")
    features += [f"ph|caps={candidate.acronym}|{origin}", f"ph|caps={candidate.acronym}"]
    features.append(f"ph|metric inside={any(s.kind == 'metric' for s in inside)}|{origin}")
    features.append(f"ph|measured={words[-1] in METRIC_HEADS}")
    features.append(f"ph|cue={any(c[0] >= candidate.start and c[1] <= candidate.end for c in sentence.cues)}|{origin}")
    return features


def quantity_features(sentence: ResultSentence, quantity: int, title: bool, position: float) -> list[str]:
    """Describe a number by itself and its surroundings: is it a result?

    Args:
        sentence: Its sentence.
        quantity: Its index.
        title: Whether the sentence is the title.
        position: Where the sentence stands in the text, 0 to 1.
    """
    symbols = sentence.symbols
    i = sentence.quantity_at[quantity]
    q = sentence.quantities[quantity]
    unit = unit_class(q.unit)
    whole = q.low == int(q.low)
    size = (
        "0"
        if q.low == 0
        else "<1"
        if q.low < 1
        else "<10"
        if q.low < 10
        else "<100"
        if q.low < 100
        else "<1k"
        if q.low < 1000
        else "big"
    )
    texts = [s.text for s in symbols]
    features = [
        f"u={unit}",
        f"unit={q.unit}",
        f"u={unit}|whole={whole}|{size}",
        f"u={unit}|b={q.bound}",
        f"avg={q.average}",
        f"wording={q.wording}|u={unit}",
        f"shared={'unit:inferred' in q.notes}",
        f"range={q.low != q.high}|u={unit}",
        f"sign={q.signed}",
        f"title={title}",
        f"pos={int(position * 5)}",
        f"numbers={min(4, len(sentence.quantities))}",
        f"metrics={min(3, len(sentence.metrics))}|u={unit}",
        f"first={texts[0]}",
    ]
    window = ["BEGIN", "BEGIN", "BEGIN", *texts, "END", "END", "END"]
    a = i + 3
    features += [
        f"-1={window[a - 1]}",
        f"+1={window[a + 1]}",
        f"-2={window[a - 2]}",
        f"+2={window[a + 2]}",
        f"-21={window[a - 2]} {window[a - 1]}",
        f"+12={window[a + 1]} {window[a + 2]}",
        f"-1u={window[a - 1]}|{unit}",
        f"+1u={window[a + 1]}|{unit}",
        f"+1+2+3={window[a + 1]} {window[a + 2]} {window[a + 3]}",
    ]
    features += [f"w-{w}" for w in set(texts[max(0, i - 7) : i])]
    features += [f"w+{w}" for w in set(texts[i + 1 : i + 6])]
    features += [f"s={w}" for w in set(texts) & OWN_RESULT]
    nearest = min((abs(i - m) for m in sentence.metric_at), default=99)
    features.append(f"near={bucket(nearest)}|u={unit}")
    return features


def form_features(sentence: ResultSentence, quantity: int, candidate: MetricCandidate) -> list[str]:
    """Describe a number and its metric: level, change, ratio or share, and which way?"""
    symbols = sentence.symbols
    i = sentence.quantity_at[quantity]
    q = sentence.quantities[quantity]
    unit = unit_class(q.unit)
    unit = unit if unit in ("percent", "pp", "x", "none") else "phys"
    better = better_side(candidate.metric)
    known = metrics().get(candidate.metric)
    ident = known.id if known else "other"
    texts = ["BEGIN", "BEGIN", *(s.text for s in symbols), "END", "END", "END"]
    a = i + 2
    features = [
        f"u={unit}",
        f"id={ident}",
        f"u={unit}|id={ident}",
        f"u={unit}|better={better}",
        f"u={unit}|o={candidate.origin}",
        f"comp={candidate.comparative}|u={unit}",
        f"sign={q.signed}|u={unit}",
        f"wording={q.wording}",
        f"range={q.low != q.high}|u={unit}",
    ]
    for offset in (-2, -1, 1, 2, 3):
        word = texts[a + offset]
        features += [f"{offset}={word}", f"{offset}={word}|u={unit}", f"{offset}g={word_group(word)}|u={unit}|{better}"]
    features += [
        f"-21={texts[a - 2]} {texts[a - 1]}",
        f"-11={texts[a - 1]} {texts[a + 1]}",
        f"+12={texts[a + 1]} {texts[a + 2]}|u={unit}",
    ]
    role = comparison_roles(sentence)[quantity]
    features += [f"role={role}", f"role={role}|u={unit}"]
    features += _governing(symbols, i, unit, better)
    head, tail = value_chains(sentence)[quantity]
    features.append(f"series={min(tail - head, 2)}|{quantity == head}")
    if head != quantity:
        b = sentence.quantity_at[head] + 2
        features += [
            f"h-1={texts[b - 1]}|u={unit}",
            f"h-21={texts[b - 2]} {texts[b - 1]}",
            f"h+1={texts[b + 1]}|u={unit}",
        ]
        features += [f"h|{f}" for f in _governing(symbols, b - 2, unit, better)]
    if tail != quantity:
        e = sentence.quantity_at[tail] + 2
        features += [
            f"t+1={texts[e + 1]}|u={unit}",
            f"t+12={texts[e + 1]} {texts[e + 2]}",
            f"t+2={texts[e + 2]}|u={unit}",
        ]
        features.append(f"t+g={word_group(texts[e + 1])}{word_group(texts[e + 2])}|u={unit}|{better}")
    if candidate.at >= 0:
        j = candidate.at
        side = "A" if j > i else "B"
        lo, hi = (i, j) if i < j else (j, i)
        between = [s.text for s in symbols[lo + 1 : hi]]
        if len(between) <= 4:
            features.append(f"path={side}:{' '.join(between)}")
        features += [f"btw={side}:{w}" for w in set(between[:8])]
        features += [f"btwg={side}{g}|u={unit}|{better}" for g in {word_group(w) for w in between} if g]
        near = symbols[j + 1].text if j + 1 < len(symbols) else "END"
        before = symbols[j - 1].text if j else "BEGIN"
        features += [f"m-1={before}|{side}|u={unit}", f"m-1g={word_group(before)}|u={unit}|{better}"]
        features += [f"m+1={near}|{side}|u={unit}", f"m+1g={word_group(near)}|u={unit}|{better}"]
    return features


def _governing(symbols: Sequence[Symbol], i: int, unit: str, better: str) -> list[str]:
    """The nearest words of change or level before and behind a number, not past another number where one is nearer."""
    features = []
    crossed = 0
    for step, symbol in enumerate(reversed(symbols[:i])):
        if symbol.kind == "quantity":
            crossed += 1
        group = word_group(symbol.text)
        if group and symbol.text not in ("is", "are", "at", "with", "only"):
            features += [
                f"gov-={symbol.text}|u={unit}",
                f"gov-g={group}|u={unit}|{better}|x={min(crossed, 2)}",
                f"gov-d={group}{bucket(step)}",
            ]
            break
    for step, symbol in enumerate(symbols[i + 1 : i + 9]):
        if symbol.kind == "quantity":
            break
        group = word_group(symbol.text)
        if group:
            features += [
                f"gov+={symbol.text}|u={unit}",
                f"gov+g={group}|u={unit}|{better}",
                f"gov+d={group}{bucket(step)}|u={unit}",
            ]
            break
    before = [s.text for s in symbols[max(0, i - 12) : i]]
    behind = [s.text for s in symbols[i + 1 : i + 10]]
    features += [
        f"w-{w}" for w in set(before) if w in ("from", "by", "of", "than", "compared", "over", "factor", "while")
    ]
    features += [
        f"w+{w}" for w in set(behind) if w in ("to", "than", "compared", "over", "of", "from", "against", "relative")
    ]
    return features


def subject_features(sentence: ResultSentence, quantity: int, candidate: MetricCandidate, form: str) -> list[str]:
    """Describe a number: is it the paper's own result or that of what it is compared with?"""
    symbols = sentence.symbols
    i = sentence.quantity_at[quantity]
    q = sentence.quantities[quantity]
    texts = ["BEGIN", "BEGIN", *(s.text for s in symbols), "END", "END", "END"]
    a = i + 2
    roles = comparison_roles(sentence)
    features = [f"form={form}", f"n={min(quantity, 2)}/{min(len(sentence.quantities), 4)}"]
    features += [f"role={roles[quantity]}", f"role={roles[quantity]}|{form}"]
    features += [
        f"-1={texts[a - 1]}|{form}",
        f"-2={texts[a - 2]}",
        f"+1={texts[a + 1]}",
        f"-21={texts[a - 2]} {texts[a - 1]}",
        f"+12={texts[a + 1]} {texts[a + 2]}",
    ]
    features += [f"w-{w}" for w in set(texts[max(0, a - 9) : a])]
    features += [f"w+{w}" for w in set(texts[a + 1 : a + 7])]
    for name, step in (("prev", -1), ("next", 1)):
        k = quantity + step
        if 0 <= k < len(sentence.quantities):
            o = sentence.quantities[k]
            lo, hi = sorted((i, sentence.quantity_at[k]))
            gap = [s.text for s in symbols[lo + 1 : hi]]
            same = o.unit == q.unit
            features += [
                f"{name}same={same}|{form}",
                f"{name}gap={' '.join(gap[:4]) if len(gap) <= 4 else 'long'}|{same}",
            ]
            features += [
                f"{name}has={w}|{same}|{form}"
                for w in set(gap)
                & {
                    "to",
                    "vs",
                    "than",
                    "compared",
                    "(",
                    "while",
                    "whereas",
                    "from",
                    "for",
                    "and",
                    "against",
                    "versus",
                    "baseline",
                    "by",
                }
            ]
            features.append(f"{name}less={o.low < q.low}|{same}|{better_side(candidate.metric)}")
    features += whose_features(sentence, quantity, form)
    return features
