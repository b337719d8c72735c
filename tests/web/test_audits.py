"""Audits at the desk: brought, watched, worked through by two people, and told."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from zipfile import ZipFile

import pytest

from gatekeeper.domain.audit import AuditRun
from gatekeeper.domain.audit_upload import Ended, Upload
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
