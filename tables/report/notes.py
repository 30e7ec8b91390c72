"""What a report says of the run that made its records."""

from ...schemas import Problem
from ...schemas.model import RecordModel


class RunNotes(RecordModel):
    """What was read and what was skipped; records alone do not know."""

    inputs: tuple[tuple[str, int], ...] = ()
    """Each input as given, with the papers read from it, repeated ones too."""
    duplicates: int = 0
    """Later places of papers that were read before."""
    equal_titles: tuple[str, ...] = ()
    """Titles that stand under more than one id."""
    problems: tuple[Problem, ...] = ()

    @property
    def skipped(self) -> int:
        """How many problems made something be left out."""
        return sum(problem.skipped for problem in self.problems)
