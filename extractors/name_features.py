"""What can be seen of a name in its paper, as named features for the log-linear model."""

from collections.abc import Iterable
from typing import Final

from .document import Document
from .kept import kept
from .loglinear import FeatureNames
from .name_candidate import Candidate
from .name_groups import Name
from .name_statistics import load_long_forms, long_form_feature
from .name_words import CLASS_NOUNS, CUE_VERBS, PROPOSING_VERBS
from .names import TRIGGER

_LIST_WORDS: Final = frozenset({",", "and", "or", "&", "/", "as", "well"})
_CUE_VERBS: Final = frozenset(CUE_VERBS)
_OPENING_QUOTES: Final = frozenset("\"“`'‘{$")
_CLOSING_QUOTES: Final = frozenset("\"”'’}$`")
_ENDS_NOUN_PHRASE: Final = frozenset({".", ",", ">", "and", ")", "is", "for", "of", "to"})
_BEFORE_APPOSITION: Final = frozenset({",", ":", "(", "-", "–", "—", "is"})
_OPENS_APPOSITION: Final = frozenset({"a", "an", "the", "our", "which", "one"})

_PREPOSITIONS: Final = frozenset(
    "across against at by for from in like of on over than through to under using via with".split()
)
_LATIN_SUCH: Final = (["e", ".", "g", "."], ["i", ".", "e", "."])
_MOST_BEFORE_NAME: Final = 5
"""How many words may stand between a preposition and a name: "on the large and very noisy X"."""
_MOST_BEFORE_VERB: Final = 4

_RULE: Final = FeatureNames("rule=")
_SUFFIX: Final = FeatureNames("suffix=")
_BEFORE: Final = FeatureNames("b=")
_AFTER: Final = FeatureNames("a=")
_NOUN_BEFORE: Final = FeatureNames("noun before=")
_NOUN_AFTER: Final = FeatureNames("noun after=")
_CUE: Final = FeatureNames("cue=")
_PREPOSITION: Final = FeatureNames("prep=")
_GOVERNOR: Final = FeatureNames("gov=")
_LIST_PREPOSITION: Final = FeatureNames("list prep=")
_LIST_GOVERNOR: Final = FeatureNames("list gov=")
_WORDS: Final = tuple(f"words={n}" for n in range(6))
_UPPER: Final = tuple(f"upper={n}" for n in range(8))
_UNSEEN_LONG_FORM: Final = long_form_feature(0)
_COUNT: Final = tuple(f"count={n}" for n in range(6))
_FIRST: Final = tuple(f"first={n}" for n in range(5))


class Context:
    """What the names of one paper share.

    Attributes:
        document: The paper's text.
        lists: For each place (first and last word), the first and last place of the list that it is an item of.
        items: For each list (by its first place), its places.
        governors: For the first word of a list, what `_governor` found before it.
        title_end: Index of the first word of the abstract.
        title_name: Key of the name before the title's colon, or empty.
        proposal: Index of the first verb of proposing in the abstract; past the end where there is none.
    """

    __slots__ = ("document", "governors", "items", "lists", "proposal", "title_end", "title_name")

    def __init__(self, document: Document, names: Iterable[tuple[str, Name]]) -> None:
        self.document = document
        self.title_end = document.title_words
        self.lists: dict[tuple[int, int], int] = {}
        self.items: list[list[tuple[int, int, str]]] = []
        self.title_name = ""
        self.governors: dict[int, tuple[str, str] | None] = {}
        places: dict[tuple[int, int], str] = {}
        for key, name in names:
            for mention in name.mentions:
                places[mention.first, mention.last] = key
                if mention.rule == "before colon":
                    self.title_name = key
        self._find_lists(document.texts, places)
        self.proposal = next(
            (i for i in document.places(TRIGGER) if i >= self.title_end and document.texts[i] in PROPOSING_VERBS),
            len(document.texts),
        )

    def _find_lists(self, texts: list[str], places: dict[tuple[int, int], str]) -> None:
        end = -1
        group: list[tuple[int, int, str]] = []
        # A longer candidate comes before its parts, which are then behind `end`.
        for (first, last), key in sorted(places.items(), key=lambda item: (item[0][0], -item[0][1])):
            if first < end:
                continue
            if group and not _is_list_gap(texts, end, first):
                self._close_list(group)
                group = []
            group.append((first, last, key))
            end = last
        self._close_list(group)

    def _close_list(self, group: list[tuple[int, int, str]]) -> None:
        if len(group) > 1:
            for first, last, _ in group:
                self.lists[first, last] = len(self.items)
            self.items.append(group)


