"""The data protection officer's pages: the lock, periods, complaints, one file, one receipt."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest

from gatekeeper.evidence.models.manifest import MODELS
from gatekeeper.web.site import Site
from tests.desk.made_school import DAY, PASSPHRASE, MadeSchool
from tests.desk.register.test_erase_child import leave
from tests.desk.register.test_permission_changed import holds
from tests.fakes.examiners import picture
from tests.fakes.portraits import FakePortraits
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
ROOM = "/data-protection"
CHILD = f"{ROOM}/children/amina"
OPENING: dict[str, object] = {
    "dpia": "DPIA 7, in the safe",
    "noticed_on": DAY.isoformat(),
    "review_by": (DAY + timedelta(20)).isoformat(),
    "alternative": "A person names every face.",
    "scope": "group",
    "scope_reason": "Only classes of which all agreed.",
    "passphrase": PASSPHRASE,
}
WHY = "Ms Test asked at the office and showed her passport."


@pytest.fixture
def made() -> MadeSchool:
    """Return the school with what tells faces apart."""
    school = MadeSchool()
    school.examiners.matcher = FakePortraits()
    return school


@pytest.fixture
def dpo(as_: SIT) -> Browser:
    return as_("dpo")


def test_what_goes_soon_is_said_kept_by_order_and_let_go_and_then_there_is_a_receipt(
    as_: Callable[[str], Browser], made: MadeSchool, site: Site
) -> None:
    made.write(slug="an-old-idea")
    dpo, head = as_("dpo"), as_("head")
    told = {"kept": "DRAFTS", "days": "10", "why": "As the school's schedule says."}
    assert dpo.send("/data-protection/keep", told).status_code == 303
    assert "an old idea (drafts that never went out), after" in dpo.page("/data-protection")
    with made.begin() as uow:
        post = uow.posts.all()[0].id
    assert "Keep it beyond its period" in head.page(f"/posts/{post}")
    why = {"why": "A solicitor asked for it."}
    assert head.send(f"/keeping/{post}", why).headers["location"] == "/"
    page = dpo.page("/data-protection")
    assert "an old idea: A solicitor asked for it." in page
    order = re.findall(r'action="/keeping/(\w+)/end"', page)[0]
    assert dpo.send(f"/keeping/{order}/end").headers["location"] == "/data-protection"
    made.clock.move(days=11)
    dpo = as_("dpo")
    assert "The server erases it tonight." in dpo.page("/data-protection")
    site.rounds.make()
    page = dpo.page("/data-protection")
    assert "Receipts: 1 erased" in page
    assert "an old idea" not in page


def test_the_lock_is_shut_until_the_officer_opens_it_with_every_ground(dpo: Browser) -> None:
    assert "Telling faces apart is shut" in dpo.page(ROOM)
    for wrong in ({"dpia": ""}, {"scope": "everywhere"}, {"noticed_on": ""}, {"scope_reason": "x"}):
        assert dpo.send(f"{ROOM}/open", OPENING | wrong).status_code == 400
    assert dpo.send(f"{ROOM}/open", OPENING | {"passphrase": "not this one"}).status_code == 403
    assert dpo.send(f"{ROOM}/open", OPENING).is_redirect
    page = dpo.page(ROOM)
    assert "Telling faces apart is open" in page
    assert "The review of the lock on faces, by 6 December 2026" in page


def test_how_far_it_opens_is_said_with_a_reason(dpo: Browser) -> None:
    dpo.send(f"{ROOM}/open", OPENING)
    fields = {"scope": "school", "scope_reason": "All families agreed.", "passphrase": PASSPHRASE}
    assert dpo.send(f"{ROOM}/scope", fields).is_redirect
    assert "every face that nobody has answered for. Because: All families agreed." in dpo.page(
        ROOM
    )


@pytest.mark.parametrize("who", ["dpo", "head"])
def test_shutting_it_says_that_nothing_is_left(who: str, as_: SIT, dpo: Browser) -> None:
    dpo.send(f"{ROOM}/open", OPENING)
    browser = as_(who)
    assert "Shut it and destroy everything" in browser.page(f"{ROOM}/shut")
    fields = {"why": "The governors decided so.", "passphrase": PASSPHRASE}
    assert "0 can be opened now" in browser.send(f"{ROOM}/shut", fields).text
    assert "Because the lock was shut again" in dpo.page(ROOM)


def test_small_pictures_are_switched_off_and_on(dpo: Browser) -> None:
    for switch, told in (("off", "are not kept"), ("on", "are kept")):
        fields = {"switch": switch, "passphrase": PASSPHRASE}
        assert dpo.send(f"{ROOM}/pictures", fields).is_redirect
        assert f"Small pictures for naming {told}" in dpo.page(ROOM)


def test_how_long_things_are_kept_is_decided_and_what_is_due_comes_first(
    dpo: Browser, made: MadeSchool
) -> None:
    leave(made, "amina", -40)
    assert "Nothing is due.</p>" in dpo.page(ROOM)
    fields = {"kept": "LEAVERS", "days": "30", "why": "As the schedule says."}
    for wrong in ({"kept": "?"}, {"days": "many"}, {"why": ""}):
        assert dpo.send(f"{ROOM}/keep", fields | wrong).status_code == 400
    assert dpo.send(f"{ROOM}/keep", fields).is_redirect
    page = dpo.page(ROOM)
    assert f'<a href="{CHILD}">Amina Test</a>, since 7 October 2026: kept long enough' in page
    assert "30 days" in page


def test_every_model_stands_there_with_licence_and_digest(dpo: Browser) -> None:
    page = dpo.page(ROOM)
    for model in MODELS:
        assert f"Licence: {model.licence}" in page
        assert model.sha256 in page


def test_a_complaint_is_received_acknowledged_and_answered(dpo: Browser, as_: SIT) -> None:
    path = f"{ROOM}/complaints"
    early = (DAY - timedelta(31)).isoformat()
    fields = {"said_by": "Ms Test", "on": early, "complaint": "A picture stayed up."}
    assert as_("head").send(path, fields).is_redirect
    assert "Overdue since 15 November 2026" in dpo.page(path)
    assert "Overdue:" in dpo.page(ROOM)
    found = re.search(rf'action="({path}/\w+)/acknowledge"', dpo.page(path))
    assert found is not None
    today = {"on": DAY.isoformat()}
    assert dpo.send(f"{found[1]}/acknowledge", today).is_redirect
    assert "Waiting for an answer for 31 days" in dpo.page(path)
    assert dpo.send(f"{found[1]}/answer", today | {"answer": "It is down."}).is_redirect
    assert "answered 16 November 2026: It is down." in dpo.page(path)


def requested(dpo: Browser, as_: SIT, given: str = "") -> str:
    """Have somebody ask about Amina, and a DSL decide; return the request's address."""
    asked = {"said_by": "Ms Test", "why": WHY, "on": DAY.isoformat()}
    assert dpo.send(f"{CHILD}/requests", asked).headers["location"] == f"{ROOM}/requests"
    page = dpo.page(f"{ROOM}/requests")
    assert "A DSL has to decide first" in page
    path = str(re.findall(rf'action="({ROOM}/requests/\w+)/answered"', page)[0])
    dsl = as_("dsl")
    assert "1 request to decide" in dsl.page("/rooms")
    dsl.send("/step-up", {"passphrase": PASSPHRASE})
    assert "Ms Test asked. To be answered by 16 December 2026." in dsl.page("/dsl")
    told = {"request": path.rpartition("/")[2], "given": given}
    assert dsl.send("/dsl/request", told).headers["location"] == "/dsl"
    return path


