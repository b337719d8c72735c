"""Making the finished files: once for each picture, recipe and channel, before judging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.evidence import cache_key
from gatekeeper.domain.picture import Box, Picture, PictureFacts, Rendition, box_in_original
from gatekeeper.domain.post import Post, Version
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.ports import Records, UnitOfWork


@dataclass(frozen=True, slots=True)
class Missing:
    """A finished file that does not exist yet, with the bytes it is made from."""

    picture: Picture
    channel: ChannelName
    facts: PictureFacts
    data: bytes


def make_renditions(records: Records, examiners: Examiners, name: str) -> None:
    """Make, read again and search again every finished file that a post still lacks.

    Two channels often take the same bytes; those are searched once.
    What cannot be made stays missing, and the checks say so.
    """
    with records.begin() as uow:
        version = find_post(uow, name)
        wanted = tuple(_missing(uow, examiners, version))
    search = cache(examiners.finder.find_again)
    made = [
        (item, finished)
        for item in wanted
        if (finished := _make(examiners, item, search)) is not None
    ]
    if made:
        with records.begin() as uow:
            _store(uow, version, made)


def _missing(uow: UnitOfWork, examiners: Examiners, version: Version) -> list[Missing]:
    wanted = []
    for picture in version.post.pictures:
        key = cache_key(
            version.post.salt, picture.original.digest, "pictures", examiners.reader.version
        )
        reading = uow.readings.get(key)
        if reading is None or reading.facts is None:
            continue
        data = uow.blobs.get(version.id, picture.original.digest)
        wanted += [
            Missing(picture, channel, reading.facts, data)
            for channel in version.post.channels
            if picture.rendition(channel) is None
        ]
    return wanted


def _make(
    examiners: Examiners, item: Missing, search: Callable[[bytes], tuple[Box, ...]]
) -> tuple[bytes, Rendition] | None:
    try:
        jpeg = examiners.maker.make(item.data, item.picture.recipe, item.channel)
        width, height = examiners.maker.size(jpeg)
        left = examiners.maker.metadata_left(jpeg)
        again = search(jpeg)
    except (CouldNotCheck, PictureRefused):
        return None
    crop = item.picture.recipe.crop or Box(0, 0, item.facts.width, item.facts.height)
    faces = tuple(box_in_original(box, crop, width, height).part_in(crop) for box in again)
    return jpeg, Rendition(
        original=item.picture.original.digest,
        channel=item.channel,
        digest="",
        width=width,
        height=height,
        size=len(jpeg),
        metadata_left=left,
        faces=faces,
    )


def _store(
    uow: UnitOfWork, judged: Version, made: list[tuple[Missing, tuple[bytes, Rendition]]]
) -> None:
    version = find_post(uow, judged.id)
    if version.number != judged.number:
        return
    post = version.post
    for item, (jpeg, rendition) in made:
        stored = replace(rendition, digest=uow.blobs.put(post.id, jpeg))
        post = _with(post, item.picture.original.digest, stored)
    uow.posts.put(replace(version, post=post), seen=uow.posts.version(post.id))


def _with(post: Post, original: str, rendition: Rendition) -> Post:
    pictures = tuple(
        replace(p, renditions=(*p.renditions, rendition))
        if p.original.digest == original and p.rendition(rendition.channel) is None
        else p
        for p in post.pictures
    )
    return replace(post, pictures=pictures)
