"""Which door opens what."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gatekeeper.bootstrap import open_archive
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.errors import UsageError


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (["your_instagram_activity/media/posts_1.json"], "Instagram’s export"),
        (["2026-09-18_12-00-00_UTC.json.xz"], "a folder that instaloader filled"),
        (["2026-09-18_12-00-00_UTC.json"], "a folder that instaloader filled"),
        (["Basic_LinkedInDataExport/Shares.csv"], "LinkedIn’s export"),
        (["hall.jpg"], "a plain folder"),
    ],
)
@pytest.mark.parametrize("packed", ["folder", "ZIP"])
def test_the_files_tell_which_door_it_is(
    tmp_path: Path, files: list[str], name: str, packed: str
) -> None:
    for file in files:
        (tmp_path / "in" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / file).write_bytes(b"[]")
    zipped = Path(shutil.make_archive(str(tmp_path / "in"), "zip", tmp_path / "in"))
    assert open_archive(zipped if packed == "ZIP" else tmp_path / "in").name == name


def test_a_plain_folder_is_of_the_channel_that_was_said(tmp_path: Path) -> None:
    (tmp_path / "hall.jpg").write_bytes(b"")
    (post,) = open_archive(tmp_path, ChannelName.LINKEDIN).entries()
    assert isinstance(post, PublishedPost)
    assert post.channel is ChannelName.LINKEDIN


def test_a_source_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder"):
        open_archive(tmp_path / "nowhere")


def test_the_archives_of_two_platforms_are_audited_each_by_itself(tmp_path: Path) -> None:
    for file in ("posts_1.json", "Shares.csv"):
        (tmp_path / file).write_bytes(b"[]")
    with pytest.raises(UsageError, match="Instagram’s export and LinkedIn’s export") as refused:
        open_archive(tmp_path)
    assert refused.value.remedy == "Audit each by itself."
