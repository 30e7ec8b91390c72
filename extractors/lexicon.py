"""Lexicons of what the world uses: datasets, architectures and hardware by name.

The names lie in `extractors/lexicons/*.jsonl` (see the README there). A lexicon answers two questions: what is this
name (`lookup`), and where in this paper are names that we know (`find`)? Neither minds hyphens, spaces or a plural s;
case matters only for names that read as ordinary words in another case.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Any, Final, Literal, NamedTuple, cast

import orjson

from ..schemas.vocabulary import HardwareKind
from .architecture_grammar import SizeStyle, read_size
from .document import WORD, Document, lay_out
from .entity import Entity
from .name_words import FUNCTION_WORDS
from .word_flags import add_flag

LexiconKind = Literal["datasets", "architectures", "hardware"]

RULE: Final = "lexicon"
RULE_AMBIGUOUS: Final = "lexicon:ambiguous"
"""A name that is also an ordinary word or another thing; only its context can tell."""
RULE_VARIANT: Final = "lexicon:variant"
"""A known name with an unknown name tied to it by a hyphen ("ImageNet-Foo"): a thing of its own."""
RULE_SERIES: Final = "lexicon:series"
"""A number that continues a known name ("CIFAR-10/100", "ResNet-18 and -50")."""

_JOINERS: Final = frozenset("-_–‐‑'’")
_IN_URLS: Final = frozenset("/-_.")
_WITHOUT_JOINERS: Final = dict.fromkeys(map(ord, _JOINERS))
_NOT_IN_KEY: Final = re.compile(r"(?<!\d)[.]|[.](?!\d)|[^\w.+]|_")
_SERIES: Final = re.compile(r"(?:\s?/\s?-?|,\s?-|,?\s(?:and|or|&)\s-)(\d{1,4})(?!\w|\.\d|\s?%)")
_YEARS: Final = re.compile(r"(?:\s?[/+]\s?|,?\s(?:and|or|&)\s|,\s)((?:19|20)\d\d)(?![\w%]|[.,]\d|-\w|\s?\\?%)")
_ENDS_IN_YEAR: Final = re.compile(r"(?:19|20)\d\d$")
_BRACES: Final = re.compile(r"\s?-?\\?\{([^{}]{1,40})\\?\}")
_YEAR: Final = re.compile(r"\s(?:19|20)\d\d(?![\w.]|-)|(?<=\d)\s[Tt]ask\s\d{1,2}[a-c]?(?!\w)")
# A capital behind the hyphen is a name's, except in title case.
_TIED: Final = re.compile(
    r"[-–‐‑](?=[A-Z0-9])(?!(?:Based|Like|Aware|Driven|Free|Guided|Style|Type|Assisted|Powered|Trained|Pretrained|Generated|Level"
    r"|Enhanced|Augmented|Inspired|Oriented|To|For|And)\b)[^\W_]+(?:\.\d+)?(?:\+\+)?(?:-\d\w*)?"
)
_URL: Final = re.compile(r"://|www\.|\.(?:com|org|io|net|edu)/")
_BROKEN: Final = re.compile(r"-\s(?!(?:and|or|to)\b)[a-z]")
"""A word that a line break cut in two ("conve- nient"); "CNN- and RNN-based" is none."""
_TIED_BEFORE: Final = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9]{0,11}[-–‐‑]$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing.

    Attributes:
        kind: Which lexicon it is from.
        name: Canonical name.
        aliases: Other spellings; hyphens, spaces, a plural s and case need none.
        exact: Those spellings that are the thing in their exact case only ("CoLA", and no cola).
        ambiguous: Those that are also an ordinary word or another thing: they need context.
        family: Architecture family.
        sizes: How names of this family go on with versions and sizes; None where they do not.
        stem: What sizes are added to, where that is not the name ("Swin" for "Swin Transformer").
        version: How a version is tied to the family's name: `V` (MobileNetV2), `v` (YOLOv5) or `-v` (Inception-v3).
        letters: The size words of the family in canonical form, by lower-case spelling.
        hardware_kind: Kind of hardware.
        vendor: Its maker.
        generic: A type of hardware ("FPGA") and no product.
    """

    kind: LexiconKind
    name: str
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    family: str | None = None
    sizes: SizeStyle | None = None
    stem: str | None = None
    version: str = "V"
    letters: tuple[tuple[str, str], ...] = ()
    hardware_kind: HardwareKind | None = None
    vendor: str | None = None
    generic: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The canonical name and all aliases."""
        return (self.name, *self.aliases)


class _Spelling(NamedTuple):
    """A spelling without hyphens and spaces, and what it names."""

    bare: str
    entry: Entry
    exact: bool
    ambiguous: bool


class _Node(dict[str, "_Node"]):
    """A node of the word trie: what may follow, and what ends here."""

    __slots__ = ("ends",)

    def __init__(self) -> None:
        super().__init__()
        self.ends: list[_Spelling] = []


class Lexicon:
    """The known names of one kind."""

    def __init__(self, kind: LexiconKind, entries: tuple[Entry, ...], flag: int | None = None) -> None:
        self.kind = kind
        self.entries = entries
        self._by_key: dict[str, list[_Spelling]] = {}
        # A dict of the plain kind: compiled code looks into it without a call.
        self._root: dict[str, _Node] = {}
        for entry in entries:
            for spelling in entry.spellings:
                form = _Spelling(_bare(spelling), entry, spelling in entry.exact, spelling in entry.ambiguous)
                self._by_key.setdefault(key_of(spelling), []).append(form)
                for words in _word_forms(spelling):
                    self._add(words, form)
                if entry.sizes is not None and spelling[-1].isalpha():
                    words = _word_forms(spelling)[0]
                    for letter in "vVbB":
                        self._add([*words[:-1], words[-1] + letter.lower()], form._replace(bare=form.bare + letter))
        # What a first word that is no name by itself has to go on with; None for one that is.
        self._behind: dict[str, _Node | None] = {word: None if node.ends else node for word, node in self._root.items()}
        self._flag = flag
        self._articles = frozenset(word for word in FUNCTION_WORDS if word in self._root and not self._root[word].ends)

    def _add(self, words: list[str], form: _Spelling) -> None:
        nodes: dict[str, _Node] = self._root
        for word in words:
            nodes = node = nodes.setdefault(intern(word), _Node())
        node.ends.append(form)

    def lookup(self, surface: str) -> Entry | None:
        """Return the entry of a name as written, or None.

        The whole surface has to be the name: neither sizes ("ResNet-50") nor words around it are read away.
        """
        key, bare = key_of(surface), _bare(surface)
        # "DeiT-S" is no plural.
        singular = key[:-1] if surface.endswith("s") and surface[-2:-1].isalnum() else key
        for form in (key, singular, key + "s"):
            spelling = _fitting(self._by_key.get(form, ()), bare)
            if spelling is not None:
                return spelling.entry
        return None

    def find(self, document: Document) -> list[Entity]:
        """Find the known names in a paper's text, longest match first, in order and without overlap.

        Args:
            document: The text.

        Returns:
            Entities with rule `lexicon`, or one of the rules of this module that say why to be careful.
        """
        found: list[Entity] = []
        resume = 0
        for index in self.places(document, self._flag):
            start = document.starts[index]
            match = self._match(document, index) if start >= resume else None
            if match is not None:
                entities = self._entities(document, start, *match)
                found.extend(entities)
                resume = entities[-1].end if entities else match[0]
        return found if self.kind == "hardware" else self._with_compounds(document.text, found)

    def places(self, document: Document, flag: int | None = None) -> list[int]:
        """Return the indices of the words at which a known name may begin.

        Args:
            document: The text.
            flag: A flag that all `first_words` have; without one every word is looked at.
        """
        lower = document.lower
        if flag is None:
            return [index for index in document.places_of(self._root) if self._may_begin(lower, index)]
        found = []
        for index in document.places(flag):
            before = index - 1 if index and lower[index - 1] not in _JOINERS else index - 2
            if before >= 0 and lower[before] in self._articles and self._may_begin(lower, before):
                found.append(before)
            if lower[index] not in self._articles and self._may_begin(lower, index):
                found.append(index)
        return found

    def first_words(self) -> frozenset[str]:
        """Return words that every known name begins with, or has right behind the function word that it begins with.

        Function words are in every text, and hardly ever begin a name.
        """
        behind = [word for article in self._articles for word in self._root[article]]
        return frozenset(self._root).difference(self._articles).union(behind)

    def _may_begin(self, lower: list[str], index: int) -> bool:
        """Tell whether a first word is a name by itself, or goes on to the word behind it.

        Args:
            lower: The words of a text in lower case.
            index: Any word; most are no first word.
        """
        word = lower[index]
        if word not in self._behind:
            return False
        behind = self._behind[word]
        if behind is None:
            return True
        return index + 1 < len(lower) and ((after := lower[index + 1]) in behind or after in _JOINERS)

    def match_at(self, document: Document, index: int) -> tuple[int, Entry] | None:
        """Return where the longest known name that begins at a word ends, and what it is."""
        match = self._match(document, index)
        return None if match is None else (match[0], match[1].entry)

    def _match(self, document: Document, index: int) -> tuple[int, _Spelling] | None:
        lower, starts, ends, text = document.lower, document.starts, document.ends, document.text
        node, start = self._root.get(lower[index]), starts[index]
        if node is None:
            return None
        if start and (text[start - 1].isalnum() or (text[start - 1] in _IN_URLS and _in_url(text, start))):
            return None
        best: tuple[int, _Spelling] | None = None
        while True:
            end = ends[index]
            tied = end < len(text) and text[end].isalnum() and not _is_plural_of_number(text, end)
            if node.ends and not (tied and not _goes_on_in_digits(node, text, end)):
                spelling = _fitting(node.ends, _bare(text[start:end]))
                if spelling is not None and not (text[end - 1].islower() and _BROKEN.match(text, end)):
                    best = (end, spelling)
            before, index = index, _next_word(document, index)
            following = node.get(lower[index]) if index < len(lower) else None
            if following is None or not _neighbors(document, before, index):
                return best
            node = following

    def _entities(self, document: Document, start: int, end: int, spelling: _Spelling) -> list[Entity]:
        text, entry = document.text, spelling.entry
        name, rule = entry.name, RULE_AMBIGUOUS if spelling.ambiguous else RULE
        if entry.sizes is not None:
            base = _end_of_base(text, start, end, entry)
            end, suffix = read_size(text, base, entry.sizes, entry.version, dict(entry.letters))
            if suffix:
                name, rule = (entry.stem or name) + suffix, RULE
        tied = _TIED.match(text, end) if self.kind != "hardware" else None
        if rule == RULE_AMBIGUOUS and (tied is not None or _TIED_BEFORE.search(text, max(0, start - 13), start)):
            return []
        if tied is not None and self._begins_no_other(document, end + 1):
            end, name, rule = tied.end(), name + "-" + tied.group()[1:], RULE_VARIANT
        elif self.kind == "datasets":
            while (more := _YEAR.match(text, end)) is not None:
                end, name = more.end(), name + more.group().replace(" task ", " Task ")
        entities = [self._entity(entry, name, start, end, rule)]
        braces = _BRACES.match(text, end)
        if braces is not None:
            return self._in_braces(entities[0], text, braces) or entities
        by_year = self.kind == "datasets" and _ENDS_IN_YEAR.search(name) is not None
        while True:
            year = _YEARS.match(text, end) if by_year else None
            more = year or _SERIES.match(text, end)
            if more is None:
                break
            number = more.group(1)
            longer = re.sub(r"\d+$", number, name)
            known = self.lookup(longer) if self.kind == "datasets" and year is None else entry
            if longer == name or known is None:
                break
            name, end = known.name if known is not entry else longer, more.end()
            entities.append(self._entity(entry, name, more.start(1), end, RULE_SERIES))
        return entities

    def _in_braces(self, base: Entity, text: str, braces: re.Match[str]) -> list[Entity]:
        """Read "ResNet-{18,50}": one entity for each member that makes a known name with what stands before."""
        entities = []
        stem = text[base.start : base.end].rstrip("-")
        for member in re.finditer(r"[^,;\s/\\]+", braces.group(1)):
            start = braces.start(1) + member.start()
            whole = self.find(lay_out("", f"{stem}-{member.group()}"))
            if len(whole) == 1 and whole[0].rule == RULE and whole[0].name != base.name:
                end = start + len(member.group())
                entities.append(whole[0]._replace(start=start, end=end, rule=RULE_SERIES))
        return entities

    def _with_compounds(self, text: str, found: list[Entity]) -> list[Entity]:
        """Make one of two families joined by a hyphen ("CNN-LSTM"), and take a name in front along ("Hybrid-CNN")."""
        joined: list[Entity] = []
        for entity in found:
            before = joined[-1] if joined else None
            if before is not None and before.end + 1 == entity.start and text[before.end] in _JOINERS:
                if entity.kind == "architectures":
                    joined[-1] = before._replace(name=f"{before.name}-{entity.name}", end=entity.end, rule=RULE)
                else:
                    joined.append(entity)
                continue
            tied = _TIED_BEFORE.search(text, max(0, entity.start - 13), entity.start)
            if tied is not None and entity.rule != RULE_SERIES and (before is None or before.end <= tied.start()):
                entity = self._with_prefix(text, tied.start(), entity)
            joined.append(entity)
        return joined

    def _with_prefix(self, text: str, start: int, entity: Entity) -> Entity:
        known = self.lookup(text[start : entity.end])
        if known is not None:
            return self._entity(known, known.name, start, entity.end, RULE)
        name = text[start : entity.start - 1] + "-" + entity.name
        return entity._replace(name=name, start=start, rule=RULE_VARIANT)

    def _begins_no_other(self, document: Document, offset: int) -> bool:
        index = document.word_index(offset)
        return document.starts[index] != offset or not self._known_word(document, index)

    def _known_word(self, document: Document, index: int) -> bool:
        node = self._root.get(document.lower[index])
        return node is not None and bool(node.ends or node)

    def _entity(self, entry: Entry, name: str, start: int, end: int, rule: str) -> Entity:
        return Entity(entry.kind, name, start, end, rule, entry.family, entry.hardware_kind, entry.vendor)


@cache
def load_lexicon(kind: LexiconKind) -> Lexicon:
    """Load a lexicon that ships with the package; the same object at every call."""
    raw = files(__package__).joinpath("lexicons", f"{kind}.jsonl").read_bytes()
    entries = tuple(_entry(kind, orjson.loads(line)) for line in raw.splitlines() if line.strip())
    return Lexicon(kind, entries, _FLAGS.get(kind))


_FLAGS: Final[dict[LexiconKind, int]] = {
    "datasets": add_flag(lambda: load_lexicon("datasets").first_words()),
    "architectures": add_flag(lambda: load_lexicon("architectures").first_words()),
}
"""The flag of the words that begin a name, for the lexicons that search every text."""


def key_of(surface: str) -> str:
    """Return what all harmless spellings of a name share: no case, no hyphens, no spaces."""
    return _NOT_IN_KEY.sub("", surface).casefold()


def _entry(kind: LexiconKind, row: dict[str, Any]) -> Entry:
    return Entry(
        kind=kind,
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        exact=tuple(row.get("exact", ())),
        ambiguous=tuple(row.get("ambiguous", ())),
        family=row.get("family"),
        sizes=cast("SizeStyle | None", row.get("sizes")),
        stem=row.get("stem"),
        version=row.get("version", "V"),
        letters=tuple(row.get("letters", {}).items()),
        hardware_kind=cast("HardwareKind | None", row.get("kind")),
        vendor=row.get("vendor"),
        generic=row.get("generic", False),
    )


def _bare(surface: str) -> str:
    return "".join(surface.translate(_WITHOUT_JOINERS).split())


def _fitting(candidates: Sequence[_Spelling], bare: str) -> _Spelling | None:
    """Choose the candidate whose case fits: an exact spelling first, then one that takes any case."""
    singular = bare[:-1] if bare.endswith("s") else bare
    for spelling in candidates:
        if spelling.bare in (bare, singular):
            return spelling
    for spelling in candidates:
        if not spelling.exact:
            return spelling
    return None


def _word_forms(spelling: str) -> list[list[str]]:
    """The word sequences under which a spelling is found in running text, lower-case."""
    words = [word.lower() for word in WORD.findall(spelling) if word not in _JOINERS]
    forms = [words]
    parts = re.split(r"[\s\-_]+", spelling)
    if len(parts) > 1 and all(part[:1].isupper() or part[:1].isdigit() for part in parts):
        forms.append([word.lower() for word in WORD.findall("".join(parts)) if word not in _JOINERS])
    if spelling[-1].isalpha() and not spelling.endswith("s"):
        forms.extend([[*form[:-1], form[-1] + "s"] for form in list(forms)])
    return [list(form) for form in dict.fromkeys(tuple(form) for form in forms)]


def _is_plural_of_number(text: str, end: int) -> bool:
    """Tell whether a plural ending is tied to a name that ends in a digit ("V100s")."""
    return text[end] == "s" and text[end - 1].isdigit() and not text[end + 1 : end + 2].isalnum()


def _goes_on_in_digits(node: _Node, text: str, end: int) -> bool:
    """Tell whether a size follows without a hyphen ("ResNet50", "YOLOv5")."""
    return text[end].isdigit() and any(entry.sizes is not None for _, entry, *_ in node.ends)


def _end_of_base(text: str, start: int, end: int, entry: Entry) -> int:
    """Give back the letter of a size that was read with the family's name ("MobileNetV" of "MobileNetV2")."""
    bare = _bare(text[start:end]).lower()
    known = {_bare(spelling).lower() for spelling in entry.spellings}
    return end - 1 if bare.endswith(("v", "b")) and bare not in known and bare[:-1] in known else end


def _next_word(document: Document, index: int) -> int:
    """Return the index of the next word of a name, over a hyphen that is tied to a word."""
    starts, ends = document.starts, document.ends
    index += 1
    if index + 1 < len(starts) and document.texts[index] in _JOINERS:
        return index + (ends[index - 1] == starts[index] or ends[index] == starts[index + 1])
    return index


def _in_url(text: str, start: int) -> bool:
    token = text[max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1 : start]
    return _URL.search(token) is not None


def _neighbors(document: Document, before: int, after: int) -> bool:
    """Tell whether two words can be of one name: not across title and abstract, and "a 100" is no "A100"."""
    texts, end, start = document.texts, document.ends[before], document.starts[after]
    if end == start:
        return True
    if len(texts[before]) == 1 and texts[before].isalpha() and texts[after][0].isdigit():
        return document.text[end] in _JOINERS
    return "\n\n" not in document.text[end:start]
