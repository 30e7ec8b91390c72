"""Numbers that are results by their construction alone, each a named rule."""

import re
from typing import Final

from .metric_cues import unit_class
from .result_sentence import ResultSentence

_BUG_WORDS: Final = frozenset("bug bugs vulnerability vulnerabilities defect defects crashes cves".split())
_FINDING: Final = re.compile(r"^(?:find|found|detect|discover|uncover|report|expos|reveal|identif|fix|confirm)")
_CONSUMING: Final = re.compile(r"^(?:consum|draw|dissipat)")
_OWNERS: Final = frozenset("the its that those their".split())


def result_by_rule(sentence: ResultSentence, quantity: int) -> str | None:
    """Return the name of the rule by which a number states a result, or None.

    - `share_of_level`: a percentage of the level of something measured ("90 % of the accuracy of").
    - `equation`: "M = N".
    - `consumes`: a power or energy that something consumes.
    - `multiplies`: "halves the M", "doubles its M".
    - `bugs_found`: a count of bugs in a sentence about finding them.
    """
    symbols = sentence.symbols
    at = sentence.quantity_at[quantity]
    ahead = symbols[at + 1 : at + 6]
    unit = unit_class(sentence.quantities[quantity].unit)
    texts = [s.text for s in ahead]
    owned = unit == "percent" and texts[:1] == ["of"] and len(texts) > 1 and texts[1] in _OWNERS
    if owned and any(s.kind == "metric" for s in ahead[2:4]):
        return "share_of_level"
    if at > 1 and symbols[at - 1].text == "=" and symbols[at - 2].kind == "metric":
        return "equation"
    if unit in ("power", "energy") and any(_CONSUMING.match(s.text) for s in symbols[max(0, at - 3) : at]):
        return "consumes"
    multiplied = sentence.quantities[quantity].wording in ("doubling", "halving") and texts[:1] and texts[0] in _OWNERS
    if multiplied and any(s.kind == "metric" for s in ahead[1:4]):
        return "multiplies"
    if unit == "none" and _bug_ahead(sentence, at) and any(_FINDING.match(s.text) for s in symbols):
        return "bugs_found"
    return None


def _bug_ahead(sentence: ResultSentence, at: int) -> bool:
    for symbol in sentence.symbols[at + 1 : at + 5]:
        written = sentence.metrics[symbol.ref].metric if symbol.kind == "metric" else symbol.text
        if written == "bugs_found" or written in _BUG_WORDS:
            return True
        if symbol.kind not in ("word", "mark", "metric") or symbol.text in ("in", "by", "and", ",", "of", "."):
            return False
    return False
