"""Oakfield Primary in a home that is thrown away, for whatever is audited."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gatekeeper.bootstrap import App, open_app
from gatekeeper.cli.demo import make_oakfield
from gatekeeper.cli.demo_school import DemoClock, Oakfield
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.settings import from_environment


@contextmanager
def opened(examiners: Examiners | None = None) -> Iterator[tuple[App, Actor]]:
    """Yield the opened school and its deputy head; other examiners, where they are given."""
    with tempfile.TemporaryDirectory(prefix="gatekeeper-benchmark-") as folder:
        root, clock = Path(folder) / "home", DemoClock()
        code = make_oakfield(root, clock)
        with open_app(root, from_environment().models, clock) as app:
            school = Oakfield(app)
            school.open(code)
            yield replace(app, examiners=examiners or app.examiners), school.actors["deputy"]
