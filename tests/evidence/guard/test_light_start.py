"""The child loads what its tools need, and not the whole program."""

from __future__ import annotations

import subprocess
import sys


def loaded_by(code: str) -> set[str]:
    """Return the names of all modules that a fresh process has loaded after some code."""
    said = f"{code}\nimport sys; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    return set(told.stdout.split())


def test_the_makers_of_tools_load_neither_the_records_nor_the_desk() -> None:
    loaded = loaded_by("import gatekeeper.evidence.guard.tools")
    heavy = {"gatekeeper.bootstrap", "gatekeeper.desk", "gatekeeper.records", "sqlalchemy", "cv2"}
    assert "gatekeeper.evidence.guard.tools" in loaded
    assert not loaded & heavy


def test_a_child_loads_no_ports_and_none_of_the_nouns_that_pictures_do_not_have() -> None:
    """They stand there for whoever reads and for mypy, and were half of the child's own start."""
    loaded = loaded_by("import gatekeeper.evidence.guard.child")
    assert "gatekeeper.domain.picture" in loaded
    assert not loaded & {"gatekeeper.ports", "gatekeeper.domain.dossier"}


def test_a_child_that_gives_pupils_to_faces_loads_the_solver_alone() -> None:
    loaded = loaded_by(
        "import numpy\n"
        "from gatekeeper.evidence.faces.match import named\n"
        "from gatekeeper.evidence.faces.assign import assigned\n"
        "assert assigned(numpy.eye(2, dtype=numpy.float32), 0).tolist() == [0, 1]"
    )
    assert "gatekeeper.evidence.faces.assign" in loaded
    assert "scipy.optimize" not in loaded
