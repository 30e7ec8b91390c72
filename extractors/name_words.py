"""Closed word lists that the name extractor works with; the words lie in `lexicons/name_words.json`."""

import json
from importlib.resources import files
from typing import Any, Final

_WORDS: Final[dict[str, Any]] = json.loads(
    files(__package__).joinpath("lexicons", "name_words.json").read_text(encoding="utf-8")
)


def _set(name: str) -> frozenset[str]:
    return frozenset(_WORDS[name].split())


def _classes(name: str) -> dict[str, str]:
    return {word: kind for kind, words in _WORDS[name].items() for word in words.split()}


FUNCTION_WORDS: Final = _set("function_words")
"""Closed-class words: no part of a name at its beginning or end."""

OPENERS: Final = _set("openers")
"""Other words that often open a sentence, and have their capital from that."""

ADJECTIVAL_SUFFIXES: Final = _set("adjectival_suffixes")
"""What a hyphen ties to a name without making another name of it: `CNN-based`."""

UNITS: Final = _set("units")
"""What makes the number before it a quantity and no part of a name."""

NAMING_VERBS: Final = _set("naming_verbs")
"""Verbs before what something is called."""

PROPOSING_VERBS: Final = _set("proposing_verbs")
"""Verbs whose object is the paper's own contribution."""

FAMILY_HEADS: Final = {word: kind == "specific" for word, kind in _classes("family_heads").items()}
"""Head nouns of model families, and whether the head alone already names one."""

FAMILY_MODIFIERS: Final = {word: kind == "specific" for word, kind in _classes("family_modifiers").items()}
"""Words before such a head, and whether they make the family specific."""

CLASS_NOUNS: Final = _classes("class_nouns")
"""Nouns that say what kind of thing a name beside them is."""

DATASET_NOUNS: Final = frozenset(noun for noun, kind in CLASS_NOUNS.items() if kind == "dataset")
"""Those of them that mean data with annotations; behind a name with a capital they are part of it."""

CUE_VERBS: Final = _classes("cue_verbs")
"""Verbs that say what a paper does with a name near them."""

OTHER_NAMES: Final = frozenset(
    name
    for names in json.loads(
        files(__package__).joinpath("lexicons", "other_names.json").read_text(encoding="utf-8")
    ).values()
    for name in names
)
"""Names of things that are neither data nor models: number formats, frameworks, optimizers, metrics, fields."""
