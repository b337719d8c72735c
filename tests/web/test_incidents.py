"""Incidents on the pages: a list without names for most, a record that only grows, a paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gatekeeper.desk.takedown.take_down import taken_down
from tests.desk.made_school import MadeSchool
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
WORDS = "Ben Test is in the second row."
NOTICED = "2026-11-16T09:00"


def put(browser: Browser, **more: str) -> str:
    told = {"kind": "SHOWN", "noticed_at": NOTICED, "words": WORDS} | more
    answer = browser.send("/incidents", told)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_the_record_shows_clocks_steps_and_numbers(as_: SIT) -> None:
    dpo = as_("dpo")
    page = dpo.page(put(as_("deputy")))
    assert "72 hours from when it was noticed" in page
    assert "71 hours" in page or "70 hours" in page
    assert "Thursday 19 November, 09:00" in page
    for number in ("999", "101", "0303 123 1113", "not entered: add it to calendar.toml"):
        assert number in page
    assert '/static/print.css" media="print"' in page


@pytest.mark.parametrize(
    ("who", "sees"),
    [("head", True), ("dsl", True), ("dpo", True), ("deputy", False), ("office", False)],
)
def test_the_list_names_no_child_but_to_whom_it_is_for(who: str, sees: bool, as_: SIT) -> None:  # noqa: FBT001
    put(as_("office"))
    page = as_(who).page("/incidents")
    assert "A child is shown or named who should not be" in page
    assert ("Ben Test" in page) is sees


@pytest.mark.parametrize(
    ("who", "sees"),
    [("head", True), ("dsl", True), ("dpo", True), ("deputy", False), ("office", False)],
)
def test_the_record_keeps_words_and_lines_for_whom_they_are(who: str, sees: bool, as_: SIT) -> None:  # noqa: FBT001
    head = as_("head")
    path = put(head)
    head.send(f"{path}/notes", {"done": "TOLD_FAMILY", "words": "Rang Ben's mother."})
    page = as_(who).page(path)
    assert (WORDS in page) is sees
    assert ("Ben&#39;s mother" in page) is sees
    assert "The family was told." in page
    assert ("for the headteacher, the DSLs and the DPO" in page) is not sees


def test_whoever_wrote_a_line_reads_it(as_: SIT) -> None:
    office, deputy = as_("office"), as_("deputy")
    path = put(office)
    deputy.send(f"{path}/notes", {"done": "EVIDENCE", "words": "A picture of the screen."})
    assert WORDS in office.page(path)
    assert "A picture of the screen" not in office.page(path)
    assert WORDS not in deputy.page(path)
    assert "A picture of the screen" in deputy.page(path)


def test_lines_are_added_and_stay(as_: SIT) -> None:
    deputy = as_("deputy")
    path = put(deputy)
    deputy.send(f"{path}/notes", {"done": "EVIDENCE", "words": "A picture of the screen."})
    deputy.send(f"{path}/notes", {"done": "sesame", "words": "A plain line."})
    page = as_("head").page(path)
    assert "Evidence was kept." in page
    assert page.index("A picture of the screen.") < page.index("A plain line.")
    assert "Deputy" in page


def test_only_who_decides_is_offered_to_close_it(as_: SIT) -> None:
    path = put(as_("deputy"))
    assert 'value="CLOSED"' not in as_("deputy").page(path)
    head = as_("head")
    assert 'value="CLOSED"' in head.page(path)
    assert head.send(f"{path}/notes", {"done": "CLOSED", "words": "over"}).status_code == 409
    head.send(f"{path}/notes", {"done": "NOT_TO_ICO", "words": "No risk: seen by nobody."})
    head.send(f"{path}/notes", {"done": "CLOSED", "words": "over"})
    assert "closed Monday" in head.page(path)
    assert "closed</span>" in head.page("/incidents")


def test_what_is_live_is_taken_down_from_here(as_: SIT, made: MadeSchool) -> None:
    published = made.published()
    deputy = as_("deputy")
    path = put(deputy, post=published.post)
    page = deputy.page(path)
    assert "Live on Instagram" in page
    assert deputy.send(f"{path}/take-down", {"published": published.id}).status_code == 303
    assert "Ordered down" in deputy.page(path)
    assert "an incident is about it" in deputy.page("/take-downs")
    assert deputy.send(f"{path}/gone", {"published": published.id}).status_code == 400
    answer = deputy.send(f"{path}/gone", {"published": published.id, "proof": "Opened its link."})
    assert answer.status_code == 303
    page = deputy.page(path)
    assert "Nothing of this post is live" in page
    assert "Seen gone from Instagram" in page


def test_what_was_taken_down_and_not_seen_gone_still_stands_in_the_record(
    as_: SIT, made: MadeSchool
) -> None:
    published, actor = made.published(), made.actor("teacher")
    dpo = as_("dpo")
    path = put(dpo, post=published.post)
    with made.begin() as uow:
        taken_down(uow, actor, published.id)
    assert "nobody has seen yet that it is gone" in dpo.page(path)
    answer = dpo.send(f"{path}/gone", {"published": published.id, "proof": "Opened its link."})
    assert answer.status_code == 303
    assert "Nothing of this post is live" in dpo.page(path)


def test_late_is_said_loudly(as_: SIT, made: MadeSchool) -> None:
    path = put(as_("deputy"))
    made.clock.move(hours=80)
    page = as_("head").page(path)
    assert "late" in page
    assert 'class="clock late"' in page


@pytest.mark.parametrize("fields", [{"kind": "?"}, {"noticed_at": ""}, {"words": ""}])
def test_half_a_form_opens_no_incident(fields: dict[str, str], as_: SIT, made: MadeSchool) -> None:
    told = {"kind": "DATA", "noticed_at": NOTICED, "words": WORDS} | fields
    assert as_("deputy").send("/incidents", told).status_code == 400
    with made.begin() as uow:
        assert uow.incidents.all() == ()


def test_a_record_that_is_not_there_is_said(as_: SIT) -> None:
    assert as_("head").get("/incidents/nothing").status_code == 404


def test_many_days_are_said_as_days(as_: SIT) -> None:
    page = as_("dpo").page(put(as_("deputy"), kind="COMPLAINT"))
    assert "29 days" in page


def test_the_record_names_the_post_and_a_wrong_choice_is_put_right_by_a_further_line(
    as_: SIT, made: MadeSchool
) -> None:
    live = made.published()
    wrong = made.write(slug="other", words="Our garden grows.")
    head = as_("head")
    path = put(head, post=wrong.id)
    about = head.page(path).partition('id="about-post"')[2].partition("</section>")[0]
    assert "<strong>Our garden grows.</strong>" in about
    assert "Nothing of it is live" in about
    sent = head.send(f"{path}/about", {"post": live.post, "words": "The other of the two."})
    assert sent.headers["location"] == path
    page = head.page(path)
    about = page.partition('id="about-post"')[2].partition("</section>")[0]
    assert "<strong>Lovely work this week.</strong>" in about
    assert f'Live on Instagram: <a class="link" href="{live.link}"' in about
    assert "Have it taken down" in page
    line = "It is about another post than was said.</strong> “Lovely work this week.”"
    assert line in page
    assert "The other of the two." in page
    head.send(f"{path}/about", {"post": ""})
    page = head.page(path)
    assert "It names no post of ours" in page
    assert "No post of ours. The wrong post was named." in page


def test_no_line_says_by_the_way_that_it_is_about_another_post(as_: SIT) -> None:
    head = as_("head")
    path = put(head)
    assert 'value="ABOUT"' not in head.page(path)
    head.send(f"{path}/notes", {"done": "ABOUT", "words": "A plain line."})
    assert "another post than was said" not in head.page(path)