def test_a_late_request_is_loud_and_one_that_was_answered_is_not(dpo: Browser) -> None:
    asked = {"said_by": "Ms Test", "why": WHY, "on": "2026-10-14"}
    dpo.send(f"{CHILD}/requests", asked)
    assert "OVERDUE:" in dpo.page(ROOM)
    page = dpo.page(f"{ROOM}/requests")
    assert "OVERDUE since 14 November 2026, 2 days late." in page
    path = re.findall(rf'action="({ROOM}/requests/\w+)/answered"', page)[0]
    longer = {"on": DAY.isoformat(), "why": "There are many pictures."}
    assert dpo.send(f"{path}/extend", longer).status_code == 409
    no = {"on": DAY.isoformat(), "refused_why": "She took it back in writing."}
    dpo.send(f"{path}/answered", no)
    assert "too late: it was due 14 November 2026" in dpo.page(f"{ROOM}/requests")
    assert "OVERDUE" not in dpo.page(ROOM)


def test_a_request_that_takes_longer_has_two_months_more(dpo: Browser) -> None:
    asked = {"said_by": "Ms Test", "why": WHY, "on": DAY.isoformat()}
    dpo.send(f"{CHILD}/requests", asked)
    path = re.findall(rf'action="({ROOM}/requests/\w+)/extend"', dpo.page(f"{ROOM}/requests"))[0]
    assert dpo.send(f"{path}/file", {"passphrase": PASSPHRASE}).status_code == 409
    longer = {"on": DAY.isoformat(), "why": "There are many pictures."}
    assert dpo.send(f"{path}/extend", longer).is_redirect
    assert "Due 16 February 2027, in 92 days." in dpo.page(f"{ROOM}/requests")


