"""Attacks on the path of a post that once came through, each from its first step to its last."""

from __future__ import annotations

import pytest

from gatekeeper.desk.faces.add_somebody import Unseen, add_somebody
from gatekeeper.desk.faces.answer import Given, answer, crop
from gatekeeper.desk.people.end_person import end_person
from gatekeeper.desk.posts.find_post import find_post, stage_of
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.posts.void import void_touched
from gatekeeper.desk.publishing.publish import prove_comments, say_published
from gatekeeper.desk.publishing.release import Wanted, release
from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.desk.takedown.take_down import taken_down
from gatekeeper.domain.answer import Said
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.picture import Box
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.release import Comments, Grant, TaskKind
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from tests.desk.faces.test_roll_call import call, class_picture
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

INSTAGRAM, LINKEDIN = ChannelName


def say_out(school: MadeSchool, channel: ChannelName = INSTAGRAM) -> str:
    actor = school.actor("deputy")
    link = f"https://www.{channel.value}.com/p/1"
    with school.begin() as uow:
        return say_published(uow, actor, "news", channel=channel, link=link).id


def on_the_tablet() -> tuple[MadeSchool, Grant]:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    return school, school.granted()


# --- edits and the yes before them -----------------------------------------------------------


def test_an_edit_taken_back_does_not_wake_the_old_yes_after_the_headteacher_said_no() -> None:
    school, grant = on_the_tablet()
    school.write(picture("a", 1), words="Other words.")
    school.write(picture("a", 1))
    school.send()
    head = school.actor("head")
    with school.begin() as uow:
        return_post(uow, school.school, head, SendBack("news", "Not this week: keep it back."))

    with pytest.raises(NotYet):
        school.fetch(grant)


def test_what_somebody_edits_and_the_approver_edits_back_needs_another_yes() -> None:
    school, grant = on_the_tablet()
    school.write(picture("a", 1), words="Other words.", who="head")
    school.write(picture("a", 1))

    with pytest.raises(NotYet):
        school.fetch(grant)


def test_a_new_yes_after_an_edit_can_be_released_although_the_old_grant_ran() -> None:
    school, _ = on_the_tablet()
    school.write(picture("a", 1), words="Other words.")
    school.send()
    school.sign()

    assert school.fetch(school.granted()).package is not None


def test_what_went_out_is_written_down_and_not_what_was_edited_meanwhile() -> None:
    school, grant = on_the_tablet()
    school.fetch(grant)
    with pytest.raises(NotYet):
        school.write(picture("b"), words="Other words.")


def test_a_roll_called_child_is_found_again_although_the_picture_was_exchanged_meanwhile() -> None:
    school = class_picture()
    call(school, absent=frozenset({"amina"}))
    school.send()
    school.sign()
    school.fetch(school.granted())
    try:
        school.write(picture("empty hall"))
    except NotYet:
        return
    say_out(school)
    actor = school.actor("teacher")
    with school.begin() as uow:
        done = withdraw_consent(uow, actor, Withdrawal("ben", "Ms Test"))
    assert done.published


def test_an_old_yes_that_is_voided_late_does_not_throw_the_new_version_out_of_the_queue() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    school.write(picture("b"))
    school.send()
    with school.begin() as uow:
        void_touched(uow, "school", frozenset({"amina"}))
    with school.begin() as uow:
        assert stage_of(uow, find_post(uow, "news").id) is Stage.SUBMITTED


# --- stopped, and yet on the way --------------------------------------------------------------


def test_comments_seen_off_do_not_close_the_order_to_take_down() -> None:
    school = MadeSchool()
    item = school.published(picture("a", 1), names=("amina",))
    deputy = school.actor("deputy")
    with school.begin() as uow:
        recall(uow, deputy, "news")
    with school.begin() as uow:
        prove_comments(uow, deputy, item.id, Comments.OFF, "looked")
    with school.begin() as uow:
        left = {t.kind for t in uow.tasks.all() if t.done_at is None}
    assert TaskKind.TAKE_DOWN in left


def test_a_recalled_post_that_is_still_live_is_never_shown_as_done() -> None:
    school = MadeSchool()
    item = school.published(picture("a", 1), names=("amina",))
    deputy = school.actor("deputy")
    with school.begin() as uow:
        recall(uow, deputy, "news")
        prove_comments(uow, deputy, item.id, Comments.OFF, "looked")
    with school.begin() as uow:
        assert stage_of(uow, item.post) is not Stage.DONE


