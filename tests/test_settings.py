"""The surroundings are read once, in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from gatekeeper.settings import from_environment

VARIABLES = {
    "GATEKEEPER_HOME": "home",
    "GATEKEEPER_MODELS": "models",
    "GATEKEEPER_AS": "person",
    "GATEKEEPER_PASSPHRASE": "passphrase",
    "GATEKEEPER_NEW_PASSPHRASE": "new_passphrase",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away whatever the machine of this test says."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("variable", "setting"), VARIABLES.items())
def test_each_variable_is_read(
    variable: str, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "what was set")
    assert str(getattr(from_environment(), setting)) == "what was set"


def test_nobody_is_named_where_nothing_is_set() -> None:
    read = from_environment()
    assert (read.person, read.passphrase, read.new_passphrase) == ("", "", "")


@pytest.mark.parametrize("variable", ["GATEKEEPER_HOME", "GATEKEEPER_MODELS"])
def test_an_empty_variable_is_not_the_folder_one_stands_in(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = from_environment()
    monkeypatch.setenv(variable, "")
    assert from_environment() == usual


def test_the_usual_home_is_the_users_own_and_never_the_checkout(checkout: Path) -> None:
    home = from_environment().home
    assert home.is_absolute()
    assert checkout not in (home, *home.parents)


def test_models_lie_apart_from_the_home() -> None:
    read = from_environment()
    assert read.home not in (read.models, *read.models.parents)


def test_a_passphrase_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEKEEPER_PASSPHRASE", "correct horse")
    monkeypatch.setenv("GATEKEEPER_NEW_PASSPHRASE", "battery staple")
    shown = repr(from_environment())
    assert "horse" not in shown
    assert "staple" not in shown


def test_no_other_module_reads_the_surroundings(checkout: Path) -> None:
    """`settings` does, and whoever starts a child process hands it on."""
    readers = {
        path.relative_to(checkout).as_posix()
        for path in (checkout / "gatekeeper").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
    }
    assert readers == {"gatekeeper/settings.py"}
