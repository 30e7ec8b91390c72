"""What a result is compared with: phrases behind the words that compare."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from .constructions import comparison_roles, quantity_lists
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
        number: Its place in an enumeration of what is compared with.
        size: How many are enumerated.
    """

    text: str
    cue: str
    start: int
    end: int
    number: int = 0
    size: int = 1


_VERB: Final = (
    r"(?:out-?\s?perform|surpass|exceed|beat|improv|lagg?|outclass|dominat|overtak)(?:e?s|ed|e|ing)?"
    r"(?:\s(?:up)?on|\sover|\sbehind)?"
)
_COMPARE: Final = r"(?:as\s)?compar(?:e[ds]?|ing)(?:\s(?!to|with|against)[\w-]+){0,4}\s(?:to|with|against)"
_CUE: Final = re.compile(
    rf"(?<![-‐–/])\b(?:(?P<than>than)|(?P<compared>{_COMPARE}|in\s(?:comparison|contrast)\s(?:to|with)|contrasting\swith)"
    r"|(?P<respect>with\srespect\sto(?:\s\(w\.r\.t\.?\))?|w\.?\s?r\.?\s?t\.?|relative\sto)|(?P<vs>vs\.?|versus|against)"
    rf"|(?P<over>(?<!averaged\s)over|upon)|(?P<verb>{_VERB})|(?P<of>of)|(?P<from>from)"
    r"|(?P<on>(?:improvements?|gains?|advances?|reductions?)\son)|(?P<beyond>beyond|above|below)"
    r"|(?P<instead>instead\sof|replacing|unlike|(?:gap|difference)s?\s(?:with|to|from|between))"
    r"|(?P<while>while|whereas|where|but)"
    r"|(?P<paron>(?:on|at)\spar\swith|(?:comparabl[ey]|similar|superior|equal|inferior|competitive)\s(?:[\w-]+\s){0,2}?(?:to|with)|close\sto)"
    r"|(?P<as>(?:as|same|similar|comparable|equivalent|identical)\s(?:(?!as\b)[\w-]+\s){1,4}as)"
    r"|(?P<times>(?:times|twice)(?:\sof)?(?=\s(?:the|its|their|that)\b)))"
    r"\s+(?:that\sof\s|those\sof\s|the\suse\sof\s|what\sis\s\w+\sby\s)?"
    r"(?:(?:that|those|the\sresults?|with|when|if|on|in|by|for)\s(?:(?:made|obtained|achieved|produced|trained|reported|required)\s)?"
    r"(?:(?:with|by|under|for|of|using|in|from)\s)?(?!\d))?",
    re.IGNORECASE,
)
_LEVEL_OF: Final = re.compile(
    r"\s?(?:(?!(?:for|by|with|of|in|from|and|to|than|on|at|over)\b)[A-Za-z-]+\s){0,3}"
    r"(?:(?:achieved|obtained|reported|given|required)\s)?(?:for|by|with|of|in|from)\s(?:(?:that|those)\s(?:of|with|by)\s)?"
)
"""Behind a number, to whose it is: "compared to 25 % for *A*"."""
_COORDINATED: Final = re.compile(
    r"(?:\band|,)\s+(?=[A-Za-z](?:[^\d,;()%]|(?<=[\w-])\d){2,60}?\sby\s(?:[a-z]+\s){0,4}?\d)"
)
"""What is compared second: "outperforms A by x and *B* by y"."""
_EXAMPLE: Final = re.compile(
    r",?\s(?:such\sas|like|namely|e\.g\.,?|including)\s|\s\((?:e\.g\.,?\s|i\.e\.,?\s)?(?=[A-Z])|,\s(?=[A-Z]\w*[A-Z\d])"
)
"""Behind what is compared with, the name of it: "closed models such as *A*", "the best model, *A*, by x"."""
_LISTED: Final = re.compile(r",?\s(?:and|or)\s(?:the|an?)\s|,\s(?:the|an?)\s")
_AND: Final = re.compile(r",?\s(?:and|&|or)\s(?:the\s|by\s)?|,\s(?:the\s)?")
_DETERMINER: Final = re.compile(r"^(?:(?:the|a|an|its|their|our|all|other|any|both)\s+)+(?=\S)", re.IGNORECASE)
_KEPT_DETERMINERS: Final = ("other", "all", "both")
_QUOTE: Final = re.compile(r"(?:the\s)?[\"“`']*")
_CLOSING: Final = "\"”’'"
_GENERIC: Final = re.compile(
    r"(?:the\s|an?\s)?(?:(?!of\b)[\w-]+\s){0,3}?(?:performance|accuracy|accuracies|results?|scores?|rates?|errors?|quality|efficiency|robustness"
    r"|capabilit(?:y|ies)|generali[sz]ation|speed|ability|level|levels|value|values|size|time|latency)\s(?:of|by|from|in)\s"
    r"(?:all\s(?=the)|both\s(?=the))?(?:the\s|a\s|an\s)?",
    re.IGNORECASE,
)
"""Heads that say what is measured, not what is compared with: "the accuracy of *A*"."""
_MEASURED: Final = r"[~$+<>≈±]*\d[\d.,]*\s?(?:\\?%|percent|x\b|×|\$|times\b|pp\b|points?\b|[kM]?FPS\b|m?s\b|dB\b)"
_NEW_SUBJECT: Final = "we|our|it|they|this|these|its|their|(?<!of\\s)(?<!both\\s)(?<!all\\s)the"
_STOP: Final = re.compile(
    r"[,;:()\[\]\"”]|\.(?=[\s\"”]|$)|\s?—|\s[–-]\s|\s[–-](?=\w)|['’]s?\s(?=[~$]*\d)|[~\\\s]*cite[a-z]*\{"
    rf"|\s(?:and\s|&\s)?(?={_MEASURED})|(?<=\w)\s(?:{_NEW_SUBJECT})\s"
    r"|(?<![-‐–/])\b(?:by|on|in|for|with|while|whereas|at|using|when|where|which|that|who|under|across|respectively|and\s(?:by|is|are|the|a|achiev\w+|reduc\w+|improv\w+|on|in|up|with|without|can|has|only|over|also|thus|therefore|then|eliminat\w+|increas\w+|maintain\w+|outperform\w*|yield\w*|demonstrat\w+|show\w*|allow\w*)"
    r"|but|because|such|like|as|is|are|was|were|to|from|up|without|yet|after|before|through|within|per|than|over|despite|resulting|achieving|leading|furthermore|being|based|called|trained|evaluated|including|requiring|having|takes?|achieves?|achieved|reaches|reached|requires?|obtains?|obtained|yields?|shows?|allowing"
    r"|enabling|making|makes|reducing|improving|reported|fails?|cannot|can|could|does|did|has|had|have|effectively|significantly)\b(?![-‐–/](?=\w))"
)
_ACTIVITY: Final = re.compile(r"(?:using|training|being|without)\b")
"""A word that ends a phrase elsewhere and begins it here: "compared to *using* only images"."""
_DANGLING: Final = re.compile(r"(?:\s(?:and|or|of|the|an?|both|only|about|with|also))+$|^(?:an?|the)$")
_NOT_A_BASELINE: Final = re.compile(
    r"^(?:\d(?!\d?\s(?:state|base|prior|exist|recent|other))|average|\W|one\b|two\b|three\b|(?:a\s)?(?:ten|twenty|thirty|fifty|hundreds?|thousands?|dozens?|half)\b|less\b|fewer\b|seen\b|shown\b|course\b|various\sdomains|several|many|multiple|time|different|four|five|six|ones\b|these\b|this\b|it\b|more\b|real(?!(?:\s|-)?time)|previously$|all$|other$|we\b|our\b|also\b|only\b|maintain|achiev|still\b|being\b|requir|keep|retain|using$)",
    re.IGNORECASE,
)
_WEAK: Final = ("of", "from", "levelof", "while", "part0", "part1", "part2")
MOST_CHARACTERS: Final = 90


