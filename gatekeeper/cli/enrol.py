"""`gatekeeper enrol`: pictures of a child, or a folder for each, and what came of each picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli.edge import ExitCode, code_of
from gatekeeper.cli.files import read_bytes
from gatekeeper.cli.options import As, Desk, Json, desk
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.faces.answers_file import find_pupil
from gatekeeper.desk.matching.enable_matching import require_open
from gatekeeper.desk.matching.enrol_face import (
    MOST,
    Enrolled,
    GivenPicture,
    Tried,
    dated,
    enrol_face,
)
from gatekeeper.desk.matching.measure_look_alikes import FEW, measure_look_alikes
from gatekeeper.desk.matching.reference_pictures import keep_reference_picture
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.wording import listed
from gatekeeper.errors import CouldNotCheck, GatekeeperError, PictureRefused, UsageError
from gatekeeper.ports import FaceMatcher

DAY = ["%Y-%m-%d", "%d/%m/%Y"]


@dataclass(frozen=True, slots=True)
class Brought:
    """One child's pictures, as they were named at the keyboard."""

    pupil: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one child's pictures; `error` is set when none could be tried."""

    pupil: str
    called: str = ""
    pictures: int | None = None
    replaced: int = 0
    wanting: int = 0
    tried: tuple[Tried, ...] = ()
    alike: tuple[str, ...] = ()
    """Whom the child looks like, as they are called."""
    error: str = ""
    remedy: str = ""
    code: ExitCode = field(default=ExitCode.PASS)

    @property
    def exit(self) -> ExitCode:
        """The exit code: that of the error, or misuse where a picture was refused."""
        enough = self.pictures is not None and self.pictures >= MOST
        refused = not enough and any(not tried.kept for tried in self.tried)
        return max(self.code, ExitCode.USAGE if refused else ExitCode.PASS)

    @property
    def kept(self) -> bool:
        """Whether any of the pictures will do."""
        return any(tried.kept for tried in self.tried)


@dataclass(frozen=True, slots=True)
class Session:
    """Who enrols, with what, and what was typed for all of them."""

    home: Desk
    actor: Actor
    matcher: FaceMatcher
    taken_on: date | None
    reference_only: bool


