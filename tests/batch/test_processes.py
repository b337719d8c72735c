"""The benchmark beside peers counts whatever a program started, waited for or not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux adopts orphans")

BUSY = 0.5
"""CPU seconds, of a process that nobody waits for."""
BEHIND = f"""
import time
time.sleep(0.3)  # until whoever started it has ended
while time.process_time() < {BUSY}:
    pass
"""
LEAVES = f"""
import subprocess, sys
nowhere = subprocess.DEVNULL
subprocess.Popen([sys.executable, "-c", {BEHIND!r}], stdout=nowhere, stderr=nowhere)
print("ended")
"""
MEASURES = f"""
import json, sys
from tests.benchmarks.audit.processes import ran
done = ran(sys.executable, "-c", {LEAVES!r})
print(json.dumps([done.out, done.cpu]))
"""


def test_the_time_of_a_process_that_was_left_behind_is_counted() -> None:
    # In a process of its own: whoever measures adopts orphans, and waits for everybody.
    told = subprocess.run(
        [sys.executable, "-c", MEASURES], check=True, capture_output=True, text=True
    )
    out, cpu = json.loads(told.stdout)
    assert out == "ended\n"
    assert cpu >= BUSY
