"""What somebody brought as one archive: a ZIP, an export in several parts, or loose files."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZipFile

import pytest

from gatekeeper.archive.brought import files_of
from gatekeeper.archive.doors import door_of
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.errors import CouldNotCheck, UsageError

SHARES = (
    "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    "2026-09-18 12:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A74581942,"
    "Bridges of paper.,,,MEMBER_NETWORK\n"
)


@dataclass(frozen=True, slots=True)
class InMemory:
    name: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)


def zipped(name: str, **files: bytes) -> InMemory:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for inside, data in files.items():
            file.writestr(inside, data)
    return InMemory(name, packed.getvalue())


def test_an_export_in_parts_is_one_archive() -> None:
    files = files_of([zipped("1.ZIP", a=b"one", b=b"two"), zipped("2.zip", b=b"two", c=b"three")])
    assert files.names() == ["a", "b", "c"]
    assert [files.open(name).read() for name in "abc"] == [b"one", b"two", b"three"]
    assert not files.holds("d")
    with pytest.raises(CouldNotCheck):
        files.open("d")


@pytest.mark.parametrize(
    "brought",
    [
        [zipped("2024.zip", b=b"last year"), zipped("2025.zip", b=b"this year")],
        [zipped("1.zip", b=b"packed"), InMemory("b", b"loose")],
        [InMemory("2024/b", b"last year"), InMemory("2025/b", b"this year")],
    ],
)
def test_two_archives_are_not_taken_for_one(brought: list[InMemory]) -> None:
    with pytest.raises(UsageError, match="two archives in one"):
        files_of(brought).names()


def test_linkedins_table_comes_with_loose_pictures() -> None:
    files = files_of([InMemory("Shares.csv", SHARES.encode()), InMemory("74581942.jpg", b"jpeg")])
    (post,) = door_of(files, ChannelName.INSTAGRAM).entries()
    assert isinstance(post, PublishedPost)
    assert (post.channel, post.words) == (ChannelName.LINKEDIN, "Bridges of paper.")
    assert [media.name for media in post.media] == ["74581942.jpg"]


def test_a_loose_file_is_known_by_its_name_alone() -> None:
    files = files_of([InMemory("../../etc/passwd", b"x")])
    assert files.names() == ["passwd"]
    with pytest.raises(CouldNotCheck):
        files.open("../../etc/passwd")


def test_a_zip_that_is_none_is_said_with_its_name() -> None:
    with pytest.raises(UsageError, match=r"mine\.zip cannot be opened"):
        files_of([InMemory("mine.zip", b"no")]).names()


def test_a_zip_bomb_is_refused_whole() -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w", compression=8) as file:
        file.writestr("bomb.jpg", bytes(20_000_000))
    with pytest.raises(UsageError, match="not safe"):
        files_of([InMemory("mine.zip", packed.getvalue())]).names()
