"""One child at the office: where it may be shown, never why; what the family says; pictures."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.matching.child_enrolment import child_enrolment
from gatekeeper.desk.matching.enrol_face import GivenPicture, Tried, dated, enrol_face
from gatekeeper.desk.matching.record_biometrics import SaidOfMeasuring, record_biometrics
from gatekeeper.desk.matching.reference_pictures import keep_reference_picture
from gatekeeper.desk.register.record_consent import Agreement, record_consent
from gatekeeper.desk.register.register_overview import child_seen
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.domain.biometrics import BiometricKind
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Use
from gatekeeper.errors import CouldNotCheck, UsageError
from gatekeeper.ports import FaceMatcher
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.office import KEEPERS
from gatekeeper.web.visit import Visit

CHILD = "/office/children/{pupil}"


def page(visit: Visit) -> Response:
    """Show the child."""
    return _show(visit)


def withdraw(visit: Visit) -> Response:
    """Write down that the family withdraws."""
    command = Withdrawal(
        pupil=visit.path("pupil"),
        said_by=visit.text("said_by"),
        channels=_channels(visit),
        uses=_uses(visit),
        paper=visit.text("paper"),
    )
    with visit.site.app.records.begin() as uow:
        withdraw_consent(uow, visit.actor, command)
    return _back(visit)


def agree(visit: Visit) -> Response:
    """Write down that the family agreed on paper."""
    until = visit.text("until")
    command = Agreement(
        pupil=visit.path("pupil"),
        channels=_channels(visit),
        uses=_uses(visit),
        given_by=visit.text("given_by"),
        given_on=visit.day("given_on"),
        paper=visit.text("paper"),
        until=visit.day("until") if until else None,
    )
    with visit.site.app.records.begin() as uow:
        record_consent(uow, visit.actor, command)
    return _back(visit)


def measuring(visit: Visit) -> Response:
    """Write down what was said about measuring the child's face."""
    found = [kind for kind in BiometricKind if kind.value == visit.text("kind")]
    if not found:
        raise UsageError("It is not said what was said.", "Choose one of the list.")
    command = SaidOfMeasuring(
        pupil=visit.path("pupil"),
        kind=found[0],
        said_by=tuple(filter(None, map(str.strip, visit.text("said_by").split(",")))),
        said_on=visit.day("said_on"),
        paper=visit.text("paper"),
        every_parent=visit.ticked("every_parent"),
    )
    with visit.site.app.records.begin() as uow:
        record_biometrics(uow, visit.actor, command)
    return _back(visit)


def pictures(visit: Visit) -> Response:
    """Keep a small picture, or measure pictures where the lock allows it; say what came of each."""
    app, pupil = visit.site.app, visit.path("pupil")
    reader, matcher = app.examiners.reader, _matcher(visit)
    given = [dated(reader, u.filename or "", u.file.read()) for u in visit.uploads("pictures")]
    if not given:
        raise UsageError("No picture was chosen.", "Choose two or three of this child alone.")
    if visit.ticked("measure"):
        enrolled = enrol_face(app.records, matcher, visit.actor, pupil, given)
        return _show(visit, tried=enrolled.tried)
    _keep_small(visit, matcher, given[0])
    return _back(visit)


def _keep_small(visit: Visit, matcher: FaceMatcher, given: GivenPicture) -> None:
    records = visit.site.app.records
    keep_reference_picture(records, matcher, visit.actor, visit.path("pupil"), given.data)


def _show(visit: Visit, tried: tuple[Tried, ...] = ()) -> Response:
    pupil = visit.path("pupil")
    with visit.site.app.records.begin() as uow:
        seen = child_seen(uow, visit.actor, pupil)
        faces = child_enrolment(uow, visit.actor, pupil)
    return visit.show(
        "child.html",
        seen=seen,
        faces=faces,
        channels=tuple(ChannelName),
        uses=tuple(Use),
        kinds=tuple(BiometricKind),
        tried=tried,
    )


def _matcher(visit: Visit) -> FaceMatcher:
    matcher = visit.site.app.examiners.matcher
    if matcher is None:
        raise CouldNotCheck("Nothing is installed here that tells faces apart.")
    return matcher


def _channels(visit: Visit) -> frozenset[ChannelName]:
    return frozenset(c for c in ChannelName if c.value in visit.texts("channels"))


def _uses(visit: Visit) -> frozenset[Use]:
    return frozenset(use for use in Use if use.value in visit.texts("uses"))


def _back(visit: Visit) -> Response:
    return visit.go(f"/office/children/{visit.path('pupil')}")


DOORS = (
    Door("GET", CHILD, page, KEEPERS),
    Door("POST", f"{CHILD}/withdraw", withdraw, KEEPERS),
    Door("POST", f"{CHILD}/agree", agree, KEEPERS),
    Door("POST", f"{CHILD}/measuring", measuring, KEEPERS),
    Door("POST", f"{CHILD}/pictures", pictures, KEEPERS),
)
