"""Enrolling a child: what is kept, what is refused and why, and what makes room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.matching.enrol_face import MOST, GivenPicture, dated
from gatekeeper.desk.matching.reference_pictures import reference_picture, switch_reference_pictures
from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.domain.biometrics import Portrait
from gatekeeper.domain.picture import Carried, Fingerprint, PictureFacts
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotFound, NotYet
from tests.desk.made_school import DAY, PEOPLE
from tests.desk.matched_school import KINDS, OPENING, MatchedSchool
from tests.fakes.examiners import FakeReader, picture
from tests.fakes.portraits import FakePortraits


@pytest.fixture
def school() -> MatchedSchool:
    """Return a school with its lock open and two families' yes."""
    school = MatchedSchool()
    school.open_lock()
    school.agreed("amina", "ben")
    return school


def test_two_good_pictures_are_what_is_wanted(school: MatchedSchool) -> None:
    first = school.enrol_pictures("amina", "amina 1")
    assert (first.pictures, first.wanting) == (1, 1)
    second = school.enrol_pictures("amina", "amina 2")
    assert (second.pictures, second.wanting, second.replaced) == (2, 0, 0)
    with school.begin() as uow:
        kept = uow.enrolments.all()
    assert [(e.pupil, e.version, e.taken_on, e.made_by) for e in kept] == [
        ("amina", "templates 1", DAY, "office")
    ] * 2
    assert kept[0].templates != kept[1].templates


def test_each_picture_that_will_not_do_says_why_and_what_would(school: MatchedSchool) -> None:
    done = school.enrol_files(
        "amina",
        GivenPicture("blurred.jpg", picture("amina 1", 1, refuse="The face is blurred.")),
        GivenPicture("class.jpg", picture("year 4", 28)),
        GivenPicture("good.jpg", picture("amina 2", 1)),
        GivenPicture("hall.jpg", picture("hall", 0)),
    )
    assert [(t.name, t.kept, t.why) for t in done.tried] == [
        ("blurred.jpg", False, "The face is blurred."),
        ("class.jpg", False, "28 faces were found in this picture."),
        ("good.jpg", True, ""),
        ("hall.jpg", False, "0 faces were found in this picture."),
    ]
    assert all(bool(t.remedy) is not t.kept for t in done.tried)
    assert done.pictures == 1


def test_when_no_picture_will_do_nothing_is_changed(school: MatchedSchool) -> None:
    school.enrol_pictures("amina", "amina 1")
    before = school.entries()
    school.clock.move(days=400)
    school.open_lock(replace(OPENING, review_by=DAY + timedelta(days=450)))
    done = school.enrol_files("amina", GivenPicture("hall.jpg", picture("hall", 0)))
    assert (done.pictures, done.replaced) == (1, 0)
    assert [e.what for e in school.entries()[len(before) :]] == ["matching.enabled"]


def test_the_very_same_picture_is_kept_once(school: MatchedSchool) -> None:
    done = school.enrol_pictures("amina", "amina 1", "amina 1")
    assert [t.why for t in done.tried] == ["", "This very picture was enrolled before."]
    again = school.enrol_pictures("amina", "amina 1")
    assert (again.tried[0].kept, again.tried[0].why) == (True, done.tried[1].why)
    assert (done.pictures, again.pictures) == (1, 1)


def test_more_pictures_than_help_are_not_measured(school: MatchedSchool) -> None:
    done = school.enrol_pictures("amina", *(f"amina {n}" for n in range(MOST + 2)))
    assert [t.kept for t in done.tried] == [True] * MOST + [False] * 2
    assert len(school.matcher.measured) == MOST == done.pictures


