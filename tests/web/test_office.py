"""The office's pages: the file, what it would change, one child, and no ground anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import httpx2
import pytest

from gatekeeper.desk.matching.enable_matching import enable_matching
from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.domain.register import ConsentState
from gatekeeper.web.site import Site
from tests.desk.made_school import MadeSchool
from tests.desk.matched_school import OPENING
from tests.desk.opened_school import csv_of, pupil_row
from tests.desk.register.test_permission_changed import rows
from tests.desk.register.test_register_overview import ends
from tests.fakes.examiners import picture
from tests.fakes.portraits import FakePortraits
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
CHILD = "/office/children/amina"


@pytest.fixture
def made() -> MadeSchool:
    """Return the school with what tells faces apart."""
    school = MadeSchool()
    school.examiners.matcher = FakePortraits()
    return school


@pytest.fixture
def office(as_: SIT) -> Browser:
    return as_("office")


def shows(office: Browser, *children: dict[str, str], **fields: object) -> httpx2.Response:
    """Choose a file of these children."""
    return office.send("/office/file", fields, files={"file": ("r.csv", csv_of(*children))})


def hidden(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', page)


def carried(page: str, **more: object) -> dict[str, object]:
    """Return what the page carries on to the next step."""
    names = ("packed", "difference", "others", "give_back")
    return {name: hidden(page, name) for name in names if hidden(page, name)} | more


def on_roll(made: MadeSchool) -> list[str]:
    with made.begin() as uow:
        return sorted(pupil.called for pupil in uow.pupils.all() if pupil.left_on is None)


def test_the_difference_is_shown_and_then_exactly_that_is_made_so(
    office: Browser, made: MadeSchool
) -> None:
    page = shows(office, *rows(), pupil_row("M-dan", first_name="Dan")).text
    assert "Join the school: 1" in page
    assert "Dan Test" in page
    assert len(on_roll(made)) == 3
    answer = office.send("/office/apply", carried(page))
    assert (answer.status_code, answer.headers["location"]) == (303, "/office")
    assert on_roll(made)[-1] == "Dan Test"


def test_what_is_taken_away_is_told_first(office: Browser) -> None:
    changed = rows(instagram_named="no", instagram_work="withdrawn", surname="Testing")
    page = shows(office, *changed, pupil_row("M-dan", first_name="Dan", given_on="")).text
    assert page.count("<details open>") == 0  # a yes without its day: nothing is read
    page = shows(office, *changed, pupil_row("M-dan", first_name="Dan")).text
    order = ["Withdrawn: 1", "Now no: 1", "Join the school: 1", "Other details: 1"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert "Amina Testing: Instagram, named" in page


def test_a_file_that_changed_the_register_meanwhile_is_not_applied(
    office: Browser, made: MadeSchool
) -> None:
    page = shows(office, *rows(), pupil_row("M-dan", first_name="Dan")).text
    made.change("ben", ConsentState.WITHDRAWN)
    assert office.send("/office/apply", carried(page)).status_code == 409
    assert len(on_roll(made)) == 3


def test_so_many_leavers_need_a_word_more(office: Browser, made: MadeSchool) -> None:
    page = shows(office, *rows()[:2]).text
    assert "More than a tenth of the roll would leave" in page
    assert office.send("/office/apply", carried(page)).status_code == 403
    assert office.send("/office/apply", carried(page, drop="yes")).is_redirect
    assert on_roll(made) == ["Amina Test", "Ben Test"]


def test_what_is_wrong_in_a_file_is_told_all_at_once(office: Browser, made: MadeSchool) -> None:
    answer = shows(office, pupil_row("M1", surname=""), pupil_row("M2", instagram_named="perhaps"))
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.text
    assert answer.text.count("<li>Row") == 2
    assert len(on_roll(made)) == 3


def test_whoever_has_the_name_of_a_child_on_record_is_asked_about(
    office: Browser, made: MadeSchool
) -> None:
    double = pupil_row("N-7", first_name="Amina", given_on="16/11/2026")
    page = shows(office, *rows(), double).text
    assert "Is N-7 the child known as M-amina?" in page
    fields = {"packed": hidden(page, "packed"), "others": hidden(page, "others")}
    page = office.send("/office/file", fields).text
    assert "Join the school: 1" in page
    assert office.send("/office/apply", carried(page)).is_redirect
    assert on_roll(made).count("Amina Test") == 2


def test_a_known_child_gets_its_new_number_and_keeps_every_no(
    office: Browser, made: MadeSchool
) -> None:
    made.change("amina", ConsentState.WITHDRAWN)
    renumbered = [{**rows()[0], "mis_id": "N-7"}, *rows()[1:]]
    page = shows(office, *renumbered).text
    fields = {"packed": hidden(page, "packed")[0], "old": "M-amina", "new": "N-7"}
    page = office.send("/office/renumber", fields).text
    assert "Join the school" not in page
    assert "Amina Test stays withdrawn" in page
    with made.begin() as uow:
        assert uow.pupil_id("N-7") == "amina"


def test_a_family_s_change_of_mind_is_said_and_not_guessed(
    office: Browser, made: MadeSchool
) -> None:
    made.change("amina", ConsentState.WITHDRAWN)
    page = shows(office, *rows()).text
    assert "Nothing would change" in page
    fields = {"packed": hidden(page, "packed")[0], "give_back": "M-amina M-ben"}
    page = office.send("/office/file", fields).text
    assert "New yeses: 10" in page
    assert office.send("/office/apply", carried(page)).is_redirect
    assert "may not" not in office.page(CHILD).replace("may not be shown stands", "")


@pytest.mark.parametrize("packed", ["", "no base64!", "QUJD", "eJwDAAAAAAE="])
def test_a_page_that_lost_its_file_says_so(office: Browser, packed: str) -> None:
    answer = office.send("/office/apply", {"packed": packed, "difference": "x"})
    assert answer.status_code == 400
    assert "hoose the" in answer.text


def test_nothing_has_changed_is_one_tap(office: Browser, made: MadeSchool) -> None:
    made.clock.move(hours=15)
    made.clock.move(days=2)
    office.enter("office")
    assert "3 school days ago" in office.page("/office")
    assert office.send("/office/confirm").is_redirect
    assert "It was looked at today" in office.page("/office")


def test_what_ends_soon_and_who_left_stand_on_the_first_page(
    office: Browser, made: MadeSchool
) -> None:
    ends(made, "ben", made.clock.now().date())
    page = office.page("/office")
    assert "Consents that end within 30 days: 1" in page
    assert "until 16 November 2026" in page
    assert "Instagram: group, portrait, named, work, video; LinkedIn:" in page


def test_a_child_is_found_by_the_first_letters(office: Browser) -> None:
    assert CHILD in office.send("/office/find", {"letters": "ami"}).text
    assert "Nobody on the roll" in office.send("/office/find", {"letters": "zz"}).text
    assert office.get("/office/children/nobody").status_code == 404


def test_a_family_withdraws_and_it_counts_at_once(office: Browser) -> None:
    fields = {"said_by": "Ms Test", "channels": "linkedin", "uses": ["named", "video"]}
    assert office.send(f"{CHILD}/withdraw", fields).is_redirect
    assert office.page(CHILD).count("</span> may not</td>") == 2


def test_half_a_withdrawal_is_not_written_down(office: Browser) -> None:
    for wrong in ({"said_by": ""}, {"channels": "nowhere"}, {"uses": "nothing"}):
        fields = {"said_by": "Ms Test", "channels": "linkedin", "uses": "named"} | wrong
        assert office.send(f"{CHILD}/withdraw", fields).status_code == 400


def test_a_family_agrees_on_paper(office: Browser, made: MadeSchool) -> None:
    made.change("amina", ConsentState.REFUSED)
    fields: dict[str, object] = {
        "given_by": "Ms Test",
        "given_on": "2026-11-16",
        "paper": "Folder 9",
    }
    what: dict[str, object] = {"channels": ["instagram", "linkedin"], "uses": "group"}
    assert office.send(f"{CHILD}/agree", fields | what).is_redirect
    assert office.page(CHILD).count("</span> may</td>") == 2
    ending = {"until": "2026-12-01", "uses": "named"}
    assert office.send(f"{CHILD}/agree", fields | what | ending).is_redirect
    assert "until 1 December 2026" in office.page("/office")
    for wrong in ({"given_on": "soon"}, {"until": "never"}, {"paper": ""}):
        assert office.send(f"{CHILD}/agree", fields | what | wrong).status_code == 400


def test_a_small_picture_is_kept_with_the_lock_shut(office: Browser) -> None:
    assert "the lock is shut" in office.page(CHILD)
    files = {"pictures": ("a.jpg", picture("amina 1", 1))}
    assert office.send(f"{CHILD}/pictures", files=files).is_redirect
    assert "A small picture is kept" in office.page(CHILD)
    assert office.send(f"{CHILD}/pictures").status_code == 400
    answer = office.send(f"{CHILD}/pictures", {"measure": "yes"}, files=files)
    assert answer.status_code == 409
    assert "may not be measured" in answer.text


def test_behind_the_open_lock_a_child_is_enrolled_once_the_family_agreed(
    office: Browser, made: MadeSchool
) -> None:
    open_lock(made)
    assert "the parents were not notified; no parent has agreed" in office.page(CHILD)
    said = {"said_by": "Ms Test, Mr Test", "said_on": "2026-11-16", "paper": "Folder 7"}
    notice = said | {"kind": "parent notified", "every_parent": "yes"}
    assert office.send(f"{CHILD}/measuring", notice).is_redirect
    agreed = said | {"kind": "parent agreed in writing", "said_by": "Ms Test"}
    assert office.send(f"{CHILD}/measuring", agreed).is_redirect
    files = [("pictures", (f"{n}.jpg", picture(f"amina {n}", n))) for n in (0, 1)]
    page = office.send(f"{CHILD}/pictures", {"measure": "yes"}, files=files).text
    assert "0.jpg: 0 faces were found" in page
    assert "1.jpg: kept" in page
    assert "1 picture enrolled" in page
    withdrawn = said | {"kind": "withdrawn", "said_by": "Ms Test"}
    assert office.send(f"{CHILD}/measuring", withdrawn).is_redirect
    assert "0 pictures enrolled" in office.page(CHILD)


def open_lock(made: MadeSchool) -> None:
    actor = made.actor("dpo")
    with made.begin() as uow:
        enable_matching(uow, actor, OPENING)


def test_what_was_said_of_measuring_has_to_be_one_of_the_list(office: Browser) -> None:
    fields = {"said_by": "Ms Test", "said_on": "2026-11-16", "kind": "perhaps"}
    assert office.send(f"{CHILD}/measuring", fields).status_code == 400


def test_without_what_tells_faces_apart_no_picture_is_taken(site: Site) -> None:
    examiners = replace(site.app.examiners, matcher=None)
    office = Browser(replace(site, app=replace(site.app, examiners=examiners)))
    office.enter("office")
    files = {"pictures": ("a.jpg", picture("amina 1", 1))}
    assert office.send(f"{CHILD}/pictures", files=files).status_code == 503


def test_why_a_child_may_not_be_shown_is_asked_of_a_dsl(office: Browser, made: MadeSchool) -> None:
    pages = []
    for name in ("amina", "ben"):
        if name == "amina":
            actor = made.actor("dsl")
            with made.begin() as uow:
                place_hold(uow, actor, made.keyring, HoldOrder("amina", "An order."))
        else:
            made.change("ben", ConsentState.REFUSED)
        pages.append(office.page(f"/office/children/{name}").replace(name, "x"))
    assert "Ask a DSL" in pages[0]
    assert pages[0].replace("Amina", "X") == pages[1].replace("Ben", "X")
