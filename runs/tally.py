"""What is noticed while the papers of a run go by."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from ..schemas import Paper, Problem
from .distinct import EqualTitle
from .options import Progress, Stage
from .report import RunCounts


class Tally:
    """Counts, problems and equal titles of one run."""

    def __init__(self, on_progress: Callable[[Progress], None] | None) -> None:
        self.papers_by_path: Counter[str] = Counter()
        self.problems: list[Problem] = []
        """Those of reading, in the order of the input."""
        self.failures: list[Problem] = []
        """Papers that could not be extracted."""
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

    def note_records(self, counts: Mapping[str, int], failures: Iterable[Problem]) -> None:
        """Count what further records hold, and remember which papers got none."""
        self._counts.update(counts)
        self.failures += failures
        self.tell("extracting")

    def tell(self, stage: Stage) -> None:
        """Tell the caller of the run how far it is."""
        if self._on_progress:
            counts = self._counts
            self._on_progress(Progress(stage, counts["papers"], counts["claims"], self._problem_count()))

    def counts(self) -> RunCounts:
        """Return the counts so far."""
        return RunCounts(papers_listed=self.papers_by_path.total(), problems=self._problem_count(), **self._counts)

    def equal_titles(self) -> tuple[EqualTitle, ...]:
        """Return the titles that stand under more than one id, in the order in which that was noticed."""
        return tuple(EqualTitle(title=title, ids=tuple(ids)) for title, ids in self._ids_by_title.items())

    def _problem_count(self) -> int:
        return len(self.problems) + len(self.failures)
