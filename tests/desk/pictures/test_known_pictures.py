"""Pictures that were sent back, stopped, taken down or published are known again, without names."""

from __future__ import annotations

from dataclasses import fields

import pytest

from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.posts.recall import lift_recall, recall
from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.desk.takedown.take_down import taken_down
from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.known_picture import Fate, KnownPicture
from gatekeeper.domain.picture import Fingerprint
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

TREE = picture("tree")


def again(school: MadeSchool) -> list[Finding]:
    """Write another post with the same picture, and return what is said about that."""
    school.write(TREE, slug="again")
    return [f for f in school.check("again").findings if f.check == "picture_seen_before"]


def test_a_picture_that_was_sent_back_is_asked_about_in_another_post() -> None:
    school = MadeSchool()
    school.write(TREE)
    school.send()
    head = school.actor("head")
    with school.begin() as uow:
        return_post(uow, school.school, head, SendBack("news", "Too dark."))
    assert [f.outcome for f in again(school)] == ["refused"]
    assert not [f for f in school.check().findings if f.check == "picture_seen_before"]


def test_other_words_proposed_say_nothing_against_the_picture() -> None:
    school = MadeSchool()
    school.write(TREE)
    school.send()
    head = school.actor("head")
    with school.begin() as uow:
        return_post(uow, school.school, head, SendBack("news", "Shorter.", "Lovely."))
    assert again(school) == []


def test_a_stopped_picture_is_asked_about_until_the_headteacher_frees_it() -> None:
    school = MadeSchool()
    school.write(TREE)
    school.check()
    deputy, head = school.actor("deputy"), school.actor("head")
    with school.begin() as uow:
        recall(uow, deputy, "news")
    assert [f.outcome for f in again(school)] == ["withdrawn"]
    with school.begin() as uow:
        lift_recall(uow, head, "news")
    assert again(school) == []


def test_a_published_picture_is_noted_and_one_taken_down_is_asked_about() -> None:
    school = MadeSchool()
    published = school.published(TREE)
    assert [f.outcome for f in again(school)] == ["published"]
    deputy = school.actor("deputy")
    with school.begin() as uow:
        taken_down(uow, deputy, published.id)
    assert [f.outcome for f in again(school)] == ["withdrawn"]


def test_a_picture_that_was_never_opened_is_not_known() -> None:
    school = MadeSchool()
    school.write(TREE)
    deputy = school.actor("deputy")
    with school.begin() as uow:
        recall(uow, deputy, "news")
        assert uow.known_pictures.all() == ()


def test_somebody_may_say_that_it_is_fine_now_and_of_no_face() -> None:
    school = MadeSchool()
    school.write(TREE)
    school.check()
    deputy = school.actor("deputy")
    with school.begin() as uow:
        recall(uow, deputy, "news")
    (found,) = again(school)
    fine = next(fix.target for fix in found.fixes if fix.kind is FixKind.SAY_FINE)
    with school.begin() as uow:
        answer(uow, deputy, "again", [Given(fine, Said.FINE)])
    assert [finding.verdict for finding in again(school)] == [Verdict.NOTE], "whose word it is"
    school.write(picture("face", 1), slug="face")
    school.check("face")
    face = school.sightings("face")[0].id
    with school.begin() as uow, pytest.raises(UsageError):
        answer(uow, deputy, "face", [Given(face, Said.FINE)])


def test_what_is_kept_has_no_room_for_a_name() -> None:
    assert {f.name for f in fields(KnownPicture)} == {"id", "post", "fingerprint", "fate", "at"}
    assert set(Fate) == {"sent back", "stopped or taken down", "published", "freed"}


def test_a_turned_copy_is_as_near_as_its_nearest_turn() -> None:
    turned = Fingerprint("f" * 64, 100, ("0" * 64, "3" * 64))
    assert turned.distance(Fingerprint("0" * 63 + "7", 100)) == 3


def test_a_blank_wall_is_like_nothing() -> None:
    assert not Fingerprint("0" * 64, 49).telling
    assert Fingerprint("0" * 64, 50).telling
