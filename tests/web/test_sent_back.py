"""A no drops nothing that was typed, and what comes again says that it came back, and why."""

from __future__ import annotations

import re
from collections.abc import Callable

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.sign_off import Return
from tests.desk.made_school import MadeSchool
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


def waiting(made: MadeSchool, words: str = "Lovely work.") -> str:
    path = f"/posts/{made.write(words=words).id}"
    made.send()
    return path


def no(made: MadeSchool) -> Return:
    with made.begin() as uow:
        return uow.returns.of(find_post(uow, "news").id)[-1]


def test_other_words_are_a_proposal_without_a_tick(as_: SIT, made: MadeSchool) -> None:
    path, head = waiting(made), as_("head")
    fields = {"own_reason": "Shorter.", "words": "Good work."}
    assert head.send(f"{path}/return", fields).is_redirect
    assert no(made).proposed_words == "Good work."
    assert "Head proposes other words" in as_("deputy").page(path)


def test_words_that_nobody_touched_are_no_proposal(as_: SIT, made: MadeSchool) -> None:
    path = waiting(made, "Two lines\r\nof it. ")
    fields = {"reason": "A different picture, please.", "words": "Two lines\r\nof it."}
    assert as_("head").send(f"{path}/return", fields).is_redirect
    assert no(made).proposed_words is None


def test_a_no_without_a_reason_comes_back_with_what_was_typed(as_: SIT, made: MadeSchool) -> None:
    path, head = waiting(made), as_("head")
    answer = head.send(f"{path}/return", {"own_reason": "", "words": "Good <b>work."})
    assert answer.status_code == 400
    assert '<details id="other" open>' in answer.text
    assert 'rows="4">Good &lt;b&gt;work.</textarea>' in answer.text
    assert "A post goes back with a reason" in answer.text
    with made.begin() as uow:
        assert uow.returns.all() == ()
    assert head.send("/posts/none/return", {"reason": "No."}).status_code == 404


def test_what_is_sent_again_unchanged_is_said_to_both(as_: SIT, made: MadeSchool) -> None:
    path, head, deputy = waiting(made), as_("head"), as_("deputy")
    head.send(f"{path}/return", {"reason": "Please check with the family first."})
    page = deputy.page(path)
    assert re.search(
        r"Head sent it back on .*?<q>Please check with the family first.</q>", page, re.DOTALL
    )
    bar = page.partition('id="next"')[2]
    assert "Everything is answered" not in bar
    assert "Nothing was changed since Head sent it back" in bar
    assert deputy.send(f"{path}/send").is_redirect
    page = head.page(f"{path}/sign-off")
    assert "You sent it back on " in page
    assert "Nothing was changed since." in page
    assert "sent it back" not in deputy.page(path).partition('id="story"')[0]


def test_what_was_changed_since_is_listed_for_the_deputy_too(as_: SIT, made: MadeSchool) -> None:
    path, head = waiting(made), as_("head")
    head.send(f"{path}/return", {"reason": "Shorter."})
    made.write(words="Good work.")
    made.check()
    page = as_("deputy").page(path)
    assert "<li>The words are different.</li>" in page
    assert "Everything is answered" in page


def test_after_a_yes_it_is_said_what_was_signed_and_what_comes_next(
    as_: SIT, made: MadeSchool
) -> None:
    post = made.signed(words="The fair is on Friday.").id
    page = as_("head").page(f"/?signed={post}")
    assert "Signed off:</strong> The fair is on Friday." in page
    assert "It can now be published from the tablet." in page
    assert "Signed off:" not in as_("head").page("/?signed=none")


def test_an_empty_new_post_comes_back_as_it_was(as_: SIT) -> None:
    deputy = as_("deputy")
    (key,) = re.findall(r'name="draft" value="([^"]+)"', deputy.page("/new"))
    answer = deputy.send("/new", {"draft": key, "channels": ["linkedin"], "groups": ["Year 4"]})
    assert answer.status_code == 400
    assert "There is nothing in it yet." in answer.text
    assert f'name="draft" value="{key}"' in answer.text
    assert 'value="linkedin" checked' in answer.text
    assert 'value="Year 4" checked' in answer.text
    answer = deputy.send("/new", {"words": "Hello."})
    assert answer.status_code == 400
    assert ">Hello.</textarea>" in answer.text
    assert deputy.page("/new").count("checked") == 2  # Instagram, and comments off
