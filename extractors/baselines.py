"""What a result is compared with: features of the choice among the phrases of its sentence, and none of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from .baseline_phrases import WEAK_CUES, BaselineCandidate
from .clause_subjects import OWN_WORDS, RIVAL_WORDS
from .constructions import comparison_roles, quantity_lists
from .metric_cues import unit_class
from .path_features import bucket, path_features
from .result_sentence import ResultSentence

FRONT: Final = 5
"""Symbols within which a phrase opens its sentence: "Compared to A, ..."."""
LEVEL_WITHIN: Final = 9
"""Symbols within which a number behind a phrase is the phrase's own: "A (12 ms)", "while A needs 12 ms"."""
_CLAUSE_WORDS: Final = frozenset("; while whereas but which when although though".split())


def baseline_features(
    sentence: ResultSentence,
    quantity: int,
    candidate: BaselineCandidate,
    candidates: Sequence[BaselineCandidate],
    label: str,
) -> list[str]:
    """Describe a phrase as what a number is compared with.

    Args:
        sentence: The number's sentence.
        quantity: The number's index in it.
        candidate: The phrase.
        candidates: All phrases of the sentence.
        label: The claim's form with its direction as a sign (`change+`).
    """
    symbols = sentence.symbols
    i = sentence.quantity_at[quantity]
    j = sentence.at(candidate.start)
    unit = unit_class(sentence.quantities[quantity].unit)
    words = candidate.text.lower().split()
    path = path_features(sentence, i, j, "quantity")
    tag = candidate.cue
    features = [
        f"cue={tag}",
        f"cue={tag}|{label}",
        f"label={label}",
        f"u={unit}|{tag}",
        f"len={min(6, len(words))}",
        f"tail={candidate.tail}",
        f"tail={candidate.tail}|{tag}",
    ]
    features += path
    features += [f"{tag}|{f}" for f in path if f[:2] in ("d=", "n=", "no", "si")]
    features += [f"{label}|{f}" for f in path if f[:2] in ("n=", "si")]
    features += [
        f"first={words[0]}",
        f"last={words[-1]}",
        f"{tag}|first={words[0]}",
        f"kind={symbols[j].kind}|{tag}",
    ]
    features += [f"has={w}" for w in words[:6]]
    features += _inside(sentence, candidate, tag, label)
    features += _standing(sentence, quantity, candidate, candidates, tag)
    features.append(f"gap={bucket(abs(i - j))}|{tag}|{label}")
    features += _between(sentence, quantity, candidate, tag, label)
    return features


def _between(sentence: ResultSentence, quantity: int, candidate: BaselineCandidate, tag: str, label: str) -> list[str]:
    """Describe the clauses between a number and a phrase, what frames both, and a number of the phrase's own."""
    texts = sentence.texts
    i, j = sentence.quantity_at[quantity], sentence.at(candidate.start)
    side = "A" if j > i else "B"
    between = texts[min(i, j) + 1 : max(i, j)]
    clauses, commas = sum(map(_CLAUSE_WORDS.__contains__, between)), between.count(",")
    kind = tag.partition("-")[0]
    lead = texts[i - 1] if i else "BEGIN"
    follows = texts[i + 1] if i + 1 < len(texts) else "END"
    held = _held(sentence, candidate)
    level = _own_level(sentence, quantity, j)
    fronted = j <= FRONT and sentence.quantity_at[0] > j
    return [
        f"clauses={side}{min(clauses, 2)}{min(commas, 2)}|{tag}",
        f"clauses={side}{min(clauses, 2)}|{label}",
        f"lead={lead}|{side}|{kind}",
        f"follows={follows}|{side}|{kind}",
        f"lead={lead}|{label}",
        f"held={held}|{tag}",
        f"held={held}|{label}",
        f"fronted={fronted}|{label}",
        f"role={comparison_roles(sentence)[quantity]}|{tag}|{side}",
        f"own level={level}|{side}|{label}",
        f"own level={level}|{side}|{tag}",
    ]


def _held(sentence: ResultSentence, candidate: BaselineCandidate) -> str:
    """Tell what kinds of names a phrase holds, else whether it speaks of somebody else's work or of the paper's own."""
    symbols = sentence.symbols[sentence.at(candidate.start) : sentence.at(candidate.end - 1) + 1]
    kinds = sorted({symbol.text for symbol in symbols if symbol.kind == "entity"})
    if kinds:
        return "+".join(kinds)
    words = frozenset(candidate.text.lower().split())
    return "rival" if words & RIVAL_WORDS else "own" if words & OWN_WORDS else "none"


