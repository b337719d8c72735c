"""Who gets through which door: one table, and whatever is not in it is no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.responses import Response

from gatekeeper.domain.people import DUTIES, Person, Role, StandIn
from gatekeeper.web import app as web_app
from gatekeeper.web.doors import ANYBODY, Door
from gatekeeper.web.site import Site
from gatekeeper.web.table import DOORS
from gatekeeper.web.visit import Visit
from tests.desk.made_school import DAY, PEOPLE, MadeSchool
from tests.web.conftest import Browser

H, D, S, P, O, T = (  # noqa: E741 - as wide as a column
    Role.HEADTEACHER,
    Role.DEPUTY_HEAD,
    Role.DSL,
    Role.PASTORAL_LEAD,
    Role.OFFICE,
    Role.TEACHER,
)
EVERYBODY = frozenset(role for roles in DUTIES.values() for role in roles)
WRITERS = {H, D, P, O, T}
READERS = WRITERS | {S, Role.DEPUTY_DSL}
DESK = frozenset({H, D, S, Role.DEPUTY_DSL, O, Role.DPO})
HAND_IN_DOORS = (
    "GET /hand-in",
    "POST /hand-in",
    "GET /hand-in/{post}",
    "POST /hand-in/{post}/pictures",
    "POST /hand-in/{post}/faces",
    "POST /hand-in/{post}/said-no",
    "POST /hand-in/{post}/take-back",
    "GET /hand-in/{post}/pictures/{picture}/upright.jpg",
)
DSLS = frozenset({S, Role.DEPUTY_DSL})
OFFICE_DOORS = (
    "GET /office",
    "POST /office/confirm",
    "POST /office/find",
    "POST /office/file",
    "POST /office/apply",
    "POST /office/renumber",
    "GET /office/children/{pupil}",
    "POST /office/children/{pupil}/withdraw",
    "POST /office/children/{pupil}/agree",
    "POST /office/children/{pupil}/measuring",
    "POST /office/children/{pupil}/pictures",
)
OFFICER_DOORS = (
    "GET /data-protection",
    "POST /data-protection/open",
    "POST /data-protection/scope",
    "POST /data-protection/pictures",
    "POST /data-protection/keep",
    "POST /data-protection/children/{pupil}/requests",
    "GET /data-protection/requests",
    "POST /data-protection/requests/{request}/extend",
    "POST /data-protection/requests/{request}/file",
    "POST /data-protection/requests/{request}/answered",
)
AUDIT_DOORS = (
    "POST /audits",
    "POST /audits/uploads",
    "POST /audits/uploads/{upload}/arrived",
    "POST /audits/uploads/{upload}/stop",
    "POST /audits/uploads/{upload}/on",
    "POST /audits/uploads/{upload}/{file}",
    "GET /audits/{audit}",
    "GET /audits/{audit}/progress",
    "GET /audits/{audit}/next",
    "GET /audits/{audit}/report.html",
    "GET /audits/{audit}/actions.csv",
    "GET /audits/{audit}/actions.xlsx",
    "GET /audits/{audit}/posts/{live}",
    "POST /audits/{audit}/posts/{live}",
    "POST /audits/{audit}/posts/{live}/undo",
    "POST /audits/{audit}/posts/{live}/take-down",
    "GET /audits/{audit}/posts/{live}/pictures/{picture}.jpg",
)
COMPLAINT_DOORS = (
    "GET /data-protection/complaints",
    "POST /data-protection/complaints",
    "POST /data-protection/complaints/{complaint}/acknowledge",
    "POST /data-protection/complaints/{complaint}/answer",
)
ERASING_DOORS = (
    "GET /data-protection/children",
    "POST /data-protection/children",
    "GET /data-protection/children/{pupil}",
    "POST /data-protection/children/{pupil}/erase",
)
CHILD_POSTS_DOORS = (
    "GET /children/{pupil}/posts",
    "POST /children/{pupil}/posts",
    "POST /children/{pupil}/posts/take-down",
    "GET /children/{pupil}/posts/pictures/{live}/{original}.jpg",
    "GET /children/{pupil}/posts/look",
    "POST /children/{pupil}/posts/look/tap",
    "POST /children/{pupil}/posts/look/others",
)
TAKE_DOWN_DOORS = (
    "GET /take-downs",
    "GET /take-downs/{take_down}/picture.jpg",
    "POST /take-downs/{take_down}/done",
    "POST /take-downs/{take_down}/again",
    "POST /take-downs/{take_down}/gone",
    "POST /posts/{post}/take-down",
)
TABLE: dict[str, frozenset[Role]] = {
    "POST /sign-out": EVERYBODY,
    "GET /step-up": EVERYBODY,
    "POST /step-up": EVERYBODY,
    "POST /step-up/end": EVERYBODY,
    "POST /step-up/ask": EVERYBODY,
    "GET /me": EVERYBODY,
    "POST /me/recovery": EVERYBODY,
    "POST /me/recovery/confirm": EVERYBODY,
    "POST /me/elsewhere/end": EVERYBODY,
    "POST /me/keys/{key}/lost": EVERYBODY,
    "POST /me/tablets/{device}/lost": frozenset(READERS),
    "GET /keys": frozenset({H}),
    "POST /keys/invite": frozenset({H}),
    "POST /keys/offers/{offer}/ask": frozenset({H}),
    "POST /keys/offers/{offer}": frozenset({H}),
    "POST /keys/offers/{offer}/refuse": frozenset({H}),
    "POST /keys/{key}/end": frozenset({H}),
    "POST /keys/people/{person}/shut-out": frozenset({H}),
    "GET /": EVERYBODY,
    "GET /new": frozenset(WRITERS),
    "POST /new": frozenset(WRITERS),
    **dict.fromkeys(HAND_IN_DOORS, frozenset({Role.CONTRIBUTOR})),
    "POST /new/pictures": frozenset(WRITERS),
    "POST /words": frozenset(WRITERS),
    "POST /posts/{post}/pictures/{picture}/tool": frozenset(WRITERS),
    "GET /posts/{post}": frozenset(READERS),
    "GET /posts/{post}/progress": frozenset(READERS),
    "POST /posts/{post}/check": frozenset(WRITERS),
    "POST /posts/{post}/words": frozenset(WRITERS),
    "POST /posts/{post}/send": frozenset({H, D}),
    "POST /posts/{post}/stop": frozenset(READERS),
    "POST /posts/{post}/free": frozenset({H}),
    "POST /posts/{post}/take-over": frozenset(WRITERS),
    "POST /tasks/{task}/done": frozenset(READERS) | {Role.DPO},
    "POST /posts/{post}/faces": frozenset(WRITERS),
    "POST /posts/{post}/faces/confirm": frozenset(WRITERS),
    "GET /pupils/{pupil}/small.jpg": frozenset(WRITERS),
    "POST /posts/{post}/fix": frozenset(WRITERS),
    "POST /posts/{post}/said-no": frozenset(WRITERS),
    "GET /posts/{post}/pictures/{picture}/roll-call": frozenset(WRITERS),
    "POST /posts/{post}/pictures/{picture}/roll-call": frozenset(WRITERS),
    "POST /posts/{post}/pictures/{picture}/not-here": frozenset(WRITERS),
    **dict.fromkeys(CHILD_POSTS_DOORS, DSLS | {O, Role.DPO}),
    "POST /children/{pupil}/posts/letter": DSLS | {O},
    **dict.fromkeys(TAKE_DOWN_DOORS, DESK),
    "GET /roll-call": frozenset({H}),
    "POST /keeping/{subject}": DSLS | {H, Role.DPO},
    "POST /keeping/{stay}/end": DSLS | {H, Role.DPO},
    "POST /roll-call": frozenset({H}),
    "GET /posts/{post}/pictures/{picture}/upright.jpg": frozenset(WRITERS),
    "GET /posts/{post}/pictures/{picture}/{channel}.jpg": frozenset(READERS),
    "GET /posts/{post}/sign-off": frozenset({H}),
    "POST /posts/{post}/sign-off/ask": frozenset({H}),
    "POST /posts/{post}/sign-off": frozenset({H}),
    "POST /posts/{post}/return": frozenset({H}),
    "GET /tablet": frozenset({H}),
    "POST /tablet": frozenset({H}),
    "GET /posts/{post}/publish": frozenset({D}),
    "POST /posts/{post}/publish/ask": frozenset({D}),
    "POST /posts/{post}/publish/take": frozenset({D}),
    "POST /posts/{post}/publish/out": frozenset({D}),
    "POST /posts/{post}/publish/link": frozenset({D}),
    "POST /posts/{post}/publish/not-out": frozenset({D}),
    "POST /posts/{post}/publish/seen": frozenset({D}),
    "GET /e-mails": frozenset(WRITERS),
    "POST /e-mails": frozenset(WRITERS),
    "GET /trips": frozenset(READERS),
    "POST /trips/{trip}": frozenset(READERS),
    "POST /trips/{trip}/unsay": frozenset(READERS),
    "POST /trips/{trip}/link": frozenset({H, D, O}),
    "POST /trips/{trip}/link/end": frozenset({H, D, O}),
    "GET /stopped": EVERYBODY,
    "POST /stop": EVERYBODY,
    "POST /start": frozenset({H}),
    "GET /incidents": DESK,
    "POST /incidents": DESK,
    "GET /incidents/{incident}": DESK,
    "POST /incidents/{incident}/notes": DESK,
    "POST /incidents/{incident}/about": DESK,
    "POST /incidents/{incident}/take-down": DESK,
    "POST /incidents/{incident}/gone": DESK,
    "GET /announce": frozenset({H, D, O}),
    "POST /announce/sign/ask": frozenset({H}),
    "POST /announce/sign": frozenset({H}),
    "POST /announce/{pattern}": frozenset({H, D, O}),
    "GET /announce/posts/{post}": frozenset({H, D, O}),
    "POST /announce/posts/{post}/ready": frozenset({H, D, O}),
    "GET /glass": frozenset({H}) | DSLS,
    "POST /glass": frozenset({H}) | DSLS,
    "GET /stand-ins": frozenset({H}),
    "POST /stand-ins/ask": frozenset({H}),
    "POST /stand-ins": frozenset({H}),
    "POST /stand-ins/{stand_in}/end": frozenset({H}),
    "GET /rooms": EVERYBODY,
    "GET /dsl": DSLS,
    "GET /dsl/closed": DSLS,
    "POST /dsl/find": DSLS,
    "POST /dsl/hold": DSLS,
    "POST /dsl/lift": DSLS,
    "POST /dsl/share": DSLS,
    "POST /dsl/concern": DSLS,
    "POST /dsl/request": DSLS,
    **dict.fromkeys(OFFICE_DOORS, frozenset({H, D, O})),
    **dict.fromkeys(OFFICER_DOORS, frozenset({Role.DPO})),
    "GET /data-protection/shut": frozenset({Role.DPO, H}),
    "POST /data-protection/shut": frozenset({Role.DPO, H}),
    **dict.fromkeys(COMPLAINT_DOORS, frozenset({Role.DPO, H})),
    **dict.fromkeys(ERASING_DOORS, DSLS | {Role.DPO}),
    "GET /audits": frozenset({H, D, Role.DPO, Role.GOVERNOR}) | DSLS,
    **dict.fromkeys(AUDIT_DOORS, frozenset({H, D, Role.DPO}) | DSLS),
    **dict.fromkeys(
        ("GET /report", "GET /report/file"), frozenset({H, D, Role.GOVERNOR, Role.DPO})
    ),
    "GET /rules": EVERYBODY,
    "GET /concern": EVERYBODY,
    "POST /concern": EVERYBODY,
}
OPEN = {
    "GET /sign-in",
    "POST /sign-in",
    "POST /sign-in/passkey/ask",
    "POST /sign-in/passkey",
    "GET /invited",
    "GET /recover",
    "POST /recover",
    "POST /invited/ask",
    "POST /invited",
    "GET /back/{code}",
    "POST /back/{code}",
}


def test_every_door_stands_in_the_table() -> None:
    assert {door.name for door in DOORS} == set(TABLE) | OPEN
    assert len({door.name for door in DOORS}) == len(DOORS)


def opens(door: Door, roles: frozenset[Role]) -> bool:
    """Whether a door lets somebody with these roles in."""
    assert door.duties is not None
    person = Person("p", "Somebody", roles)
    return any(person.may(duty) for duty in door.duties)


@pytest.mark.parametrize("door", [d for d in DOORS if d.name in TABLE], ids=lambda d: d.name)
def test_a_door_opens_for_the_roles_of_the_table_and_no_other(door: Door) -> None:
    assert {role for role in Role if opens(door, frozenset({role}))} == TABLE[door.name]


SETS = (
    frozenset({H, S}),
    frozenset({D, Role.DEPUTY_DSL}),
    frozenset({P, S}),
    frozenset({D, O}),
    frozenset({T, Role.GOVERNOR}),
    frozenset({Role.DPO, Role.GOVERNOR}),
    frozenset[Role](),
)
"""One person holds a set of roles: what a door opens for is the sum, and nothing more."""


@pytest.mark.parametrize("door", [d for d in DOORS if d.name in TABLE], ids=lambda d: d.name)
def test_a_door_opens_for_a_set_of_roles_as_for_one_of_them(door: Door) -> None:
    expected = {roles for roles in SETS if roles & TABLE[door.name]}
    assert {roles for roles in SETS if opens(door, roles)} == expected


def address(door: Door) -> str:
    return (
        door.path.replace("{post}", "news")
        .replace("{picture}", "1")
        .replace("{incident}", "i")
        .replace("{pattern}", "closed")
        .replace("{stand_in}", "s")
        .replace("{complaint}", "c")
        .replace("{subject}", "news")
        .replace("{stay}", "s")
        .replace("{request}", "r")
        .replace("{audit}", "a")
        .replace("{live}", "l")
        .replace("{upload}", "u")
        .replace("{file}", "0")
        .replace("{original}", "o")
        .replace("{take_down}", "d")
        .replace("{person}", "p")
        .replace("{task}", "t")
        .format(channel="instagram", trip="t", pupil="amina", key="k", device="d", offer="o")
    )


@pytest.mark.parametrize("door", [d for d in DOORS if d.name in TABLE], ids=lambda d: d.name)
def test_nobody_gets_in_without_signing_in(door: Door, browser: Browser) -> None:
    path = address(door)
    answer = browser.get(path) if door.method == "GET" else browser.send(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


RECORD = {
    "GET /posts/{post}/sign-off": "what was shown, so that a yes is over exactly that",
}
"""What is put on record by whoever only opens a page."""


def test_no_page_but_these_puts_anything_on_record() -> None:
    assert {door.name for door in DOORS if door.method == "GET" and door.writes} == set(RECORD)
    assert all(door.writes for door in DOORS if door.method != "GET")


def test_a_page_that_writes_without_saying_so_is_stopped(
    site: Site, made: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page(visit: Visit) -> Response:
        with visit.site.app.records.begin() as uow:
            uow.ledger.append("page.opened", actor="x", subject="y")
        return visit.go("/")

    door = Door("GET", "/peep", page, ANYBODY)
    monkeypatch.setattr(web_app, "DOORS", (door, replace(door, path="/told", records=True)))
    browser = Browser(site)
    stopped = browser.get("/peep")
    assert (stopped.status_code, "cannot change it" in stopped.text) == (500, True)
    with made.begin() as uow:
        before = uow.ledger.entries()
    assert browser.get("/told").status_code == 303
    with made.begin() as uow:
        assert len(uow.ledger.entries()) == len(before) + 1


def asked(browser: Browser, door: Door) -> int:
    """Return the status with which a door answers; a form is sent without its token."""
    if door.method == "GET":
        return browser.get(address(door)).status_code
    return browser.http.post(address(door), data={"form_token": "?"}).status_code


@pytest.mark.parametrize("who", ["governor", "dpo", "office", "teacher"])
def test_a_door_asks_at_the_site_itself(who: str, as_: Callable[[str], Browser]) -> None:
    browser, role = as_(who), PEOPLE[who]
    shut = {name for name, roles in TABLE.items() if role not in roles}
    forms = {door.name for door in DOORS if door.name in TABLE and door.method == "POST"}
    refused = {d.name for d in DOORS if d.name in TABLE and asked(browser, d) == 403}
    assert shut
    assert refused == shut | forms


def test_a_governor_reads_no_posts(as_: Callable[[str], Browser], made: MadeSchool) -> None:
    made.write()
    governor = as_("governor")
    assert governor.get("/").headers["location"] == "/rooms"
    assert "Posts</a>" not in governor.page("/rooms")


def test_somebody_whose_account_ended_is_out_at_once(
    as_: Callable[[str], Browser], made: MadeSchool
) -> None:
    teacher = as_("teacher")
    assert teacher.get("/").status_code == 200
    with made.begin() as uow:
        person = uow.people.get("teacher")
        assert person is not None
        uow.people.put(replace(person, ended_at=uow.now), seen=uow.people.version("teacher"))
    assert teacher.get("/").status_code == 303


def test_a_stand_in_gets_to_the_approver_s_page_on_her_days(
    as_: Callable[[str], Browser], made: MadeSchool
) -> None:
    dsl = as_("dsl")
    made.write()
    made.send()
    assert dsl.get("/posts/news/sign-off").status_code == 403
    with made.begin() as uow:
        uow.stand_ins.put(StandIn("s", "dsl", DAY, DAY, "head", uow.now))
    assert dsl.get("/posts/news/sign-off").status_code == 200
