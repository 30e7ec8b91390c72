"""Records against annotations (precision, recall, F1, mistakes), and one run against another."""

from .annotations import AnnotatedClaim, AnnotatedPaper, read_annotations
from .bootstrap import Interval, bootstrap
from .changes import ChangeKind, ClaimChange, FieldChange, PaperChange, claim_changes, paper_changes
from .counts import Counts
from .difference import RunDifference
from .difference_text import DifferenceTable, difference_summary, difference_tables
from .mistakes import MISTAKE_KINDS, Mistake
from .report import figures_report
from .scoring import FIGURES, LEVELS, Evaluation, PaperScore, evaluate
from .standings import RankMove, Standing, rank_moves

__all__ = [
    "FIGURES",
    "LEVELS",
    "MISTAKE_KINDS",
    "AnnotatedClaim",
    "AnnotatedPaper",
    "ChangeKind",
    "ClaimChange",
    "Counts",
    "DifferenceTable",
    "Evaluation",
    "FieldChange",
    "Interval",
    "Mistake",
    "PaperChange",
    "PaperScore",
    "RankMove",
    "RunDifference",
    "Standing",
    "bootstrap",
    "claim_changes",
    "difference_summary",
    "difference_tables",
    "evaluate",
    "figures_report",
    "paper_changes",
    "rank_moves",
    "read_annotations",
]
