"""Which live posts have to come down, whatever stands against the child."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.showing.to_come_down import Down, down_of, to_come_down
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.take_down import mark_taken_down, taken_down
from gatekeeper.domain.child_posts import Look, look_id
from gatekeeper.domain.release import Published
from tests.desk.made_school import MadeSchool
from tests.desk.register.test_permission_changed import Deed, holds, objects, withdraws
from tests.fakes.examiners import picture

AMINA = frozenset({"amina"})


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def live(school: MadeSchool, **changes: object) -> Published:
    """Publish a post that shows Amina and Ben, and tell something else of what went out."""
    item = school.published(picture("a", 2), names=("amina", "ben"))
    with school.begin() as uow:
        now = replace(item, **changes)  # type: ignore[arg-type]
        uow.published.put(now, seen=uow.published.version(item.id))
    return now


def only(school: MadeSchool) -> Down | None:
    with school.begin() as uow:
        found = to_come_down(uow)
        assert all(down_of(uow, post) == downs for post, downs in found.items())
    return next((down for downs in found.values() for down in downs), None)


def test_a_post_in_order_is_not_among_them_and_its_children_may_be_shown(
    school: MadeSchool,
) -> None:
    item = live(school)
    assert only(school) is None
    with school.begin() as uow:
        assert down_of(uow, item.post) == ()


@pytest.mark.parametrize("no", [withdraws, holds, objects])
def test_a_live_post_that_shows_a_child_who_may_not_be_shown_has_to_come_down(
    school: MadeSchool, no: Deed
) -> None:
    item = live(school)
    no(school)
    down = only(school)
    assert down == Down(item, None, AMINA, frozenset())
    assert down.sure


def test_an_order_is_reason_enough_until_it_is_done(school: MadeSchool) -> None:
    item, actor = live(school, shows=frozenset(), may_show=frozenset({"nobody on the roll"})), None
    actor = school.actor("deputy")
    with school.begin() as uow:
        order = ask_take_down(uow, actor, Ask(item.id))
    down = only(school)
    assert down == Down(item, order, frozenset(), frozenset())
    assert down.sure
    with school.begin() as uow:
        mark_taken_down(uow, actor, order.id)
    assert only(school) is None


def test_what_is_down_is_in_order(school: MadeSchool) -> None:
    item, actor = live(school), school.actor("deputy")
    withdraws(school)
    with school.begin() as uow:
        taken_down(uow, actor, item.id)
    assert only(school) is None


def test_who_could_not_be_shown_when_it_went_out_is_not_in_it(school: MadeSchool) -> None:
    withdraws(school)
    school.published(picture("a", 1), names=("ben",))
    with school.begin() as uow:
        (item,) = uow.published.all()
        covered = replace(item, shows=item.shows | AMINA)
        uow.published.put(covered, seen=uow.published.version(item.id))
    assert only(school) is None


@pytest.mark.parametrize(
    ("said", "shows", "perhaps"),
    [
        ((), frozenset(), AMINA),
        ((False,), frozenset(), frozenset()),
        ((True, False), AMINA, frozenset()),
    ],
)
def test_by_a_roll_call_alone_somebody_has_to_look(
    school: MadeSchool,
    said: tuple[bool, ...],
    shows: frozenset[str],
    perhaps: frozenset[str],
) -> None:
    item = live(school, shows=frozenset({"ben"}), may_show=AMINA)
    withdraws(school)
    with school.begin() as uow:
        for by, what in zip(("dsl", "office"), said, strict=False):
            name = look_id("amina", item.id, by)
            uow.looks.put(Look(name, "amina", item.id, by, uow.now, what))
    expected = Down(item, None, shows, perhaps) if shows or perhaps else None
    assert only(school) == expected
    assert expected is None or expected.sure is bool(shows)


def test_a_name_in_its_words_is_a_reason_too(school: MadeSchool) -> None:
    item = live(school, shows=frozenset(), may_show=AMINA, words="Well done, AMINA Test!")
    withdraws(school)
    assert only(school) == Down(item, None, AMINA, frozenset())
