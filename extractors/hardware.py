"""Computing hardware: what something runs on, is measured on, or is built for.

A name is read as a chain of neighboring parts: maker, product or model number, memory, type noun ("NVIDIA", "Jetson
TX2", "GPU"). Parts come from the lexicon and from the numbering schemes of `hardware_patterns`; the longest chain is
the name. Then the context decides whether a type noun means a device at all: "GPU memory" does, "GPU hours" does not.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from ..schemas.vocabulary import HardwareKind
from .document import Document, lay_out
from .entity import Entity
from .hardware_patterns import MAKERS, MODELS, ModelPattern
from .lexicon import load_lexicon
from .word_flags import add_flag

RULE_KNOWN: Final = "hardware:lexicon"
RULE_MODEL: Final = "hardware:model-number"
RULE_MAKER: Final = "hardware:maker-and-type"
RULE_TYPE: Final = "hardware:type"

_GRAPHICS: Final = frozenset({"gpu", "edge-gpu"})
_TYPES: Final[dict[str, HardwareKind]] = {
    "gpu": "gpu",
    "cpu": "cpu",
    "fpga": "fpga",
    "dsp": "dsp",
    "npu": "npu",
    "tpu": "tpu",
    "mcu": "mcu",
    "microcontroller": "mcu",
    "processor": "cpu",
    "asic": "asic",
}
_TYPE_NOUN: Final = re.compile(
    r"\s(?P<type>GPU|CPU|FPGA|DSP|NPU|TPU|MCU|ASIC|microcontroller|processor)s?(?![\w]|-[A-Z])"
)
_CARD: Final = re.compile(r"\s(?:graphics\s(?:card|processor|processing\sunit)|SoC)s?(?!\w)")
_MAKER_NAME: Final = re.compile(
    r"(?:'s|’s)?\s(?:[A-Z0-9][\w+.-]*\s){0,3}(?P<type>GPU|CPU|FPGA|MCU|NPU|DSP|SoC|chip|accelerator|processor|microcontroller)s?(?![\w-])"
)
_MAKER_KINDS: Final[dict[str, HardwareKind]] = {**_TYPES, "soc": "other", "chip": "other", "accelerator": "accelerator"}
_MODEL_CODE: Final = re.compile(r"(?<![\w-])[A-Z]{2,6}-?\d{3,5}[A-Z]{0,2}\s$")

# A device is not meant: time as a cost, memory of another kind, or a part of a name.
_COST: Final = re.compile(
    r"s?[-\s–]{0,2}(?:(?:core|wall|clock)[-\s])?(?:hour|hr|day|week|month|year|minute|min|second|sec|time|h\b|clock|budget)s?\b",
    re.IGNORECASE,
)
_ABSENT: Final = re.compile(
    r"(?:\b(?:without|w/o|no|free\sof|neither)\s+(?:(?:a|an|any|the|use|of|using|requiring|need|for|need\sfor|dedicated|expensive"
    r"|high-end|powerful|special|specialized|modern|additional|support|from)\s+){0,4}|\bnon-)$",
    re.IGNORECASE,
)
_LESS: Final = re.compile(r"s?[-\s](?:less|free|poor)\b", re.IGNORECASE)
_NAMED_AFTER: Final = re.compile(r"\bNeural\s$")
_FPGA_PART: Final = re.compile(
    r"s?(?:48\w*)?[-\s](?:slice|block|resource|usage|utili[sz]|efficien|unit|consum|pipeline|algorithm|technique|method|function|operation)",
    re.IGNORECASE,
)
_PLASTIC: Final = re.compile(
    r"s?[-\s](?:based\s)?(?:fabric|filament|coat|film|sheet|material|layer|shell|skin|tube|finger|actuator)"
)
_ON_DEVICE: Final = re.compile(r"\b(?:on|onto|such\sas|like)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_PHONE_DATA: Final = re.compile(
    r"s?(?:['’]s?)?[-\s](?:image|photo|camera|data|sensor|app|video|user|usage|record|microphone|captured|based|inertial|screen|addict|use|imu"
    r"|picture|audio|accelerometer|motion|placement|position|interaction|sens|log|survey|keyboard|touch|ownership|penetration|health|mounted)",
    re.IGNORECASE,
)
_ARM_CONTEXT: Final = re.compile(
    r"[-\s](?:based\s(?:CPU|SoC|processor|device|implementation|platform|embedded|server|mobile|microcontroller|system)|implementation|device"
    r"|platform|architecture|SoC|NEON|Neon|board|chip|server|mobile)"
)
_SMALL_CAPS_DEFINED: Final = re.compile(r"\(([A-Z]{3,5})s?\)")
_EXPLAINED: Final = re.compile(
    r"s?(?:\s[a-z]+){0,2}(?:\s\((?:e\.g\.,?\s|i\.e\.,?\s|an?\s|the\s)?|,?\s(?:such\sas|like|e\.g\.,?|i\.e\.,?|namely)\s(?:an?\s|the\s)?)"
)
_EXPLAINS: Final = re.compile(r"(?:\s[a-z]+)?\s\((?:an?\s)?")
_TIED_AFTER: Final = re.compile(
    r"-(?!(?:CPU|GPU|FPGA|TPU|ASIC|Memory|Accel|Based|Enabled|Efficient|Friendly|Parallel))[A-Z]"
)
_OFTEN_TIED: Final = frozenset({"GPU", "CPU", "FPGA"})
"""Types that stand behind a hyphen as themselves ("CPU-GPU", "Multi-GPU")."""
_QUALIFIED: Final = re.compile(
    r"(?<![\w-])(?:RISC-V(?:-based)?\s)?(?:(?:\d+(?:\+\d+)?|single|dual|quad|hexa|octa)[-\s]core\s)?$", re.IGNORECASE
)
"""Instruction set and number of cores before a type of processor: "RISC-V-based 8-core MCU"."""
_INITIAL: Final = re.compile(r"(?:^|[\s-])(\w)")


class _Part(NamedTuple):
    """A stretch of text that names hardware, before its neighbors are looked at."""

    start: int
    end: int
    name: str
    rule: str
    kind: HardwareKind | None
    vendor: str | None


def find_hardware(document: Document) -> list[Entity]:
    """Find the computing hardware that a paper names.

    Args:
        document: The text.

    Returns:
        Mentions in order, without overlap; "GPU (Titan Xp)" is one, by its product.
    """
    parts = _mentions(document)
    if not parts:
        return []
    text = document.text
    redefined = _redefined(text, parts)
    kept = [part for part in parts if _is_device(text, part, redefined)]
    neighbors = zip(kept, [None, *kept], [*kept[1:], None], strict=False)
    kept = [part for part, before, after in neighbors if not _explained(text, part, before, after)]
    return [
        Entity("hardware", part.name, part.start, part.end, part.rule, None, part.kind, part.vendor)
        for part in _completed(kept)
    ]


def hardware_name(surface: str) -> str:
    """Return the canonical name of hardware as written; the surface itself where nothing is known about it."""
    entry = load_lexicon("hardware").lookup(surface)
    if entry is not None:
        return entry.name
    parts = _mentions(lay_out("", surface))
    return parts[0].name if len(parts) == 1 and parts[0].end - parts[0].start == len(surface) else surface


def _mentions(document: Document) -> list[_Part]:
    text = document.text
    schemes, lexicon = _schemes(), load_lexicon("hardware")
    parts: list[_Part] = []
    resume = 0
    schemed = [index for index in document.places(_FIRST_WORD) if document.lower[index] in schemes]
    for index in sorted({*schemed, *lexicon.places(document, _FIRST_WORD)}):
        start, lower = document.starts[index], document.lower[index]
        if start < resume:
            continue
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        candidates = [part for pattern in schemes.get(lower, ()) if (part := _by_number(text, start, pattern))]
        match = lexicon.match_at(document, index)
        if match is not None and (match[1].generic or not text[start : match[0]].islower()):
            end, entry = match
            rule = RULE_TYPE if entry.generic else RULE_KNOWN
            candidates.append(_Part(start, end, entry.name, rule, entry.hardware_kind, entry.vendor))
        if not candidates and lower in MAKERS:
            candidates = _by_maker(text, start, document.ends[index], MAKERS[lower])
        if candidates:
            part = _chained(text, max(candidates, key=lambda part: (part.end, part.rule == RULE_KNOWN)))
            if parts and _same_product(text, parts[-1], part):
                parts[-1] = part._replace(start=parts[-1].start)
            elif not _tied(text, part):
                parts.append(part)
            resume = part.end
    return parts


@cache
def _schemes() -> dict[str, tuple[ModelPattern, ...]]:
    """Return the numbering schemes to try at each lower-case word; makers without a scheme have none."""
    schemes: dict[str, tuple[ModelPattern, ...]] = dict.fromkeys(MAKERS, ())
    for model in MODELS:
        for word in model.first:
            schemes[word] = (*schemes.get(word, ()), model)
    return schemes


_FIRST_WORD: Final = add_flag(lambda: {*_schemes(), *load_lexicon("hardware").first_words()})


def _by_number(text: str, start: int, model: ModelPattern) -> _Part | None:
    match = model.pattern.match(text, start)
    if match is None:
        return None
    values = {group: _tidy(group, value or "") for group, value in match.groupdict().items()}
    name = " ".join(model.name.format_map(values).split())
    known = load_lexicon("hardware").lookup(name)
    return _Part(start, match.end(), known.name if known else name, RULE_MODEL, model.kind, model.vendor)


def _tidy(group: str, value: str) -> str:
    value = " ".join(value.split())
    if group == "ti":
        return value.capitalize()
    return value.upper() if group.isupper() else value


def _by_maker(text: str, start: int, end: int, maker: str) -> list[_Part]:
    match = _MAKER_NAME.match(text, end)
    if match is None or not text[start].isupper():
        return []
    kind = _MAKER_KINDS[match["type"].lower()]
    name = re.sub(r"'s|’s", "", text[start : match.end()])
    return [_Part(start, match.end(), name.removesuffix("s"), RULE_MAKER, kind, maker)]


def _chained(text: str, part: _Part) -> _Part:
    """Add what belongs to the name: a model code in front, a type noun behind."""
    if part.rule == RULE_TYPE:
        qualified = _QUALIFIED.search(text, max(0, part.start - 40), part.start)
        if part.kind in ("cpu", "mcu") and qualified is not None and qualified.group():
            name = text[qualified.start() : part.end].replace("-based", "").removesuffix("s")
            return part._replace(start=qualified.start(), name=name)
        code = _MODEL_CODE.search(text, max(0, part.start - 14), part.start)
        if code is not None and part.vendor is not None:
            return part._replace(
                start=code.start(), name=text[code.start() : part.end].removesuffix("s"), rule=RULE_MODEL
            )
        return part
    card = _CARD.match(text, part.end)
    if card is not None:
        return part._replace(end=card.end())
    noun = _TYPE_NOUN.match(text, part.end)
    if noun is None:
        return part
    kind = _TYPES[noun["type"].lower()]
    same = kind == part.kind or {kind, part.kind} <= _GRAPHICS or noun["type"] == "processor"
    if same:
        return part._replace(end=noun.end())
    return part._replace(end=noun.end(), name=f"{part.name} {noun['type']}", kind=kind)


def _same_product(text: str, before: _Part, part: _Part) -> bool:
    """Tell whether two products side by side are line and model ("NVIDIA Jetson Tegra X1")."""
    return (
        before.vendor is not None
        and before.vendor == part.vendor
        and RULE_TYPE not in (before.rule, part.rule)
        and text[before.end : part.start] == " "
    )


def _tied(text: str, part: _Part) -> bool:
    """Tell whether the words are a piece of a longer name ("ARM-Net", "OULU-NPU")."""
    if part.rule != RULE_TYPE:
        return False
    if _TIED_AFTER.match(text, part.end):
        return True
    before = text[max(0, part.start - 2) : part.start]
    return len(before) == 2 and before[1] == "-" and before[0].isupper() and part.name not in _OFTEN_TIED


def _is_device(text: str, part: _Part, redefined: frozenset[str]) -> bool:
    """Decide by the words around it whether a type of hardware means a device here."""
    if part.rule == RULE_MODEL or part.rule == RULE_MAKER:
        return True
    surface = text[part.start : part.end]
    if surface.removesuffix("s") in redefined:
        return False
    if _COST.match(text, part.end) or _LESS.match(text, part.end):
        return False
    if part.rule == RULE_KNOWN:
        return part.kind != "phone" or _PHONE_DATA.match(text, part.end) is None
    before = text[max(0, part.start - 60) : part.start]
    if _ABSENT.search(before) or _NAMED_AFTER.search(before):
        return False
    if part.name == "DSP":
        return not _FPGA_PART.match(text, part.end) and not re.search(r"\b(?:LUTs?|BRAMs?|per DSP)\b", text)
    if part.name == "TPU":
        return "urethane" not in text and _PLASTIC.match(text, part.end) is None
    if part.name == "ARM":
        return _ARM_CONTEXT.match(text, part.end) is not None or re.search(r"\b(?:on an?|core) $", before) is not None
    if part.kind == "phone":
        return _PHONE_DATA.match(text, part.end) is None and _ON_DEVICE.search(before) is not None
    return True


def _redefined(text: str, parts: list[_Part]) -> frozenset[str]:
    """Return acronyms that the paper expands to something that is no hardware ("adaptive resonance maps (ARM)")."""
    names = {part.end for part in parts}
    redefined: set[str] = set()
    for match in _SMALL_CAPS_DEFINED.finditer(text):
        acronym = match.group(1)
        before = text[max(0, match.start() - 120) : match.start()].rstrip()
        initials = "".join(_INITIAL.findall(before)).upper()
        if initials.endswith(acronym) and len(before) + max(0, match.start() - 120) not in names:
            redefined.add(acronym)
    return frozenset(redefined)


def _explained(text: str, part: _Part, before: _Part | None, after: _Part | None) -> bool:
    """Tell whether a type and a product beside it are one mention: "GPU (Titan Xp)", "processors like Loihi"."""
    if part.rule != RULE_TYPE:
        return False
    if after is not None and after.rule != RULE_TYPE and _EXPLAINED.fullmatch(text, part.end, after.start):
        return True
    return (
        before is not None
        and before.rule != RULE_TYPE
        and _EXPLAINS.fullmatch(text, before.end, part.start) is not None
    )


def _is_longer(name: str, short: str) -> bool:
    return name.startswith(short + " ") and name.removeprefix(short + " ").lower() not in _TYPES


def _completed(parts: list[_Part]) -> list[_Part]:
    """Give a short name ("the Jetson") the full one when exactly one such product is named before it."""
    completed: list[_Part] = []
    for part in parts:
        longer = {before.name: before for before in completed if _is_longer(before.name, part.name)}
        if part.rule == RULE_KNOWN and len(longer) == 1:
            (full,) = longer.values()
            part = part._replace(name=full.name, kind=full.kind, vendor=full.vendor)
        completed.append(part)
    return completed