def test_a_child_too_like_another_is_told_and_the_pair_is_kept_once(school: MatchedSchool) -> None:
    school.enrol_pictures("ben", "twin 1")
    done = school.enrol_pictures("amina", "twin 2", "twin 3", "amina 1")
    assert [t.alike for t in done.tried] == [("ben",), ("ben",), ()]
    assert done.pictures == 3
    school.enrol_pictures("amina", "twin 4")
    with school.begin() as uow:
        assert [pair.pupils for pair in uow.look_alikes.all()] == [frozenset({"amina", "ben"})]


def test_a_register_with_one_child_works() -> None:
    school = MatchedSchool()
    with school.begin() as uow:
        for other in ("ben", "cleo"):
            uow.erase(other)
    school.open_lock()
    school.agreed("amina")
    assert school.enrol_pictures("amina", "amina 1", "amina 2").pictures == 2


def test_a_picture_older_than_twelve_months_makes_room_for_a_new_one(
    school: MatchedSchool,
) -> None:
    old, edge = DAY - timedelta(days=366), DAY - timedelta(days=365)
    school.enrol_files(
        "amina",
        GivenPicture("old.jpg", picture("amina 1", 1), old),
        GivenPicture("edge.jpg", picture("amina 2", 1), edge),
    )
    done = school.enrol_pictures("amina", "amina 3")
    assert (done.pictures, done.replaced) == (2, 1)
    with school.begin() as uow:
        assert [e.taken_on for e in uow.enrolments.all()] == [edge, DAY]


def test_a_camera_whose_clock_runs_ahead_makes_no_picture_of_tomorrow(
    school: MatchedSchool,
) -> None:
    school.enrol_files("amina", GivenPicture("a.jpg", picture("amina 1", 1), date(2031, 1, 1)))
    with school.begin() as uow:
        assert uow.enrolments.all()[0].taken_on == DAY


def test_enrolling_with_a_newer_version_takes_the_place_of_the_older(
    school: MatchedSchool,
) -> None:
    school.enrol_pictures("amina", "amina 1", "amina 2")
    school.enrol_pictures("ben", "twin 1")
    school.matcher = FakePortraits(template_version="templates 2")
    done = school.enrol_pictures("amina", "amina 1", "twin 2")
    assert (done.pictures, done.replaced) == (2, 2)
    assert [t.alike for t in done.tried] == [(), ()]
    with school.begin() as uow:
        versions = [(e.pupil, e.version) for e in uow.enrolments.all()]
    assert versions == [("ben", "templates 1")] + [("amina", "templates 2")] * 2


def test_nothing_is_measured_while_the_lock_is_shut() -> None:
    school = MatchedSchool()
    school.agreed("amina")
    with pytest.raises(NotYet, match="has not opened the lock") as caught:
        school.enrol_pictures("amina", "amina 1")
    assert "--reference-only" in caught.value.remedy
    assert school.matcher.measured == []


def test_nothing_is_measured_of_a_child_without_everybodys_yes(school: MatchedSchool) -> None:
    with pytest.raises(NotYet, match="not notified") as caught:
        school.enrol_pictures("cleo", "cleo 1")
    assert "--reference-only" in caught.value.remedy
    school.told("amina", KINDS.REFUSED, "Amina")
    with pytest.raises(NotYet, match="the child refuses"):
        school.enrol_pictures("amina", "amina 1")
    assert school.matcher.measured == []


def test_a_no_that_comes_while_the_face_is_measured_counts(school: MatchedSchool) -> None:
    class Interrupted(FakePortraits):
        def portrait(self, data: bytes) -> Portrait:
            school.told("amina", KINDS.WITHDRAWN)
            return super().portrait(data)

    school.matcher = Interrupted()
    with pytest.raises(NotYet, match="withdrawn"):
        school.enrol_pictures("amina", "amina 1")
    with school.begin() as uow:
        assert uow.enrolments.all() == ()
        assert uow.reference_pictures.all() == ()


