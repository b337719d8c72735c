"""Attacks that once ended in a dead end, or left something lying about."""

from __future__ import annotations

import contextlib

from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.register.holds import HoldOrder, lift_hold, place_hold
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.domain.answer import Said
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.release import TaskKind
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import GatekeeperError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def test_a_yes_whose_key_has_ended_can_be_given_anew() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        old = next(k for k in uow.keys.all() if k.holder == "head")
        school._key(uow, "head")
    head = school.actor("head")
    with school.begin() as uow:
        end_key(uow, head, old.id)
    with contextlib.suppress(GatekeeperError):
        school.release()
    school.send()
    school.sign()
    assert school.release().grant is not None


def test_a_second_no_about_the_same_live_post_asks_again() -> None:
    school = MadeSchool()
    school.published(picture("a", 1), names=("amina",))
    dsl, teacher = school.actor("dsl"), school.actor("teacher")
    with school.begin() as uow:
        bar = place_hold(uow, dsl, school.keyring, HoldOrder("amina", "A reason."))
    with school.begin() as uow:
        lift_hold(uow, dsl, bar.id)
    school.clock.move(days=30)
    with school.begin() as uow:
        at = uow.now
        withdraw_consent(uow, teacher, Withdrawal("amina", "Ms Test"))
    with school.begin() as uow:
        asked = [t.made_at for t in uow.tasks.all() if t.kind is TaskKind.SEARCH_PUBLISHED]
    assert at in asked


def test_two_answers_in_one_go_about_one_face_are_refused_or_ask() -> None:
    school = MadeSchool()
    school.change("ben", ConsentState.REFUSED)
    school.write(picture("a", 1))
    school.check()
    (face,) = school.sightings()
    teacher = school.actor("teacher")
    try:
        with school.begin() as uow:
            both = [Given(face.id, Said.PUPIL, "ben"), Given(face.id, Said.PUPIL, "amina")]
            answer(uow, teacher, "news", both)
    except GatekeeperError:
        return
    assert school.check().verdict >= Verdict.ASK
