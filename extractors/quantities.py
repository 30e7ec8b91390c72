"""Numbers with their units, ranges, bounds and averages.

`find_quantities` reads every number of a text that could state a result and says what it means. Whether it does state
one is decided later, when its metric is known; what can never be one (a year, an image size, a model's version) is
left out here, each by a named rule of `not_a_result`.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..schemas import Bound, NoteKind
from .document import Document
from .quantity_exclusions import not_a_result
from .quantity_patterns import (
    BOUNDS,
    FRACTIONS,
    MULTIPLES,
    NUMBER_WORDS,
    PER_TIME,
    SCALES,
    WORD_MULTIPLE,
    WORD_MULTIPLE_BEGINS,
    WORD_MULTIPLE_PARTS,
    may_hold_word_multiple,
    quantity_pattern,
    unit_spellings,
)
from .word_flags import add_flag


@dataclass(slots=True)
class QuantityMatch:
    """A number found in a text.

    Attributes:
        start: First character of the number, its sign and currency included.
        end: One past the last character of its unit.
        low: Its value, or the lower end of a range. Percent as written; a multiplier as the factor.
        high: The upper end; equal to `low` without a range.
        unit: By the grammar of `schemas.units`.
        bound: How it limits the result.
        average: Whether the text says that it is a mean.
        notes: What was inferred (`unit:inferred`, `bound:carried`).
        wording: How it is written: `number`, `orders`, `multiple` (twice), `doubling`, `halving`, `fraction`,
            `words`.
        signed: Whether a sign stands before it.
        bound_words: The words that limit it, as written.
        average_words: The words that make it a mean, as written.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    bound: Bound = "exact"
    average: bool = False
    notes: tuple[NoteKind, ...] = ()
    wording: str = "number"
    signed: str = ""
    bound_words: str = ""
    average_words: str = ""


