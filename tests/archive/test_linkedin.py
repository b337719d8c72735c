"""LinkedIn's export: a table of shares, and pictures that somebody saved beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gatekeeper.archive.files import Folder
from gatekeeper.archive.linkedin import LinkedInExport
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import Entry, PublishedPost, Unreadable, Untold
from gatekeeper.errors import UsageError
from tests.archive.contract import BRIDGES, FILM, FILMED, GONE, GREEN, RED, ArchiveContract

HEAD = ["Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"]
NOON = "2026-09-18 12:00:00"
SHARE = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A"


def table(folder: Path, *rows: list[str], head: list[str] = HEAD, name: str = "Shares.csv") -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def row(number: int, words: str, date: str = NOON, shared: str = "") -> list[str]:
    return [date, f"{SHARE}{number}", words, shared, "", "PUBLIC"]


class TestLinkedInExport(ArchiveContract):
    """The contract, over the table and pictures of an export."""

    @pytest.fixture
    def archive(self, tmp_path: Path) -> LinkedInExport:
        lost = row(7002, GONE, "2026-09-19 12:00:00")
        hall = row(7003, FILM, "2026-09-20 12:00:00")
        table(tmp_path, row(7001, BRIDGES), lost, hall, ["cut off"])
        for name, data in {"7001.jpg": RED, "7001_2.jpg": GREEN, "7003.mp4": FILMED}.items():
            (tmp_path / name).write_bytes(data)
        return LinkedInExport(Folder(tmp_path))


def entries(folder: Path) -> list[Entry]:
    return list(LinkedInExport(Folder(folder)).entries())


def _one(folder: Path) -> PublishedPost:
    (post,) = entries(folder)
    assert isinstance(post, PublishedPost)
    return post


def test_the_number_and_the_link_are_told(tmp_path: Path) -> None:
    table(tmp_path, row(7001, "Bridges."), name="Shares_17529409.csv")
    post = _one(tmp_path)
    assert (post.id, post.link) == ("urn:li:share:7001", f"{SHARE}7001")
    assert post.channel is ChannelName.LINKEDIN


@pytest.mark.parametrize(
    "link", ["https://www.linkedin.com/posts/oakfield_bridges-activity-7001-Ab", f"{SHARE}7001"]
)
def test_a_link_in_either_form_tells_the_number(tmp_path: Path, link: str) -> None:
    table(tmp_path, [NOON, link, "", "", "", ""])
    assert _one(tmp_path).id.endswith(":7001")


def test_a_picture_may_be_named_for_the_time(tmp_path: Path) -> None:
    table(tmp_path, row(7001, "Bridges."))
    (tmp_path / "2026-09-18_12-00-00.jpg").write_bytes(RED)
    assert [media.name for media in _one(tmp_path).media] == ["2026-09-18_12-00-00.jpg"]


def test_a_share_without_a_picture_may_have_had_one(tmp_path: Path) -> None:
    table(tmp_path, row(7001, "Bridges."))
    assert Untold.PICTURE in _one(tmp_path).untold


def test_a_picture_that_belongs_to_no_share_is_not_passed_over(tmp_path: Path) -> None:
    table(tmp_path, row(7001, "Bridges."))
    (tmp_path / "hall.jpg").write_bytes(RED)
    (tmp_path / "7002.jpg").write_bytes(GREEN)
    told = [entry.id.split()[0] for entry in entries(tmp_path) if isinstance(entry, PublishedPost)]
    assert told == ["urn:li:share:7001", "7002", "hall"]


def test_a_share_without_a_number_is_known_by_what_it_says_and_not_by_its_line(
    tmp_path: Path,
) -> None:
    nameless = [NOON, "", "Bridges.", "", "", "PUBLIC"]
    table(tmp_path, nameless)
    alone = _one(tmp_path)
    table(tmp_path, row(7001, "Newer."), [NOON, "", "Other.", "", "", "PUBLIC"], nameless)
    _, other, below = (entry for entry in entries(tmp_path) if isinstance(entry, PublishedPost))
    assert (below.id, alone.formerly) == (alone.id, "Shares.csv, post 1")
    assert other.id != alone.id


def test_new_lines_are_mended(tmp_path: Path) -> None:
    table(tmp_path, row(7001, 'Paper bridges."\n""\n"All of them held.'))
    assert _one(tmp_path).words == "Paper bridges.\n\nAll of them held."


def test_a_link_that_was_shared_is_read_with_the_words(tmp_path: Path) -> None:
    table(tmp_path, row(7001, "Bridges.", shared="https://bridges.example/"))
    assert _one(tmp_path).words == "Bridges.\n\nhttps://bridges.example/"


def test_a_date_that_makes_no_sense_is_unknown(tmp_path: Path) -> None:
    table(tmp_path, row(7001, "Bridges.", "18/09/2026"))
    assert _one(tmp_path).at is None


def test_another_table_is_refused_with_what_to_do(tmp_path: Path) -> None:
    table(tmp_path, ["1"], head=["Foo"])
    with pytest.raises(UsageError, match="has not the columns"):
        entries(tmp_path)


def test_a_folder_without_the_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no Shares\.csv"):
        entries(tmp_path)


def test_where_the_table_is_broken_is_said(tmp_path: Path) -> None:
    table(tmp_path, row(7001, "Bridges."), row(7002, "x" * 200_000))
    assert [type(entry) for entry in entries(tmp_path)] == [PublishedPost, Unreadable]
    (tmp_path / "Shares.csv").write_bytes(b"Date,ShareLink,ShareCommentary\n\xff,,\n")
    assert [type(entry) for entry in entries(tmp_path)] == [Unreadable]


def test_the_tenth_picture_comes_after_the_second_and_one_that_a_browser_saved_counts(
    tmp_path: Path,
) -> None:
    table(tmp_path, row(7001, "Fair."))
    names = ["7001_1.jpg", "7001_2.jfif", "7001_10.jpg"]
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    assert [media.name for media in _one(tmp_path).media] == names


def test_a_file_that_nobody_can_look_at_is_named(tmp_path: Path) -> None:
    table(tmp_path, row(7001, "Fair."))
    (tmp_path / "7001.pdf").write_bytes(b"slides")
    strange = entries(tmp_path)[-1]
    assert isinstance(strange, Unreadable)
    assert strange.where == "7001.pdf"
