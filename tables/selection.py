"""Which claims a table is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeAlias

from ..schemas import FORMS, HARDWARE_KINDS, Claim
from .claims import PaperFacts, attributes
from .names import check_choice, filter_name, resolve_metric, without_vendor

Names: TypeAlias = str | Iterable[str] | None
"""One name, several of which any will do, or None for no restriction."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that a claim must all meet; an empty set is no condition. Names are folded."""

    metrics: frozenset[str]
    forms: frozenset[str]
    datasets: frozenset[str]
    architectures: frozenset[str]
    hardware: frozenset[str]
    hardware_kinds: frozenset[str]
    tasks: frozenset[str]
    own_only: bool
    certain: bool

    @classmethod
    def of(
        cls,
        *,
        metrics: Names = None,
        forms: Names = None,
        datasets: Names = None,
        architectures: Names = None,
        hardware: Names = None,
        hardware_kinds: Names = None,
        tasks: Names = None,
        include_baselines: bool = False,
        certain: bool = False,
    ) -> Self:
        """Make a selection from names as people type them, in any case, with or without hyphens and spaces.

        Args:
            metrics: Ids or labels of metrics.
            forms: `absolute`, `change`, `ratio`, `fraction`.
            datasets: Datasets that the claim's number holds on.
            architectures: Architectures that the number is about, or their families.
            hardware: Hardware on which the number holds, with or without its maker.
            hardware_kinds: Kinds of that hardware, such as `fpga`.
            tasks: Tasks of the claim's paper.
            include_baselines: Take results of baselines and others too, not only the papers' own.
            certain: Leave out claims with notes, of which something was inferred.

        Raises:
            UsageError: A metric, form or kind of hardware does not exist.
        """
        return cls(
            metrics=frozenset(resolve_metric(name) for name in _names(metrics)),
            forms=frozenset(check_choice("form", name, FORMS) for name in _names(forms)),
            datasets=_folded(datasets),
            architectures=_folded(architectures),
            hardware=_folded(hardware),
            hardware_kinds=frozenset(
                check_choice("hardware kind", name, HARDWARE_KINDS) for name in _names(hardware_kinds)
            ),
            tasks=_folded(tasks),
            own_only=not include_baselines,
            certain=certain,
        )

    def takes_paper(self, facts: PaperFacts) -> bool:
        """Tell whether claims of a paper can be meant at all."""
        return _any_of(facts.tasks, self.tasks)

    def takes(self, claim: Claim, facts: PaperFacts) -> bool:
        """Tell whether a claim of a paper that can be meant is meant."""
        if self.own_only and claim.subject != "own":
            return False
        if self.certain and claim.notes:
            return False
        if (self.metrics and claim.metric not in self.metrics) or (self.forms and claim.form not in self.forms):
            return False
        if self.datasets and not _any_of(claim.datasets, self.datasets):
            return False
        if self.hardware and not self._takes_hardware(claim, facts):
            return False
        if self.architectures and not (
            _any_of(claim.architectures, self.architectures)
            or _any_of(attributes(claim.architectures, facts.families), self.architectures)
        ):
            return False
        kinds = self.hardware_kinds
        return not kinds or not kinds.isdisjoint(attributes(claim.hardware, facts.hardware_kinds))

    def _takes_hardware(self, claim: Claim, facts: PaperFacts) -> bool:
        if _any_of(claim.hardware, self.hardware):
            return True
        return _any_of((without_vendor(name, facts.vendors.get(name)) for name in claim.hardware), self.hardware)


def _any_of(names: Iterable[str], wanted: frozenset[str]) -> bool:
    return not wanted or any(filter_name(name) in wanted for name in names)


def _names(names: Names) -> Iterable[str]:
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else names


def _folded(names: Names) -> frozenset[str]:
    return frozenset(filter_name(name) for name in _names(names))
