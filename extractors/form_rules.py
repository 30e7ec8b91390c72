"""The form and direction of a claim where its construction alone tells, each a named rule.

Where one of these constructions stands, it decides and the model is not asked. `docs/linker.md` shows a sentence for
each.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from ..schemas import metrics
from .change_words import (
    BETTER_VERBS,
    CHANGE_VERBS,
    DIRECT_VERBS,
    HIGHER,
    HIGHER_VERBS,
    LOSING_VERBS,
    LOWER,
    NOUNS,
    SAVING_VERBS,
)
from .constructions import BOUND_WORDS, back_over, comparison_roles, enumeration_end, value_chains
from .governing_words import (
    better_sign,
    governing_verb,
    noun_after,
    noun_before,
    noun_in_before,
    sign_of,
    verb_before,
    worse_sign,
)
from .metric_candidates import MetricCandidate
from .metric_cues import unit_class
from .metric_sides import side_of
from .phrases import FUNCTION_WORDS
from .result_sentence import ResultSentence

_LEVEL_ROLES: Final = frozenset({"from", "to", "arrow_left", "arrow_right"})
_VERSUS_ROLES: Final = frozenset({"versus_left", "versus_right"})
_OWNERS: Final = frozenset("its that those their".split())
_PLAIN_COMPARATIVES: Final = (HIGHER | LOWER) - {"more", "less"}
"""Adjectives that compare what stands before the number as well as what follows ("a latency N longer")."""
_BETTER: Final = frozenset({"better", "superior"})
_WORSE: Final = frozenset({"worse", "inferior"})
_EXTRA: Final = frozenset({"extra", "additional"})
_NO_LEVEL_TO: Final = frozenset("up compared relative equal close amounts amounting due leads similar".split())
_KEEPING: Final = re.compile(r"^(?:retain|preserv|maintain|keep|kept|recover|reach|match)")
_BEFORE_LEVEL: Final = BOUND_WORDS - {"to", "up"}
_BEFORE_GAP: Final = BOUND_WORDS | {"of", "(", "is"}
_BEFORE_SHARE: Final = BOUND_WORDS - {"only"} | {"as", "than", "less"}
_OF_WHOM: Final = frozenset({"of", "the"})
_MULTIPLE_OF: Final = _OWNERS | {"the", "as"}
_PART_OF: Final = _MULTIPLE_OF | {"of"}
_CHANGING: Final = frozenset(
    """reduce reduces reduced reducing decrease decreases decreased decreasing drop drops dropped dropping cut cuts
    cutting fall falls fell degrade degrades degraded degrading increase increases increased increasing improve
    improves improved improving boost boosts boosting""".split()
)
"""Verbs that govern a difference also without "by" ("the error decreased 12%")."""
_PARTICIPLES: Final = frozenset("reduced decreased increased improved degraded".split())
_BEFORE_ADJECTIVE: Final = frozenset("a an the with of at and , its their to for in".split())
"""Behind them a participle qualifies the level that follows ("with improved 91% accuracy")."""
_USING: Final = re.compile(r"^(?:with|us(?:e|es|ed|ing)|only|just|requir|need|having|little|few|access|leverag|train)")


class _Place(NamedTuple):
    """Where a rule looks for what governs a number.

    Attributes:
        sentence: The number's sentence.
        at: The number's symbol.
        end: The last symbol of its enumeration: what follows holds for all of it ("x, y and z% fewer").
        unit: The number's class of units.
        wording: How the number is written.
        candidate: The metric that it measures.
    """

    sentence: ResultSentence
    at: int
    end: int
    unit: str
    wording: str
    candidate: MetricCandidate

    def ahead(self, count: int) -> list[str]:
        """Return the next symbols behind the enumeration."""
        return self.sentence.texts[self.end + 1 : self.end + 1 + count]

    def lead(self, over: frozenset[str] = BOUND_WORDS) -> int:
        """Return the symbol before the number and its bound words; -1 where there is none."""
        return back_over(self.sentence.symbols, self.at, over)

    def goes(self, sign: str) -> str | None:
        """Return the form of a difference in this unit with its sign; None without a sign."""
        return ("ratio" if self.unit == "x" else "change") + sign if sign else None

    def follows(self, word: str | None) -> str | None:
        """Return the form of a difference that goes where a word of change says."""
        return self.goes(sign_of(word, self.candidate.metric))


def form_by_rule(sentence: ResultSentence, quantity: int, candidate: MetricCandidate) -> tuple[str, str] | None:
    """Return the form with its direction as a sign, and the rule's name.

    - `two_levels`: one of two numbers that are compared ("from x to y", "x -> y", "x vs. y" but for percentages).
    - `signed`: a number with a plus sign ("+N").
    - `saved`: "saves N of M", "loses N of M".
    - `share`: "N of its M", "retains N of the M", "reaches N of B's M"; `share_used`: "with only N of the data".
    - `within_of`: "within N of the M of B".
    - `multiple`: "halves M", "doubles M"; `part`: "half the M"; `times_the`: "N times the M", "N times as many M".
    - `change_noun`: "N reduction in M", "N M improvement"; `noun_inside`: "N memory savings".
    - `noun_of`: "M loss of N", "a gain of up to N", "an M drop (N)".
    - `noun_in_of`: "an improvement in M of N", "a drop in M above N".
    - `gap`: "an M gap of N".
    - `changed_to`: "reduces M to N"; `kept`: "keeps N M".
    - `comparative`: "N higher M", "N fewer M", "N better M"; `extra`: "N additional M".
    - `comparing_metric`: "N faster", "N smaller"; `comparing_size`: "N smaller M".
    - `changed_by`: "reduces M by N", "outperforms B by N"; `changed`: "M decreased N".
    - `percent_speedup`: a speedup in percent; `compression`: a compression ratio.

    What stands behind the last number of an enumeration holds for all of it. A number without a construction of its
    own has that of the first number of its series.
    """
    role, unit = comparison_roles(sentence)[quantity], sentence.quantities[quantity].unit
    # Percentages and factors against each other may be two gains ("38% against 12% faster").
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
    end = enumeration_end(sentence, number)
    if sentence.texts[end + 1 : end + 2] == ["$"]:  # the sign that closes a formula
        end += 1
    return _Place(sentence, sentence.quantity_at[number], end, unit_class(q.unit), q.wording, candidate)


def _saved(place: _Place) -> str | None:
    verb = verb_before(place.sentence.symbols, place.at)
    return place.goes("-") if verb in SAVING_VERBS or verb in LOSING_VERBS else None


def _share(place: _Place) -> str | None:
    ahead, lead = place.ahead(2), place.lead()
    if place.unit != "percent" or len(ahead) < 2 or ahead[0] != "of":
        return None
    if lead >= 0 and place.sentence.texts[lead] in ("within", "by"):
        return None
    return "fraction" if ahead[1] in _OWNERS or _keeps(place) or _of_somebody(place) else None


def _keeps(place: _Place) -> bool:
    """Tell whether a share of a metric's level is kept ("retains N of the accuracy"); "reaches N of M" is a level."""
    verbs = [text for text in place.sentence.texts[max(0, place.at - 4) : place.at] if _KEEPING.match(text)]
    following = place.sentence.symbols[place.end + 2 : place.end + 6]
    if not verbs or not any(s.kind == "metric" for s in following):
        return False
    return following[0].kind != "metric" or not verbs[-1].startswith("reach")