def _own_level(sentence: ResultSentence, quantity: int, at: int) -> str:
    """Tell whether another number stands right behind a phrase, in brackets or not, and in the same unit."""
    places = sentence.quantity_at
    after = bisect_right(places, at)
    if after == len(places) or after == quantity or places[after] - at > LEVEL_WITHIN:
        return "none"
    gap = sentence.texts[at + 1 : places[after]]
    same = sentence.quantities[after].unit == sentence.quantities[quantity].unit
    return f"{'bracketed' if '(' in gap else 'plain'}{same}{len(gap) <= 3}"


def _inside(sentence: ResultSentence, candidate: BaselineCandidate, tag: str, label: str) -> list[str]:
    """Describe what a phrase holds: names, metrics, and whether it ends in what is measured."""
    last = sentence.at(candidate.end - 1)
    held = sentence.symbols[sentence.at(candidate.start) : last + 1]
    features = [f"in={s.text}|{tag}" for s in held if s.kind in ("entity", "metric")]
    features += [f"in={s.text}" for s in held if s.kind in ("entity", "metric")]
    end = sentence.symbols[last]
    features.append(f"ends={end.text if end.kind in ('entity', 'metric') else end.kind}|{tag}")
    behind = sentence.texts[last + 1] if last + 1 < len(sentence.texts) else "END"
    features += [f"behind={behind}|{tag}", f"behind={behind}"]
    first = sentence.at(candidate.start)
    before = sentence.texts[first - 1] if first else "BEGIN"
    features.append(f"before={before}|{tag}")
    return features


def _standing(
    sentence: ResultSentence,
    quantity: int,
    candidate: BaselineCandidate,
    candidates: Sequence[BaselineCandidate],
    tag: str,
) -> list[str]:
    """Describe how a number and a phrase stand among the other numbers and phrases."""
    i, j = sentence.quantity_at[quantity], sentence.at(candidate.start)
    side = "A" if j > i else "B"
    rivals = [sentence.at(c.start) for c in candidates if c.cue not in WEAK_CUES and not c.tail]
    nearer = sum(abs(r - i) < abs(j - i) and (r > i) == (j > i) for r in rivals if r != j)
    other = sum(abs(r - i) < abs(j - i) and (r > i) != (j > i) for r in rivals if r != j)
    closer = [q for q in sentence.quantity_at if abs(q - j) < abs(i - j)]
    same = sum((q > j) == (i > j) for q in closer)
    features = [
        f"nearer={side}{min(nearer, 2)}{min(other, 2)}|{tag}",
        f"closer={side}{min(same, 2)}{min(len(closer) - same, 2)}|{tag}",
        f"rivals={min(len(rivals), 3)}|{tag}",
    ]
    number, size, _ = quantity_lists(sentence)[i]
    if candidate.size > 1 or size > 1:
        how = "uneven" if size != candidate.size else "same" if number == candidate.number else "cross"
        features += [f"list={how}|{min(size, 3)}|{min(candidate.size, 3)}", f"list={how}|{side}|{tag}"]
        features.append(f"list={how}|resp={'respectively' in sentence.texts}")
    if tag == "levelof":
        whose = max(bisect_left(sentence.quantity_at, j) - 1, 0)
        at = sentence.quantity_at[whose]
        before = sentence.texts[at - 1] if at else "BEGIN"
        role = comparison_roles(sentence)[whose]
        features += [
            f"level={whose == quantity}|{role}",
            f"level={whose == quantity}|{before}",
            f"level={whose - quantity}",
        ]
        features.append(f"level={whose == quantity}|own={comparison_roles(sentence)[quantity]}")
    return features


def no_baseline_features(
    sentence: ResultSentence, quantity: int, candidates: list[BaselineCandidate], label: str, metric: str
) -> list[str]:
    """Describe the choice that a number is compared with none of the phrases of its sentence.

    Args:
        sentence: The number's sentence.
        quantity: The number's index in it.
        candidates: The phrases.
        label: The claim's form with its direction as a sign.
        metric: Canonical id.
    """
    symbols = sentence.symbols
    i = sentence.quantity_at[quantity]
    before = symbols[i - 1].text if i else "BEGIN"
    behind = symbols[i + 1].text if i + 1 < len(symbols) else "END"
    cues = sorted({candidate.cue for candidate in candidates})[:2]
    return [
        "none",
        f"none|{label}",
        f"none|u={unit_class(sentence.quantities[quantity].unit)}",
        f"none|{label}|{min(3, len(candidates))}",
        f"none|n={min(4, len(sentence.quantities))}",
        f"none|m={metric}",
        f"none|{label}|cues={'+'.join(cues)}",
        f"none|+1={behind}|{label}",
        f"none|-1={before}|{label}",
        f"none|i={min(quantity, 3)}|{label}",
    ]
