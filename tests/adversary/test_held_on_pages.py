"""Promise 7, on every page: a held child and one whose family refused, compared byte for byte.

Two schools are equal but for the ground. In both, everybody who is no DSL goes through every door
of the site, looks and then sends every form; a DSL does so everywhere but in the DSL room. What
comes back has to be the same, bytes and headers, but for what is random in any answer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import product
from pathlib import Path

import httpx2
import pytest

from gatekeeper.bootstrap import App
from gatekeeper.desk.audit.audit_run import Scope, start_audit
from gatekeeper.desk.audit.judge_live import judge_live
from gatekeeper.desk.audit.outline import begin_judging
from gatekeeper.desk.checking.gather import missing_of, store
from gatekeeper.desk.publishing.publish import say_published
from gatekeeper.desk.register.permission_changed import permission_changed
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Person, Role
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost
from gatekeeper.domain.register import ConsentState
from gatekeeper.errors import GatekeeperError
from gatekeeper.records.home import Layout
from gatekeeper.web.app import make_site
from gatekeeper.web.doors import Door
from gatekeeper.web.pages import dsl_room
from gatekeeper.web.table import DOORS
from tests.desk.made_school import DAY, PASSPHRASE, MadeSchool
from tests.desk.opened_school import all_answers, csv_of
from tests.desk.register.test_permission_changed import Deed, holds, objects, rows, withdraws
from tests.fakes.examiners import picture
from tests.fakes.portraits import FakePortraits
from tests.web.conftest import ORIGIN, Browser, WorkAtOnce

WALKERS: Mapping[str, frozenset[Role]] = {
    role.value: frozenset({role}) for role in Role if role is not Role.DEPUTY_DSL
} | {
    "head_and_dsl": frozenset({Role.HEADTEACHER, Role.DSL}),
    "deputy_and_dsl": frozenset({Role.DEPUTY_HEAD, Role.DEPUTY_DSL}),
    "deputy_and_office": frozenset({Role.DEPUTY_HEAD, Role.OFFICE}),
}
POSTS = ("draft", "waiting", "fetched", "live")
PLACES: Mapping[str, tuple[str, ...]] = {
    "post": (*POSTS, "class"),
    "picture": ("1",),
    "channel": ("instagram",),
    "pupil": ("amina", "ben"),
    "trip": ("t",),
    "audit": ("audit",),
    "live": ("on_show",),
}
"""What stands for each part of an address."""
IN_THE_ROOM = frozenset(door.name for door in dsl_room.DOORS)
ENDS_THE_WALK = frozenset({"POST /sign-out", "POST /step-up", "POST /step-up/end", "POST /sign-in"})
A_NEW_YES = "POST /office/children/{pupil}/agree"
"""Lifts a family's no and nothing else: after it a hold looks like a child's own no, and that is
compared in a test of its own."""
THE_FILE = "POST /data-protection/requests/{request}/file"
"""Gives back the family's own answers, which differ; `test_access` holds that it tells no bar."""
TYPED: Mapping[str, object] = {
    "letters": "a",
    "words": "Lovely work on our wall this week.",
    "why": "The wrong picture.",
    "own_reason": "Please choose another picture.",
    "who": "Amina Test",
    "say": "name",
    "channels": ["instagram"],
    "channel": "instagram",
    "groups": ["Year 4"],
    "device": "tablet",
    "said_by": "Ms Test",
    "said_on": DAY.isoformat(),
    "given_by": "Ms Test",
    "given_on": DAY.isoformat(),
    "paper": "Folder 7",
    "uses": ["group"],
    "kind": "parent notified",
    "every_parent": "yes",
    "old": "M-ben",
    "new": "M-ben",
    "pupil": "amina",
    "said": "take down",
    "child": "Amina Test",
    "reason": "The family asks for it in a letter.",
    "passphrase": PASSPHRASE,
}
"""What is typed into every form; a form takes what it knows."""


def refuses(school: MadeSchool) -> None:
    """Have the family's no written down, as an import does it."""
    actor = school.actor("office")
    with school.begin() as uow:
        for consent in uow.consents.of("amina"):
            no = replace(consent, id=uow.mint(), state=ConsentState.REFUSED, recorded_at=uow.now)
            uow.consents.put(replace(no, recorded_by=actor.id))
        permission_changed(uow, ["amina"])


def nothing(school: MadeSchool) -> None:
    """Let the same time pass, and nobody say no."""
    school.actor("office")
    with school.begin():
        pass


IN_THE_FILE: Mapping[Deed, dict[str, str]] = {
    refuses: all_answers("no"),
    withdraws: all_answers("withdrawn"),
}
"""What the family's own answer looks like in the school's file; of a hold no file knows."""


