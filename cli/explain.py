"""`claimboard explain`: why a record says what it says."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

from . import terminal
from .arguments import Format, Inputs, examples
from .outcome import Outcome
from .wording import claim_in_words

if TYPE_CHECKING:
    from ..extractors.explain import Answer, ClaimExplanation, Decision, Explanation
    from ..schemas import Paper

EXAMPLES: Final = examples(
    ("echo 'It is 2x faster on a GPU.' | claimboard explain -", "a text from a pipe"),
    ("claimboard explain page.txt --paper title:3f2a9c0d1e4b5a67", "one paper, by its id in the records"),
    ("claimboard explain page.txt --claim a1b2c3d4e5f6 --features 8", "one claim, with more of what was weighed"),
)

_ANSWERS_SHOWN: Final = 5


def explain(
    inputs: Inputs,
    paper_id: Annotated[
        str | None, typer.Option("--paper", metavar="ID", help="Explain this paper only.", show_default=False)
    ] = None,
    claim_id: Annotated[
        str | None, typer.Option("--claim", metavar="ID", help="Explain this claim only.", show_default=False)
    ] = None,
    features: Annotated[int, typer.Option(min=0, metavar="N", help="How many features of an answer to show.")] = 4,
    input_format: Format = None,
) -> None:
    """Extract again and print which rule, or which weights of which model, made each field.

    A field was decided by a named rule (docs/linker.md has a sentence for each) or by a model. Below a model's field
    stand the answers that it weighed, the best first: score, answer, where the answer comes from, and the features that
    moved the score most. Names follow with the rules that found them, then the numbers that are no claims.
    """
    outcome = Outcome()
    from ..extractors.explain import explain as explain_paper
    from ..readers import read_papers
    from ..schemas import UsageError

    papers = outcome.counted(read_papers(inputs, format=input_format, on_problem=outcome.report))
    found = False
    for paper in _once(papers):
        if paper_id is not None and paper.id != paper_id:
            continue
        explanation = explain_paper(paper)
        claims = [c for c in explanation.claims if claim_id is None or c.claim.id == claim_id]
        if claim_id is not None and not claims:
            continue
        found = True
        _print(explanation, claims, features, whole=claim_id is None)
    if outcome.read and not found:
        wanted = f"claim {claim_id!r}" if claim_id is not None else f"paper {paper_id!r}"
        raise UsageError(f"the input holds no {wanted}: `claimboard extract` prints the ids of papers and claims")
    outcome.end()


def _once(papers: "Iterator[Paper]") -> "Iterator[Paper]":
    seen = set()
    for paper in papers:
        if paper.id not in seen:
            seen.add(paper.id)
            yield paper


def _print(explanation: "Explanation", claims: "Sequence[ClaimExplanation]", features: int, *, whole: bool) -> None:
    paper = explanation.record.paper
    _line(f"{paper.id}  {paper.title}")
    for explained in claims:
        claim = explained.claim
        _line("")
        _line(f"claim {claim.id}  {claim_in_words(claim)}")
        _line(f"  {claim.evidence.text}")
        for decision in explained.decisions:
            _print_decision(decision, features)
    if whole:
        _print_names(explanation)
        _print_left_out(explanation, features)
    _line("")


def _print_decision(decision: "Decision", features: int) -> None:
    by = f"rule {decision.rule}" if decision.rule else "model"
    words = f" {decision.words!r}" if decision.words else ""
    _line(f"  {decision.field:13} {decision.value or '-':24} {by}{words}")
    if decision.rule is None:
        for answer in decision.answers[:_ANSWERS_SHOWN]:
            _line(f"    {_weighed(answer, features)}")


def _weighed(answer: "Answer", features: int) -> str:
    source = f" ({answer.source})" if answer.source else ""
    weights = "  ".join(f"{weight:+.2f} {name}" for name, weight in answer.features[:features])
    return f"{answer.score:+6.2f}  {answer.value}{source}{f'  : {weights}' if weights else ''}"


def _print_names(explanation: "Explanation") -> None:
    if explanation.names:
        _line("\nnames")
    for name in explanation.names:
        _line(f"  {name.kind:13} {name.name:32} rule {', '.join(name.rules)}")


def _print_left_out(explanation: "Explanation", features: int) -> None:
    if explanation.left_out:
        _line("\nnumbers that are no claims")
    for number in explanation.left_out:
        decision = number.decision
        if decision.rule:
            words = f" {decision.words!r}" if decision.words else ""
            _line(f"  {number.text:24} rule {decision.rule}{words}")
        else:
            _line(f"  {number.text:24} model {_weighed(decision.answers[0], features)}")


def _line(text: str) -> None:
    print(terminal.printable(text))
