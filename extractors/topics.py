"""What a text is about, told by the stems of its words: training effort, attacks, poses, test subjects.

A metric that no word names, or only a general one, is told by what the text is about: an accuracy under attack is
robust accuracy, minutes of training are training time. The stems are `lexicons/topics.json`.
"""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from .kept import kept


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """Return the stems of each topic."""
    raw = json.loads(files(__package__).joinpath("lexicons", "topics.json").read_text(encoding="utf-8"))
    return {topic: tuple(stems.split()) for topic, stems in raw.items()}


@kept(1 << 15)
def topics_of_word(word: str) -> tuple[str, ...]:
    """Return the topics that a word in lower case belongs to."""
    return tuple(topic for topic, stems in _stems().items() if word.startswith(stems))


def topics_of(words: Iterable[str]) -> list[str]:
    """Return the topics of a text, each once, in a stable order."""
    return sorted({topic for word in words for topic in topics_of_word(word)})