def baseline_candidates(document: Document, sentence: ResultSentence) -> list[BaselineCandidate]:
    """Find the phrases of a sentence that a result may be compared with, in text order."""
    found: list[BaselineCandidate] = []
    text = document.text
    for match in _CUE.finditer(text, sentence.start, sentence.end):
        cue = match.lastgroup or "verb"
        if cue == "verb":
            cue = "verb-" + match["verb"][:4].lower()
        candidate = _phrase(text, match.end(), sentence.end, cue)
        if candidate is not None:
            found.append(candidate)
            found += _within(text, candidate, sentence.end)
    for quantity in sentence.quantities:
        behind = _LEVEL_OF.match(text, quantity.end, sentence.end)
        candidate = _phrase(text, behind.end(), sentence.end, "levelof") if behind else None
        if candidate is not None:
            found.append(candidate)
    # What is improved is mostly what is measured ("improves A by x and B by y").
    if any(candidate.cue.startswith("verb") and candidate.cue != "verb-impr" for candidate in found):
        for match in _COORDINATED.finditer(text, sentence.start, sentence.end):
            candidate = _phrase(text, match.end(), sentence.end, "coordinated")
            if candidate is not None:
                found.append(candidate)
    return found


def _within(text: str, candidate: BaselineCandidate, limit: int) -> list[BaselineCandidate]:
    """Find the names that a phrase ends in, and the parts of a coordination."""
    if candidate.cue in _WEAK:
        return []
    found = []
    parts = []
    start = candidate.start
    for link in _AND.finditer(text, candidate.start, candidate.end):
        parts.append((start, link.start()))
        start = link.end()
    if parts:
        parts.append((start, candidate.end))
        found += [
            BaselineCandidate(text[a:b], f"part{min(k, 2)}", a, b, k, len(parts))
            for k, (a, b) in enumerate(parts)
            if b - a > 1
        ]
    at = candidate.end
    while (listed := _LISTED.match(text, at, limit)) is not None:
        name = _phrase(text, listed.end(), limit, "listed")
        if name is None:
            break
        found.append(name)
        at = name.end
    example = _EXAMPLE.match(text, candidate.end, limit)
    if example is not None:
        name = _phrase(text, example.end(), limit, "example")
        if name is not None:
            found.append(name)
    return found