def _is_list_gap(texts: list[str], end: int, first: int) -> bool:
    return 0 < first - end <= 3 and _LIST_WORDS.issuperset(texts[end:first])


def name_features(context: Context, key: str, name: Name, lexicon: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the features of a name.

    Args:
        context: The paper.
        key: The name's key.
        name: The name with its mentions.
        lexicon: Kinds under which lexicons know each name of the paper, by key.
    """
    features = set(_shape(name.surface))
    known = lexicon.get(key)
    if known:
        features.update(["lex=" + kind for kind in known])
    else:
        features.add("lex=no")
    _counts(context, key, name, features)
    if name.long_key:
        features.add(load_long_forms().get(name.long_key, _UNSEEN_LONG_FORM))
    for mention in name.mentions:
        features.add(_RULE[mention.rule])
        if mention.suffix:
            features.add(_SUFFIX[mention.suffix])
        if mention.rule == "long form":
            _long_form(context, mention, features)
        else:
            _around(context, mention, features)
        at = context.lists.get((mention.first, mention.last))
        if at is not None:
            _listed(context, context.items[at], key, lexicon, features)
    return features


@kept(1 << 13)
def _shape(surface: str) -> tuple[str, ...]:
    """How a name is written."""
    features = ["shape=" + _pattern(surface)]
    parts = surface.split()
    head = parts[-1]
    if len(parts) > 1:
        features.append(_WORDS[min(len(parts), 5)])
        features.append("head=" + _bare(head.lower()))
        features.append("start=" + _bare(parts[0].lower()))
    letters = surface.rstrip("0123456789+.")
    letters = letters.removesuffix("s") if len(letters) > 3 and not letters.endswith("ss") else letters
    low = letters.lower()
    if len(low) >= 4:
        features.append("end3=" + low[-3:])
        if len(low) >= 5:
            features.append("end4=" + low[-4:])
    if surface.isupper():
        features.append(_UPPER[min(len(surface), 7)])
    if any(map(str.isdigit, surface)):
        features.append("digit")
        if head[-1:] in "KkMB" and head[-2:-1].isdigit():
            features.append("size=" + head[-1])
        year = head[-4:]
        if len(year) == 4 and year.isdigit() and year[:2] in ("19", "20"):
            features.append("year")
    if surface[0].islower():
        features.append("lower" if surface.islower() else "lower first")
    return tuple(features)


def _bare(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


@kept(1 << 14)
def _pattern(surface: str) -> str:
    """Collapse a surface to its kinds of characters, nine at most: `ResNet-50` is `AaAa-0`."""
    pattern = last = ""
    for kind in surface.translate(_KINDS) if surface.isascii() else "".join(map(_kind, surface)):
        if kind != last:
            pattern += kind
            if len(pattern) == _MOST_KINDS:
                break
            last = kind
    return pattern


def _kind(char: str) -> str:
    return "0" if char.isdigit() else "A" if char.isupper() else "a" if char.isalpha() else char


_KINDS: Final = {code: _kind(chr(code)) for code in range(128)}
_MOST_KINDS: Final = 9


def _counts(context: Context, key: str, name: Name, features: set[str]) -> None:
    title_end, proposal = context.title_end, context.proposal
    body = [m.first for m in name.mentions if m.first >= title_end]
    count = _COUNT[min(len(body), 5)]
    features.add(count)
    in_title = len(body) < len(name.mentions)
    if in_title:
        features.add("in title")
    form = "short" if name.long_key else "words" if " " in name.surface else "word"
    role = "own" if key == context.title_name else "other" if context.title_name else "none"
    features.add(f"{count}|{form}|title name={role}{'|in title' if in_title else ''}")
    if body:
        words = len(context.document.texts)
        features.add(_FIRST[int((body[0] - title_end) / max(1, words - title_end) * 4)])
        if proposal >= words:
            features.add("no proposal")
        elif body[-1] < proposal:
            features.add("before proposal")
        else:
            features.add("across proposal" if body[0] < proposal else "after proposal")
    if key == context.title_name:
        title = context.document.lower[:title_end]
        features.update(["title noun=" + CLASS_NOUNS[word] for word in title if word in CLASS_NOUNS])
        features.add("is title name")
    elif context.title_name:
        features.add("other title name")
        if len(context.title_name) > 2 and context.title_name in key:
            features.add("holds title name")
        elif len(key) > 2 and key in context.title_name:
            features.add("in title name")


def _around(context: Context, mention: Candidate, features: set[str]) -> None:
    texts, lower, title_end = context.document.texts, context.document.lower, context.title_end
    first, last = mention.first, mention.last
    while first > 0 and texts[first - 1] in _OPENING_QUOTES:
        first -= 1
    while last < len(texts) and texts[last] in _CLOSING_QUOTES:
        last += 1
    begins_field = not first or first == title_end
    before = "<" if begins_field else lower[first - 1]
    before2 = lower[first - 2] if first > 1 and before not in ("<", ".") else "<"
    after = _word_at(lower, last, title_end)
    after2 = _word_at(lower, last + 1, title_end)
    features.add(_BEFORE[before])
    if not begins_field and texts[first - 1][0].isupper() and before not in ("the", "a", "an"):
        features.add("b capital" if first > 1 and texts[first - 2] not in (".", "!", "?") else "b opener")
    features.add(_AFTER[_bare(after)])
    if after == "(" and after2 == "0":
        features.add("a=(0")
    shape = _pattern(mention.surface)[:3]
    follows = CLASS_NOUNS.get(_bare(after)) or CLASS_NOUNS.get(after) or ("w" if after[0].isalpha() else after)
    features.add(f"shape={shape}|b={before}")
    features.add(f"shape={shape}|a={follows}")
    features.add(f"b={before}|a={follows}")
    features.add(f"shape={shape}|rule={mention.rule}")
    noun = CLASS_NOUNS.get(before) or CLASS_NOUNS.get(before2)
    if noun:
        features.add(_NOUN_BEFORE[noun])
        features.add(f"noun before={noun}|shape={shape}")
    for word in (after, after2, _word_at(lower, last + 2, title_end)):
        if word in _ENDS_NOUN_PHRASE:
            break
        if word in CLASS_NOUNS:
            features.add(_NOUN_AFTER[CLASS_NOUNS[word]])
            break
    if after in _BEFORE_APPOSITION and after2 in _OPENS_APPOSITION:
        _apposition(lower, last + 2, features)
    if first >= title_end:
        _cue(lower, first, title_end, features)
        governor = _governor(lower, first, title_end)
        if governor is not None:
            features.add(_PREPOSITION[governor[0]])
            features.add(_GOVERNOR[governor[1]])


def _governor(lower: list[str], first: int, begin: int) -> tuple[str, str] | None:
    """Return the preposition before a name, over articles and adjectives, and the same with the word that governs it.

    `gains 3% on the public X` gives `on` and `0 on`.
    """
    at = first
    for text in reversed(lower[max(begin + 1, first - _MOST_BEFORE_NAME) : first]):
        at -= 1
        if text in _PREPOSITIONS:
            word = lower[at - 1]
            return text, f"{'0' if word == '%' or word[0].isdigit() else word} {text}"
        if text != "-" and not text.isalpha():
            return None
    return None


def _word_at(lower: list[str], index: int, title_end: int) -> str:
    if index >= len(lower) or index == title_end:
        return ">"
    return "0" if lower[index][0].isdigit() else lower[index]


def _apposition(lower: list[str], at: int, features: set[str]) -> None:
    """`X, a large benchmark for …`: the last class noun of the phrase before a preposition or comma."""
    noun = ""
    for text in lower[at : at + 10]:
        if text == "," and not noun:
            continue
        if text in (".", ",", "for", "of", "that", "which", "with", "to", "in", "on", "containing", "consisting", ":"):
            break
        noun = CLASS_NOUNS.get(text, noun)
    features.add("apposition=" + (noun or "other"))


def _cue(lower: list[str], first: int, begin: int, features: set[str]) -> None:
    """The nearest verb of making or using before a name in its sentence, and what stands between."""
    at = first - 1 if lower[first - 1] == "," else first
    if lower[at - 4 : at] in _LATIN_SUCH:
        features.add(_CUE["such"])
        features.add("cue=such near ")
        _introduced(lower[max(begin, at - 10) : at - 4], "such", features)
        return
    window = lower[max(begin, first - 15) : first]
    if _CUE_VERBS.isdisjoint(window):
        return
    noun = ""
    for distance, text in enumerate(reversed(window), 1):
        if text == ".":
            return
        verb = CUE_VERBS.get(text)
        if verb:
            features.add(_CUE[verb])
            if verb in ("call", "such"):
                _introduced(window[: len(window) - distance], verb, features)
            features.add(f"cue={verb} {'near' if distance < 4 else 'far'} {noun}")
            return
        if not noun:
            noun = CLASS_NOUNS.get(text, "")


def _introduced(before: list[str], verb: str, features: set[str]) -> None:
    """`a new dataset, called X`, `benchmarks such as X`: the nearest class noun before such a verb."""
    for text in reversed(before[-_MOST_BEFORE_VERB:]):
        if text in CLASS_NOUNS:
            features.add(f"cue={verb} of {CLASS_NOUNS[text]}")
            return


def _long_form(context: Context, mention: Candidate, features: set[str]) -> None:
    texts, lower = context.document.texts, context.document.lower
    head = _bare(lower[mention.last - 1])
    features.add("long head=" + head)
    if CLASS_NOUNS.get(head):
        features.add("long noun=" + CLASS_NOUNS[head])
    capital = sum(text[0].isupper() for text in texts[mention.first : mention.last])
    features.add("long capital" if capital * 2 > mention.last - mention.first else "long plain")
    title = set(map(_bare, lower[: context.title_end]))
    shared = sum(_bare(word) in title for word in lower[mention.first : mention.last])
    features.add(f"long title {shared * 3 // (mention.last - mention.first)}")
    if mention.first:
        features.add("long b=" + lower[mention.first - 1])
    if mention.first >= context.title_end:
        before: set[str] = set()
        _cue(lower, mention.first, context.title_end, before)
        features.update("long " + feature for feature in before)
    else:
        features.add("long in title")


def _listed(
    context: Context,
    items: list[tuple[int, int, str]],
    key: str,
    lexicon: dict[str, tuple[str, ...]],
    features: set[str],
) -> None:
    lower = context.document.lower
    first, last = items[0][0], items[-1][1]
    features.add(f"list={min(len(items), 5)}")
    if first:
        noun = CLASS_NOUNS.get(lower[first - 1]) or CLASS_NOUNS.get(lower[max(0, first - 2)])
        if noun:
            features.add("list noun before=" + noun)
    after = _word_at(lower, last, context.title_end)
    if first < context.title_end:
        governor = None
    elif first in context.governors:
        governor = context.governors[first]
    else:
        governor = context.governors[first] = _governor(lower, first, context.title_end)
    if governor is not None:
        features.add(_LIST_PREPOSITION[governor[0]])
        features.add(_LIST_GOVERNOR[governor[1]])
    noun = CLASS_NOUNS.get(after) or CLASS_NOUNS.get(_word_at(lower, last + 1, context.title_end))
    if noun:
        features.add("list noun after=" + noun)
        features.add(f"list noun after={noun}|list={min(len(items), 3)}")
    features.update(f"list lex={kind}" for _, _, other in items if other != key for kind in lexicon.get(other, ()))
