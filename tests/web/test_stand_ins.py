"""The headteacher appoints, ends and sees who stands in; the stand-in signs nothing of her own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.desk.ways_in.passkeys import enrolled
from tests.fakes.authenticator import FakeAuthenticator
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
TODAY = "2026-11-16"


def appoint(head: Browser, person: str = "deputy", **more: str) -> int:
    fields = {"person": person, "first_day": TODAY, "last_day": "2026-11-20"}
    fields |= {"passphrase": PASSPHRASE} | more
    return head.send("/stand-ins", fields).status_code


def test_an_appointment_is_seen_and_ended(as_: SIT, made: MadeSchool) -> None:
    head = as_("head")
    assert "Nobody stands in" in head.page("/stand-ins")
    assert appoint(head) == 303
    page = head.page("/stand-ins")
    assert "Monday 16 November to Friday 20 November 2026" in page
    assert '<span class="pill">today</span>' in page
    with made.begin() as uow:
        (item,) = uow.stand_ins.all()
    assert head.send(f"/stand-ins/{item.id}/end").status_code == 303
    page = head.page("/stand-ins")
    assert "Nobody stands in" in page
    assert "; ended Monday 16 November" in page


def test_the_stand_in_signs_and_never_what_she_helped_to_make(as_: SIT, made: MadeSchool) -> None:
    appoint(as_("head"))
    made.write(who="deputy")
    made.send()
    answer = as_("deputy").get("/posts/news/sign-off")
    assert answer.status_code == 403
    assert "helped to make this post" in answer.text
    appoint(as_("head"), "dsl")
    assert as_("dsl").get("/posts/news/sign-off").status_code == 200


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"passphrase": "not this one"}, 403),
        ({"first_day": ""}, 400),
        ({"last_day": "soon"}, 400),
        ({"first_day": "2026-11-15"}, 400),
        ({"person": "head"}, 400),
        ({"person": "nobody"}, 404),
    ],
)
def test_what_is_not_right_appoints_nobody(
    fields: dict[str, str], status: int, as_: SIT, made: MadeSchool
) -> None:
    assert appoint(as_("head"), **({"person": "deputy"} | fields)) == status
    with made.begin() as uow:
        assert uow.stand_ins.all() == ()


def test_whoever_approves_already_or_has_no_key_is_not_offered(as_: SIT) -> None:
    page = as_("head").page("/stand-ins")
    assert '<option value="deputy">' in page
    assert '<option value="head">' not in page


def test_what_is_over_stays_to_be_seen(as_: SIT, made: MadeSchool) -> None:
    head = as_("head")
    appoint(head)
    made.clock.move(days=7)
    head.enter("head")
    page = head.page("/stand-ins")
    assert "Nobody stands in" in page
    assert "1 that is over" in page


def test_a_headteacher_with_a_passkey_appoints_by_passkey_alone(as_: SIT, made: MadeSchool) -> None:
    maker = FakeAuthenticator()
    key = enrolled(made, maker, "head")
    head = as_("head")
    assert 'name="passphrase"' not in head.page("/stand-ins")
    assert appoint(head) == 403
    fields = {"person": "deputy", "first_day": TODAY, "last_day": "2026-11-20"}
    told = head.send("/stand-ins/ask", fields).json()
    given = {"question": told["question"], "answer": maker.sign(told["publicKey"])}
    for other in ({"person": "dsl"}, {"last_day": "2026-11-27"}, {"question": "another"}):
        assert head.send("/stand-ins", fields | given | other).status_code == 403
    assert head.send("/stand-ins", fields | given).status_code == 303
    assert head.send("/stand-ins", fields | given).status_code == 409
    with made.begin() as uow:
        (item,) = uow.stand_ins.all()
        (entry,) = [e for e in uow.ledger.entries() if e.what == "stand_in.appointed"]
    assert (item.person, entry.details["key"]) == ("deputy", key.id)
