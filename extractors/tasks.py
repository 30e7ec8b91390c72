"""The tasks that a paper addresses, as short noun phrases as written.

A candidate is a noun phrase whose head is what a task is called after (`detection`, `translation`, `planning`), at any
length from the bare head to the whole phrase. All places of a phrase are judged together by a log-linear model: title
or abstract, position, what stands on either side, how the phrase is built, how common it is elsewhere. The best few,
none of them a part of another at all its places, are the paper's tasks.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Any, Final, Generic, NamedTuple, TypeVar

import orjson

from .document import Document
from .entity import Entity
from .loglinear import LogLinear, load_model
from .name_words import FUNCTION_WORDS
from .word_flags import add_flag

MAX_TASKS: Final = 4
_NOMINAL: Final = ("tion", "sion", "ing", "ment", "sis", "ance", "ence", "ery", "try")
"""Endings of nouns for doing something: such a word of the title may head a task that no list knows."""
MAX_TOKENS: Final = 5
THRESHOLD: Final = 0.24
"""Probability from which a phrase is taken; chosen by cross-validation."""
AT_LEAST_ONE: Final = 0.1
"""Probability from which the best phrase is taken where none reaches the threshold."""
_UNSEEN: Final = (0, 0)
_MOST_BITS: Final = 20
"""Of a number of papers: a million papers and more are told apart no further."""
LOWEST: Final = -3.0
"""Log-odds below which no phrase is taken."""
_MOST_KEPT: Final = 1 << 13
"""Phrases of one length whose log-odds are kept."""


Statistics = dict[str, tuple[int, int]]
"""For each phrase, in how many papers of an open collection it stands and in how many percent of them as a task."""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    heads: frozenset[str]
    stops: frozenset[str]
    ends: frozenset[str]
    """What no phrase goes on over to the left."""


class Phrase:
    """A candidate with all its places.

    Attributes:
        key: Its words in lower case.
        tokens: Number of its tokens; a hyphenated word is one.
        places: Index of its first word and one past its last, in text order.
        whole: Number of places at which the noun phrase begins with it.
    """

    __slots__ = ("key", "places", "tokens", "whole")

    # No dataclass: what that writes is interpreted, and texts have a dozen phrases each.
    def __init__(self, key: str, tokens: int) -> None:
        self.key = key
        self.tokens = tokens
        self.places: list[tuple[int, int]] = []
        self.whole = 0


def find_tasks(document: Document) -> list[Entity]:
    """Find the mentions of a paper's tasks, at most four tasks, in text order."""
    chosen = choose_tasks(document, task_phrases(document), load_task_model())
    text, starts, ends = document.text, document.starts, document.ends
    found = []
    for phrase, _ in chosen:
        first, last = phrase.places[0]
        name = text[starts[first] : ends[last - 1]]
        for first, last in phrase.places:
            found.append(Entity("tasks", name, starts[first], ends[last - 1], "tasks:noun phrase"))
    found.sort(key=lambda entity: (entity.start, -entity.end))
    return found


def task_phrases(document: Document) -> list[Phrase]:
    """Return the noun phrases of a text that may name its task."""
    vocabulary = _vocabulary()
    texts, lower, starts, ends = document.texts, document.lower, document.starts, document.ends
    phrases: dict[str, Phrase] = {}
    for at in _heads(document, vocabulary):
        if at + 1 < len(texts) and texts[at + 1] == "-" and starts[at + 1] == ends[at]:
            continue
        begins = _begins(document, at, vocabulary)
        key, behind = "", at + 1
        for count, first in enumerate(begins, 1):
            part = lower[first] if behind - first == 1 else " ".join(lower[first:behind])
            key, behind = f"{part} {key}" if key else part, first
            phrase = phrases.get(key)
            if phrase is None:
                phrase = phrases[key] = Phrase(key, count)
            phrase.places.append((first, at + 1))
            phrase.whole += first == begins[-1]
    return list(phrases.values())


def _heads(document: Document, vocabulary: _Vocabulary) -> list[int]:
    """Return the words that may head a task: those of the list and, wherever they stand, such words of the title."""
    places = document.places(_HEAD)
    title = document.lower[: document.title_words]
    unlisted = {t for t in title if t.endswith(_NOMINAL) and t not in vocabulary.stops and t not in vocabulary.heads}
    return sorted(places + document.places_of(unlisted)) if unlisted else places


def _begins(document: Document, head: int, vocabulary: _Vocabulary) -> list[int]:
    """Return where a phrase with this head may begin, the nearest first."""
    texts, lower, starts, ends, body = document.texts, document.lower, document.starts, document.ends, document.body
    first = _token_start(document, head)
    begins = [first]
    while len(begins) < MAX_TOKENS and first > 0 and starts[first] != body:
        last = first - 1
        if starts[first] - ends[last] > 1 or not texts[last][0].isalnum():
            break
        if last and ends[last - 1] == starts[last]:
            first = _token_start(document, last)
            token = "".join(lower[first : last + 1])
        else:
            first, token = last, lower[last]
        if token in vocabulary.ends or token.endswith("'s"):
            break
        begins.append(first)
    return begins


