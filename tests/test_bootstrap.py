"""Wiring: the folders that come with gatekeeper, a school's home, and who is closed at the end."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC
from pathlib import Path

import pytest

from gatekeeper import bootstrap
from gatekeeper.bootstrap import (
    SystemClock,
    bundled,
    make_examiners,
    make_school_home,
    open_app,
    read_book,
    read_sheets,
    rule_texts,
    signature_holds,
)
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Scheme
from gatekeeper.errors import CouldNotCheck, PictureRefused, UsageError
from gatekeeper.evidence.guard import Guard
from gatekeeper.records.keys import FolderKeyring
from tests.conftest import CHECKOUT
from tests.fakes.clock import FrozenClock


@pytest.fixture
def calendar() -> Path:
    return bundled("consent_data") / "calendar.toml"


@pytest.fixture
def home(tmp_path: Path, calendar: Path) -> Path:
    """Return the folder of a school's new home."""
    make_school_home(tmp_path / "home", calendar, FrozenClock())
    return tmp_path / "home"


@pytest.mark.parametrize("name", ["rules", "consent_data", "fixtures"])
def test_what_comes_with_gatekeeper_is_found(name: str) -> None:
    assert any(bundled(name).iterdir())


def test_what_did_not_come_with_it_is_said() -> None:
    with pytest.raises(CouldNotCheck, match="came without its folder nonsense"):
        bundled("nonsense")


def test_a_new_home_has_the_rule_book_and_the_calendar(home: Path, calendar: Path) -> None:
    assert read_book(home / "rules") == read_book(bundled("rules"))
    assert (home / "calendar.toml").read_bytes() == calendar.read_bytes()


def test_a_calendar_that_is_wrong_makes_no_home(tmp_path: Path) -> None:
    wrong = tmp_path / "calendar.toml"
    wrong.write_text("[[term]]\nname = 7\n")
    with pytest.raises(UsageError):
        make_school_home(tmp_path / "home", wrong, FrozenClock())
    assert not (tmp_path / "home").exists()


def test_a_calendar_in_another_encoding_is_told_of(tmp_path: Path) -> None:
    wrong = tmp_path / "calendar.toml"
    wrong.write_bytes("Zoë".encode("latin-1"))
    with pytest.raises(UsageError, match="not UTF-8"):
        make_school_home(tmp_path / "home", wrong, FrozenClock())


def test_the_page_about_the_rules_is_no_part_of_them(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("about")
    (tmp_path / "policy.md").write_text("clauses")
    (tmp_path / "consent").mkdir()
    (tmp_path / "consent" / "P01.toml").write_text("rule")
    (tmp_path / "notes.txt").write_text("notes")
    assert rule_texts(tmp_path) == {"policy.md": "clauses", "consent/P01.toml": "rule"}


def test_an_empty_folder_is_no_rule_book(tmp_path: Path) -> None:
    with pytest.raises(CouldNotCheck):
        read_book(tmp_path)
    with pytest.raises(CouldNotCheck):
        read_book(tmp_path / "that is not there")


def test_a_channel_without_a_sheet_stops_everything(home: Path) -> None:
    (home / "rules" / "channels" / "linkedin.toml").unlink()
    with pytest.raises(CouldNotCheck, match="linkedin"):
        read_sheets(home / "rules")
    with pytest.raises(CouldNotCheck), open_app(home, home):
        pytest.fail("it opened without the sheet of a channel")


def test_every_channel_has_limits_and_steps() -> None:
    sheets = read_sheets(bundled("rules"))
    assert set(sheets) == set(ChannelName)
    assert all(sheet.steps for sheet in sheets.values())


def test_an_opened_home_has_all_that_the_deeds_need(home: Path) -> None:
    clock = FrozenClock()
    with open_app(home, home, clock) as app:
        assert app.clock is clock
        assert app.approval.keyring is app.keyring
        assert app.approval.school is app.school
        assert set(app.school.steps) == set(ChannelName)
        with app.records.begin() as uow:
            assert uow.now == clock.now()


def test_the_process_that_opens_pictures_ends_with_the_home(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guards: list[Guard] = []

    def remember(guard: Guard, text: Guard) -> Examiners:
        guards.extend((guard, text))
        return make_examiners(guard, text)

    monkeypatch.setattr(bootstrap, "make_examiners", remember)
    with open_app(home, home) as app:
        assert guards[0].pid is None, "nobody has asked for a picture yet"
        with pytest.raises(PictureRefused):
            app.examiners.reader.read(b"", "a.jpg")
        assert guards[0].pid is not None
        with pytest.raises(PictureRefused):
            app.examiners.text.read(b"")
        assert guards[0].pid is None, "the two never have a process at once"
    assert [guard.pid for guard in guards] == [None, None]


def test_asking_for_versions_starts_no_process(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Guard, "call", lambda *_: pytest.fail("a process was started"))
    with open_app(home, home) as app:
        versions = app.examiners.versions()
    assert set(versions) == {"pictures", "faces", "names", "text", "words"}
    assert all(versions.values())


def test_a_command_loads_no_decoder_and_no_migrations() -> None:
    """They cost a second each, and a command that opens a home needs none of them here."""
    heavy = ("cv2", "onnxruntime", "numpy", "PIL", "alembic")
    asks = f"import sys, gatekeeper.cli.main; sys.exit(any(m in sys.modules for m in {heavy}))"
    assert subprocess.run([sys.executable, "-c", asks], cwd=CHECKOUT, check=False).returncode == 0


def test_a_folder_that_is_no_home_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a home"), open_app(tmp_path, tmp_path):
        pytest.fail("it opened")


def test_the_clock_tells_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_signature_is_checked_without_a_home(tmp_path: Path) -> None:
    keyring = FolderKeyring(tmp_path, FrozenClock())
    key = keyring.create("head", "correct horse battery")
    proof = keyring.unlock(key, "correct horse battery").sign(b"this")
    assert signature_holds(Scheme.ED25519, key.public, b"this", proof)
    assert not signature_holds(Scheme.ED25519, key.public, b"that", proof)
    assert not signature_holds(Scheme.WEBAUTHN, key.public, b"this", proof)