def _of_somebody(place: _Place) -> bool:
    """Tell whether a percentage is one of somebody's level ("reaches N of B's M", "N of human performance")."""
    known = metrics().get(place.candidate.metric)
    texts, end, at = place.sentence.texts, place.end, place.candidate.at
    if known is None or known.kind != "quality" or not 3 <= at - end <= 6:
        return False
    between = texts[end + 2 : at + 2]
    if not _OF_WHOM.issuperset(FUNCTION_WORDS.intersection(between)):
        return False
    if known.id != "performance" and not {"the", "s", "'s", "architectures", "systems"}.intersection(between):
        return False
    beside = texts[max(0, place.at - 6) : place.at] + between
    return not any(text in CHANGE_VERBS or text in DIRECT_VERBS or text in NOUNS for text in beside)


def _within_of(place: _Place) -> str | None:
    near = place.unit in ("percent", "pp") and place.sentence.texts[place.at - 1] == "within"
    level = place.ahead(2) in (["of", "the"], ["of", "its"]) and side_of(place.candidate.metric) == "higher"
    return "change-" if near and level else None


def _multiple(place: _Place) -> str | None:
    return place.goes({"halving": "-", "doubling": "+"}.get(place.wording, ""))


def _part(place: _Place) -> str | None:
    if place.wording != "fraction" or place.unit != "x" or not place.ahead(1):
        return None
    of = place.ahead(1)[0] in _PART_OF or place.sentence.symbols[place.end + 1].kind == "metric"
    return "ratio-" if of else None


