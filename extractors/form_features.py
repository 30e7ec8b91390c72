"""Named features of a claim's form: is the number a level, a change, a ratio or a share, and which way does it go?

The model in `extractors/models/forms.json` weighs them.
"""

from typing import Final

from ..schemas import metrics
from .change_words import NOUNS, word_group
from .clause_subjects import is_bracketed_rival
from .construction_rules import metric_by_rule
from .constructions import BOUND_WORDS, back_over, comparison_roles, enumeration_end, value_chains
from .metric_candidates import MetricCandidate
from .metric_cues import unit_class
from .metric_sides import side_of
from .path_features import bucket
from .quantities import QuantityMatch
from .result_sentence import ResultSentence, Symbol

_PLAIN_LEVELS: Final = frozenset({"is", "are", "at", "with", "only"})
_GOVERNING_BEFORE: Final = frozenset("from by of than compared over factor while".split())
_GOVERNING_BEHIND: Final = frozenset("to than compared over of from against relative".split())
_CLAUSE_OPENERS: Final = frozenset("; : while whereas but although though which where when".split())


def form_features(sentence: ResultSentence, quantity: int, candidate: MetricCandidate) -> list[str]:
    """Describe a number and its metric: level, change, ratio or share, and which way?"""
    i = sentence.quantity_at[quantity]
    q = sentence.quantities[quantity]
    unit = unit_class(q.unit)
    unit = unit if unit in ("percent", "pp", "x", "none") else "phys"
    better = side_of(candidate.metric)
    known = metrics().get(candidate.metric)
    ident = known.id if known else "other"
    texts = ["BEGIN", "BEGIN", *sentence.texts, "END", "END", "END"]
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
        features += [
            f"{offset}={word}",
            f"{offset}={word}|u={unit}",
            f"{offset}g={word_group(word)}|u={unit}|{better}",
        ]
    features += [
        f"-21={texts[a - 2]} {texts[a - 1]}",
        f"-11={texts[a - 1]} {texts[a + 1]}",
        f"+12={texts[a + 1]} {texts[a + 2]}|u={unit}",
    ]
    role = comparison_roles(sentence)[quantity]
    features += [f"role={role}", f"role={role}|u={unit}"]
    features += _governing(sentence, i, unit, better)
    head, tail = value_chains(sentence)[quantity]
    features.append(f"series={min(tail - head, 2)}|{quantity == head}")
    if head != quantity:
        b = sentence.quantity_at[head] + 2
        features += [
            f"h-1={texts[b - 1]}|u={unit}",
            f"h-21={texts[b - 2]} {texts[b - 1]}",
            f"h+1={texts[b + 1]}|u={unit}",
        ]
        features += [f"h|{f}" for f in _governing(sentence, b - 2, unit, better)]
    if tail != quantity:
        e = sentence.quantity_at[tail] + 2
        features += [
            f"t+1={texts[e + 1]}|u={unit}",
            f"t+12={texts[e + 1]} {texts[e + 2]}",
            f"t+2={texts[e + 2]}|u={unit}",
        ]
        features.append(f"t+g={word_group(texts[e + 1])}{word_group(texts[e + 2])}|u={unit}|{better}")
    features += _construction(sentence, quantity, candidate, unit, better)
    if candidate.at >= 0:
        features += _form_path(sentence, i, candidate.at, unit, better)
    return features


def _construction(
    sentence: ResultSentence, quantity: int, candidate: MetricCandidate, unit: str, better: str
) -> list[str]:
    """Describe the construction in which a number stands with its metric, and how large it is for such a metric."""
    i = sentence.quantity_at[quantity]
    symbols = sentence.symbols
    known = metrics().get(candidate.metric)
    kind = known.kind if known else "other"
    size = _size(sentence.quantities[quantity])
    by_rule = metric_by_rule(sentence, quantity)
    built = "none" if by_rule is None else f"{by_rule[1]}|{by_rule[0] == candidate.ref}"
    before = back_over(symbols, i, BOUND_WORDS)
    lead = _kind_of(symbols, before)
    further = _kind_of(symbols, before - 1)
    end = enumeration_end(sentence, quantity)
    behind = [_kind_of(symbols, at) for at in range(end + 1, end + 5)]
    clause, verb = _clause_verb(sentence, i)
    bracket = _bracket(symbols, i)
    return [
        f"size={size}|u={unit}|{better}",
        f"size={size}|u={unit}|k={kind}",
        f"size={size}|u={unit}|k={kind}|lead={lead}",
        f"size={size}|u={unit}|c={clause}",
        f"built={built}|u={unit}",
        f"built={built}|u={unit}|size={size}",
        f"built={built}|c={clause}|u={unit}",
        f"lead={further} {lead}|u={unit}",
        f"lead={lead}|behind={behind[0]}|u={unit}",
        f"behind={behind[0]} {behind[1]}|u={unit}|{better}",
        f"behind={behind[0]} {behind[1]} {behind[2]}|u={unit}",
        f"behind={' '.join(behind)}|{kind}",
        f"clause={clause}|u={unit}|{better}",
        f"clause verb={verb}|u={unit}",
        f"clause verb={verb}|lead={lead}",
        f"bracket={bracket}|u={unit}",
        f"bracket={bracket}|c={clause}|u={unit}|{better}",
        f"bracket={bracket}|size={size}|u={unit}",
        f"rival={is_bracketed_rival(sentence, quantity)}|u={unit}",
    ]


