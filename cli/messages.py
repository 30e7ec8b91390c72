"""What a command says beside its output: lines on standard error, for people or as JSON for machines."""

import datetime
import sys
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from .terminal import printable

if TYPE_CHECKING:
    from ..schemas import Problem

LogFormat = Literal["text", "json"]
Level = Literal["info", "warning", "error"]

_STARTS: Final[dict[Level, str]] = {"info": "", "warning": "warning: ", "error": "claimboard: "}
"""How a line begins where people read it."""

_chosen: LogFormat = "text"


def choose_format(log_format: LogFormat) -> LogFormat:
    """Set how everything from here on is said, errors that end the command included."""
    global _chosen  # errors are said where the options of the command are out of reach
    _chosen = log_format
    return log_format


def for_machines() -> bool:
    """Tell whether messages are JSON lines."""
    return _chosen == "json"


def say(event: str, message: str, *, level: Level = "info", **facts: Any) -> None:
    """Write a message.

    Args:
        event: What happened, a fixed word such as `skipped` or `finished`.
        message: The same for people.
        level: How serious it is.
        facts: What a program would otherwise have to read out of the message; only JSON has them.
    """
    if _chosen == "text":
        start = "skipped: " if event == "skipped" else _STARTS[level]
        print(f"{start}{printable(message)}", file=sys.stderr)
        return
    import orjson

    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    line = {"time": now, "level": level, "event": event, "message": message, **facts}
    print(orjson.dumps(line).decode(), file=sys.stderr)


def say_problem(problem: "Problem") -> None:
    """Write what was skipped, or looks wrong, in an input."""
    facts = problem.model_dump(exclude={"message", "skipped"})
    say("skipped" if problem.skipped else "noticed", str(problem), level="warning", what=problem.message, **facts)


def say_error(message: str, **facts: Any) -> None:
    """Write why the command ends without what was asked for."""
    say("error", message, level="error", **facts)


LogFormatOption = Annotated[
    LogFormat,
    typer.Option(
        "--log-format",
        help="How messages on standard error are written: json is one object a line, with time, level, event and "
        "message, and ends with what was counted.",
        callback=choose_format,
    ),
]