_DIGIT: Final = re.compile(r"\d")
# Over lower-case text and by first letters: it looks at every sentence without a digit but with one of the words.
_NUMBER_WORD: Final = re.compile(
    r"t(?<!\w\w)(?:wice|hrice|ripl|hird|enth|imes)|d(?<!\w\w)(?:oubl|ay|egree)|h(?<!\w\w)(?:al[vf]|our)|o(?<!\w\w)rder(?:s?\s|s-)of"
    r"|p(?<!\w\w)(?:er(?:cent|\s)|oints|ixel)|q(?<!\w\w)ua(?:drupl|rter)|f(?<!\w\w)(?:ifth|old|actor\sof)|w(?<!\w\w)eek"
    r"|m(?<!\w\w)(?:inute|onth|illi(?:second|meter)|eter)|s(?<!\w\w)econd|[ck](?<!\w\w)(?:enti|ilo)meter|[denortvxy]fold\b"
)
_NUMBER_PART: Final = add_flag(lambda: WORD_MULTIPLE_PARTS)
_NUMBER_BEGINS: Final = re.compile(r"[-−$\\U€£.\d](?:(?<=\d)|(?=[\s$]?\.?\d|S\$))")
"""First characters of what `quantity_pattern` matches: signs, currencies and numbers."""
_SHARED: Final = re.compile(
    r"^\s*(?:,|and|or|&|/|,\s*and|,\s*or|vs\.?|versus|to|,\s*respectively,?)\s*(?:up\sto|about|around|over|only|by|an?|of|\+|~)?\s*[$+]*$"
)
_DECIMAL_COMMA: Final = re.compile(r"\d+,\d{1,2}")
_SEPARATOR: Final = re.compile(r"[,\u2009\u202f]")
_COUNTED_OPERATIONS: Final = frozenset({"FLOPs", "MACs", "MAC", "OPS"})
_SCALE_PREFIXES: Final = {1e3: "k", 1e6: "M", 1e9: "G", 1e12: "T"}
_LIST_LINK: Final = re.compile(r"^[\s,/&]*(?:and|or|to)?[\s,]*(?:by\s|of\s)?[$(+]*$", re.IGNORECASE)
_ITEM_LINK: Final = re.compile(
    r"^\s?(?:on\saverage\s)?(?:(?:on|for|in|over|with|at|of|w\.r\.t\."
    r"|with\srespect\sto(?:\s\(w\.r\.t\.?\))?|compared\s(?:to|with))\s[\w\-./+ ]{1,45}?)?"
    r"\s?(?:,\s?and|,|and|/|or|\s)\s?(?:finally\s)?"
    r"(?:by\s)?[$(+]*$"
)
_POINTS_AHEAD: Final = re.compile(
    r"^(?:[\s-]|(?=points?\b))(?:(?:absolute|relative|average|mean|macro|micro|(?!data|sample|key|control)[A-Za-z][\w@.]*|\dD|F1)(?:[\s-])){0,3}?points?\b"
    r"(?!-|\s(?:clouds?|sets?|correspond))"
)
_OPEN_SCALE: Final = re.compile(r"bleu|rouge|cider|meteor|perplexity|elo\b|psnr|db\b|chrf|comet", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"^\+?\s?([A-Za-z][A-Za-z-]{2,})(?:\s((?!per\b|within\b|under\b|for\b|with\b|each\b|and\b)[a-z]{3,}))?(?:\s?/\s?|\s(?:per|a|each)\s)(second|sec|s|minute|min|hour|h|day)\b"
)
_SCALED: Final = re.compile(r"\s(?:of\s)?(?:[A-Za-z]+\s)?(memory|RAM|VRAM|FLOPs|FLOPS|MACs)\b")
_SCALED_UNITS: Final = {"FLOPs": "FLOPs", "FLOPS": "FLOPs", "MACs": "MACs"}
_MORE: Final = re.compile(r"^\s?(?:\+(?!\s?\d)|or\s(?:more|higher|better|above)\b)")
_PLUS_INSIDE: Final = re.compile(r"\d\+")
_LESS: Final = re.compile(r"^\s?or\s(?:less|lower|fewer|below)\b")
_TERM: Final = re.compile(r"\s?[+^_=\\]")
"""Behind the first number of a formula: "$1+\\frac"."""
_NOT_A_MULTIPLE: Final = re.compile(
    r"(?:Double|Triple|Quadruple)\s[A-Z]|[Tt]riples\b(?!\s(?:the|its|their|our|this|that)\b)"
)
"""Words of multiples in names ("Double DQN") and facts of a knowledge graph ("RDF triples")."""
_TIMES_SIGN: Final = re.compile(r"(?:^|[^\d\s)\]}])\s?×\s?$")
"""A multiplier whose sign stands in front: "a speedup of ×6"."""
_UNIT_WORD: Final = re.compile(r"(?!in$|times$|points?$|units?$)(?:[^\W\d]{2,}(?:/s|[²³]|\^?[23])?|%|°)$")
"""Spellings that are units behind a bracket too, and no variables or words of the sentence."""
_FACTOR: Final = re.compile(
    r"\b(?:factors?|speed[-\s]?ups?|acceleration|compression\s(?:ratios?|rates?|factors?))\s"
    r"(?:ranging\sfrom\s|of\s|up\sto\s|as\s\w+\sas\s|about\s|over\s|nearly\s|more\sthan\s|between\s|almost\s|\$)*$",
    re.IGNORECASE,
)
_RAISED_BY: Final = re.compile(r"\bby\s\$?$")
_LARGEST_RANGE: Final = 15
_PERCENT_METRIC: Final = re.compile(
    r"\w\s?\(\s?\\?%\s?\)\s?(?:of|is|was|are|=|:|to|at|by|from|score|reach(?:es|ed)?)?\s(?:[\d.]+\s(?:and|to|,)\s)?$"
)
"""A metric that names its unit: "mIoU(%) of"."""
_BETWEEN: Final = re.compile(
    r"\b(?:between|ranging\sbetween|in\sbetween)\s+(?:an?\sfactors?\sof\s|factors\sof\s)?\$?[+]?$", re.IGNORECASE
)
_LISTED_ON: Final = re.compile(r",?\sand\s[+~$]?\d")
_AND: Final = re.compile(r"^\s*(?:and|to)\s*\$?[+]?$")
_FROM: Final = re.compile(
    r"\bfrom\s(?:an?\s|about\s|around\s|approximately\s|over\s|nearly\s|just\s|only\s|the\s|~|\$)*$",
    re.IGNORECASE,
)
_RANGE_WORDS: Final = re.compile(
    r"\b(?:(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|spanning)\s(?:\w+\s)?|(?:of|by)\s)from\s\$?$",
    re.IGNORECASE,
)
_RANGES: Final = re.compile(r"\b(?:rang|vary|vari)\w*\s(?:\w+\s)?from\b", re.IGNORECASE)
"""Before the further ranges of a series: "ranging from 62 % to 75 % on A and 88 % to 99 % on B"."""
_TWO_LEVELS: Final = re.compile(
    r"\bfrom\s\S+(?:\s\S+)?\sto\s[^;]*(?:,|\band|\()\s?\$?$"
    r"|\b(?:improv|increas|rais|boost|enhanc|reduc|decreas|drop|lower)\w*\b[^;.]{0,60}\([^()]{0,25}$"
)
"""Before "x % to y %" written for two levels: a further pair behind "from a to b", or in brackets behind a change."""
_BY_OR_OF: Final = re.compile(r"\b(?:by|of|between|ranging|about|around)\s[^,;()]{0,12}$")
_MEAN_BEFORE: Final = re.compile(
    r"\b(on\saverage|averag(?:e|es|ed|ing)|in\saverage|mean|avg\.?|median)\b[^;:.]{0,50}$", re.IGNORECASE
)
_MEAN_IN_A_NAME: Final = re.compile(
    r"mean\s(?:average|absolute|squared?|reciprocal|opinion|intersection|iou|iu|per)|average\s(?:precision|pooling|recall)",
    re.IGNORECASE,
)
_MEAN_OF_ALL: Final = re.compile(r"(on average|in average)\b", re.IGNORECASE)
"""At the front of a sentence it holds for its first number, however far."""
_MEAN_OF_THE_LAST: Final = re.compile(r"\s?(?:on|in)\saverage\b", re.IGNORECASE)
"""Right behind a number it belongs to that one."""
_MEAN_AFTER: Final = re.compile(
    r"^[^;,:.()]{0,30}?(\bon\saverage\b|\bin\saverage\b|(?<!expected\s)\baveraged?\b(?!\s(?:precision|recall|pooling|overlap))"
    r"|(?<!square\s)\bmean\b(?!\s(?:average|io?u|intersection|square|absolute|reciprocal|opinion|per))|\(average\)|\(mean\))",
    re.IGNORECASE,
)


