"""What made-up Oakfield has on record about the posts of its own archive: releases, and a trip."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from gatekeeper.bootstrap import App, bundled, open_archive
from gatekeeper.desk.faces.answers_file import find_pupil
from gatekeeper.domain.picture import Fingerprint
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.release import Comments, CommentsSeen, Published
from gatekeeper.domain.trip import Trip
from gatekeeper.ports import Archive, UnitOfWork

A_LOOK = timedelta(minutes=2)
BY = "deputy"


def put_on_record(app: App) -> None:
    """Put on record what the school released before it was opened here, and where it went."""
    fixtures = bundled("fixtures")
    told = _read(fixtures / "archive" / "on_record.toml")
    called = {p["id"]: p["name"] for p in _read(fixtures / "oakfield" / "people.toml")["person"]}
    archive = open_archive(fixtures / "archive" / "oakfield")
    posts = {post.id: post for post in archive.entries() if isinstance(post, PublishedPost)}
    found = {
        row["post"]: tuple(_fingerprints(app, archive, posts[row["post"]], row))
        for row in told["release"]
    }
    with app.records.begin() as uow:
        for row in told["trip"]:
            uow.trips.put(_trip(row))
        for row in told["release"]:
            shows = frozenset(_pupil(uow, called[name]) for name in row["shows"])
            uow.published.put(_release(posts[row["post"]], row, found[row["post"]], shows, uow.now))


def _fingerprints(
    app: App, archive: Archive, post: PublishedPost, row: Mapping[str, Any]
) -> Iterator[Fingerprint]:
    """Yield those of the pictures that were signed off: the post's own, or another one."""
    if "picture" in row:
        signed = bundled("fixtures") / row["picture"]
        yield app.examiners.reader.read(signed.read_bytes(), signed.name).fingerprint
        return
    for media in post.pictures:
        with archive.open(media) as file:
            yield app.examiners.reader.read(file.read(), media.name).fingerprint


def _release(
    post: PublishedPost,
    row: Mapping[str, Any],
    fingerprints: tuple[Fingerprint, ...],
    shows: frozenset[str],
    now: datetime,
) -> Published:
    at = post.at or now
    return Published(
        id=f"released-{post.id}",
        post=f"draft-{post.id}",
        channel=post.channel,
        link=post.link,
        at=at,
        by=BY,
        words=row.get("words", post.words),
        fingerprints=fingerprints,
        shows=shows,
        comments=(CommentsSeen(Comments.OFF, BY, at + A_LOOK, "seen in the app"),),
    )


def _trip(row: Mapping[str, Any]) -> Trip:
    groups = frozenset(row["groups"])
    return Trip(**{**row, "groups": groups, "all_back_by": BY})


def _pupil(uow: UnitOfWork, name: str) -> str:
    return find_pupil(name, uow.pupils.all(), frozenset()).id


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
