"""Words of change: which way a verb, noun or adjective sends what it governs."""

from typing import Final

DOWN_NOUNS: Final = frozenset(
    """reduction reductions decrease decreases drop drops loss losses saving savings degradation degradations decline
    declines shrinkage cut cuts""".split()
)
UP_NOUNS: Final = frozenset(
    "increase increases rise boost boosts boosting boostings increment increments uplift uplifts growth".split()
)
BETTER_NOUNS: Final = frozenset(
    "improvement improvements gain gains enhancement enhancements advantage advantages".split()
)
WORSE_NOUNS: Final = frozenset("slowdown slowdowns".split())
NOUNS: Final = DOWN_NOUNS | UP_NOUNS | BETTER_NOUNS | WORSE_NOUNS
HIGHER: Final = frozenset("higher more greater larger longer".split())
LOWER: Final = frozenset("lower less fewer smaller shorter".split())
LOWER_VERBS: Final = frozenset(
    """reduce reduces reduced reducing decrease decreases decreased decreasing lower lowers lowered lowering cut cuts
    cutting shorten shortens shortened shrink shrinks shrinking fall falls fell drop drops dropped dropping compress
    compresses compressing prune prunes narrow narrows narrowed narrowing mitigate mitigates mitigated mitigating
    suppress suppresses suppressed suppressing diminish diminishes diminished slash slashes slashed""".split()
)
HIGHER_VERBS: Final = frozenset(
    """increase increases increased increasing raise raises raised raising rise rises rose grow grows grew growing
    enlarge enlarges extend extends extended extending expand expands expanded expanding inflate inflates inflated
    inflating amplify amplifies amplified amplifying""".split()
)
BETTER_VERBS: Final = frozenset(
    """improve improves improved improving boost boosts boosted boosting enhance enhances enhanced outperform
    outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds exceeded exceeding
    beat beats accelerate accelerates accelerated accelerating""".split()
)
WORSE_VERBS: Final = frozenset(
    """degrade degrades degraded degrading worsen worsens worsened worsening deteriorate deteriorates deteriorated
    underperform underperforms underperformed underperforming lag lags lagged lagging hurt hurts trail trails trailed
    trailing slow slows slowed slowing""".split()
)
SAVING_VERBS: Final = frozenset("save saves saved saving".split())
LOSING_VERBS: Final = frozenset("lose loses lost losing sacrifice sacrifices sacrificing".split())
GAINING_VERBS: Final = frozenset("gain gains gained gaining".split())
CHANGE_VERBS: Final = LOWER_VERBS | HIGHER_VERBS | BETTER_VERBS | WORSE_VERBS
"""Verbs that govern a number through "by"."""
DIRECT_VERBS: Final = SAVING_VERBS | LOSING_VERBS | GAINING_VERBS
"""Verbs that govern a number right behind them."""

UP: Final = frozenset(
    """improve improves improved improving improvement improvements increase increases increased increasing boost
    boosts boosted boosting gain gains gained enhance enhances enhanced enhancing enhancement raise raises raised
    raising rise higher better greater more outperform outperforms outperformed outperforming surpass surpasses
    surpassed surpassing exceed exceeds exceeding exceeded beat beats beating above advance advantage faster
    grows""".split()
)
DOWN: Final = frozenset(
    """reduce reduces reduced reducing reduction reductions decrease decreases decreased decreasing drop drops dropped
    dropping lower lowers lowered lowering less fewer save saves saved saving savings loss losses degradation
    degrade degrades degraded decline declines smaller cut cuts cutting shrink shrinks shorter worse worsens suffer
    suffers below cheaper lighter slower minimize minimizes drops sacrifice sacrificing""".split()
)
LEVEL: Final = frozenset(
    """achieve achieves achieved achieving obtain obtains obtained obtaining reach reaches reached reaching attain
    attains attained yield yields yielded yielding is are was were get gets report reported reports score scores
    scored at with run runs running takes require requires only remains""".split()
)


_GROUPS: Final = dict.fromkeys(LEVEL, "=") | dict.fromkeys(DOWN, "-") | dict.fromkeys(UP, "+")


def word_group(text: str) -> str:
    """Return what a word says about change: `+`, `-`, `=` for a level, or nothing."""
    return _GROUPS.get(text, "")
