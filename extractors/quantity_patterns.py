"""Patterns of numbers, units, ranges and the words around them.

The spellings of units are data (`lexicons/unit_words.json`); this module turns them and the grammar of numbers into
compiled patterns. None of them nests a repetition inside another, so matching is linear in the text.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Final

from ..schemas import Bound

SCALES: Final = {
    "thousand": 1e3,
    "k": 1e3,
    "K": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "mn": 1e6,
    "M": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "bn": 1e9,
    "B": 1e9,
    "G": 1e9,
    "trillion": 1e12,
    "T": 1e12,
}

NUMBER_WORDS: Final = {
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "eleven": 11.0,
    "twelve": 12.0,
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "hundred": 100.0,
    "one hundred": 100.0,
    "a hundred": 100.0,
    "thousand": 1000.0,
    "one thousand": 1000.0,
    "a thousand": 1000.0,
    "a million": 1e6,
}

PER_TIME: Final = {
    "second": "s",
    "sec": "s",
    "s": "s",
    "minute": "min",
    "min": "min",
    "hour": "h",
    "h": "h",
    "day": "d",
}

# A comma is decimal where one or two digits and a percent sign follow it, else it parts thousands.
NUMBER: Final = (
    r"(?:10\s?\^\s?\{?[-−]?\d{1,2}\}?|\d{1,2}:\d(?=\s?\\?%)|\d+,\d{1,2}(?=\s?\\?%)"
    r"|(?:\d{1,4}(?:[,\u2009\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)"
)
_POWER: Final = r"(?:\s?(?:×|\\times|x|\*)\s?10\s?\^?\s?\{?\s?(?P<NAME>[-−–+]?\d+)\s?\}?)"
DASH: Final = r"[-–—−~～∼˜]|--|\\sim|sim\b|\\text\{-\}|\\textendash|\.\.\.?|\$-\$|\$\\sim\$"
PLUS_MINUS: Final = r"(?:±|/spl plusmn/|\$?\\pm\$?|&?plusmn;?|\+/-|\+-|\+/−)"
STYLED: Final = r"\\?(?:bm|t?extbf|m?athbf|mathrm|b?oldsymbol|text)\s?\{\s?"
"""What opens a number set in another type in a formula."""


@cache
def unit_spellings() -> dict[str, str]:
    """Return the unit that each spelling means."""
    table = json.loads(files(__package__).joinpath("lexicons", "unit_words.json").read_text(encoding="utf-8"))
    spellings: dict[str, str] = {}
    for unit, words in table.items():
        for word in words:
            spellings.setdefault(word, unit)
            if len(word) > 3 and word.islower():
                spellings.setdefault(word.title(), unit)
    return spellings


_GLUED: Final = "speed|faster|slower|less|fewer|more|smaller|larger|lower|higher|better|reduc|improv|compress|accelerat"


def _unit_pattern() -> str:
    """All spellings, the longest first, each ending where a word ends."""
    words = sorted(unit_spellings(), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)
    # Signs end where they end; exports tie the next word to them ("91.6%in", "5.7×faster").
    single = rf"(?:{alternatives})(?![A-Za-z0-9])|[%×](?=[a-z])|x(?=(?:{_GLUED}))"
    formula = r"\$\s?(?:\\times|\\%)\s?\$|\\(?:times|%)|imes\s?(?=\$)|\{\\texttimes\}"
    return rf"(?:{single}|{formula})(?:\s?(?:/|per\s)\s?(?:{alternatives}|second|minute|hour)(?![A-Za-z]))*"


@cache
def quantity_pattern() -> re.Pattern[str]:
    """A number with an optional range, error, scale and unit.

    Groups: `low`, `more` ("90+ %"), `high` (of a range), `scale` and `scale_high`, `unit_low`, `unit`, `open` (a
    bracketed unit).
    """
    unit = _unit_pattern()
    scale = r"(?:\s?(?:thousand|millions?|billions?|trillion|mn|bn)\b|[kKMBGT](?![A-Za-z0-9]))"
    latex = r"(?:\}?\$|\}(?=\s?(?:\\times|\\%|[%×x])))?"
    return re.compile(
        rf"(?:(?<![\w.^])|(?<=approx)|(?<=sim)|(?<=\bthan)|(?<=\bby)|(?<=\bof)|(?<=[a-z]{{3}})(?=\d+(?:\.\d+)?\s?\\?%))(?P<sign>[-−]\s?(?=\d))?(?P<currency>\$|\\\$|US\$|€|£)?(?P<low>{NUMBER})"
        rf"(?P<scale_low>{scale})?{latex}(?P<more>\+(?=\s?\\?%|\s(?:{unit})))?"
        rf"(?:\s?{PLUS_MINUS}\s?(?:{NUMBER}))?{_POWER.replace('NAME', 'power')}?"
        rf"(?:\s?(?P<unit_low>{unit}))?"
        rf"(?:\s?(?P<dash>{DASH}|\bto\b)\s?\$?[+]?(?P<high>{NUMBER})(?P<scale_high>{scale})?{latex}"
        rf"{_POWER.replace('NAME', 'power_high')}?)?"
        rf"(?P<error>\s?(?:{PLUS_MINUS})\s?(?:{NUMBER}))?"
        rf"(?:\s?\\?[\[(](?P<bracketed>{unit})\s?\\?[\])]|[\s~]?\$?(?P<unit>{unit}))?"
    )


WORD_MULTIPLE: Final = re.compile(
    r"\b(?:(?P<orders>(?:an?|one|1|two|2|three|3|four|4|five|5|six|6|several)"
    r"(?:\s?(?:-|–|~|to|or|and|or\smore)\s?(?:two|2|three|3|four|4|five|5|six|6))?(?:\sor\smore)?)[\s-]+orders?[\s-]of[\s-]magnitudes?"
    r"|(?P<order>order[\s-]of[\s-]magnitude)(?=\s(?:[a-z-]+\s)?(?:speed|improve|reduc|faster|fewer|less|more|smaller|larger|better|lower|higher|increase|gain))"
    r"|(?P<twice>twice|doubl(?:es|ed|ing|e)|thrice|tripl(?:es|ed|ing|e)|quadrupl(?:es|ed|ing|e)|halv(?:es|ed|ing|e))"
    r"|(?P<half>half(?!\san?\s(?:milli)?(?:second|minute|hour|day|week|month)\b)|(?:one[\s-]|a\s)(?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth)(?=\s(?:of|the|as)\b)(?:\sof\sa\s(?P<part_of>second|minute|hour|day)\b)?)"
    r"|(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|one\shundred|a\shundred|thousand|a\sthousand)"
    r"(?:(?:\s(?:to|or)\s|\s?[~–-]\s?)(?P<word_high>three|four|five|six|seven|eight|nine|ten))?[\s-](?P<times>times|fold)\b(?!\sa\s)"
    r"|(?P<folds>two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)fold(?=\s(?:[a-z-]+\s)?(?:increas|decreas|reduc|improv|speed|gain|fast|more|less|fewer|lower|higher|larger|smaller|better|accel|compress|boost|saving)|[^.;]{0,40}\bcompared)"
    r"|(?<=\bby\s)(?P<by_folds>two|three|four|five|six|seven|eight|nine|ten)fold"
    r"|(?P<word_percent>one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty)\s(?P<percent>percent|per\scent)"
    r"(?P<points>age\spoints?|\spoints?)?"
    r"|(?P<word_points>one|two|three|four|five|six|seven|eight|nine|ten)\s(?:(?:absolute|percentage)\s)?points"
    r"|(?<=factor\sof\s)(?P<word_factor>two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|a\shundred)"
    r"|(?P<word_time>two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty)[\s-]"
    r"(?P<time_unit>milliseconds|seconds|minutes|hours|days|weeks|months|millimeters|centimeters|meters|kilometers|degrees(?![\s-]of[\s-])|pixels)"
    r"|(?P<rate>two|three|four|five|six|seven|eight|nine|ten|twelve)\s(?P<noun>[a-z]+s)\s(?:per|a|each)\s(?P<per>second|minute|hour|day)"
    r"|(?P<part>half\s)?(?:an?|one|a\ssingle)\s(?P<while>GPU[\s-](?:hour|day)|millisecond|second|minute|hour|day|week|month)"
    r"(?!(?<=a\ssecond)\s(?!(?:and|or|on|in|for|per|to|with|at|while|using|of|is|are|which|when|by|from|after|before|without)\b)[a-z])"
    r"|1/(?P<share>\d{1,3})(?:rd|th)?(?=\s(?:of|the|as|compression|less|fewer))"
    r")\b",
    re.IGNORECASE,
)

# It begins with one set of characters: everything else is passed over at the speed of a search for characters.
WORD_MULTIPLE_BEGINS: Final = re.compile(
    r"[adefhnoqstADEFHNOQSTſ1-6](?<!\w\w)(?:(?<=[1-6])|(?i:(?<=a)n?(?:[\s~–-]|to|or|and)|(?<=o)(?:ne|rder)"
    r"|(?<=t)(?:w|h[rio]|en|ripl)|(?<=f)(?:our|i[vf]|or)|(?<=s)(?:ix|eve)|(?<=h)(?:al[fv]|und)|(?<=d)oub|(?<=q)uad"
    r"|(?<=e)(?:igh|lev)|(?<=n)ine))"
)
"""First letters of what `WORD_MULTIPLE` matches, at each place where it may match."""

_HINTS: Final = (
    *"order twice doubl thrice tripl quadrupl halv half third quarter fourth fifth sixth seventh eighth ninth".split(),
    *"tenth hundredth times fold meter degree pixel second minute hour day week month points factor 1/".split(),
)
_PERCENT: Final = re.compile(r"per\s?cent")


def may_hold_word_multiple(lower: str) -> bool:
    """Tell whether `WORD_MULTIPLE` may match in a text in lower case; twenty searches for strings beat one for it."""
    return any(map(lower.__contains__, _HINTS)) or ("cent" in lower and _PERCENT.search(lower) is not None)


_PARTS: Final = (
    "order orders twice double doubles doubled doubling thrice triple triples tripled tripling quadruple quadruples "
    "quadrupled quadrupling halve halves halved halving half third quarter fourth fifth sixth seventh eighth ninth "
    "tenth hundredth times fold percent percentage per cent second minute hour day week month "
    "milliseconds seconds minutes hours days weeks months points factor "
    "millimeters centimeters meters kilometers degrees pixels "
    "twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold twentyfold hundredfold"
).split()
WORD_MULTIPLE_PARTS: Final = frozenset(part + clitic for part in _PARTS for clitic in ("", "'s", "’s"))
"""One of these words is in whatever `WORD_MULTIPLE` matches, unless a digit is."""

FRACTIONS: Final = {
    "half": 2.0,
    "third": 3.0,
    "quarter": 4.0,
    "fourth": 4.0,
    "fifth": 5.0,
    "sixth": 6.0,
    "seventh": 7.0,
    "eighth": 8.0,
    "ninth": 9.0,
    "tenth": 10.0,
    "hundredth": 100.0,
}

MULTIPLES: Final = {"twi": 2.0, "dou": 2.0, "thr": 3.0, "tri": 3.0, "qua": 4.0, "hal": 2.0}

BOUNDS: Final[tuple[tuple[Bound, re.Pattern[str]], ...]] = (
    (
        "up_to",
        re.compile(
            r"\b(?:up[\s-]?to|as\s(?:high|much|many|large|fast|great)\sas|at\sbest|at\smost\simprov\w+|a?\s?maxim(?:um|al)\sof|max\.?|peak(?:ing)?(?:\sat)?)"
            r"\s*(?:an?\s|the\s|of\s|by\s|around\s|about\s)*[$(+\[]*$",
            re.IGNORECASE,
        ),
    ),
    (
        "at_least",
        re.compile(
            r"\b(?:higher|larger|bigger)\sthan\s*[~≈$]*$|(?:\b(?:over|(?<!no\s)(?<!not\s)more\sthan|at\sleast|exceed(?:s|ing|ed)?|greater\sthan|above|beyond|surpass(?:es|ing|ed)?"
            r"|not?\s(?:less|fewer|lower)\sthan|well\sover|upwards\sof|a\sminimum\sof|no\sless\sthan|in\sexcess\sof)|(?<![-=])>=?|≥|\\geq?|\\gt)"
            r"\s*(?:an?\s|the\s|of\s|by\s|average\s)*[$(+\[]*$",
            re.IGNORECASE,
        ),
    ),
    (
        "at_most",
        re.compile(
            r"\b(?:lower|smaller)\sthan\s*[~≈$]*$|(?:\b(?:(?<!no\s)(?<!not\s)less\sthan|(?-i:under)|within|below|at\smost|as\s(?:low|little|few|small)\sas|no\smore\sthan|not\smore\sthan|fewer\sthan|down\sto"
            r"|up\sto\sonly|shorter\sthan|sub-?)|[<≤]=?|\\leq?|\\lt)"
            r"\s*(?:an?\s|the\s|of\s|by\s|only\s|just\s|about\s|around\s)*[$(+\[]*$",
            re.IGNORECASE,
        ),
    ),
    (
        "approx",
        re.compile(
            r"(?:\b(?:about|around|approximate(?:ly)?|approx\.?|nearly|almost|roughly|close\sto|circa|ca\.|some|in\sthe\sorder\sof|on\sthe\sorder\sof|near|estimated)"
            r"|[~≈∼～˜]|\\sim|\\approx|sim|approx)"
            r"\s*(?:an?\s|the\s|of\s|by\s|average\s|only\s)*[$(+\[]*$",
            re.IGNORECASE,
        ),
    ),
)
"""Bound words that end right before the number, in the order in which they are tried."""
