"""The roll call: who may not be shown is asked about singly, and the count has to close."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.faces.roll_call import (
    NO_LONGER_IN_CLASS,
    CallRoll,
    call_roll,
    to_ask,
)
from gatekeeper.desk.faces.switch_roll_call import switch_roll_call
from gatekeeper.domain.answer import How, Said
from gatekeeper.domain.picture import Carried
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotFound, NotYet, UsageError
from tests.desk.made_school import DAY, MadeSchool
from tests.fakes.examiners import picture

YEAR_4 = frozenset({"Year 4"})


def class_picture(faces: int = 8, perhaps: int = 0) -> MadeSchool:
    school = MadeSchool()
    with school.begin() as uow:
        for number in range(6):
            school.enrol(uow, f"pupil{number}")
        school.enrol(uow, "older", school_class="Year 6")
    school.write(picture("class", faces, perhaps=perhaps))
    school.check()
    return school


def call(school: MadeSchool, **said: object) -> None:
    actor = school.actor("teacher")
    command = CallRoll(**{"post": "news", "picture": 1, "groups": YEAR_4, **said})  # type: ignore[arg-type]
    with school.begin() as uow:
        call_roll(uow, school.school, actor, command)


def test_a_class_that_may_be_shown_is_answered_in_one_go() -> None:
    school = class_picture()
    call(school, absent=frozenset({"amina"}))

    assert school.check().verdict <= Verdict.NOTE
    with school.begin() as uow:
        assert {a.how for a in uow.answers.all()} == {How.ROLL_CALL}
        roll = uow.roll_calls.all()[0]
    assert "amina" not in roll.perhaps
    assert "older" not in roll.perhaps
    assert len(roll.perhaps) == 8


def test_a_child_who_may_not_be_shown_has_to_be_asked_about() -> None:
    school = class_picture()
    school.change("ben", ConsentState.REFUSED)
    with school.begin() as uow:
        post = uow.posts.all()[0].post
        asked = to_ask(uow, school.school, post, CallRoll(post.id, 1, YEAR_4))
    assert [pupil.id for pupil in asked] == ["ben"]

    with pytest.raises(NotYet, match="Ben Test"):
        call(school)

    call(school, not_here=frozenset({"ben"}))
    assert school.check().verdict <= Verdict.NOTE


def test_a_child_who_is_here_and_may_not_be_shown_is_covered() -> None:
    school = class_picture()
    school.change("ben", ConsentState.REFUSED)
    face = school.sightings()[2]

    call(school, here=(("ben", face.id),))

    with school.begin() as uow:
        assert uow.posts.all()[0].post.pictures[0].recipe.covers == (face.face.box,)
    stops = [f for f in school.check().findings if f.verdict > Verdict.NOTE]
    assert [finding.check for finding in stops] == ["singled_out_by_covering"]
    actor = school.actor("teacher")
    with school.begin() as uow:
        answer(uow, actor, "news", [Given(stops[0].subject, Said.NOBODY)])
    assert school.check().verdict <= Verdict.NOTE


def test_a_permission_lost_after_the_roll_call_asks_again() -> None:
    school = class_picture()
    call(school)
    school.change("ben", ConsentState.WITHDRAWN)
    assert school.check().verdict >= Verdict.ASK


def test_more_faces_than_children_do_not_close() -> None:
    school = class_picture(faces=10)
    with pytest.raises(UsageError, match="10 faces are left, but only 9"):
        call(school)


def test_adults_are_named_first_and_then_it_closes() -> None:
    school = class_picture(faces=10)
    face = school.sightings()[0]
    actor = school.actor("teacher")
    with school.begin() as uow:
        answer(uow, actor, "news", [Given(face.id, Said.ADULT, "mr_dunn")])
    call(school)
    assert school.check().verdict <= Verdict.NOTE


def test_what_is_perhaps_a_face_is_still_asked_about() -> None:
    school = class_picture(faces=8, perhaps=1)
    call(school)
    assert school.check().verdict is Verdict.ASK


def test_few_faces_are_named_one_by_one() -> None:
    with pytest.raises(UsageError, match="8 or more"):
        call(class_picture(faces=7))


def test_an_unknown_group_or_picture_is_named() -> None:
    school = class_picture()
    with pytest.raises(NotFound, match="Year 9"):
        call(school, groups=frozenset({"Year 9"}))
    with pytest.raises(NotFound, match="no picture 2"):
        call(school, picture=2)


def left(school: MadeSchool, pupil: str, days_ago: int) -> None:
    with school.begin() as uow:
        child = uow.pupils.get(pupil)
        assert child is not None
        gone = replace(child, left_on=DAY - timedelta(days_ago))
        uow.pupils.put(gone, seen=uow.pupils.version(pupil))


def taken(school: MadeSchool, days_ago: int, fields: tuple[str, ...] = ("camera", "time")) -> None:
    """Have the picture say when it was, and which camera it was."""
    with school.begin() as uow:
        reading, _ = uow.readings.all()
        assert reading.facts is not None
        at = f"{DAY - timedelta(days_ago)} 10:00:00"
        facts = replace(reading.facts, carried=Carried(fields, at))
        uow.readings.put(replace(reading, facts=facts), seen=uow.readings.version(reading.id))


def asked(school: MadeSchool) -> list[str]:
    with school.begin() as uow:
        post = uow.posts.all()[0].post
        roll = CallRoll(post.id, 1, YEAR_4)
        return [pupil.id for pupil in to_ask(uow, school.school, post, roll)]


def test_a_child_who_left_before_the_picture_was_taken_is_not_asked_about_and_not_counted() -> None:
    school = class_picture()
    taken(school, days_ago=2)
    left(school, "ben", days_ago=3)
    assert asked(school) == []
    call(school)
    with school.begin() as uow:
        assert "ben" not in uow.roll_calls.all()[0].perhaps


def test_a_child_who_left_after_the_picture_was_taken_is_not_forgotten() -> None:
    school = class_picture()
    taken(school, days_ago=4)
    left(school, "ben", days_ago=3)
    assert asked(school) == ["ben"]
    with pytest.raises(NotYet, match="Ben Test"):
        call(school)


def test_a_child_who_left_on_the_very_day_is_not_forgotten() -> None:
    school = class_picture()
    taken(school, days_ago=3)
    left(school, "ben", days_ago=3)
    assert asked(school) == ["ben"]


def test_a_day_that_no_camera_wrote_forgets_nobody() -> None:
    school = class_picture()
    taken(school, days_ago=0, fields=("time", "software"))
    left(school, "ben", days_ago=3)
    assert asked(school) == ["ben"]


def test_where_the_picture_says_no_day_a_leaver_is_asked_about_for_a_year() -> None:
    school = class_picture()
    left(school, "ben", days_ago=NO_LONGER_IN_CLASS.days - 1)
    assert asked(school) == ["ben"]
    left(school, "ben", days_ago=NO_LONGER_IN_CLASS.days)
    assert asked(school) == []


def test_a_child_who_leaves_next_week_and_may_be_shown_is_one_of_the_class() -> None:
    school = class_picture()
    taken(school, days_ago=0)
    left(school, "ben", days_ago=-7)
    call(school)
    with school.begin() as uow:
        assert "ben" in uow.roll_calls.all()[0].perhaps


def test_a_leaver_whose_face_it_could_be_never_fills_a_place_of_the_class() -> None:
    school = class_picture(faces=9)
    taken(school, days_ago=0)
    left(school, "ben", days_ago=3)
    with pytest.raises(UsageError, match="9 faces are left, but only 8"):
        call(school)


def test_a_picture_that_was_not_read_yet_says_no_day() -> None:
    school = MadeSchool()
    school.write(picture("class", 8))
    left(school, "ben", days_ago=3)
    assert asked(school) == ["ben"]


def test_where_the_headteacher_switched_it_off_no_roll_is_called() -> None:
    school = class_picture()
    head = school.actor("head")
    with school.begin() as uow:
        switch_roll_call(uow, head, on=False, reason="Every face by name this term.")
    with pytest.raises(NotYet, match="switched roll calls off"):
        call(school)
    with school.begin() as uow:
        assert not uow.answers.all()