def _token_start(document: Document, last: int) -> int:
    """Return the first word of what is written together with a word, over hyphens and slashes."""
    texts, starts, ends = document.texts, document.starts, document.ends
    first = last
    while (
        first > 1
        and ends[first - 1] == starts[first]
        and (texts[first - 1] in "-/–" or texts[first - 1][0].isalnum())
        and (texts[first - 1][0].isalnum() or ends[first - 2] == starts[first - 1])
        and texts[first - 2] not in "(["
    ):
        first -= 1 if texts[first - 1][0].isalnum() else 2
    if first == 1 and ends[0] == starts[1] and texts[0][0].isalnum():
        return 0
    return first


T = TypeVar("T")


class Tables(NamedTuple, Generic[T]):
    """What each feature of a phrase stands for: its name for training, its weight for scoring.

    The tables are all that differs between the two, and weights in small tables of their own are found several times
    as fast as by name. A function of a word gives None where no such word has a weight.
    """

    tokens: Sequence[T]
    head: Callable[[str], T | None]
    first: Callable[[str], T | None]
    unlisted_head: Callable[[str], T | None]
    before_head: Callable[[str], T | None]
    seen: Sequence[Sequence[T]]
    """By the number of bits of the number of papers, and by the number of tokens."""
    seen_as_task: Sequence[T]
    """By tenths; the last is for phrases that were not seen."""
    tail_seen_as_task: Sequence[T]
    places: Sequence[T]
    whole: Sequence[T]
    in_title: T
    in_title_count: Sequence[T]
    not_in_title: T
    place: Sequence[T]
    part_counts: Mapping[str, T]
    left: Mapping[bool, Callable[[str], T | None]]
    """The word before a phrase, for places in the title and in the abstract; so is the next."""
    right: Mapping[bool, Callable[[str], T | None]]
    has_longer: T


def _tables(feature: Callable[[str], T], words: Callable[[str], Callable[[str], T | None]]) -> Tables[T]:
    """Return the tables.

    Args:
        feature: What stands for a feature.
        words: For the features that begin with a prefix, what stands for the prefix and a word.
    """
    tenths = (*range(11), "no")
    return Tables(
        tokens=[feature(f"tokens={n}") for n in range(MAX_TOKENS + 1)],
        head=words("head="),
        first=words("first="),
        unlisted_head=words("unlisted head="),
        before_head=words("before head="),
        seen=[[feature(f"seen={bits} tokens={n}") for n in range(4)] for bits in range(_MOST_BITS + 1)],
        seen_as_task=[feature(f"seen as task={share}") for share in tenths],
        tail_seen_as_task=[feature(f"tail seen as task={share}") for share in tenths],
        places=[feature(f"count={n}") for n in range(5)],
        whole=[feature(f"whole={n}") for n in range(5)],
        in_title=feature("in title"),
        in_title_count=[feature(f"in title count={n}") for n in range(4)],
        not_in_title=feature("not in title"),
        place=[feature(f"place={n}") for n in range(5)],
        part_counts={how: feature(f"part counts {how}") for how in ("more", "same", "none")},
        left={True: words("t left="), False: words("a left=")},
        right={True: words("t right="), False: words("a right=")},
        has_longer=feature("has longer"),
    )


_NAMES: Final = _tables(str, lambda prefix: prefix.__add__)


class TaskModel:
    """A binary log-linear model over the features of phrases.

    Attributes:
        statistics: How phrases are used in other papers.
        bias: Log-odds without any feature.
        weights: What each feature adds to them.
    """

    def __init__(self, model: LogLinear, statistics: Statistics) -> None:
        self.statistics = statistics
        self.bias = model.bias[0]
        by_name = {feature: row[0] for feature, row in model.weights.items()}

        def words(prefix: str) -> Callable[[str], float | None]:
            return {
                intern(name[len(prefix) :]): weight for name, weight in by_name.items() if name.startswith(prefix)
            }.get

        self.weights = _tables(lambda feature: by_name.get(feature, 0.0), words)
        self._wordings: list[dict[str, float]] = [{} for _ in range(MAX_TOKENS + 1)]

    def wording(self, key: str, tokens: int) -> float:
        """Return the log-odds of a phrase by itself, given its words and the number of its tokens."""
        # Most phrases stand in more papers than one.
        known = self._wordings[tokens]
        if key in known:
            return known[key]
        if len(known) >= _MOST_KEPT:
            known.clear()
        wording = _wording(key, tokens, self.statistics, self.weights)
        score = known[key] = self.bias + sum(filter(None, wording))
        return score


def choose_tasks(document: Document, phrases: list[Phrase], model: TaskModel) -> list[tuple[Phrase, float]]:
    """Return the best phrases with their probability."""
    scored = []
    for phrase, placing in zip(phrases, _placings(document, phrases, model.weights), strict=True):
        score = model.wording(phrase.key, phrase.tokens) + sum(filter(None, placing))
        if score > LOWEST:
            scored.append((phrase, 1.0 / (1.0 + math.exp(-score))))
    scored.sort(key=lambda item: (-item[1], item[0].places[0]))
    chosen: list[tuple[Phrase, float]] = []
    for phrase, probability in scored:
        if probability < (THRESHOLD if chosen else AT_LEAST_ONE) or len(chosen) == MAX_TASKS:
            break
        if not any(_is_part(phrase, other) or _is_part(other, phrase) for other, _ in chosen):
            chosen.append((phrase, probability))
    return chosen


