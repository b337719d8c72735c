"""A made-up school in which every page has something to show: posts in every state, and the rest.

In memory, with pretended pictures: what is looked at is the pages, not what made them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from gatekeeper.bootstrap import App
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Person, Role
from gatekeeper.domain.trip import Trip
from gatekeeper.records.home import Layout
from gatekeeper.records.vault import make_home_key
from gatekeeper.web.app import make_site
from gatekeeper.web.site import Site
from gatekeeper.web.work import Work
from tests.desk.made_school import PASSPHRASE, MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import ORIGIN, Browser, WorkAtOnce
from tests.web.test_audits import AuditsAtOnce, brought, zipped

SETS: Mapping[str, frozenset[Role]] = {
    "pastoral": frozenset({Role.PASTORAL_LEAD, Role.DSL}),
    "Mrs Featherstonehaugh-Cholmondeley": frozenset({Role.DEPUTY_HEAD, Role.DEPUTY_DSL}),
}
"""Who holds a set of roles, beside the one person per role of the made school."""
WORDS = "Ring 07700 900123. Amina Test and Ben Test, both nine, live at 4 Mill Lane, SW1A 1AA."
AUDITED = {"2026-09-18 a name": "Well done Cleo Test!", "2026-09-25 faces": "Our garden grows."}
NOTICE = {
    "day": "Monday 16 November",
    "reason": "There is no water.",
    "more": "Please see the school's website.",
}


def made_site(folder: Path) -> tuple[MadeSchool, Site]:
    """Return the school and its site."""
    made = MadeSchool()
    layout, school = Layout(folder), made.school
    examiners = made.examiners.bundle()
    app = App(layout, made.clock, made.records, made.keyring, school, examiners)
    layout.home_key.parent.mkdir(parents=True)
    make_home_key(layout.home_key)
    site = make_site(app, ORIGIN)
    audits = AuditsAtOnce(app, Work(app), site.audits.spool)
    return made, replace(site, work=WorkAtOnce(app), audits=audits)


def sit(site: Site, who: str) -> Browser:
    """Sit down as somebody who has just said who it is."""
    browser = Browser(site)
    assert browser.enter(who).status_code == 303
    browser.send("/step-up", {"passphrase": PASSPHRASE, "next": "/"})
    return browser


def fill(made: MadeSchool, site: Site) -> dict[str, tuple[str, ...]]:
    """Fill the school; return what may stand for each part of an address, as in `{post}`."""
    _people(made)
    _posts(made)
    head, deputy, office = (sit(site, who) for who in ("head", "deputy", "office"))
    codes = _trips(made, office)
    notices = _notices(head, deputy)
    handed = _handed_in(sit(site, "coach"))
    incidents = _incidents(head, deputy)
    _rooms(site, head)
    audit = brought(head, zipped(AUDITED)).rpartition("/")[2]
    with made.begin() as uow:
        posts = tuple(version.id for version in uow.posts.all())
        live = tuple(item.id for item in uow.live_posts.all())
    return {
        "post": (*posts, *notices, handed),
        "picture": ("1",),
        "channel": ("instagram",),
        "pupil": ("amina",),
        "incident": incidents,
        "code": codes,
        "audit": (audit,),
        "live": live,
    }


def _people(made: MadeSchool) -> None:
    with made.begin() as uow:
        for name, roles in SETS.items():
            uow.people.put(Person(name, name, roles))
            made._key(uow, name)
        coach = uow.people.get("coach")
        assert coach is not None
        uow.people.put(replace(coach, classes=frozenset({"Year 4"})), seen=1)
        for number in range(40):
            made.enrol(uow, f"Wilhelmina-Anastasia{number}")


def _posts(made: MadeSchool) -> None:
    """Walk posts to every state; the first is published, the last an empty draft."""
    both = (ChannelName.INSTAGRAM, ChannelName.LINKEDIN)
    made.published(picture("a", 1), names=("amina",))
    _signed(made, "signed", channels=both)
    made.write(picture("d", 1), slug="waiting", words="The choir sang. " * 12)
    made.check("waiting")
    made.say("amina", post="waiting")
    made.send("waiting")
    made.write(picture("b", 12, perhaps=2), slug="faces", words=WORDS, channels=both)
    made.check("faces")
    made.say_some({0: "amina", 1: "ben"}, post="faces")
    made.write(picture("c", refuse="It is no picture."), slug="broken")
    made.check("broken")
    made.write(slug="empty", words="")


def _signed(made: MadeSchool, slug: str, **changes: Any) -> None:
    made.write(picture(slug, 1), slug=slug, **changes)
    made.check(slug)
    made.say("amina", post=slug)
    made.send(slug)
    made.sign(slug)


def _trips(made: MadeSchool, office: Browser) -> tuple[str, ...]:
    with made.begin() as uow:
        year, before = frozenset({"Year 9"}), uow.now - timedelta(hours=2)
        for name in ("wood", "museum"):
            uow.trips.put(Trip(name, name.title(), "Mere", year, before, uow.now, "coach"))
    pages = [office.send(f"/trips/{name}/link").text for name in ("wood", "museum")]
    codes = [re.findall(r"/back/([\w-]+)", page)[0] for page in pages]
    office.send(f"/back/{codes[1]}", {"news": "all back"})
    return tuple(codes)


def _notices(head: Browser, deputy: Browser) -> tuple[str, ...]:
    shown = re.findall(r'name="shown" value="([^"]+)"', head.page("/announce"))[0]
    head.send("/announce/sign", {"shown": shown, "passphrase": PASSPHRASE})
    made = [deputy.send("/announce/closed", NOTICE).headers["location"] for _ in range(2)]
    deputy.send(f"{made[0]}/ready")
    return tuple(path.rpartition("/")[2] for path in made)


def _handed_in(coach: Browser) -> str:
    told = {"key": "abc123", "words": "We saw a heron.", "trip": "wood"}
    files = [("pictures", ("IMG_1.jpg", picture("e", 3)))]
    answer = coach.send("/hand-in", told, files=files)
    return str(answer.headers["location"]).rpartition("/")[2]


def _incidents(head: Browser, deputy: Browser) -> tuple[str, ...]:
    told = {"kind": "SHOWN", "noticed_at": "2026-11-12T09:00", "words": "A child is seen. " * 9}
    first, second = (deputy.send("/incidents", told).headers["location"] for _ in range(2))
    head.send(f"{second}/notes", {"done": "NOT_TO_ICO", "words": "Seen by nobody."})
    head.send(f"{second}/notes", {"done": "CLOSED", "words": "over"})
    return first.rpartition("/")[2], second.rpartition("/")[2]


def _rooms(site: Site, head: Browser) -> None:
    """Fill the rooms: a hold, a concern, who stands in, and who took the releaser's place."""
    dsl = sit(site, "dsl")
    dsl.send("/dsl/hold", {"pupil": "cleo", "reason": "Made up.", "review_on": "2026-12-16"})
    dsl.send("/children/amina/posts", {"reason": "Her mother asked."})
    sit(site, "teacher").send("/concern", {"words": "A worry about a telephone."})
    when = {"first_day": "2026-11-16", "last_day": "2026-11-20", "passphrase": PASSPHRASE}
    head.send("/stand-ins", {"person": "office"} | when)
    dsl.send("/glass", {"reason": "The deputy is on a train."})


def stop(site: Site) -> None:
    """Stop everything."""
    sit(site, "governor").send("/stop", {"why": "OTHER", "words": "A parent rang."})
