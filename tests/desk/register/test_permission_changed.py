"""Promise 7: a hold looks like an ordinary no. Whatever the ground, the same is caused and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.register.holds import HoldOrder, lift_hold, place_hold
from gatekeeper.desk.register.import_register import apply, difference
from gatekeeper.desk.register.permission_changed import permission_changed, published_showing
from gatekeeper.desk.register.record_consent import Agreement, record_consent
from gatekeeper.desk.register.register_file import parse
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.desk.school import School
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.register import Bar, BarKind, Use
from gatekeeper.domain.release import GrantEnd, Published, TaskKind
from tests.desk.made_school import MadeSchool
from tests.desk.opened_school import all_answers, csv_of, pupil_row
from tests.fakes.examiners import picture

Deed = Callable[[MadeSchool], None]
CHANGED = ("permission.changed", "amina")


def rows(**cells: str) -> list[dict[str, str]]:
    """Return the made school's children, Amina with other cells."""
    known = [
        pupil_row(f"M-{name}", first_name=name.title(), given_on="16/11/2026")
        for name in ("amina", "ben", "cleo")
    ]
    return [known[0] | cells, *known[1:]]


def imports(**cells: str) -> Deed:
    """Return the deed of importing a file in which Amina's cells are these."""

    def deed(school: MadeSchool) -> None:
        office, parsed = school.actor("office"), parse(csv_of(*rows(**cells)))
        with school.begin() as uow:
            shown = difference(uow, office, parsed).id
            apply(uow, office, parsed, shown, drop_more_than_a_tenth=True)

    return deed


def withdraws(school: MadeSchool) -> None:
    actor = school.actor("teacher")
    with school.begin() as uow:
        withdraw_consent(uow, actor, Withdrawal("amina", "Ms Test"))


def holds(school: MadeSchool) -> None:
    actor = school.actor("dsl")
    with school.begin() as uow:
        place_hold(uow, actor, school.keyring, HoldOrder("amina", "A reason."))


def objects(school: MadeSchool) -> None:
    with school.begin() as uow:
        uow.bars.put(Bar(uow.mint(), "amina", BarKind.OBJECTION, uow.now, "teacher"))
        permission_changed(uow, ["amina"])


def leaves(school: MadeSchool) -> None:
    office, parsed = school.actor("office"), parse(csv_of(*rows()[1:]))
    with school.begin() as uow:
        shown = difference(uow, office, parsed).id
        apply(uow, office, parsed, shown, drop_more_than_a_tenth=True)


GROUNDS: dict[str, Deed] = {
    "hold": holds,
    "withdrawn": withdraws,
    "objection": objects,
    "left": leaves,
    "refused": imports(**all_answers("no")),
    "withdrawn in a file": imports(**all_answers("withdrawn")),
    "not answered": imports(**all_answers("")),
    "expired": imports(given_on="01/11/2026", until="15/11/2026"),
    "parents disagree": imports(refused_by="Mr Test"),
    "child says no": imports(child_says_no="yes"),
}


def a_school_with_posts() -> MadeSchool:
    """Return a school with Amina in one live post, and in one that is signed and fetched.

    Beside them is a post of last year at which nobody has looked.
    """
    school = MadeSchool()
    at = school.clock.now() - timedelta(days=300)
    with school.begin() as uow:
        take_in(uow, PublishedPost("OLD", ChannelName.INSTAGRAM, "", at, missing=("a.jpg",)))
    school.published(picture("a", 1), names=("amina",))
    school.write(picture("b", 1), slug="other")
    school.check("other")
    school.say("amina", post="other")
    school.send("other")
    school.sign("other")
    school.fetch(school.granted("other"))
    return school


@dataclass(frozen=True)
class Caused:
    """Whatever anybody but a DSL can see of a deed."""

    told: list[tuple[str, str, str, dict[str, str]]]
    asked: list[tuple[TaskKind, str, str, datetime | None]]
    void: list[tuple[str, str, bool]]
    grants: list[tuple[str, GrantEnd | None]]
    decision: str


