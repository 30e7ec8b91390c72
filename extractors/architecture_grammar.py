"""How the names of architectures go on: versions, depths, sizes, widths and tunings.

"ResNet50" and "ResNet 50" are one thing and "ResNet-18" is another. The grammar reads what follows a family's name and
writes it in one canonical form.
"""

import re
from typing import Final, Literal, get_args

SizeStyle = Literal["depth", "version", "scale", "llm"]
"""What a family's sizes look like.

- `depth`: a number of layers first (ResNet-50, VGG-16-BN, WRN-28-10, ResNeXt-101 32x8d).
- `version`: a version, a compound size, a width (MobileNetV2, EfficientNet-B0, YOLOv5s, Inception-v3).
- `scale`: a size word or letter, a patch size, a number of parameters (BERT-Base, ViT-B/16, T5-3B).
- `llm`: a release, a number of parameters, a tuning (Llama-3.1-8B-Instruct, GPT-3.5-Turbo).
"""
SIZE_STYLES: Final[tuple[SizeStyle, ...]] = get_args(SizeStyle)

MAX_PIECES: Final = 5

_WORD: Final = r"(?i:nano|tiny|mini|small|medium|base|large|huge|giant|x-?large|xx-?large)\b"
_LETTER: Final = r"(?:Ti|XXXL|XXL|XXS|XS|XL|[TSMBLHGNX])(?![A-Za-z])"
_TUNING: Final = (
    r"(?i:instruct|chat|turbo|coder|code|math|(?<=[-_])base|vl|vision|audio|omni|distill|opus|sonnet|haiku|pro|flash|ultra"
    r"|lite|preview|mini|nano|small|medium|large|max|plus|it|hf|reasoning|thinking)\b(?![-_]?[a-z])"
)
_PARAMETERS: Final = r"\(?(?:\d+\s?[x×]\s?)?\d+(?:\.\d+)?\s?[BMb]\b\)?"
_NOT_A_SIZE: Final = (
    r"(?![\w]|\.\d|,\d{3}|\s?(?:%|\\%|×|\\times|times\b)|\s?-?(?:bit|layer|class|shot|epoch|fold|image|hour|gpu|head|token|dim|point"
    r"|frame|param|way|step|level)s?\b)"
)
_PIECES: Final[dict[SizeStyle, tuple[tuple[str, str], ...]]] = {
    "depth": (
        ("version", r"[vV]\d(?![\d.]\d|[A-Za-z])"),
        ("grid", r"\(?\d+\s?[x×]\s?\d+d\)?(?!\w)"),
        ("width", r"(?:[x×]\s?\d+(?:\.\d+)?|\d+(?:\.\d+)?[x×])(?!\w)"),
        ("number", r"\d{1,4}" + _NOT_A_SIZE.replace(r"[\w]", r"[A-Zac-uw-z\d_]")),
        ("letter", r"(?:BN|BC|bn|[A-D])(?![\w])"),
    ),
    "version": (
        ("version", r"[vV]\.?\s?\d{1,2}(?:\.\d+)?(?![\d])"),
        ("compound", r"(?i:lite)[-\s]?[bB]?\d(?!\d)|[ABDPXb]\d(?![\d.%])"),
        ("width", r"(?:[x×]\s?\d+(?:\.\d+)?|\d+(?:\.\d+)?[x×])(?!\w)"),
        ("word", r"(?i:tiny|small|large|nano|lite|spp|medium)\b"),
        ("letter", r"(?:XXS|XS|[nsmlxtcSMLTXe])(?![\w])"),
        ("number", r"\d(?:\.\d{1,2})?" + _NOT_A_SIZE),
    ),
    "scale": (
        ("version", r"[vV]\d(?![\d.]\d|[A-Za-z])"),
        ("parameters", _PARAMETERS),
        ("compound", r"[B]\d(?![\d.%])"),
        ("word", _WORD),
        ("letter", _LETTER),
        ("patch", r"/\s?\d{1,2}(?:@\d+)?(?![\d%])"),
        ("number", r"\d{1,3}" + _NOT_A_SIZE),
    ),
    "llm": (
        ("parameters", _PARAMETERS),
        ("release", r"[vVrR]?\d(?:\.\d{1,2})?[oVv]?(?![\d%]|\.\d|[A-Za-z])"),
        ("word", _TUNING),
    ),
}
_SEPARATOR: Final = r"(?:\s?[-–‐‑_]\s?|\s)?"
_PATTERNS: Final[dict[SizeStyle, re.Pattern[str]]] = {
    style: re.compile(_SEPARATOR + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in pieces) + ")")
    for style, pieces in _PIECES.items()
}
_PLUS: Final = re.compile(r"\+\+|\+(?![\w\s])")
_SPACED: Final = ("number", "parameters", "release", "word", "version", "grid", "compound")
"""Pieces that may stand after a space; a letter may not ("ViT B" is a table heading at best)."""