def find_quantities(document: Document) -> list[QuantityMatch]:
    """Find the numbers of a text that could state a result.

    Args:
        document: The text laid out.

    Returns:
        The quantities in text order, none overlapping another.
    """
    text, starts = document.text, document.starts
    found: list[QuantityMatch] = []
    numbers = [i for i in document.marked if document.texts[i][0].isdecimal()]
    places = [starts[i] for i in sorted(numbers + document.places(_NUMBER_PART))]
    at = 0
    for start, end in document.sentences:
        behind = bisect_left(places, end, at)
        if behind > at and (_DIGIT.search(text, start, end) or _NUMBER_WORD.search(text[start:end].lower())):
            found.extend(_in_sentence(text, start, end))
        at = behind
    return found


def excluded_numbers(document: Document) -> list[tuple[QuantityMatch, str]]:
    """Return the numbers of a text that can be no result, each with the name of the rule that says so."""
    found = []
    for start, end in document.sentences:
        for q in _readings(document.text, start, end):
            rule = not_a_result(document.text, start, end, q.start, q.end, q.unit, q.low)
            if rule is not None:
                found.append((q, rule))
    return found


def _readings(text: str, start: int, end: int) -> list[QuantityMatch]:
    """Return every number of a sentence with its value and unit."""
    matches = [*_numbers(text, start, end), *_words(text, start, end)]
    matches.sort(key=lambda q: (q.start, -q.end))
    kept: list[QuantityMatch] = []
    for match in matches:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    _join_ranges(text, start, kept)
    _share_units(text, kept)
    return kept


def _in_sentence(text: str, start: int, end: int) -> list[QuantityMatch]:
    readings = _readings(text, start, end)
    kept = [q for q in readings if not not_a_result(text, start, end, q.start, q.end, q.unit, q.low)]
    for index, quantity in enumerate(kept):
        before = kept[index - 1] if index else None
        after = kept[index + 1].start if index + 1 < len(kept) else end
        _set_bound(text, start, quantity, before)
        _set_average(text, start, after, quantity, before)
    return kept


