"""Large files on their way: what arrived stays, and nobody reads it without the key."""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.errors import CouldNotCheck, NotYet, UsageError
from gatekeeper.records import spool as module
from gatekeeper.records.spool import SEALED, Spool

KEY = bytes(range(32))
DATA = secrets.token_bytes(25)


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spool:
    """Return a spool whose pieces have ten bytes."""
    monkeypatch.setattr(module, "PIECE", 10)
    monkeypatch.setattr(module, "SPARE", 0)
    return Spool(tmp_path / "uploads", lambda: KEY, most=1000)


def pieces(data: bytes = DATA) -> Iterator[tuple[int, bytes]]:
    return ((at, data[at : at + 10]) for at in range(0, len(data), 10))


def arrive(spool: Spool, upload: str = "u", file: int = 0) -> None:
    for at, data in pieces():
        spool.take(upload, file, at, data)


def test_a_file_is_read_from_any_place(spool: Spool) -> None:
    arrive(spool)
    with spool.open("u", 0) as file:
        assert file.read() == DATA
        assert file.seek(-7, io.SEEK_END) == 18
        assert file.read(4) == DATA[18:22]
        file.seek(0)
        file.seek(5, io.SEEK_CUR)
        assert file.tell() == 5
        assert file.read(12) == DATA[5:17]
        file.seek(99)
        assert file.read() == b""


def test_the_same_piece_again_changes_nothing_and_none_is_left_out(spool: Spool) -> None:
    assert spool.have("u", 0) == 0
    assert spool.take("u", 0, 0, DATA[:10]) == 10
    assert spool.take("u", 0, 0, DATA[:10]) == 10
    with pytest.raises(NotYet, match="Only 10 bytes"):
        spool.take("u", 0, 20, DATA[20:])
    spool.take("u", 0, 10, DATA[10:20])
    assert spool.take("u", 0, 20, DATA[20:]) == len(DATA)


@pytest.mark.parametrize(("at", "data"), [(3, b"x"), (0, b""), (0, b"x" * 11)])
def test_what_is_no_piece_is_refused(spool: Spool, at: int, data: bytes) -> None:
    with pytest.raises(UsageError):
        spool.take("u", 0, at, data)


def test_nothing_of_a_file_can_be_read_without_the_key(spool: Spool, tmp_path: Path) -> None:
    arrive(spool)
    kept = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert [path.stat().st_size for path in kept] == [10 + SEALED, 10 + SEALED, 5 + SEALED]
    assert not any(DATA[:4] in path.read_bytes() for path in kept)
    other = Spool(tmp_path / "uploads", lambda: KEY[::-1], most=1000)
    with other.open("u", 0) as file, pytest.raises(OSError, match="altered"):
        file.read()


def test_a_piece_that_was_moved_or_taken_away_is_noticed(spool: Spool, tmp_path: Path) -> None:
    arrive(spool)
    folder = tmp_path / "uploads" / "u" / "0"
    (folder / "000001").write_bytes((folder / "000000").read_bytes())
    with spool.open("u", 0) as file, pytest.raises(OSError, match="altered"):
        file.read()
    with spool.open("u", 0) as file:
        (folder / "000001").unlink()
        with pytest.raises(OSError, match="gone"):
            file.read()


def test_it_is_bounded(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    arrive(spool)
    spool.require_room(800)
    with pytest.raises(UsageError, match="GB"):
        spool.require_room(980)
    monkeypatch.setattr(module, "SPARE", 1 << 60)
    with pytest.raises(CouldNotCheck, match="room"):
        spool.require_room(1)


def test_what_nobody_needs_goes(spool: Spool, tmp_path: Path) -> None:
    for upload in ("old", "needed", "other"):
        arrive(spool, upload)
    assert spool.sweep(spool.here(), {"needed"}) == 2
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == ["needed"]
    spool.remove("needed")
    spool.remove("needed")
    assert spool.have("needed", 0) == 0
    assert spool.sweep(spool.here(), ()) == 0


def test_an_upload_that_begins_while_it_is_asked_what_is_needed_stays(spool: Spool) -> None:
    arrive(spool, "old")
    here = spool.here()
    arrive(spool, "begun meanwhile")
    assert spool.sweep(here, ()) == 1
    assert spool.here() == {"begun meanwhile"}


def test_a_piece_that_goes_while_the_room_is_counted_takes_none(
    spool: Spool, tmp_path: Path
) -> None:
    arrive(spool)
    (tmp_path / "uploads" / "u" / "0" / "gone").symlink_to(tmp_path / "nowhere")
    spool.require_room(1)