def _change_noun(place: _Place) -> str | None:
    return place.follows(noun_after(place.sentence.symbols, place.end))


def _noun_inside(place: _Place) -> str | None:
    """Read the noun of change that the name of a metric ends with ("memory savings", "speed improvement")."""
    words = place.candidate.wording.replace("-", " ").split()
    near = place.at - place.candidate.at <= 6 and place.candidate.at - place.end <= 3
    if not near or len(words) < 2 or words[-1] == "loss":
        return None
    return place.follows("savings" if words[-1] == "saving" else words[-1])


def _noun_of(place: _Place) -> str | None:
    return place.follows(noun_before(place.sentence.symbols, place.at))


def _noun_in_of(place: _Place) -> str | None:
    return place.follows(noun_in_before(place.sentence.symbols, place.at, place.unit in ("percent", "pp")))


def _gap(place: _Place) -> str | None:
    """Read a gap to something better: the metric is lower by it."""
    lead = place.lead(_BEFORE_GAP)
    before = 0 <= lead < place.at - 1 and place.sentence.texts[lead] == "gap"
    level = side_of(place.candidate.metric) == "higher" and place.unit in ("percent", "pp")
    return "change-" if level and (before or "gap" in place.ahead(3)) else None


def _changed_to(place: _Place) -> str | None:
    known = metrics().get(place.candidate.metric)
    if place.unit == "percent" and (known is None or known.kind == "resource"):
        return None  # it may say how much is left ("reduces annotation to 5%")
    to = place.lead(_BEFORE_LEVEL)
    texts = place.sentence.texts
    if place.unit == "x" or place.ahead(1) == ["of"] or to < 2 or texts[to] != "to" or texts[to - 1] in _NO_LEVEL_TO:
        return None
    return "absolute" if governing_verb(place.sentence.symbols, to, "to") else None


def _kept(place: _Place) -> str | None:
    lead = place.lead()
    if place.unit in ("x", "pp") or place.ahead(1) == ["of"] or lead < 0:
        return None
    return "absolute" if _KEEPING.match(place.sentence.texts[lead]) else None


def _comparative(place: _Place) -> str | None:
    ahead, candidate = place.ahead(4), place.candidate
    if not ahead:
        return None
    if place.unit == "x" and candidate.metric == "data_used" and any(text.startswith("effic") for text in ahead):
        return "ratio-"  # "N more sample-efficient" is less data
    first = ahead[0]
    after = 0 < candidate.at - place.end <= 4
    plain = first in _PLAIN_COMPARATIVES and candidate.comparative is None
    counted = candidate.at < 0 and place.unit != "x" and first in ("more", "fewer")
    than = candidate.at < place.at and first in ("more", "less") and ahead[1:2] == ["than"]
    if after or plain or than or (counted and ahead[1:2] != ["than"]):
        if first in HIGHER:
            return place.goes("+")
        if first in LOWER:
            return place.goes("-")
    if first in _BETTER:
        return place.goes(better_sign(candidate.metric))
    return place.goes(worse_sign(candidate.metric)) if first in _WORSE else None


