"""Features of what a number depends on and is near to: does it state a result, or the setting in which one holds?"""

from typing import Final

from .change_words import word_group
from .constructions import back_over
from .metric_cues import unit_class
from .phrases import FUNCTION_WORDS
from .result_sentence import ResultSentence

_BOUND_WORDS: Final = frozenset(
    """up to about around over more than less nearly almost at least most approximately as much high low few little an a
    the only just roughly below under above within exceeding ~ $ + ( < > ≤ ≥ ≈ - maximum minimum average
    maximal minimal single mere""".split()
)
_METRIC_WITHIN: Final = 7
_DETERMINERS: Final = frozenset("a an the each every single our this".split())


def governing_features(sentence: ResultSentence, quantity: int) -> list[str]:
    """Describe the words before a number's bound words ("for *speeds* up to N") and the noun that it qualifies.

    Args:
        sentence: Its sentence.
        quantity: Its index.
    """
    texts, symbols = sentence.texts, sentence.symbols
    i = sentence.quantity_at[quantity]
    unit = unit_class(sentence.quantities[quantity].unit)
    at = back_over(symbols, i, _BOUND_WORDS)
    lead, kind = (texts[at], symbols[at].kind) if at >= 0 else ("BEGIN", "none")
    further = texts[at - 1] if at > 0 else "BEGIN"
    features = [f"g={lead}", f"g={lead}|u={unit}", f"g2={further} {lead}", f"g3={further}|{kind}"]
    if kind == "word":
        features.append(f"gend={lead[-3:]}|u={unit}")
    following = symbols[i + 1] if i + 1 < len(symbols) else None
    if following is None:
        behind = "END"
    elif following.kind != "word":
        behind = following.kind
    else:
        behind = "function" if following.text in FUNCTION_WORDS else word_group(following.text) or "noun"
    features.append(f"det={i > 0 and texts[i - 1] in _DETERMINERS}|behind={behind}|u={unit}")
    if following is not None and behind == "noun":
        features += [f"nend={following.text[-3:]}|u={unit}", f"noun={following.text}|u={unit}"]
    return features


def nearest_metric_features(sentence: ResultSentence, quantity: int) -> list[str]:
    """Describe the metric named nearest by a number, if one is near: a level of it, or only a setting beside it?

    Args:
        sentence: The number's sentence.
        quantity: Its index.
    """
    i = sentence.quantity_at[quantity]
    nearest = min(sentence.metric_at, key=lambda place: abs(place - i), default=None)
    if nearest is None or abs(nearest - i) > _METRIC_WITHIN:
        return []
    metric = sentence.metrics[sentence.symbols[nearest].ref].metric
    side = "A" if nearest > i else "B"
    unit = unit_class(sentence.quantities[quantity].unit)
    return [f"nearest={metric}|{side}{min(abs(nearest - i), 5)}", f"nearest={metric}|u={unit}"]
