"""The wrapper at the edge: one exit code for each family, one sentence, and nothing escapes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from gatekeeper.cli.edge import FAMILIES, VERDICTS, ExitCode, run
from gatekeeper.cli.options import Json
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import (
    CouldNotCheck,
    GatekeeperError,
    NotAllowed,
    NotFound,
    NotYet,
    PictureRefused,
    Refused,
    StaleWrite,
    UsageError,
)
from tests.conftest import CHECKOUT

CHILD = "Maya Silva"


def command(does: Callable[[], Any]) -> typer.Typer:
    """Return a program of one command, which does that."""
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.command()
    def only(as_json: Json = False) -> Any:  # noqa: FBT002
        del as_json
        return does()

    return app


def raising(error: BaseException) -> typer.Typer:
    """Return a program that fails like this."""

    def fails() -> None:
        raise error

    return command(fails)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotYet("not yet"), 10),
        (StaleWrite("changed"), 10),
        (Refused("no"), 20),
        (NotAllowed("not you"), 20),
        (CouldNotCheck("no model"), 30),
        (UsageError("wrong"), 64),
        (NotFound("nobody"), 64),
        (PictureRefused("moving"), 64),
        (GatekeeperError("of no family"), 70),
    ],
)
def test_each_family_of_errors_has_its_exit_code(
    error: GatekeeperError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raising(error), []) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert " ".join(said.err.split()) == f"{error} → {error.remedy}"


def test_no_error_passes() -> None:
    assert ExitCode.PASS not in {code for _, code in FAMILIES}


def test_only_pass_and_note_pass() -> None:
    passing = {verdict for verdict, code in VERDICTS.items() if code is ExitCode.PASS}
    assert passing == {Verdict.PASS, Verdict.NOTE}
    assert set(VERDICTS) == set(Verdict)


@pytest.mark.parametrize(
    "crash",
    [
        ValueError(CHILD),
        MemoryError(),
        RecursionError(),
        AssertionError(CHILD),
        KeyError(CHILD),
        SystemExit(0),
        SystemExit(CHILD),
    ],
)
def test_a_crash_is_our_fault_and_tells_nothing_about_a_child(
    crash: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raising(crash), []) == 70
    said = capsys.readouterr()
    assert said.out == ""
    assert "→" in said.err
    assert CHILD not in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), typer.Abort()])
def test_stopping_a_command_is_not_a_pass(
    stop: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raising(stop), []) == 10
    assert "What was done before is kept." in capsys.readouterr().err


@pytest.mark.parametrize("code", list(ExitCode))
def test_a_command_says_its_own_exit_code(code: ExitCode) -> None:
    assert run(command(lambda: code), []) == code


def test_a_command_that_says_nothing_passes() -> None:
    assert run(command(lambda: None), []) == 0


@pytest.mark.parametrize("strange", [1, 2, -1, "done", object()])
def test_any_other_result_is_our_fault(strange: object) -> None:
    assert run(command(lambda: strange), []) == 70


@pytest.mark.parametrize(
    ("app", "code"),
    [
        (raising(NotYet(CHILD)), 10),
        (raising(ValueError("x")), 70),
        (raising(KeyboardInterrupt()), 10),
        (raising(SystemExit(0)), 70),
    ],
)
def test_with_json_an_error_is_one_line_of_json(
    app: typer.Typer, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(app, ["--json"]) == code
    said = capsys.readouterr()
    assert said.err == ""
    (line,) = said.out.splitlines()
    told = json.loads(line)
    assert set(told) == {"ok", "exit", "error", "remedy"}
    assert (told["ok"], told["exit"]) == (False, code)


@pytest.mark.parametrize("wrong", [["--bogus"], ["too", "many"]])
def test_misuse_is_told_apart_from_our_faults(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command(lambda: None), wrong) == 64
    assert "--help" in capsys.readouterr().err


def test_misuse_with_json_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command(lambda: None), ["--bogus", "--json"]) == 64
    assert "--bogus" in json.loads(capsys.readouterr().out)["error"]


def test_asking_for_help_is_a_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command(lambda: None), ["--help"]) == 0
    assert "Usage" in capsys.readouterr().out


def test_a_terminal_without_ticks_gets_question_marks_and_the_same_exit_code(
    tmp_path: Path,
) -> None:
    """As on a Windows console, or in a cron job."""
    done = subprocess.run(
        [sys.executable, "-m", "gatekeeper", "--home", tmp_path / "home", "doctor"],
        cwd=CHECKOUT,
        env={"PYTHONIOENCODING": "ascii", "GATEKEEPER_MODELS": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 30
    assert b"? home: " in done.stdout
    assert done.stderr == b""


def test_output_that_nobody_reads_to_the_end_is_never_a_pass() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "gatekeeper", "models", "list"],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    program.stdout.close()
    _, said = program.communicate()
    assert program.returncode == 70
    assert b"Traceback" not in said
