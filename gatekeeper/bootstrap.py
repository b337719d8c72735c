"""The one place that chooses real adapters and wires them together."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from gatekeeper.checks import CHECKS
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.publishing.sign_off import Approval
from gatekeeper.desk.school import School
from gatekeeper.desk.trips.calendar_file import parse as parse_calendar
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Scheme
from gatekeeper.domain.rules import RuleBook
from gatekeeper.errors import CouldNotCheck, UsageError
from gatekeeper.evidence.faces.version import (
    finder_version,
    matcher_version,
    template_version,
)
from gatekeeper.evidence.guard import (
    FILMS,
    FINDER,
    MAKER,
    MATCHER,
    QUICK_FINDER,
    QUICK_MATCHER,
    READER,
    TEXT,
    TEXT_LIMITS,
    Guard,
    GuardedFilms,
    GuardedFinder,
    GuardedMaker,
    GuardedMatcher,
    GuardedReader,
    GuardedText,
    Turns,
    make_films,
    make_finder,
    make_maker,
    make_matcher,
    make_quick_finder,
    make_quick_matcher,
    make_reader,
    make_text_reader,
)
from gatekeeper.evidence.text.version import text_version
from gatekeeper.evidence.words.names import RollNames
from gatekeeper.evidence.words.passages import Passages
from gatekeeper.mail.server import SmtpServer
from gatekeeper.policy.book import parse_book
from gatekeeper.policy.channels import ChannelSheet, read_sheet
from gatekeeper.policy.notices import read_patterns
from gatekeeper.ports import (
    Archive,
    Clock,
    Keyring,
    Mailer,
    Records,
)
from gatekeeper.records.home import Home, Layout, make_home, open_home, upgrade_home
from gatekeeper.records.keys import FolderKeyring
from gatekeeper.settings import Settings


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """An opened home with everything that the deeds need."""

    layout: Layout
    clock: Clock
    records: Records
    keyring: Keyring
    school: School
    examiners: Examiners

    @property
    def approval(self) -> Approval:
        """What approving and releasing need."""
        return Approval(self.school, self.examiners, self.keyring)


def bundled(name: str) -> Path:
    """Return a folder that comes with gatekeeper: `rules`, `consent_data` or `fixtures`.

    Raises:
        CouldNotCheck: this installation came without it.
    """
    package = Path(__file__).parent
    for folder in (package / "_bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    message = f"This installation came without its folder {name}."
    raise CouldNotCheck(message, "Run gatekeeper from a checkout of its repository.")


@contextmanager
def open_app(
    home: Path, models: Path, clock: Clock | None = None, database: str = ""
) -> Iterator[App]:
    """Open a home for some deeds, and close what was started for them.

    Raises:
        UsageError: the folder is not a home. CouldNotCheck: a key, the rule book or the calendar
            is missing or altered.
    """
    clock = clock or SystemClock()
    with closing(open_home(home, clock, database)) as opened:
        sheets = read_sheets(opened.layout.rules)
        with open_examiners(models, sheets) as examiners:
            yield _app(opened, clock, sheets, examiners)


@contextmanager
def open_examiners(models: Path, sheets: Mapping[ChannelName, ChannelSheet]) -> Iterator[Examiners]:
    """Start what looks at pictures, in child processes of its own, and end them afterwards."""
    turns = Turns()
    faces = Guard(_tools(models, sheets), turns=turns)
    text = Guard({TEXT: partial(make_text_reader, models)}, TEXT_LIMITS, turns)
    with faces, text:
        yield make_examiners(faces, text)


def _tools(
    models: Path, sheets: Mapping[ChannelName, ChannelSheet]
) -> dict[str, Callable[[], object]]:
    limits = {name: sheet.limits.picture for name, sheet in sheets.items()}
    return {
        READER: make_reader,
        FINDER: partial(make_finder, models),
        MAKER: partial(make_maker, limits),
        MATCHER: partial(make_matcher, models),
        QUICK_FINDER: partial(make_quick_finder, models),
        QUICK_MATCHER: partial(make_quick_matcher, models),
        FILMS: make_films,
    }


def _app(
    home: Home, clock: Clock, sheets: dict[ChannelName, ChannelSheet], examiners: Examiners
) -> App:
    school = School(
        calendar=parse_calendar(_text(home.layout.calendar)),
        book=read_book(home.layout.rules),
        steps={name: sheet.steps for name, sheet in sheets.items()},
        purposes={name: sheet.purpose for name, sheet in sheets.items()},
        limits=tuple(sheet.limits for sheet in sheets.values()),
        patterns=read_patterns(rule_texts(home.layout.rules)),
        take_down={name: sheet.take_down for name, sheet in sheets.items()},
    )
    return App(home.layout, clock, home.records, home.keyring, school, examiners)


def make_mailer(server: SmtpServer | None) -> Mailer | None:
    """Return what sends notices; None where no mail server is set.

    Raises:
        UsageError: letters would leave this machine without TLS.
    """
    from gatekeeper.mail.smtp import SmtpMailer  # noqa: PLC0415 - no other command needs it

    return SmtpMailer(server) if server is not None else None


def make_examiners(guard: Guard, text: Guard) -> Examiners:
    """Return whatever looks at a post's content; pictures are opened in the guards' children only.

    Reading text needs as much memory as faces do, so it has a guard of its own.
    """
    finder = GuardedFinder(guard, finder_version())
    matcher = GuardedMatcher(guard, matcher_version(), template_version())
    maker, reader = GuardedMaker(guard), GuardedText(text, text_version())
    names, words = RollNames(), Passages()
    films = GuardedFilms(guard)
    examiners = Examiners(GuardedReader(guard), finder, names, maker, reader, words, matcher, films)
    quick_names = matcher_version(quick=True)
    return replace(
        examiners,
        quick_finder=GuardedFinder(guard, finder_version(quick=True), QUICK_FINDER),
        quick_matcher=GuardedMatcher(guard, quick_names, template_version(), QUICK_MATCHER),
    )


def open_archive(source: Path, channel: ChannelName = ChannelName.INSTAGRAM) -> Archive:
    """Return what reads the published posts in a folder or a ZIP, whatever kind it is.

    `channel` is asked of a plain folder only.

    Raises:
        UsageError: there is no folder and no ZIP, or the ZIP is not safe to open.
    """
    from gatekeeper.archive.doors import open_door  # noqa: PLC0415 - loads instaloader

    return open_door(source, channel)


def open_own_account(settings: Settings, *, pictures: bool = True) -> Archive:
    """Return what reads the school's own account at Instagram through the official API.

    Raises:
        UsageError: no token is set, or it would be sent in the open.
    """
    from gatekeeper.archive.account import OwnAccount  # noqa: PLC0415 - loads an HTTP client
    from gatekeeper.archive.graph import Graph  # noqa: PLC0415 - see above

    if not settings.instagram_token:
        message = "There is no token for the school’s account at Instagram."
        remedy = "Set GATEKEEPER_INSTAGRAM_TOKEN, or name an export instead of the account."
        raise UsageError(message, remedy)
    if not settings.instagram_host.startswith(("https://", "http://127.0.0.1:")):
        message = "The token would be sent in the open."
        raise UsageError(message, "GATEKEEPER_INSTAGRAM_HOST has to begin with https://.")
    graph = Graph(settings.instagram_host, settings.instagram_token)
    return OwnAccount(graph, settings.instagram_account, pictures=pictures)


def make_school_home(
    root: Path, calendar: Path, clock: Clock | None = None, database: str = ""
) -> Home:
    """Make a home with the rule book that comes with gatekeeper and the school's calendar."""
    text = _text(calendar)
    parse_calendar(text)
    home = make_home(root, clock or SystemClock(), database)
    shutil.copytree(bundled("rules"), home.layout.rules, dirs_exist_ok=True)
    home.layout.calendar.write_text(text, encoding="utf-8")
    return home