_GLUED: Final = ("number", "parameters", "release", "version", "grid", "compound", "width", "patch")
_WORDS_OF_TEXT: Final = ("it", "max", "plus", "code", "math", "reasoning", "thinking", "vision", "audio", "chat")
"""Tunings that only a hyphen ties to the name: behind a space they go on with the sentence."""


def read_size(text: str, start: int, style: SizeStyle, version: str, letters: dict[str, str]) -> tuple[int, str]:
    """Read what follows a family's name.

    Args:
        text: Any text.
        start: Where the family's name ends.
        style: What sizes of the family look like.
        version: How a version is tied to the name: `V`, `v` or `-v`.
        letters: Canonical form of the family's size words and letters, by lower-case spelling.

    Returns:
        Where the size ends and its canonical form; `(start, "")` where there is none.
    """
    end, canonical = start, ""
    plus = _PLUS.match(text, start)
    if plus is not None:
        end, canonical = plus.end(), plus.group()
    for _ in range(MAX_PIECES):
        match = _PATTERNS[style].match(text, end)
        if match is None or match.lastgroup is None:
            break
        kind, piece = match.lastgroup, match.group(match.lastgroup)
        separator = match.group()[: match.start(kind) - match.start()]
        if not _tied(kind, separator, piece, canonical):
            break
        canonical += _canonical(kind, piece, separator, version, letters, bool(canonical))
        end = match.end()
    return end, canonical


def _tied(kind: str, separator: str, piece: str, canonical: str) -> bool:
    """Tell whether a piece belongs to the name: a letter needs a hyphen, a word something between."""
    if separator.isspace():
        return piece not in _WORDS_OF_TEXT and (kind in _SPACED or piece == "BN")
    if not separator:
        return kind in _GLUED or piece.startswith("(") or (kind == "letter" and canonical[-1:].isdigit())
    return True


def _canonical(kind: str, piece: str, separator: str, version: str, letters: dict[str, str], later: bool) -> str:
    bare = re.sub(r"[()\s]", "", piece).replace("×", "x")
    if kind == "version":
        return ("-V" if later else version) + re.sub(r"[^\d.]|^\.|(?<=[vV])\.", "", bare)
    if kind in ("grid", "width"):
        return "-" + bare
    if kind == "patch":
        return bare
    if kind == "parameters":
        return "-" + bare.upper().replace("X", "x")
    if kind == "release":
        return "-" + bare[:-1].upper() + bare[-1].lower() if bare[-1:].isalpha() else "-" + bare.upper()
    if kind == "letter":
        return ("" if not separator else "-") + letters.get(bare.lower(), bare)
    if kind == "word":
        return "-" + letters.get(bare.lower().replace("-", ""), bare.lower().capitalize())
    return "-" + (bare if kind == "number" else bare.upper() if len(bare) == 2 else bare[0].upper() + bare[1:])
