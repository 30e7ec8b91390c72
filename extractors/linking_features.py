"""Named features of links: between a number and a metric, and between a number and a name.

The models in `extractors/models` weigh them. All describe word order and the words between and beside; none holds a
name or a number, so that what is learned is grammar.
"""

from typing import Final

from ..schemas import better_side, metrics
from .clause_subjects import whose_features
from .construction_rules import metric_by_rule
from .constructions import comparison_roles, metric_lists, quantity_lists, value_chains
from .dimensions import dimension_fit
from .metric_candidates import MetricCandidate
from .metric_cues import unit_class
from .path_features import alignment, bucket, count_between, path_features
from .phrases import METRIC_HEADS
from .result_features import governing_features, nearest_metric_features
from .result_sentence import ResultSentence, once
from .topics import topics_of

OWN_RESULT: Final = frozenset(
    """achieve achieves achieved achieving show shows showed demonstrate demonstrates demonstrated results experiments
    outperform outperforms our we obtain obtains improves improve reduces reduce evaluation evaluations experimental
    reaches reports up""".split()
)

_TAGS: Final = {"subject": "su", "governed": "go", "within": "wi", "headed": "hd", "compound": "co"}


def metric_features(sentence: ResultSentence, quantity: int, candidate: MetricCandidate) -> list[str]:
    """Describe a metric candidate of a number."""
    texts = sentence.texts
    i = sentence.quantity_at[quantity]
    unit = unit_class(sentence.quantities[quantity].unit)
    known = metrics().get(candidate.metric)
    kind = f"{known.kind}{known.better}" if known else "other"
    origin = candidate.origin
    ident = candidate.metric if known or origin == "unit" else "other"
    following = texts[i + 1] if i + 1 < len(texts) else "END"
    leading = texts[i - 1] if i else "BEGIN"
    features = [
        f"org={origin}",
        f"org={origin}|u={unit}",
        f"id={ident}",
        f"u={unit}|id={ident}",
        f"u={unit}|k={kind}|{origin}",
        f"org={origin}|next={following}",
        f"org={origin}|prev={leading}",
        f"lead={leading}|next={following}|{origin}",
        f"unit={sentence.quantities[quantity].unit}|id={ident}",
    ]
    for where, topic in _topics(sentence, quantity):
        features += [f"{where}={topic}|id={ident}", f"{where}={topic}|id={ident}|u={unit}|{origin}"]
    if candidate.at < 0 or candidate.refined:
        features += [f"title={word}|id={ident}" for word in sentence.title]
    if candidate.at < 0:
        features += _unnamed_features(sentence, i, unit, origin, ident)
        return features
    if candidate.refined:
        features += [f"refined={word}|id={ident}" for word in set(texts[max(0, i - 8) : i + 6])]
    j = candidate.at
    tag = "c" if candidate.comparative else _TAGS.get(origin, origin[0] + origin[-1])
    path = path_features(sentence, i, j, "metric")
    features += path
    features += [f"{tag}|{f}" for f in path]
    head, tail = value_chains(sentence)[quantity]
    for mark, other in (("h", head), ("t", tail)):
        if other != quantity and (at := sentence.quantity_at[other]) != j:
            series = path_features(sentence, at, j, "metric")
            features += [f"{mark}|{f}" for f in series if f[:2] in ("pa", "d=", "no", "fi", "la")]
            features.append(f"{mark}|{tag}|{series[0]}")
    if known is None:
        features += _phrase_features(sentence, candidate, sentence.quantities[quantity].unit)
    side, lo, hi = ("A", i, j) if j > i else ("B", j, i)
    rank = count_between(sentence.metric_at, lo, hi)
    nearest = min((abs(i - m) for m in sentence.metric_at if m != j), default=99)
    closer = same_side = 0
    for place in sentence.quantity_at:
        if abs(place - j) < hi - lo:
            closer += 1
            same_side += (place > j) == (i > j)
    depth = texts[lo:hi].count("(") - texts[lo:hi].count(")")
    features += [
        f"rank={side}{min(rank, 3)}|{tag}",
        f"named={min(len(sentence.metrics), 4)}|{tag}",
        f"nearer={hi - lo < nearest}|{tag}",
        f"closer={min(closer, 3)}|{tag}",
        f"closer={min(closer, 2)}{min(same_side, 2)}|{side}|{tag}",
        f"depth={depth}|{side}|{tag}",
    ]
    if candidate.ref >= 0:
        by_rule = metric_by_rule(sentence, quantity)
        if by_rule is not None:
            features.append(f"rule={by_rule[1]}|{by_rule[0] == candidate.ref}")
        how = alignment(quantity_lists(sentence), i, metric_lists(sentence), j)
        resp = "respectively" in texts[hi:]
        features += [f"list={how}", f"list={how}|resp={resp}|{side}"]
    near = texts[j + 1] if j + 1 < len(texts) else "END"
    before = texts[j - 1] if j else "BEGIN"
    features += [
        f"m-1={before}|id={ident}",
        f"m+1={near}|id={ident}",
        f"m+1={near}|{side}",
        f"m-1={before}|{side}",
        f"id={ident}|{side}|{bucket(hi - lo - 1)}",
    ]
    if known is not None:
        words = candidate.wording
        features += [f"words={words}", f"words={words}|u={unit}", f"words={words}|{side}"]
    return features


