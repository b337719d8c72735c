"""The edge: errors become a sentence, what to do next, and an exit code; once, here."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum

import typer
from click import ClickException
from click.exceptions import Abort, Exit
from rich.console import Console
from rich.text import Text

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


def run(app: Callable[..., object]) -> int:
    """Run the command line and return its exit code. Nothing escapes."""
    try:
        result = app(standalone_mode=False)
    except GatekeeperError as error:
        return _tell(code_of(error), str(error), error.remedy)
    except ClickException as error:
        return _tell(ExitCode.USAGE, error.format_message(), "Try again with --help.")
    except (Abort, KeyboardInterrupt):
        return _tell(ExitCode.NOT_YET, "Stopped.", "What was done before is kept.")
    except Exit as leaving:
        return leaving.exit_code
    except Exception as error:  # noqa: BLE001 - the last line of defence: exit 70, never a pass
        return _our_fault(error)
    return result if isinstance(result, int) else ExitCode.PASS


def _our_fault(error: Exception) -> int:
    where = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} at {where.name}, line {where.lineno}"
    return _tell(
        ExitCode.OUR_FAULT,
        f"Something went wrong inside gatekeeper ({what}). Nothing passed.",
        "Run `gatekeeper doctor`, then tell whoever looks after gatekeeper what is above.",
    )


def _tell(code: ExitCode, message: str, remedy: str) -> int:
    if "--json" in sys.argv:
        told = {"ok": False, "exit": int(code), "error": message, "remedy": remedy}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return code
    console = Console(stderr=True, highlight=False)
    console.print(Text(message, style="bold red"))
    console.print(Text(f"→ {remedy}"))
    return code
