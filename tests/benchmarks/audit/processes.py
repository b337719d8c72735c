"""What a program costs in processor time, with every process that it started.

The kernel counts for us only whoever was waited for. `face_recognition --cpus 2` hands its work to
processes of a fork server, which its own main process never waits for: when it ends they are
orphans, and nearly all of its time would be nobody's. So whoever measures adopts orphans, and
waits until none is left (prctl(2), PR_SET_CHILD_SUBREAPER; Linux).
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
from dataclasses import dataclass

ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of linux/prctl.h."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that has ended with all its offspring: what it printed, and CPU seconds."""

    out: str
    cpu: float


def ran(*command: object) -> Ran:
    """Run a program to its end, and to that of everything it left behind.

    Nothing else may be started meanwhile: whoever ends is counted.

    Raises:
        OSError: this system adopts no orphans, so that nothing could be measured.
        CalledProcessError: the program failed.
    """
    if ctypes.CDLL(None, use_errno=True).prctl(ADOPT_ORPHANS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "orphans cannot be adopted")
    before = _spent()
    done = subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True
    )
    _wait_for_orphans()
    return Ran(done.stdout, _spent() - before)


def _wait_for_orphans() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _spent() -> float:
    """Return the processor time of all that were waited for, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
