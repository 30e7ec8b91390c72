"""What a number is when it is no result: one named rule for each kind."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from .quantity_patterns import STYLED


class Context(NamedTuple):
    """A number and the text around it, within its sentence."""

    before: str
    text: str
    after: str
    unit: str
    value: float


_BARE: Final = frozenset({"none"})
_DIMENSION_AFTER: Final = re.compile(r"^\s?(?:x|×|\\times|\*|times)\s?\$?\d")
_DIMENSION_BEFORE: Final = re.compile(r"\d\s?\$?\s?(?:x|×|\\times|\*|times)\s?\$?$")
_LENGTHS: Final = frozenset({"m", "cm", "mm", "um", "nm", "km"})
_LENGTH: Final = r"(?:mm|cm|m|[uμµ]m|mum|nm|km)"
_CROSS: Final = r"\s?(?:x|×|\\times|\*|times)\s?\$?"
_SIDE_AFTER: Final = re.compile(rf"{_CROSS}\d|\s?by\s[\d.]+\s?{_LENGTH}\b")
_BARE_SIDE_AFTER: Final = re.compile(rf"(?:{_CROSS}|\s?by\s)[\d.]+\s?(?:(?:{_CROSS}|by\s)[\d.]+\s?)?{_LENGTH}\b")
_SIDE_BEFORE: Final = re.compile(rf"(?:^|[\s(×x*])[\d.]+\s?{_LENGTH}?(?:{_CROSS}|\s?by\s)$")
_BARE_SIDE_BEFORE: Final = re.compile(rf"\d\s?{_LENGTH}{_CROSS}$")
_COMPOUND_BEFORE: Final = re.compile(r"[A-Za-z]['’]?[-_]$|[A-Za-z]\^?$|[\^_@]\{?$")
_GLUED_WORD: Final = re.compile(r"(?<!\b[Tt])(?<!\b[Tt]o)[a-z]{3}$")
"""Exports tie a percentage to the word before ("more than12%"); what ends a name is a capital or short."""
_CITATION: Final = re.compile(r"\[(?:\d+\s?,\s?)*$")
_CITATION_AFTER: Final = re.compile(r"^(?:\s?[,–-]\s?\d+)*\]")
_COUNTED_THING: Final = re.compile(
    r"^[\s-]?(?:[a-z][\w-]*\s){0,2}?(?:images?|videos?|subjects?|participants?|patients?|classes|categories|languages?|datasets?|benchmarks?|tasks?|layers?"
    r"|experiments?|epochs?|iterations?|models?|methods?|users?|sentences?|documents?|papers?|people|persons?|humans?|scenes?|objects?|sequences?"
    r"|annotations?|annotators?|annotated|frames\b(?!\sper)|clips?|hours\sof|minutes\sof|seconds\sof|questions?|dialogues?|conversations?|tokens|words|pairs?|folds?|seeds?"
    r"|dimensions?|dimensional|dof|degrees[\s-]of[\s-]freedom|agents?|robots?|cameras?|sensors?|channels?|stages?|steps?|heads?|nodes?|edges?|gpus?|cores?|"
    r"algorithms?|approaches|baselines?|domains?|countries|cities|species|points?\s(?:clouds?|correspondences)|data\spoints|samples\b(?!\s?(?:/|per))|instances?|examples?|types?|kinds?|scenarios?"
    r"|interactions?|collectors?|trajectories|recordings?|reviews?|tweets?|faces|polygons|vertices|triangles|particles|pages|texts|articles|triples"
    r"|candidates|identities|speakers|utterances|photos|pictures|posts|regions|stations|trials|attempts|rooms|buildings|environments?|games?|kernels?|settings?|levels?|bits?\b|way\b|shot\b|views?|hops?|d\b|D\b|k\b|K\b|th\b|st\b|nd\b|rd\b)",
    re.IGNORECASE,
)
_COUNTED_LIST: Final = re.compile(r"(?:\s?(?:,\s?and|,|and|or|/|to|–|-)\s?\d+){1,6}(?=[\s-])")
"""Between the first number of a list and what it counts: "32, 44 and 56 layers"."""
_HOLDING: Final = re.compile(
    r"\b(?:contain(?:s|ing)?|compris(?:es|ing|ed)?(?:\sof)?|consist(?:s|ing)\sof|includ(?:es|ing)|collected|annotated|spanning|total(?:ing|\sof))\s"
    r"(?:(?:over|more\sthan|about|around|approximately|nearly|up\sto|a\stotal\sof|a|in\stotal|of)\s)*(?:[\d,]+\s[a-z]+(?:\s[a-z]+)?,?\s(?:and\s)?)*$"
)
"""Before the sizes of data: "containing 500 candidates and *2,000* interactions"."""
_RESOURCE: Final = re.compile(r"\s?(?:\w+\s)?(?:parameters|weights|secrets|bugs|errors|FLOPs|MACs)\b")
_RUN_BEFORE: Final = re.compile(r"(?:\d[\d.]*,?\s+)*$")
_RUN_AFTER: Final = re.compile(r"(?:,?\s+\d[\d.]*(?![\w%]|\s?[%×]))*")
_UNSEPARATED: Final = re.compile(r"\d\s+\d")
_NUMBERS_OF_A_TABLE: Final = 5
_MANY_POINTS: Final = 100
_POINTS: Final = re.compile(r"[a-z\d][\s-]points?$")
_SCALE_OF_POINTS: Final = re.compile(
    r"[\s-](?:scale|Likert|rating|clouds?|motion|correspondences?|algorithm|method|solver|stencil|perspective|in\s(?:the|an?|3D|2D)\s"
    r"(?:\w+\s)?(?:frame|image|plane|space|cloud)|labels?|annotations?|supervision)"
)
"""Behind points that are geometry or a scale: "a 5-point Likert scale", "2-point motion"."""
_AGE: Final = re.compile(r"\sa\s(?:century|decade|millennium|lifetime|dozen|million|billion|day|year|season)\b")
_LETTERS_AFTER: Final = re.compile(r"(?!mAP|AP\b|mIoU|BLEU|F1)[A-Za-z]")
_P_VALUE: Final = re.compile(r"\bp(?:-value)?s?\s?(?:[<>=≤]|\\leq?|\\lt)\s?\$?$", re.IGNORECASE)
_CONFIDENCE: Final = re.compile(r"\s?(?:confidence|CI\b|significance|credible)")
_FORMULA: Final = re.compile(r"(?:[\\^_{]|O\(|\\(?:ell|log|frac|sqrt))\s?$")
_VARIABLE: Final = re.compile(
    r"(?:\\(?:alpha|beta|gamma|delta|(?:var)?epsilon|eps|lambda|sigma|tau|eta|theta|ell)|(?<![\w&\\])[NKTHLMABCDk])\s?"
    r"(?:=|\\geq?|\\leq?|\\in)\s?\$?$"
)
_EXPONENT: Final = re.compile(r"\^\s?\{[^{}]*$")
_STYLED: Final = re.compile(STYLED + "$")
_FOLDS: Final = re.compile(r"[\s-](?:cross|validation|CV\b|rotation|symmetr)")
_IS: Final = re.compile(r"\b(?:is|are|was|were)\s(?:basically\s|essentially\s|mainly\s)?$")
_SOFTWARE: Final = re.compile(
    r"(?:\b(?:TLS|SSL|USB|HTTP|PDDL|Bluetooth|Python|CUDA|cuDNN|PyTorch|TensorFlow|Keras|Android|iOS|Windows|Ubuntu|OpenCL|OpenMP|OpenGL"
    r"|PCIe|Wi-?Fi|MuJoCo|Unity|ROS|Kinect|C\+\+|[Vv]ersions?|[Rr]eleases?)|\bver\.|\bv\.)\s$"
)
_RUNS_AFTER: Final = re.compile(
    r"\s(?:in\stotal|per\s|a\s(?:day|week|second|minute)\b|each\b|with\sdifferent|for\seach|using\sdifferent|in\sa\srow|consecutively"
    r"|independently)"
)
_RUNS_BEFORE: Final = re.compile(
    r"\b(?:repeat|perform|execut|conduct|demonstrat|test|train|evaluat|sampl|quer|call|visit|play|r[ua]n)(?:ed|ied|ned)?\s(?:\w+\s)?$"
)
_COMPARED: Final = re.compile(r"\s(?:(?!per\b|over\b|after\b|under\b)[a-z]+er|more|less|as|better|the)\b")
_RANGE_OPENS: Final = re.compile(r"\d[\d.]*\s?[-–~]\s?$")
_THRESHOLDS: Final = re.compile(r"@\s?\[?$|@\s?\[?[\d.]+\s?[:–-]\s?$")
_PROCESSOR: Final = re.compile(
    r"[\s-](?:[\w-]+\s){0,3}?(?:CPUs?|cores?|processors?|i\d|Xeon|Pentium|Intel|AMD|machine|PC|laptop|Opteron|Core|workstation)\b"
)
_SETTING: Final = re.compile(
    r"\b(?:budgets?|horizons?|voltages?|(?:learning|sampling|poisoning|dropout|masking|missing|corruption|noise)\srates?|tolerances?"
    r"|time\slimits?|SNRs?|lead\stimes?|batch\ssizes?|SLOs?|time\ssteps?|(?:sampling|time)\sintervals?|time\swindows?"
    r"|window\ssizes?|sampling\sfrequenc(?:y|ies)|confidence\slevels?|t?IoU\sthresholds?)\s?"
    r"(?:(?:of|up|to|at|is|was|=|as|low|high|about|around|between|only|\(|over|under)\s?)*\$?$",
    re.IGNORECASE,
)
_DEGREES: Final = (
    r"(?:(?:larger|smaller|less|more|greater|higher|lower|fewer|bigger|than|at|least|most|about|around|only|up|to|over|under|below"
    r"|above|comparable|equal|close|set|as|low|high|within|between|curved|limited|an?|the)\s){0,4}"
)
_IN_CASE: Final = re.compile(
    rf"\b(?:when(?:ever)?|if|unless)\s[^,;:\d]{{0,50}}\b(?:is|are|was|exceeds?|contains?|has|have)\s{_DEGREES}$"
    r"|\bwhen\s(?:only\s)?(?:using|given|trained|training|tested|having|provided)\s"
    r"(?:(?!achiev|reach|improv|reduc|outperform|result|obtain|yield|show|by\b|from\b|and\b|is\b|of\b)[\w-]+\s){0,4}$",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(
    r"[\s-](?:\w+\s)?(?:chunks?|clips?|segments?|snippets?|windows?|intervals?|excerpts?|recordings?|horizons?)\b"
)
_TIMES: Final = frozenset({"ms", "s", "min", "h"})
_ENDS: Final = re.compile(r"\s*[).:;]")
_SENTENCE_ENDS: Final = re.compile(r"\s?(?:[.:;,(]|$)")


def _dimension(c: Context) -> bool:
    """Sizes of images, arrays and rooms: 224x224, 64times64, 3 x 3, 2 m by 3 m."""
    if c.unit in _LENGTHS and (_SIDE_AFTER.match(c.after) or _SIDE_BEFORE.search(c.before)):
        return True
    if c.unit == "none" and (_BARE_SIDE_AFTER.match(c.after) or _BARE_SIDE_BEFORE.search(c.before)):
        return True
    return bool(
        _DIMENSION_BEFORE.search(c.before) or (c.unit in ("none", "x", "px") and _DIMENSION_AFTER.match(c.after))
    )


def _compound(c: Context) -> bool:
    """Parts of names and identifiers: ResNet-50, CIFAR-10, top-5, mAP50."""
    if c.unit == "percent" and _GLUED_WORD.search(c.before):
        return False
    return not c.before.endswith(("approx", "sim", " than")) and bool(_COMPOUND_BEFORE.search(c.before))


def _citation(c: Context) -> bool:
    """Bracketed reference numbers."""
    return c.unit in _BARE and bool(_CITATION.search(c.before) and _CITATION_AFTER.match(c.after))


def _year(c: Context) -> bool:
    """Years from 1900 to 2099, written without a decimal, and decades."""
    if c.unit == "s" and len(c.text) == 5 and c.text.endswith("0s") and 1900 <= c.value < 2100:
        return True
    return c.unit in _BARE and len(c.text) == 4 and c.text.isdigit() and 1900 <= c.value < 2100


def _age(c: Context) -> bool:
    """Half a century, two decades: since when something is known."""
    return c.unit == "x" and bool(_AGE.match(c.after))


def _version(c: Context) -> bool:
    """Versions of software, protocols and languages: TLS 1.3, CUDA 11.2."""
    return c.unit in ("none", "pp", "x") and bool(_SOFTWARE.search(c.before))


def _ordinal(c: Context) -> bool:
    """1st, 2nd, 3D, 5G, 4-way: a number grown together with letters that are no unit."""
    return c.unit in _BARE and bool(_LETTERS_AFTER.match(c.after))


def _count_of_things(c: Context) -> bool:
    """Numbers of images, subjects, classes, layers, epochs and so on."""
    if c.unit == "pp" and (c.value > _MANY_POINTS or (_POINTS.search(c.text) and _SCALE_OF_POINTS.match(c.after))):
        return True
    if c.unit not in ("none", "bit") or "." in c.text:
        return False
    if c.unit == "none" and _HOLDING.search(c.before) and not _RESOURCE.match(c.after):
        return True
    listed = _COUNTED_LIST.match(c.after)
    return bool(_COUNTED_THING.match(c.after[listed.end() :] if listed else c.after))


def _bit_width(c: Context) -> bool:
    """Widths of numbers in bits."""
    return c.unit == "bit"


def _significance(c: Context) -> bool:
    """p-values, significance and confidence levels."""
    if _P_VALUE.search(c.before):
        return True
    return c.unit == "percent" and bool(_CONFIDENCE.match(c.after))


def _equation(c: Context) -> bool:
    """Terms of formulas and asymptotic bounds."""
    if _STYLED.search(c.before):
        return False
    if c.unit in ("none", "x") and _VARIABLE.search(c.before):
        return True
    return c.unit in _BARE and bool(_FORMULA.search(c.before) or _EXPONENT.search(c.before))


def _small_bare_integer(c: Context) -> bool:
    """A small whole number without unit and without a name for what it counts is an enumeration or a setting."""
    return c.unit in _BARE and c.text.isdigit() and c.value < 10 and bool(_ENDS.match(c.after))


def _folds(c: Context) -> bool:
    """Five-fold cross-validation, four-fold symmetry; contributions that are threefold."""
    if c.unit != "x" or "fold" not in c.text:
        return False
    return bool(_FOLDS.match(c.after) or (_IS.search(c.before) and _SENTENCE_ENDS.match(c.after)))


def _repetition(c: Context) -> bool:
    """How often something was done: "repeated 20 times", "five times in a row"."""
    if c.unit != "x" or not c.text.endswith("times") or _COMPARED.match(c.after):
        return False
    return bool(_RUNS_AFTER.match(c.after) or _RUNS_BEFORE.search(c.before))


def _doubled(c: Context) -> bool:
    """A formula that an export has written twice: "6-7 \\%6-7 \\%"."""
    lower = _RANGE_OPENS.search(c.before)
    opened = lower.group() if lower else ""
    return len(c.text) > 3 and c.before.endswith(opened + c.text + opened)


def _threshold(c: Context) -> bool:
    """Thresholds in the name of a metric: mAP@[0.5:0.95]."""
    return c.unit in _BARE and bool(_THRESHOLDS.search(c.before))


def _clock(c: Context) -> bool:
    """Clocks of processors: "a 2.8 GHz CPU"."""
    return c.unit in ("GHz", "MHz") and bool(_PROCESSOR.match(c.after))


def _table(c: Context) -> bool:
    """Runs of bare numbers, the remains of a table or a matrix: "D 2, 8 3, 7 3.5"."""
    if c.unit not in _BARE:
        return False
    before, after = _RUN_BEFORE.search(c.before), _RUN_AFTER.match(c.after)
    run = f"{before.group() if before else ''}{c.text}{after.group() if after else ''}"
    return len(run.split()) >= _NUMBERS_OF_A_TABLE and _UNSEPARATED.search(run) is not None


def _setting(c: Context) -> bool:
    """What is chosen, not measured: "a budget of 40 MFLOPs", "a driving voltage of 8 V", "50 ms windows"."""
    return bool(_SETTING.search(c.before)) or (c.unit in _TIMES and bool(_PIECES.match(c.after)))


def _condition(c: Context) -> bool:
    """The case in which something holds: "when the overlap is smaller than 50 %"."""
    return bool(_IN_CASE.search(c.before))


RULES: Final[dict[str, Callable[[Context], bool]]] = {
    "dimension": _dimension,
    "compound": _compound,
    "version": _version,
    "citation": _citation,
    "year": _year,
    "age": _age,
    "ordinal": _ordinal,
    "count_of_things": _count_of_things,
    "bit_width": _bit_width,
    "significance": _significance,
    "equation": _equation,
    "small_bare_integer": _small_bare_integer,
    "folds": _folds,
    "repetition": _repetition,
    "doubled": _doubled,
    "threshold": _threshold,
    "clock": _clock,
    "table": _table,
    "setting": _setting,
    "condition": _condition,
}


def not_a_result(text: str, sentence: int, limit: int, start: int, end: int, unit: str, value: float) -> str | None:
    """Return the name of the rule by which a number can be no result, or None.

    Args:
        text: The document's text.
        sentence: Where the number's sentence begins.
        limit: Where it ends.
        start: First character of the number.
        end: One past its last.
        unit: Its unit.
        value: Its (lower) value.
    """
    context = Context(
        text[max(sentence, start - 80) : start], text[start:end], text[end : min(limit, end + 48)], unit, value
    )
    for name, rule in RULES.items():
        if rule(context):
            return name
    return None
