"""How far each picture is, for whoever waits."""

from __future__ import annotations

from gatekeeper.desk.checking.gather import gather, gather_text
from gatekeeper.desk.checking.progress import Step, step_of
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def step(school: MadeSchool) -> Step:
    with school.begin() as uow:
        post = uow.posts.all()[0].post
        return step_of(uow, school.examiners.bundle(), post, post.pictures[0].original)


def test_a_picture_goes_from_waiting_to_looked_at() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    assert step(school) is Step.WAITING
    gather(school.records, school.examiners.bundle(), "news")
    assert step(school) is Step.SEARCHED
    gather_text(school.records, school.examiners.bundle(), "news")
    assert step(school) is Step.READ


def test_a_picture_that_was_opened_and_not_searched_says_so() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.examiners.finder.broken = True
    gather(school.records, school.examiners.bundle(), "news")
    assert step(school) is Step.OPENED
