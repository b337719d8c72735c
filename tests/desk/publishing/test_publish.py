"""Published is not done: comments have to be seen off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.posts.recall import lift_recall, recall
from gatekeeper.desk.publishing.publish import (
    did_not_go_out,
    next_step,
    prove_comments,
    say_published,
)
from gatekeeper.desk.takedown.take_down import taken_down
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.known_picture import Fate
from gatekeeper.domain.release import PROOF_DUE, PROOF_OVERDUE, Comments, Published, TaskKind
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

LINK = "https://www.instagram.com/p/1"


def live() -> tuple[MadeSchool, Published]:
    school = MadeSchool()
    return school, school.published(picture("a", 1), names=("amina",))


def see(school: MadeSchool, item: Published, state: Comments, how: str = "looked") -> Published:
    actor = school.actor("deputy")
    with school.begin() as uow:
        return prove_comments(uow, actor, item.id, state, how)


def stage(school: MadeSchool) -> Stage:
    with school.begin() as uow:
        return stage_of(uow, uow.posts.all()[0].id)


def open_tasks(school: MadeSchool) -> list[TaskKind]:
    with school.begin() as uow:
        return [task.kind for task in uow.tasks.all() if task.done_at is None]


def test_a_published_post_is_loudly_not_done_and_knows_whom_it_shows() -> None:
    school, item = live()
    assert stage(school) is Stage.PUBLISHED
    assert open_tasks(school) == [TaskKind.PROVE_COMMENTS]
    assert item.shows == {"amina"}
    assert item.fingerprints


def handed_out(school: MadeSchool) -> bytes:
    """Fetch a signed post, and return the one file that the tablet was handed."""
    package = school.fetch(school.granted()).package
    assert package is not None
    ((_, jpeg),) = package.files
    return jpeg


def went_out(school: MadeSchool) -> Published:
    actor = school.actor("deputy")
    with school.begin() as uow:
        return say_published(uow, actor, "news", channel=ChannelName.INSTAGRAM, link=LINK)


def test_what_the_tablet_was_handed_is_known_again_and_not_only_its_original() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    school.cover(0)
    school.send()
    school.sign()
    jpeg = handed_out(school)

    item, read = went_out(school), school.examiners.reader.read
    assert item.finished == item.out == (read(jpeg, "finished").fingerprint,)
    assert item.fingerprints == (read(picture("a", 1), "a").fingerprint,)
    assert item.finished != item.fingerprints


def test_a_finished_file_that_could_not_be_read_is_known_by_its_original_alone() -> None:
    school = MadeSchool()
    school.signed(picture("a"))
    with school.begin() as uow:
        (version,) = uow.posts.all()
        made = version.post.pictures[0].renditions[0].digest
        (reading,) = (one for one in uow.readings.all() if one.original == made)
        uow.readings.put(replace(reading, facts=None), seen=uow.readings.version(reading.id))
    handed_out(school)

    item = went_out(school)
    assert (item.finished, item.out) == ((), item.fingerprints)
    assert item.fingerprints


def test_what_was_edited_after_it_was_handed_out_says_nothing_of_what_was() -> None:
    school = MadeSchool()
    school.signed(picture("a"))
    handed_out(school)
    with school.begin() as uow:
        (version,) = uow.posts.all()
        edited = replace(version, post=replace(version.post, words="Other words."))
        uow.posts.put(edited, seen=uow.posts.version(version.id))

    assert went_out(school).finished == ()


def test_comments_seen_off_end_it() -> None:
    school, item = live()
    assert see(school, item, Comments.OFF).proved
    assert stage(school) is Stage.DONE
    assert not open_tasks(school)


@pytest.mark.parametrize("state", [Comments.ON, Comments.UNKNOWN])
def test_anything_but_off_leaves_it_open(state: Comments) -> None:
    school, item = live()
    assert not see(school, item, state).proved
    assert stage(school) is Stage.PUBLISHED
    assert TaskKind.PROVE_COMMENTS in open_tasks(school)
    assert (TaskKind.CLOSE_COMMENTS in open_tasks(school)) is (state is Comments.ON)


def test_comments_that_were_opened_again_reopen_it() -> None:
    school, item = live()
    see(school, item, Comments.OFF)
    see(school, item, Comments.ON)
    assert stage(school) is Stage.PUBLISHED


def test_the_step_offered_gets_harder_as_time_goes() -> None:
    school, item = live()
    assert "overdue" not in next_step(item, item.at)
    assert "overdue" in next_step(item, item.at + PROOF_DUE)
    assert "Take the post down" in next_step(item, item.at + PROOF_OVERDUE)
    assert next_step(see(school, item, Comments.OFF), item.at + PROOF_OVERDUE) == ""


def test_how_it_was_seen_has_to_be_said() -> None:
    school, item = live()
    with pytest.raises(UsageError):
        see(school, item, Comments.OFF, " ")


def test_comments_of_what_was_never_published_are_not_seen_off() -> None:
    school, item = live()
    with pytest.raises(NotFound):
        see(school, replace(item, id="another"), Comments.OFF)


def test_a_post_that_was_never_fetched_did_not_go_out() -> None:
    school = MadeSchool()
    school.signed(picture("a"))
    school.granted()
    actor = school.actor("deputy")
    with pytest.raises(NotYet, match="not fetched"), school.begin() as uow:
        say_published(uow, actor, "news", channel=ChannelName.INSTAGRAM, link=LINK)


def test_a_receipt_has_a_link() -> None:
    school = MadeSchool()
    school.signed(picture("a"))
    school.fetch(school.granted())
    actor = school.actor("deputy")
    with pytest.raises(UsageError, match="link"), school.begin() as uow:
        say_published(uow, actor, "news", channel=ChannelName.INSTAGRAM, link=" ")


def test_taking_down_is_recorded_once() -> None:
    school, item = live()
    actor = school.actor("office")
    with school.begin() as uow:
        taken_down(uow, actor, item.id)
        (gone,) = uow.published.all()
    assert stage(school) is Stage.TAKEN_DOWN
    assert next_step(gone, item.at + PROOF_OVERDUE) == ""
    with pytest.raises(NotYet), school.begin() as uow:
        taken_down(uow, actor, item.id)
    with pytest.raises(NotFound), school.begin() as uow:
        taken_down(uow, actor, "nothing")


def test_recalling_a_live_post_asks_for_it_to_be_taken_down() -> None:
    school, _ = live()
    actor = school.actor("teacher")
    with school.begin() as uow:
        recall(uow, actor, "news", "wrong child")
    assert TaskKind.TAKE_DOWN in open_tasks(school)
    assert stage(school) is Stage.TO_TAKE_DOWN


def test_recalling_does_not_ask_again_for_what_is_already_down() -> None:
    school, item = live()
    office, teacher = school.actor("office"), school.actor("teacher")
    with school.begin() as uow:
        taken_down(uow, office, item.id)
    with school.begin() as uow:
        recall(uow, teacher, "news")
    assert TaskKind.TAKE_DOWN not in open_tasks(school)


def test_recalling_after_the_fetch_asks_for_the_gallery_and_whether_it_went_out() -> None:
    school = MadeSchool()
    school.signed(picture("a"))
    grant = school.granted()
    school.fetch(grant)
    teacher, deputy = school.actor("teacher"), school.actor("deputy")
    with school.begin() as uow:
        recall(uow, teacher, "news")

    assert TaskKind.DELETE_FROM_GALLERY in open_tasks(school)
    assert stage(school) is Stage.RECALLED
    with pytest.raises(NotYet, match="ended"):
        school.fetch(grant)

    with school.begin() as uow:
        did_not_go_out(uow, deputy, grant.id)
    assert TaskKind.DELETE_FROM_GALLERY not in open_tasks(school)


def test_what_went_out_although_it_was_recalled_is_taken_down_at_once() -> None:
    school = MadeSchool()
    school.signed(picture("a"))
    school.fetch(school.granted())
    teacher, deputy = school.actor("teacher"), school.actor("deputy")
    with school.begin() as uow:
        recall(uow, teacher, "news")
    with school.begin() as uow:
        say_published(uow, deputy, "news", channel=ChannelName.INSTAGRAM, link=LINK)
    assert TaskKind.TAKE_DOWN in open_tasks(school)


def test_freeing_a_recalled_post_is_the_headteachers_step_and_needs_a_new_yes() -> None:
    school = MadeSchool()
    school.signed(picture("a"))
    teacher, head = school.actor("teacher"), school.actor("head")
    with pytest.raises(NotYet), school.begin() as uow:
        lift_recall(uow, head, "news")
    with school.begin() as uow:
        recall(uow, teacher, "news")
    with pytest.raises(NotAllowed), school.begin() as uow:
        lift_recall(uow, teacher, "news")
    with school.begin() as uow:
        lift_recall(uow, head, "news")
    assert stage(school) is Stage.DRAFT
    with pytest.raises(NotYet, match="the post was recalled"):
        school.release()


def test_a_recalled_draft_that_was_never_signed_stops_as_well() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    actor = school.actor("office")
    with school.begin() as uow:
        recall(uow, actor, "news")
    assert stage(school) is Stage.RECALLED
    with pytest.raises(NotYet):
        school.send()


def test_what_no_post_of_ours_is_can_be_taken_down_too() -> None:
    made = MadeSchool()
    made.published(picture("a"))
    with made.begin() as uow:
        (ours,) = uow.published.all()
        uow.published.put(replace(ours, id="found", post=""))
    deputy = made.actor("deputy")
    with made.begin() as uow:
        assert taken_down(uow, deputy, "found").done_at == uow.now
        fates = [item.fate for item in uow.known_pictures.all()]
    assert Fate.WITHDRAWN not in fates
