"""Where somebody is told by e-mail: each for himself, and off until he asks."""

from __future__ import annotations

from collections.abc import Callable

from tests.desk.made_school import MadeSchool
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


def test_somebody_keeps_the_own_address(as_: SIT, made: MadeSchool) -> None:
    head = as_("head")
    assert "no mail server is set" in head.page("/e-mails")
    assert head.send("/e-mails", {"email": "head@oakfield.test"}).status_code == 303
    with made.begin() as uow:
        addresses = {person.id: person.email for person in uow.people.all() if person.email}
    assert addresses == {"head": "head@oakfield.test"}
    assert 'value="head@oakfield.test"' in head.page("/e-mails")


def test_what_is_no_address_is_told(as_: SIT) -> None:
    answer = as_("head").send("/e-mails", {"email": "head@oakfield.test\r\nBcc: all"})
    assert answer.status_code == 400
    assert "is no e-mail address" in answer.text
