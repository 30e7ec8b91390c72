"""`claimboard evaluate`: records against annotated papers."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from . import terminal
from .arguments import Records, examples
from .outcome import Outcome

if TYPE_CHECKING:
    from ..evaluation import Evaluation, Interval
    from ..schemas import Problem

EXAMPLES: Final = examples(
    ("claimboard evaluate gold.jsonl results", "all figures"),
    ("claimboard evaluate gold.jsonl results --errors 10", "and ten mistakes of each kind"),
    ("claimboard evaluate gold.jsonl results --bootstrap 1000 --json figures.json", "with 95 % intervals"),
)


def evaluate(
    gold: Annotated[
        str, typer.Argument(metavar="GOLD", help="Annotated papers, JSONL, one a line.", show_default=False)
    ],
    records: Records,
    errors: Annotated[
        int, typer.Option("--errors", min=0, metavar="N", help="Print N mistakes of each kind.", show_default=False)
    ] = 0,
    json_path: Annotated[
        Path | None, typer.Option("--json", metavar="OUT", help="Write all figures and mistakes here.")
    ] = None,
    bootstrap: Annotated[
        int,
        typer.Option(
            "--bootstrap",
            min=0,
            metavar="N",
            help="Add 95 % intervals of F1 from N resamplings of the papers.",
            show_default=False,
        ),
    ] = 0,
) -> None:
    """Print precision, recall and F1 of records against annotations of the same papers.

    A claim counts as **value** when place, low, high and unit are right; as **claim** when metric,
    form and direction are too; as **row** with subject, datasets and hardware; as **full** when
    nothing is left to correct. Below them: named things by kind, what is not the default among matched values (rare),
    and how often each field of matched values is right. Papers without a record count as missed (exit code 3).
    """
    outcome = Outcome()
    from .. import evaluation
    from ..runs import read_records, whole_file

    annotated = outcome.counted(evaluation.read_annotations(gold, on_problem=outcome.report))
    result = evaluation.evaluate(annotated, read_records(records, on_problem=outcome.report))
    intervals = evaluation.bootstrap(result, bootstrap) if bootstrap else {}
    if json_path:
        report = evaluation.figures_report(result, intervals)
        with whole_file(json_path) as partial:
            partial.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if result.missing:
        outcome.report(_no_record(records, result.missing))
    _print_figures(result, intervals)
    if errors:
        _print_mistakes(result, errors)
    outcome.end()


def _no_record(records: str, missing: tuple[str, ...]) -> "Problem":
    from ..schemas import Problem

    shown = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
    return Problem(
        kind="fewer-papers",
        path=records,
        message=f"{len(missing)} annotated papers have no record: {shown}",
        remedy="extract the papers that are annotated; until then their claims count as missed",
    )


def _print_figures(result: "Evaluation", intervals: "Mapping[str, Interval]") -> None:
    rows = [
        (
            figure,
            *(f"{value:.4f}" for value in (counts.precision, counts.recall, counts.f1)),
            *((f"{intervals[figure].low:.4f}-{intervals[figure].high:.4f}",) if intervals else ()),
            *(str(number) for number in (counts.hits, counts.expected, counts.found)),
        )
        for figure, counts in result.figures.items()
    ]
    header = ("", "P", "R", "F1", *(("F1 95 %",) if intervals else ()), "right", "annotated", "extracted")
    print(f"papers {len(result.papers)}, without a record {len(result.missing)}")
    terminal.print_rows(header, rows, right=header[1:])
    print()
    terminal.print_rows(
        ("field", "right"), [(name, f"{share:.4f}") for name, share in result.fields.items()], right=("right",)
    )


def _print_mistakes(result: "Evaluation", number: int) -> None:
    from ..evaluation import MISTAKE_KINDS

    of_kind = {kind: [mistake for mistake in result.mistakes() if mistake.kind == kind] for kind in MISTAKE_KINDS}
    for kind, mistakes in of_kind.items():
        of_field = Counter(name for mistake in mistakes for name in mistake.fields)
        fields = ", ".join(f"{name} {times}" for name, times in of_field.most_common())
        print(f"\n{kind}: {len(mistakes)}{f' ({fields})' if fields else ''}")
        for mistake in mistakes[:number]:
            wrong = "; ".join(f"{name} {found} instead of {right}" for name, (right, found) in mistake.fields.items())
            print(f"  {mistake.paper_id}  {mistake.value!r}  {wrong or mistake.metric}")
            print(f"    {terminal.printable(mistake.context)}")
    if result.confusions:
        print("\nmetric confusions")
        shown = [(expected, found, str(times)) for expected, found, times in result.confusions[:number]]
        terminal.print_rows(("annotated", "extracted", "times"), shown, right=("times",))
