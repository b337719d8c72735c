"""A post's pictures as the page shows them: who is in each, who is next, and who may be named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gatekeeper.desk.checking.progress import Step, step_of
from gatekeeper.desk.faces.answer import facts_of
from gatekeeper.desk.faces.answer_as_seen import mark_of
from gatekeeper.desk.faces.class_grid import Grid, class_grid
from gatekeeper.desk.faces.confirm_suggestions import MOST, confirmable
from gatekeeper.desk.faces.roll_call import CallRoll, to_ask
from gatekeeper.desk.faces.roll_draft import not_here
from gatekeeper.desk.faces.switch_roll_call import roll_call_on
from gatekeeper.domain.answer import FEWEST, Answer, Said, settled
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.face import Seen, Sighting
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.picture import Picture
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.verdict import Verdict
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.site import Site

TITLES = frozenset({"Mr", "Mrs", "Miss", "Ms", "Mx", "Dr"})


def short_name(name: str) -> str:
    """Return a name as it fits beside a face: the first and an initial, or title and surname."""
    first, _, rest = name.partition(" ")
    return name if first in TITLES or not rest else f"{first} {rest.split()[-1][0]}"


@dataclass(frozen=True, slots=True)
class Looking:
    """What somebody (an id) chose on the page: a face, the way of answering."""

    by: str = ""
    face: str = ""
    by_name: bool = False
    said: str = ""
    """The child (id) who was said a moment ago not to be in it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that matching suggests for a face; `beside` whether a reference picture is there."""

    pupil: str
    say: str


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody in a picture, what was said of her, and `mark`, which names the newest answer."""

    sighting: Sighting
    answer: Answer | None
    asks: tuple[Finding, ...]
    mark: str
    names: tuple[Name, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing more is asked about her."""
        return self.answer is not None and not self.asks

    @property
    def unsure(self) -> bool:
        """Whether it is only perhaps a face."""
        return self.sighting.face.seen is Seen.PERHAPS

    @property
    def covered(self) -> bool:
        """Whether she is covered."""
        return self.answer is not None and self.answer.said is Said.COVERED


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll call under way: who is asked about, how many are left, and who may be absent."""

    asked: tuple[Pupil, ...]
    left: int
    perhaps: int
    present: tuple[Pupil, ...]
    unsure: tuple[Face, ...]
    """Unanswered faces that are perhaps none: no roll call answers for them."""
    not_here: tuple[Pupil, ...] = ()
    """Who was said not to be in the picture, which can be taken back."""
    last: Face | Pupil | None = None
    """What was answered last: a face, or a child said not to be in it."""

    @property
    def closes(self) -> bool:
        """Whether everybody was asked about, and enough children are left for the faces."""
        return not self.asked and 0 < self.left <= self.perhaps


@dataclass(frozen=True, slots=True)
class Look:
    """One picture: number, size in upright pixels, everybody in it, and who is asked about now."""

    number: int
    picture: Picture
    width: int
    height: int
    step: Step
    faces: tuple[Face, ...]
    grid: Grid
    chosen: Face | None
    together: tuple[tuple[Face, str], ...]
    roll: Roll | None
    may_call: bool

    @property
    def called(self) -> bool:
        """Whether a roll call answered for somebody in it: it may have to be called again."""
        return any(f.answer is not None and f.answer.said is Said.ROLL_CALL for f in self.faces)

    @property
    def accounted(self) -> int:
        """How many have been accounted for."""
        return sum(face.settled for face in self.faces)


@dataclass(frozen=True, slots=True)
class Page:
    """What the pictures of one page are made from."""

    uow: UnitOfWork
    site: Site
    version: Version
    decision: Decision
    looking: Looking


def looks(page: Page) -> tuple[Look, ...]:
    """Return every picture of a version as the page shows it."""
    app = page.site.app
    found = confirmable(page.uow, app.school, app.examiners, page.version)
    called = {pupil.id: pupil.called for pupil in page.uow.pupils.all()}
    sure = {face.id: called[pupil] for face, pupil in found}
    numbers = range(1, len(page.version.post.pictures) + 1)
    return tuple(_look(page, number, sure) for number in numbers)


def _look(page: Page, number: int, sure: Mapping[str, str]) -> Look:
    uow, version, app = page.uow, page.version, page.site.app
    picture = version.post.pictures[number - 1]
    original = picture.original.digest
    faces = _faces(page, original)
    facts = facts_of(uow, picture)
    grid = class_grid(uow, app.school, version, original)
    may_call = len(faces) >= FEWEST and bool(version.post.groups) and roll_call_on(uow)
    roll = _roll(page, number, grid, faces) if may_call and not page.looking.by_name else None
    return Look(
        number=number,
        picture=picture,
        width=facts.width if facts else 0,
        height=facts.height if facts else 0,
        step=step_of(uow, app.examiners, version.post, picture.original),
        faces=faces,
        grid=grid,
        chosen=_chosen(faces, page.looking, calling=roll is not None),
        together=tuple((f, sure[f.sighting.id]) for f in faces if f.sighting.id in sure)[:MOST],
        roll=roll,
        may_call=may_call,
    )


def _faces(page: Page, original: str) -> tuple[Face, ...]:
    answers = page.uow.answers.of(page.version.id)
    mine = (s for s in page.uow.sightings.of(page.version.id) if s.original == original)
    ordered = sorted(mine, key=lambda sighting: sighting.number)
    return tuple(_face(sighting, answers, page.decision) for sighting in ordered)


def _face(sighting: Sighting, answers: tuple[Answer, ...], decision: Decision) -> Face:
    asks = tuple(
        f for f in decision.findings if f.subject == sighting.id and f.verdict > Verdict.NOTE
    )
    names = tuple(
        Name(fix.value, (fix.say or "").partition("?")[0])
        for finding in asks
        for fix in finding.fixes
        if fix.kind is FixKind.NAME_FACE and fix.value
    )
    said = settled(answers, sighting.id)
    return Face(sighting, said, asks, mark_of(answers, sighting.id), names)


def _chosen(faces: Iterable[Face], looking: Looking, *, calling: bool) -> Face | None:
    """Return the face that was tapped, else, where faces are named, the next one that is open."""
    tapped = [face for face in faces if face.sighting.id == looking.face]
    if tapped or calling:
        return tapped[0] if tapped else None
    return next((face for face in faces if not face.settled), None)


def _roll(page: Page, number: int, grid: Grid, faces: tuple[Face, ...]) -> Roll | None:
    """Return the roll call as far as it has come; None once nobody is left to be answered for."""
    unsure = tuple(f for f in faces if f.answer is None and f.unsure)
    left = sum(face.answer is None for face in faces) - len(unsure)
    if not left:
        return None
    post, seen = page.version.post, {f.answer.who for f in faces if f.answer is not None}
    command = CallRoll(post.id, number, post.groups)
    whom = to_ask(page.uow, page.site.app.school, post, command)
    original = post.pictures[number - 1].original.digest
    said = not_here(page.uow, page.looking.by, page.version, original)
    return Roll(
        asked=tuple(p for p in whom if p.id not in seen | said),
        left=left,
        perhaps=len(grid.left),
        present=grid.left,
        unsure=unsure,
        not_here=tuple(p for p in whom if p.id in said - seen),
        last=_last(page.looking, faces, [p for p in whom if p.id in said - seen]),
    )


def _last(looking: Looking, faces: tuple[Face, ...], away: list[Pupil]) -> Face | Pupil | None:
    """Return what this person answered last in a picture, where it named somebody."""
    for pupil in away:
        if pupil.id == looking.said:
            return pupil
    mine = [(f.answer, f) for f in faces if f.answer is not None and f.answer.by == looking.by]
    answer, face = max(mine, key=lambda pair: pair[0].at, default=(None, None))
    return face if answer is not None and answer.who else None
