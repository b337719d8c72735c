"""One worker, two workers, and again: the same audit with real models, on a quiet machine.

    python -m tests.benchmarks.audit.runs [--posts 24]

Seconds on the clock, so nothing else may run beside it; about two minutes. Pictures come from
`fixtures.make.many`; each run has a home of its own and everything is done in it: faces, text in
pictures, rules. `again` is a second audit in the last home, over the same posts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from fixtures.make.many import make
from gatekeeper.batch.audit import Audit, run_audit
from gatekeeper.batch.crew import open_crew
from gatekeeper.bootstrap import App, open_archive
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.audit_run import Scope, start_audit
from gatekeeper.settings import from_environment
from tests.benchmarks.audit.school import opened


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=24)
    count = parser.parse_args().posts
    with tempfile.TemporaryDirectory(prefix="gatekeeper-benchmark-") as name:
        make(Path(name), count)
        archive = Path(name) / "posts"
        with opened() as (app, actor):
            one = timed("one worker", app, actor, archive, 1)
        with opened() as (app, actor):
            two = timed("two workers", app, actor, archive, 2)
            again = timed("again", app, actor, archive, 2)
    print(f"{count} posts: two workers {one / two:.2f} times as fast as one")
    print(f"again: {two / again:.0f} times as fast as the first run with two workers")


def timed(name: str, app: App, actor: Actor, folder: Path, workers: int) -> float:
    """Audit the folder, print and return the seconds."""
    with app.records.begin() as uow:
        run = start_audit(uow, app.school, actor, Scope(str(folder)))
    begun = time.monotonic()
    with open_crew(app, from_environment(), workers) as crew:
        run_audit(Audit(app, actor, run, open_archive(folder)), crew, lambda _: None)
    took = time.monotonic() - begun
    print(f"{name:<12} {took:>7.1f} s", flush=True)
    return took


if __name__ == "__main__":
    main()
