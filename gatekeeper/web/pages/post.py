"""One post: its pictures with everybody in them, what was found, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from starlette.responses import JSONResponse, Response

from gatekeeper.desk.checking.check_post import as_kept, judged
from gatekeeper.desk.checking.gather import missing
from gatekeeper.desk.checking.progress import step_of
from gatekeeper.desk.posts.edit_post import EditPost, edit_post, unchanged
from gatekeeper.desk.posts.find_post import FROZEN, find_post, history, stage_of
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.posts.story import story
from gatekeeper.desk.publishing.approvers import NOBODY, signers
from gatekeeper.desk.publishing.submit import may_be_signed, submit
from gatekeeper.desk.showing.to_come_down import down_of
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.finding import Finding, worst_first
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import GatekeeperError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.choices import choices
from gatekeeper.web.doors import Door
from gatekeeper.web.looks import Look, Looking, Page, looks
from gatekeeper.web.pages.posts import down_said, said_of
from gatekeeper.web.taps import Tap, taps
from gatekeeper.web.typed_post import typed_post
from gatekeeper.web.visit import Visit
from gatekeeper.web.went_back import went_back

READERS = frozenset({Duty.WRITE, Duty.ANSWER, Duty.SUBMIT, Duty.APPROVE, Duty.RECALL})
LOCKED = FROZEN | {Stage.RELEASED}
"""Stages in which the page offers no change."""


def page(visit: Visit) -> Response:
    """Show the post as of now; while it is being looked at, show how far that is."""
    app, work = visit.site.app, visit.site.work
    before = work.busy(visit.path("post"))
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        # Asked first: a look that ends while this page is made is shown by the next one.
        busy = before or work.busy(version.id)
        left = len(missing(uow, app.examiners, version.id))
        stage = stage_of(uow, version.id)
        decision = judged(uow, app.school, app.examiners, version)
        seen = looks(Page(uow, visit.site, version, decision, _looking(visit)))
        called = _called(uow, seen)
        kept = uow.decisions.of(version.id)[-1:]
        now = as_kept(uow, app.examiners, version, decision)
        names = _names(uow, version)
        offered = choices(uow, version.post.groups)
        able = signers(uow, app.school, version)
        happened = story(uow, version.id)
        past = history(uow, version.id)
        said = said_of(past, stage, uow.now)
        back = went_back(uow, past, stage)
        downs = down_of(uow, version.id)
    findings = worst_first(decision.findings)
    current = bool(kept) and kept[0].digest == now.digest
    tapped = taps(now) if current else {}
    return visit.show(
        "post.html",
        version=version,
        post=version.post,
        stage=stage,
        signers=able,
        nobody=NOBODY,
        mailed=visit.site.rounds.sends and bool(able) and all(person.email for person in able),
        happened=happened,
        said=said,
        back=back,
        downs=downs,
        why_down=down_said,
        locked=stage in LOCKED,
        frozen=stage in FROZEN,
        not_sent=visit.asked("kept") and stage not in LOCKED | {Stage.SUBMITTED},
        decision=decision,
        notes=alike(f for f in findings if f.verdict is Verdict.NOTE and not f.answered),
        pressing=alike(f for f in findings if f.verdict > Verdict.NOTE and not (busy and _open(f))),
        pictures=seen,
        called=called,
        names=names,
        choices=offered,
        channels=tuple(ChannelName),
        purposes=app.school.purposes,
        where=_where(seen),
        describe=_describe(now, tapped),
        busy=busy,
        stale=not busy and not current and stage not in LOCKED,
        left=left,
        trouble=work.trouble(version.id),
        taps=tapped,
        against=_against(decision),
        with_descriptions=_against(decision) is not None and _but_descriptions(decision),
        accept=[f for f in findings if f.verdict is Verdict.UNCHECKED and f.acceptable],
    )


def _open(finding: Finding) -> bool:
    """Whether it says what could not be checked: while a look lasts, that may only be late."""
    return finding.verdict is Verdict.UNCHECKED


def _looking(visit: Visit) -> Looking:
    return Looking(
        visit.actor.id, visit.asked("face"), visit.asked("way") == "name", visit.asked("said")
    )


def _where(seen: tuple[Look, ...]) -> Mapping[str, int]:
    """Return in which picture each face is, by its id: a finding about it leads there."""
    return {face.sighting.id: look.number for look in seen for face in look.faces}


def _describe(
    decision: Decision, tapped: Mapping[str, tuple[Tap, ...]]
) -> Mapping[str, tuple[Tap, str]]:
    """Return the button that puts in a proposed description, and that, by the picture's digest."""
    return {
        fix.target: (tapped[finding.key][0], fix.value)
        for finding in decision.findings
        for fix in finding.fixes
        if fix.kind is FixKind.WRITE_ALT_TEXT and fix.value and finding.key in tapped
    }


