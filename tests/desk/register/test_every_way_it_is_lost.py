"""However a permission is lost, what is out is searched at once and only the DSLs are asked.

The list is held to the code: another answer, ground or field, or another module that writes to the
register, fails here until somebody has said what it does to a permission.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache, partial
from itertools import product
from typing import Any

import pytest

from gatekeeper.desk.childposts.ask_posts import AskPosts, ask_posts, child_posts
from gatekeeper.desk.faces.child_said_no import child_said_no
from gatekeeper.desk.matching.disable_matching import disable_matching
from gatekeeper.desk.matching.enable_matching import set_scope
from gatekeeper.desk.matching.record_biometrics import SaidOfMeasuring, record_biometrics
from gatekeeper.desk.register.erase_child import Erasure, erase_child, posts_showing
from gatekeeper.desk.register.record_consent import Agreement, record_consent
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.desk.school import School
from gatekeeper.desk.tasks.to_do import to_do
from gatekeeper.domain.biometrics import BiometricKind, Scope
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.permission import Standing, may
from gatekeeper.domain.register import Bar, BarKind, Consent, ConsentState, Pupil, Use
from gatekeeper.domain.release import Task, TaskKind
from tests.conftest import CHECKOUT
from tests.desk.made_matching import MatchingSchool
from tests.desk.made_school import PEOPLE, MadeSchool
from tests.desk.opened_school import all_answers
from tests.desk.register.test_erase_child import REASON, leave
from tests.desk.register.test_permission_changed import (
    Deed,
    a_school_with_posts,
    holds,
    imports,
    leaves,
    live,
    withdraws,
)
from tests.desk.register.test_permissions_ended import ends_today, rounds

REGISTER = "gatekeeper/desk/register"
BEFORE_TODAY = "15/11/2026"


def withdraws_one(school: MadeSchool, channel: ChannelName, use: Use) -> None:
    actor = school.actor("teacher")
    command = Withdrawal("amina", "Ms Test", frozenset({channel}), frozenset({use}))
    with school.begin() as uow:
        withdraw_consent(uow, actor, command)


def agrees_until_a_day_that_has_passed(school: MadeSchool) -> None:
    office, all_of_it = school.actor("office"), (frozenset(ChannelName), frozenset(Use))
    with school.begin() as uow:
        today = School.day(uow.now)
        given_on, until = today - timedelta(9), today - timedelta(1)
        command = Agreement("amina", *all_of_it, "Ms T", given_on, "F 4", until)
        record_consent(uow, office, command)


def says_no_today(school: MadeSchool) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        amina = uow.pupils.get("amina")
        assert amina is not None
        child_said_no(uow, teacher, "news", amina)


def is_erased(school: MadeSchool) -> None:
    dpo = school.actor("dpo")
    with school.begin() as uow:
        shown = frozenset(posts_showing(uow, "amina"))
        erase_child(uow, dpo, Erasure("amina", REASON, shown))


def yesterday_was_its_last_day(school: MadeSchool) -> None:
    ends_today(school)
    school.clock.move(days=1)


def left_yesterday(school: MadeSchool) -> None:
    leaves(school)
    school.clock.move(days=1)


def leaves_today(school: MadeSchool) -> None:
    leave(school, "amina", 1)
    school.clock.move(days=1)


def nothing(_: MadeSchool) -> None:
    """Nothing has to be so before."""


@dataclass(frozen=True)
class Way:
    """One way to lose a permission: where it is written, and what is then on record."""

    deed: Deed
    module: str
    ground: ConsentState | BarKind | str
    before: Deed = nothing
    all_posts: bool = True
    """Whether it is about every post; otherwise about one that is out."""


FILE = f"{REGISTER}/import_register.py"
ROUNDS = f"{REGISTER}/permissions_ended.py"
DESK = f"{REGISTER}/withdraw_consent.py"
WAYS: dict[str, Way] = {
    "a hold": Way(holds, f"{REGISTER}/holds.py", BarKind.HOLD),
    "withdrawn at the desk": Way(withdraws, DESK, ConsentState.WITHDRAWN),
    "one use withdrawn": Way(
        partial(withdraws_one, channel=ChannelName.INSTAGRAM, use=Use.VIDEO),
        DESK,
        ConsentState.WITHDRAWN,
    ),
    "refused in a file": Way(imports(**all_answers("no")), FILE, ConsentState.REFUSED),
    "withdrawn in a file": Way(imports(**all_answers("withdrawn")), FILE, ConsentState.WITHDRAWN),
    "blank in a file": Way(imports(**all_answers("")), FILE, ConsentState.NOT_ANSWERED),
    "one channel refused in a file": Way(
        imports(**{f"instagram_{use.value}": "no" for use in Use}), FILE, ConsentState.REFUSED
    ),
    "ended before the file": Way(
        imports(given_on="01/11/2026", until=BEFORE_TODAY), FILE, ConsentState.EXPIRED
    ),
    "ended before it was written down": Way(
        agrees_until_a_day_that_has_passed, f"{REGISTER}/record_consent.py", ConsentState.EXPIRED
    ),
    "ended by itself": Way(rounds, ROUNDS, ConsentState.EXPIRED, yesterday_was_its_last_day),
    "parents disagree": Way(imports(refused_by="Mr Test"), FILE, BarKind.DISAGREEMENT),
    "the child says no in a file": Way(imports(child_says_no="yes"), FILE, BarKind.OBJECTION),
    "the child says no today": Way(
        says_no_today, "gatekeeper/desk/faces/child_said_no.py", BarKind.OBJECTION, all_posts=False
    ),
    "left out of the file": Way(leaves, FILE, "left_on"),
    "left on a day that had been ahead": Way(rounds, ROUNDS, "left_on", leaves_today),
    "erased": Way(is_erased, f"{REGISTER}/erase_child.py", "erased", left_yesterday),
}

LOSES_NOTHING = {
    f"{REGISTER}/renumber_pupil.py": "another number in the office's system, the same child",
    "gatekeeper/desk/matching/destroy_faces.py": "what was measured of a face, no permission",
    "gatekeeper/desk/rights/erase_due.py": "posts and complaints, each under a key of its own",
}


@dataclass(frozen=True)
class Lost:
    """What a way left behind."""

    school: MadeSchool
    tasks: tuple[Task, ...]
    told: tuple[tuple[str, str, str], ...]
    letters: tuple[tuple[NoticeKind, str], ...]


@cache
def lost(name: str) -> Lost:
    """Go one way in a school where the child can be seen, and return what came of it."""
    school, way = a_school_with_posts(), WAYS[name]
    way.before(school)
    with school.begin() as uow:
        for person in uow.people.all():
            known = replace(person, email=f"{person.id}@oakfield.test")
            uow.people.put(known, seen=uow.people.version(person.id))
        tasks, entries = {t.id for t in uow.tasks.all()}, len(uow.ledger.entries())
        notices = {notice.id for notice in uow.notices.all()}
    way.deed(school)
    with school.begin() as uow:
        return Lost(
            school,
            tuple(t for t in uow.tasks.all() if t.id not in tasks),
            tuple((e.what, e.actor, e.subject) for e in uow.ledger.entries()[entries:]),
            tuple((n.kind, n.person) for n in uow.notices.all() if n.id not in notices),
        )


def searches(found: Lost) -> list[Task]:
    return [task for task in found.tasks if task.kind is TaskKind.SEARCH_PUBLISHED]


every_way = pytest.mark.parametrize("name", WAYS)


@every_way
def test_what_is_out_is_searched_at_once_and_a_task_says_what_was_found(name: str) -> None:
    (search,) = searches(lost(name))
    assert search.subject == "amina"
    assert "shows the child: https://www.instagram.com/1" in search.say
    assert ("nobody has looked at 1 post" in search.say) is WAYS[name].all_posts


@every_way
def test_the_dsls_alone_are_asked_and_told(name: str) -> None:
    found = lost(name)
    (search,) = searches(found)
    actors = [found.school.actor(who) for who in PEOPLE]
    with found.school.begin() as uow:
        asked = {actor.id for actor in actors if search in to_do(uow, actor)}
    assert asked == {"dsl"}
    assert {to for kind, to in found.letters if kind is NoticeKind.SEARCH_PUBLISHED} == {"dsl"}


OWN_ENTRY = {"register.imported", "child.erased"}
"""An import and an erasing are told by their own names: neither tells the ground of a no."""
GROUNDS = ("hold", "held", "dsl", "reason", "withdr", "refus", "object", "disagree", "expire")


@every_way
def test_nobody_else_can_tell_the_ground(name: str) -> None:
    found = lost(name)
    told = [entry for entry in found.told if entry[0] not in OWN_ENTRY]
    assert ("permission.changed", "school", "amina") in told
    assert {what for what, *_ in told} <= {"permission.changed", "sign_off.voided", "post.recalled"}
    assert {who for what, who, _ in told if what != "post.recalled"} == {"school"}
    words = " ".join(task.say for task in found.tasks).lower()
    assert [ground for ground in GROUNDS if ground in words] == []


@every_way
def test_no_letter_to_a_family_is_drafted_by_itself(name: str) -> None:
    found = lost(name)
    assert "child.letter_drafted" not in {what for what, *_ in found.told}
    kinds = {kind for kind, _ in found.letters}
    assert kinds <= {NoticeKind.SEARCH_PUBLISHED, NoticeKind.LAPSED, NoticeKind.DELETE_FROM_GALLERY}


@pytest.mark.parametrize(("channel", "use"), list(product(ChannelName, Use)))
def test_each_use_on_each_channel_counts_by_itself(channel: ChannelName, use: Use) -> None:
    school = MadeSchool()
    for where in ChannelName:
        live(school, where.value, where)
    withdraws_one(school, channel, use)
    with school.begin() as uow:
        said = [t.say for t in uow.tasks.all() if t.kind is TaskKind.SEARCH_PUBLISHED]
    assert [say.rpartition(": ")[2] for say in said] == [channel.value]


# --- the list is whole ------------------------------------------------------------------------


def test_every_answer_and_every_ground_is_among_them() -> None:
    grounds = {way.ground for way in WAYS.values()}
    assert grounds == {*ConsentState, *BarKind, "left_on", "erased"} - {ConsentState.GIVEN}


WRITES = {"enrol_pupil", "erase"}
SHELVES = {"consents", "bars", "pupils"}


def writers() -> Iterator[str]:
    """Yield each module at the desk or above that changes what is on record about a child."""
    for path in sorted((CHECKOUT / "gatekeeper").rglob("*.py")):
        name = path.relative_to(CHECKOUT).as_posix()
        if name.startswith(("gatekeeper/records/", "gatekeeper/ports/")):
            continue
        calls = (n.func for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call))
        if any(isinstance(call, ast.Attribute) and _writes(call) for call in calls):
            yield name


def _writes(call: ast.Attribute) -> bool:
    shelf = call.value.attr if isinstance(call.value, ast.Attribute) else ""
    on_a_shelf = call.attr == "put" and shelf in SHELVES
    return on_a_shelf or (call.attr in WRITES and shelf != "_owners")


def test_whatever_writes_to_the_register_is_among_them_or_loses_nothing() -> None:
    """A day that has come writes nothing: the rounds are named by hand."""
    ways = {way.module for way in WAYS.values()} - {ROUNDS}
    assert set(writers()) == ways | set(LOSES_NOTHING)


TODAY = date(2026, 11, 16)
NOW = MadeSchool().clock.now()
AMINA = Pupil("amina", "M1", "Amina", "Test")
YES = Consent(
    "c", "amina", ChannelName.INSTAGRAM, Use.GROUP, ConsentState.GIVEN, NOW, given_on=TODAY
)
BAR = Bar("b", "amina", BarKind.HOLD, NOW, "dsl", lifted_at=NOW)


def shown(pupil: Pupil = AMINA, consent: Consent = YES, bar: Bar = BAR) -> bool:
    standing = Standing(pupil, (consent,), (bar,))
    return may(standing, ChannelName.INSTAGRAM, Use.GROUP, on=TODAY)


CHANGED: dict[type, dict[str, Any]] = {
    Pupil: {
        "id": "other",
        "mis_id": "M2",
        "first_name": "Other",
        "surname": "Other",
        "known_as": "Other",
        "school_class": "Year 5",
        "groups": frozenset({"Choir"}),
        "siblings": frozenset({"M3"}),
        "left_on": TODAY,
    },
    Consent: {
        "id": "other",
        "pupil": "other",
        "channel": ChannelName.LINKEDIN,
        "use": Use.VIDEO,
        "state": ConsentState.REFUSED,
        "recorded_at": NOW + timedelta(1),
        "given_on": TODAY + timedelta(1),
        "until": TODAY - timedelta(1),
        "given_by": "Other",
        "paper": "Other",
        "recorded_by": "other",
        "from_file": True,
    },
    Bar: {
        "id": "other",
        "pupil": "other",
        "kind": BarKind.OBJECTION,
        "placed_at": NOW - timedelta(1),
        "placed_by": "other",
        "about": "other",
        "said_by": "Other",
        "review_on": TODAY,
        "sealed_reason": b"other",
        "lifted_at": None,
        "lifted_by": "other",
    },
}
"""Another value for each field: what a permission is made of."""
COUNTS = {
    Pupil: {"left_on"},
    Consent: {"channel", "use", "state", "given_on", "until"},
    Bar: {"lifted_at"},
}


@pytest.mark.parametrize(
    ("item", "as_of"), [(AMINA, "pupil"), (YES, "consent"), (BAR, "bar")], ids=["p", "c", "b"]
)
def test_no_other_field_of_the_register_takes_a_permission_away(item: Any, as_of: str) -> None:
    others = CHANGED[type(item)]
    assert set(others) == {field.name for field in fields(item)}
    taken = {
        name
        for name, other in others.items()
        if not shown(**{as_of: replace(item, **{name: other})})
    }
    assert taken == COUNTS[type(item)]


def test_nothing_else_stands_behind_a_permission() -> None:
    assert {field.name for field in fields(Standing)} == {"pupil", "consents", "bars"}
    assert shown()


# --- telling faces apart is another yes, and takes no permission away ----------------------------


def closes_the_lock(school: MadeSchool) -> None:
    disable_matching(school.records, school.actor("dpo"), REASON)


def narrows_to(scope: Scope, school: MadeSchool) -> None:
    dpo = school.actor("dpo")
    with school.begin() as uow:
        set_scope(uow, dpo, scope, REASON)


def says_of_measuring(kind: BiometricKind, school: MadeSchool) -> None:
    office = school.actor("office")
    with school.begin() as uow:
        said_on, parents = School.day(uow.now), ("a parent",)
        said = SaidOfMeasuring("amina", kind, parents, said_on, "Folder 4", every_parent=True)
        record_biometrics(uow, office, said)


OF_MEASURING: dict[str, Callable[[MadeSchool], None]] = {
    "the lock closes": closes_the_lock,
    **{f"its scope becomes {scope.value}": partial(narrows_to, scope) for scope in Scope},
    **{f"a family has {kind.value}": partial(says_of_measuring, kind) for kind in BiometricKind},
}


@pytest.mark.parametrize("deed", OF_MEASURING)
def test_a_no_to_measuring_is_no_no_to_being_shown(deed: str) -> None:
    """So nothing is searched for, and what is known of the child's posts stays known."""
    school = MatchingSchool(scope=Scope.SCHOOL)
    live(school, "one", ChannelName.INSTAGRAM)
    OF_MEASURING[deed](school)
    dsl = school.actor("dsl")
    with school.begin() as uow:
        assert not uow.tasks.all()
        assert "permission.changed" not in {entry.what for entry in uow.ledger.entries()}
        ask_posts(uow, dsl, AskPosts("amina", REASON))
        lists = child_posts(uow, dsl, "amina")
    assert [found.out.of for found in lists.may_show] == ["one"]