def test_what_was_taken_down_does_not_go_out_again_under_the_same_yes() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",), channels=(INSTAGRAM, LINKEDIN))
    for channel in ChannelName:
        grant = school.release(channel=channel).grant
        assert grant is not None
        school.fetch(grant)
    first = say_out(school, INSTAGRAM)
    say_out(school, LINKEDIN)
    deputy = school.actor("deputy")
    with school.begin() as uow:
        taken_down(uow, deputy, first)

    with pytest.raises(NotYet):
        school.release(channel=INSTAGRAM)


def test_a_fetched_post_of_which_nobody_tells_is_asked_about() -> None:
    school, grant = on_the_tablet()
    school.fetch(grant)
    school.clock.move(hours=25)
    with school.begin() as uow:
        asked = [t for t in uow.tasks.all() if t.done_at is None and t.subject == grant.id]
        at = stage_of(uow, grant.post)
    assert asked or at not in (Stage.APPROVED, Stage.RELEASED)


# --- who is in a picture ------------------------------------------------------------------------


def test_a_child_who_joins_the_class_after_the_roll_call_is_asked_about() -> None:
    school = class_picture()
    call(school)
    school.send()
    school.sign()
    with school.begin() as uow:
        school.enrol(uow, "late")
    school.change("late", ConsentState.REFUSED)

    assert school.check().verdict >= Verdict.ASK
    assert school.release().grant is None


def test_a_child_named_singly_is_not_counted_again_in_the_roll_call() -> None:
    school = class_picture(faces=10)
    school.say_some({0: "amina"})
    try:
        call(school)
    except UsageError:
        return
    assert school.check().verdict >= Verdict.ASK


def test_one_child_is_not_two_faces_of_one_picture() -> None:
    school = MadeSchool()
    school.write(picture("a", 2))
    school.check()
    school.say("amina", "amina")
    assert school.check().verdict >= Verdict.ASK


def test_somebody_whom_one_person_added_is_not_waved_away_by_another() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    school.check()
    teacher, office = school.actor("teacher"), school.actor("office")
    with school.begin() as uow:
        added = add_somebody(uow, teacher, "news", Unseen(1, Box(10, 10, 90, 90)))
    with school.begin() as uow:
        answer(uow, office, "news", [Given(added.id, Said.NOBODY)])
    assert school.check().verdict >= Verdict.ASK


def test_a_picture_cut_down_to_two_is_not_covered_by_a_roll_call() -> None:
    school = class_picture()
    call(school)
    actor = school.actor("teacher")
    with school.begin() as uow:
        crop(uow, actor, "news", 1, Box(0, 0, 250, 800))
    assert school.check().verdict >= Verdict.ASK


# --- names in words -----------------------------------------------------------------------------


def test_a_child_named_in_the_words_of_a_live_post_is_found_again() -> None:
    school = MadeSchool()
    school.signed(words="Amina Test won the spelling bee.")
    school.fetch(school.granted())
    say_out(school)
    actor = school.actor("teacher")
    with school.begin() as uow:
        done = withdraw_consent(uow, actor, Withdrawal("amina", "Ms Test"))
    with school.begin() as uow:
        tasks = [t.kind for t in uow.tasks.all()]
    assert done.published
    assert TaskKind.SEARCH_PUBLISHED in tasks


# --- time and people ------------------------------------------------------------------------------


def test_a_withdrawal_counts_although_the_clock_was_set_back() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    school.say("amina")
    school.clock.move(hours=-2)
    actor = school.actor("teacher")
    with school.begin() as uow:
        withdraw_consent(uow, actor, Withdrawal("amina", "Ms Test"))
    assert school.check().verdict is Verdict.BLOCK


def test_a_corrected_answer_counts_although_the_clock_was_set_back() -> None:
    school = MadeSchool()
    school.change("ben", ConsentState.REFUSED)
    school.write(picture("a", 1))
    school.check()
    school.say("amina")
    school.clock.move(minutes=-5)
    school.say("ben")
    assert school.check().verdict is Verdict.BLOCK


def test_a_return_counts_although_the_clock_was_set_back() -> None:
    school = MadeSchool()
    school.write()
    school.send()
    school.clock.move(minutes=-5)
    head = school.actor("head")
    with school.begin() as uow:
        return_post(uow, school.school, head, SendBack("news", "No."))
    with school.begin() as uow:
        assert stage_of(uow, find_post(uow, "news").id) is Stage.RETURNED


def test_somebody_who_has_left_releases_nothing_from_a_page_that_is_still_open() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    deputy, head = school.actor("deputy"), school.actor("head")
    with school.begin() as uow:
        end_person(uow, head, "deputy")
    with pytest.raises(NotAllowed), school.begin() as uow:
        release(uow, school.approval, deputy, Wanted("news", INSTAGRAM, "tablet"))
