"""The program: its commands, and what becomes of their errors."""

import gc
import io
import os
import sys
import traceback
from typing import Annotated, Any, Final, NoReturn

import typer
from typer.core import TyperGroup

from . import diff, evaluate, explain, extract, leaderboard, messages, plot, report, run, show, table

_EXIT_INTERNAL: Final = 70
_EXIT_BROKEN_PIPE: Final = 141
"""What a shell reports for a program that a closed pipe has stopped."""
_DEBUG: Final = "CLAIMBOARD_DEBUG"

_HELP: Final = """Turns the results that machine-learning abstracts claim into records, tables and leaderboards.

**Exit codes:** 0 all good; 1 more was skipped than --max-skipped allows; 2 usage; 3 finished, but inputs were
skipped; 4 nothing could be read; 70 internal error; 130 interrupted; 141 the reader of a pipe has gone.
"""


class _Commands(TyperGroup):
    """Ends quietly when whoever reads the output, such as `head`, has seen enough."""

    def invoke(self, ctx: Any) -> Any:  # the type of contexts differs between versions of typer
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The interpreter flushes once more at exit; that must not fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(_EXIT_BROKEN_PIPE) from None
        return result


app = typer.Typer(
    cls=_Commands,
    help=_HELP,
    epilog="Start with `claimboard run page.txt -o results`, then see "
    "`claimboard leaderboard results --metric speedup`.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run", epilog=run.EXAMPLES)(run.run)
app.command("extract", epilog=extract.EXAMPLES)(extract.extract)
app.command("table", epilog=table.EXAMPLES)(table.table)
app.command("leaderboard", epilog=leaderboard.EXAMPLES)(leaderboard.leaderboard)
app.command("report", epilog=report.EXAMPLES)(report.report)
app.command("plot", epilog=plot.EXAMPLES)(plot.plot)
app.command("show", epilog=show.EXAMPLES)(show.show)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("diff", epilog=diff.EXAMPLES)(diff.diff)
app.command("evaluate", epilog=evaluate.EXAMPLES)(evaluate.evaluate)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from .compiled import is_compiled

        print(f"claimboard {version('claimboard')} (compiled: {'yes' if is_compiled() else 'no'})")
        raise typer.Exit


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", envvar=_DEBUG, help="Print the traceback of an internal error.")
    ] = False,
) -> None:
    if debug:
        os.environ[_DEBUG] = "1"


def main() -> NoReturn:
    """Run the program on the arguments of the process and exit."""
    messages.choose_format("text")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # An arrow that a Latin-1 terminal cannot show is no reason to stop; standard error does the same by itself.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="claimboard")
    except Exception as error:
        sys.exit(_explain(error))
    finally:
        # Lexicons and models end with the process: the collector need not look through them for cycles once more.
        gc.freeze()
    sys.exit(0)


def _explain(error: Exception) -> int:
    """Say what went wrong and return the exit code."""
    from ..schemas import ClaimboardError

    if isinstance(error, ClaimboardError):
        messages.say_error(str(error), exit_code=error.exit_code)
        return error.exit_code
    if os.environ.get(_DEBUG):
        traceback.print_exception(error)
    if isinstance(error, OSError):
        # A full disk or a lost file is nothing that we could correct.
        messages.say_error(str(error), exit_code=_EXIT_INTERNAL)
    else:
        messages.say_error(
            f"internal error: {type(error).__name__}: {error}\n"
            "This is a bug. Please report it to the developers with the command, the version and, where possible, "
            "the input; --debug shows the traceback.",
            exit_code=_EXIT_INTERNAL,
        )
    return _EXIT_INTERNAL