def _numbers(text: str, start: int, end: int) -> list[QuantityMatch]:
    found = []
    position = start
    while (match := _next_number(text, position, end)) is not None:
        quantity = _read(text, start, end, match)
        position = max(match.start("low") + 1, quantity.end if quantity else match.end("low"))
        if quantity is not None:
            found.append(quantity)
    return found


def _next_number(text: str, position: int, end: int) -> re.Match[str] | None:
    """Search for a number; the long pattern is tried only where one may begin."""
    pattern = quantity_pattern()
    for place in _NUMBER_BEGINS.finditer(text, position, end):
        match = pattern.match(text, place.start(), end)
        if match is not None:
            return match
    return None


def _read(text: str, sentence: int, end: int, match: re.Match[str]) -> QuantityMatch | None:
    """Turn one match of the pattern into a quantity."""
    low = _value(match["low"], match["scale_low"], match["power"])
    first, last = match["unit_low"], match["bracketed"] or match["unit"]
    begin = match.start("low")
    stop = match.end()
    high: float | None = None
    if match["high"]:
        high = _value(match["high"], match["scale_high"], match["power_high"])
        if not _is_range(text, sentence, match, low, high, first, last):
            high, last = None, None
            stop = max(match.end(g) for g in ("low", "scale_low", "power", "unit_low"))
        elif match["scale_high"] and not match["scale_low"] and low < high:
            scaled = low * SCALES[match["scale_high"].strip()]
            low = scaled if scaled <= high else low
    if high is None and first:
        # What follows a unit is the thing measured: "50 % FLOPs", "4x parameters".
        error = -1 if match["high"] else _behind_error(match, first, last)
        last, stop = None, max(match.end("unit_low"), error)
    unit = _unit(last or first)
    scale = (match["scale_high"] or match["scale_low"] or "").strip()
    if unit in _COUNTED_OPERATIONS and scale:
        # "600M FLOPs" is 600 MFLOPs.
        low, high = low / SCALES[scale], high / SCALES[scale] if high is not None else None
        unit = _SCALE_PREFIXES[SCALES[scale]] + unit
    if unit == "x" and re.match(r"\s?\$?\d", text[stop : stop + 3]) and not text.startswith(match.group(), stop):
        unit, stop = "none", max(match.end(g) for g in ("low", "scale_low"))
    if match["currency"] and unit == "none":
        unit = _currency(text, match)
        begin = match.start("currency") if unit != "none" else begin
    sign = (match["sign"] or "").strip()
    if unit == "none":
        unit, stop = _counted_unit(text, stop, end)
    if unit == "none" and len(scale) == 1 and (kind := _SCALED.match(text, stop)) is not None:
        # "1.5G memory", "1000G inference FLOPs"
        low, high = low / SCALES[scale], high / SCALES[scale] if high is not None else None
        unit = _SCALE_PREFIXES[SCALES[scale]] + _SCALED_UNITS.get(kind[1], "B")
    return QuantityMatch(begin, stop, low, low if high is None else high, unit, signed=sign or _plus(text, begin))


def _behind_error(match: re.Match[str], first: str, last: str | None) -> int:
    """Return where an error with a unit of its own ends ("20 % ± 3 %"); -1 where there is none."""
    if match["error"] is None:
        return -1
    return match.end() if last and _unit(last) == _unit(first) else match.end("error")


def _value(digits: str, scale: str | None, power: str | None) -> float:
    if "^" in digits:
        return 10.0 ** int(digits.partition("^")[2].strip(" {}").replace("−", "-"))
    digits = digits.replace(":", ".")
    value = float(_SEPARATOR.sub("." if _DECIMAL_COMMA.fullmatch(digits) else "", digits))
    if scale:
        value *= SCALES[scale.strip()]
    if power:
        value *= 10.0 ** int(power.replace("−", "-").replace("–", "-"))
    return float(f"{value:.12g}")


