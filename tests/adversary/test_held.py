"""Attacks that came to nothing, kept where they say something that no other test says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gatekeeper.desk.faces.answer import Given, answer, crop
from gatekeeper.desk.faces.roll_call import CallRoll, call_roll
from gatekeeper.desk.people.appoint_stand_in import Appointment, appoint_stand_in
from gatekeeper.desk.posts.draft_file import DraftPicture
from gatekeeper.desk.posts.find_post import find_post, stage_of
from gatekeeper.desk.publishing.publish import say_published
from gatekeeper.desk.publishing.release import Wanted, release
from gatekeeper.desk.publishing.sign_off import approve, open_request
from gatekeeper.desk.publishing.submit import submit
from gatekeeper.desk.register.erase_child import Erasure, erase_child
from gatekeeper.domain.answer import Said
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.picture import Box
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import GatekeeperError, NotAllowed
from tests.desk.faces.test_roll_call import YEAR_4
from tests.desk.made_school import DAY, MadeSchool
from tests.desk.register.test_erase_child import leave
from tests.desk.register.test_permission_changed import Deed, holds, objects, withdraws
from tests.fakes.examiners import picture

Step = Callable[[MadeSchool], object]


def submits(school: MadeSchool) -> None:
    actor = school.actor("deputy")
    with school.begin() as uow:
        submit(uow, school.school, school.examiners.bundle(), actor, "news")


def opens_and_signs(school: MadeSchool, between: Step = lambda _: None) -> None:
    head = school.actor("head")
    with school.begin() as uow:
        shown = open_request(uow, school.school, school.examiners.bundle(), head, "news")
    between(school)
    with school.begin() as uow:
        approve(uow, school.approval, head, shown.request.id)


def is_released(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    wanted = Wanted("news", ChannelName.INSTAGRAM, "tablet")
    with school.begin() as uow:
        release(uow, school.approval, deputy, wanted)


def is_fetched(school: MadeSchool) -> None:
    with school.begin() as uow:
        grants = uow.grants.all()
    if grants:
        school.fetch(grants[-1])


def goes_out(school: MadeSchool) -> None:
    actor = school.actor("deputy")
    with school.begin() as uow:
        say_published(
            uow, actor, "news", channel=ChannelName.INSTAGRAM, link="https://www.instagram.com/p/1"
        )


PATH: tuple[Step, ...] = (
    lambda school: school.write(picture("a", 1)),
    lambda school: school.check(),
    lambda school: school.say("amina"),
    lambda school: school.check(),
    submits,
    opens_and_signs,
    is_released,
    is_fetched,
    goes_out,
)


def walked(deed: Deed, before: int, *, page_open: bool = False) -> list[object]:
    """Walk the path with the deed before one step, and return whatever people then see."""
    school, seen = MadeSchool(), list[object]()
    for number, step in enumerate(PATH):
        if number == before and not page_open:
            deed(school)
        try:
            if number == before and page_open:
                opens_and_signs(school, deed)
            else:
                step(school)
        except GatekeeperError as error:
            seen.append((number, type(error), str(error), error.remedy))
    if before == len(PATH):
        deed(school)
    with school.begin() as uow:
        post = find_post(uow, "news").id
        seen.append(stage_of(uow, post))
        seen.append([(t.kind, t.say, t.due is None) for t in uow.tasks.all()])
        seen.append([(e.what, e.actor, sorted(e.details)) for e in uow.ledger.entries()])
        seen.append([(d.verdict, [f.sentence for f in d.findings]) for d in uow.decisions.all()])
        seen.append([s.voided_why for s in uow.sign_offs.all()])
    return seen


@pytest.mark.parametrize("ordinary", [withdraws, objects])
@pytest.mark.parametrize("before", range(1, len(PATH) + 1))
def test_a_hold_between_any_two_steps_looks_like_an_ordinary_no(
    before: int, ordinary: Deed
) -> None:
    assert walked(holds, before) == walked(ordinary, before)


def test_walking_the_path_sees_a_no_before_every_step() -> None:
    undisturbed = walked(lambda _: None, 0)
    assert all(walked(holds, before) != undisturbed for before in range(1, len(PATH) + 1))


def test_a_hold_while_the_page_is_open_looks_like_an_ordinary_no() -> None:
    signing = PATH.index(opens_and_signs)
    of_a_hold = walked(holds, signing, page_open=True)
    assert of_a_hold == walked(withdraws, signing, page_open=True)
    assert any("Something changed" in str(item) for item in of_a_hold)


def test_a_stand_in_who_helped_to_make_the_post_does_not_sign_it_off() -> None:
    school = MadeSchool()
    head = school.actor("head")
    with school.begin() as uow:
        appoint_stand_in(uow, head, Appointment("teacher", DAY, DAY))
    school.write(who="office")
    school.write(words="Other words.", who="teacher")
    school.write(words="And others.", who="office")
    school.send()
    with pytest.raises(NotAllowed, match="helped to make"):
        school.sign(who="teacher")


def test_a_face_that_a_new_detector_draws_larger_is_no_longer_covered() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    school.cover(0)
    assert school.check().verdict <= Verdict.NOTE

    finder = school.examiners.finder
    before = finder.find

    def larger(data: bytes) -> tuple[FoundFace, ...]:
        return tuple(replace(face, box=face.box.grown(120)) for face in before(data))

    finder.version, finder.find = "finder 2", larger  # type: ignore[method-assign]
    assert school.check().verdict is Verdict.BLOCK


def test_a_covered_face_stays_covered_whatever_is_cut() -> None:
    school = MadeSchool()
    school.change("amina", ConsentState.REFUSED)
    school.write(picture("a", 2))
    school.check()
    school.say_some({1: "ben"})
    school.cover(0)
    actor = school.actor("teacher")
    for box in (Box(60, 0, 900, 800), Box(0, 150, 1000, 650), None):
        with school.begin() as uow:
            crop(uow, actor, "news", 1, box)
        assert school.check().verdict <= Verdict.NOTE
        recipe, _ = school.examiners.maker.made[-1]
        assert recipe.covers == (Box(20, 100, 100, 100),)


def test_another_picture_under_the_same_file_name_inherits_no_answer_and_no_cover() -> None:
    school = MadeSchool()
    school.write(picture("a", 2))
    school.check()
    school.say_some({1: "ben"})
    school.cover(0)
    changed = school.write(picture("b", 2))
    assert changed.post.pictures[0].recipe.covers == ()
    assert len([f for f in school.check().findings if f.verdict is Verdict.ASK]) == 2


def test_the_same_picture_under_another_file_name_loses_no_cover() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    school.cover(0)
    renamed = school.write(
        pictures=(DraftPicture("final.jpg", "A class."),), files={"final.jpg": picture("a", 1)}
    )
    assert renamed.post.pictures[0].recipe.covers
    assert school.check().verdict <= Verdict.NOTE


def test_what_was_said_about_a_picture_in_one_post_says_nothing_in_another() -> None:
    school = MadeSchool()
    for slug in ("news", "other"):
        school.write(picture("a", 1), slug=slug)
        school.check(slug)
    school.say("amina")
    assert school.check("other").verdict is Verdict.ASK
    sighting = school.sightings("news")[0]
    actor = school.actor("teacher")
    with pytest.raises(GatekeeperError), school.begin() as uow:
        answer(uow, actor, "other", [Given(sighting.id, Said.PUPIL, "amina")])


def test_a_child_covered_in_the_wrong_picture_by_roll_call_is_asked_about() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        for number in range(8):
            school.enrol(uow, f"pupil{number}")
    school.change("ben", ConsentState.REFUSED)
    school.write(picture("class", 8), picture("hall", 1))
    school.check()
    with school.begin() as uow:
        version = find_post(uow, "news")
        hall = version.post.pictures[1].original.digest
        wrong = next(s for s in uow.sightings.of(version.id) if s.original == hall)
    actor = school.actor("teacher")
    with school.begin() as uow:
        call_roll(uow, school.school, actor, CallRoll("news", 1, YEAR_4, here=(("ben", wrong.id),)))
    asked = [f for f in school.check().findings if f.outcome == "which_face"]
    assert [f.verdict for f in asked] == [Verdict.ASK]


def test_an_erased_child_in_a_signed_post_stops_it_at_the_tablet() -> None:
    school = MadeSchool()
    version = school.signed(picture("a", 1), names=("amina",))
    grant = school.granted()
    dpo = school.actor("dpo")
    leave(school, "amina")
    with school.begin() as uow:
        erase_child(uow, dpo, Erasure("amina", "The family asks.", frozenset({version.id})))
    with pytest.raises(GatekeeperError):
        school.fetch(grant)
    assert school.check().verdict is Verdict.BLOCK
