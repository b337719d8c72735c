"""Writing a draft: an edit makes a new version, the same content does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.posts.write_draft import put_version
from gatekeeper.desk.register.permission_changed import permission_changed
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def test_the_same_draft_again_is_the_same_version() -> None:
    school = MadeSchool()
    first = school.write(picture("a"))
    school.check()

    again = school.write(picture("a"))

    assert (again.id, again.number) == (first.id, 1)
    assert again.post.pictures[0].renditions, "the finished files are kept"


def test_an_edit_is_a_new_version_and_its_writer_an_author() -> None:
    school = MadeSchool()
    school.write(picture("a"))

    edited = school.write(picture("a"), who="deputy", words="Other words.")

    assert edited.number == 2
    assert edited.authors == {"teacher", "deputy"}


def test_answers_and_covers_survive_an_edit_of_the_words() -> None:
    school = MadeSchool()
    school.write(picture("a", 2))
    school.check()
    covered = school.cover(0)

    edited = school.write(picture("a", 2), words="Other words.")

    assert edited.post.pictures[0].recipe == covered.post.pictures[0].recipe
    assert edited.post.pictures[0].recipe.covers


def test_a_picture_that_was_not_handed_in_is_named() -> None:
    school = MadeSchool()
    with pytest.raises(UsageError, match="no such file"):
        school.write(picture("a"), files={})


def test_a_picture_twice_in_one_post_is_refused() -> None:
    school = MadeSchool()
    with pytest.raises(UsageError, match="twice"):
        school.write(picture("a"), picture("a"))


def test_a_governor_writes_no_drafts() -> None:
    school = MadeSchool()
    with pytest.raises(NotAllowed):
        school.write(picture("a"), who="governor")


def test_what_is_published_is_not_edited_any_more() -> None:
    school = MadeSchool()
    school.published(picture("a"))
    with pytest.raises(NotYet, match="can no longer be changed"):
        school.write(picture("a"), words="Other words.")


def test_nothing_of_the_content_reaches_the_ledger() -> None:
    school = MadeSchool()
    version = school.write(picture("a"), words="Amina Test won.")
    with school.begin() as uow:
        told = repr(uow.ledger.entries())
        assert stage_of(uow, version.id) is Stage.DRAFT
    assert "Amina" not in told
    assert version.post.digest not in told


def test_what_a_tablet_holds_takes_no_further_version_whoever_writes_it() -> None:
    made = MadeSchool()
    version = made.signed(picture("a", 1), names=("amina",))
    teacher = made.actor("teacher")
    made.fetch(made.granted())
    with made.begin() as uow:
        permission_changed(uow, ["amina"])
    other = replace(version.post, words="Other words.")
    with made.begin() as uow, pytest.raises(NotYet, match="was fetched"):
        put_version(uow, teacher, other, slug=version.slug, before=version)
    with made.begin() as uow:
        held = uow.posts.get(version.id)
        assert held is not None
        assert held.number == version.number