def _is_range(
    text: str, sentence: int, match: re.Match[str], low: float, high: float, first: str | None, last: str | None
) -> bool:
    """Tell a range from two results ("from 71 % to 75 %") and from a subtraction or a compound."""
    if first and last and _unit(first) != _unit(last):
        return False
    if low >= high or (first and not last):
        return False
    if match["dash"] != "to":
        return not (match["dash"] in "-–−—" and last is None and first is None and high > 1900 and low > 1900)
    before = text[max(sentence, match.start() - 60) : match.start()]
    earlier = text[sentence : match.start()]
    if first and _TWO_LEVELS.search(earlier) and not _BY_OR_OF.search(before) and not _RANGES.search(earlier):
        return False
    if _FROM.search(before):
        return _unit(last or first) == "x" or _RANGE_WORDS.search(before) is not None
    if last is None:
        return _FACTOR.search(before) is not None
    jump = high > max(50, _LARGEST_RANGE * low) and _unit(last) == "percent" and _RAISED_BY.search(before)
    return not jump  # "raises the baseline by 1 % to 80 %": a change and a level


def _unit(spelling: str | None) -> str:
    if not spelling:
        return "none"
    spelling = spelling.strip()
    known = unit_spellings()
    if spelling in known:
        return known[spelling]
    parts = [part.strip() for part in re.split(r"/|\bper\b", spelling)]
    units = [known.get(part) or PER_TIME.get(part) or "" for part in parts]
    if len(units) > 1 and "pp" in units:
        # What is counted is points: "points/s", "µs per point".
        return f"points/{units[1]}" if units[0] == "pp" and units[1] in PER_TIME.values() else units[0]
    if all(units):
        if units[0] in ("percent", "pp", "x", "fps"):
            return units[0]
        return "/".join(units)
    if "%" in spelling:
        return "percent"
    return "x" if "imes" in spelling or "×" in spelling else known.get(parts[0], "none")


def _currency(text: str, match: re.Match[str]) -> str:
    """A dollar sign is money unless it opens a formula that closes right behind the number."""
    symbol = match["currency"]
    if symbol in ("€", "£"):
        return str(symbol)
    if symbol == "$" and "$" in text[match.end("low") : match.end("low") + 12]:
        return "none"
    if symbol == "$" and (text[: match.start("currency")].endswith("}") or _TERM.match(text, match.end("low"))):
        return "none"
    return "$"


def _plus(text: str, begin: int) -> str:
    return "+" if text[max(0, begin - 2) : begin].strip().endswith("+") else ""


def _counted_unit(text: str, stop: int, end: int) -> tuple[str, int]:
    """Read the unit of a bare number from the words behind it: points, or things per time."""
    ahead = text[stop : min(end, stop + 48)]
    points = _POINTS_AHEAD.match(ahead)
    if points and "point" in points.group():
        if _OPEN_SCALE.search(points.group()):
            return "none", stop
        return "pp", stop
    counted = _COUNTED.match(ahead)
    if counted:
        noun = (counted.group(2) or counted.group(1)).lower()
        if noun in ("frames", "frame"):
            return "fps", stop + counted.end()
        return f"{noun}/{PER_TIME[counted.group(3)]}", stop + counted.end()
    return "none", stop


def _words(text: str, start: int, end: int) -> list[QuantityMatch]:
    """Multiples, fractions and percentages written in words."""
    found: list[QuantityMatch] = []
    if not may_hold_word_multiple(text[start:end].lower()):
        return found
    position = start
    for place in WORD_MULTIPLE_BEGINS.finditer(text, start, end):
        if place.start() < position:
            continue
        match = WORD_MULTIPLE.match(text, place.start(), end)
        if match is None:
            continue
        position = match.end()
        if _NOT_A_MULTIPLE.match(text, match.start(), end):
            continue
        quantity = _read_words(match)
        if quantity is not None:
            found.append(quantity)
    return found