def unpacked(answer: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_everything_about_a_child_is_one_file(dpo: Browser, made: MadeSchool, as_: SIT) -> None:
    made.published(picture("a", 1), names=("amina",))
    files = {"pictures": ("a.jpg", picture("amina 1", 1))}
    as_("office").send("/office/children/amina/pictures", files=files)
    fields = {"passphrase": PASSPHRASE}
    answer = dpo.send(f"{requested(dpo, as_, 'A note of May.')}/file", fields)
    assert answer.headers["content-type"] == "application/zip"
    assert "attachment" in answer.headers["content-disposition"]
    inside = unpacked(answer.content)
    assert set(inside) == {
        "about-this-child.html",
        "about-this-child.json",
        "small-picture.jpg",
    }
    page = inside["about-this-child.html"].decode()
    assert "Amina Test" in page
    assert "https://www.instagram.com/1" in page
    assert "A note of May." in page
    assert "What is held back, of every child, and why" in page
    assert json.loads(inside["about-this-child.json"])["pupil"]["surname"] == "Test"


def test_the_file_of_a_held_child_is_byte_for_byte_that_of_another(
    dpo: Browser, made: MadeSchool, as_: SIT
) -> None:
    path, fields = requested(dpo, as_), {"passphrase": PASSPHRASE}
    before = dpo.send(f"{path}/file", fields).content
    now = made.clock.now()
    holds(made)
    made.clock.set_to(now)
    assert dpo.send(f"{path}/file", fields).content == before


def test_no_file_without_the_passphrase(dpo: Browser, as_: SIT) -> None:
    fields = {"passphrase": "not this one"}
    assert dpo.send(f"{requested(dpo, as_)}/file", fields).status_code == 403


def test_a_child_who_left_is_erased_against_a_receipt(dpo: Browser, made: MadeSchool) -> None:
    version = made.signed(picture("a", 1), names=("amina",))
    assert "This child is on the roll" in dpo.page(CHILD)
    leave(made, "amina", -1)
    assert CHILD in dpo.send(f"{ROOM}/children", {"letters": "ami"}).text
    fields = {"why": "The family asks for it.", "passphrase": PASSPHRASE}
    assert dpo.send(f"{CHILD}/erase", fields).status_code == 409
    assert version.id in dpo.page(CHILD)
    page = dpo.send(f"{CHILD}/erase", fields | {"seen": version.id}).text
    with made.begin() as uow:
        entry = uow.ledger.entries()[-1]
    assert (entry.what, entry.hash in page) == ("child.erased", True)
    assert "Everything on the register about Amina Test was erased" in page
    assert dpo.get(CHILD).status_code == 404
    assert dpo.send(f"{CHILD}/erase", fields).status_code == 404


def test_a_dsl_erases_and_makes_no_file(as_: SIT) -> None:
    dsl = as_("dsl")
    assert "as one file" not in dsl.page(CHILD).replace("Everything about a child as one file", "")
    assert dsl.send(f"{CHILD}/requests", {"why": WHY}).status_code == 403


def test_whoever_is_not_there_is_not_found(dpo: Browser) -> None:
    assert "First letters" in dpo.page(f"{ROOM}/children")
    assert "Nobody on the register" in dpo.send(f"{ROOM}/children", {"letters": "zz"}).text
    assert dpo.get(f"{ROOM}/children/nobody").status_code == 404
