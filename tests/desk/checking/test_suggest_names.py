"""Suggestions: asked for within the lock's scope only, kept apart, and never in a post's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from gatekeeper.desk.checking.suggest_names import FAILED, suggest_names
from gatekeeper.desk.faces.answer import Given, answer, crop
from gatekeeper.desk.faces.roll_call import CallRoll, call_roll
from gatekeeper.domain.answer import Said
from gatekeeper.domain.biometrics import BiometricKind, LookAlike, Scope
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.picture import Box
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.suggestion import Candidate, Suggestion, WhyAsk
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck
from tests.desk.made_matching import MatchingSchool, agree, enrol_face
from tests.desk.made_school import DAY, MadeSchool
from tests.fakes.examiners import picture

SCOPES = pytest.mark.parametrize("scope", Scope)


def names(school: MatchingSchool) -> dict[int, list[str]]:
    """Return what a person reads beside each open face."""
    asked = school.questions().items()
    return {n: [fix.say for fix in f.fixes if fix.say is not None] for n, f in asked}


def without_consent(school: MatchingSchool) -> None:
    """Put a child into Year 4 whose parents were not asked about measuring."""
    with school.begin() as uow:
        school.enrol(uow, "dan")


# --- what is asked for, and shown ------------------------------------------------------------


@SCOPES
def test_each_open_face_is_asked_about_with_the_right_name_first(scope: Scope) -> None:
    school = MatchingSchool(scope=scope)
    school.write(picture("a", 4))

    assert names(school) == {
        1: ["Amina Test? (may be shown)"],
        2: ["Ben Test? (may be shown)"],
        3: ["Cleo Test? (may be shown)"],
        4: [],
    }
    assert school.questions()[1].reasons[-1] == "Matching: everybody in reach may be shown."
    assert "nobody enrolled is close" in school.questions()[4].reasons[-1]


def test_second_and_third_names_follow_and_no_fourth() -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        for pupil in ("dan", "eva"):
            school.enrol(uow, pupil)
            agree(uow, pupil)
            enrol_face(uow, pupil)
    order = ("ben", "amina", "eva", "cleo")
    school.matcher.says = {0: tuple((pupil, 900 - 200 * n) for n, pupil in enumerate(order))}
    school.write(picture("a", 1))

    fixes = school.questions()[1].fixes
    assert [fix.value for fix in fixes if fix.say] == ["ben", "amina", "eva"]
    assert [fix.kind for fix in fixes[:4]] == [FixKind.NAME_FACE] * 4


def test_why_it_asks_is_said() -> None:
    school = MatchingSchool()
    school.asks(0, WhyAsk.OLD, WhyAsk.ENGINES_DIFFER)
    school.write(picture("a", 1))

    assert school.questions()[1].reasons[-1] == (
        "Matching: asked singly: the enrolled picture is older than twelve months and two "
        "measurements name different pupils."
    )


def test_who_may_not_be_shown_is_said_beside_the_name_and_of_all_in_reach() -> None:
    school = MatchingSchool()
    school.change("ben", ConsentState.REFUSED)
    school.matcher.says = {0: (("amina", 900), ("ben", 60))}
    school.write(picture("a", 1))

    assert names(school)[1] == [
        "Amina Test? (may be shown)",
        "Ben Test? (may not be shown on Instagram)",
    ]
    assert any("one of those in reach may not" in why for why in school.questions()[1].reasons)


def test_a_brother_who_is_not_enrolled_is_in_reach_too() -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        brother = replace(school.enrol(uow, "abel", "Year 1"), siblings=frozenset({" m-AMINA "}))
        uow.pupils.put(brother, seen=1)
    school.change("abel", ConsentState.REFUSED)
    school.write(picture("a", 1))

    assert names(school)[1] == ["Amina Test? (may be shown)"]
    assert school.questions()[1].reasons[-2:] == (
        "Matching: one of those in reach may not be shown here: look twice.",
        "Matching: asked singly: looks like another pupil.",
    )


def test_measured_look_alikes_and_siblings_are_handed_to_the_matcher() -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        uow.look_alikes.put(LookAlike("x", frozenset({"amina", "cleo"}), uow.now))
        ben = uow.pupils.get("ben")
        assert ben is not None
        uow.pupils.put(replace(ben, siblings=frozenset({"M-cleo", "M-ben", "unknown"})), seen=1)
    school.write(picture("a", 1))
    school.check()

    (gallery,) = school.matcher.galleries
    assert gallery.alike == {frozenset({"amina", "cleo"}), frozenset({"ben", "cleo"})}
    assert gallery.first == {"amina", "ben", "cleo"}
    assert gallery.today == DAY


def test_declared_groups_come_first() -> None:
    school = MatchingSchool(scope=Scope.SCHOOL)
    with school.begin() as uow:
        school.enrol(uow, "dan", "Year 5")
        agree(uow, "dan")
        enrol_face(uow, "dan")
    school.write(picture("a", 1), groups=frozenset({"Year 5"}))
    school.check()

    (gallery,) = school.matcher.galleries
    assert gallery.first == {"dan"}
    assert {e.pupil for e in gallery.enrolments} == {"amina", "ben", "cleo", "dan"}


# --- nothing is measured outside of the scope ------------------------------------------------


def test_nothing_is_measured_while_the_lock_is_shut() -> None:
    school = MatchingSchool()
    school.change_lock(closed_at=school.clock.now(), closed_by="dpo")
    school.write(picture("a", 3))

    assert names(school) == {1: [], 2: [], 3: []}
    assert school.matcher.count == 0


def test_nothing_is_measured_where_no_lock_was_ever_opened() -> None:
    school = MadeSchool()
    matcher = school.examiners.matcher = MatchingSchool().matcher
    with school.begin() as uow:
        agree(uow, "amina")
        enrol_face(uow, "amina")
    school.write(picture("a", 1))
    school.check()

    assert matcher.count == 0


@pytest.mark.parametrize(
    "missing",
    [
        {"dpia": ""},
        {"noticed_on": None},
        {"review_by": date(2026, 11, 15)},
        {"alternative": ""},
        {"scope_reason": ""},
        {"officer": "teacher"},
    ],
)
def test_a_lock_that_lacks_one_thing_measures_nothing(missing: dict[str, object]) -> None:
    school = MatchingSchool(scope=Scope.SCHOOL)
    school.change_lock(**missing)
    school.write(picture("a", 3))
    school.check()

    assert school.matcher.count == 0


def test_a_lock_that_lapses_overnight_suggests_nothing_any_more() -> None:
    school = MatchingSchool()
    school.change_lock(review_by=DAY)
    school.write(picture("a", 1))
    assert names(school)[1]

    school.clock.move(days=1)
    assert names(school)[1] == []
    assert school.matcher.count == 1


def test_in_the_scope_of_groups_one_child_without_consent_stops_all_measuring() -> None:
    school = MatchingSchool(scope=Scope.GROUP)
    without_consent(school)
    school.write(picture("a", 3))
    school.check()

    assert school.matcher.count == 0


def test_in_the_scope_tapped_out_whoever_is_tapped_is_never_measured() -> None:
    school = MatchingSchool(scope=Scope.TAPPED_OUT)
    without_consent(school)
    school.write(picture("a", 3))
    school.check()
    assert school.matcher.count == 0

    school.say_some({2: "dan"})
    school.check()
    tapped = school.sightings()[2].id
    assert [set(faces) for faces in school.matcher.measured] == [
        {s.id for s in school.sightings()} - {tapped}
    ]


def test_in_the_scope_tapped_out_a_child_may_be_said_not_to_be_there() -> None:
    school = MatchingSchool(scope=Scope.TAPPED_OUT)
    without_consent(school)
    with school.begin() as uow:
        for number in range(8):
            school.enrol(uow, f"pupil{number}", "Year 5")
    school.write(picture("a", 8))
    school.check()
    actor = school.actor("teacher")
    with school.begin() as uow:
        roll = CallRoll("news", 1, frozenset({"Year 5", "Year 4"}), absent=frozenset({"dan"}))
        call_roll(uow, school.school, actor, roll)
        original = uow.roll_calls.all()[0].original
        post = uow.posts.all()[0].id
        face = FoundFace(Box(900, 300, 100, 100), 0, (), Seen.ADDED, 0, Turn.UNKNOWN)
        uow.sightings.put(Sighting("late", post, original, 9, face, "teacher"))
    school.check()

    assert [set(faces) for faces in school.matcher.measured] == [{"late"}]


def test_in_the_scope_of_the_school_every_open_face_is_measured_and_no_other() -> None:
    school = MatchingSchool(scope=Scope.SCHOOL)
    without_consent(school)
    school.write(picture("a", 3), groups=frozenset())
    school.examiners.matcher = None
    school.check()
    school.say_some({0: "amina"})
    school.examiners.matcher = school.matcher
    school.check()

    assert [set(faces) for faces in school.matcher.measured] == [
        {s.id for s in school.sightings()[1:]}
    ]


@SCOPES
def test_whoever_is_cut_away_or_seen_from_behind_is_not_measured(scope: Scope) -> None:
    school = MatchingSchool(scope=scope)
    school.examiners.matcher = None
    school.write(picture("a", 3))
    school.check()
    actor = school.actor("teacher")
    with school.begin() as uow:
        crop(uow, actor, "news", 1, Box(0, 0, 260, 800))
        first = school.sightings_in(uow)[0]
        behind = replace(first.face, seen=Seen.FROM_BEHIND)
        uow.sightings.put(replace(first, face=behind), seen=1)
    school.examiners.matcher = school.matcher
    school.check()

    assert [set(faces) for faces in school.matcher.measured] == [{school.sightings()[1].id}]


def test_covering_a_face_measures_no_other_again() -> None:
    school = MatchingSchool()
    school.write(picture("a", 3))
    school.check()
    school.cover(2)
    school.check()

    assert len(school.matcher.measured) == 1


@SCOPES
@pytest.mark.parametrize(
    "kind", [BiometricKind.WITHDRAWN, BiometricKind.OBJECTED, BiometricKind.REFUSED]
)
def test_after_a_no_the_child_is_compared_with_nothing(scope: Scope, kind: BiometricKind) -> None:
    school = MatchingSchool(scope=scope)
    school.write(picture("a", 3))
    school.check()
    school.say_of_measuring("amina", kind)
    school.matcher.galleries.clear()

    assert names(school)[1] == []
    enrolled = {e.pupil for gallery in school.matcher.galleries for e in gallery.enrolments}
    assert enrolled == ({"ben", "cleo"} if scope is Scope.SCHOOL else set())


def test_a_child_who_has_left_is_compared_with_nothing() -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        amina = uow.pupils.get("amina")
        assert amina is not None
        uow.pupils.put(replace(amina, left_on=DAY), seen=1)
    school.write(picture("a", 1))
    school.check()

    (gallery,) = school.matcher.galleries
    assert {e.pupil for e in gallery.enrolments} == {"ben", "cleo"}


def test_a_gallery_without_anybody_measures_nothing() -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        for enrolment in uow.enrolments.all():
            uow.erase(enrolment.id)
    school.write(picture("a", 1))
    school.check()

    assert school.matcher.count == 0


def test_a_picture_without_faces_is_not_measured() -> None:
    school = MatchingSchool()
    school.write(picture("a"))
    school.check()

    assert school.matcher.measured == []


# --- once, and again when anything changes ---------------------------------------------------


def test_a_second_check_measures_nothing_again() -> None:
    school = MatchingSchool()
    school.write(picture("a", 3))
    school.check()
    school.say_some({0: "amina"})
    school.check()

    assert len(school.matcher.measured) == 1
    assert names(school)[2] == ["Ben Test? (may be shown)"]


Change = Callable[[MatchingSchool], object]


def _enrols_again(school: MatchingSchool) -> None:
    with school.begin() as uow:
        enrol_face(uow, "amina")


def _adds_a_face(school: MatchingSchool) -> None:
    with school.begin() as uow:
        first = school.sightings_in(uow)[0]
        face = replace(first.face, box=Box(500, 100, 100, 100))
        uow.sightings.put(replace(first, id="new", number=2, face=face))


def _other_groups(school: MatchingSchool) -> None:
    with school.begin() as uow:
        school.enrol(uow, "dan", "Year 5")
        agree(uow, "dan")
    school.write(picture("a", 1), groups=frozenset({"Year 4", "Year 5"}))


CHANGES: dict[str, Change] = {
    "another matcher": lambda school: setattr(school.matcher, "version", "matcher 2"),
    "another scope": lambda school: school.change_lock(scope=Scope.SCHOOL),
    "another picture of a child": _enrols_again,
    "one more face": _adds_a_face,
    "other groups": _other_groups,
    "a picture that is a year old": lambda school: school.clock.move(days=1),
    "something said about a child": lambda school: school.say_of_measuring(
        "ben", BiometricKind.AGREED
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_could_change_a_suggestion_asks_again(what: str) -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        enrol_face(uow, "cleo", taken_on=date(2025, 11, 16))
    school.write(picture("a", 1))
    school.check()
    CHANGES[what](school)
    school.check()

    assert len(school.matcher.measured) == 2


def test_another_post_with_the_same_picture_has_suggestions_of_its_own() -> None:
    school = MatchingSchool()
    for slug in ("one", "two"):
        school.write(picture("a", 1), slug=slug)
        school.check(slug)

    with school.begin() as uow:
        assert len({s.id for s in uow.suggestions.all()}) == 2


def test_measuring_is_in_the_ledger_without_a_name() -> None:
    school = MatchingSchool()
    school.write(picture("a", 3))
    school.check()
    school.check()

    with school.begin() as uow:
        told = [(e.actor, e.details) for e in uow.ledger.entries() if e.what == "faces.compared"]
    assert told == [("school", {"faces": "3"})]


# --- a matcher that fails --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CouldNotCheck("A model is missing: sface.onnx."), "A model is missing: sface.onnx."),
        (ZeroDivisionError("Amina"), FAILED),
    ],
)
def test_a_matcher_that_fails_stops_nothing_and_is_said(error: Exception, said: str) -> None:
    school = MatchingSchool()
    school.matcher.broken = error
    school.write(picture("a", 1))

    found = {f.rule: f for f in school.check().findings}
    assert found["P16"].verdict is Verdict.NOTE
    assert found["P16"].reasons == (f"Matching: {said}",)
    assert found["P01"].verdict is Verdict.ASK
    school.say("amina")
    assert "P16" not in {f.rule for f in school.check().findings}
    school.send()
    school.sign()


def test_a_matcher_that_failed_is_asked_again() -> None:
    school = MatchingSchool()
    school.matcher.broken = CouldNotCheck("It took too long.")
    school.write(picture("a", 1))
    school.check()
    school.check()
    with school.begin() as uow:
        (failed,) = uow.suggestions.all()
        assert uow.suggestions.version(failed.id) == 1

    school.matcher.broken = None
    assert names(school)[1] == ["Amina Test? (may be shown)"]
    assert "P16" not in {f.rule for f in school.check().findings}


def test_templates_of_another_version_are_refused_and_it_is_said() -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        enrol_face(uow, "amina", version="matcher 0")
    school.write(picture("a", 1))

    found = {f.rule: f for f in school.check().findings}
    assert "another version" in found["P16"].reasons[0]
    assert found["P01"].fixes[0].say is None


@pytest.mark.parametrize(
    "answers",
    [
        lambda ids: [Suggestion(ids[0])],
        lambda ids: [Suggestion(i) for i in reversed(ids)],
        lambda ids: [Suggestion(i, (Candidate("stranger", 990),)) for i in ids],
        lambda ids: [Suggestion(i, (Candidate("amina", 990),)) for i in ids],
    ],
)
def test_a_matcher_that_answers_something_else_is_not_believed(
    answers: Callable[[list[str]], list[Suggestion]],
) -> None:
    school = MatchingSchool()
    odd = lambda _, faces, __: tuple(answers(list(faces)))  # noqa: E731
    school.matcher.suggest = odd  # type: ignore[method-assign]
    school.write(picture("a", 2))

    found = {f.rule: f for f in school.check().findings}
    assert found["P16"].reasons == (f"Matching: {FAILED}",)


def test_a_stored_picture_that_is_missing_is_said_too() -> None:
    school = MatchingSchool()
    school.examiners.matcher = None
    version = school.write(picture("a", 1))
    school.check()
    school.examiners.matcher = school.matcher
    del school.records._state.blobs[version.id, version.post.pictures[0].original.digest]
    suggest_names(school.records, school.examiners.bundle(), version.id)

    with school.begin() as uow:
        assert [s.refusal for s in uow.suggestions.all()] == ["A stored file is missing."]


def test_while_another_process_measures_nobody_waits() -> None:
    school = MatchingSchool()
    school.write(picture("a", 1))
    verdicts: list[Verdict] = []
    school.matcher.meanwhile = lambda: verdicts.append(school.check().verdict)
    school.check()

    assert verdicts == [Verdict.ASK]
    assert len(school.matcher.measured) == 1


# --- what changes while faces are measured ---------------------------------------------------


def test_what_is_no_longer_allowed_when_measuring_has_ended_is_thrown_away() -> None:
    school = MatchingSchool()
    school.write(picture("a", 3))
    school.matcher.meanwhile = lambda: school.say_of_measuring("ben", BiometricKind.WITHDRAWN)

    assert names(school) == {1: [], 2: [], 3: []}
    with school.begin() as uow:
        assert uow.suggestions.all() == ()


def test_a_face_that_was_tapped_while_it_was_measured_is_thrown_away() -> None:
    school = MatchingSchool()
    school.write(picture("a", 2))
    school.matcher.meanwhile = lambda: school.say_some({0: "amina"})
    school.check()

    with school.begin() as uow:
        (kept,) = uow.suggestions.all()
        assert [s.sighting for s in kept.suggestions] == [school.sightings_in(uow)[1].id]


# --- they are kept apart ---------------------------------------------------------------------


def test_destroying_what_was_suggested_leaves_nothing_in_the_decisions() -> None:
    school = MatchingSchool()
    school.write(picture("a", 3))
    assert names(school)[1]

    with school.begin() as uow:
        for suggested in uow.suggestions.all():
            uow.erase(suggested.id)
        kept = repr(uow.decisions.all())
    assert "Amina" not in kept
    assert "amina" not in kept
    assert "Matching" not in kept


def test_a_kept_decision_without_suggestions_is_the_decision_itself() -> None:
    school = MadeSchool()
    school.write(picture("a", 3))
    decision = school.check()

    with school.begin() as uow:
        assert uow.decisions.all() == (decision,)


def test_after_they_were_destroyed_with_a_new_scope_they_come_again() -> None:
    school = MatchingSchool()
    school.write(picture("a", 1))
    school.check()
    for scope in (Scope.SCHOOL, Scope.GROUP):
        with school.begin() as uow:
            for suggested in uow.suggestions.all():
                uow.erase(suggested.id)
        school.change_lock(scope=scope)

        assert names(school)[1] == ["Amina Test? (may be shown)"]


def test_the_basis_is_the_same_with_and_without_suggestions() -> None:
    with_them, without = MatchingSchool(), MatchingSchool()
    without.examiners.matcher = None
    bases = []
    for school in (with_them, without):
        school.write(picture("a", 3))
        bases.append(school.check().basis)

    assert bases[0].permissions == bases[1].permissions == ()
    assert bases[0].evidence == bases[1].evidence


def test_a_candidate_whose_permission_changes_voids_nothing() -> None:
    school = MatchingSchool()
    school.matcher.says = {0: (("amina", 700), ("ben", 300))}
    school.asks(0, WhyAsk.NARROW)
    school.signed(picture("a", 1), names=("amina",))
    school.change("ben", ConsentState.REFUSED)

    assert school.granted().ended is None


def test_answers_are_given_as_ever() -> None:
    school = MatchingSchool()
    school.write(picture("a", 1))
    school.check()
    actor = school.actor("teacher")
    with school.begin() as uow:
        sighting = school.sightings_in(uow)[0]
        answer(uow, actor, "news", [Given(sighting.id, Said.ADULT, "mr_dunn")])

    assert {f.rule for f in school.check().findings if f.rule != "R02"} >= {"P14"}


# --- odd registers and pictures --------------------------------------------------------------


def test_three_hundred_faces_are_one_comparison_with_a_question_for_each() -> None:
    school = MatchingSchool(scope=Scope.SCHOOL)
    school.write(picture("a", 300))

    asked = names(school)
    assert (len(asked), sum(map(len, asked.values()))) == (300, 3)
    assert (len(school.matcher.measured), school.matcher.count) == (1, 300)


def test_a_register_with_one_child_suggests_this_child_and_nobody_else() -> None:
    school = MatchingSchool(scope=Scope.SCHOOL)
    for pupil in ("ben", "cleo"):
        with school.begin() as uow:
            child = uow.pupils.get(pupil)
            assert child is not None
            uow.pupils.put(replace(child, left_on=DAY), seen=1)
    school.write(picture("a", 3))

    assert names(school) == {1: ["Amina Test? (may be shown)"], 2: [], 3: []}


def test_a_child_who_is_enrolled_under_two_numbers_is_asked_about() -> None:
    school = MatchingSchool()
    with school.begin() as uow:
        school.enrol(uow, "amina2")
        agree(uow, "amina2")
        enrol_face(uow, "amina2")
        uow.look_alikes.put(LookAlike("x", frozenset({"amina", "amina2"}), uow.now))
    school.write(picture("a", 1))

    assert "looks like another pupil" in school.questions()[1].reasons[-1]
    school.say("amina")
    assert "P13" in {f.rule for f in school.check().findings}
