"""Phrases that a result may be compared with: what stands behind the words that compare.

Candidates are found generously and cut by closed word lists (`lexicons/baseline_words.json`); which of them a number is
compared with, if any, is chosen by the features of `baselines.py`.
"""

import json
import re
from importlib.resources import files
from typing import Final, NamedTuple

from .document import Document
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
        tail: The word or comma that joins the longer form of a phrase to the shorter ("B *without* pruning", "B*,* C
            and D"); empty for the shorter.
    """

    text: str
    cue: str
    start: int
    end: int
    number: int = 0
    size: int = 1
    tail: str = ""


_LISTS: Final[dict[str, str]] = json.loads(
    files(__package__).joinpath("lexicons", "baseline_words.json").read_text(encoding="utf-8")
)


def _any_of(name: str) -> str:
    """Return a pattern of the words of a list."""
    return "(?:" + "|".join(word.replace("*", r"\w*") for word in _LISTS[name].split()) + ")"


_VERB: Final = (
    rf"{_any_of('comparing_verbs')}(?:e?s|ed|e|ing)?(?:\s(?:up)?on|\sover|\sbehind)?"
    r"|(?<!exact\s)match(?:es|ed|ing(?=\s(?:the|that)\b))?"
)
_COMPARE: Final = r"(?:as\s)?compar(?:e[ds]?|ing)(?:\s(?!to|with|against)[\w-]+){0,4}\s(?:to|with|against)"
_AS_GOOD: Final = (
    r"(?:comparabl[ey]|similar|superior|equal|inferior|competitive|equivalent|identical|similarly|equally|relative)"
)
_OF_WHOM: Final = (
    r"(?:that\sof\s|those\sof\s|the\sones?\sof\s|the\suse\sof\s|what\s(?:is|was)\s\w+\s(?:by|for|with)\s|what\s)?"
    r"(?:(?:that|those|the\sresults?|with|when|if|on|in|by|for)\s"
    rf"(?:\w+ed\s(?=by\s)|{_any_of('level_participles')}\s)?(?:(?:with|by|under|for|of|using|in|from|on|at|to)\s)?(?!\d))?"
)
"""What may stand between the comparing word and what is compared with: "than *that of* A", "than *when using* A"."""
_CUE: Final = re.compile(
    rf"(?<![-‐–/])\b(?:(?P<than>than)"
    rf"|(?P<compared>{_COMPARE}|(?:in\s)?(?:comparisons?|contrast)\s(?:to|with)|contrasting\swith)"
    r"|(?P<respect>with\srespect\sto(?:\s\(w\.r\.t\.?\))?|w\.?\s?r\.?\s?t\.?|relative\sto)|(?P<vs>vs\.?|versus|against)"
    rf"|(?P<over>(?<!averaged\s)over|upon)|(?P<verb>{_VERB})|(?P<of>of)|(?P<from>from)"
    r"|(?P<on>(?:improvements?|gains?|advances?|reductions?)\son)"
    r"|(?P<beyond>beyond|above|below|behind)|(?P<among>among(?:st)?)"
    r"|(?P<instead>instead\sof|replac(?:e|es|ed|ing)|unlike|(?:gap|difference)s?\s(?:with|to|from|between))"
    r"|(?P<while>while|whereas|where|but)"
    rf"|(?P<paron>(?:on|at)\spar\swith|on\sa\slevel\swith|{_AS_GOOD}\s(?:[\w-]+\s){{0,2}}?(?:to|with)|closer?\sto"
    r"|approaching(?:\sto)?)"
    r"|(?P<as>(?:as|same|similar|comparable|equivalent|identical|half\sthe)\s(?:(?!as\b)[\w-]+\s){0,4}as)"
    r"|(?P<times>(?:times|twice)(?:\sof)?(?=\s(?:the|its|their|that|what)\b)))"
    rf"\s+{_OF_WHOM}",
    re.IGNORECASE,
)
_LEVEL_OF: Final = re.compile(
    r"\s?(?:(?!(?:for|by|with|of|in|from|and|to|than|on|at|over)\b)[A-Za-z-]+\s){0,3}"
    rf"(?:{_any_of('level_participles')}\s)?(?:for|by|with|of|in|from|under|using|when)\s"
    r"(?:(?:that|those)\s(?:of|with|by)\s)?|\s(?=without\s)"
)
"""Behind a number, to whose it is: "compared to 25 % for *A*", "69% *without an adversary*"."""
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
_DETERMINER: Final = re.compile(
    rf"^(?:(?:a\s(?:large\s|wide\s|broad\s)?{_any_of('collections')}\sof|{_any_of('determiners')}"
    rf"|{_any_of('number_words')}(?=\s(?:[\w-]+\s){{0,4}}?[a-z-]+s\b)|of\sthe)\s+)+(?=\S)",
    re.IGNORECASE,
)
"""Articles and amounts that open a phrase: "*the* teacher", "*two* strong rivals", "*a number of* baselines"."""
_KEPT_DETERMINERS: Final = frozenset(_LISTS["kept_determiners"].split())
_QUOTE: Final = re.compile(r"(?:the\s)?[\"“`']*")
_CLOSING: Final = "\"”’'"
_GENERIC: Final = re.compile(
    r"(?:the\s|an?\s)?(?:(?!(?:of|at|in|by|for|from|with|on)\b)[\w-]+\s){0,3}?"
    rf"{_any_of('measured_heads')}\s(?:{_any_of('level_participles')}\s)?(?:of|by|from|in)\s"
    r"(?:all\s(?=the)|both\s(?=the))?(?:the\s|a\s|an\s)?",
    re.IGNORECASE,
)
"""Heads that say what is measured, not what is compared with: "the accuracy of *A*"."""
_MEASURED: Final = (
    r"[~$+<>≈±]*\d[\d.,]*\s?(?:\\?%|\\times|percent|x\b|×|\$|times\b|pp\b|points?\b|[kM]?FPS\b|m?s\b|dB\b)"
)
_MARKS: Final = r"[,;:()\[\]\"”]|\.(?=[\s\"”]|$)|\s?—|\s[–-]\s"
_STOP: Final = re.compile(
    rf"{_MARKS}|\s[–-](?=\w)|['’]s?\s(?=[~$]*\d)|[~\\\s]*cite[a-z]*\{{|\s(?:and\s|&\s)?(?={_MEASURED})"
    rf"|(?<=\w)(?<!\bof)(?<!\bboth)(?<!\ball)\s{_any_of('new_subjects')}\s"
    rf"|(?<![-‐–/])\b(?:{_any_of('ends')}|and\s{_any_of('ends_behind_and')}|leading(?=\sto\b)"
    r"|(?<!best\s)(?<!best-)(?<!previously\s)(?<!ly\s)reported)\b(?![-‐–/](?=\w))"
)
"""What ends a phrase."""
_ACTIVITY: Final = re.compile(r"(?:[a-z-]{2,}ing|without|no)\b")
"""A word that ends a phrase elsewhere and begins it here: "compared to *using* only images"."""
_OBJECT: Final = re.compile(_any_of("object_openers"))
"""A word behind such a word that opens its object: "running *the* planner"."""
_TAIL: Final = re.compile(rf"\s({_any_of('tail_openers')})\b(?!-)")
_CLAUSE_TAILS: Final = frozenset(_LISTS["clause_tail_openers"].split())
_CLAUSE_STOP: Final = re.compile(rf"{_MARKS}|\s(?:and\s)?(?={_MEASURED})|\b{_any_of('clause_tail_ends')}\b(?!-)")
"""What ends a clause that qualifies a phrase: "methods that need labels *and*"."""
_FURTHER: Final = re.compile(r",\s(?:(and|or)\s)?(?:the\s)?(?=[A-Za-z])")
_DANGLING: Final = re.compile(rf"(?:\s{_any_of('dangling')})+$")
_NOT_A_BASELINE: Final = re.compile(
    rf"^(?:{_any_of('no_baseline')}\b(?!-)|{_any_of('no_baseline_alone')}$|\W"
    r"|\d(?!\d?\s(?:state|base|prior|exist|recent|other)|\d{0,2}-[a-z]|\d\d?%\s[a-z]+-))",
    re.IGNORECASE,
)
"""What nothing is compared with: amounts, pronouns, verbs; a number unless it belongs to a name ("8-bit models")."""
WEAK_CUES: Final = ("of", "from", "levelof", "while", "part0", "part1", "part2")
"""Cues of phrases that are seldom what is compared with; they do not count as rivals of the others."""
MOST_CHARACTERS: Final = 90
"""Of a phrase."""
LONGEST_NAME: Final = 40
"""Characters of a name in an enumeration."""


def baseline_candidates(document: Document, sentence: ResultSentence) -> list[BaselineCandidate]:
    """Find the phrases of a sentence that a result may be compared with."""
    text, limit = document.text, sentence.end
    found: list[BaselineCandidate] = []
    for match in _CUE.finditer(text, sentence.start, limit):
        cue = match.lastgroup or "verb"
        if cue == "verb":
            cue = "verb-" + match["verb"][:4].lower() + ("-on" if " " in match["verb"] else "")
        candidate = _phrase(text, match.end(), limit, cue)
        if candidate is None or (cue == "while" and _ACTIVITY.match(candidate.text)):
            continue
        found.append(candidate)
        if cue not in WEAK_CUES:
            found += _within(text, candidate, limit)
            found += filter(None, (_enumeration(text, candidate, limit), _with_tail(text, candidate, limit)))
    for quantity in sentence.quantities:
        behind = _LEVEL_OF.match(text, quantity.end, limit)
        candidate = _phrase(text, behind.end(), limit, "levelof") if behind else None
        if candidate is not None:
            found.append(candidate)
    # What is improved is mostly what is measured ("improves A by x and B by y").
    if any(candidate.cue.startswith("verb") and candidate.cue != "verb-impr" for candidate in found):
        for match in _COORDINATED.finditer(text, sentence.start, limit):
            candidate = _phrase(text, match.end(), limit, "coordinated")
            if candidate is not None:
                found.append(candidate)
    return found


def _within(text: str, candidate: BaselineCandidate, limit: int) -> list[BaselineCandidate]:
    """Find the names that a phrase ends in, and the parts of a coordination."""
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


def _enumeration(text: str, candidate: BaselineCandidate, limit: int) -> BaselineCandidate | None:
    """Return the whole of an enumeration of names that a phrase opens: "*A, B and C*"."""
    end, more = candidate.end, _FURTHER.match(text, candidate.end, limit)
    while more is not None:
        item = _bare_phrase(text, more.end(), limit, candidate.cue)
        if item is None or item.text.islower() or item.end - item.start > LONGEST_NAME:
            return None
        end = item.end
        if more[1] or " and " in item.text:
            return candidate._replace(text=text[candidate.start : end], end=end, tail=",")
        more = _FURTHER.match(text, end, limit)
    return None


def _with_tail(text: str, candidate: BaselineCandidate, limit: int) -> BaselineCandidate | None:
    """Return a phrase with what qualifies it: "the planner *without* lookahead", "methods *that* need labels"."""
    word = _TAIL.match(text, candidate.end, limit)
    if word is None:
        return None
    end = min(limit, candidate.start + MOST_CHARACTERS)
    stop = (_CLAUSE_STOP if word[1] in _CLAUSE_TAILS else _STOP).search(text, word.end() + 1, end)
    if stop is not None:
        end = stop.start()
    phrase = _DANGLING.sub("", text[candidate.start : end].rstrip())
    if len(phrase) <= word.end() - candidate.start:
        return None
    return candidate._replace(text=phrase, end=candidate.start + len(phrase), tail=word[1])


def _phrase(text: str, start: int, limit: int, cue: str) -> BaselineCandidate | None:
    generic = _GENERIC.match(text, start, limit)
    if generic is not None:
        behind = _bare_phrase(text, generic.end(), limit, cue)
        if behind is not None:
            return behind
    return _bare_phrase(text, start, limit, cue)


def _bare_phrase(text: str, start: int, limit: int, cue: str) -> BaselineCandidate | None:
    quote = _QUOTE.match(text, start)
    start = quote.end() if quote else start
    end = min(limit, start + MOST_CHARACTERS)
    opening = _ACTIVITY.match(text, start, end)
    stop = _STOP.search(text, opening.end() if opening else start, end)
    if stop is not None and opening and _OBJECT.fullmatch(text, opening.end() + 1, stop.end() - stop[0].endswith(" ")):
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