_SIZES: Final = (1, 3, 6, 12, 25, 50, 75, 100)


def _size(quantity: QuantityMatch) -> str:
    """Return how large a number is, coarsely: a percentage of 90 is seldom a change, one of 0.4 seldom a level."""
    return next((f"<{limit}" for limit in _SIZES if quantity.low < limit), "large")


def _kind_of(symbols: list[Symbol], at: int) -> str:
    """Return a symbol's text, with one name for all nouns of change."""
    if not 0 <= at < len(symbols):
        return "edge"
    return "CHANGE" if symbols[at].text in NOUNS else symbols[at].text


def _clause_verb(sentence: ResultSentence, i: int) -> tuple[str, str]:
    """Return what the nearest word of change or level in a number's own clause says, and the word."""
    for at in range(i - 1, max(-1, i - 20), -1):
        text = sentence.texts[at]
        if text in _CLAUSE_OPENERS:
            return "opener", text
        if sentence.groups[at]:
            return sentence.groups[at], text
    return "none", "none"


def _bracket(symbols: list[Symbol], i: int) -> str:
    """Tell whether a number stands in brackets, and behind what."""
    for at in range(i - 1, max(-1, i - 8), -1):
        if symbols[at].text == ")":
            return "no"
        if symbols[at].text == "(":
            return f"{_kind_of(symbols, at - 1)}|first={at == i - 1}"
    return "no"


def _form_path(sentence: ResultSentence, i: int, j: int, unit: str, better: str) -> list[str]:
    """Describe the words between a number at `i` and its metric at `j`, and beside that."""
    side, lo, hi = ("A", i, j) if j > i else ("B", j, i)
    between = sentence.texts[lo + 1 : hi]
    last = len(sentence.texts) - 1
    behind, behind_group = (sentence.texts[j + 1], sentence.groups[j + 1]) if j < last else ("END", "")
    before, before_group = (sentence.texts[j - 1], sentence.groups[j - 1]) if j else ("BEGIN", "")
    features = [
        f"m-1={before}|{side}|u={unit}",
        f"m-1g={before_group}|u={unit}|{better}",
        f"m+1={behind}|{side}|u={unit}",
        f"m+1g={behind_group}|u={unit}|{better}",
    ]
    if len(between) <= 4:
        features.append(f"path={side}:{' '.join(between)}")
    features += [f"btw={side}:{w}" for w in set(between[:8])]
    features += [f"btwg={side}{g}|u={unit}|{better}" for g in set(sentence.groups[lo + 1 : hi]) if g]
    return features


def _governing(sentence: ResultSentence, i: int, unit: str, better: str) -> list[str]:
    """The nearest words of change or level before and behind a number, not past another number where one is nearer."""
    symbols, texts, groups = sentence.symbols, sentence.texts, sentence.groups
    features = []
    crossed = 0
    for at in range(i - 1, -1, -1):
        if symbols[at].kind == "quantity":
            crossed += 1
        if groups[at] and texts[at] not in _PLAIN_LEVELS:
            features += [
                f"gov-={texts[at]}|u={unit}",
                f"gov-g={groups[at]}|u={unit}|{better}|x={min(crossed, 2)}",
                f"gov-d={groups[at]}{bucket(i - 1 - at)}",
            ]
            break
    for at in range(i + 1, min(i + 9, len(symbols))):
        if symbols[at].kind == "quantity":
            break
        if groups[at]:
            features += [
                f"gov+={texts[at]}|u={unit}",
                f"gov+g={groups[at]}|u={unit}|{better}",
                f"gov+d={groups[at]}{bucket(at - i - 1)}|u={unit}",
            ]
            break
    features += [f"w-{w}" for w in _GOVERNING_BEFORE.intersection(texts[max(0, i - 12) : i])]
    features += [f"w+{w}" for w in _GOVERNING_BEHIND.intersection(texts[i + 1 : i + 10])]
    return features
