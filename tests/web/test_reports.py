"""The governor's report and the rule book, as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from gatekeeper.domain.calendar import SchoolCalendar, Span
from gatekeeper.domain.rules import Waiver
from gatekeeper.web.site import Site
from tests.desk.made_school import DAY, MadeSchool
from tests.desk.register.test_permission_changed import holds
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]


def with_school(site: Site, **changes: object) -> Browser:
    """Return a browser at a site whose school differs in something."""
    school = replace(site.app.school, **changes)  # type: ignore[arg-type]
    return Browser(replace(site, app=replace(site.app, school=school)))


def test_a_governor_reads_a_term_in_numbers_and_no_name(as_: SIT, made: MadeSchool) -> None:
    made.published(picture("a", 1), names=("amina",))
    page = as_("governor").page("/report")
    assert "(100 in 100)" in page
    assert "nothing to count" in page
    assert "Amina" not in page
    assert "Lovely" not in page


def test_a_governor_takes_the_same_away_as_two_pages(as_: SIT, made: MadeSchool) -> None:
    made.published(picture("a", 1), names=("amina",))
    governor = as_("governor")
    assert "/report/file?term=Autumn" in governor.page("/report")
    answer = governor.get("/report/file?term=Autumn")
    assert answer.headers["content-disposition"] == 'attachment; filename="governors-autumn.html"'
    assert "1 of 1 (100 in 100)" in answer.text
    assert "Amina" not in answer.text
    assert as_("teacher").get("/report/file").status_code == 403


def test_small_numbers_are_not_on_the_page(as_: SIT, made: MadeSchool) -> None:
    made.signed(picture("a", 1), names=("amina",))
    holds(made)
    page = as_("governor").page("/report")
    assert "fewer than 5 or none" in page
    assert re.search("void when something changed</th><td>fewer than 5<", page)


def test_an_empty_term_is_said(as_: SIT) -> None:
    assert "No post was looked at" in as_("governor").page("/report")


def test_another_term_can_be_chosen_and_an_unknown_one_is_this_one(site: Site) -> None:
    terms = (
        Span("Summer", date(2026, 4, 20), date(2026, 7, 22)),
        Span("Autumn", date(2026, 9, 2), date(2026, 12, 18)),
    )
    governor = with_school(site, calendar=SchoolCalendar("Oakfield", terms))
    governor.enter("governor")
    assert "<h1>Report: Autumn</h1>" in governor.page("/report")
    assert "<h1>Report: Summer</h1>" in governor.page("/report?term=Summer")
    assert "<h1>Report: Autumn</h1>" in governor.page("/report?term=%3Cscript%3E")


def test_the_rule_book_says_every_rule_with_its_clause(as_: SIT, made: MadeSchool) -> None:
    page = as_("governor").page("/rules")
    assert "In force since Monday 16 November" in page
    for rule in made.book.rules:
        assert f"{rule.code} · kept by: {rule.owner}" in page
        assert f"Clause {rule.clause}, " in page
    assert "stops the post until it is changed" in page


def test_a_book_that_nobody_adopted_is_not_in_force(site: Site) -> None:
    teacher = with_school(site, book=replace(site.app.school.book, digest="f" * 64))
    teacher.enter("teacher")
    assert "This rule book is not in force" in teacher.page("/rules")


def test_what_is_set_aside_today_is_said_with_its_reason(site: Site) -> None:
    waivers = (
        Waiver("U02", "Head", "A new hall.", DAY, DAY),
        Waiver("U03", "Head", "An old reason.", date(2026, 1, 1), date(2026, 1, 2)),
    )
    teacher = with_school(site, book=replace(site.app.school.book, waivers=waivers))
    teacher.enter("teacher")
    page = teacher.page("/rules")
    assert "Set aside until 16 November 2026: U02. Head: A new hall." in page
    assert "An old reason" not in page
