"""An audit as of an earlier day: what was on record by its end, and a hold like any other no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.audit.audit_run import Scope, start_audit
from gatekeeper.desk.audit.judge_live import judge_live
from gatekeeper.desk.audit.outline import begin_judging
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.register.holds import lift_hold
from gatekeeper.domain.audit import Judgement
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.register import BarKind, ConsentState
from gatekeeper.domain.release import Published
from tests.desk.made_school import DAY, MadeSchool
from tests.desk.register.test_permission_changed import Deed, holds, objects, withdraws

LINK = "https://www.instagram.com/p/Cx1/"
WORDS = "Amina Test has built a paper bridge."
NO_DAY, YES_AGAIN, ASKED = (DAY + timedelta(days=days) for days in (1, 3, 5))


def lifts(school: MadeSchool) -> None:
    actor = school.actor("dsl")
    with school.begin() as uow:
        bar = next(bar for bar in uow.bars.all() if bar.kind is BarKind.HOLD)
        lift_hold(uow, actor, bar.id)


def agrees_again(school: MadeSchool) -> None:
    school.change("amina", ConsentState.GIVEN)


def takes_back(school: MadeSchool) -> None:
    with school.begin() as uow:
        for bar in uow.bars.all():
            uow.bars.put(replace(bar, lifted_at=uow.now), seen=uow.bars.version(bar.id))


def refuses(school: MadeSchool) -> None:
    school.change("amina", ConsentState.REFUSED)


NO_AND_YES_AGAIN: dict[str, tuple[Deed, Deed]] = {
    "hold": (holds, lifts),
    "withdrawn": (withdraws, agrees_again),
    "refused": (refuses, agrees_again),
    "objection": (objects, takes_back),
}


def on(school: MadeSchool, day: date) -> None:
    school.clock.set_to(school.clock.now() + (day - school.school.day(school.clock.now())))


def after(*deeds: tuple[date, Deed]) -> MadeSchool:
    """Return a school with Amina named and shown in a post, after some deeds on some days."""
    school = MadeSchool()
    with school.begin() as uow:
        shown = frozenset({"amina"})
        args = ("released", "post", ChannelName.INSTAGRAM, LINK, uow.now, "deputy", WORDS)
        uow.published.put(Published(*args, shows=shown))
    for day, deed in deeds:
        on(school, day)
        deed(school)
    on(school, ASKED)
    return school


def judged(school: MadeSchool, as_of: date | None) -> Judgement:
    deputy = school.actor("deputy")
    with school.begin() as uow:
        out = PublishedPost("C1", ChannelName.INSTAGRAM, WORDS, uow.now, link=LINK)
        live = take_in(uow, out)
        run = start_audit(uow, school.school, deputy, Scope("here", as_of=as_of))
        judging = begin_judging(uow, school.school, school.examiners.bundle(), run)
        return judge_live(uow, judging, live)


def told(said: Judgement) -> tuple[object, ...]:
    """Return all that a judgement tells but when it was made, and of which run."""
    return (said.call, said.findings, said.school, said.faces, said.untold)


def lost(said: Judgement) -> set[str]:
    return {f.rule for f in said.findings if f.rule in {"A03", "W01"}}


@pytest.mark.parametrize("ground", NO_AND_YES_AGAIN)
def test_permissions_are_those_on_record_at_the_end_of_that_day(ground: str) -> None:
    no, yes = NO_AND_YES_AGAIN[ground]
    school = after((NO_DAY, no), (YES_AGAIN, yes))

    assert not lost(judged(school, DAY))
    assert lost(judged(school, NO_DAY)) == {"A03", "W01"}
    assert lost(judged(school, NO_DAY + timedelta(days=1))) == {"A03", "W01"}
    assert not lost(judged(school, YES_AGAIN))
    assert not lost(judged(school, None))


@pytest.mark.parametrize("ground", NO_AND_YES_AGAIN)
def test_on_no_day_does_a_hold_look_otherwise_than_an_ordinary_no(ground: str) -> None:
    (held_no, held_yes), (no, yes) = NO_AND_YES_AGAIN["hold"], NO_AND_YES_AGAIN[ground]
    for deeds, others in (
        ([(NO_DAY, held_no)], [(NO_DAY, no)]),
        ([(NO_DAY, held_no), (YES_AGAIN, held_yes)], [(NO_DAY, no), (YES_AGAIN, yes)]),
    ):
        held, ordinary = after(*deeds), after(*others)
        for days in range(6):
            as_of = DAY + timedelta(days=days)
            assert told(judged(held, as_of)) == told(judged(ordinary, as_of))
        assert told(judged(held, None)) == told(judged(ordinary, None))


def test_an_objection_to_a_picture_of_the_release_counts_for_what_is_out() -> None:
    school = after((NO_DAY, objects))
    with school.begin() as uow:
        (bar,) = uow.bars.all()
        uow.bars.put(replace(bar, about="post"), seen=1)

    assert "A03" in lost(judged(school, None))
    with school.begin() as uow:
        uow.bars.put(replace(bar, about="another post"), seen=2)
    assert "A03" not in lost(judged(school, None))