def test_a_look_alike_who_went_meanwhile_is_not_named(school: MatchedSchool) -> None:
    school.enrol_pictures("ben", "twin 1")

    class Interrupted(FakePortraits):
        def portrait(self, data: bytes) -> Portrait:
            school.told("ben", KINDS.WITHDRAWN)
            return super().portrait(data)

    school.matcher = Interrupted()
    school.enrol_pictures("amina", "twin 2")
    with school.begin() as uow:
        assert uow.look_alikes.all() == ()


def test_a_missing_model_keeps_nothing(school: MatchedSchool) -> None:
    school.matcher = FakePortraits(broken=True)
    with pytest.raises(CouldNotCheck, match="model"):
        school.enrol_pictures("amina", "amina 1", "amina 2")
    with school.begin() as uow:
        assert uow.enrolments.all() == ()


def test_the_best_picture_is_kept_small_unless_that_is_switched_off(
    school: MatchedSchool,
) -> None:
    school.enrol_pictures("amina", "amina 1", "amina 2")
    with school.begin() as uow:
        assert reference_picture(uow, "amina") == b"small picture of amina 2"
    dpo = school.actor("dpo")
    with school.begin() as uow:
        switch_reference_pictures(uow, dpo, on=False)
    school.enrol_pictures("ben", "ben 1")
    with school.begin() as uow:
        assert uow.reference_pictures.all() == ()


def test_whoever_has_left_is_not_enrolled(school: MatchedSchool) -> None:
    with school.begin() as uow:
        child = uow.pupils.get("amina")
        assert child is not None
        uow.pupils.put(replace(child, left_on=DAY), seen=1)
    with pytest.raises(NotFound, match="not on the roll"):
        school.enrol_pictures("amina", "amina 1")
    with pytest.raises(NotFound, match="not on the roll"):
        school.enrol_pictures("nobody", "nobody 1")


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"head", "deputy", "office", "dpo"}))
def test_only_office_leadership_and_dpo_enrol(school: MatchedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="enrolled pictures"):
        school.enrol_pictures("amina", "amina 1", who=who)
    assert school.matcher.measured == []


def test_enrolling_tells_nothing_of_a_hold(school: MatchedSchool) -> None:
    told: list[object] = []
    for held in (False, True):
        if held:
            dsl = school.actor("dsl")
            with school.begin() as uow:
                place_hold(uow, dsl, school.keyring, HoldOrder("ben", "A reason."))
        pupil = "ben" if held else "amina"
        before = len(school.entries())
        done = school.enrol_pictures(pupil, f"{pupil} 1", f"{pupil} 2")
        entries = [(e.what, e.actor, e.details) for e in school.entries()[before:]]
        told.append(([(t.kept, t.why, t.alike) for t in done.tried], done.pictures, entries))
    assert told[0] == told[1]


def test_the_ledger_gets_numbers_alone(school: MatchedSchool) -> None:
    school.enrol_pictures("amina", "amina 1", "amina 2")
    (entry,) = school.entries("face.enrolled")
    assert (entry.actor, entry.subject) == ("office", "amina")
    assert entry.details == {"pictures": "2", "replaced": "0"}


@pytest.mark.parametrize(
    ("taken_at", "day"),
    [("2026-09-04 10:15:00", date(2026, 9, 4)), (None, None), ("0000:00:00 00:00:00", None)],
)
def test_a_file_brings_the_day_that_its_camera_wrote(
    taken_at: str | None, day: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = FakeReader()
    facts = PictureFacts("image/jpeg", 9, 9, Carried(taken_at=taken_at), Fingerprint("0", 1))
    monkeypatch.setattr(reader, "read", lambda _data, _name: facts)
    assert dated(reader, "a.jpg", b"data") == GivenPicture("a.jpg", b"data", day)


def test_a_file_that_cannot_be_read_brings_no_day() -> None:
    refused = picture("a", 1, refuse="Not a picture.")
    assert dated(FakeReader(), "a.jpg", refused) == GivenPicture("a.jpg", refused)
