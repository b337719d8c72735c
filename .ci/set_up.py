"""Set gatekeeper up in `.venv`, then run it.

    python3 .ci/set_up.py demo         walk the made-up school's drafts
    python3 .ci/set_up.py test [...]   run the tests; what follows goes to pytest
    python3 .ci/set_up.py install      only set up

Needs Python 3.11 to 3.13 with venv, and a network the first time. It may be run again at any
time: what is already there is kept. Every download is held to the hashes beside this file, and only
ready-made wheels are taken, so no compiler is needed.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
INSTALLER = HOUSE / ".ci" / "uv.txt"
PINS = HOUSE / ".ci" / "constraints.txt"
ENVIRONMENT = HOUSE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

TASKS = {
    "demo": ["-m", "gatekeeper", "demo"],
    "test": ["-m", "pytest", "--numprocesses", "auto"],
    "install": ["-m", "gatekeeper", "--help"],
}
NO_VENV = """Python's venv could not make {folder}.
On Debian or Ubuntu: sudo apt install python3-venv. Then run this line again."""
NOT_INSTALLED = """Setting up stopped: the step above failed.
The first time it needs a network that reaches a Python package index. Run this line again;
what is already there is kept. If it fails again, remove {folder} and start afresh."""


def main(task: str, arguments: list[str]) -> int:
    """Set up, run the task and return its exit code."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(f"gatekeeper needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")
    if task not in TASKS:
        sys.exit(__doc__)
    if not _works("-m", "pip", "--version"):
        _make_environment()
    _install()
    return subprocess.run([PYTHON, *TASKS[task], *arguments], cwd=HOUSE, check=False).returncode


def _make_environment() -> None:
    print(f"Making {ENVIRONMENT.name} ...", flush=True)
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(NO_VENV.format(folder=ENVIRONMENT))


def _install() -> None:
    """Install what is missing of the pinned packages, the project itself and the models."""
    print("Installing what is pinned, about a minute the first time ...", flush=True)
    pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _must(*pip, "--require-hashes", "--requirement", str(INSTALLER))
    uv = ["-m", "uv", "pip", "install", "--quiet", "--no-deps", "--python", str(PYTHON)]
    _must(*uv, "--no-build", "--require-hashes", "--requirement", str(PINS))
    _must(*uv, "--no-build-isolation", "--editable", ".")
    _must("-m", "gatekeeper", "models", "fetch")


def _must(*arguments: str) -> None:
    """Run the environment's Python; stop with a sentence if it fails."""
    if subprocess.run([PYTHON, *arguments], cwd=HOUSE, check=False).returncode != 0:
        sys.exit(NOT_INSTALLED.format(folder=ENVIRONMENT))


def _works(*arguments: str) -> bool:
    """Return whether the environment is there and its Python can do this."""
    try:
        found = subprocess.run([PYTHON, *arguments], capture_output=True, check=False)
    except OSError:
        return False
    return found.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "", sys.argv[2:]))
