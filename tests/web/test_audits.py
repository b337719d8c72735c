"""Audits at the desk: brought, watched, worked through by two people, and told."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from zipfile import ZipFile

import pytest

from gatekeeper.desk.audit.audit_run import Scope, start_audit
from gatekeeper.desk.audit.list_audits import AT_ONCE
from gatekeeper.domain.audit import AuditRun
from gatekeeper.domain.audit_answer import Handling
from gatekeeper.domain.audit_upload import Ended, Upload
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.release import TaskKind
from gatekeeper.records import spool as spooling
from gatekeeper.records.vault import make_home_key
from gatekeeper.web.audits import Audits
from gatekeeper.web.site import Site
from gatekeeper.web.work import Work
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser

Sit = Callable[[str], Browser]
WORDS = {
    "2026-09-18 a name": "Well done Amina Test!",
    "2026-09-25 faces": "Our garden grows.",
    "2026-10-02 a meeting": "We are at Oak Wood today until three.",
}


class AuditsAtOnce(Audits):
    """Runs an audit while the form is being sent, so that a test need not wait."""

    def ask(self, upload: str) -> None:
        """Run it here and now."""
        self.make(upload)

    def halt(self, upload: str) -> None:
        """End it here and now."""
        self._halted.add(upload)
        self.make(upload)


@pytest.fixture
def site(site: Site) -> Site:
    """Return the site with a home key, and audits that run at once."""
    layout = site.app.layout
    layout.home_key.parent.mkdir(parents=True)
    make_home_key(layout.home_key)
    return replace(site, audits=AuditsAtOnce(site.app, Work(site.app), site.audits.spool))


def zipped(told: Mapping[str, str] = WORDS) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for number, (name, words) in enumerate(told.items()):
            file.writestr(f"{name}.txt", words)
            file.writestr(f"{name}.jpg", picture(name, number))
    return packed.getvalue()


def brought(browser: Browser, data: bytes, **fields: str) -> str:
    answer = browser.send("/audits", fields, files={"files": ("posts.zip", data)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def runs(made: MadeSchool) -> tuple[tuple[AuditRun, ...], tuple[Upload, ...]]:
    with made.begin() as uow:
        return uow.audits.all(), uow.uploads.all()


def test_an_archive_is_brought_and_audited(as_: Sit, made: MadeSchool, site: Site) -> None:
    head = as_("head")
    where = brought(head, zipped())
    page = head.page(where)
    (run,), (upload,) = runs(made)
    assert where == f"/audits/{run.id}"
    assert upload.ended is Ended.FINISHED
    assert run.finished_at is not None
    assert "3 posts judged" in page
    assert "posts.zip" in page
    assert not any(site.app.layout.uploads.iterdir())


def test_that_nothing_was_found_is_not_said_of_what_could_not_be_checked(as_: Sit) -> None:
    head = as_("head")
    page = head.page(brought(head, zipped({"2026-09-25 faces": "Our garden grows."})))
    assert "No post could be checked to the end" in page
    assert "Nothing was found" not in page


def test_what_could_not_be_checked_has_its_list_and_a_way_to_have_it_taken_down(
    as_: Sit, made: MadeSchool
) -> None:
    head = as_("head")
    where = brought(head, zipped({"2026-09-25 faces": "Our garden grows."}))
    page = head.page(where)
    assert '<a href="#unchecked"><span class="number">1</span>' in page
    listed = page.partition('id="unchecked"')[2]
    assert "1 could not be checked" in listed
    assert "Our garden grows." in listed
    with made.begin() as uow:
        (live,) = uow.live_posts.all()
    assert head.send(f"{where}/posts/{live.id}/take-down").headers["location"].startswith(where)
    assert "ordered down" in head.page(where)
    assert "an audit was worked through" in head.page("/take-downs")


def test_one_text_by_itself_is_no_archive_and_what_is_taken_is_said(as_: Sit) -> None:
    head = as_("head")
    answer = head.send("/audits", files={"files": ("notes.txt", b"Buy milk.")})
    assert answer.status_code == 400
    assert "notes.txt is one text: no archive of posts." in answer.text
    assert "export as a ZIP" in answer.text


def asked(made: MadeSchool, head: Browser) -> tuple[str, str]:
    """Have an audit made of a child who may not be shown; return it and the post that waits."""
    made.change("amina", ConsentState.REFUSED)
    where = brought(head, zipped())
    found = re.findall(rf'"({where}/posts/[^"/?]+)"', head.page(where))
    assert found, "nothing was found"
    return where, found[0]


def mark(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_a_post_is_worked_through_and_the_next_one_shows_itself(as_: Sit, made: MadeSchool) -> None:
    head = as_("head")
    _, post = asked(made, head)
    page = head.page(post)
    assert "Well done Amina Test!" in page
    assert head.get(f"{post}/pictures/1.jpg").headers["content-type"] == "image/jpeg"
    told = head.send(post, {"said": "take down", "seen": mark(page)})
    led = head.get(told.headers["location"])
    assert led.status_code == 303
    saved = head.page(led.headers["location"])
    assert "Saved" in saved
    assert "Undo" in saved
    with made.begin() as uow:
        assert [one.said for one in uow.audit_answers.all()] == [Handling.TAKE_DOWN]
    undone = head.send(f"{post}/undo", {"seen": mark(saved)})
    assert undone.headers["location"] == post
    with made.begin() as uow:
        assert uow.audit_answers.all()[-1].said is Handling.OPEN


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(
    as_: Sit, made: MadeSchool
) -> None:
    head, dsl = as_("head"), as_("dsl")
    _, post = asked(made, head)
    seen = mark(dsl.page(post))
    head.send(post, {"said": "take down", "seen": seen})
    late = dsl.send(post, {"said": "keep for now", "reason": "We ask the family.", "seen": seen})
    assert late.status_code == 409
    assert "Head said “take down” while this page was open." in late.text
    with made.begin() as uow:
        assert len(uow.audit_answers.all()) == 1


def test_whoever_publishes_needs_a_second_person_who_sees_the_reason(
    as_: Sit, made: MadeSchool
) -> None:
    deputy, head = as_("deputy"), as_("head")
    where, post = asked(made, deputy)
    fields = {"said": "keep for now", "reason": "The family is being asked.", "seen": ""}
    deputy.send(post, fields)
    assert "somebody else has to say it too" in deputy.page(post)
    assert "I say so too" not in deputy.page(post)
    assert "1 waits for a second person" in head.page(where)
    page = head.page(post)
    assert "The family is being asked." in page
    assert "I say so too: keep for now" in page
    head.send(post, {**fields, "seen": mark(page)})
    assert "waits for a second person" not in head.page(where)


@pytest.mark.parametrize("fields", [{}, {"said": "open again"}, {"said": "fine", "reason": ""}])
def test_half_an_answer_changes_nothing(as_: Sit, made: MadeSchool, fields: dict[str, str]) -> None:
    head = as_("head")
    _, post = asked(made, head)
    assert head.send(post, {"seen": "", **fields}).status_code in {400, 409}
    with made.begin() as uow:
        assert uow.audit_answers.all() == ()


def test_the_report_comes_as_files_with_every_face_covered(as_: Sit, made: MadeSchool) -> None:
    head = as_("head")
    where, _ = asked(made, head)
    report = head.get(f"{where}/report.html")
    assert "attachment" in report.headers["content-disposition"]
    assert "<img" in report.text
    assert head.get(f"{where}/actions.csv").text.startswith("\ufeff")
    assert head.get(f"{where}/actions.xlsx").content.startswith(b"PK")


def test_a_governor_sees_counts_and_gets_no_further(as_: Sit, made: MadeSchool) -> None:
    head = as_("head")
    where, post = asked(made, head)
    governor = as_("governor")
    page = governor.page("/audits")
    assert "3 posts judged" in page
    assert "together fewer than 5" in page
    assert not re.search(r"\b[1-4] (take down|ask|could not check|say who|fine|of \d)", page)
    assert re.search(r"\b[1-4] (take down|ask|could not check|say who|fine)", head.page("/audits"))
    assert "Not everything found has been worked through yet." in page
    assert not {"posts.zip", where, "Amina", "Begin an audit"} & set(
        re.findall(r"posts\.zip|/audits/\w+|Amina|Begin an audit", page)
    )
    for path in (where, post, f"{post}/pictures/1.jpg", f"{where}/report.html", f"{where}/next"):
        assert governor.get(path).status_code == 403


def pieces(browser: Browser, upload: str, data: bytes, start: int = 0) -> None:
    for at in range(start, len(data), spooling.PIECE):
        piece = data[at : at + spooling.PIECE]
        answer = browser.send(
            f"/audits/uploads/{upload}/0", {"at": str(at)}, files={"piece": ("p", piece)}
        )
        assert answer.json() == {"have": at + len(piece)}


def test_an_upload_that_broke_off_goes_on_where_it_was(
    as_: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("gatekeeper.records.spool", "gatekeeper.web.pages.audit_uploads"):
        monkeypatch.setattr(f"{module}.PIECE", 300)
    head, data = as_("head"), zipped()
    fields = {"name": "posts.zip", "size": str(len(data)), "channel": "instagram"}
    upload = head.send("/audits/uploads", fields).json()["upload"]
    pieces(head, upload, data[:600])
    early = head.send(f"/audits/uploads/{upload}/arrived")
    assert early.status_code == 409
    assert "An upload that has not arrived whole" in head.page("/audits")
    assert f"{len(data)} 600 posts.zip" in head.page("/audits")
    assert as_("deputy").send(f"/audits/uploads/{upload}/arrived").status_code == 403
    pieces(head, upload, data, 600)
    begun = head.send(f"/audits/uploads/{upload}/arrived")
    assert "3 posts judged" in head.page(begun.headers["location"])


@pytest.mark.parametrize(
    ("path", "fields"),
    [("0", {"at": "x"}), ("7", {"at": "0"}), ("x", {"at": "0"}), ("0", {"at": "0"})],
)
def test_what_is_no_piece_is_refused(as_: Sit, path: str, fields: dict[str, str]) -> None:
    head = as_("head")
    named = {"name": "posts.zip", "size": "3", "channel": "instagram"}
    upload = head.send("/audits/uploads", named).json()["upload"]
    answer = head.send(
        f"/audits/uploads/{upload}/{path}", fields, files={"piece": ("p", b"far too long")}
    )
    assert answer.status_code in {400, 404}


def test_more_than_the_setting_allows_is_refused_before_a_byte_comes(
    as_: Sit, made: MadeSchool, site: Site
) -> None:
    site.audits.spool.most = 10
    head = as_("head")
    named = {"name": "posts.zip", "size": "11", "channel": "instagram"}
    assert head.send("/audits/uploads", named).status_code == 400
    assert runs(made) == ((), ())
    assert head.send("/audits/uploads", {**named, "size": "lots"}).status_code == 400


def test_two_uploads_that_each_had_room_do_not_fill_the_disk_together(as_: Sit, site: Site) -> None:
    site.audits.spool.most = 100
    head = as_("head")
    named = {"name": "posts.zip", "size": "60", "channel": "instagram"}
    uploads = [head.send("/audits/uploads", named).json()["upload"] for _ in range(2)]
    sent = [
        head.send(f"/audits/uploads/{upload}/0", {"at": "0"}, files={"piece": ("p", b"x" * 60)})
        for upload in uploads
    ]
    assert [answer.status_code for answer in sent] == [200, 400]
    assert [path.name for path in site.app.layout.uploads.iterdir()] == uploads[:1]


def test_a_form_with_files_asks_for_room_before_each_piece(
    as_: Sit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(site.audits.spool, "require_room", asked.append)
    data = zipped()
    brought(as_("head"), data)
    assert asked == [len(data), len(data)]


def test_what_is_no_archive_is_said_and_its_files_go(
    as_: Sit, made: MadeSchool, site: Site
) -> None:
    head = as_("head")
    page = head.page(brought(head, b"no ZIP at all"))
    assert "posts.zip cannot be opened as a ZIP." in page
    assert runs(made)[1][0].ended is Ended.REFUSED
    assert not any(site.app.layout.uploads.iterdir())


def test_an_audit_that_is_stopped_ends_and_its_files_go(
    as_: Sit, made: MadeSchool, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AuditsAtOnce, "ask", lambda *_: None)
    head = as_("head")
    where = brought(head, zipped())
    assert "Waiting for its turn" in head.page(where)
    assert head.get(f"{where}/progress").json() == {"busy": True, "trouble": False}
    (upload,) = runs(made)[1]
    assert any(site.app.layout.uploads.iterdir())
    head.send(f"/audits/uploads/{upload.id}/stop")
    assert "Head stopped it." in head.page(where)
    assert not any(site.app.layout.uploads.iterdir())
    site.audits.make(upload.id)
    assert "0 posts judged" in head.page(where)


def test_what_stands_still_says_why_and_goes_on_when_it_is_mended(
    as_: Sit, made: MadeSchool
) -> None:
    with made.begin() as uow:
        (adoption,) = uow.adoptions.all()
    head = as_("head")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AuditsAtOnce, "ask", lambda *_: None)
        where = brought(head, zipped())
    (upload,) = runs(made)[1]
    with made.begin() as uow:
        uow.adoptions.put(replace(adoption, digest="other"), seen=1)
    head.send(f"/audits/uploads/{upload.id}/on")
    assert "It stands still: The rule book is not in force" in head.page(where)
    with made.begin() as uow:
        uow.adoptions.put(adoption, seen=2)
    head.send(f"/audits/uploads/{upload.id}/on")
    assert "3 posts judged" in head.page(where)


def test_without_the_models_it_stands_still_and_judges_nothing_until_they_are_there(
    as_: Sit, made: MadeSchool
) -> None:
    head, made.examiners.finder.broken = as_("head"), True
    where = brought(head, zipped())
    assert "It stands still: The face model is missing." in head.page(where)
    with made.begin() as uow:
        assert not uow.judgements.all()
    made.examiners.finder.broken = False
    (upload,) = runs(made)[1]
    head.send(f"/audits/uploads/{upload.id}/on")
    assert "3 posts judged" in head.page(where)


def test_older_audits_are_a_page_further(as_: Sit, made: MadeSchool) -> None:
    head, deputy = as_("head"), made.actor("deputy")
    for _ in range(AT_ONCE + 1):
        with made.begin() as uow:
            start_audit(uow, made.school, deputy, Scope("here"))
    assert "1 older audit<" in head.page("/audits")
    assert "older audit" not in head.page(f"/audits?after={AT_ONCE}")
    assert "1 older audit<" in head.page("/audits?after=x")


def test_a_dropped_upload_takes_its_files_along(as_: Sit, site: Site) -> None:
    head = as_("head")
    named = {"name": "posts.zip", "size": "5", "channel": "instagram"}
    upload = head.send("/audits/uploads", named).json()["upload"]
    head.send(f"/audits/uploads/{upload}/0", {"at": "0"}, files={"piece": ("p", b"12345")})
    assert head.send(f"/audits/uploads/{upload}/stop").headers["location"] == "/audits"
    assert not any(site.app.layout.uploads.iterdir())


def test_whoever_began_it_finds_a_task_that_ends_with_the_last_post(
    as_: Sit, made: MadeSchool
) -> None:
    head = as_("head")
    where, _ = asked(made, head)
    posts = re.findall(rf'"({where}/posts/[^"/?]+)"', head.page(where))
    for post in dict.fromkeys(posts):
        head.send(post, {"said": "take down", "seen": ""})
    with made.begin() as uow:
        mine = [task for task in uow.tasks.all() if task.kind is TaskKind.WORK_THROUGH]
    assert [bool(task.done_at) for task in mine] == [True]
    assert head.get(f"{where}/next").headers["location"] == where
    page = head.page(where)
    assert "Of what was found nothing waits for you." in page
    assert "Nothing here waits for you." not in page
