"""The form and direction of a claim where its construction alone tells, each a named rule.

Where one of these constructions stands, it decides and the model is not asked. `docs/linker.md` shows a sentence for each.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from ..schemas import metrics
from .change_words import (
    BETTER_NOUNS,
    BETTER_VERBS,
    CHANGE_VERBS,
    DIRECT_VERBS,
    DOWN_NOUNS,
    GAINING_VERBS,
    HIGHER,
    HIGHER_VERBS,
    LOSING_VERBS,
    LOWER,
    LOWER_VERBS,
    NOUNS,
    SAVING_VERBS,
    UP_NOUNS,
    WORSE_NOUNS,
    WORSE_VERBS,
)
from .construction_rules import BOUND_WORDS, CLAUSE_ENDS, REACH, back_over
from .constructions import comparison_roles, enumeration_end, value_chains
from .metric_candidates import MetricCandidate
from .metric_cues import unit_class
from .metric_sides import side_of
from .phrases import FUNCTION_WORDS, RESULT_VERBS
from .result_sentence import ResultSentence, Symbol

_AMOUNT_WORDS: Final = frozenset("by above exceeding beyond".split())
_LEADS_TO_AMOUNT: Final = frozenset("of by above over exceeding beyond up ( was were is are".split())
_OWNERS: Final = frozenset("its that those their".split())
_PLAIN_COMPARATIVES: Final = (HIGHER | LOWER) - {"more", "less"}
"""Adjectives that compare what stands before the number as well as what follows ("a latency N longer")."""
_NO_LEVEL_TO: Final = frozenset("up compared relative equal close amounts amounting due leads similar".split())
_KEEPING: Final = re.compile(r"^(?:retain|preserv|maintain|keep|kept|recover|reach|match)")
_BETTER: Final = frozenset({"better", "superior"})
_WORSE: Final = frozenset({"worse", "inferior"})
_EXTRA: Final = frozenset({"extra", "additional"})
_IN_AMOUNT: Final = frozenset("and , / & terms of the both".split())
_ENDS_METRIC: Final = (FUNCTION_WORDS - _IN_AMOUNT) | CHANGE_VERBS
_ENDS_NOUN_PHRASE: Final = (FUNCTION_WORDS | RESULT_VERBS) - frozenset(
    "score scores relative further additional more".split()
)
_MULTIPLE_OF: Final = frozenset("the its that their as".split())
_PART_OF: Final = _MULTIPLE_OF | {"of"}
_PARTICIPLES: Final = frozenset(
    "reduced decreased lowered shortened increased raised improved boosted enhanced".split()
)
_BEFORE_ADJECTIVE: Final = frozenset("a an the with of at and , its their to for in".split())
_PACE: Final = re.compile(r"^(?:speed|sped|slow)")
_USING: Final = re.compile(r"^(?:with|us(?:e|es|ed|ing)|only|just|requir|need|having|little|few|access|leverag|train)")


_LEVEL_ROLES: Final = frozenset({"from", "to", "arrow_left", "arrow_right"})
_VERSUS_ROLES: Final = frozenset({"versus_left", "versus_right"})
"""Percentages that stand against each other may be gains of two ("38% against 12% faster")."""


class _Place(NamedTuple):
    """Where a rule looks for what governs a number.

    Attributes:
        at: The number's symbol.
        end: The last symbol of its list ("x, y and z% fewer"), behind which the words follow that hold for all of it.
    """

    sentence: ResultSentence
    at: int
    end: int
    unit: str
    wording: str
    candidate: MetricCandidate

    @property
    def symbols(self) -> list[Symbol]:
        """The sentence's row of symbols."""
        return self.sentence.symbols

    @property
    def kind(self) -> str:
        """The form of a difference in this unit."""
        return "ratio" if self.unit == "x" else "change"

    def ahead(self, count: int) -> list[str]:
        """Return the next symbols behind the list."""
        return [s.text for s in self.symbols[self.end + 1 : self.end + 1 + count]]


