"""One post: its pictures with everybody in them, what was found, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from starlette.responses import JSONResponse, Response

from gatekeeper.desk.checking.check_post import as_kept, judged
from gatekeeper.desk.checking.gather import missing
from gatekeeper.desk.posts.edit_post import EditPost, edit_post
from gatekeeper.desk.posts.find_post import FROZEN, find_post, stage_of
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.publishing.submit import submit
from gatekeeper.domain.answer import Answer, settled
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.finding import Finding, worst_first
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.verdict import Verdict
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.taps import taps
from gatekeeper.web.visit import Visit

READERS = frozenset({Duty.WRITE, Duty.ANSWER, Duty.SUBMIT, Duty.APPROVE, Duty.RECALL})
LOCKED = FROZEN | {Stage.RELEASED}
"""Stages in which the page offers no change."""


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody in a picture, and what was said of her."""

    sighting: Sighting
    answer: Answer | None
    asks: tuple[Finding, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing more is asked about her."""
        return self.answer is not None and not self.asks


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture as the page shows it: its number, size in pixels, and everybody in it."""

    number: int
    width: int
    height: int
    faces: tuple[Face, ...]
    alt_text: str

    @property
    def accounted(self) -> int:
        """How many have been accounted for."""
        return sum(face.settled for face in self.faces)


def page(visit: Visit) -> Response:
    """Show the post as of now; while it is being looked at, show how far that is."""
    app, work = visit.site.app, visit.site.work
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        left = len(missing(uow, app.examiners, version.id))
        stage = stage_of(uow, version.id)
        decision = judged(uow, app.school, app.examiners, version)
        seen = _pictures(uow, version, decision)
        called = _called(uow, seen)
        kept = uow.decisions.of(version.id)[-1:]
        now = as_kept(uow, app.examiners, version, decision)
        names = _names(uow, version)
    findings = worst_first(decision.findings)
    return visit.show(
        "post.html",
        version=version,
        post=version.post,
        stage=stage,
        locked=stage in LOCKED,
        decision=decision,
        notes=alike(f for f in findings if f.verdict is Verdict.NOTE),
        pressing=alike(f for f in findings if f.verdict > Verdict.NOTE),
        pictures=seen,
        called=called,
        names=names,
        busy=work.busy(version.id),
        left=left,
        trouble=work.trouble(version.id),
        taps=taps(now) if kept and kept[0].digest == now.digest else {},
        ready=decision.verdict <= Verdict.WAIT and decision.verdict is not Verdict.ASK,
    )


def alike(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Return neighbours that differ only in what they are about together: one remedy for all."""
    groups = groupby(findings, key=lambda f: (f.rule, f.outcome, f.remedy))
    return [tuple(group) for _, group in groups]


def _pictures(uow: UnitOfWork, version: Version, decision: Decision) -> tuple[Seen, ...]:
    sightings, answers = uow.sightings.of(version.id), uow.answers.of(version.id)
    facts = {r.original: r.facts for r in uow.readings.of(version.id) if r.facts}
    seen = []
    for number, picture in enumerate(version.post.pictures, start=1):
        digest = picture.original.digest
        mine = sorted((s for s in sightings if s.original == digest), key=lambda s: s.number)
        faces = tuple(_face(s, answers, decision) for s in mine)
        size = (facts[digest].width, facts[digest].height) if digest in facts else (0, 0)
        seen.append(Seen(number, *size, faces, picture.alt_text))
    return tuple(seen)


def _face(sighting: Sighting, answers: tuple[Answer, ...], decision: Decision) -> Face:
    asks = tuple(
        f for f in decision.findings if f.subject == sighting.id and f.verdict > Verdict.NOTE
    )
    return Face(sighting, settled(answers, sighting.id), asks)


def _called(uow: UnitOfWork, seen: tuple[Seen, ...]) -> Mapping[str, str]:
    ids = {f.answer.who for picture in seen for f in picture.faces if f.answer}
    names = {p.id: p.called for p in uow.pupils.all() if p.id in ids}
    return names | {a.id: a.full_name for a in uow.adults.all() if a.id in ids}


def _names(uow: UnitOfWork, version: Version) -> tuple[str, ...]:
    """Return whom one may choose from: the declared groups first, then the school, then adults."""
    pupils = [p for p in uow.pupils.all() if p.left_on is None]
    groups = version.post.groups
    first = sorted(p.called for p in pupils if any(p.belongs_to(g) for g in groups))
    rest = sorted(p.called for p in pupils if not any(p.belongs_to(g) for g in groups))
    return (*first, *rest, *sorted(a.full_name for a in uow.adults.all()))


def progress(visit: Visit) -> Response:
    """Say how many looks at pictures are left, for the page that waits."""
    app = visit.site.app
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        left = len(missing(uow, app.examiners, version.id))
    return JSONResponse({"busy": visit.site.work.busy(version.id), "left": left})


def check(visit: Visit) -> Response:
    """Have the post looked at once more."""
    with visit.site.app.records.begin() as uow:
        post = find_post(uow, visit.path("post")).id
    visit.site.work.ask(visit.actor, post)
    return visit.go(f"/posts/{post}")


def edit(visit: Visit) -> Response:
    """Change words, descriptions and the promise about comments."""
    seen = visit.text("seen")
    command = EditPost(
        post=visit.path("post"),
        seen=int(seen) if seen.isdecimal() else 0,
        words=visit.text("words").replace("\r\n", "\n"),
        alt_texts=tuple(str(v).strip() for v in visit.form.getlist("alt_text")),
        comments_off=visit.ticked("comments_off"),
    )
    with visit.site.app.records.begin() as uow:
        version = edit_post(uow, visit.actor, command)
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}")


def send(visit: Visit) -> Response:
    """Send the post for sign-off."""
    app = visit.site.app
    with app.records.begin() as uow:
        submit(uow, app.school, app.examiners, visit.actor, visit.path("post"))
    return visit.go("/")


def stop(visit: Visit) -> Response:
    """Stop the post, whatever it is on its way to."""
    with visit.site.app.records.begin() as uow:
        recall(uow, visit.actor, visit.path("post"), visit.text("why"))
    return visit.go("/")


POST = "/posts/{post}"
DOORS = (
    Door("GET", POST, page, READERS),
    Door("GET", f"{POST}/progress", progress, READERS),
    Door("POST", f"{POST}/check", check, frozenset({Duty.WRITE, Duty.ANSWER})),
    Door("POST", f"{POST}/words", edit, frozenset({Duty.WRITE})),
    Door("POST", f"{POST}/send", send, frozenset({Duty.SUBMIT})),
    Door("POST", f"{POST}/stop", stop, frozenset({Duty.RECALL})),
)
