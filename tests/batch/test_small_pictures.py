"""Small copies of what an archive shows are kept once each, and nothing that cannot be opened."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO

import pytest

from gatekeeper.batch.brought import keep_pictures
from gatekeeper.batch.small_pictures import keep_small_pictures
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.showing.known_out import known_out
from gatekeeper.domain.audit import Call, Judgement
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.published_post import Entry, Media, MediaKind, PublishedPost
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


@dataclass
class Folder:
    """An archive of four pictures: one is no picture, one has gone."""

    opened: list[str] = field(default_factory=list)
    name: str = "a folder"

    def entries(self) -> Iterator[Entry]:
        """Yield nothing: the post was taken in."""
        return iter(())

    def open(self, media: Media) -> BinaryIO:
        """Open one."""
        self.opened.append(media.name)
        if media.name == "gone":
            raise CouldNotCheck("It is not there any more.")
        return io.BytesIO(bytes_named(media.name))


def bytes_named(name: str) -> bytes:
    refuse = "This is no picture." if name == "broken" else ""
    return picture(name, 1, refuse=refuse)


def test_each_picture_that_opens_is_kept_once_and_the_others_are_counted() -> None:
    school, folder = MadeSchool(), Folder()
    media = tuple(
        Media(name, MediaKind.PICTURE, sha256(bytes_named(name)).hexdigest(), 9)
        for name in ("first", "second", "broken", "gone")
    )
    with school.begin() as uow:
        live = take_in(uow, PublishedPost("OLD", ChannelName.INSTAGRAM, "", None, media)).id
    for _ in range(2):
        examiners = school.examiners.bundle()
        keep_small_pictures(school.records, examiners, folder, [live, "nothing"])
    assert folder.opened == ["first", "second", "broken", "gone", "broken", "gone"]
    with school.begin() as uow:
        (out,) = known_out(uow)
        kept = [uow.blobs.get(live, one.digest) for one in uow.live_pictures.of(live)]
    assert (out.pictures, out.unseen) == (tuple(one.digest for one in media[:2]), 2)
    assert kept == [b"small first 0", b"small second 0"]


def test_of_a_post_that_is_erased_while_its_pictures_are_copied_nothing_is_kept() -> None:
    school = MadeSchool()
    media = (Media("first", MediaKind.PICTURE, sha256(bytes_named("first")).hexdigest(), 9),)
    with school.begin() as uow:
        out = PublishedPost("C1", ChannelName.INSTAGRAM, "Words.", uow.now, media)
        live = take_in(uow, out).id

    class Erasing(Folder):
        def open(self, media: Media) -> BinaryIO:
            with school.begin() as uow:
                uow.erase(live)
            return super().open(media)

    keep_small_pictures(school.records, school.examiners.bundle(), Erasing(), [live])
    with school.begin() as uow:
        assert uow.live_pictures.all() == ()


def test_of_a_post_that_is_erased_while_its_pictures_are_kept_none_is() -> None:
    school = MadeSchool()
    media = tuple(Media(name, MediaKind.PICTURE, name, 9) for name in ("first", "second"))
    with school.begin() as uow:
        live = take_in(uow, PublishedPost("C1", ChannelName.INSTAGRAM, "", uow.now, media)).id
        found = (Finding("A02", "", "O8", "", Verdict.BLOCK, "release", "", ""),)
        said = Judgement("j", "r", live, Call.ASK, found, (), 0, (), uow.now, uow.now)

    class Erasing(Folder):
        def open(self, media: Media) -> BinaryIO:
            if media.name == "second":
                with school.begin() as uow:
                    uow.erase(live)
            return super().open(media)

    archive = Erasing()
    keep_pictures(school.records, archive, said)
    assert archive.opened == ["first", "second"]
    with school.begin() as uow, pytest.raises(CouldNotCheck):
        uow.blobs.get(live, sha256(bytes_named("first")).hexdigest())
