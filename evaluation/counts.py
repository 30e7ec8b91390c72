"""Hits, expected and found things, and the precision, recall and F1 that follow from them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things were right, how many the annotation has, how many were extracted."""

    hits: int = 0
    expected: int = 0
    found: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.hits + other.hits, self.expected + other.expected, self.found + other.found)

    @property
    def precision(self) -> float:
        """Share of the extracted things that are right; 0 where nothing was extracted."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated things that were found; 0 where nothing is annotated."""
        return self.hits / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0