def _is_part(phrase: Phrase, other: Phrase) -> bool:
    """Tell whether a phrase never stands outside a longer one."""
    ends = {last for _, last in other.places}
    return other.key.endswith(phrase.key) and all(last in ends for _, last in phrase.places)


def _longest(phrases: Iterable[Phrase]) -> dict[int, int]:
    """Return, by its end, where the longest candidate begins."""
    longest: dict[int, int] = {}
    for phrase in phrases:
        for first, last in phrase.places:
            longest[last] = min(first, longest.get(last, first))
    return longest


def all_features(document: Document, phrases: list[Phrase], statistics: Statistics) -> list[list[str]]:
    """Return the features of all candidates of a text."""
    rows = []
    for phrase, placing in zip(phrases, _placings(document, phrases, _NAMES), strict=True):
        wording = _wording(phrase.key, phrase.tokens, statistics, _NAMES)
        rows.append([*filter(None, wording), *filter(None, placing)])
    return rows


def _wording(key: str, tokens: int, statistics: Statistics, tables: Tables[T]) -> list[T | None]:
    """Describe a phrase by itself.

    Args:
        key: Its words in lower case.
        tokens: Number of its tokens.
        statistics: How it is used in other papers.
        tables: What stands for the features.
    """
    parts = key.split()
    head = parts[-1]
    found: list[T | None] = [tables.tokens[tokens], tables.head(head), tables.first(parts[0])]
    if head not in _vocabulary().heads:
        found.append(tables.unlisted_head(head[-3:]))
    if len(parts) > 1:
        found.append(tables.before_head(parts[-2]))
    papers, percent = statistics.get(key, _UNSEEN)
    found.append(tables.seen[min(papers.bit_length(), _MOST_BITS)][min(tokens, 3)])
    found.append(tables.seen_as_task[percent // 10 if papers else -1])
    if len(parts) > 2:
        papers, percent = statistics.get(f"{parts[-2]} {head}", _UNSEEN)
        found.append(tables.tail_seen_as_task[percent // 10 if papers else -1])
    return found


def _placings(document: Document, phrases: list[Phrase], tables: Tables[T]) -> Iterator[list[T | None]]:
    """Describe where the candidates of a text stand, each by what stands for its features; None where nothing does."""
    counts = {phrase.key: len(phrase.places) for phrase in phrases}
    longest = _longest(phrases)
    for phrase in phrases:
        yield _placing(document, phrase, counts, longest, tables)


def _placing(
    document: Document, phrase: Phrase, counts: dict[str, int], longest: dict[int, int], tables: Tables[T]
) -> list[T | None]:
    """Describe where a candidate stands.

    Args:
        document: The text.
        phrase: The candidate.
        counts: Number of places of every candidate.
        longest: Where the longest candidate begins, by end.
        tables: What stands for the features.
    """
    lower, title_words = document.lower, document.title_words
    places = len(phrase.places)
    found: list[T | None] = [tables.places[min(places, 4)], tables.whole[4 * phrase.whole // places]]
    first = phrase.places[0][0]
    if first < title_words:
        found += (tables.in_title, tables.in_title_count[min(places, 3)])
    else:
        place = 5 * (first - title_words) // max(1, len(lower) - title_words)
        found += (tables.not_in_title, tables.place[place])
    most, tail = 0, phrase.key
    while tail := tail.partition(" ")[2]:
        most = max(most, counts.get(tail, 0))
    found.append(tables.part_counts["more" if most > places else "same" if most == places else "none"])
    for first, last in phrase.places[:4]:
        in_title = first < title_words
        found.append(tables.left[in_title](lower[first - 1] if first else "<"))
        found.append(tables.right[in_title](lower[last] if last < len(lower) and last != title_words else ">"))
        if longest[last] != first:
            found.append(tables.has_longer)
    return found


@cache
def load_task_model() -> TaskModel:
    """Load the model and the statistics that ship with the package."""
    return TaskModel(load_model("tasks"), load_task_statistics())


@cache
def _vocabulary() -> _Vocabulary:
    path = files(__package__).joinpath("lexicons", "task_words.json")
    raw: dict[str, Any] = orjson.loads(path.read_bytes())
    return _Vocabulary(
        heads=frozenset(raw["heads"].split()),
        stops=frozenset(raw["stops"].split()),
        ends=FUNCTION_WORDS.union(raw["stops"].split(), raw["loose"].split()),
    )


_HEAD: Final = add_flag(lambda: _vocabulary().heads)


@cache
def load_task_statistics() -> Statistics:
    """Load the statistics that ship with the package (`training/train_tasks.py` writes them)."""
    path = files(__package__).joinpath("models", "task_statistics.json")
    raw: dict[str, list[int]] = orjson.loads(path.read_bytes())
    return {key: (papers, percent) for key, (papers, percent) in raw.items()}
