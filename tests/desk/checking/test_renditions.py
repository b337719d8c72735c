"""Finished files are made once, before judging, and never again."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.checking.renditions import make_renditions
from gatekeeper.desk.faces.answer import crop
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.picture import Box
from gatekeeper.domain.verdict import Verdict
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def test_one_file_for_each_picture_and_channel() -> None:
    school = MadeSchool()
    school.write(picture("a"), picture("b"), channels=tuple(ChannelName))
    school.check()
    school.check()
    assert len(school.examiners.maker.made) == 4


def test_a_new_recipe_makes_only_its_picture_again() -> None:
    school = MadeSchool()
    school.write(picture("a", 1), picture("b"))
    school.check()
    school.cover(0)
    school.check()
    assert len(school.examiners.maker.made) == 3


def test_a_file_that_cannot_be_made_stops_the_post() -> None:
    school = MadeSchool()
    school.examiners.maker.broken = True
    school.write(picture("a"))
    assert school.check().verdict is Verdict.UNCHECKED


def test_metadata_in_a_finished_file_stops_the_post() -> None:
    school = MadeSchool()
    school.write(picture("a", left="place"))
    assert school.check().verdict is Verdict.BLOCK


def test_a_face_still_found_under_a_cover_stops_the_post() -> None:
    school = MadeSchool()
    school.examiners.finder.left_after = (Box(25, 105, 90, 90),)
    school.write(picture("a", 2))
    school.check()
    school.cover(0)
    school.say_some({1: "ben"})
    assert school.check().verdict is Verdict.BLOCK


def test_what_the_second_search_finds_lies_in_the_part_that_is_shown() -> None:
    """Its box can be handed on as it is: to the original, and to whoever adds the face."""
    school = MadeSchool()
    school.examiners.finder.left_after = (Box(0, 0, 1000, 800),)
    school.write(picture("a"))
    school.check()
    shown, actor = Box(660, 0, 333, 799), school.actor("teacher")
    with school.begin() as uow:
        crop(uow, actor, "news", 1, shown)
    school.check()
    with school.begin() as uow:
        (version,) = uow.posts.all()
    assert [box for r in version.post.pictures[0].renditions for box in r.faces] == [shown]


def test_files_made_for_a_version_that_was_edited_meanwhile_are_thrown_away() -> None:
    school = MadeSchool()
    version = school.write(picture("a"))
    make = school.examiners.maker.make
    examiners = school.examiners.bundle()
    school.check()

    def make_while_somebody_edits(*arguments: object) -> bytes:
        school.write(picture("a"), words="Other words.", who="deputy")
        return make(*arguments)  # type: ignore[arg-type]

    with school.begin() as uow:
        post = replace(
            version.post,
            pictures=tuple(replace(p, renditions=()) for p in version.post.pictures),
        )
        current = uow.posts.get(version.id)
        assert current is not None
        uow.posts.put(replace(current, post=post), seen=uow.posts.version(version.id))
    school.examiners.maker.make = make_while_somebody_edits  # type: ignore[method-assign, assignment]
    make_renditions(school.records, examiners, version.id)

    with school.begin() as uow:
        edited = uow.posts.get(version.id)
    assert edited is not None
    assert edited.number == 2
    assert not edited.post.pictures[0].renditions


def test_the_same_bytes_for_two_channels_are_searched_once() -> None:
    school = MadeSchool()
    searched: list[bytes] = []

    def find_again(jpeg: bytes) -> tuple[Box, ...]:
        searched.append(jpeg)
        return ()

    school.examiners.finder.find_again = find_again  # type: ignore[method-assign]
    school.examiners.maker.alike = True
    school.write(picture("a"), channels=tuple(ChannelName))
    school.check()
    assert len(searched) == 1