@once
def _topics(sentence: ResultSentence, quantity: int) -> list[tuple[str, str]]:
    """Return what the sentence, the words beside a number, and the title are about."""
    at = sentence.word_at[quantity]
    near = topics_of(sentence.words[max(0, at - 8) : at + 8])
    return [
        *(("about", topic) for topic in _sentence_topics(sentence)),
        *(("title about", topic) for topic in _title_topics(sentence)),
        *(("near", topic) for topic in near),
    ]


@once
def _sentence_topics(sentence: ResultSentence) -> list[str]:
    return topics_of(sentence.words)


@once
def _title_topics(sentence: ResultSentence) -> list[str]:
    return topics_of(sentence.title)


def _unnamed_features(sentence: ResultSentence, i: int, unit: str, origin: str, ident: str) -> list[str]:
    """Describe a metric that no words of the sentence name, for a number at `i`."""
    named = len(sentence.metrics)
    nearest = min((abs(i - j) for j in sentence.metric_at), default=99)
    features = [
        f"{origin}|named={min(named, 3)}",
        f"{origin}|u={unit}|named={min(named, 2)}",
        f"{origin}|near={bucket(nearest)}",
    ]
    window = slice(max(0, i - 6), i + 5)
    for word, group in zip(sentence.texts[window], sentence.groups[window], strict=True):
        if group or word in ("than", "over", "by"):
            features.append(f"{origin}|w={word}")
    texts = sentence.texts
    features += [f"before={word}|id={ident}" for word in set(texts[max(0, i - 8) : i])]
    features += [f"behind={word}|id={ident}" for word in set(texts[i + 1 : i + 7])]
    features.append(f"{origin}|id={ident}|named={min(named, 2)}")
    return features


def _phrase_features(sentence: ResultSentence, candidate: MetricCandidate, unit: str) -> list[str]:
    """Describe a phrase outside the taxonomy: does it read like something that is measured?"""
    words = candidate.metric.removeprefix("other:").split("_")
    head, origin = words[-1], candidate.origin
    first = sentence.at(candidate.start)
    inside = {s.kind for s in sentence.symbols[first : sentence.at(candidate.end - 1) + 1]}
    lead = sentence.texts[first - 1] if first else "BEGIN"
    before = range(first - 1, max(-1, first - 4), -1)
    verb = next((sentence.texts[at] for at in before if sentence.groups[at]), "none")
    measured = head in METRIC_HEADS
    cue = any(start >= candidate.start and end <= candidate.end for start, end, _ in sentence.cues)
    fit = dimension_fit(unit, head)
    return [
        f"ph|unit={fit}",
        f"ph|unit={fit}|{origin}",
        f"ph={origin}|len={len(words)}",
        f"ph={origin}|name={'entity' in inside}",
        f"ph|head={head if measured else 'none'}|{origin}",
        f"ph|measured={measured}|{origin}",
        f"ph|lead={lead}|{origin}",
        f"ph|verb={verb}|{origin}",
        f"ph|first={words[0]}",
        f"ph|last={head}",
        f"ph|ending={head[-3:]}|{origin}",
        f"ph|caps={candidate.acronym}|{origin}",
        f"ph|caps={candidate.acronym}",
        f"ph|metric inside={'metric' in inside}|{origin}",
        f"ph|measured={measured}",
        f"ph|cue={cue}|{origin}",
    ]


def quantity_features(sentence: ResultSentence, quantity: int, title: bool, position: float) -> list[str]:
    """Describe a number by itself and its surroundings: is it a result?

    Args:
        sentence: Its sentence.
        quantity: Its index.
        title: Whether the sentence is the title.
        position: Where the sentence stands in the text, 0 to 1.
    """
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
    texts = sentence.texts
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
    features += [f"s={w}" for w in OWN_RESULT.intersection(texts)]
    nearest = min((abs(i - m) for m in sentence.metric_at), default=99)
    features.append(f"near={bucket(nearest)}|u={unit}")
    features += governing_features(sentence, quantity)
    features += nearest_metric_features(sentence, quantity)
    return features


_BETWEEN_NUMBERS: Final = frozenset(
    "to vs than compared ( while whereas from for and against versus baseline by".split()
)


def subject_features(sentence: ResultSentence, quantity: int, candidate: MetricCandidate, form: str) -> list[str]:
    """Describe a number: is it the paper's own result or that of what it is compared with?"""
    i = sentence.quantity_at[quantity]
    q = sentence.quantities[quantity]
    texts = ["BEGIN", "BEGIN", *sentence.texts, "END", "END", "END"]
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
            gap = sentence.texts[lo + 1 : hi]
            same = o.unit == q.unit
            features += [
                f"{name}same={same}|{form}",
                f"{name}gap={' '.join(gap) if len(gap) <= 4 else 'long'}|{same}",
                f"{name}less={o.low < q.low}|{same}|{better_side(candidate.metric)}",
            ]
            features += [f"{name}has={w}|{same}|{form}" for w in _BETWEEN_NUMBERS.intersection(gap)]
    features += whose_features(sentence, quantity, form)
    return features
