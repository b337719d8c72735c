"""The line in the README: what it downloads is held to hashes, and what fails says what to do."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Answer = Callable[[list[str]], int]


@pytest.fixture
def set_up(checkout: Path) -> ModuleType:
    """Return `.ci/set_up.py` as a module of its own."""
    spec = importlib.util.spec_from_file_location("set_up", checkout / ".ci" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Start no program; return what would have been started. Everything succeeds."""
    return _pretend(monkeypatch, lambda _: 0)


def _pretend(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> list[list[str]]:
    calls: list[list[str]] = []

    def run(command: list[object], **_: object) -> subprocess.CompletedProcess[str]:
        calls.append([str(part) for part in command[1:]])
        return subprocess.CompletedProcess(calls[-1], answer(calls[-1]))

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_everything_downloaded_is_held_to_a_hash(
    set_up: ModuleType, started: list[list[str]]
) -> None:
    set_up.main("install", [])
    installs = [call for call in started if "install" in call and "--editable" not in call]
    assert len(installs) == 2
    assert all("--require-hashes" in call for call in installs)


def test_nothing_is_compiled(set_up: ModuleType, started: list[list[str]]) -> None:
    set_up.main("install", [])
    (pins,) = [call for call in started if str(set_up.PINS) in call]
    assert {"--no-build", "--no-deps"} <= set(pins)


def test_the_models_are_fetched_before_the_task_begins(
    set_up: ModuleType, started: list[list[str]]
) -> None:
    set_up.main("demo", [])
    assert started[-2:] == [["-m", "gatekeeper", "models", "fetch"], ["-m", "gatekeeper", "demo"]]


def test_what_follows_test_goes_to_pytest(set_up: ModuleType, started: list[list[str]]) -> None:
    set_up.main("test", ["-k", "hold"])
    assert started[-1][:2] == ["-m", "pytest"]
    assert started[-1][-2:] == ["-k", "hold"]


def test_the_exit_code_is_that_of_the_task(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(monkeypatch, lambda call: 20 if call[-1] == "demo" else 0)
    assert set_up.main("demo", []) == 20


def test_a_step_that_fails_stops_everything_after_it(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = _pretend(monkeypatch, lambda call: int("--editable" in call))
    with pytest.raises(SystemExit, match="Run this line again"):
        set_up.main("demo", [])
    assert "--editable" in started[-1]


def test_an_environment_that_does_not_work_is_made_anew(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    _pretend(monkeypatch, lambda call: int(call == ["-m", "pip", "--version"]))
    monkeypatch.setattr(set_up.venv, "create", lambda folder, **_: made.append(folder))
    set_up.main("install", [])
    assert made == [set_up.ENVIRONMENT]


def test_a_machine_without_venv_is_told_what_to_install(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, "ensurepip")

    _pretend(monkeypatch, lambda _: 1)
    monkeypatch.setattr(set_up.venv, "create", fails)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        set_up.main("demo", [])


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 14, 0)])
def test_another_python_is_told_which_ones_will_do(
    version: tuple[int, int, int],
    set_up: ModuleType,
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11, 3\.12 or 3\.13"):
        set_up.main("demo", [])
    assert not started


def test_an_unknown_task_shows_the_known_ones(set_up: ModuleType, started: list[list[str]]) -> None:
    with pytest.raises(SystemExit, match=r"set_up\.py demo"):
        set_up.main("demonstrate", [])
    assert not started
