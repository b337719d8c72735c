"""Every door, under every role, with what nobody should send: a page each time, and nothing told.

There is no JSON interface: no schema is served, so nothing can be generated from one. What answers
JSON are single steps of our own scripts, listed here by hand; everything else is a page, a picture
or the way to another page.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest

from gatekeeper.desk.posts.find_post import find_post, stage_of
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.trip import Trip
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.form import MOST_FIELDS, MOST_FILES
from gatekeeper.web.headers import HEADERS
from gatekeeper.web.table import DOORS
from tests.desk.made_school import PEOPLE, MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

SIT = Callable[[str], Browser]
TO_OUR_SCRIPTS = frozenset(
    {
        "POST /sign-in/passkey/ask",
        "POST /sign-in/passkey",
        "POST /step-up/ask",
        "POST /invited/ask",
        "POST /invited",
        "POST /keys/offers/{offer}/ask",
        "GET /posts/{post}/progress",
        "POST /posts/{post}/sign-off/ask",
        "GET /audits/{audit}/progress",
        "POST /audits/uploads",
        "POST /audits/uploads/{upload}/{file}",
        "POST /tablet",
        "POST /posts/{post}/publish/ask",
        "POST /posts/{post}/publish/take",
    }
)
"""Doors that may answer JSON."""
KINDS = ("text/html", "text/plain", "text/csv", "image/jpeg")
ENDS_THE_SESSION = frozenset({"POST /sign-out", "POST /step-up/end"})
NASTY = ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "a" * 3000)
"""What may stand in an address instead of an id."""


@pytest.fixture
def post(made: MadeSchool) -> str:
    """Return the id of a post in the headteacher's queue."""
    made.write(picture("a", 1))
    made.check()
    made.say("amina")
    made.send()
    with made.begin() as uow:
        groups = frozenset({"Year 9"})
        uow.trips.put(Trip("wood", "Oak Wood", "Mere", groups, uow.now, uow.now, "teacher"))
    with made.begin() as uow:
        return uow.posts.all()[0].id


def address(door: Door, **parts: str) -> str:
    """Return an address of a door; a part that is not given is one that leads nowhere."""
    return re.sub(r"{(\w+)}", lambda part: parts.get(part[1], "none"), door.path)


def knock(browser: Browser, door: Door, path: str, token: str) -> httpx2.Response:
    """Go to a door; a form has nothing in it but this visitor's own token."""
    if door.method == "GET":
        return browser.get(path)
    return browser.http.post(path, data={"form_token": token})


