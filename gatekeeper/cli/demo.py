"""`gatekeeper demo`: every made-up draft is judged, and the good one goes all the way."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from gatekeeper.bootstrap import bundled, make_school_home, open_app, signature_holds
from gatekeeper.cli.answer import given_by
from gatekeeper.cli.demo_school import PASSPHRASE, DemoClock, Oakfield
from gatekeeper.cli.demo_serve import serve_oakfield
from gatekeeper.cli.edge import ExitCode
from gatekeeper.cli.findings import SIGNS
from gatekeeper.cli.options import Json, emit
from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.checking.gather import gather, gather_text
from gatekeeper.desk.checking.renditions import make_renditions
from gatekeeper.desk.faces.answer import answer
from gatekeeper.desk.faces.answers_file import parse as parse_answers
from gatekeeper.desk.ledger.verify_ledger import verify
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.people.open_school import begin
from gatekeeper.desk.posts.draft_file import parse as parse_draft
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.posts.write_draft import WriteDraft, write_draft
from gatekeeper.desk.publishing.fetch import Fetched, challenge, fetch
from gatekeeper.desk.publishing.publish import prove_comments, say_published
from gatekeeper.desk.publishing.release import Released, Wanted, release
from gatekeeper.desk.publishing.sign_off import approve, open_request
from gatekeeper.desk.publishing.submit import submit
from gatekeeper.desk.trips.all_back import say_news
from gatekeeper.domain.answer import How
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.finding import Finding, worst_first
from gatekeeper.domain.release import Comments
from gatekeeper.domain.trip import TripNews
from gatekeeper.domain.verdict import Verdict
from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.settings import Settings

GOOD = "nothing_wrong"
TRIP = "trip_not_over"
BY_THE_DAY = "R02"
"""The policy's own review: overdue or not, whatever the draft is."""


@dataclass(frozen=True, slots=True)
class Walked:
    """One draft of the demonstration: what came of it, and whether that is what was expected."""

    name: str
    verdict: Verdict
    expected: Verdict
    sentences: tuple[str, ...]
    found: tuple[str, ...]
    """Every finding but those of BY_THE_DAY, as `P02 may_not_be_shown`, sorted.

    What the drafter answered has `answered` behind it.
    """
    to_find: tuple[str, ...]

    @property
    def as_expected(self) -> bool:
        """Whether it is what the draft is named for, and nothing else; a NOTE stops nothing."""
        same = max(self.verdict, Verdict.NOTE) is max(self.expected, Verdict.NOTE)
        return same and self.found == self.to_find


def demo(
    ctx: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="Keep the made-up school in this folder.")
    ] = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Open the made-up school in a browser instead.")
    ] = False,
    port: Annotated[int, typer.Option(help="The port, with --serve.", min=1, max=65535)] = 8765,
    as_json: Json = False,
) -> int:
    """Walk every draft of the made-up school, and the good one from check to proof."""
    settings: Settings = ctx.obj
    for flaw in missing_or_altered(settings.models):
        raise flaw
    console = Console(highlight=False, quiet=as_json)
    started = monotonic()
    with _folder(home) as root:
        clock = DemoClock()
        code = make_oakfield(root, clock)
        with open_app(root, settings.models, clock) as app:
            oakfield = Oakfield(app)
            oakfield.open(code)
            if serve:
                return serve_oakfield(oakfield, port)
            _look_at(console, oakfield, _drafts())
            walked = [_walk(console, oakfield, folder) for folder in _drafts()]
            _go_all_the_way(console, oakfield, GOOD)
            _wait_for_the_trip(console, oakfield, clock)
            verified = _verify(console, oakfield)
    well = verified and all(item.as_expected for item in walked)
    told: dict[str, object] = {"ok": well, "drafts": walked, "ledger_verified": verified}
    emit(as_json, told, lambda c: c.print(_closing(walked, home, monotonic() - started)))
    return ExitCode.PASS if well else ExitCode.OUR_FAULT


@contextmanager
def _folder(home: Path | None) -> Iterator[Path]:
    if home is not None:
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="gatekeeper-demo-", ignore_cleanup_errors=True) as name:
        yield Path(name) / "home"


def make_oakfield(root: Path, clock: DemoClock) -> str:
    """Make the made-up school's home and return its one-time code."""
    home = make_school_home(root, bundled("consent_data") / "calendar.toml", clock)
    with home.records.begin() as uow:
        return begin(uow, "Oakfield Primary", "http://localhost")


def _drafts() -> list[Path]:
    drafts = bundled("fixtures") / "drafts"
    return sorted(path.parent for path in drafts.glob("*/post.toml"))


def _look_at(console: Console, oakfield: Oakfield, folders: list[Path]) -> None:
    """Take all drafts in: the faces of all, then the text in all, since the two take turns."""
    app = oakfield.app
    _say(console, f"{len(folders)} drafts are taken in, and their pictures looked at ...")
    for folder in folders:
        _take_in(oakfield, folder)
    for folder in folders:
        gather_text(app.records, app.examiners, folder.name)


def _take_in(oakfield: Oakfield, folder: Path) -> None:
    draft = parse_draft((folder / "post.toml").read_text(encoding="utf-8"))
    files = {item.file: (folder / item.file).read_bytes() for item in draft.pictures}
    app = oakfield.app
    with app.records.begin() as uow:
        write_draft(uow, oakfield.actors["teacher"], WriteDraft(folder.name, draft, files))
    gather(app.records, app.examiners, folder.name)
    _answer(oakfield, folder)
    make_renditions(app.records, app.examiners, folder.name)


