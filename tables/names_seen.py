"""Which names records have, so that a filter that nothing meets can say what was perhaps meant."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from ..schemas import PaperRecord
from .claims import attributes, paper_facts
from .names import filter_name, without_vendor
from .selection import Names

NamedKind = Literal["dataset", "hardware", "architecture", "task"]

_NEAR: Final = 4
"""Most names that are offered for one that nothing has."""


class NamesSeen:
    """Names in records that went by, by their kind; each is counted once a claim, tasks once a paper."""

    def __init__(self) -> None:
        self._counts: dict[NamedKind, Counter[str]] = {
            "dataset": Counter(),
            "hardware": Counter(),
            "architecture": Counter(),
            "task": Counter(),
        }
        self._without_vendor: dict[str, str] = {}

    def noted(self, records: Iterable[PaperRecord]) -> Iterator[PaperRecord]:
        """Yield records and remember the names that filters can meet."""
        for record in records:
            if record.claims:
                self._note(record)
            yield record

    def unmet(self, filters: Mapping[NamedKind, Names]) -> Iterator[str]:
        """Say of each name that nothing has which near names there are.

        Args:
            filters: Names as they were typed, by kind.

        Yields:
            A sentence a name, such as `no claim names the dataset 'CIFAR': near names are 'CIFAR-10', 'CIFAR-100'`.
        """
        for kind, names in filters.items():
            known = self._known(kind)
            for name in (names,) if isinstance(names, str) else names or ():
                if filter_name(name) not in known:
                    yield _sentence(kind, name, self._near(kind, filter_name(name)))

    def _note(self, record: PaperRecord) -> None:
        facts = paper_facts(record)
        self._counts["task"].update(facts.tasks)
        for claim in record.claims:
            self._counts["dataset"].update(claim.datasets)
            self._counts["hardware"].update(claim.hardware)
            families = attributes(claim.architectures, facts.families)
            self._counts["architecture"].update({*claim.architectures, *families})
            for name in claim.hardware:
                self._without_vendor[name] = without_vendor(name, facts.vendors.get(name))

    def _known(self, kind: NamedKind) -> set[str]:
        known = {filter_name(name) for name in self._counts[kind]}
        if kind == "hardware":
            known |= {filter_name(name) for name in self._without_vendor.values()}
        return known

    def _near(self, kind: NamedKind, folded: str) -> list[str]:
        """Return names that hold the one that was typed, then those spelled like it; the most frequent first."""
        by_frequency = sorted(self._counts[kind], key=lambda name: (-self._counts[kind][name], name))
        holding = [name for name in by_frequency if folded and folded in filter_name(name)]
        spelled: dict[str, str] = {}
        for name in by_frequency:
            spelled.setdefault(filter_name(name), name)
        alike = [spelled[match] for match in difflib.get_close_matches(folded, spelled, n=_NEAR)]
        return list(dict.fromkeys((*holding, *alike)))[:_NEAR]


def _sentence(kind: NamedKind, name: str, near: list[str]) -> str:
    owner = "paper" if kind == "task" else "claim"
    article = "" if kind == "hardware" else "the "
    start = f"no {owner} names {article}{kind} {name!r}"
    if not near:
        return f"{start}, nor one spelled like it"
    return f"{start}: near names are {', '.join(map(repr, near))}"