def form_by_rule(sentence: ResultSentence, quantity: int, candidate: MetricCandidate) -> tuple[str, str] | None:
    """Return the form with its direction as a sign, and the rule's name.

    - `two_levels`: one of two numbers that are compared ("from x to y", "x -> y").
    - `signed`: a number with a plus sign ("+N").
    - `saved`: "saves N of M", "loses N of M".
    - `share`: "N of its M", "retains N of the M"; `share_used`: "with only N of the M", of a resource.
    - `within_of`: "within N of the M of B".
    - `multiple`: "halves M", "doubles M"; `part`: "half the M"; `times_the`: "N times the M", "N times as many M".
    - `change_noun`: "N reduction in M", "N M improvement".
    - `noun_of`: "M loss of N", "a gain of up to N", "an M drop (N)".
    - `noun_in_of`: "an improvement in M of N", "a drop in M above N".
    - `changed_to`: "reduces M to N"; `kept`: "keeps N M".
    - `comparative`: "N higher M", "N fewer M", "N better than B"; `extra`: "N additional M".
    - `comparing_metric`: "N faster", "N smaller".
    - `changed_by`: "reduces M by N", "outperforms B by N"; `changed`: "M decreased N".
    - `percent_speedup`: a speedup in percent; `compression`: a compression ratio.

    What stands behind the last number of a list holds for all of it. A number without a construction of its own has
    that of the first number of its series.
    """
    role, unit = comparison_roles(sentence)[quantity], sentence.quantities[quantity].unit
    if role in _LEVEL_ROLES or (role in _VERSUS_ROLES and unit not in ("percent", "x")):
        return "absolute", "two_levels"
    if sentence.quantities[quantity].signed == "+":
        return "change+", "signed"
    for number in dict.fromkeys((quantity, _head(sentence, quantity))):
        place = _place(sentence, number, candidate)
        for rule in _RULES:
            form = rule(place)
            if form is not None:
                return form, rule.__name__.strip("_")
    return None


def _head(sentence: ResultSentence, quantity: int) -> int:
    """Return the first number of a series, unless a sign or a comparing metric in between starts something new."""
    head = value_chains(sentence)[quantity][0]
    lo, hi = sentence.quantity_at[head], sentence.quantity_at[quantity]
    new = any(lo < at < hi and sentence.metrics[m].comparative for m, at in enumerate(sentence.metric_at))
    if new or sentence.quantities[quantity].signed != sentence.quantities[head].signed:
        return quantity  # "reaches N (+N)"
    return head


def _place(sentence: ResultSentence, number: int, candidate: MetricCandidate) -> _Place:
    q = sentence.quantities[number]
    return _Place(
        sentence,
        sentence.quantity_at[number],
        _past_math(sentence, enumeration_end(sentence, number)),
        unit_class(q.unit),
        q.wording,
        candidate,
    )


def _past_math(sentence: ResultSentence, at: int) -> int:
    """Step over the sign that closes a formula."""
    return at + 1 if sentence.texts[at + 1 : at + 2] == ["$"] else at


def _saved(place: _Place) -> str | None:
    verb = _verb_before(place.symbols, place.at)
    return place.kind + "-" if verb in SAVING_VERBS or verb in LOSING_VERBS else None


def _share(place: _Place) -> str | None:
    ahead = place.ahead(2)
    if place.unit != "percent" or len(ahead) < 2 or ahead[0] != "of":
        return None
    lead = back_over(place.symbols, place.at, BOUND_WORDS)
    if lead >= 0 and place.symbols[lead].text in ("within", "by"):
        return None
    return "fraction" if ahead[1] in _OWNERS or _keeps(place) or _of_level(place) else None


def _of_level(place: _Place) -> bool:
    """Tell whether a percentage is one of a named level ("reaches N of the B's M", not "N of M")."""
    known = metrics().get(place.candidate.metric)
    texts, end, at = place.sentence.texts, place.end, place.candidate.at
    if known is None or known.kind != "quality" or not 3 <= at - end <= 6:
        return False
    between, before = texts[end + 2 : at + 2], texts[max(0, place.at - 6) : place.at]
    if not _OF_WHOM.issuperset(FUNCTION_WORDS.intersection(between)):
        return False
    somebody = known.id == "performance" or any(
        word in ("the", "s", "'s", "architectures", "systems") for word in between
    )
    return somebody and not any(
        word in CHANGE_VERBS or word in DIRECT_VERBS or word in NOUNS for word in before + between
    )


_OF_WHOM: Final = frozenset({"of", "the"})


