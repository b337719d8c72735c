"""The headteacher's no, and a change proposed in its place."""

from __future__ import annotations

import pytest

from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.publishing.return_post import SendBack, accept_proposal, return_post
from gatekeeper.domain.post import Version
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def waiting() -> MadeSchool:
    school = MadeSchool()
    school.write(picture("a"))
    school.send()
    return school


def send_back(school: MadeSchool, reason: str, words: str | None = None) -> None:
    actor = school.actor("head")
    with school.begin() as uow:
        return_post(uow, school.school, actor, SendBack("news", reason, words))


def accept(school: MadeSchool, who: str = "teacher") -> Version:
    actor = school.actor(who)
    with school.begin() as uow:
        return accept_proposal(uow, actor, "news")


def stage(school: MadeSchool) -> Stage:
    with school.begin() as uow:
        return stage_of(uow, uow.posts.all()[0].id)


def test_a_post_goes_back_with_a_reason() -> None:
    school = waiting()
    send_back(school, "Too long.")
    assert stage(school) is Stage.RETURNED


def test_a_returned_post_can_be_sent_again_as_it_is() -> None:
    school = waiting()
    send_back(school, "Wrong day.")
    school.send()
    assert stage(school) is Stage.SUBMITTED


def test_a_proposal_that_the_drafter_accepts_comes_back_and_is_signed_by_the_proposer() -> None:
    school = waiting()
    send_back(school, "Shorter.", "Good work.")
    assert stage(school) is Stage.PROPOSED

    version = accept(school)
    assert (version.post.words, version.by) == ("Good work.", "teacher")

    school.send()
    school.sign()
    assert stage(school) is Stage.APPROVED


def test_the_proposer_cannot_accept_her_own_words() -> None:
    school = waiting()
    send_back(school, "Shorter.", "Good work.")
    with pytest.raises(NotAllowed, match="cannot accept"):
        accept(school, "head")


@pytest.mark.parametrize(
    ("reason", "words"), [("  ", None), ("Shorter.", "Lovely work this week.")]
)
def test_a_return_without_a_reason_or_a_change_is_refused(reason: str, words: str | None) -> None:
    with pytest.raises(UsageError):
        send_back(waiting(), reason, words)


def test_what_does_not_wait_cannot_be_returned() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    with pytest.raises(NotYet):
        send_back(school, "Too long.")


def test_where_nothing_is_proposed_nothing_is_accepted() -> None:
    with pytest.raises(NotYet):
        accept(waiting())


def test_a_proposal_may_take_all_words_from_a_picture_and_is_taken_over_as_it_is() -> None:
    school = waiting()
    send_back(school, "No words, please.", "")
    assert accept(school).post.words == ""


def test_a_proposal_that_leaves_nothing_of_a_post_is_refused() -> None:
    school = MadeSchool()
    school.write()
    school.send()
    with pytest.raises(UsageError, match="nothing is left"):
        send_back(school, "No words, please.", "")
