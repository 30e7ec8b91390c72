"""Whom a clause speaks of: the paper's own work, or what it is compared with."""

from typing import Final

from .result_sentence import ResultSentence, once

RIVAL_WORDS: Final = frozenset(
    """baseline baselines competitor competitors competing existing previous previously prior earlier standard
    conventional traditional state-of-the-art sota vanilla original others alternative alternatives rival rivals
    counterpart counterparts human humans naive random greedy classical commercial""".split()
)
"""Words of phrases for what somebody else has made."""
OWN_WORDS: Final = frozenset("our ours we proposed this novel".split())
_CLAUSE_OPENERS: Final = frozenset("; : while whereas but although though which where when unlike".split())
_COMPARING: Final = frozenset(
    """over than outperforms outperform outperforming outperformed surpasses surpassing surpass exceeds exceeding beats
    beating versus vs against""".split()
)
_NAMING: Final = _COMPARING | frozenset(
    """while whereas compared instead previously formerly originally before without only from to unlike but however best
    existing our we""".split()
)
"""Words that say whose number follows."""
_RELATIVES: Final = frozenset("that which who whose with using requiring having trained".split())
_NAMED_WITHIN: Final = 9
"""Symbols before a number within which a word says whose it is."""
REACH: Final = 24
"""Symbols that a clause is followed back from a number."""


@once
def clause_start(sentence: ResultSentence, quantity: int) -> int:
    """Return the index of the first symbol of a number's clause."""
    at = sentence.quantity_at[quantity]
    for index in range(at - 1, max(-1, at - REACH), -1):
        if sentence.symbols[index].text in _CLAUSE_OPENERS:
            return index + 1
    return max(0, at - REACH)


def whose_features(sentence: ResultSentence, quantity: int, form: str) -> list[str]:
    """Describe whom a number's clause speaks of.

    Args:
        sentence: The number's sentence.
        quantity: The number's index in it.
        form: The claim's form.
    """
    symbols = sentence.symbols
    at = sentence.quantity_at[quantity]
    start = clause_start(sentence, quantity)
    clause = symbols[start:at]
    opener = symbols[start - 1].text if start else "BEGIN"
    words = {s.text for s in clause}
    rival, own = bool(words & RIVAL_WORDS), bool(words & OWN_WORDS)
    kinds = [s.text for s in clause if s.kind == "entity"]
    nearest = kinds[-1] if kinds else "none"
    first = kinds[0] if kinds else "none"
    earlier = any(place < start for place in sentence.quantity_at)
    return [
        f"clause={rival}{own}|{form}",
        f"clause={rival}{own}|opener={opener}",
        f"clause={rival}{own}|first={first}|{form}",
        f"clause first={first}|earlier={earlier}|{form}",
        f"clause nearest={nearest}|earlier={earlier}|{form}",
        f"clause opener={opener}|earlier={earlier}|{form}",
        f"bracketed rival={is_bracketed_rival(sentence, quantity)}|{form}",
        f"introduced={sentence.introduced}|{form}",
        *_naming_features(sentence, at, form),
        *_neighbor_features(sentence, at, form),
    ]


def _naming_features(sentence: ResultSentence, at: int, form: str) -> list[str]:
    """Describe the words before a number at a symbol that say whose it is ("than methods *that use* N")."""
    symbols, texts = sentence.symbols, sentence.texts
    before = range(at - 1, max(-1, at - 1 - _NAMED_WITHIN), -1)
    naming = next((k for k in before if texts[k] in _NAMING or symbols[k].kind == "quantity"), None)
    relative = next((k for k in before if texts[k] in _RELATIVES), None)
    if relative is None:
        clause = "none"
    else:
        compared = any(text in _COMPARING or text in ("to", "as") for text in texts[max(0, relative - 6) : relative])
        clause = f"{texts[relative]}|{compared}"
    return [f"naming={texts[naming] if naming is not None else 'none'}|{form}", f"relative={clause}|{form}"]


def _neighbor_features(sentence: ResultSentence, at: int, form: str) -> list[str]:
    """Describe the systems and architectures next before and behind a number at a symbol."""
    before = behind = (99, "none")
    systems = False
    for place, entity in zip(sentence.entity_at, sentence.entities, strict=True):
        if place < 0 or entity.kind not in ("systems", "architectures"):
            continue
        systems = systems or entity.kind == "systems"
        if place < at:
            before = min(before, (at - place, entity.kind))
        else:
            behind = min(behind, (place - at, entity.kind))
    return [
        f"name before={before[1]}{min(before[0], 6)}|{form}",
        f"name behind={behind[1]}{min(behind[0], 6)}|{form}",
        f"names={before[1]}|{behind[1]}|{form}",
        f"systems={systems}",
    ]


def is_bracketed_rival(sentence: ResultSentence, quantity: int) -> bool:
    """Tell whether a number stands alone in brackets behind what is compared with ("outperforms B (N)")."""
    symbols = sentence.symbols
    at = sentence.quantity_at[quantity]
    if at < 2 or symbols[at - 1].text != "(" or sentence.quantities[quantity].signed:
        return False
    for symbol in symbols[at + 1 : at + 8]:
        if symbol.kind == "quantity":
            return False
        if symbol.text == ")":
            break
    for symbol in reversed(symbols[max(0, at - 9) : at - 1]):
        if symbol.kind == "quantity" or symbol.text in ";:()":
            return False
        if symbol.text in _COMPARING:
            return True
    return False
