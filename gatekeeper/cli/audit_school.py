"""The school that an audit is of, and the report about it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.batch.report.actions import write_csv
from gatekeeper.batch.report.album import Album
from gatekeeper.batch.report.gathered import gather_report
from gatekeeper.batch.report.page import write_page
from gatekeeper.batch.report.workbook import write_workbook
from gatekeeper.bootstrap import bundled, open_app
from gatekeeper.cli.demo import make_oakfield
from gatekeeper.cli.demo_published import put_on_record
from gatekeeper.cli.demo_school import PASSPHRASE, DemoClock, Oakfield
from gatekeeper.cli.files import write_by
from gatekeeper.cli.options import Desk, desk
from gatekeeper.domain.audit import AuditRun
from gatekeeper.ports import Archive
from gatekeeper.settings import Settings


@contextmanager
def audited_school(ctx: typer.Context, source: Path, as_json: bool) -> Iterator[Desk]:
    """Open the home; for Oakfield's own archive, where there is no home, the made-up school."""
    settings: Settings = ctx.obj
    if settings.home.exists() or not source.resolve().is_relative_to(bundled("fixtures")):
        with desk(ctx, as_json) as home:
            yield home
        return
    said = Text("There is no home here: this is Oakfield Primary, which is made up.")
    Console(stderr=True, quiet=as_json).print(said)
    clock = DemoClock()
    with tempfile.TemporaryDirectory(prefix="gatekeeper-oakfield-") as folder:
        root = Path(folder) / "home"
        code = make_oakfield(root, clock)
        with open_app(root, settings.models, clock) as app:
            Oakfield(app).open(code)
            put_on_record(app)
            known = replace(settings, home=root, passphrase=PASSPHRASE, person="Ms Ash")
            yield Desk(app, known, as_json)


def write_report(home: Desk, run: AuditRun, archive: Archive | None, folder: Path) -> Path:
    """Write the page and the plan of action, as CSV and as a workbook; return where the page is."""
    told = gather_report(home.app.records, home.app.school.book, run)
    album = Album(home.app.examiners, archive) if archive else None
    written = folder / "report.html"
    write_by(written, partial(write_page, told, album))
    write_by(folder / "actions.csv", partial(write_csv, told))
    write_by(folder / "actions.xlsx", partial(write_workbook, told))
    return written