def _keeps(place: _Place) -> bool:
    """Tell whether a share of a metric's level is kept ("retains N of the accuracy"); "reaches N of M" is a level."""
    symbols = place.symbols
    verbs = [s.text for s in symbols[max(0, place.at - 4) : place.at] if _KEEPING.match(s.text)]
    following = symbols[place.end + 2 : place.end + 6]
    if not verbs or not any(s.kind == "metric" for s in following):
        return False
    return following[0].kind != "metric" or not verbs[-1].startswith("reach")


def _within_of(place: _Place) -> str | None:
    near = place.unit in ("percent", "pp") and place.symbols[place.at - 1].text == "within"
    if near and place.ahead(2) in (["of", "the"], ["of", "its"]) and side_of(place.candidate.metric) == "higher":
        return "change-"
    return None


def _multiple(place: _Place) -> str | None:
    written = {"halving": "-", "doubling": "+"}.get(place.wording)
    return place.kind + written if written else None


def _part(place: _Place) -> str | None:
    if place.wording == "fraction" and place.unit == "x" and place.ahead(1)[:1] != []:
        return "ratio-" if place.ahead(1)[0] in _PART_OF or place.symbols[place.end + 1].kind == "metric" else None
    return None


def _change_noun(place: _Place) -> str | None:
    return _towards(place, _noun_after(place.symbols, place.end))


def _noun_inside(place: _Place) -> str | None:
    """Read the noun of change that the name of a metric ends with ("memory savings", "speed improvement")."""
    words = place.candidate.wording.replace("-", " ").split()
    near = place.candidate.at - place.at >= -6 and place.candidate.at - place.end <= 3
    if not near or len(words) < 2 or words[-1] == "loss":
        return None
    return place.kind + "-" if words[-1] == "saving" else _towards(place, words[-1])


def _noun_of(place: _Place) -> str | None:
    return _towards(place, _noun_before(place.symbols, place.at))


def _gap(place: _Place) -> str | None:
    """Read a gap to something better: the metric is lower by it."""
    before = back_over(place.symbols, place.at, BOUND_WORDS | {"of", "(", "is"})
    texts = place.sentence.texts
    after = [t for t in texts[place.end + 1 : place.end + 4]]
    gap = (before >= 0 and texts[before] == "gap" and before < place.at - 1) or "gap" in after
    level = side_of(place.candidate.metric) == "higher" and place.unit in ("percent", "pp")
    return "change-" if gap and level else None


def _noun_in_of(place: _Place) -> str | None:
    links = _LEADS_TO_AMOUNT if place.unit in ("percent", "pp") else _LEADS_TO_AMOUNT - {"("}
    return _towards(place, _noun_in_before(place.symbols, place.at, links))


def _changed_to(place: _Place) -> str | None:
    if place.unit == "x" or place.ahead(1) == ["of"] or _may_be_share(place):
        return None
    return "absolute" if _leads_to(place.symbols, place.at) else None


def _kept(place: _Place) -> str | None:
    if place.unit in ("x", "pp") or place.ahead(1) == ["of"] or "gap" in place.ahead(3):
        return None
    index = back_over(place.symbols, place.at, BOUND_WORDS)
    return "absolute" if index >= 0 and _KEEPING.match(place.symbols[index].text) else None


def _comparative(place: _Place) -> str | None:
    ahead, candidate = place.ahead(4), place.candidate
    if not ahead:
        return None
    if place.unit == "x" and candidate.metric == "data_used" and any(text.startswith("effic") for text in ahead):
        return "ratio-"
    after = candidate.at > place.end and candidate.at - place.end <= 4
    if after or (ahead[0] in _PLAIN_COMPARATIVES and candidate.comparative is None):
        if ahead[0] in HIGHER:
            return place.kind + "+"
        if ahead[0] in LOWER:
            return place.kind + "-"
    if candidate.at < place.at and ahead[0] in ("more", "less") and ahead[1:2] == ["than"]:
        return place.kind + ("+" if ahead[0] == "more" else "-")
    if candidate.at < 0 and ahead[0] in ("more", "fewer") and ahead[1:2] != ["than"] and place.unit != "x":
        return place.kind + ("+" if ahead[0] == "more" else "-")
    side = side_of(candidate.metric)
    if ahead[0] in _BETTER:
        return place.kind + ("-" if side == "lower" else "+")
    if ahead[0] in _WORSE:
        return place.kind + ("+" if side == "lower" else "-")
    return None


