"""Tests of erasing a child."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.audit.audit_run import Scope, judgements, start_audit
from gatekeeper.desk.audit.judge_live import judge_live
from gatekeeper.desk.audit.outline import begin_judging
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.ledger.verify_ledger import verify
from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.register.erase_child import Erasure, erase_child, posts_showing
from gatekeeper.desk.register.holds import HoldOrder, list_holds, place_hold
from gatekeeper.desk.school import School
from gatekeeper.desk.takedown.take_down import taken_down
from gatekeeper.domain.answer import RollCall
from gatekeeper.domain.audit import AuditRun
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import Look, look_id
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.desk.opened_school import OpenedSchool, pupil_row
from tests.fakes.examiners import picture

REASON = "The family asked for it in writing."


@pytest.fixture
def school() -> OpenedSchool:
    school = OpenedSchool()
    school.take(pupil_row("M1", first_name="Zuleika"), pupil_row("M2"))
    return school


def leave(school: OpenedSchool | MadeSchool, pupil: str, days: int = 0) -> None:
    """Let the child leave today, or in so many days."""
    with school.begin() as uow:
        child = uow.pupils.get(pupil)
        assert child is not None
        left_on = School.day(uow.now) + timedelta(days)
        uow.pupils.put(replace(child, left_on=left_on), seen=uow.pupils.version(pupil))


def erase(school: OpenedSchool | MadeSchool, command: Erasure, who: str = "dpo") -> None:
    """Erase a child who has left, if there is one."""
    actor = school.actor(who)
    with school.begin() as uow:
        there = uow.pupils.get(command.pupil)
    if there:
        leave(school, command.pupil)
    with school.begin() as uow:
        erase_child(uow, actor, command)


@pytest.mark.parametrize("days", [None, 1])
@pytest.mark.parametrize("held", [False, True])
def test_a_child_on_the_roll_is_not_erased_held_or_not(
    school: OpenedSchool, days: int | None, *, held: bool
) -> None:
    dpo, dsl, pupil = school.actor("dpo"), school.actor("dsl"), school.pupil("M1")
    if days is not None:
        leave(school, pupil, days)
    if held:
        with school.begin() as uow:
            place_hold(uow, dsl, school.keyring, HoldOrder(pupil, "A reason."))
    with pytest.raises(NotYet, match="on the roll"), school.begin() as uow:
        erase_child(uow, dpo, Erasure(pupil, REASON))
    with school.begin() as uow:
        assert uow.pupils.get(pupil) is not None


@pytest.mark.parametrize("who", ["dpo", "dsl"])
def test_whatever_is_on_record_of_the_child_is_gone(school: OpenedSchool, who: str) -> None:
    pupil, other = school.pupil("M1"), school.pupil("M2")
    erase(school, Erasure(pupil, REASON), who)
    with school.begin() as uow:
        assert uow.pupils.get(pupil) is None
        assert uow.pupil_id("M1") is None
        assert uow.consents.of(pupil) == ()
        assert uow.pupils.get(other) is not None
        assert len(uow.consents.of(other)) == 10


def test_the_ledger_still_verifies_and_never_held_the_name(school: OpenedSchool) -> None:
    pupil = school.pupil("M1")
    head = school.ledger()[-1].hash
    erase(school, Erasure(pupil, REASON))
    entries = school.ledger()
    found = verify(
        entries,
        school.keyring.verifies,
        trusted_fingerprint=school.opened.fingerprint,
        head=head,
    )
    assert found.valid
    assert [e.what for e in entries[-2:]] == ["permission.changed", "child.erased"]
    assert entries[-1].subject == pupil
    assert "Zuleika" not in repr(entries)
    assert REASON not in repr(entries)


def test_a_standing_hold_goes_with_the_child_and_nobody_can_tell(school: OpenedSchool) -> None:
    dsl, pupil = school.actor("dsl"), school.pupil("M1")
    with school.begin() as uow:
        place_hold(uow, dsl, school.keyring, HoldOrder(pupil, "A reason."))
    erase(school, Erasure(pupil, REASON))
    with school.begin() as uow:
        assert list_holds(uow, dsl) == ()


def test_an_old_post_in_which_somebody_saw_the_child_is_listed_until_it_is_down() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        for of, shows in (("old", True), ("other", False), ("down", True)):
            look = Look(look_id("amina", of, "dsl"), "amina", of, "dsl", uow.now, shows)
            uow.looks.put(look)
        instagram = ChannelName.INSTAGRAM
        down = TakeDown("t", "down", "down", instagram, "", "dsl", uow.now, uow.now)
        uow.take_downs.put(replace(down, done_at=uow.now))
        assert posts_showing(uow, "amina") == ("old",)


def test_posts_that_show_the_child_are_listed_and_have_to_be_acknowledged() -> None:
    school = MadeSchool()
    live = school.published(picture("a", 1), names=("amina",))
    draft = school.write(picture("b", 1), slug="other")
    school.check("other")
    school.say("amina", post="other")
    with pytest.raises(NotYet) as caught:
        erase(school, Erasure("amina", REASON, frozenset({live.post})))
    assert draft.id in str(caught.value)
    assert live.post not in str(caught.value)
    erase(school, Erasure("amina", REASON, frozenset({live.post, draft.id})))
    with school.begin() as uow:
        assert uow.pupils.get("amina") is None


def test_a_roll_call_counts_as_a_post_that_may_show_the_child() -> None:
    school = MadeSchool()
    nobody: frozenset[str] = frozenset()
    with school.begin() as uow:
        for name, here, perhaps in (("one", "amina", "ben"), ("two", "ben", "amina")):
            uow.roll_calls.put(
                RollCall(
                    name,
                    f"post {name}",
                    "original",
                    frozenset({"Year 4"}),
                    nobody,
                    frozenset({here}),
                    nobody,
                    frozenset({perhaps}),
                    "teacher",
                    uow.now,
                )
            )
        assert posts_showing(uow, "amina") == ("post one", "post two")
        assert posts_showing(uow, "cleo") == ()


def test_an_open_yes_to_a_post_with_the_child_is_void() -> None:
    school = MadeSchool()
    version = school.signed(picture("a", 1), names=("amina",))
    erase(school, Erasure("amina", REASON, frozenset({version.id})))
    with school.begin() as uow:
        (sign_off,) = uow.sign_offs.all()
    assert sign_off.voided_at is not None


@pytest.mark.parametrize("who", ["head", "deputy", "office", "teacher", "governor"])
def test_only_dpo_and_dsl_erase(school: OpenedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="erase"):
        erase(school, Erasure(school.pupil("M1"), REASON), who)


def test_erasing_needs_a_fresh_step_up(school: OpenedSchool) -> None:
    pupil = school.pupil("M1")
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        erase_child(uow, school.no_step_up("dpo"), Erasure(pupil, REASON))


@pytest.mark.parametrize("reason", ["", "because", "         x         "])
def test_a_reason_is_typed(school: OpenedSchool, reason: str) -> None:
    with pytest.raises(UsageError, match="reason"):
        erase(school, Erasure(school.pupil("M1"), reason))


def test_a_child_is_erased_once(school: OpenedSchool) -> None:
    pupil = school.pupil("M1")
    erase(school, Erasure(pupil, REASON))
    with pytest.raises(NotFound):
        erase(school, Erasure(pupil, REASON))


def test_a_file_that_still_names_the_child_makes_a_new_entry(school: OpenedSchool) -> None:
    pupil = school.pupil("M1")
    erase(school, Erasure(pupil, REASON))
    school.take(pupil_row("M1"), pupil_row("M2"))
    assert school.pupil("M1") != pupil


def test_a_draft_about_an_erased_child_is_stopped_since_no_check_would_find_the_name() -> None:
    school = MadeSchool()
    version = school.write(words="Ben Test won the spelling bee.")
    school.check()
    leave(school, "ben")
    dpo = school.actor("dpo")
    with school.begin() as uow:
        erase_child(uow, dpo, Erasure("ben", "The family asks.", frozenset({version.id})))
    with school.begin() as uow:
        assert stage_of(uow, version.id) is Stage.RECALLED


def test_what_is_gone_already_is_not_stopped_again() -> None:
    school = MadeSchool()
    version = school.published(picture("a", 1), names=("ben",))
    deputy, dpo = school.actor("deputy"), school.actor("dpo")
    with school.begin() as uow:
        taken_down(uow, deputy, version.id)
    leave(school, "ben")
    with school.begin() as uow:
        erase_child(uow, dpo, Erasure("ben", "The family asks.", frozenset({version.post})))
    with school.begin() as uow:
        assert not uow.recalls.all()


def audited(school: MadeSchool, who: str) -> AuditRun:
    """Audit a post that an archive tells of and that shows a child with a no."""
    released = school.published(picture("a", 1), names=(who,))
    school.change(who, ConsentState.WITHDRAWN)
    deputy = school.actor("deputy")
    post = PublishedPost("X", ChannelName.INSTAGRAM, "Words.", released.at, link=released.link)
    with school.begin() as uow:
        live = take_in(uow, post)
        run = start_audit(uow, school.school, deputy, Scope("an archive"))
        judge_live(uow, begin_judging(uow, school.school, school.examiners.bundle(), run), live)
    return run


def test_what_an_audit_said_does_not_name_an_erased_child() -> None:
    school = MadeSchool()
    run = audited(school, "amina")
    with school.begin() as uow:
        [before] = judgements(uow, run.id)
        assert "Amina Test" in repr(before)
        posts = posts_showing(uow, "amina")
        assert before.live in posts
        assert before.live not in posts_showing(uow, "ben")
    erase(school, Erasure("amina", REASON, frozenset(posts)))
    with school.begin() as uow:
        [after] = judgements(uow, run.id)
        earlier = uow.judgements._items[after.id]  # type: ignore[attr-defined]
    assert "amina" not in repr((after, earlier)).casefold()
    assert [(f.rule, f.verdict) for f in after.findings] == [
        (f.rule, f.verdict) for f in before.findings
    ]
    assert (after.call, after.at, after.school) == (before.call, before.at, before.school)


def test_what_an_audit_said_of_others_stays_as_it_was() -> None:
    school = MadeSchool()
    run = audited(school, "amina")
    with school.begin() as uow:
        before = judgements(uow, run.id)
    erase(school, Erasure("ben", REASON))
    with school.begin() as uow:
        assert judgements(uow, run.id) == before


def test_a_post_that_was_erased_is_not_listed() -> None:
    school = MadeSchool()
    run = audited(school, "amina")
    with school.begin() as uow:
        [said] = judgements(uow, run.id)
        uow.looks.put(Look("l", "amina", said.live, "dsl", uow.now, shows=True))
        uow.erase(said.live)
        assert said.live not in posts_showing(uow, "amina")