def _proposed(decision: Decision) -> Mapping[str, str]:
    """Return a proposed description by the digest of each picture that has none."""
    return {
        fix.target: fix.value
        for finding in decision.findings
        for fix in finding.fixes
        if fix.kind is FixKind.WRITE_ALT_TEXT and fix.value
    }


def _but_descriptions(decision: Decision) -> bool:
    """Whether the post could be sent once the proposed descriptions were put in."""
    proposed = _proposed(decision)
    rest = tuple(f for f in decision.findings if f.subject not in proposed or not _describes(f))
    return bool(proposed) and _against(replace(decision, findings=rest)) is None


def _describes(finding: Finding) -> bool:
    return any(fix.kind is FixKind.WRITE_ALT_TEXT for fix in finding.fixes)


def _against(decision: Decision) -> GatekeeperError | None:
    """Return why the post cannot be sent as it is, with what to do; None when it can."""
    try:
        may_be_signed(decision)
    except GatekeeperError as error:
        return error
    return None


UNANSWERED = frozenset({"no_answer", "hard_to_name", "perhaps_a_face"})
"""What the same look at a picture answers, however it was found: one question on the page."""


def alike(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Return what differs only in whom it is about together, at the place of the first."""
    together: dict[tuple[str, str, str], tuple[Finding, ...]] = {}
    for item in findings:
        same = item.outcome in UNANSWERED
        key = (item.rule, "", "") if same else (item.rule, item.outcome, item.remedy)
        together[key] = (*together.get(key, ()), item)
    return list(together.values())


def _called(uow: UnitOfWork, seen: tuple[Look, ...]) -> Mapping[str, str]:
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
    """Say how far the looks at each picture have come, for the page that waits."""
    app = visit.site.app
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        left = len(missing(uow, app.examiners, version.id))
        post = version.post
        steps = [step_of(uow, app.examiners, post, p.original).value for p in post.pictures]
    busy = visit.site.work.busy(version.id)
    return JSONResponse({"busy": busy, "left": left, "steps": steps})


def check(visit: Visit) -> Response:
    """Have the post looked at once more."""
    with visit.site.app.records.begin() as uow:
        post = find_post(uow, visit.path("post")).id
    visit.site.work.ask(visit.actor, post)
    return visit.go(f"/posts/{post}")


def edit(visit: Visit) -> Response:
    """Change words, descriptions, the promise about comments, and what the post is about."""
    with visit.site.app.records.begin() as uow:
        version = edit_post(uow, visit.actor, _typed(visit, uow))
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}")


def _typed(visit: Visit, uow: UnitOfWork) -> EditPost:
    return typed_post(visit, find_post(uow, visit.path("post")))


def send(visit: Visit) -> Response:
    """Send the post for sign-off; what was typed and not kept is kept first, and checked."""
    app = visit.site.app
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        kept = edit_post(uow, visit.actor, _typed(visit, uow)) if "words" in visit.form else version
        if kept == version:
            _as_shown(visit, uow, version)
            submit(uow, app.school, app.examiners, visit.actor, version.id)
    if kept == version:
        return visit.go(f"/posts/{version.id}#sent")
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}?kept=yes#not-sent")


def _as_shown(visit: Visit, uow: UnitOfWork, version: Version) -> None:
    if visit.ticked("describe"):
        _put_in_descriptions(visit, uow)
    elif (seen := visit.number("seen")) is not None:
        unchanged(uow, version, seen)


def _put_in_descriptions(visit: Visit, uow: UnitOfWork) -> None:
    """Put in the descriptions that the page showed beside its button, and no others."""
    version = find_post(uow, visit.path("post"))
    shown = visit.form.getlist("describe")
    texts = tuple(
        picture.alt_text or str(text)
        for picture, text in zip(version.post.pictures, shown, strict=False)
    )
    post, seen = version.post, visit.number("seen") or 0
    edit_post(uow, visit.actor, EditPost(post.id, seen, post.words, texts, post.comments_off))


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
