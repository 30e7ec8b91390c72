"""What is noticed while the papers of a run go by."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ..schemas import Paper, PaperRecord, Problem
from .distinct import EqualTitle
from .options import Progress, Stage
from .report import RunCounts

_COUNTED = ("claims", "systems", "datasets", "architectures", "hardware", "tasks")


class Tally:
    """Counts, problems and equal titles of one run."""

    def __init__(self, on_progress: Callable[[Progress], None] | None) -> None:
        self.papers_by_path: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._ids_by_title: dict[str, list[str]] = {}
        self._on_progress = on_progress

    def note_paper(self, paper: Paper) -> None:
        """Count a paper of the input."""
        self.papers_by_path[paper.source.path] += 1

    def note_problem(self, problem: Problem) -> None:
        """Remember a problem."""
        self.problems.append(problem)

    def note_duplicate(self) -> None:
        """Count a later place of a paper."""
        self._counts["duplicates"] += 1

    def note_equal_title(self, title: str, first_id: str, paper_id: str) -> None:
        """Remember that a title stands under more than one id."""
        self._ids_by_title.setdefault(title, [first_id]).append(paper_id)

    def noted(self, records: Iterable[PaperRecord]) -> Iterator[PaperRecord]:
        """Yield the records, counting each and what it holds."""
        for record in records:
            self._counts["papers"] += 1
            self._counts["papers_with_claims"] += bool(record.claims)
            for kind in _COUNTED:
                self._counts[kind] += len(getattr(record, kind))
            self.tell("extracting")
            yield record

    def tell(self, stage: Stage) -> None:
        """Tell the caller of the run how far it is."""
        if self._on_progress:
            counts = self._counts
            self._on_progress(Progress(stage, counts["papers"], counts["claims"], len(self.problems)))

    def counts(self) -> RunCounts:
        """Return the counts so far."""
        return RunCounts(papers_listed=self.papers_by_path.total(), problems=len(self.problems), **self._counts)

    def equal_titles(self) -> tuple[EqualTitle, ...]:
        """Return the titles that stand under more than one id, in the order in which that was noticed."""
        return tuple(EqualTitle(title=title, ids=tuple(ids)) for title, ids in self._ids_by_title.items())
