"""How far an audit is: a bar at a terminal, lines of JSON for a script, nothing otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from gatekeeper.batch.audit import Progress, Tell
from gatekeeper.cli import told
from gatekeeper.domain.audit import Call

REMEMBERED = 300.0
"""Seconds over which the rate is taken: pictures come in bursts."""


class _Rate(ProgressColumn):
    """How many posts a minute."""

    def render(self, task: Task) -> Text:
        """Return the rate; nothing while it is not known."""
        return Text(f"{task.speed * 60:.0f} a minute" if task.speed else "")


@contextmanager
def told_along(notes: tuple[str, ...], follow: bool, as_json: bool) -> Iterator[Tell]:
    """Say what has to be known of the crew, and yield what tells how far the audit is."""
    console = Console(stderr=True)
    for note in notes:
        console.print(Text(note))
    if follow:
        yield _line
    elif as_json or not console.is_terminal:
        yield _nothing
    else:
        with _bar(console) as bar:
            yield _Shown(bar)


def _bar(console: Console) -> Bar:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate())
    return Bar(*columns, TimeRemainingColumn(), console=console, speed_estimate_period=REMEMBERED)


class _Shown:
    """Moves the bar on, and counts what was found so far."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("Posts", total=None)
        self._calls: Counter[Call] = Counter()

    def __call__(self, progress: Progress) -> None:
        if progress.judgement:
            self._calls[progress.judgement.call] += 1
        found = ", ".join(
            f"{self._calls[call]} {words}" for call, words in SO_FAR.items() if self._calls[call]
        )
        said = f"Posts ({found})" if found else "Posts"
        self._bar.update(self._task, completed=progress.done, total=progress.of, description=said)


SO_FAR = {
    Call.TAKE_DOWN: "to take down",
    Call.ASK: "to ask about",
    Call.COULD_NOT_CHECK: "not checked",
}


def _nothing(progress: Progress) -> None:
    del progress


def _line(progress: Progress) -> None:
    call = progress.judgement.call.words if progress.judgement else ""
    typer.echo(told.as_json({"done": progress.done, "of": progress.of, "call": call}))