def sound(door: Door, answer: httpx2.Response) -> list[str]:
    """Return what is wrong with an answer, whatever it is about."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    allowed = (*KINDS, "application/json") if door.name in TO_OUR_SCRIPTS else KINDS
    wrong = [] if answer.is_redirect or kind in allowed else [f"answers {kind}"]
    wrong += ["breaks"] if answer.status_code == 500 else []  # 503: said that it could not check
    wrong += [name for name, value in HEADERS.items() if answer.headers.get(name) != value]
    wrong += [word for word in ("Traceback", 'File "', "sqlalchemy") if word in answer.text]
    return [f"{door.name}: {item}" for item in wrong]


@pytest.mark.parametrize("who", [*PEOPLE, None])
def test_every_door_answers_a_page_and_tells_nothing_of_our_insides(
    who: str | None, as_: SIT, browser: Browser, post: str
) -> None:
    visitor = as_(who) if who else browser
    wrong, token = [], visitor.token()
    for door in DOORS:
        path = address(door, post=post, picture="1", channel="instagram", trip="wood")
        wrong += sound(door, knock(visitor, door, path, token))
        if who and door.name in ENDS_THE_SESSION:
            visitor = as_(who)
            token = visitor.token()
    assert not wrong


@pytest.mark.parametrize("part", NASTY)
def test_no_address_leads_out_of_the_records(part: str, as_: SIT) -> None:
    visitors = [(visitor := as_(who), visitor.token()) for who in ("deputy", "coach")]
    wrong = []
    for door in [door for door in DOORS if "{" in door.path and door.duties]:
        for visitor, token in visitors:
            path = address(door, **dict.fromkeys(re.findall(r"{(\w+)}", door.path), part))
            answer = knock(visitor, door, path, token)
            wrong += sound(door, answer)
            wrong += [f"{door.name}: opens"] if answer.status_code == 200 else []
            assert "root:" not in answer.text
    assert not wrong


@pytest.mark.parametrize(
    "name", ["../../evil.sh", "..\\evil.jpg", "a\x00b.jpg", "", ".", "x" * 900]
)
def test_a_picture_s_name_is_a_name_and_no_way(name: str, as_: SIT, made: MadeSchool) -> None:
    files = [("pictures", (name or "blob", picture("a", faces=0)))]
    answer = as_("deputy").send("/new", {"words": "Hello", "channels": "instagram"}, files=files)
    assert answer.status_code in {303, 400}
    with made.begin() as uow:
        names = [p.original.filename for version in uow.posts.all() for p in version.post.pictures]
    assert all(re.fullmatch(r"\d\d-[\w.\- ()]{1,80}", kept) for kept in names)


def test_no_picture_lies_on_the_disk_while_it_is_handed_in(
    as_: SIT, made: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_disk(_: object) -> None:
        pytest.fail("a picture was written to a temporary file")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", to_disk)
    large = ("large.jpg", picture("a", faces=0) + b"\0" * 3_000_000)
    as_("deputy").send(
        "/new", {"words": "Hello", "channels": "instagram"}, files=[("pictures", large)]
    )
    with made.begin() as uow:
        assert uow.posts.all()


# --- forms that are bombs -----------------------------------------------------------------


def test_too_many_files_and_too_many_fields_are_not_read(as_: SIT, made: MadeSchool) -> None:
    deputy = as_("deputy")
    token = deputy.token()
    many = [("pictures", (f"{n}.jpg", b"x")) for n in range(MOST_FILES + 1)]
    fields = {"form_token": token, "words": "Hello", "channels": "instagram"}
    assert deputy.http.post("/new", data=fields, files=many).status_code == 400
    lots = fields | {f"field {n}": "x" for n in range(MOST_FIELDS + 1)}
    assert deputy.http.post("/new", data=lots, files=many[:1]).status_code == 400
    with made.begin() as uow:
        assert not uow.posts.all()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--",
        b"--x\r\n" + b"A" * 100_000,
        b"\xff" * 2000,
    ],
)
def test_a_form_that_is_no_form_is_told_so(body: bytes, as_: SIT) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = as_("deputy").http.post("/new", content=body, headers=headers)
    assert answer.status_code in {400, 403}
    assert "Traceback" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)


def test_a_post_with_what_is_no_picture_is_kept(as_: SIT) -> None:
    files = [("pictures", ("a.jpg", b"\x89PNG\r\n" + b"\0" * 100))]
    deputy = as_("deputy")
    answer = deputy.send("/new", {"words": "Hello", "channels": "instagram"}, files=files)
    assert answer.status_code == 303
    assert "Hello" in deputy.page(answer.headers["location"])


# --- whose is what ------------------------------------------------------------------------


def foreign(made: MadeSchool) -> tuple[str, str]:
    """Write two posts; return the id of the first and a face of the second."""
    made.write(picture("a", 1), slug="first")
    made.check("first")
    made.write(picture("b", 1), slug="second")
    made.check("second")
    with made.begin() as uow:
        first, second = find_post(uow, "first").id, find_post(uow, "second").id
        return first, uow.sightings.of(second)[0].id


@pytest.mark.parametrize("who", ["teacher", "deputy", "head", "office"])
def test_a_face_of_another_post_is_no_face_of_this_one(
    who: str, as_: SIT, made: MadeSchool
) -> None:
    post, face = foreign(made)
    told = {"sighting": face, "say": "name", "who": "Amina Test", "picture": "1"}
    assert as_(who).send(f"/posts/{post}/faces", told).status_code == 404
    with made.begin() as uow:
        assert not uow.answers.all()


def test_a_request_to_sign_is_the_own_and_of_what_was_shown(
    as_: SIT, made: MadeSchool, post: str
) -> None:
    deputy = as_("deputy")
    head = as_("head")
    request = re.search(r'name="request" value="([^"]+)"', head.page(f"/posts/{post}/sign-off"))
    assert request is not None
    for way in (f"/posts/{post}/sign-off", "/posts/other/sign-off"):
        assert deputy.send(way, {"request": request[1]}).status_code == 403
    assert head.send(f"/posts/{post}/sign-off", {"request": "none"}).status_code in {303, 403, 404}
    with made.begin() as uow:
        assert stage_of(uow, post) is Stage.SUBMITTED


def test_a_grant_of_another_tablet_gives_no_file(as_: SIT, made: MadeSchool) -> None:
    made.signed(picture("a", 1), names=("amina",))
    grant = made.granted()
    deputy = as_("deputy")
    for told in ({"grant": grant.id}, {"grant": grant.id, "proof": "AAAA"}, {"grant": "none"}):
        answer = deputy.send(f"/posts/{grant.post}/publish/take", told)
        assert answer.status_code in {303, 400, 403, 404}
        assert "data" not in answer.text.partition("<main")[0][:200]
    with made.begin() as uow:
        assert not any(item.fetched for item in uow.grants.all())


# --- whose session ------------------------------------------------------------------------


def test_each_signing_in_gives_a_token_that_nobody_knew(as_: SIT, browser: Browser) -> None:
    cookie = "__Host-gatekeeper"
    browser.get("/sign-in")
    before = dict(browser.http.cookies)
    browser.enter("teacher")
    first = browser.http.cookies[cookie]
    assert first not in before.values()
    again = as_("teacher").http.cookies[cookie]
    assert again != first


def test_a_form_token_of_before_signing_in_is_none_afterwards(browser: Browser) -> None:
    before = browser.token()
    browser.enter("deputy")
    told = {"form_token": before, "words": "Hello", "channels": "instagram"}
    assert browser.http.post("/new", data=told).status_code == 403


# --- when the records cannot be opened ----------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/sign-in", "/posts/news", "/back/code"])
def test_records_that_cannot_be_opened_tell_nothing(
    path: str, as_: SIT, made: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    deputy = as_("deputy")

    @contextmanager
    def broken() -> Iterator[UnitOfWork]:
        raise RuntimeError("Amina Test")
        yield

    monkeypatch.setattr(made.records, "begin", broken)
    monkeypatch.setattr(made.records, "read", broken)
    answer = deputy.get(path)
    assert answer.status_code in {500, 503}
    assert "Amina" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
