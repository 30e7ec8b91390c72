"""What a result is compared with: phrases behind the words that compare."""

import re
from typing import Final, NamedTuple

from .document import Document
from .metric_cues import unit_class
from .path_features import bucket, path_features
from .result_sentence import ResultSentence


class BaselineCandidate(NamedTuple):
    """A phrase that something is compared with.

    Attributes:
        text: As written, without a leading determiner.
        cue: The comparing words that lead to it, folded to one spelling.
        start: First character.
        end: One past the last.
    """

    text: str
    cue: str
    start: int
    end: int


_VERB: Final = (
    r"(?:out-?\s?perform|surpass|exceed|beat|improv|lagg?|outclass|dominat|overtak)(?:e?s|ed|e|ing)?"
    r"(?:\s(?:up)?on|\sover|\sbehind)?"
)
_COMPARE: Final = r"(?:as\s)?compar(?:e[ds]?|ing)(?:\s(?!to|with|against)[\w-]+){0,4}\s(?:to|with|against)"
_CUE: Final = re.compile(
    rf"\b(?:(?P<than>than)|(?P<compared>{_COMPARE}|in\s(?:comparison|contrast)\s(?:to|with))"
    r"|(?P<respect>with\srespect\sto(?:\s\(w\.r\.t\.?\))?|w\.?\s?r\.?\s?t\.?|relative\sto)|(?P<vs>vs\.?|versus|against)"
    rf"|(?P<over>(?<!averaged\s)over|upon)|(?P<verb>{_VERB})|(?P<of>of)|(?P<from>from)"
    r"|(?P<paron>on\spar\swith|(?:comparable|similar|superior|equal|inferior|competitive)\s(?:to|with)|close\sto)"
    r"|(?P<as>(?:as|same|similar|comparable)\s(?:(?!as\b)[\w-]+\s){1,4}as)"
    r"|(?P<times>(?:times|twice)(?:\sof)?(?=\s(?:the|its|their|that)\b))"
    r"|(?P<levelof>(?<=\d\s|%\s|x\s)(?:for|by|with|achieved\sby|obtained\sby|reported\s(?:by|in))))"
    r"\s+(?:that\sof\s|those\sof\s|the\suse\sof\s)?",
    re.IGNORECASE,
)
_COORDINATED: Final = re.compile(r"(?:\band|,)\s+(?=[^\d,;()]{3,60}?\sby\s(?:[a-z]+\s){0,4}?\d)")
"""What is compared second: "outperforms A by x and *B* by y"."""
_DETERMINER: Final = re.compile(r"^(?:(?:the|a|an|its|their|our|all|other|any|both)\s+)+(?=\S)", re.IGNORECASE)
_KEPT_DETERMINERS: Final = ("other", "all", "both")
_STOP: Final = re.compile(
    r"[,;:()\[\]\"”]|\.(?=[\s\"”]|$)|\s?—|\s[–-]\s|\b(?:by|on|in|for|with|while|whereas|at|using|when|where|which|that|who|under|across|respectively|and\s(?:by|is|are|the|a|achiev\w+|reduc\w+|improv\w+|on|in|up|with|without|can|has|only|over)"
    r"|but|because|such|like|as|is|are|was|were|to|from|up|without|yet|after|before|through|within|per|than|over|despite|resulting|achieving|leading|furthermore|being|based|called|trained|evaluated|including|requiring|having)\b"
)
_ACTIVITY: Final = re.compile(r"(?:using|training|being|without)\b")
"""A word that ends a phrase elsewhere and begins it here: "compared to *using* only images"."""
_NOT_A_BASELINE: Final = re.compile(
    r"^(?:\d|average|\W|one\b|two\b|three\b|several|many|multiple|time|different|four|five|six|ones\b|these\b|this\b|it\b|more\b|real|previously$|all$|other$)",
    re.IGNORECASE,
)
MOST_CHARACTERS: Final = 90


def baseline_candidates(document: Document, sentence: ResultSentence) -> list[BaselineCandidate]:
    """Find the phrases of a sentence that a result may be compared with, in text order."""
    found = []
    text = document.text
    for match in _CUE.finditer(text, sentence.start, sentence.end):
        cue = match.lastgroup or "verb"
        if cue == "verb":
            cue = "verb-" + match["verb"][:4].lower()
        candidate = _phrase(text, match.end(), sentence.end, cue)
        if candidate is not None:
            found.append(candidate)
    if any(candidate.cue.startswith("verb") for candidate in found):
        for match in _COORDINATED.finditer(text, sentence.start, sentence.end):
            candidate = _phrase(text, match.end(), sentence.end, "coordinated")
            if candidate is not None:
                found.append(candidate)
    return found


def _phrase(text: str, start: int, limit: int, cue: str) -> BaselineCandidate | None:
    end = min(limit, start + MOST_CHARACTERS)
    opening = _ACTIVITY.match(text, start, end)
    stop = _STOP.search(text, opening.end() if opening else start, end)
    if stop is not None:
        end = stop.start()
    phrase = text[start:end].rstrip()
    determiner = _DETERMINER.match(phrase)
    if determiner:
        kept = [w for w in determiner.group().split() if w.lower() in _KEPT_DETERMINERS]
        cut = determiner.end() if not kept else determiner.group().lower().rindex(kept[0].lower())
        start, phrase = start + cut, phrase[cut:]
    if len(phrase) < 2 or _NOT_A_BASELINE.match(phrase):
        return None
    return BaselineCandidate(phrase, cue, start, start + len(phrase))


def baseline_features(sentence: ResultSentence, quantity: int, candidate: BaselineCandidate, label: str) -> list[str]:
    """Describe a phrase as what a number is compared with.

    Args:
        sentence: The number's sentence.
        quantity: The number's index in it.
        candidate: The phrase.
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
    features.append(f"gap={bucket(abs(i - j))}|{tag}|{label}")
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
