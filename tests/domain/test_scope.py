"""How far the lock opens: nothing is measured in a picture that may hold a child without a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.answer import Answer, Said
from gatekeeper.domain.biometrics import Scope
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.picture import Box
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.scope import InPicture, in_the_way, measurable

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
FACE = FoundFace(Box(0, 0, 90, 90), 900, ("yunet",), Seen.FACE, 300, Turn.FRONT)
FACES = tuple(Sighting(f"s{n}", "post", "original", n, FACE) for n in (1, 2, 3))
AMINA, BEN, CLEO, DEV = (
    Pupil(name, f"M-{name}", name.title(), "Test", school_class=group)
    for name, group in (("amina", "4"), ("ben", "4"), ("cleo", "5"), ("dev", "6"))
)
ALL = frozenset({"s1", "s2", "s3"})
NOTHING: frozenset[str] = frozenset()
YEAR_4 = InPicture(
    frozenset({"4"}), (AMINA, BEN, CLEO, DEV), frozenset({"amina", "ben", "cleo"}), FACES
)
WITHOUT_BEN = replace(YEAR_4, consenting=frozenset({"amina", "cleo"}))


def said(sighting: str, who: str, *, what: Said = Said.PUPIL, by: str = "teacher") -> Answer:
    return Answer(f"a-{sighting}-{by}", "post", sighting, what, by, NOON, who)


# --- group -------------------------------------------------------------------------------------


def test_group_measures_a_picture_whose_groups_all_consent() -> None:
    assert measurable(Scope.GROUP, YEAR_4) == ALL
    assert in_the_way(Scope.GROUP, YEAR_4) == ()
    both = replace(YEAR_4, groups=frozenset({"4", "5"}))
    assert measurable(Scope.GROUP, both) == ALL


@pytest.mark.parametrize("groups", [{"4"}, {"4", "5"}, {"6", "5"}])
def test_group_measures_nothing_when_one_child_of_the_groups_has_no_consent(
    groups: set[str],
) -> None:
    picture = replace(WITHOUT_BEN, groups=frozenset(groups))
    assert measurable(Scope.GROUP, picture) == NOTHING
    assert len(in_the_way(Scope.GROUP, picture)) == 1


def test_nothing_that_is_said_of_that_child_helps_in_group() -> None:
    picture = replace(WITHOUT_BEN, answers=(said("s1", "ben"),), not_here=frozenset({"ben"}))
    assert measurable(Scope.GROUP, picture) == NOTHING


@pytest.mark.parametrize("scope", [Scope.GROUP, Scope.TAPPED_OUT])
@pytest.mark.parametrize("groups", [set(), {"nobody is in it"}, {"4", "nobody is in it"}])
def test_without_a_group_that_is_known_nothing_is_measured(scope: Scope, groups: set[str]) -> None:
    assert measurable(scope, replace(YEAR_4, groups=frozenset(groups))) == NOTHING


# --- tapped-out --------------------------------------------------------------------------------


def test_tapped_out_waits_for_each_child_without_consent() -> None:
    assert measurable(Scope.TAPPED_OUT, WITHOUT_BEN) == NOTHING
    assert in_the_way(Scope.TAPPED_OUT, WITHOUT_BEN) == (BEN,)


@pytest.mark.parametrize("what", [Said.PUPIL, Said.COVERED])
def test_a_tapped_child_is_out_and_its_face_is_never_measured(what: Said) -> None:
    picture = replace(WITHOUT_BEN, answers=(said("s2", "ben", what=what),))
    assert in_the_way(Scope.TAPPED_OUT, picture) == ()
    assert measurable(Scope.TAPPED_OUT, picture) == {"s1", "s3"}


def test_a_child_who_is_not_there_is_out() -> None:
    picture = replace(WITHOUT_BEN, not_here=frozenset({"ben"}))
    assert measurable(Scope.TAPPED_OUT, picture) == ALL


def test_an_answer_that_names_a_child_in_another_sense_taps_nobody() -> None:
    picture = replace(WITHOUT_BEN, answers=(said("s2", "ben", what=Said.ROLL_CALL),))
    assert in_the_way(Scope.TAPPED_OUT, picture) == (BEN,)


def test_a_child_on_whom_two_people_differ_is_not_tapped() -> None:
    answers = (said("s2", "ben"), said("s2", "amina", by="deputy"))
    assert measurable(Scope.TAPPED_OUT, replace(WITHOUT_BEN, answers=answers)) == NOTHING


def test_whoever_takes_a_tap_back_puts_the_child_in_the_way_again() -> None:
    answers = (said("s2", "ben"), said("s2", "amina"))
    assert in_the_way(Scope.TAPPED_OUT, replace(WITHOUT_BEN, answers=answers)) == (BEN,)


def test_children_in_the_way_come_by_name() -> None:
    nobody = replace(YEAR_4, groups=frozenset({"6", "4"}), consenting=NOTHING)
    assert in_the_way(Scope.TAPPED_OUT, nobody) == (AMINA, BEN, DEV)


# --- school, and all of them -------------------------------------------------------------------


def test_school_measures_every_face_that_nobody_answered_for() -> None:
    nobody = replace(YEAR_4, groups=NOTHING, consenting=NOTHING)
    assert measurable(Scope.SCHOOL, nobody) == ALL
    assert in_the_way(Scope.SCHOOL, nobody) == ()


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("what", Said)
def test_a_face_that_somebody_answered_for_is_never_measured(scope: Scope, what: Said) -> None:
    picture = replace(YEAR_4, answers=(said("s3", "amina", what=what),))
    assert measurable(scope, picture) == {"s1", "s2"}


PUPILS = st.sets(st.sampled_from(["amina", "ben", "cleo", "dev"])).map(frozenset)
PICTURES = st.builds(
    InPicture,
    st.sets(st.sampled_from(["4", "5", "6"])).map(frozenset),
    st.just(YEAR_4.pupils),
    PUPILS,
    st.just(FACES),
    st.lists(
        st.builds(said, st.sampled_from(sorted(ALL)), st.sampled_from(["amina", "ben", "dev"]))
    ).map(tuple),
    PUPILS,
)


@given(PICTURES, st.sampled_from(Scope), st.data())
def test_one_consent_less_never_measures_more(
    picture: InPicture, scope: Scope, data: st.DataObject
) -> None:
    gone = data.draw(PUPILS)
    fewer = replace(picture, consenting=picture.consenting - gone)
    assert measurable(scope, fewer) <= measurable(scope, picture)


@given(PICTURES)
def test_a_wider_scope_never_measures_less(picture: InPicture) -> None:
    group, tapped, school = (measurable(scope, picture) for scope in Scope)
    assert group <= tapped <= school


@given(PICTURES)
def test_whenever_group_measures_every_child_of_the_groups_consents(picture: InPicture) -> None:
    if measurable(Scope.GROUP, picture):
        members = {p.id for p in picture.pupils if any(map(p.belongs_to, picture.groups))}
        assert members
        assert members <= picture.consenting