def caused(school: MadeSchool, deed: Deed) -> Caused:
    """Return what a deed causes.

    The office's own entry of an import is left out: each import writes it, whatever the file says.
    """
    with school.begin() as uow:
        before, tasks = len(uow.ledger.entries()), len(uow.tasks.all())
    start = school.clock.now()
    deed(school)
    with school.begin() as uow:
        told = [
            (e.what, e.actor, e.subject, dict(e.details))
            for e in uow.ledger.entries()[before:]
            if e.what != "register.imported"
        ]
        asked = [(t.kind, t.subject, t.say, t.due) for t in uow.tasks.all()[tasks:]]
        void = [(s.post, s.voided_why, bool(s.voided_at)) for s in uow.sign_offs.all()]
        grants = [(g.id, g.ended) for g in uow.grants.all()]
    school.clock.set_to(start.replace(hour=15, minute=0, second=0))
    return Caused(told, asked, void, grants, school.check("other").digest)


@pytest.fixture(scope="module")
def of_a_hold() -> Caused:
    """Return what a hold causes."""
    return caused(a_school_with_posts(), holds)


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_causes_what_a_hold_causes(ground: str, of_a_hold: Caused) -> None:
    assert caused(a_school_with_posts(), GROUNDS[ground]) == of_a_hold


def test_it_is_something_that_is_caused() -> None:
    found = caused(a_school_with_posts(), holds)
    assert found.told[0] == ("permission.changed", "school", "amina", {})
    assert [what for what, *_ in found.told] == ["permission.changed", "sign_off.voided"]
    assert {actor for _, actor, _, _ in found.told} == {"school"}
    assert [kind for kind, *_ in found.asked] == [
        TaskKind.DELETE_FROM_GALLERY,
        TaskKind.LOOK_AGAIN,
        TaskKind.SEARCH_PUBLISHED,
    ]
    assert found.asked[-1][2].endswith(
        "shows the child: https://www.instagram.com/1; nobody has looked at 1 post"
    )
    assert [voided for _, _, voided in found.void] == [False, True]
    assert found.grants[-1][1] is GrantEnd.VOID


def test_no_word_of_ledger_or_tasks_names_a_ground_or_a_dsl() -> None:
    school = a_school_with_posts()
    words = repr(caused(school, holds)).lower()
    for ground in ("hold", "held", "dsl", "reason", "withdr", "refus", "object", "disagree"):
        assert ground not in words


@pytest.mark.parametrize("ground", ["withdrawn", "objection", "refused", "parents disagree"])
def test_what_a_deed_causes_does_not_tell_whether_a_hold_stands(ground: str) -> None:
    plain, held = a_school_with_posts(), a_school_with_posts()
    for school, first in ((plain, objects), (held, holds)):
        first(school)
        school.clock.move(minutes=5)
    assert caused(held, GROUNDS[ground]) == caused(plain, GROUNDS[ground])


def test_lifting_a_hold_causes_what_any_other_lifting_causes() -> None:
    def lifts(school: MadeSchool) -> None:
        actor = school.actor("dsl")
        with school.begin() as uow:
            lift_hold(uow, actor, next(b.id for b in uow.bars.all() if b.lifted_at is None))

    held, disagreed, objected = (a_school_with_posts() for _ in range(3))
    for school, name in (
        (held, "hold"),
        (disagreed, "parents disagree"),
        (objected, "child says no"),
    ):
        GROUNDS[name](school)
        school.clock.move(minutes=5)
    lifting = caused(held, lifts)
    assert lifting == caused(disagreed, imports()) == caused(objected, imports())


def test_a_yes_on_paper_leaves_no_other_trace_than_lifting_a_hold() -> None:
    def agrees(school: MadeSchool) -> None:
        office = school.actor("office")
        everything = (frozenset(ChannelName), frozenset(Use))
        with school.begin() as uow:
            today = School.day(uow.now)
            record_consent(uow, office, Agreement("amina", *everything, "Ms T", today, "F 4"))

    def lifts(school: MadeSchool) -> None:
        dsl = school.actor("dsl")
        with school.begin() as uow:
            lift_hold(uow, dsl, next(b.id for b in uow.bars.all()))

    held, withdrawn = a_school_with_posts(), a_school_with_posts()
    for school, no in ((held, holds), (withdrawn, withdraws)):
        no(school)
        school.clock.move(minutes=5)
    assert caused(held, lifts) == caused(withdrawn, agrees)


