"""What can be seen of a name as what a number was obtained on, as named features for the log-linear model."""

import re
from itertools import pairwise
from typing import Final

from ..schemas import metrics
from .constructions import NAME_LIST_MARKS, list_groups, quantity_lists, value_chains
from .context import ContextCandidate
from .document import Document
from .entity import Entity, EntityKind
from .path_features import alignment, bucket, count_between, path_features
from .result_sentence import ResultSentence, once


def context_features(
    document: Document,
    sentence: ResultSentence,
    quantity: int,
    candidate: ContextCandidate,
    candidates: list[ContextCandidate],
    entities: list[Entity],
    form: str,
    metric: str,
    subject: str,
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
        features += _elsewhere(document, sentence, candidate, candidates, here, names, entities, metric, subject)
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
    features += _turns(sentence, quantity, kind, j, tuple(places))
    features += _role(sentence, i, candidate, metric, subject)
    return features


def no_context_features(candidates: list[ContextCandidate], form: str, metric: str) -> list[str]:
    """Describe the answer that a number holds on none of the names of a kind that a paper has.

    Args:
        candidates: The names, at least one.
        form: The claim's form.
        metric: The claim's metric.
    """
    kind = candidates[0].kind
    here = len({c.name for c in candidates if c.at >= 0})
    names = len({c.name for c in candidates})
    sort = _sort_of(metric)
    return [
        none_feature(kind),
        f"{kind}|none|{min(3, here)}",
        f"{kind}|none|{min(3, here)}|{min(4, names)}",
        f"{kind}|none|{sort}",
        f"{kind}|none|{sort}|{here > 0}",
        f"{kind}|none|{metric}",
        f"{kind}|none|{form}",
    ]


def _sort_of(metric: str) -> str:
    known = metrics().get(metric)
    return known.kind if known is not None else "other"


def none_feature(kind: EntityKind) -> str:
    """Return the feature that every answer "none" of a kind has."""
    return f"{kind}|none"


@once
def _runs(sentence: ResultSentence, places: tuple[int, ...]) -> tuple[dict[int, int], str]:
    """Number the runs of a sentence's numbers and names, each as long as no symbol of the other sort comes between.

    Returns:
        The run of each symbol, and the sorts of the first and the last run with how many there are: "x on A, y on B"
        is `NE4`.
    """
    numbers = frozenset(sentence.quantity_at)
    runs: dict[int, int] = {}
    count = 0
    first = last = ""
    for place in sorted(numbers.union(places)):
        sort = "N" if place in numbers else "E"
        if sort != last:
            count += 1
            first, last = first or sort, sort
        runs[place] = count
    return runs, f"{first}{last}{min(count, 7)}"


def _turns(sentence: ResultSentence, quantity: int, kind: EntityKind, at: int, places: tuple[int, ...]) -> list[str]:
    """Numbers and names in turns: how far a name's run is from a number's ("A x, B y" or "x on A, y on B")."""
    runs, shape = _runs(sentence, places)
    apart = max(-3, min(3, runs[at] - runs[sentence.quantity_at[quantity]]))
    alone = sum(runs[p] == runs[at] for p in places) == 1
    lead = sentence.texts[at - 1] if at else "BEGIN"
    tied = _tied_runs(sentence, quantity, runs, places)
    where = "A" if runs[at] == tied[1] else "B" if runs[at] == tied[0] else "-"
    return [
        f"{kind}|tied={tied[0] > 0}{tied[1] > 0}|{where}",
        f"tied={tied[0] > 0}{tied[1] > 0}|{where}|{apart}",
        f"{kind}|turns={shape}|{apart}",
        f"turns={shape}|{apart}|alone={alone}",
        f"turns={shape[:2]}|{apart}|lead={lead}",
        f"{kind}|turns={shape[:2]}|{apart}|lead={lead}",
    ]


_PLACING: Final = frozenset("on for in over under at across".split())
_TIED_WITHIN: Final = 9


def _tied_runs(
    sentence: ResultSentence, quantity: int, runs: dict[int, int], places: tuple[int, ...]
) -> tuple[int, int]:
    """Return the runs of names beside a number, before and behind, that a preposition leads in; 0 for none."""
    texts, at = sentence.texts, sentence.quantity_at[quantity]
    own = runs[at]
    before = behind = 0
    for place in places:
        if abs(runs[place] - own) != 1 or _PLACING.isdisjoint(texts[max(0, place - 3) : place]):
            continue
        if place > at and place - at <= _TIED_WITHIN:
            behind = runs[place]
        elif place < at:
            before = runs[place]
    return before, behind


_RIVALLING: Final = {
    **dict.fromkeys("than over against versus vs".split(), "than"),
    **dict.fromkeys("compared relative comparison respect unlike instead".split(), "compared"),
    **dict.fromkeys(
        """outperforms outperform outperforming outperformed surpasses surpass surpassing exceeds exceeding beats
        beating improves improve improving""".split(),
        "verb",
    ),
    **dict.fromkeys("par comparable similar close competitive matches matching".split(), "par"),
}
_PREPARING: Final = {
    **dict.fromkeys("trained training train".split(), "train"),
    **dict.fromkeys("pretrained pretraining pre pre-trained pre-training".split(), "pretrain"),
    **dict.fromkeys(
        "finetuned finetuning fine-tuned fine-tuning tuned tuning adapted adapting transfer".split(), "tune"
    ),
    **dict.fromkeys(
        "evaluated evaluate evaluation tested test testing experiments experiment benchmark".split(), "test"
    ),
    **dict.fromkeys("teacher student backbone encoder initialized".split(), "part"),
}
_REACH: Final = 7


def _role(sentence: ResultSentence, i: int, candidate: ContextCandidate, metric: str, subject: str) -> list[str]:
    """Tell what the words before a name make of it: a rival, what something was trained on, what it is tested on."""
    kind, j = candidate.kind, candidate.at
    side = "A" if j > i else "B"
    rival = prepared = "none"
    texts = sentence.texts
    for k in range(j - 1, max(-1, j - 1 - _REACH), -1):
        text = texts[k]
        if text == "N" or text in ";:":
            break
        if rival == "none":
            rival = _RIVALLING.get(text, "none")
        if prepared == "none":
            prepared = "pretrain" if texts[max(0, k - 2) : k] == ["pre", "-"] else _PREPARING.get(text, "none")
    sort = _sort_of(metric)
    between = count_between(sentence.quantity_at, min(i, j), max(i, j))
    return [
        f"{kind}|rival={rival}|{side}",
        f"{kind}|rival={rival}|{subject}",
        f"{kind}|rival={rival}|{subject}|{side}|{min(2, between)}",
        f"{kind}|subject={subject}|{side}",
        f"{kind}|prepared={prepared}|{side}",
        f"{kind}|sort={sort}|{side}",
        f"{kind}|sort={sort}|{side}|{min(2, between)}",
        f"{kind}|sort={sort}|prepared={prepared}",
    ]


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
    candidates: list[ContextCandidate],
    here: set[str],
    names: set[str],
    entities: list[Entity],
    metric: str,
    subject: str,
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
    features += _group_before(document, sentence, candidate, candidates, here, mentions, metric, subject)
    return features


_SETS_UP: Final = re.compile(
    r"\b(?:evaluat|implement|deploy|test|benchmark|measur|experiment|validat|conduct|perform|prototyp|demonstrat|investigat"
    r"|appl[iy]|verif|assess|result)"
)
_RESULT: Final = re.compile(
    r"\d\s?(?:\\?%|percent|x\b|×|\$?\\times|times\b|points?\b|ms\b|m?[JW]\b|fps\b|FPS\b|dB\b)|\d\.\d"
)
_THESE: Final = frozenset("this these both all each the two three four five our".split())
_SETS: Final = frozenset(
    "dataset datasets benchmark benchmarks corpus corpora task tasks domains settings set sets".split()
)
_PLACES: Final = frozenset("on in for under across".split())


def _group_before(
    document: Document,
    sentence: ResultSentence,
    candidate: ContextCandidate,
    candidates: list[ContextCandidate],
    here: set[str],
    mentions: list[Entity],
    metric: str,
    subject: str,
) -> list[str]:
    """Describe the names of another sentence together, and whether this sentence stays with them."""
    kind = candidate.kind
    nearest = min(c.distance for c in candidates if c.at < 0)
    group = sum(c.distance == candidate.distance for c in candidates)
    far = min(4, candidate.distance)
    sort = _sort_of(metric)
    near = candidate.distance == nearest
    place = f"{kind}|{far}{near}{bool(here)}"
    features = [
        f"{place}|group={min(group, 4)}",
        f"{place}|sort={sort}",
        f"{place}|sort={sort}|group={min(group, 2)}",
        f"{place}|{subject}",
    ]
    mention = mentions[-1]
    for other in mentions:
        if other.start < sentence.start:
            mention = other
    begin, end = document.sentences[document.sentence_at(mention.start)]
    text = document.text
    set_up, results = _tells(sentence, text, begin, end)
    title = end <= document.body
    features.append(f"{place}|set-up={set_up}|results={results}|title={title}")
    features.append(f"{place}|results={results}|group={min(group, 3)}|{sort}")
    words = text[begin : mention.start].lower().replace("-", " ").split()[-_REACH:]
    prepared = next((p for w in reversed(words) if (p := _PREPARING.get(w))), "none")
    features.append(f"{place}|prepared={prepared}")
    for which in _which_sets(sentence):
        features.append(f"{place}|which={which}")
        features.append(f"{place}|which={which}|group={min(group, 4)}")
    features.append(f"{place}|numbers={min(4, len(sentence.quantities))}")
    features += [f"{kind}|{far}|in={word}" for word in _placed(sentence)]
    features.append(f"{place}|opens={sentence.texts[0]}")
    return features


@once
def _tells(sentence: ResultSentence, text: str, begin: int, end: int) -> tuple[bool, bool]:
    """Tell whether another sentence of the text sets an experiment up, and whether it has results."""
    return _SETS_UP.search(text, begin, end) is not None, _RESULT.search(text, begin, end) is not None


@once
def _which_sets(sentence: ResultSentence) -> list[str]:
    """Return, for each word that means datasets or tasks, the word before it that says which ("*both* datasets")."""
    texts = sentence.texts
    return [
        next((w for w in reversed(texts[max(0, k - 4) : k]) if w in _THESE), "none")
        for k, word in enumerate(texts)
        if word in _SETS
    ]


@once
def _placed(sentence: ResultSentence) -> list[str]:
    """Return the words right behind prepositions of place, but for numbers and metrics."""
    return [after for word, after in pairwise(sentence.texts) if word in _PLACES and after not in ("N", "M")]
