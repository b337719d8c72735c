"""Handing in: what is kept, whose it is, where it stands, and that it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gatekeeper.desk.faces.name_own_class import left_to_name, name_own, own_class, own_said_no
from gatekeeper.desk.people.say_classes import say_classes
from gatekeeper.desk.posts.contribute import (
    MOST,
    Contribution,
    Standing,
    add_pictures,
    contribute,
    handed_in,
    own_contribution,
    own_contributions,
    standing,
    take_back,
)
from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.domain.answer import Said
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Role
from gatekeeper.domain.post import Version
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.trip import Trip
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

KEY = "k3y0001"


@pytest.fixture
def school() -> MadeSchool:
    """Return a school whose contributor has Year 4, and with a child of Year 5."""
    made = MadeSchool()
    with made.begin() as uow:
        made.enrol(uow, "dora", "Year 5")
    head = made.actor("head")
    with made.begin() as uow:
        say_classes(uow, head, "coach", frozenset({"Year 4"}))
    return made


def hand_in(school: MadeSchool, *pictures: bytes, key: str = KEY, **more: Any) -> Version:
    files = {f"{n}.jpg": data for n, data in enumerate(pictures, 1)}
    command = replace(Contribution(key, "We saw a heron.", files), **more)
    coach = school.actor("coach")
    with school.begin() as uow:
        return contribute(uow, coach, command)


def a_trip(school: MadeSchool) -> Trip:
    with school.begin() as uow:
        groups = frozenset({"Year 4", "Year 5"})
        trip = Trip("wood", "Wood", "The wood", groups, uow.now, uow.now, "coach")
        uow.trips.put(trip)
    return trip


def where(school: MadeSchool, post: str) -> tuple[Stage, Standing]:
    with school.begin() as uow:
        version = uow.posts.get(post)
        assert version is not None
        return stage_of(uow, post), standing(uow, version)


def test_what_was_handed_in_is_found_by_its_key(school: MadeSchool) -> None:
    made = hand_in(school, picture("a", 1))
    coach = school.actor("coach")
    with school.begin() as uow:
        assert handed_in(uow, coach, KEY) == made
        assert handed_in(uow, coach, "k3y0002") is None


def test_it_is_a_draft_about_the_own_class_for_the_deputy(school: MadeSchool) -> None:
    version = hand_in(school, picture("a", 1))
    assert (version.by, version.authors) == ("coach", frozenset({"coach"}))
    assert version.post.groups == {"Year 4"}
    assert version.post.channels == tuple(ChannelName)
    assert version.post.comments_off
    assert where(school, version.id) == (Stage.DRAFT, Standing.WITH_THE_DEPUTY)


def test_about_a_trip_it_is_about_those_who_went_and_waits(school: MadeSchool) -> None:
    trip = a_trip(school)
    version = hand_in(school, picture("a", 1), trip=trip.id)
    assert (version.post.trip, version.post.groups) == (trip.id, trip.groups)
    assert where(school, version.id)[1] is Standing.WAITS
    with school.begin() as uow:
        uow.trips.put(replace(trip, all_back_at=uow.now), seen=1)
    assert where(school, version.id)[1] is Standing.WITH_THE_DEPUTY


def test_an_upload_that_broke_off_goes_on_and_takes_nothing_twice(school: MadeSchool) -> None:
    first = hand_in(school, picture("a", 1))
    again = hand_in(school, picture("a", 1), picture("b", 1))
    assert again.id == first.id
    assert len(again.post.pictures) == 2
    assert hand_in(school, picture("b", 1)).number == again.number
    with school.begin() as uow:
        assert len(uow.posts.all()) == 1


@pytest.mark.parametrize(
    "changes",
    [{"words": "", "files": {}}, {"key": "../x"}, {"key": ""}, {"key": "x" * 41}],
)
def test_nothing_and_half_a_form_are_refused(school: MadeSchool, changes: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        hand_in(school, picture("a", 1), **changes)


def test_a_trip_that_is_not_there_is_told(school: MadeSchool) -> None:
    with pytest.raises(NotFound, match="no such trip"):
        hand_in(school, picture("a", 1), trip="none")


def test_more_than_anybody_looks_at_is_refused(school: MadeSchool) -> None:
    version, coach = hand_in(school, picture("a", 1)), school.actor("coach")
    files = {f"{n}.jpg": picture(f"p{n}") for n in range(MOST)}
    with pytest.raises(UsageError, match="more than 40"), school.begin() as uow:
        add_pictures(uow, coach, version.id, files)


@pytest.mark.parametrize("who", ["teacher", "deputy", "head", "governor", "dpo"])
def test_nobody_else_hands_in(school: MadeSchool, who: str) -> None:
    actor = school.actor(who)
    for deed in (
        lambda uow: contribute(uow, actor, Contribution(KEY, "x", {})),
        lambda uow: own_contributions(uow, actor),
        lambda uow: own_contribution(uow, actor, "news"),
    ):
        with pytest.raises(NotAllowed), school.begin() as uow:
            deed(uow)


def test_what_another_handed_in_is_as_if_it_were_not_there(school: MadeSchool) -> None:
    with school.begin() as uow:
        other = uow.people.get("teacher")
        assert other is not None
        roles = frozenset({Role.CONTRIBUTOR})
        uow.people.put(replace(other, roles=roles), seen=uow.people.version("teacher"))
    version, other_actor = hand_in(school, picture("a", 1)), school.actor("teacher")
    said = []
    for post in (version.id, version.slug, "none"):
        with pytest.raises(NotFound) as error, school.begin() as uow:
            own_contribution(uow, other_actor, post)
        said.append(str(error.value))
    assert len(set(said)) == 1
    with school.begin() as uow:
        assert own_contributions(uow, other_actor) == ()
    with pytest.raises(NotFound), school.begin() as uow:
        contribute(uow, other_actor, Contribution(KEY, "x", {"b.jpg": picture("b")}))


def test_once_it_is_on_its_way_nothing_is_added(school: MadeSchool) -> None:
    version = sent(school)
    coach = school.actor("coach")
    with pytest.raises(NotYet, match="on its way"), school.begin() as uow:
        add_pictures(uow, coach, version.id, {"b.jpg": picture("b")})
    with pytest.raises(NotYet, match="on its way"), school.begin() as uow:
        name_own(uow, coach, version.id, "s", "amina")


def sent(school: MadeSchool) -> Version:
    """Have the deputy send what was handed in, with everybody named."""
    version, coach = hand_in(school, picture("a", 1)), school.actor("coach")
    school.check(version.slug)
    with school.begin() as uow:
        (sighting,) = uow.sightings.of(version.id)
        name_own(uow, coach, version.id, sighting.id, "amina")
    described(school, version.id)
    school.send(version.slug)
    return version


def described(school: MadeSchool, post: str) -> None:
    """Write what the deputy would: a description, a purpose, one channel."""
    with school.begin() as uow:
        version = uow.posts.get(post)
        assert version is not None
        pictures = tuple(replace(p, alt_text="A heron.") for p in version.post.pictures)
        changed = replace(
            version.post,
            pictures=pictures,
            channels=(ChannelName.INSTAGRAM,),
            objective="celebrate learning",
            intended_outcome="families see the work",
        )
        authors = version.authors | {"deputy"}
        told = replace(version, number=version.number + 1, post=changed, authors=authors)
        uow.posts.put(told, seen=uow.posts.version(post))


def test_it_is_taken_back_at_any_step_and_once(school: MadeSchool) -> None:
    version, coach = sent(school), school.actor("coach")
    with school.begin() as uow:
        take_back(uow, coach, version.id)
    assert where(school, version.id) == (Stage.RECALLED, Standing.STOPPED)
    with pytest.raises(NotYet, match="already"), school.begin() as uow:
        take_back(uow, coach, version.id)


# --- the own class ------------------------------------------------------------------------


def test_the_own_class_is_named_and_no_other(school: MadeSchool) -> None:
    version, coach = hand_in(school, picture("a", 2)), school.actor("coach")
    school.check(version.slug)
    with school.begin() as uow:
        assert [pupil.id for pupil in own_class(uow, coach)] == ["amina", "ben", "cleo"]
        first, second = left_to_name(uow, coach, version)
        name_own(uow, coach, version.id, first.id, "amina")
        answers = uow.answers.of(version.id)
    assert [(a.said, a.who, a.by) for a in answers] == [(Said.PUPIL, "amina", "coach")]
    for pupil in ("dora", "nobody", ""):
        with pytest.raises(NotFound, match="no child of your class"), school.begin() as uow:
            name_own(uow, coach, version.id, second.id, pupil)
        with pytest.raises(NotFound, match="no child of your class"), school.begin() as uow:
            own_said_no(uow, coach, version.id, pupil)


def test_a_face_of_which_the_deputy_said_something_is_no_longer_hers(school: MadeSchool) -> None:
    version, coach = hand_in(school, picture("a", 2)), school.actor("coach")
    school.check(version.slug)
    school.cover(0, post=version.slug, by="deputy")
    with school.begin() as uow:
        (left,) = left_to_name(uow, coach, version)
        assert left.id == school_sightings(uow, version)[1]


def school_sightings(uow: UnitOfWork, version: Version) -> list[str]:
    found = uow.sightings.of(version.id)
    return [sighting.id for sighting in sorted(found, key=lambda s: s.number)]


def test_a_child_who_said_no_may_not_be_shown_even_when_it_is_signed(school: MadeSchool) -> None:
    version, coach = sent(school), school.actor("coach")
    school.sign(version.slug)
    with school.begin() as uow:
        own_said_no(uow, coach, version.id, "amina")
    assert where(school, version.id)[0] is Stage.DRAFT
    assert "may not be shown" in " ".join(f.sentence for f in school.check(version.slug).findings)


def test_who_has_left_or_whose_class_is_nobody_s_is_not_in_the_list(school: MadeSchool) -> None:
    coach, head = school.actor("coach"), school.actor("head")
    with school.begin() as uow:
        amina = uow.pupils.get("amina")
        assert amina is not None
        uow.pupils.put(replace(amina, left_on=uow.now.date()), seen=1)
        assert [pupil.id for pupil in own_class(uow, coach)] == ["ben", "cleo"]
        say_classes(uow, head, "coach", frozenset())
        assert own_class(uow, coach) == ()


def test_only_the_headteacher_says_whose_class_it_is(school: MadeSchool) -> None:
    head, deputy = school.actor("head"), school.actor("deputy")
    with pytest.raises(NotAllowed), school.begin() as uow:
        say_classes(uow, deputy, "coach", frozenset({"Year 5"}))
    with pytest.raises(NotFound), school.begin() as uow:
        say_classes(uow, head, "nobody", frozenset())
    with pytest.raises(UsageError, match="Year 9"), school.begin() as uow:
        say_classes(uow, head, "coach", frozenset({"Year 9"}))
    with school.begin() as uow:
        (entry,) = [e for e in uow.ledger.entries() if e.what == "person.classes_said"]
    assert (entry.subject, entry.details) == ("coach", {"classes": "1"})
