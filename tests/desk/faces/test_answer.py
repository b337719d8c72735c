"""Answers: append-only, by named people; covers and cuts follow from them."""

from __future__ import annotations

import pytest

from gatekeeper.desk.faces.add_somebody import Unseen, add_somebody
from gatekeeper.desk.faces.answer import Given, answer, crop
from gatekeeper.domain.answer import Said
from gatekeeper.domain.face import Seen
from gatekeeper.domain.picture import Box
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.tap import Tap
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def checked(faces: int = 2) -> MadeSchool:
    school = MadeSchool()
    school.write(picture("a", faces))
    school.check()
    return school


def given(school: MadeSchool, said: Said, who: str = "", by: str = "teacher") -> None:
    sighting = school.sightings()[0]
    actor = school.actor(by)
    with school.begin() as uow:
        answer(uow, actor, "news", [Given(sighting.id, said, who)])


def test_everybody_named_and_allowed_passes() -> None:
    school = checked()
    school.say("amina", "ben")
    assert school.check().verdict <= Verdict.NOTE


def test_naming_a_child_who_may_not_be_shown_blocks_and_covering_passes() -> None:
    school = checked()
    school.change("amina", ConsentState.REFUSED)
    school.say("amina", "ben")
    assert school.check().verdict is Verdict.BLOCK

    school.cover(0)

    assert school.check().verdict <= Verdict.NOTE


def test_taking_a_cover_back_takes_it_out_of_the_recipe() -> None:
    school = checked()
    assert school.cover(0).post.pictures[0].recipe.covers

    given(school, Said.PUPIL, "amina")

    with school.begin() as uow:
        assert not next(iter(uow.posts.all())).post.pictures[0].recipe.covers


def test_of_two_people_who_differ_the_one_who_covers_is_followed() -> None:
    school = checked()
    school.say("amina", "ben")
    given(school, Said.COVERED, by="deputy")

    with school.begin() as uow:
        assert next(iter(uow.posts.all())).post.pictures[0].recipe.covers


def test_two_people_who_name_different_children_are_asked() -> None:
    school = checked()
    school.say("amina", "ben")
    given(school, Said.PUPIL, "cleo", by="deputy")
    assert school.check().verdict is Verdict.ASK


@pytest.mark.parametrize(
    ("said", "who", "error"),
    [
        (Said.PUPIL, "nobody", NotFound),
        (Said.ADULT, "nobody", NotFound),
        (Said.VISITOR, "", UsageError),
        (Said.OTHER_SCHOOL, "", UsageError),
        (Said.ROLL_CALL, "x", UsageError),
    ],
)
def test_an_answer_that_names_nobody_is_refused(said: Said, who: str, error: type) -> None:
    school = checked()
    with pytest.raises(error):
        given(school, said, who)


def test_an_adult_with_an_entry_is_an_answer() -> None:
    school = checked(1)
    given(school, Said.ADULT, "mr_dunn")
    assert school.check().verdict <= Verdict.NOTE


def test_a_face_that_is_not_in_the_post_is_refused() -> None:
    school = checked()
    actor = school.actor("teacher")
    with pytest.raises(NotFound), school.begin() as uow:
        answer(uow, actor, "news", [Given("nowhere", Said.COVERED)])


def test_one_wrong_answer_in_a_file_records_none_of_them() -> None:
    school = checked()
    first = school.sightings()[0]
    actor = school.actor("teacher")
    items = [Given(first.id, Said.PUPIL, "amina"), Given("nowhere", Said.COVERED)]
    with pytest.raises(NotFound), school.begin() as uow:
        answer(uow, actor, "news", items)
    with school.begin() as uow:
        assert not uow.answers.all()


def test_a_governor_answers_nothing() -> None:
    school = checked()
    with pytest.raises(NotAllowed):
        given(school, Said.COVERED, by="governor")


def test_somebody_whom_nobody_saw_has_to_be_accounted_for() -> None:
    school = checked()
    school.say("amina", "ben")
    actor = school.actor("teacher")
    with school.begin() as uow:
        added = add_somebody(uow, actor, "news", Unseen(1, Box(500, 500, 80, 80), Seen.FROM_BEHIND))

    assert (added.number, added.added_by) == (3, "teacher")
    assert school.check().verdict is Verdict.ASK
    with pytest.raises(NotFound, match="no picture 2"), school.begin() as uow:
        add_somebody(uow, actor, "news", Unseen(2, Box(0, 0, 9, 9)))


@pytest.mark.parametrize(
    "where",
    [Box(0, 0, 0, 0), Box(0, 0, 5000, 5000), Box(990, 0, 11, 10), Tap(1000, 5), Tap(5, 800)],
    ids=repr,
)
def test_nobody_is_added_outside_the_picture(where: Box | Tap) -> None:
    school = checked()
    actor = school.actor("teacher")
    with pytest.raises(UsageError, match="1000 x 800"), school.begin() as uow:
        add_somebody(uow, actor, "news", Unseen(1, where))
    assert len(school.sightings()) == 2


def test_a_tap_adds_a_head_like_those_beside_it() -> None:
    school = checked()
    actor = school.actor("teacher")
    with school.begin() as uow:
        added = add_somebody(uow, actor, "news", Unseen(1, Tap(500, 150)))
    assert added.face.box == Box(430, 80, 140, 140)
    with pytest.raises(UsageError, match="Number 3 is at this place"), school.begin() as uow:
        add_somebody(uow, actor, "news", Unseen(1, Tap(430, 80)))


def test_nobody_is_added_to_a_picture_that_was_not_opened() -> None:
    school = MadeSchool()
    school.write(picture("a", 2))
    actor = school.actor("teacher")
    with pytest.raises(UsageError, match="not opened yet"), school.begin() as uow:
        add_somebody(uow, actor, "news", Unseen(1, Tap(500, 150)))


def test_whoever_was_cut_away_is_not_asked_about() -> None:
    school = checked(2)
    actor = school.actor("teacher")
    first = school.sightings()[0]
    with school.begin() as uow:
        answer(uow, actor, "news", [Given(first.id, Said.PUPIL, "amina")])
    with school.begin() as uow:
        cut = crop(uow, actor, "news", 1, Box(0, 0, 130, 800))
    with school.begin() as uow:
        again = crop(uow, actor, "news", 1, Box(0, 0, 130, 800))

    assert cut.number == again.number == 2
    assert school.check().verdict <= Verdict.NOTE
    with school.begin() as uow:
        assert crop(uow, actor, "news", 1, None).number == 3


@pytest.mark.parametrize("box", [Box(0, 0, 0, 5), Box(900, 0, 200, 10), Box(-1, 0, 10, 10)])
def test_a_cut_outside_the_picture_is_refused(box: Box) -> None:
    school = checked()
    actor = school.actor("teacher")
    with pytest.raises(UsageError, match="inside"), school.begin() as uow:
        crop(uow, actor, "news", 1, box)


def test_a_picture_that_could_not_be_read_cannot_be_cut() -> None:
    school = MadeSchool()
    school.write(picture("a", refuse="damaged"))
    actor = school.actor("teacher")
    with pytest.raises(UsageError, match="inside"), school.begin() as uow:
        crop(uow, actor, "news", 1, Box(0, 0, 10, 10))


def test_one_face_is_not_answered_twice_in_one_go() -> None:
    school = checked()
    sighting, actor = school.sightings()[0].id, school.actor("teacher")
    twice = [Given(sighting, Said.PUPIL, "amina"), Given(sighting, Said.PUPIL, "ben")]
    with school.begin() as uow, pytest.raises(UsageError, match="twice"):
        answer(uow, actor, "news", twice)