def enrol(
    ctx: typer.Context,
    pupil: Annotated[str, typer.Argument(help="Name or MIS id.")] = "",
    pictures: Annotated[
        list[Path] | None, typer.Argument(help="Two or three pictures of this child alone.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(help="Instead: a folder with one folder a pupil, named by MIS id or name."),
    ] = None,
    reference_only: Annotated[
        bool,
        typer.Option("--reference-only", help="Keep the small picture alone; nothing is measured."),
    ] = False,
    taken_on: Annotated[
        datetime | None,
        typer.Option(formats=DAY, help="When they were taken; the files' own day without it."),
    ] = None,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Enrol children by pictures, so that the right name can be suggested first."""
    brought = _brought(pupil, tuple(pictures or ()), folder)
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        session = Session(
            home, actor, _matcher(home), taken_on.date() if taken_on else None, reference_only
        )
        if not reference_only:
            with home.app.records.begin() as uow:
                require_open(uow)
        came = [_enrol(session, one) for one in brought]
        if not reference_only and any(one.kept for one in came):
            came = _with_look_alikes(session, came, everybody=folder is not None)
        code = _exit(came)
        facts: dict[str, object] = {"ok": code == ExitCode.PASS, "exit": code, "enrolled": came}
        home.out(facts, lambda console: _show(console, came, reference_only=reference_only))
        return code


def _exit(came: list[Came]) -> ExitCode:
    """Return the worst code; where something was kept, the rest is what remains to be done."""
    worst = max(one.exit for one in came)
    return ExitCode.NOT_YET if worst and any(one.kept for one in came) else worst


def _brought(pupil: str, pictures: tuple[Path, ...], folder: Path | None) -> tuple[Brought, ...]:
    if folder is not None and pupil:
        raise UsageError("Name a pupil with pictures, or a folder of folders; not both.")
    if folder is not None:
        return _folders(folder)
    if not pupil or not pictures:
        raise UsageError("Name a pupil and the pictures.", "Or `--folder`, one folder a pupil.")
    return (Brought(pupil, pictures),)


def _folders(folder: Path) -> tuple[Brought, ...]:
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder.", "Check the name and the place of it.")
    inside = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    loose = [path.name for path in inside if not path.is_dir()]
    if loose:
        raise UsageError(
            f"{folder} holds files beside folders: {listed(loose[:3])}.",
            "Put each picture into the folder of its pupil, named by MIS id or name.",
        )
    if not inside:
        raise UsageError(f"{folder} is empty.", "Make one folder a pupil in it.")
    return tuple(Brought(path.name, tuple(_files(path))) for path in inside)


def _files(folder: Path) -> Iterable[Path]:
    return (p for p in sorted(folder.iterdir()) if p.is_file() and not p.name.startswith("."))


def _matcher(home: Desk) -> FaceMatcher:
    matcher = home.app.examiners.matcher
    if matcher is None:
        raise CouldNotCheck("Nothing is installed here that tells faces apart.")
    return matcher


def _enrol(session: Session, brought: Brought) -> Came:
    """Enrol one child; what stands against it is told beside the others, not instead of them."""
    try:
        child = _child(session, brought)
        given = [_given(session, path) for path in brought.files]
        return (
            _keep_small(session, child, given)
            if session.reference_only
            else _measure(session, child, given)
        )
    except CouldNotCheck:
        raise
    except GatekeeperError as error:
        code = code_of(error)
        return Came(brought.pupil, error=str(error), remedy=error.remedy, code=code)


def _child(session: Session, brought: Brought) -> Pupil:
    with session.home.app.records.begin() as uow:
        child = find_pupil(brought.pupil, uow.pupils.all(), frozenset())
    if not brought.files:
        raise UsageError(f"There is no picture of {child.called}.", "Two or three are wanted.")
    return child


def _given(session: Session, path: Path) -> GivenPicture:
    data = read_bytes(path)
    if session.taken_on is not None:
        return GivenPicture(path.name, data, session.taken_on)
    return dated(session.home.app.examiners.reader, path.name, data)


def _measure(session: Session, child: Pupil, given: list[GivenPicture]) -> Came:
    records = session.home.app.records
    done: Enrolled = enrol_face(records, session.matcher, session.actor, child.id, given)
    return Came(
        pupil=child.id,
        called=child.called,
        pictures=done.pictures,
        replaced=done.replaced,
        wanting=done.wanting,
        tried=done.tried,
    )


def _with_look_alikes(session: Session, came: list[Came], *, everybody: bool) -> list[Came]:
    """Say whom each child looks like, among all who are enrolled by now."""
    records = session.home.app.records
    with records.begin() as uow:
        few = len(uow.enrolments.all()) <= FEW
    if everybody or few:
        measure_look_alikes(records, session.matcher, session.actor)
    with records.begin() as uow:
        called = {pupil.id: pupil.called for pupil in uow.pupils.all()}
        pairs = [pair.pupils for pair in uow.look_alikes.all()]
    return [replace(one, alike=_alike(one.pupil, pairs, called)) for one in came]


def _alike(pupil: str, pairs: list[frozenset[str]], called: Mapping[str, str]) -> tuple[str, ...]:
    others = (other for pair in pairs if pupil in pair for other in pair - {pupil})
    return tuple(sorted(called[other] for other in others if other in called))


def _keep_small(session: Session, child: Pupil, given: list[GivenPicture]) -> Came:
    """Keep the first picture that will do; those after it are not needed."""
    tried: list[Tried] = []
    for item in given:
        try:
            keep_reference_picture(
                session.home.app.records, session.matcher, session.actor, child.id, item.data
            )
        except PictureRefused as refusal:
            tried.append(Tried(item.name, kept=False, why=str(refusal), remedy=refusal.remedy))
        else:
            tried.append(Tried(item.name, kept=True))
            break
    return Came(child.id, child.called, tried=tuple(tried))


def _show(console: Console, came: list[Came], *, reference_only: bool) -> None:
    for one in came:
        if one.error:
            console.print(Text(f"✖ {one.pupil}: {one.error}", style="bold red"))
            console.print(Text(f"    → {one.remedy}"))
            continue
        console.print(Text(f"{one.called}: {_sum(one, reference_only=reference_only)}"))
        for tried in one.tried:
            _show_tried(console, tried)
        if one.alike:
            console.print(
                Text(f"    ! looks like {listed(one.alike)}: the name is always asked for")
            )


def _sum(one: Came, *, reference_only: bool) -> str:
    if reference_only:
        return "a small picture is kept" if one.kept else "no small picture"
    replaced = f", {one.replaced} older ones destroyed" if one.replaced else ""
    wanting = f"; {one.wanting} more wanted" if one.wanting else ""
    return f"{one.pictures} pictures enrolled{replaced}{wanting}"


def _show_tried(console: Console, tried: Tried) -> None:
    if tried.kept:
        said = f": {tried.why}" if tried.why else ""
        console.print(Text(f"    ✔ {tried.name}{said}", style="green"))
    else:
        console.print(Text(f"    ✖ {tried.name}: {tried.why}", style="bold red"))
        console.print(Text(f"        → {tried.remedy}"))