def _read_words(match: re.Match[str]) -> QuantityMatch | None:
    begin, stop = match.span()
    if match["orders"]:
        words = re.split(r"[\s–~-]+", match["orders"].lower())
        numbers = [_order(word) for word in words if word not in ("to", "or", "and", "more", "")]
        values = [10.0**n for n in numbers if n]
        if not values:
            return None
        return QuantityMatch(begin, stop, values[0], values[-1], "x", wording="orders")
    if match["order"]:
        return QuantityMatch(begin, stop, 10.0, 10.0, "x", wording="orders")
    if match["word_factor"]:
        value = NUMBER_WORDS[match["word_factor"].lower()]
        return QuantityMatch(begin, stop, value, value, "x", wording="words")
    if match["word_points"]:
        value = NUMBER_WORDS[match["word_points"].lower()]
        return QuantityMatch(begin, stop, value, value, "pp", wording="words")
    if match["word_time"]:
        value = NUMBER_WORDS[match["word_time"].lower()]
        return QuantityMatch(begin, stop, value, value, _unit(match["time_unit"].lower()), wording="words")
    if match["twice"]:
        word = match["twice"].lower()
        value = MULTIPLES[word[:3]]
        wording = "halving" if word.startswith("halv") else "multiple" if word.endswith("ce") else "doubling"
        return QuantityMatch(begin, stop, value, value, "x", wording=wording)
    if match["while"]:
        value = 0.5 if match["part"] else 1.0
        return QuantityMatch(begin, stop, value, value, _unit(match["while"].replace("-", " ")), wording="words")
    if match["share"]:
        value = float(match["share"])
        return QuantityMatch(begin, stop, value, value, "x", wording="fraction") if value else None
    if match["rate"]:
        value, unit = NUMBER_WORDS[match["rate"].lower()], f"{match['noun'].lower()}/{PER_TIME[match['per'].lower()]}"
        return QuantityMatch(begin, stop, value, value, "fps" if unit == "frames/s" else unit, wording="words")
    if match["half"] and match["part_of"]:
        value = 1 / FRACTIONS[re.split(r"[\s-]", match["half"].lower().partition(" of ")[0])[-1]]
        return QuantityMatch(
            begin, stop, round(value, 4), round(value, 4), PER_TIME[match["part_of"].lower()], wording="words"
        )
    if match["folds"] or match["by_folds"]:
        value = NUMBER_WORDS[(match["folds"] or match["by_folds"]).lower()]
        return QuantityMatch(begin, stop, value, value, "x", wording="words")
    if match["half"]:
        value = FRACTIONS[re.split(r"[\s-]", match["half"].lower())[-1]]
        return QuantityMatch(begin, stop, value, value, "x", wording="fraction")
    if match["percent"]:
        value = NUMBER_WORDS[match["word_percent"].lower()]
        return QuantityMatch(begin, stop, value, value, "pp" if match["points"] else "percent", wording="words")
    low = NUMBER_WORDS[match["word"].lower()]
    high = NUMBER_WORDS[match["word_high"].lower()] if match["word_high"] else low
    return QuantityMatch(begin, stop, low, high, "x", wording="words")


def _order(word: str) -> int:
    if word in ("a", "an", "one", "1"):
        return 1
    return int(word) if word.isdigit() else int(NUMBER_WORDS.get(word, 0))


def _join_ranges(text: str, sentence: int, quantities: list[QuantityMatch]) -> None:
    """Make one range of "between x and y", and of two numbers whose dash an export has lost ("2.1 3.4 times")."""
    index = 0
    while index + 1 < len(quantities):
        first, second = quantities[index], quantities[index + 1]
        gap = text[first.end : second.start]
        single = first.low == first.high <= second.low == second.high and first.unit in (second.unit, "none")
        if single and (
            (_AND.match(gap) and _BETWEEN.search(text[max(sentence, first.start - 32) : first.start]))
            or (gap == " " and _lost_dash(text, first, second))
        ):
            first.high, first.end, first.unit = second.high, second.end, second.unit
            del quantities[index + 1]
        index += 1


def _lost_dash(text: str, first: QuantityMatch, second: QuantityMatch) -> bool:
    alike = ("." in text[first.start : first.end]) == ("." in text[second.start : second.end])
    after_name = re.search(r"[A-Za-z][-\s]?$", text[max(0, first.start - 2) : first.start]) and first.unit == "none"
    named = after_name and not re.search(r"\b[a-z]+\s$", text[max(0, first.start - 16) : first.start])
    if first.unit != "none" and _LISTED_ON.match(text, second.end):
        return False  # "by 3.1% 4.6% and 2.0%" has lost a comma
    return (
        second.unit in ("x", "percent") and first.low < second.low and alike and not named and first.wording == "number"
    )


@cache
def _unit_behind_bracket() -> re.Pattern[str]:
    """The unit of a number that stands in brackets: "(0.83) mm", "(0.06 ± 0.02) mm"."""
    words = "|".join(
        re.escape(word) for word in sorted(unit_spellings(), key=len, reverse=True) if _UNIT_WORD.match(word)
    )
    return re.compile(rf"\)\s?(?P<unit>{words})(?![\w-])")


