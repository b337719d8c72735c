"""Whether an audit stays linear, and its memory bounded: 100, 1,000 and 10,000 posts.

    python -m tests.benchmarks.audit.scaling [POSTS ...] [--pupils N]

The evidence is recorded: no picture is decoded, no model is loaded. Each size is a home and a
process of its own, and is audited twice: from nothing, and again when nothing has changed. CPU
seconds are the process's own; memory is its peak, in brackets how much more than an open home;
`disk` is what a post leaves in the home after both.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

from gatekeeper.batch.audit import Audit, run_audit
from gatekeeper.batch.crews.in_process import InProcess
from gatekeeper.bootstrap import App
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.audit_run import Scope, start_audit
from tests.benchmarks.audit.recorded import RecordedArchive, recorded
from tests.benchmarks.audit.school import opened

SIZES = (100, 1_000, 10_000)


def main() -> None:
    """Measure each size in a process of its own and print a row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", nargs="*", type=int, default=SIZES)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        print(json.dumps(measured(told.one)))
        return
    print("posts    first, ms a post   again, ms a post   MB at its peak   disk, KB a post")
    for size in told.posts:
        row = json.loads(_child(size))
        print(
            f"{size:>6,} {row['first'] * 1000 / size:>17.1f} {row['again'] * 1000 / size:>18.1f}"
            f" {row['peak']:>14.0f} ({row['peak'] - row['open']:+.0f})"
            f" {row['disk'] / 1024 / size:>14.0f}",
            flush=True,
        )


def _child(size: int) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.audit.scaling", "--one", str(size)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measured(size: int) -> dict[str, float]:
    """Return CPU seconds of the first and the second run, and memory in MB."""
    with opened(recorded()) as (app, actor):
        before, empty = peak(), held(app)
        return {
            "open": before,
            "first": audited(app, actor, size),
            "again": audited(app, actor, size),
            "peak": peak(),
            "disk": held(app) - empty,
        }


def audited(app: App, actor: Actor, size: int) -> float:
    """Audit so many posts, and return the CPU seconds."""
    begun = time.process_time()
    with app.records.begin() as uow:
        run = start_audit(uow, app.school, actor, Scope("recorded"))
    run_audit(Audit(app, actor, run, RecordedArchive(size)), InProcess(app.examiners), lambda _: 0)
    return time.process_time() - begun


def held(app: App) -> int:
    """Return the bytes of all files in the home."""
    return sum(file.stat().st_size for file in app.layout.root.rglob("*") if file.is_file())


def peak() -> float:
    """Return the most memory that this process held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