def test_a_yes_to_a_child_who_is_held_asks_for_no_more_than_a_yes_to_any_other() -> None:
    plain, held = MadeSchool(), MadeSchool()
    for school in (plain, held):
        imports(**all_answers("no"))(school)
    holds(held)
    found = []
    for school in (plain, held):
        live(school, "one", ChannelName.LINKEDIN)
        with school.begin() as uow:
            before = len(uow.ledger.entries()), len(uow.tasks.all())
        imports()(school)
        with school.begin() as uow:
            later = uow.ledger.entries()[before[0] :]
            told = [(e.what, e.subject) for e in later if e.what != "register.imported"]
            found.append((told, len(uow.tasks.all()) - before[1]))
    assert found == [([CHANGED], 0)] * 2


# --- the task -------------------------------------------------------------------------------


def live(school: MadeSchool, name: str, channel: ChannelName, post: str = "") -> Published:
    with school.begin() as uow:
        item = Published(
            name, post or name, channel, "", uow.now, "deputy", "", may_show=frozenset({"amina"})
        )
        uow.published.put(item)
        return item


def asked_for(school: MadeSchool) -> list[str]:
    with school.begin() as uow:
        return [t.say for t in uow.tasks.all() if t.kind is TaskKind.SEARCH_PUBLISHED]


def test_what_may_show_the_child_by_roll_call_is_listed_too() -> None:
    school = MadeSchool()
    live(school, "audited", ChannelName.LINKEDIN)
    holds(school)
    assert [say.endswith(": audited") for say in asked_for(school)] == [True]


def test_what_was_taken_down_or_shows_others_is_not_listed() -> None:
    school = MadeSchool()
    item = live(school, "gone", ChannelName.LINKEDIN)
    other = live(school, "other", ChannelName.LINKEDIN)
    with school.begin() as uow:
        uow.published.put(replace(item, taken_down_at=uow.now), seen=1)
        uow.published.put(replace(other, may_show=frozenset({"ben"})), seen=1)
        assert published_showing(uow, "amina") == ()
        assert [p.id for p in published_showing(uow, "ben")] == ["other"]
    holds(school)
    assert asked_for(school) == []


def test_a_no_for_one_channel_asks_about_that_channel_only() -> None:
    school = MadeSchool()
    for channel in ChannelName:
        live(school, channel.value, channel)
    actor = school.actor("teacher")
    command = Withdrawal("amina", "Ms Test", frozenset({ChannelName.LINKEDIN}))
    with school.begin() as uow:
        withdraw_consent(uow, actor, command)
    assert [say.rpartition(": ")[2] for say in asked_for(school)] == ["linkedin"]


def test_an_objection_to_one_post_asks_about_that_post_only() -> None:
    school = MadeSchool()
    for name in ("one", "two"):
        live(school, name, ChannelName.LINKEDIN)
    with school.begin() as uow:
        uow.bars.put(Bar("b", "amina", BarKind.OBJECTION, uow.now, "teacher", about="two"))
        permission_changed(uow, ["amina"])
    assert [say.rpartition(": ")[2] for say in asked_for(school)] == ["two"]


def test_a_change_to_yes_asks_about_nothing() -> None:
    school = MadeSchool()
    live(school, "one", ChannelName.LINKEDIN)
    with school.begin() as uow:
        assert permission_changed(uow, ["amina"]) == ()
    assert asked_for(school) == []


def test_what_was_asked_on_a_day_before_is_asked_again() -> None:
    school = MadeSchool()
    live(school, "one", ChannelName.LINKEDIN)
    withdraws(school)
    school.clock.move(days=1)
    holds(school)
    assert len(asked_for(school)) == 2


def test_what_was_asked_and_not_done_is_not_asked_again_but_what_was_done_is() -> None:
    school = MadeSchool()
    live(school, "one", ChannelName.LINKEDIN)
    withdraws(school)
    holds(school)
    assert len(asked_for(school)) == 1
    with school.begin() as uow:
        (task,) = uow.tasks.all()
        uow.tasks.put(replace(task, done_at=uow.now), seen=1)
    withdraws(school)
    assert len(asked_for(school)) == 2


def test_a_child_named_twice_is_told_of_once() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        permission_changed(uow, ["ben", "amina", "ben"])
        told = [e.subject for e in uow.ledger.entries()]
    assert told == ["amina", "ben"]
