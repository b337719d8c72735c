"""Numbers of another page, pictures of yesterday, a yes that comes late: nothing slips through."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.faces.cover_place import cover_place
from gatekeeper.desk.faces.fix_post import offers
from gatekeeper.desk.faces.roll_call import CallRoll, call_roll
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.domain.biometric_consent import why_not
from gatekeeper.domain.biometrics import BiometricKind, Scope
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.picture import Box
from gatekeeper.domain.suggestion import WhyAsk
from tests.desk.checking.test_suggest_names import without_consent
from tests.desk.made_matching import MatchingSchool
from tests.desk.made_school import MadeSchool
from tests.domain.test_biometric_consent import ALFIE, DAY, TOLD, said
from tests.fakes.examiners import picture
from tests.web.conftest import Browser, as_, made, site  # noqa: F401  fixtures
from tests.web.test_path import SIT, faces, new, sent

ADDED = FoundFace(Box(900, 300, 100, 100), 0, (), Seen.ADDED, 0, Turn.UNKNOWN)


def test_a_fix_has_one_number_on_the_page_and_in_what_is_kept() -> None:
    school = MatchingSchool()
    school.matcher.says = {0: (("amina", 700), ("ben", 300), ("cleo", 100)), 1: (("ben", 900),)}
    school.asks(0, WhyAsk.NARROW)
    school.write(picture("a", 3))
    shown = offers(school.check())
    with school.begin() as uow:
        kept = {offer.number: offer.fix for offer in offers(uow.decisions.all()[-1])}

    assert shown
    assert {o.number: (o.fix.kind, o.fix.target) for o in shown} == {
        number: (fix.kind, fix.target) for number, fix in kept.items()
    }


def test_a_number_of_an_older_page_is_not_pressed_on_a_newer_one(as_: SIT) -> None:  # noqa: F811
    teacher, deputy = as_("teacher"), as_("deputy")
    path = new(teacher, picture("a", 2), comments_off="")
    page = teacher.page(path)
    deputy.send(f"{path}/faces", {"sighting": faces(page)[0], "say": "cover", "picture": "1"})
    before = deputy.page(path)
    answer = teacher.send(f"{path}/fix", {"fix": "1", "decision": pressed(page)})

    assert answer.status_code == 409
    assert "has changed" in answer.text
    assert faces(deputy.page(path)) == faces(before)
    assert teacher.send(f"{path}/fix", {"fix": "1"}).status_code == 409


def pressed(page: str) -> str:
    """Return of which decision the page's buttons are."""
    return page.split('name="decision" value="', 1)[1].split('"', 1)[0]


@pytest.mark.parametrize("file", ["upright.jpg", "instagram.jpg"])
def test_no_browser_keeps_a_picture(file: str, as_: SIT) -> None:  # noqa: F811
    path = sent(as_)
    answer = as_("teacher").get(f"{path}/pictures/1/{file}")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("no", "yes", "who"),
    [
        (BiometricKind.WITHDRAWN, BiometricKind.AGREED, "Ms Penrose"),
        (BiometricKind.OBJECTED, BiometricKind.AGREED, "Ms Penrose"),
        (BiometricKind.REFUSED, BiometricKind.WILLING, "Alfie"),
    ],
)
def test_an_old_yes_that_is_filed_late_lifts_no_later_no(
    no: BiometricKind, yes: BiometricKind, who: str
) -> None:
    other = said(BiometricKind.AGREED, "Mr Penrose")
    late = replace(said(yes, who), said_on=DAY - timedelta(9))

    assert why_not(ALFIE, [TOLD, other, said(no, who), late], DAY)
    older = replace(said(no, who), said_on=DAY - timedelta(20))
    assert why_not(ALFIE, [TOLD, other, said(no, who), older, late], DAY)
    assert not why_not(ALFIE, [TOLD, other, said(no, who), said(yes, who)], DAY)


def test_a_no_that_lies_ahead_can_still_be_taken_back() -> None:
    ahead = replace(said(BiometricKind.OBJECTED), said_on=DAY + timedelta(400))
    tomorrow = DAY + timedelta(1)

    assert why_not(ALFIE, [TOLD, ahead, said(BiometricKind.AGREED)], DAY)
    assert not why_not(ALFIE, [TOLD, ahead, said(BiometricKind.AGREED, on=tomorrow)], tomorrow)


def test_whoever_is_under_a_cover_of_any_kind_is_not_measured() -> None:
    school = MatchingSchool()
    school.examiners.matcher = None
    school.write(picture("a", 3))
    school.check()
    hidden, actor = school.sightings()[1], school.actor("teacher")
    with school.begin() as uow:
        cover_place(uow, actor, "news", 1, hidden.face.box)
    school.examiners.matcher = school.matcher
    school.check()

    assert [hidden.id in measured for measured in school.matcher.measured] == [False]


def test_a_child_who_was_called_again_is_not_absent_any_more() -> None:
    school = MatchingSchool(scope=Scope.TAPPED_OUT)
    without_consent(school)
    with school.begin() as uow:
        for number in range(8):
            school.enrol(uow, f"pupil{number}", "Year 5")
    school.write(picture("a", 8))
    school.check()
    actor, groups = school.actor("teacher"), frozenset({"Year 5", "Year 4"})
    with school.begin() as uow:
        for place, absent in enumerate((frozenset({"dan"}), frozenset[str]())):
            call_roll(uow, school.school, actor, CallRoll("news", 1, groups, absent=absent))
            roll, post = uow.roll_calls.all()[0], uow.posts.all()[0].id
            face = replace(ADDED, box=Box(900, 300 + 200 * place, 100, 100))
            sighting = Sighting(f"late{place}", post, roll.original, 9 + place, face, "teacher")
            uow.sightings.put(sighting)
    school.check()

    assert school.matcher.measured == []


def test_a_session_opened_with_a_key_ends_when_the_key_does(
    as_: SIT,  # noqa: F811
    made: MadeSchool,  # noqa: F811
) -> None:
    thief = as_("teacher")
    actor = made.actor("head")
    with made.begin() as uow:
        (key,) = (k for k in uow.keys.all() if k.holder == "teacher" and k.ended_at is None)
        end_key(uow, actor, key.id)

    assert thief.get("/new").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("number", ["x", "99999999999999999999", "0", "²"])
def test_a_child_s_no_for_a_picture_that_is_not_there_is_said(number: str, as_: SIT) -> None:  # noqa: F811
    teacher = as_("teacher")
    path = new(teacher, picture("a", 1))
    answer = teacher.send(f"{path}/said-no", {"who": "Ben Test", "picture": number})

    assert answer.status_code == 404