def _walk(console: Console, oakfield: Oakfield, folder: Path) -> Walked:
    app, author = oakfield.app, oakfield.actors["teacher"]
    decision = check_post(app.records, app.school, app.examiners, author, folder.name)
    expected = tomllib.loads((folder / "expect.toml").read_text(encoding="utf-8"))
    walked = Walked(
        folder.name,
        decision.verdict,
        Verdict[str(expected["verdict"]).upper()],
        tuple(f.sentence for f in worst_first(decision.findings)),
        tuple(sorted(_found(f) for f in decision.findings if f.rule != BY_THE_DAY)),
        tuple(sorted(expected["findings"])),
    )
    _show(console, walked)
    return walked


def _found(finding: Finding) -> str:
    return f"{finding.rule} {finding.outcome}{' answered' if finding.answered else ''}"


def _answer(oakfield: Oakfield, folder: Path) -> None:
    """Hand in `answers.toml` for the teacher, then each `answers_by_<person>.toml`."""
    paths = sorted(folder.glob("answers*.toml"))
    for path in paths:
        who = path.stem.removeprefix("answers").removeprefix("_by_") or "teacher"
        items = parse_answers(path.read_text(encoding="utf-8"))
        with oakfield.app.records.begin() as uow:
            version = find_post(uow, folder.name)
            given = [given_by(uow, version, item) for item in items]
            answer(uow, oakfield.actors[who], version.id, given, How.SINGLY)


def _show(console: Console, walked: Walked) -> None:
    sign, style = SIGNS[walked.verdict]
    said = Text(walked.name, style="bold")
    if not walked.as_expected:
        wanted = ", ".join(walked.to_find) or "nothing"
        said.append(f"  EXPECTED {walked.expected.name}: {wanted}", style="bold red")
    if walked.sentences:
        said.append(f"\n{walked.sentences[0]}", style="not bold")
    table = Table.grid(Column(width=18), Column())
    table.add_row(Text(sign, style=style), said)
    console.print(table)


def _go_all_the_way(console: Console, oakfield: Oakfield, name: str) -> None:
    _sign_off(console, oakfield, name)
    app, deputy = oakfield.app, oakfield.actors["deputy"]
    for channel in _channels(oakfield, name):
        fetched = _fetch(oakfield, name, channel)
        assert fetched.package is not None  # noqa: S101 - the demonstration stops here if not
        _say(
            console,
            f"{name}: {len(fetched.package.files)} file(s) on the tablet for {channel.value}",
        )
        with app.records.begin() as uow:
            link = f"https://www.{channel.value}.com/p/oakfield-{name}"
            published = say_published(uow, deputy, name, channel=channel, link=link)
        with app.records.begin() as uow:
            prove_comments(uow, deputy, published.id, Comments.OFF, "looked at the post in the app")
        _say(console, f"{name}: published on {channel.value}, comments seen off")


def _sign_off(console: Console, oakfield: Oakfield, name: str) -> None:
    app = oakfield.app
    deputy, head = oakfield.actors["deputy"], oakfield.actors["headteacher"]
    with app.records.begin() as uow:
        submit(uow, app.school, app.examiners, deputy, name)
    with app.records.begin() as uow:
        shown = open_request(uow, app.school, app.examiners, head, name)
    with app.records.begin() as uow:
        approve(uow, app.approval, head, shown.request.id)
    _say(console, f"{name}: sent by {deputy.person.name}, signed off by {head.person.name}")


def _channels(oakfield: Oakfield, name: str) -> tuple[ChannelName, ...]:
    with oakfield.app.records.begin() as uow:
        return find_post(uow, name).post.channels


def _release(oakfield: Oakfield, name: str, channel: ChannelName) -> Released:
    app, deputy = oakfield.app, oakfield.actors["deputy"]
    with app.records.begin() as uow:
        return release(uow, app.approval, deputy, Wanted(name, channel, oakfield.tablet))


def _fetch(oakfield: Oakfield, name: str, channel: ChannelName) -> Fetched:
    grant = _release(oakfield, name, channel).grant
    assert grant is not None  # noqa: S101 - the demonstration stops here if not
    app = oakfield.app
    with app.records.begin() as uow:
        key = open_keys(uow, oakfield.tablet)[-1]
    proof = app.keyring.unlock(key, PASSPHRASE).sign(challenge(grant))
    with app.records.begin() as uow:
        return fetch(uow, app.approval, grant.id, proof)


def _wait_for_the_trip(console: Console, oakfield: Oakfield, clock: DemoClock) -> None:
    _sign_off(console, oakfield, TRIP)
    channel = _channels(oakfield, TRIP)[0]
    held = _release(oakfield, TRIP, channel)
    _say(console, f"{TRIP}: held back. {' '.join(held.waits)}")
    clock.skip(days=2, hours=6)
    with oakfield.app.records.begin() as uow:
        trip = find_post(uow, TRIP).post.trip or ""
        say_news(uow, oakfield.actors["teacher"], trip, TripNews.ALL_BACK)
    released = _release(oakfield, TRIP, channel)
    words = "released" if released.grant else f"not released: {released.voided or released.waits}"
    _say(console, f"{TRIP}: everybody is back, {words}")


def _verify(console: Console, oakfield: Oakfield) -> bool:
    with oakfield.app.records.begin() as uow:
        entries = uow.ledger.entries()
    head = entries[-1].hash
    found = verify(entries, signature_holds, trusted_fingerprint=oakfield.fingerprint, head=head)
    _say(console, f"ledger: {' '.join(found.words)}")
    return found.valid


def _say(console: Console, words: str) -> None:
    console.print(Text(f"  → {words}"))


def _closing(walked: list[Walked], home: Path | None, seconds: float) -> str:
    right = sum(item.as_expected for item in walked)
    kept = f" The school is kept in {home}; its passphrase is {PASSPHRASE!r}." if home else ""
    return f"{right} of {len(walked)} drafts as expected, {seconds:.0f} s.{kept}"
