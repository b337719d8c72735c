"""Voiding touches what it must and nothing else."""

from __future__ import annotations

from gatekeeper.desk.posts.void import all_out, void_post, void_touched
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def test_only_posts_with_the_child_are_touched_and_only_once() -> None:
    school = MadeSchool()
    version = school.signed(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        assert void_touched(uow, "school", frozenset({"ben"})) == ()
        assert void_touched(uow, "school", frozenset({"amina"})) == (version.id,)
        assert void_touched(uow, "school", frozenset({"amina"})) == ()


def test_what_is_out_everywhere_has_no_sign_off_to_void() -> None:
    school = MadeSchool()
    item = school.published(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        assert all_out(uow, item.post)
        assert void_touched(uow, "school", frozenset({"amina"})) == ()


def test_an_edited_and_voided_post_keeps_its_ended_grant() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    school.granted()
    with school.begin() as uow:
        void_touched(uow, "school", frozenset({"amina"}))
    school.check()
    school.send()
    school.sign()
    school.granted()
    with school.begin() as uow:
        void_touched(uow, "school", frozenset({"amina"}))
        assert [grant.ended is not None for grant in uow.grants.all()] == [True, True]


def test_a_void_sign_off_keeps_its_first_reason() -> None:
    school = MadeSchool()
    version = school.signed(picture("a"))
    with school.begin() as uow:
        void_post(uow, "school", version.id, ("the post was recalled",))
        void_post(uow, "school", version.id, ("something later",))
        (sign_off,) = uow.sign_offs.of(version.id)
    assert sign_off.voided_why == "the post was recalled"
