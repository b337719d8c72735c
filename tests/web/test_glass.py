"""Breaking the glass on the pages: after a step-up, for two hours, and not for a sign-off."""

from __future__ import annotations

from collections.abc import Callable

from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


def strike(browser: Browser, reason: str = "The deputy is on a train.") -> int:
    browser.send("/step-up", {"passphrase": PASSPHRASE, "next": "/glass"})
    return browser.send("/glass", {"reason": reason}).status_code


def test_it_asks_anew_who_it_is(as_: SIT, made: MadeSchool) -> None:
    answer = as_("dsl").send("/glass", {"reason": "now"})
    assert answer.headers["location"].startswith("/step-up")
    with made.begin() as uow:
        assert uow.broken_glass.all() == ()


def test_a_leader_gets_to_the_releaser_s_page_and_only_after_it(as_: SIT, made: MadeSchool) -> None:
    made.signed()
    dsl = as_("dsl")
    assert dsl.get("/posts/news/publish").status_code == 403
    assert "What you may now publish" not in dsl.page("/glass")
    assert strike(dsl) == 303
    page = dsl.page("/glass")
    assert "The deputy is on a train." in page
    assert "Lovely work this week." in page
    assert dsl.get("/posts/news/publish").status_code == 200
    assert dsl.get("/posts/news/sign-off").status_code == 403
    made.clock.move(hours=2)
    dsl.enter("dsl")
    assert dsl.get("/posts/news/publish").status_code == 403


def test_other_leaders_see_who_broke_it(as_: SIT) -> None:
    strike(as_("dsl"))
    page = as_("head").page("/glass")
    assert "<strong>Dsl</strong>" in page
    assert "The deputy is on a train." in page
    assert 'action="/glass"' in page


def test_without_a_reason_it_holds(as_: SIT, made: MadeSchool) -> None:
    assert strike(as_("head"), " ") == 400
    with made.begin() as uow:
        assert uow.broken_glass.all() == ()