def _extra(place: _Place) -> str | None:
    return place.kind + "+" if place.ahead(1) and place.ahead(1)[0] in _EXTRA else None


def _comparing_metric(place: _Place) -> str | None:
    candidate = place.candidate
    if candidate.comparative is not None and 0 < candidate.at - place.end <= 2:
        return place.kind + ("+" if candidate.comparative == "higher" else "-")
    return None


def _comparing_size(place: _Place) -> str | None:
    """Read "smaller" and "larger" that are said of the candidate and not of a model ("N smaller error")."""
    symbol = place.symbols[place.end + 1] if place.end + 1 < len(place.symbols) else None
    if symbol is None or symbol.kind != "metric" or place.candidate.at == place.end + 1:
        return None
    mention = place.sentence.metrics[symbol.ref]
    if mention.comparative is None or mention.metric != "model_size":
        return None
    return place.kind + ("+" if mention.comparative == "higher" else "-")


def _times_the(place: _Place) -> str | None:
    ahead = place.ahead(3)
    if ahead[:1] == ["of"] and place.wording != "fraction":
        ahead = [text for text in ahead[1:] if text in _OWNERS or text == "the"]
    if place.unit != "x" or not ahead or ahead[0] not in _MULTIPLE_OF or ahead[1:2] == ["compared"]:
        return None
    if ahead[:2] == ["as", "low"]:
        return "ratio-"
    efficient = any(text.startswith("effic") for text in ahead)
    return "ratio-" if efficient and side_of(place.candidate.metric) == "lower" else "ratio+"


def _share_used(place: _Place) -> str | None:
    known = metrics().get(place.candidate.metric)
    if place.unit != "percent" or known is None or known.kind != "resource" or known.better != "lower":
        return None
    if known.id in ("area", "overhead"):  # "using 78% of the LUTs" tells how much of a chip is used
        return None
    index = back_over(place.symbols, place.at, BOUND_WORDS - {"only"} | {"as", "than", "less"})
    if index < 0 or not _USING.match(place.symbols[index].text):
        return None
    ahead = place.ahead(4)
    if any(text in NOUNS or text in HIGHER or text in LOWER or text.startswith("overhead") for text in ahead):
        return None
    return "fraction" if ahead[:1] == ["of"] or 0 < place.candidate.at - place.end <= 2 else None


def _changed_by(place: _Place) -> str | None:
    return _towards(place, _verb_before(place.symbols, place.at))


def _changed(place: _Place) -> str | None:
    index = back_over(place.symbols, place.at, BOUND_WORDS - {"to", "up"})
    if index < 0:
        return None
    verb = place.symbols[index].text
    if verb not in _CHANGING_BY or place.ahead(1) == ["to"]:
        return None
    if verb in _PARTICIPLES and (index == 0 or place.symbols[index - 1].text in _BEFORE_ADJECTIVE):
        return None
    return _towards(place, verb)


_CHANGING_BY: Final = frozenset(
    """reduce reduces reduced reducing decrease decreases decreased decreasing drop drops dropped dropping cut cuts cutting
    increase increases increased increasing improve improves improved improving degrade degrades degraded degrading
    boost boosts boosting fall falls fell""".split()
)
"""Verbs that govern a difference without "by" ("the error decreased 12%")."""


def _percent_speedup(place: _Place) -> str | None:
    return "change+" if place.unit == "percent" and place.candidate.metric == "speedup" else None


def _compression(place: _Place) -> str | None:
    if place.unit != "x" or place.candidate.metric != "compression_ratio":
        return None
    verb = _verb_before(place.symbols, place.at)
    return None if verb in BETTER_VERBS or verb in HIGHER_VERBS else "absolute"


_RULES: Final[tuple[Callable[[_Place], str | None], ...]] = (
    _saved,
    _share,
    _within_of,
    _multiple,
    _part,
    _change_noun,
    _noun_inside,
    _noun_of,
    _noun_in_of,
    _gap,
    _changed_to,
    _kept,
    _comparative,
    _extra,
    _comparing_metric,
    _comparing_size,
    _times_the,
    _share_used,
    _compression,
    _changed_by,
    _changed,
    _percent_speedup,
)


