"""The switch on roll calls: the headteacher's own, with a reason, and every version is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.faces.switch_roll_call import (
    require_roll_call,
    roll_call_on,
    switch_roll_call,
)
from gatekeeper.domain.switch import Switch
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from tests.desk.made_school import PEOPLE, MadeSchool

WHY = "Every face by name this term."


def switch(school: MadeSchool, *, on: bool, who: str = "head", reason: str = WHY) -> Switch:
    actor = school.actor(who)
    with school.begin() as uow:
        return switch_roll_call(uow, actor, on=on, reason=reason)


def test_it_is_on_until_the_headteacher_switches_it_off_and_on_again() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        assert roll_call_on(uow)
    off = switch(school, on=False)
    assert (off.on, off.reason, off.by) == (False, WHY, "head")
    with school.begin() as uow, pytest.raises(NotYet, match="switched roll calls off"):
        require_roll_call(uow)
    switch(school, on=True)
    with school.begin() as uow:
        require_roll_call(uow)


def test_the_ledger_tells_of_each_and_holds_no_words() -> None:
    school = MadeSchool()
    switch(school, on=False)
    switch(school, on=True)
    with school.begin() as uow:
        told = [e for e in uow.ledger.entries() if e.what.startswith("roll_call.")]
    assert [(e.what, e.actor) for e in told] == [
        ("roll_call.off", "head"),
        ("roll_call.on", "head"),
    ]
    assert "term" not in str([dict(e.details) for e in told])


def test_a_reason_is_typed() -> None:
    school = MadeSchool()
    with pytest.raises(UsageError, match="reason"):
        switch(school, on=False, reason=" Because. ")


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"head"}))
def test_nobody_else_switches_it(who: str) -> None:
    with pytest.raises(NotAllowed, match="roll calls"):
        switch(MadeSchool(), on=False, who=who)


def test_it_takes_the_own_key() -> None:
    school = MadeSchool()
    head = replace(school.actor("head"), signer=None)
    with school.begin() as uow, pytest.raises(NotAllowed, match="unlocked just now"):
        switch_roll_call(uow, head, on=False, reason=WHY)