@dataclass
class Answered:
    """What came back from one door."""

    door: str
    status: int
    headers: dict[str, str]
    body: str


class Oakfield:
    """One of the two schools: four posts with Amina on their way, and one of the whole class."""

    def __init__(self, no: Deed, *, first: bool, home: Path) -> None:
        self.made = MadeSchool()
        self.file = csv_of(*rows(**IN_THE_FILE.get(no, {})))
        self.made.examiners.matcher = FakePortraits()
        self._walkers()
        for deed in (no, self._posts) if first else (self._posts, no):
            deed(self.made)
            # Both go on with the same numbers, so that only what the deed itself wrote differs.
            self.made.records._minted = iter(range(5000 if deed is no else 1000, 1_000_000))
        made = self.made
        self._audited(made)
        bundle, layout = made.examiners.bundle(), Layout(home)
        app = App(layout, made.clock, made.records, made.keyring, made.school, bundle)
        self.site = replace(make_site(app, ORIGIN), work=WorkAtOnce(app))

    def _audited(self, made: MadeSchool) -> None:
        """Have what is out audited: among it the post that shows Amina, by its link."""
        # At the same minute, however many seconds it took to say no.
        made.clock.set_to(datetime(2026, 11, 16, 9, 40, tzinfo=UTC))
        examiners, data = made.examiners.bundle(), picture("live", 2)
        digest = hashlib.sha256(data).hexdigest()
        shown = (Media("1.jpg", MediaKind.PICTURE, digest, len(data)),)
        link = "https://www.instagram.com/p/1"
        out = PublishedPost("1", ChannelName.INSTAGRAM, "News", made.clock.now(), shown, link=link)
        deputy = made.actor("deputy")
        with made.begin() as uow:
            run = start_audit(uow, made.school, deputy, Scope("an export"))
            run = replace(run, id="audit")
            uow.audits.put(run)
            live = LivePost("on_show", out, "salt", uow.now)
            uow.live_posts.put(live)
            uow.blobs.put(live.id, data)
            for job in missing_of(uow, examiners, live.as_version().post):
                store(uow, job, job.work(job, data))
            said = judge_live(uow, begin_judging(uow, made.school, examiners, run), live)
            assert said.findings

    def _walkers(self) -> None:
        with self.made.begin() as uow:
            for name, roles in WALKERS.items():
                who = f"as {name}"
                person = Person(who, who, roles, aup_read=DAY, social_media_aup_signed=DAY)
                uow.people.put(person)
                key = self.made.keyring.create(who, PASSPHRASE)
                uow.keys.put(replace(key, enrolled_at=uow.now, enrolled_by="head"))

    def _posts(self, made: MadeSchool) -> None:
        made.write(picture("class", 9), slug="class")
        made.check("class")
        for slug in POSTS:
            with suppress(GatekeeperError):
                self._post(slug)

    def _post(self, slug: str) -> None:
        made = self.made
        made.write(picture(slug, 2), slug=slug)
        made.check(slug)
        made.say("amina", "ben", post=slug)
        steps: Mapping[str, Callable[[], object]] = {
            "waiting": lambda: made.send(slug),
            "fetched": lambda: (made.sign(slug), made.fetch(made.granted(slug))),
            "live": lambda: self._goes_out(slug),
        }
        for stage in POSTS[1 : POSTS.index(slug) + 1]:
            steps[stage]()

    def _goes_out(self, slug: str) -> None:
        actor = self.made.actor("deputy")
        with self.made.begin() as uow:
            instagram = ChannelName.INSTAGRAM
            say_published(uow, actor, slug, channel=instagram, link="https://www.instagram.com/p/1")

    def sit(self, who: str) -> Seat:
        """Sit down as somebody, with the key unlocked."""
        browser = Browser(self.site)
        assert browser.enter(f"as {who}").is_redirect
        assert browser.send("/step-up", {"passphrase": PASSPHRASE, "next": "/"}).is_redirect
        return Seat(browser, WALKERS[who], self.file, browser.token())


def addresses(door: Door) -> Iterator[str]:
    parts = re.findall(r"{(\w+)}", door.path)
    for values in product(*(PLACES.get(part, ("x",)) for part in parts)):
        yield door.path.format(**dict(zip(parts, values, strict=True)))


def walk(school: Oakfield, who: Iterable[str]) -> Iterator[Answered]:
    """Have everybody look at every page, send every form, and look at every page once more."""
    seats = [school.sit(name) for name in who]
    for door, seat in product(DOORS, seats):
        if door.method == "GET" and door.name not in IN_THE_ROOM:
            yield from seat.through(door)
    for method in ("POST", "GET"):
        for door, seat in product(sorted(DOORS, key=_comes_last), seats):
            if door.method == method and seat.may_enter(door):
                yield from seat.through(door)


