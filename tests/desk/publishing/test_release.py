"""Release: judged again as of now, to one device, for one day, never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.publishing.fetch import challenge, fetch, package
from gatekeeper.desk.publishing.publish import did_not_go_out, say_published
from gatekeeper.desk.publishing.release import Wanted, release, stands
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Device
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.trip import Trip
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotFound, NotYet
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.desk.register.test_permission_changed import withdraws
from tests.fakes.examiners import picture


def signed() -> MadeSchool:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    return school


def stage(school: MadeSchool) -> Stage:
    with school.begin() as uow:
        return stage_of(uow, uow.posts.all()[0].id)


def test_a_signed_post_is_granted_and_fetched_byte_for_byte() -> None:
    school = signed()
    fetched = school.fetch(school.granted())

    assert fetched.package is not None
    with school.begin() as uow:
        post = uow.posts.all()[0].post
        stored = uow.blobs.get(post.id, post.pictures[0].renditions[0].digest)
    assert fetched.package.files == (("picture-1.jpg", stored),)
    assert fetched.package.words == "Lovely work this week."
    assert fetched.package.alt_texts == ("Picture 1: children at work.",)
    assert fetched.package.steps == school.school.steps[ChannelName.INSTAGRAM]
    assert stage(school) is Stage.RELEASED


def test_an_unsigned_post_is_not_released() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    school.check()
    with pytest.raises(NotYet, match="has not said yes to this version"):
        school.release()


@pytest.mark.parametrize("pictures", [(), (picture("a", 1),)], ids=["words alone", "a picture"])
def test_a_post_goes_to_no_channel_but_those_it_was_signed_for(pictures: tuple[bytes, ...]) -> None:
    school = MadeSchool()
    both = (ChannelName.INSTAGRAM, ChannelName.LINKEDIN)
    school.write(*pictures, channels=both)
    school.check()
    school.signed(*pictures, names=("amina",) * len(pictures), channels=both[:1])
    with pytest.raises(NotYet, match="not signed for LinkedIn"):
        school.release(channel=ChannelName.LINKEDIN)
    grant = replace(school.granted(), channel=ChannelName.LINKEDIN)
    with school.begin() as uow, pytest.raises(NotYet, match="not signed for LinkedIn"):
        package(uow, school.approval, uow.posts.all()[0], grant)


def test_a_permission_lost_after_the_yes_voids_it_and_gives_no_ground() -> None:
    school = signed()
    school.change("amina", ConsentState.WITHDRAWN)

    released = school.release()

    assert released.grant is None
    assert released.voided == ("a child here may no longer be shown, or a permission changed",)
    assert stage(school) is Stage.DRAFT


def test_a_permission_lost_between_grant_and_fetch_stops_the_fetch() -> None:
    school = signed()
    grant = school.granted()
    school.change("amina", ConsentState.WITHDRAWN)

    fetched = school.fetch(grant)

    assert fetched.package is None
    assert fetched.voided
    with pytest.raises(NotYet):
        school.fetch(grant)


def test_an_edit_after_the_yes_needs_another_yes() -> None:
    school = signed()
    school.write(picture("a", 1), words="Other words.")
    with pytest.raises(NotYet, match="the post changed"):
        school.release()


def test_why_it_may_not_go_out_is_said_in_plain_words() -> None:
    school = signed()
    school.change("amina", ConsentState.WITHDRAWN)
    assert school.release().voided
    with pytest.raises(NotYet, match="yes no longer holds: a child here may no longer be shown"):
        school.release()
    school.change("amina", ConsentState.GIVEN)
    school.send()
    with pytest.raises(NotYet, match="has not said yes to it yet"):
        school.release()


def test_a_post_that_is_live_elsewhere_and_void_says_what_voided_it() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",), channels=tuple(ChannelName))
    school.fetch(school.granted())
    deputy = school.actor("deputy")
    with school.begin() as uow:
        link = "https://www.instagram.com/p/OAKFIELD001/"
        say_published(uow, deputy, "news", channel=ChannelName.INSTAGRAM, link=link)
    withdraws(school)
    why = "may not go out any more: a child here may no longer be shown"
    with pytest.raises(NotYet, match=why) as stopped:
        school.release(channel=ChannelName.LINKEDIN)
    assert "news" not in str(stopped.value)


def test_a_recalled_draft_says_that_it_is() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    teacher = school.actor("teacher")
    with school.begin() as uow:
        recall(uow, teacher, "news")
    with pytest.raises(NotYet, match="may not go out any more: it is recalled"):
        school.release()


def test_another_answer_after_the_yes_needs_another_yes() -> None:
    school = signed()
    school.say("ben")
    with pytest.raises(NotYet, match="was answered differently"):
        school.release()


def test_a_change_of_the_way_pictures_are_examined_voids_the_yes() -> None:
    school = signed()
    school.examiners.names.version = "names 2"
    assert "examined" in school.release().voided[0]


def test_a_yes_lapses_after_48_hours() -> None:
    school = signed()
    school.clock.move(hours=48)
    assert "too old" in school.release().voided[0]


def test_a_register_that_went_stale_voids_the_yes_of_a_post_with_children() -> None:
    school = MadeSchool()
    school.clock.move(days=7)
    school.signed(
        picture("a", 1), names=("amina",), wanted_at=datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    )
    school.clock.set_to(datetime(2026, 12, 1, 10, 0, tzinfo=UTC))

    released = school.release()

    assert released.grant is None
    assert "register" in released.voided[0]


def trip(school: MadeSchool) -> None:
    with school.begin() as uow:
        uow.trips.put(
            Trip("wood", "Wood", "The wood", frozenset({"Year 4"}), uow.now, uow.now, "teacher")
        )


def test_a_post_about_a_trip_waits_for_all_back_and_never_for_the_clock() -> None:
    school = MadeSchool()
    trip(school)
    school.signed(picture("a", 1), names=("amina",), trip="wood")

    assert school.release().waits
    school.clock.move(days=5)
    assert school.release().waits

    with school.begin() as uow:
        wood = uow.trips.get("wood")
        assert wood is not None
        uow.trips.put(replace(wood, all_back_at=uow.now), seen=1)
    assert school.release().grant is not None


def test_a_trip_that_became_another_trip_voids_the_yes() -> None:
    school = MadeSchool()
    trip(school)
    school.signed(picture("a", 1), names=("amina",), trip="wood")
    with school.begin() as uow:
        wood = uow.trips.get("wood")
        assert wood is not None
        uow.trips.put(replace(wood, place="The sea"), seen=1)
    assert school.release().voided == ("the trip changed",)


@pytest.mark.parametrize(("device", "error"), [("no-such-tablet", NotFound), ("lost", NotAllowed)])
def test_only_an_enrolled_tablet_gets_a_grant(device: str, error: type[Exception]) -> None:
    school = signed()
    actor = school.actor("deputy")
    with school.begin() as uow:
        uow.devices.put(Device("lost", "Lost", uow.now, "head", ended_at=uow.now))
    with pytest.raises(error), school.begin() as uow:
        release(uow, school.approval, actor, Wanted("news", ChannelName.INSTAGRAM, device))


def test_only_the_deputy_head_releases() -> None:
    school = signed()
    actor = school.actor("head")
    with pytest.raises(NotAllowed), school.begin() as uow:
        release(uow, school.approval, actor, Wanted("news", ChannelName.INSTAGRAM, "tablet"))


def test_releasing_again_gives_the_same_grant() -> None:
    school = signed()
    assert school.granted().id == school.granted().id


def test_a_second_tablet_gets_no_second_grant() -> None:
    school = signed()
    school.granted()
    with school.begin() as uow:
        uow.devices.put(Device("other", "Other", uow.now, "head"))
    actor = school.actor("deputy")
    with pytest.raises(NotYet, match="another tablet"), school.begin() as uow:
        release(uow, school.approval, actor, Wanted("news", ChannelName.INSTAGRAM, "other"))


def test_fetching_may_be_repeated_but_each_proof_works_once() -> None:
    school = signed()
    grant = school.granted()
    assert school.fetch(grant).package
    assert school.fetch(grant).package

    with school.begin() as uow:
        key = next(k for k in uow.keys.all() if k.holder == "tablet")
    replayed = school.keyring.unlock(key, PASSPHRASE).sign(challenge(grant))
    with pytest.raises(NotAllowed, match="enrolled tablet"), school.begin() as uow:
        fetch(uow, school.approval, grant.id, replayed)


def test_another_key_than_the_tablets_fetches_nothing() -> None:
    school = signed()
    grant = school.granted()
    with pytest.raises(NotAllowed, match="enrolled tablet"):
        school.fetch(grant, device="deputy")


def test_a_tablet_that_was_reported_lost_after_the_grant_fetches_nothing() -> None:
    school = signed()
    grant = school.granted()
    with school.begin() as uow:
        device = uow.devices.get("tablet")
        assert device is not None
        uow.devices.put(replace(device, ended_at=uow.now), seen=1)
    with pytest.raises(NotAllowed):
        school.fetch(grant)


def test_a_grant_ends_after_a_day() -> None:
    school = signed()
    grant = school.granted()
    school.clock.move(hours=24)
    with pytest.raises(NotYet, match="ended"):
        school.fetch(grant)


def test_an_unknown_grant_is_named() -> None:
    school = signed()
    with pytest.raises(NotFound), school.begin() as uow:
        fetch(uow, school.approval, "nothing", b"")


def test_an_unknown_outcome_is_asked_about_and_never_repeated() -> None:
    school = signed()
    grant = school.granted()
    school.fetch(grant)
    school.clock.move(hours=25)
    with pytest.raises(NotYet, match="whether it went out"):
        school.release()

    actor = school.actor("deputy")
    with school.begin() as uow:
        did_not_go_out(uow, actor, grant.id)
    assert school.granted().id != grant.id
    with pytest.raises(NotFound), school.begin() as uow:
        did_not_go_out(uow, actor, grant.id)


def test_what_is_live_is_not_released_again() -> None:
    school = MadeSchool()
    school.published(picture("a"))
    with pytest.raises(NotYet, match="already been on instagram"):
        school.release()


def test_a_missing_stored_file_is_never_made_anew() -> None:
    school = signed()
    grant = school.granted()
    school.records._state.blobs.clear()
    made = len(school.examiners.maker.made)
    with pytest.raises(CouldNotCheck):
        school.fetch(grant)
    assert len(school.examiners.maker.made) == made


def test_a_grant_whose_sign_off_is_void_is_not_fetched_even_if_it_was_left_open() -> None:
    school = signed()
    grant = school.granted()
    with school.begin() as uow:
        sign_off = uow.sign_offs.all()[0]
        uow.sign_offs.put(replace(sign_off, voided_at=uow.now), seen=1)
    with pytest.raises(NotYet, match="void"):
        school.fetch(grant)


def test_a_grant_is_for_the_bytes_it_was_given_for() -> None:
    school = signed()
    grant = school.granted()
    with school.begin() as uow:
        version = uow.posts.all()[0]
        other = replace(version, post=replace(version.post, words="Slipped in."))
        uow.posts.put(other, seen=uow.posts.version(version.id))
    with pytest.raises(NotYet, match="changed after it was released"):
        school.fetch(grant)


def test_a_sign_off_of_other_bytes_is_voided() -> None:
    school = signed()
    with school.begin() as uow:
        sign_off, version = uow.sign_offs.all()[0], uow.posts.all()[0]
        other = replace(version, post=replace(version.post, words="Slipped in."))
        standing = stands(uow, school.approval, other, sign_off)
    assert standing.voided == ("the post changed",)


def test_a_signature_that_does_not_hold_any_more_releases_nothing() -> None:
    school = signed()
    with school.begin() as uow:
        sign_off = uow.sign_offs.all()[0]
        uow.sign_offs.put(replace(sign_off, proof=b"forged"), seen=1)
    assert "signature" in school.release().voided[0]
    assert stage(school) is Stage.DRAFT


def test_a_package_with_a_file_missing_is_not_handed_out() -> None:
    school = signed()
    grant = school.granted()
    with school.begin() as uow:
        version = uow.posts.all()[0]
        bare = tuple(replace(p, renditions=()) for p in version.post.pictures)
        with pytest.raises(NotYet, match="no finished file"):
            package(
                uow,
                school.approval,
                replace(version, post=replace(version.post, pictures=bare)),
                grant,
            )
