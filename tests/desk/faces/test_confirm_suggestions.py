"""*These are right*: a few sure names at once, or nothing at all, with the reason for each face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gatekeeper.desk.faces.confirm_suggestions import confirmable
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.publishing.approvers import authors
from gatekeeper.domain.answer import How, Said
from gatekeeper.domain.biometrics import BiometricKind, Scope
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.face import Seen
from gatekeeper.domain.register import ConsentState, Use
from gatekeeper.domain.suggestion import WhyAsk
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import GatekeeperError, NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_matching import MatchingSchool, agree, enrol_face
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def shown(faces: int = 3) -> MatchingSchool:
    """Return a school in which suggestions were just shown."""
    school = MatchingSchool()
    school.write(picture("a", faces))
    school.check()
    return school


def test_sure_names_are_confirmed_together_and_recorded_as_such() -> None:
    school = shown()
    school.confirm(1, 2, 3)

    with school.begin() as uow:
        said = [(a.said, a.who, a.how, a.by) for a in uow.answers.all()]
    assert said == [
        (Said.PUPIL, pupil, How.CONFIRMED, "teacher") for pupil in ("amina", "ben", "cleo")
    ]


def test_the_headteacher_is_told_what_was_confirmed_together() -> None:
    school = shown()
    school.confirm(1, 3)
    school.say_some({1: "ben"})

    found = {f.rule: f for f in school.check().findings}
    assert found["P15"].verdict is Verdict.NOTE
    assert found["P15"].sentence.endswith("beside reference pictures: 1 and 3.")


def test_whoever_confirms_is_an_author() -> None:
    school = shown()
    school.confirm(1, by="deputy")

    with school.begin() as uow:
        assert "deputy" in authors(uow, find_post(uow, "news"))


def test_only_whoever_may_answer_may_confirm() -> None:
    school = shown()
    with pytest.raises(NotAllowed):
        school.confirm(1, by="governor")


def test_a_confirmed_post_goes_the_whole_way() -> None:
    school = shown()
    school.confirm(1, 2, 3)
    school.send()
    school.sign()

    assert school.granted().ended is None


Spoils = Callable[[MatchingSchool], object]


def _brother_may_not(school: MatchingSchool) -> None:
    with school.begin() as uow:
        brother = replace(school.enrol(uow, "abel", "Year 1"), siblings=frozenset({"M-amina"}))
        uow.pupils.put(brother, seen=1)
    school.change("abel", ConsentState.REFUSED)
    school.check()


def _no_reference_picture(school: MatchingSchool) -> None:
    with school.begin() as uow:
        for small in uow.reference_pictures.all():
            uow.erase(small.id)


def _perhaps(school: MatchingSchool) -> None:
    with school.begin() as uow:
        first = school.sightings_in(uow)[0]
        face = replace(first.face, seen=Seen.PERHAPS)
        uow.sightings.put(replace(first, face=face), seen=1)


def _enrols_again(school: MatchingSchool) -> None:
    with school.begin() as uow:
        enrol_face(uow, "amina")


def _close_behind(school: MatchingSchool) -> None:
    school.matcher.says = {0: (("amina", 600), ("ben", 400))}
    school.matcher.version = "matcher 2"
    school.check()


SPOILS: dict[str, tuple[Spoils, str]] = {
    "answered already": (lambda s: s.say_some({0: "amina"}), "somebody has said already"),
    "covered already": (lambda s: s.cover(0), "somebody has said already"),
    "named for another face": (lambda s: s.say_some({1: "amina"}), "is named for face 2 already"),
    "she may not be shown": (
        lambda s: s.change("amina", ConsentState.REFUSED),
        "one of those in reach may not be shown here",
    ),
    "her brother may not be shown": (_brother_may_not, "looks like another pupil"),
    "no reference picture": (_no_reference_picture, "no reference picture"),
    "only perhaps a face": (_perhaps, "only perhaps a face"),
    "enrolled again": (_enrols_again, "has changed since it was shown"),
    "another scope": (
        lambda s: s.change_lock(scope=Scope.SCHOOL),
        "has changed since it was shown",
    ),
    "another matcher, not shown yet": (
        lambda s: setattr(s.matcher, "version", "matcher 2"),
        "has changed since it was shown",
    ),
    "she refuses to be measured": (
        lambda s: s.say_of_measuring("amina", BiometricKind.REFUSED),
        "has changed since it was shown",
    ),
    "the lock was shut": (
        lambda s: s.change_lock(closed_at=s.clock.now()),
        "has changed since it was shown",
    ),
    "the matcher is gone": (
        lambda s: setattr(s.examiners, "matcher", None),
        "has changed since it was shown",
    ),
    "a second pupil close behind": (_close_behind, "a second pupil is nearly as close"),
}


@pytest.mark.parametrize("what", SPOILS)
def test_anything_in_the_way_of_one_face_confirms_nothing(what: str) -> None:
    spoil, why = SPOILS[what]
    school = shown()
    spoil(school)
    with school.begin() as uow:
        before = len(uow.answers.all())

    with pytest.raises(NotYet, match=rf"Face 1\.1: .*{why}"):
        school.confirm(1, 3)
    with school.begin() as uow:
        assert len(uow.answers.all()) == before


@pytest.mark.parametrize("why", WhyAsk)
def test_every_reason_to_ask_has_to_be_answered_singly(why: WhyAsk) -> None:
    school = MatchingSchool()
    school.asks(0, why)
    school.write(picture("a", 3))
    school.check()

    with pytest.raises(NotYet, match=why.value):
        school.confirm(1)


def test_a_second_one_in_reach_who_may_not_be_shown_is_enough_to_ask() -> None:
    school = MatchingSchool()
    school.change("ben", ConsentState.WITHDRAWN)
    school.matcher.says = {0: (("amina", 950), ("ben", 30))}
    school.write(picture("a", 1))
    school.check()

    with pytest.raises(NotYet, match="one of those in reach may not be shown"):
        school.confirm(1)


def test_a_no_on_one_of_two_channels_is_enough_to_ask() -> None:
    school = MatchingSchool()
    school.write(picture("a", 1), channels=tuple(ChannelName))
    school.check()
    with school.begin() as uow:
        linkedin, no = ChannelName.LINKEDIN, ConsentState.REFUSED
        uow.consents.put(school.consent(uow, "amina", linkedin, Use.GROUP, no))

    with pytest.raises(NotYet, match="one of those in reach may not be shown"):
        school.confirm(1)


def test_a_face_without_a_name_cannot_be_confirmed() -> None:
    school = shown(4)
    with pytest.raises(NotYet, match="no name is suggested"):
        school.confirm(4)


def test_what_was_never_shown_cannot_be_confirmed() -> None:
    school = MatchingSchool()
    school.write(picture("a", 3))
    school.examiners.matcher = None
    school.check()
    school.examiners.matcher = school.matcher

    with pytest.raises(NotYet, match="no name is suggested"):
        school.confirm(1)


def test_a_name_on_record_that_the_newest_page_did_not_show_is_not_confirmed() -> None:
    school = shown()
    with school.begin() as uow:
        (last,) = uow.decisions.all()
        uow.decisions.put(replace(last, findings=()), seen=1)

    with pytest.raises(NotYet, match="has changed since it was shown"):
        school.confirm(1)


def test_six_at_once_and_no_more() -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        for n in range(7):
            school.enrol(uow, f"p{n}")
            agree(uow, f"p{n}")
            enrol_face(uow, f"p{n}")
    school.matcher.says = {n: ((f"p{n}", 990),) for n in range(7)}
    school.write(picture("a", 7))
    school.check()

    with pytest.raises(UsageError, match="7 faces at once"):
        school.confirm(*range(1, 8))
    with pytest.raises(UsageError, match="0 faces at once"):
        school.confirm()
    school.confirm(*range(1, 7))
    with school.begin() as uow:
        assert len(uow.answers.all()) == 6


def test_one_face_twice_is_refused() -> None:
    school = shown()
    with pytest.raises(UsageError, match="confirmed twice"):
        school.confirm(1, 1)


def test_a_face_of_another_post_is_refused() -> None:
    school = shown()
    school.write(picture("b", 1), slug="other")
    school.check("other")
    with pytest.raises(NotFound, match="no face"):
        school.confirm_ids("other", school.sightings("news")[0].id)


def test_a_post_that_is_out_cannot_be_confirmed() -> None:
    school = MatchingSchool()
    school.published(picture("a", 1), names=("amina",))
    with pytest.raises(GatekeeperError, match="can no longer be changed"):
        school.confirm(1)


def test_what_may_be_confirmed_is_told_before_it_is_asked() -> None:
    school = MatchingSchool()
    school.asks(1, WhyAsk.NARROW)
    school.write(picture("a", 4))
    school.check()
    with school.begin() as uow:
        version = find_post(uow, "news")
        found = confirmable(uow, school.school, school.examiners.bundle(), version)
    assert [(face.number, pupil) for face, pupil in found] == [(1, "amina"), (3, "cleo")]


def test_where_nobody_is_suggested_there_is_nothing_to_confirm() -> None:
    school = MadeSchool()
    school.write(picture("a", 2))
    school.check()
    with school.begin() as uow:
        version = find_post(uow, "news")
        assert confirmable(uow, school.school, school.examiners.bundle(), version) == ()