def _comes_last(door: Door) -> bool:
    """Whether it ends a post, or what a family says, on which the office's own file depends."""
    return door.path.endswith(("/stop", "/withdraw"))


@dataclass
class Seat:
    """Somebody at a browser of one's own, who takes every form as the page has it."""

    browser: Browser
    roles: frozenset[Role]
    file: str
    form_token: str

    def may_enter(self, door: Door) -> bool:
        """Whether it is worth trying: a shut door was tried once by everybody."""
        left_out = (
            door.name in IN_THE_ROOM | ENDS_THE_WALK | {A_NEW_YES, THE_FILE} or door.duties is None
        )
        person = Person("p", "Somebody", self.roles)
        return not left_out and any(person.may(duty) for duty in door.duties or ())

    def through(self, door: Door) -> Iterator[Answered]:
        """Go through a door, for every post, picture and child that it may be about."""
        for path in addresses(door):
            yield answered(door, self._sent(door, path))

    def _sent(self, door: Door, path: str) -> httpx2.Response:
        if door.method == "GET":
            return self.browser.get(path)
        fields = {"form_token": self.form_token, **TYPED}
        files = None
        if path.startswith(("/office", "/new")):
            files = {
                "file": ("r.csv", self.file),
                "pictures": ("a.jpg", picture("a new one", 1)),
            }
        return self.browser.http.post(path, data=fields, files=files)  # type: ignore[arg-type]


RANDOM = (
    r'name="(?:form_token|packed|difference)" value="[^"]+"',
    r'"(?:sign|data|proof|token|challenge|question)": ?"[^"]+"',
    r"/back/[\w-]+",
    r"\bid\d{6}\b",
    r'class="(?:digest|head)">[0-9a-f]{64}<',
)
"""What differs between any two answers: form tokens, values to be signed, one-time links, ids, the
head of a ledger (a digest over random ids), and the office's own file on its way from page to
page."""


def answered(door: Door, answer: httpx2.Response) -> Answered:
    body = answer.text
    for pattern in RANDOM:
        body = re.sub(pattern, "…", body)
    left_out = {"set-cookie", "content-length", "location"}
    headers = {name: value for name, value in answer.headers.items() if name not in left_out}
    location = re.sub(r"\bid\d{6}\b", "…", answer.headers.get("location", ""))
    return Answered(door.name, answer.status_code, headers | {"location": location}, body)


def differing(
    no: Deed, ordinary: Deed, who: Iterable[str], home: Path, *, first: bool
) -> list[str]:
    """Return the doors at which the two schools can be told apart; nothing means at none."""
    schools = [Oakfield(deed, first=first, home=home) for deed in (no, ordinary)]
    pairs = list(zip(*(walk(school, who) for school in schools), strict=True))
    assert sum(one.status == HTTPStatus.OK for one, _ in pairs) > len(pairs) // 4
    return [one.door for one, other in pairs if one != other]


def test_no_page_tells_a_held_child_from_a_refused_one(tmp_path: Path) -> None:
    assert differing(holds, refuses, WALKERS, tmp_path, first=False) == []


FEW = ("head_and_dsl", "deputy_and_office")


def test_nor_when_the_no_was_there_before_the_posts(tmp_path: Path) -> None:
    assert differing(holds, refuses, FEW, tmp_path, first=True) == []


@pytest.mark.parametrize("ordinary", [withdraws, objects])
def test_nor_from_one_who_withdrew_or_said_no(ordinary: Deed, tmp_path: Path) -> None:
    assert differing(holds, ordinary, FEW, tmp_path, first=False) == []


def test_a_new_yes_of_the_family_leaves_a_hold_and_a_child_s_own_no_alike(tmp_path: Path) -> None:
    seen = []
    for no in (holds, objects):
        seat = Oakfield(no, first=False, home=tmp_path).sit("deputy_and_office")
        doors = (next(d for d in DOORS if d.name == A_NEW_YES), *DOORS)
        seen.append(
            [
                a
                for door in doors
                for a in seat.through(door)
                if door.method == "GET" or door is doors[0]
            ]
        )
    assert seen[0] == seen[1]


def test_the_walk_would_notice(tmp_path: Path) -> None:
    """Compare with a school in which nobody said no: pages about the child have to differ."""
    told = differing(holds, nothing, ("deputy_and_office",), tmp_path, first=True)
    assert {
        "GET /",
        "GET /posts/{post}",
        "GET /audits/{audit}",
        "GET /office/children/{pupil}",
    } <= set(told)
