"""The edge: errors become a sentence, what to do next, and an exit code; once, here."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli import told
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import (
    CouldNotCheck,
    GatekeeperError,
    NotAllowed,
    NotYet,
    PictureRefused,
    Refused,
    StaleWrite,
    UsageError,
)


class ExitCode(IntEnum):
    """What a script may rely on."""

    PASS = 0
    NOT_YET = 10
    BLOCKED = 20
    COULD_NOT_CHECK = 30
    USAGE = 64
    OUR_FAULT = 70


FAMILIES: tuple[tuple[type[GatekeeperError], ExitCode], ...] = (
    (UsageError, ExitCode.USAGE),
    (PictureRefused, ExitCode.USAGE),
    (NotYet, ExitCode.NOT_YET),
    (StaleWrite, ExitCode.NOT_YET),
    (NotAllowed, ExitCode.BLOCKED),
    (Refused, ExitCode.BLOCKED),
    (CouldNotCheck, ExitCode.COULD_NOT_CHECK),
)
"""The exit code of each family of errors; anything else is our fault."""

VERDICTS = {
    Verdict.PASS: ExitCode.PASS,
    Verdict.NOTE: ExitCode.PASS,
    Verdict.ASK: ExitCode.NOT_YET,
    Verdict.WAIT: ExitCode.NOT_YET,
    Verdict.UNCHECKED: ExitCode.COULD_NOT_CHECK,
    Verdict.BLOCK: ExitCode.BLOCKED,
}


def code_of(error: GatekeeperError) -> ExitCode:
    """Return the exit code of an error's family."""
    return next((code for kind, code in FAMILIES if isinstance(error, kind)), ExitCode.OUR_FAULT)


INTERRUPTED = 130
"""What typer returns where somebody pressed Ctrl-C."""

Tell = Callable[[ExitCode, str, str], ExitCode]
"""Says what went wrong and what to do next, and returns the exit code."""


def run(app: Callable[..., object], arguments: Sequence[str]) -> ExitCode:
    """Run one command and return its exit code. Nothing escapes."""
    tell = _tell_a_script if "--json" in arguments else _tell_a_person
    try:
        return _code(app(arguments, standalone_mode=False), tell)
    except GatekeeperError as error:
        return tell(code_of(error), str(error), error.remedy)
    except typer.TyperException as error:
        return _misused(error, tell)
    except (typer.Abort, KeyboardInterrupt):
        return _stopped(tell)
    except SystemExit:
        return tell(ExitCode.OUR_FAULT, "The output was cut off.", "Run it again and read it all.")
    except Exception as error:  # noqa: BLE001 - the last line of defence: exit 70, never a pass
        return _our_fault(error, tell)


def _code(result: Any, tell: Tell) -> ExitCode:
    if result == INTERRUPTED:
        return _stopped(tell)
    return ExitCode.PASS if result is None else ExitCode(result)


def _misused(error: typer.TyperException, tell: Tell) -> ExitCode:
    message = error.format_message()
    if not message:  # a group without a command: typer has shown its help
        return ExitCode.USAGE
    return tell(ExitCode.USAGE, message, "Try again with --help.")


def _stopped(tell: Tell) -> ExitCode:
    return tell(ExitCode.NOT_YET, "Stopped.", "What was done before is kept.")


def _our_fault(error: Exception, tell: Tell) -> ExitCode:
    # Neither the error's words nor a traceback: they may hold a child's name.
    where = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} at {where.name}, line {where.lineno}"
    return tell(
        ExitCode.OUR_FAULT,
        f"Something went wrong inside gatekeeper ({what}). Nothing passed.",
        "Run `gatekeeper doctor`, then tell whoever looks after gatekeeper what is above.",
    )


def _tell_a_script(code: ExitCode, message: str, remedy: str) -> ExitCode:
    facts = {"ok": False, "exit": int(code), "error": message, "remedy": remedy}
    typer.echo(told.as_json(facts))
    return code


def _tell_a_person(code: ExitCode, message: str, remedy: str) -> ExitCode:
    console = Console(stderr=True, highlight=False)
    # The terminal wraps: a path that is broken here cannot be copied.
    console.print(Text(message, style="bold red"), soft_wrap=True)
    console.print(Text(f"→ {remedy}"), soft_wrap=True)
    return code
