"""Records against annotations: precision, recall and F1 of what was extracted, and what went wrong."""

from .annotations import AnnotatedClaim, AnnotatedPaper, read_annotations
from .bootstrap import Interval, bootstrap
from .counts import Counts
from .mistakes import MISTAKE_KINDS, Mistake
from .report import figures_report
from .scoring import FIGURES, LEVELS, Evaluation, PaperScore, evaluate

__all__ = [
    "FIGURES",
    "LEVELS",
    "MISTAKE_KINDS",
    "AnnotatedClaim",
    "AnnotatedPaper",
    "Counts",
    "Evaluation",
    "Interval",
    "Mistake",
    "PaperScore",
    "bootstrap",
    "evaluate",
    "figures_report",
    "read_annotations",
]
