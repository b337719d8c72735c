"""Words that were typed and not kept: the page says so where it sends, and sends nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.desk.made_school import MadeSchool
from tests.e2e.browser.pages import TABLET
from tests.e2e.browser.test_press import Slow
from tests.web.conftest import ORIGIN, Browser, as_, made, site  # noqa: F401 - fixtures

pytestmark = [pytest.mark.slow]
SEND = "Send to the headteacher"


@pytest.fixture
def draft(
    chromium: Chromium,
    as_: Callable[[str], Browser],  # noqa: F811
    made: MadeSchool,  # noqa: F811
) -> Iterator[tuple[Page, Slow]]:
    """Open a post of words that could be sent as it is."""
    path = f"/posts/{made.write().id}"
    made.check()
    context = chromium.new_context(viewport=TABLET, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    slow = Slow(page, as_("deputy"))
    page.route(f"{ORIGIN}/words", lambda route: route.abort())  # what is found while one types
    page.goto(f"{ORIGIN}{path}")
    yield page, slow
    context.close()


def test_what_is_not_kept_is_said_beside_send_and_kept_first(draft: tuple[Page, Slow]) -> None:
    page, slow = draft
    bar = page.locator("#next")
    send, keep = (bar.get_by_role("button", name=name) for name in (SEND, "Keep and check"))
    expect(bar).to_contain_text("Everything is answered.")
    page.uncheck("[name=comments_off]")
    expect(send).to_be_hidden()
    expect(bar.get_by_text("Everything is answered.")).to_be_hidden()
    page.check("[name=comments_off]")
    expect(send).to_be_visible()
    page.fill("#words", "Other words.")
    expect(bar).to_contain_text("is not kept yet, and was not checked.")
    keep.click()
    slow.let_through()
    expect(page.locator("h1")).to_have_text("Other words.")
    expect(keep).to_be_hidden()
    send.click()
    slow.let_through()
    expect(page.locator("#sent")).to_be_in_viewport()


def test_words_that_were_not_taken_stay_and_are_still_to_be_kept(
    draft: tuple[Page, Slow],
    made: MadeSchool,  # noqa: F811
) -> None:
    page, slow = draft
    made.write(words="The other one's.")
    page.fill("#words", "Mine.")
    keep = page.locator("#next").get_by_role("button", name="Keep and check")
    keep.click()
    slow.let_through()
    expect(page.locator("[data-toast]")).to_contain_text("changed this post in the meantime")
    expect(page.locator("#words")).to_have_value("Mine.")
    expect(keep).to_be_visible()


def test_whoever_has_to_sign_in_again_finds_what_was_typed(draft: tuple[Page, Slow]) -> None:
    page, _ = draft
    path = page.url
    page.fill("#words", "Mine.")
    page.uncheck("[name=comments_off]")
    page.evaluate("window.fetch = async () => ({ redirected: true, status: 200, ok: true })")
    page.locator("#next").get_by_role("button", name="Keep and check").click()
    page.wait_for_url("**/sign-in?next=*")  # the session was over
    page.goto(path)
    expect(page.locator("#words")).to_have_value("Mine.")
    expect(page.locator("[name=comments_off]")).not_to_be_checked()
    expect(page.locator("#next")).to_contain_text("is not kept yet")
    page.reload()
    expect(page.locator("#words")).not_to_have_value("Mine.")  # once, and then it is forgotten