def _phrase(text: str, start: int, limit: int, cue: str) -> BaselineCandidate | None:
    generic = _GENERIC.match(text, start, limit)
    if generic is not None:
        start = generic.end()
    quote = _QUOTE.match(text, start)
    start = quote.end() if quote else start
    end = min(limit, start + MOST_CHARACTERS)
    opening = _ACTIVITY.match(text, start, end)
    stop = _STOP.search(text, opening.end() if opening else start, end)
    if stop is not None and opening and not text[opening.end() : stop.start()].strip():
        stop = _STOP.search(text, stop.end(), end)  # "training *from* scratch"
    if stop is not None:
        end = stop.start()
    phrase = _DANGLING.sub("", text[start:end].rstrip()).rstrip(_CLOSING)
    determiner = _DETERMINER.match(phrase)
    if determiner:
        kept = [w for w in determiner.group().split() if w.lower() in _KEPT_DETERMINERS]
        cut = determiner.end() if not kept else determiner.group().lower().rindex(kept[0].lower())
        start, phrase = start + cut, phrase[cut:]
    if len(phrase) < 2 or _NOT_A_BASELINE.match(phrase):
        return None
    return BaselineCandidate(phrase, cue, start, start + len(phrase))


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
    return features


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
    rivals = [sentence.at(c.start) for c in candidates if c.cue not in _WEAK]
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