def _may_be_share(place: _Place) -> bool:
    """Tell whether a percentage says how much of a resource is left ("reduces annotation to 5 %")."""
    known = metrics().get(place.candidate.metric)
    return place.unit == "percent" and (known is None or known.kind == "resource")


def _leads_to(symbols: list[Symbol], at: int) -> bool:
    """Tell whether a verb of change leads to a level ("reduces the error of B to N")."""
    to = back_over(symbols, at, BOUND_WORDS - {"to", "up"})
    if to < 2 or symbols[to].text != "to" or symbols[to - 1].text in _NO_LEVEL_TO:
        return False
    for symbol in reversed(symbols[max(0, to - REACH) : to]):
        if symbol.kind == "quantity" or symbol.text in CLAUSE_ENDS:
            return False
        if symbol.text in CHANGE_VERBS:
            return True
    return False


def _towards(place: _Place, word: str | None) -> str | None:
    """Return the form of a difference, with where a word of change sends the metric; None where it is no such word."""
    if word is None:
        return None
    if word in DOWN_NOUNS or word in LOWER_VERBS:
        return place.kind + "-"
    if word in UP_NOUNS or word in HIGHER_VERBS:
        return place.kind + "+"
    if word in BETTER_NOUNS or word in BETTER_VERBS or word in GAINING_VERBS:
        return place.kind + ("-" if side_of(place.candidate.metric) == "lower" else "+")
    if word in WORSE_VERBS or word in WORSE_NOUNS:
        return place.kind + ("+" if side_of(place.candidate.metric) == "lower" else "-")
    return None


def _noun_after(symbols: list[Symbol], at: int) -> str | None:
    for index, symbol in enumerate(symbols[at + 1 : at + 6], at + 1):
        if symbol.text in NOUNS:
            rate = index + 1 < len(symbols) and symbols[index + 1].text in ("rate", "rates")
            return None if rate else symbol.text
        if symbol.kind not in ("word", "metric") or symbol.text in _ENDS_NOUN_PHRASE:
            return None
    return None


def _noun_before(symbols: list[Symbol], at: int) -> str | None:
    index = at - 1
    while index >= 0 and at - index <= 6 and (symbols[index].text in BOUND_WORDS | _LEADS_TO_AMOUNT):
        index -= 1
    if index < 0 or symbols[index].text not in NOUNS:
        return None
    return symbols[index].text if any(s.text in _LEADS_TO_AMOUNT for s in symbols[index + 1 : at]) else None


def _noun_in_before(symbols: list[Symbol], at: int, links: frozenset[str]) -> str | None:
    """Return the noun of change whose metric stands between it and a number ("an improvement in M above N")."""
    index = back_over(symbols, at, BOUND_WORDS | _AMOUNT_WORDS | (links & {"("}))
    if index < 2 or not any(s.text in links for s in symbols[index + 1 : at]):
        return None
    for place in range(index, max(1, index - 10), -1):
        if symbols[place].text in ("in", "on"):
            noun = symbols[place - 1].text
            return noun if noun in NOUNS else None
        if symbols[place].kind == "quantity" or symbols[place].text in _ENDS_METRIC:
            return None
    return None


def _verb_before(symbols: list[Symbol], at: int) -> str | None:
    """Return the verb of change that governs a number through "by", or a verb of saving right before it."""
    index = back_over(symbols, at, BOUND_WORDS)
    if index < 0:
        return None
    if symbols[index].text in DIRECT_VERBS:
        return symbols[index].text
    if symbols[index].text != "by":
        return None
    if symbols[index - 1].text in ("up", "down") and not _PACE.match(symbols[index - 2].text):
        return "rise" if symbols[index - 1].text == "up" else "fall"  # "goes down by N", "was brought down by N"
    far = index - REACH
    while (index := index - 1) >= max(0, far):
        symbol = symbols[index]
        if symbol.kind == "quantity":
            # "by N on A and by N on B"
            index = back_over(symbols, index, BOUND_WORDS)
            if index < 0 or symbols[index].text != "by":
                return None
            far = index - REACH
        if symbol.text in CLAUSE_ENDS:
            return None
        if symbol.text in CHANGE_VERBS:
            return symbol.text
    return None
