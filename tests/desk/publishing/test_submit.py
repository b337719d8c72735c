"""Sending for sign-off: judged once more, and only what could be signed goes."""

from __future__ import annotations

import pytest

from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.publishing.submit import submit
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotFound, NotYet, Refused
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def ready() -> MadeSchool:
    school = MadeSchool()
    school.write(picture("a", 1), picture("b"))
    school.check()
    school.say("amina")
    return school


def test_a_good_draft_waits_for_the_headteacher() -> None:
    school = ready()
    school.send()
    with school.begin() as uow:
        assert stage_of(uow, next(iter(uow.posts.all())).id) is Stage.SUBMITTED


def test_the_same_draft_is_not_sent_twice() -> None:
    school = ready()
    school.send()
    with pytest.raises(NotYet, match="already"):
        school.send()


def test_an_open_question_keeps_it_at_the_desk() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    with pytest.raises(NotYet):
        school.send()


def test_a_child_who_may_not_be_shown_keeps_it_at_the_desk() -> None:
    school = ready()
    school.change("amina", ConsentState.WITHDRAWN)
    with pytest.raises(Refused):
        school.send()


def test_what_could_not_be_checked_keeps_it_at_the_desk() -> None:
    school = MadeSchool()
    school.write(picture("a", refuse="damaged"))
    with pytest.raises(CouldNotCheck):
        school.send()


def test_a_draft_that_was_never_checked_is_judged_unchecked() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    actor = school.actor("deputy")
    with pytest.raises(CouldNotCheck), school.begin() as uow:
        submit(uow, school.school, school.examiners.bundle(), actor, "news")


def test_a_teacher_cannot_send() -> None:
    school = ready()
    actor = school.actor("teacher")
    with pytest.raises(NotAllowed), school.begin() as uow:
        submit(uow, school.school, school.examiners.bundle(), actor, "news")


def test_an_unknown_post_is_named() -> None:
    with pytest.raises(NotFound, match="nothing-of-the-kind"):
        MadeSchool().check("nothing-of-the-kind")


def test_nothing_is_judged_by_a_rule_book_that_nobody_adopted() -> None:
    school = ready()
    with school.begin() as uow:
        adoption = uow.adoptions.all()[0]
        other = type(adoption)("b", "0" * 64, "head", "key1", uow.now, b"")
        uow.adoptions.put(other)
    with pytest.raises(CouldNotCheck, match="not in force"):
        school.check()
