"""The child loads what its tools need, and not the whole program."""

from __future__ import annotations

import subprocess
import sys


def test_the_makers_of_tools_load_neither_the_records_nor_the_desk() -> None:
    code = "import sys, gatekeeper.evidence.guard.tools; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(told.stdout.split())
    heavy = {"gatekeeper.bootstrap", "gatekeeper.desk", "gatekeeper.records", "sqlalchemy", "cv2"}
    assert "gatekeeper.evidence.guard.tools" in loaded
    assert not loaded & heavy