def _extra(place: _Place) -> str | None:
    return place.goes("+") if _EXTRA.intersection(place.ahead(1)) else None


def _comparing_metric(place: _Place) -> str | None:
    candidate = place.candidate
    if candidate.comparative is None or not 0 < candidate.at - place.end <= 2:
        return None
    return place.goes("+" if candidate.comparative == "higher" else "-")


def _comparing_size(place: _Place) -> str | None:
    """Read "smaller" and "larger" that are said of the candidate and not of a model ("N smaller error")."""
    following = place.sentence.symbols[place.end + 1 : place.end + 2]
    if not following or following[0].kind != "metric" or place.candidate.at == place.end + 1:
        return None
    mention = place.sentence.metrics[following[0].ref]
    if mention.comparative is None or mention.metric != "model_size":
        return None
    return place.goes("+" if mention.comparative == "higher" else "-")


def _times_the(place: _Place) -> str | None:
    ahead = place.ahead(3)
    if ahead[:1] == ["of"] and place.wording != "fraction":
        ahead = [text for text in ahead[1:] if text in _OWNERS or text == "the"]
    if place.unit != "x" or not ahead or ahead[0] not in _MULTIPLE_OF or ahead[1:2] == ["compared"]:
        return None
    if ahead[:2] == ["as", "low"]:
        return "ratio-"
    efficient = any(text.startswith("effic") for text in ahead)  # "N as sample-efficient" is less data
    return "ratio-" if efficient and side_of(place.candidate.metric) == "lower" else "ratio+"


def _share_used(place: _Place) -> str | None:
    known, ahead = metrics().get(place.candidate.metric), place.ahead(4)
    if place.unit != "percent" or known is None or known.kind != "resource" or known.better != "lower":
        return None
    if known.id in ("area", "overhead"):  # "using 78% of the LUTs" tells how much of a chip is used
        return None
    lead = place.lead(_BEFORE_SHARE)
    if lead < 0 or not _USING.match(place.sentence.texts[lead]):
        return None
    if any(text.startswith("add") for text in place.sentence.texts[max(0, lead - 1) : place.at]):
        return None  # "adding only 3% parameters" is a change
    if any(text in NOUNS or text in HIGHER or text in LOWER or text.startswith("overhead") for text in ahead):
        return None
    return "fraction" if ahead[:1] == ["of"] or 0 < place.candidate.at - place.end <= 2 else None


def _compression(place: _Place) -> str | None:
    if place.unit != "x" or place.candidate.metric != "compression_ratio":
        return None
    verb = verb_before(place.sentence.symbols, place.at)
    return None if verb in BETTER_VERBS or verb in HIGHER_VERBS else "absolute"


def _changed_by(place: _Place) -> str | None:
    return place.follows(verb_before(place.sentence.symbols, place.at))


def _changed(place: _Place) -> str | None:
    lead, texts = place.lead(_BEFORE_LEVEL), place.sentence.texts
    if lead < 0 or texts[lead] not in _CHANGING or place.ahead(1) == ["to"]:
        return None
    if texts[lead] in _PARTICIPLES and (lead == 0 or texts[lead - 1] in _BEFORE_ADJECTIVE):
        return None
    return place.follows(texts[lead])


def _percent_speedup(place: _Place) -> str | None:
    return "change+" if place.unit == "percent" and place.candidate.metric == "speedup" else None


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
    _comparative,
    _extra,
    _comparing_metric,
    _comparing_size,
    _changed_to,
    _kept,
    _times_the,
    _share_used,
    _compression,
    _changed_by,
    _changed,
    _percent_speedup,
)
"""In this order: a noun or an adjective right beside a number says more than a verb before it."""
