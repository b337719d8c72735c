"""What an audit found nothing against and nobody may call fine: listed, and ordered down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.audit.audit_run import Scope
from gatekeeper.desk.audit.unknown import order_unknown, unknown
from gatekeeper.domain.audit import Call
from gatekeeper.domain.take_down import Why
from gatekeeper.errors import NotAllowed, NotFound, Refused
from tests.desk.audit.test_work_through import Desk


def dark(call: Call, scope: Scope | None = None) -> Desk:
    """Return an audit whose one post nothing was found against."""
    desk = Desk()
    if scope is not None:
        desk.run = desk.audit(scope=scope)
    with desk.school.begin() as uow:
        (said,) = (one for one in uow.judgements.all() if one.run == desk.run.id)
        uow.judgements.put(
            replace(said, call=call, findings=()), seen=uow.judgements.version(said.id)
        )
    return desk


@pytest.mark.parametrize("call", [Call.COULD_NOT_CHECK, Call.LOOK])
def test_it_is_listed_and_can_be_ordered_down(call: Call) -> None:
    desk = dark(call)
    head = desk.school.actor("head")
    with desk.school.begin() as uow:
        (one,) = unknown(uow, head, desk.run.id)
    assert (one.said.call, one.live.id, one.order) == (call, "live", None)
    with desk.school.begin() as uow:
        order = order_unknown(uow, head, desk.run.id, "live")
    assert (order.of, order.why) == ("live", Why.AUDIT)
    with desk.school.begin() as uow:
        assert [one.order for one in unknown(uow, head, desk.run.id)] == [order]


def test_what_is_fine_or_was_found_is_not_among_them() -> None:
    for desk in (dark(Call.FINE), Desk()):
        head = desk.school.actor("head")
        with desk.school.begin() as uow:
            assert unknown(uow, head, desk.run.id) == ()


def test_whoever_does_not_audit_sees_and_orders_nothing() -> None:
    desk = dark(Call.LOOK)
    office = desk.school.actor("office")
    with desk.school.begin() as uow:
        with pytest.raises(NotAllowed):
            unknown(uow, office, desk.run.id)
        with pytest.raises(NotAllowed):
            order_unknown(uow, office, desk.run.id, "live")


def test_a_trial_orders_nothing_and_an_unknown_post_is_said() -> None:
    desk = dark(Call.LOOK, Scope("somewhere", trial=True))
    head = desk.school.actor("head")
    with desk.school.begin() as uow:
        with pytest.raises(Refused, match="trial"):
            order_unknown(uow, head, desk.run.id, "live")
        with pytest.raises(NotFound):
            order_unknown(uow, head, desk.run.id, "other")
