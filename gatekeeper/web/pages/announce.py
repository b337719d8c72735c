"""A notice from a pattern: choose, look at the card, have it ready. The headteacher signs all."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.book.sign_patterns import patterns_in_force, patterns_to_sign, sign_patterns
from gatekeeper.desk.posts.find_post import find_post, stage_of
from gatekeeper.desk.publishing.fill_pattern import (
    FillPattern,
    fill_pattern,
    filled_of,
    offered,
    ready_notice,
)
from gatekeeper.desk.publishing.two_people import REMEDY, SECOND, alone
from gatekeeper.domain.finding import worst_first
from gatekeeper.domain.pattern import CLASSES, PatternsSigned
from gatekeeper.domain.people import Duty
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotFound, NotYet
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.passkeys import Message, asked_to_sign, how_signed, signing
from gatekeeper.web.visit import Visit

MAKERS, SIGNERS = frozenset({Duty.ISSUE_NOTICE}), frozenset({Duty.SIGN_PATTERNS})
CARD_PAGE = "/announce/posts/{post}"


def page(visit: Visit) -> Response:
    """Offer every pattern with its blanks, if they are signed; else say who has to sign."""
    school = visit.site.app.school
    with visit.site.app.records.begin() as uow:
        may = offered(uow)
        signed, why_not = _signed(visit, uow)
    return visit.show(
        "announce.html",
        patterns=school.patterns,
        may=may,
        signed=signed,
        why_not=why_not,
        several=CLASSES,
        **how_signed(visit),
    )


def _signed(visit: Visit, uow: UnitOfWork) -> tuple[PatternsSigned | None, str]:
    app = visit.site.app
    try:
        return patterns_in_force(uow, app.keyring, app.school), ""
    except NotYet as error:
        return None, str(error)


def make(visit: Visit) -> Response:
    """Fill a pattern, have its card drawn and looked at."""
    app = visit.site.app
    pattern = app.school.patterns.get(visit.path("pattern"))
    chosen = {blank: visit.texts(blank) for blank in pattern.asks} if pattern else {}
    command = FillPattern(visit.path("pattern"), chosen)
    version = fill_pattern(app.records, app.approval, visit.actor, command)
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/announce/posts/{version.id}")


def card(visit: Visit) -> Response:
    """Show the card as it will appear, what was found, and one button."""
    with visit.site.app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        signed, _ = _signed(visit, uow)
        if filled_of(uow, version) is None:
            raise NotFound("This is no notice as its pattern made it.", "Open it among the posts.")
        decisions = uow.decisions.of(version.id)[-1:]
        stage = stage_of(uow, version.id)
        second = signed is not None and alone(uow, version, signed.by)
    busy = visit.site.work.busy(version.id)
    findings = worst_first(decisions[0].findings) if decisions and not busy else ()
    return visit.show(
        "announce_card.html",
        version=version,
        post=version.post,
        busy=busy,
        judged=bool(decisions) and not busy,
        above=[f for f in findings if f.verdict > Verdict.NOTE],
        trouble=visit.site.work.trouble(version.id),
        ready=stage in {Stage.APPROVED, Stage.RELEASED},
        draft=stage is Stage.DRAFT,
        second=f"{SECOND} {REMEDY}" if second else "",
    )


def ready(visit: Visit) -> Response:
    """Have it ready for the tablet."""
    app = visit.site.app
    with app.records.begin() as uow:
        ready_notice(uow, app.approval, visit.actor, visit.path("post"))
    return visit.go(f"/announce/posts/{visit.path('post')}")


def ask(visit: Visit) -> Response:
    """Ask the headteacher's passkey to sign all patterns as they were shown."""
    return asked_to_sign(visit, _patterns(visit))


def sign(visit: Visit) -> Response:
    """Sign all patterns as they were shown, with what came in this very form."""
    school, shown = visit.site.app.school, visit.text("shown")
    signing(visit, _patterns(visit), lambda uow, actor: sign_patterns(uow, school, actor, shown))
    return visit.go("/announce")


def _patterns(visit: Visit) -> Message:
    school, shown = visit.site.app.school, visit.text("shown")
    return lambda uow, _: patterns_to_sign(uow, school, visit.actor, shown)


DOORS = (
    Door("GET", "/announce", page, MAKERS),
    Door("POST", "/announce/sign/ask", ask, SIGNERS),
    Door("POST", "/announce/sign", sign, SIGNERS),
    Door("POST", "/announce/{pattern}", make, MAKERS),
    Door("GET", CARD_PAGE, card, MAKERS),
    Door("POST", f"{CARD_PAGE}/ready", ready, MAKERS),
)