def mend_home(root: Path, database: str = "") -> int:
    """Bring an older home's tables up to date and remove files that nothing names; say how many.

    Raises:
        UsageError: the folder is not a home. CouldNotCheck: a key is missing.
    """
    upgrade_home(root, database)
    with closing(open_home(root, SystemClock(), database)) as home:
        return home.sweep()


def read_book(folder: Path) -> RuleBook:
    """Return the rule book of a folder; `README.md` and `channels/` are not part of the rules.

    Raises:
        CouldNotCheck: it is missing, half-written or contradicts the checks.
    """
    return _book_of(tuple(rule_texts(folder).items()))


@lru_cache(maxsize=4)
def _book_of(texts: tuple[tuple[str, str], ...]) -> RuleBook:
    return parse_book(dict(texts), CHECKS)


def rule_texts(folder: Path) -> dict[str, str]:
    """Return every text of the rule book by its path in the folder."""
    paths = [p for kind in ("*.toml", "*.md") for p in folder.rglob(kind) if p.name != "README.md"]
    return {path.relative_to(folder).as_posix(): _text(path) for path in sorted(paths)}


def signature_holds(scheme: Scheme, public: bytes, message: bytes, proof: bytes) -> bool:
    """Whether a proof was made with a key; needs no home."""
    return FolderKeyring(Path(), SystemClock()).verifies(scheme, public, message, proof)


def read_sheets(folder: Path) -> dict[ChannelName, ChannelSheet]:
    """Return what each channel takes and the steps in its app.

    Raises:
        CouldNotCheck: a channel's sheet is missing.
    """
    return {
        name: read_sheet(_text(folder / "channels" / f"{name.value}.toml")) for name in ChannelName
    }


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"{path} cannot be read."
        raise CouldNotCheck(message, "Run `gatekeeper doctor`.") from error
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 text."
        raise UsageError(message, "Save it again as UTF-8.") from error
