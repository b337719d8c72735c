"""What `gatekeeper faces evaluate` does; apart from it, since it loads every decoder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.text import Text

from gatekeeper import bootstrap
from gatekeeper.cli.files import write
from gatekeeper.cli.options import lines
from gatekeeper.desk.matching.find_measurable import find_measurable
from gatekeeper.errors import UsageError
from gatekeeper.evidence.evaluate import summary
from gatekeeper.evidence.evaluate.collect import Step
from gatekeeper.evidence.evaluate.ground_truth import read_ground_truth
from gatekeeper.evidence.evaluate.page import page as as_page
from gatekeeper.evidence.evaluate.people_folder import Person, drawn, pictures_below, read_people
from gatekeeper.evidence.evaluate.report import Side, facts
from gatekeeper.evidence.evaluate.run import Outcome, Pictures, evaluate
from gatekeeper.evidence.evaluate.subject import (
    Subject,
    make_face_recognition,
    make_gatekeeper,
    make_quick,
    open_subject,
)
from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.records.home import Layout
from gatekeeper.settings import Settings

SCREEN = Path("-")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed after `gatekeeper faces evaluate`."""

    folder: Path | None
    groups: Path | None
    without: Path | None
    identities: int | None
    seed: int
    alone: bool
    quick: bool
    not_our_children: bool
    page: Path | None
    as_json: Path | None


def measure(settings: Settings, asked: Asked) -> None:
    """Measure what was asked for, and tell it.

    Raises:
        UsageError: nothing to measure was named, or a file is not of the right form.
        CouldNotCheck: a model is missing or altered.
    """
    _need_models(settings.models)
    pictures = Pictures(
        people=_people(settings, asked),
        groups=read_ground_truth(asked.groups) if asked.groups else (),
        empty=pictures_below(asked.without) if asked.without else (),
    )
    if pictures == Pictures():
        message = "Nothing to measure was named."
        raise UsageError(message, "Name a folder of people, --groups FILE or --without FOLDER.")
    with (
        _subjects(settings.models, alone=asked.alone, quick=asked.quick) as subjects,
        _progress() as step,
    ):
        today = bootstrap.SystemClock().now().date()
        outcome = evaluate(pictures, subjects, seed=asked.seed, today=today, step=step)
    _tell(outcome, asked.page, asked.as_json)


def _need_models(models: Path) -> None:
    for flaw in missing_or_altered(models):
        raise flaw


def _people(settings: Settings, asked: Asked) -> tuple[Person, ...]:
    if asked.folder is None:
        return ()
    people = read_people(asked.folder)
    home_there = bool(settings.database) or Layout(settings.home).database.is_file()
    if home_there and not asked.not_our_children:
        people = _measurable(settings, people)
    return drawn(people, asked.identities, asked.seed)


def _measurable(settings: Settings, people: tuple[Person, ...]) -> tuple[Person, ...]:
    with (
        bootstrap.open_app(settings.home, settings.models, database=settings.database) as app,
        app.records.begin() as uow,
    ):
        names = find_measurable(uow, (person.folder.name for person in people))
    left = len(people) - len(names)
    if left:
        said = f"{left} folder(s) not opened: no pupil of that name who may be measured."
        Console(stderr=True).print(Text(said))
    return tuple(person for person in people if person.folder.name in names)


@contextmanager
def _subjects(models: Path, *, alone: bool, quick: bool) -> Iterator[Mapping[Side, Subject]]:
    with ExitStack() as stack:
        ours = stack.enter_context(open_subject(make_gatekeeper, models))
        subjects = {Side.GATEKEEPER: ours}
        if quick:
            subjects[Side.QUICK] = stack.enter_context(open_subject(make_quick, models))
        if not alone:
            theirs = stack.enter_context(open_subject(make_face_recognition))
            subjects[Side.FACE_RECOGNITION] = theirs
        yield subjects


@contextmanager
def _progress() -> Iterator[Step]:
    """Show how far it is, where somebody sits at a terminal."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield step


def _tell(outcome: Outcome, page: Path | None, as_json: Path | None) -> None:
    report = outcome.report
    if page is not None:
        write(page, as_page(report).encode())
    if as_json == SCREEN:
        typer.echo(json.dumps({"ok": True, **facts(report)}))
        return
    if as_json is not None:
        write(as_json, (json.dumps(facts(report), indent=1) + "\n").encode())
    _show(Console(highlight=False), outcome, [path for path in (page, as_json) if path])


def _show(console: Console, outcome: Outcome, written: list[Path]) -> None:
    lines(console, (f"left out: {one.file}: {one.why}" for one in outcome.left_out))
    lines(console, summary.lines(outcome.report))
    lines(console, (f"Written: {path}" for path in written))
