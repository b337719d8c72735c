"""A ZIP from outside: one that is made to harm is refused whole."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from gatekeeper.archive import zipped
from gatekeeper.archive.zipped import ZipFiles
from gatekeeper.errors import CouldNotCheck, UsageError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "export.zip"


def _refusal(path: Path) -> str:
    with pytest.raises(UsageError) as refused:
        ZipFiles(path).names()
    assert refused.value.remedy
    return str(refused.value)


@pytest.mark.parametrize(
    "name", ["../x.jpg", "a/../../x.jpg", "/etc/x", "C:/x.jpg", "..\\x.jpg", "a\tb.jpg"]
)
def test_a_name_that_leads_out_is_refused(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("good.jpg", b"x")
        file.writestr(name, b"x")
    assert "leads out" in _refusal(path)


def test_a_bomb_is_refused_before_it_is_unpacked(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("posts_1.json", b"0" * 5_000_000)
    assert path.stat().st_size < 10_000
    assert "far more than it should" in _refusal(path)


def test_files_that_lie_on_top_of_each_other_are_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("kernel.jpg", b"x" * 10_000)
        first = file.infolist()[0]
        for number in range(3):
            again = zipfile.ZipInfo(f"{number}.jpg")
            again.header_offset, again.CRC = first.header_offset, first.CRC
            again.compress_size = again.file_size = first.file_size
            file.filelist.append(again)
            file.NameToInfo[again.filename] = again
    assert "on top of each other" in _refusal(path)


def test_two_files_of_one_name_are_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.jpg", b"x")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a.jpg", b"y")
    assert "two files of one name" in _refusal(path)


def test_a_link_is_refused(path: Path) -> None:
    link = zipfile.ZipInfo("a.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(link, b"/etc/hostname")
    assert "a link" in _refusal(path)


def test_a_locked_zip_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.jpg", b"x")
        file.infolist()[0].flag_bits |= 1
    assert "password" in _refusal(path)


def test_an_unusual_packing_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("a.jpg", b"x" * 100)
    assert "unusual way" in _refusal(path)


def test_too_many_or_too_large_files_are_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.jpg", b"xx")
        file.writestr("b.jpg", b"xx")
    monkeypatch.setattr(zipped, "MAX_FILE", 1)
    assert "too large" in _refusal(path)
    monkeypatch.setattr(zipped, "MAX_FILES", 1)
    assert "more than 1 files" in _refusal(path)


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"not a zip"])
def test_what_is_no_zip_is_said(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert "cannot be opened as a ZIP" in _refusal(path)


def test_a_zip_that_is_not_there_is_said(path: Path) -> None:
    assert "cannot be opened" in _refusal(path)


def test_a_damaged_file_fails_as_any_file_does(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.jpg", b"picture of the hall")
    path.write_bytes(path.read_bytes().replace(b"picture", b"Picture"))
    with ZipFiles(path).open("a.jpg") as opened, pytest.raises(OSError, match="damaged"):
        opened.read()


@pytest.mark.parametrize("name", ["b.jpg", "folder/", ""])
def test_a_file_that_is_not_in_it_is_said(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.jpg", b"x")
        file.mkdir("folder")
    files = ZipFiles(path)
    assert files.names() == ["a.jpg"]
    with pytest.raises(CouldNotCheck):
        files.open(name)
