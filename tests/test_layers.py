"""The rooms keep to the plan: the import contracts of pyproject.toml hold, and can be broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOMS = (
    *("errors", "domain", "ports", "checks", "policy", "pipeline", "desk"),
    *("evidence", "records", "mail", "channels", "archive"),
    *("settings", "bootstrap", "batch", "web", "cli", "__main__"),
)

BROKEN = {
    "a room that nobody placed": ("attic/__init__.py", "", "layers"),
    "the domain looking up": ("domain/post.py", "import gatekeeper.desk", "layers"),
    "adapters knowing each other": ("evidence/faces.py", "import gatekeeper.records", "layers"),
    "the domain using a library": ("domain/post.py", "import numpy", "pure"),
    "a check reading the disk": ("checks/place.py", "import pathlib", "pure"),
    "policy reading the disk": ("policy/load.py", "import os", "pure"),
    "a deed using the database": ("desk/release.py", "import sqlmodel", "desk"),
    "a check asking another": ("checks/a.py", "import gatekeeper.checks.b", "checks"),
    "two modules in a circle": ("desk/a.py", "import gatekeeper.desk.b", "acyclic"),
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    arguments = [sys.executable, "-c", command, "--no-cache", "--no-logo"]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)


def _names(checkout: Path) -> dict[str, str]:
    """Return each contract's title by its id."""
    settings = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    return {each["id"]: each["name"] for each in settings["tool"]["importlinter"]["contracts"]}


@pytest.fixture
def empty_house(checkout: Path, tmp_path: Path) -> Path:
    """Return a folder with our contracts and a package of empty rooms."""
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    for room in ROOMS:
        (tmp_path / "gatekeeper" / room).mkdir(parents=True)
        (tmp_path / "gatekeeper" / room / "__init__.py").touch()
    (tmp_path / "gatekeeper" / "__init__.py").touch()
    (tmp_path / "gatekeeper" / "checks" / "b.py").touch()
    (tmp_path / "gatekeeper" / "desk" / "b.py").write_text("import gatekeeper.desk.a\n")
    (tmp_path / "gatekeeper" / "desk" / "a.py").touch()
    return tmp_path


def test_every_room_keeps_to_its_place(checkout: Path) -> None:
    found = _lint(checkout)
    assert found.returncode == 0, found.stdout + found.stderr


def test_an_empty_house_keeps_every_contract(empty_house: Path) -> None:
    found = _lint(empty_house)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("fault", BROKEN)
def test_a_contract_is_broken_by(fault: str, empty_house: Path) -> None:
    path, line, contract = BROKEN[fault]
    module = empty_house / "gatekeeper" / path
    module.parent.mkdir(exist_ok=True)
    module.write_text(f"{line}\n")
    found = _lint(empty_house)
    assert found.returncode == 1
    assert f"{_names(empty_house)[contract]} BROKEN" in " ".join(found.stdout.split())