def _share_units(text: str, quantities: list[QuantityMatch]) -> None:
    """Give the numbers of a list the unit that only its last one carries ("81.4 and 83.2 %")."""
    for quantity in quantities:
        if quantity.unit == "none" and text[quantity.start - 1 : quantity.start] == "(":
            behind = _unit_behind_bracket().match(text, quantity.end)
            if behind:
                quantity.unit = _unit(behind["unit"])
                quantity.notes += ("unit:inferred",)
    for index in range(len(quantities) - 2, -1, -1):
        quantity, following = quantities[index], quantities[index + 1]
        gap = text[quantity.end : following.start]
        if quantity.unit == "none" and gap == " (" and text[following.end : following.end + 1] == ")":
            # "0.32 (0.83) mm": what follows the bracket is the unit of both.
            if "unit:inferred" in following.notes:
                quantity.unit = following.unit
                quantity.notes += ("unit:inferred",)
            continue
        # "0.82, 1.3 % higher than": a level and a change.
        apart = gap == ", " and following.unit == "percent" and quantity.low < 1 <= following.low
        if quantity.unit == "none" and following.unit != "none" and _SHARED.match(gap) and not apart:
            quantity.unit = following.unit
            quantity.notes += ("unit:inferred",)
    for quantity in quantities:
        if quantity.unit == "none" and _TIMES_SIGN.search(text[max(0, quantity.start - 4) : quantity.start]):
            quantity.unit = "x"
        elif quantity.unit == "none" and _FACTOR.search(text[max(0, quantity.start - 40) : quantity.start]):
            quantity.unit = "x"
        elif quantity.unit == "none" and _PERCENT_METRIC.search(text[max(0, quantity.start - 40) : quantity.start]):
            quantity.unit = "percent"


def _set_bound(text: str, sentence: int, quantity: QuantityMatch, before: QuantityMatch | None) -> None:
    floor = before.end if before else sentence
    words = text[max(floor, quantity.start - 40) : quantity.start]
    after = text[quantity.end : quantity.end + 12]
    if _PLUS_INSIDE.search(text, quantity.start, quantity.end):
        quantity.bound, quantity.bound_words = "at_least", "+"
        return
    for bound, pattern in BOUNDS:
        match = pattern.search(words)
        if match:
            quantity.bound, quantity.bound_words = bound, match.group().strip()
            return
    if match := _MORE.match(after):
        quantity.bound, quantity.bound_words = "at_least", match.group().strip()
    elif match := _LESS.match(after):
        quantity.bound, quantity.bound_words = "at_most", match.group().strip()
    elif (
        before is not None
        and before.bound != "exact"
        and _carries_bound(text[before.end : quantity.start], before, quantity)
    ):
        quantity.bound, quantity.bound_words = before.bound, before.bound_words
        quantity.notes += ("bound:carried",)


def _carries_bound(gap: str, before: QuantityMatch, quantity: QuantityMatch) -> bool:
    """A bound holds for the further items of its list: "up to 1 % for A, 2 % for B and 3 % for C"."""
    if _LIST_LINK.match(gap):
        return True
    return before.unit == quantity.unit and len(gap) <= 60 and _ITEM_LINK.match(gap) is not None


def _set_average(text: str, sentence: int, limit: int, quantity: QuantityMatch, before: QuantityMatch | None) -> None:
    floor = before.end if before else sentence
    words = text[max(floor, quantity.start - 70) : quantity.start]
    if before is not None and before.average:
        gap = text[before.end : quantity.start]
        same_unit = before.unit == quantity.unit and len(gap) <= 60
        if _LIST_LINK.match(gap) or (same_unit and _ITEM_LINK.match(gap)):
            quantity.average, quantity.average_words = True, before.average_words
            return
    match = _MEAN_BEFORE.search(words)
    if match and before is not None and _MEAN_OF_THE_LAST.match(words):
        match = None
    if match is None and before is None:
        match = _MEAN_OF_ALL.match(text, sentence, quantity.start)
    if match is None or _MEAN_IN_A_NAME.search(words):
        match = _MEAN_AFTER.match(text[quantity.end : min(limit, quantity.end + 60)])
    if match:
        quantity.average, quantity.average_words = True, match[1]
