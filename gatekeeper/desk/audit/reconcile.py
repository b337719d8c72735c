"""Comparing what is live with what was released, post by post, through one door.

Safe to repeat and to break off: what was seen is told at once, the same thing once only, and what a
door cannot tell leaves the week's task open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from gatekeeper.desk.audit.release_of import differences, release_of, same_link
from gatekeeper.desk.audit.take_in import our_id, take_in
from gatekeeper.desk.audit.told_again import still_up
from gatekeeper.desk.audit.told_live import (
    Looked,
    ask_to_compare,
    close_mended,
    compared_whole,
    tell_difference,
)
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.gather import Job, known, reading_job, store
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.picture import Fingerprint
from gatekeeper.domain.published_post import PublishedPost, Unreadable, Untold
from gatekeeper.domain.reconciled import Compared, Difference, Wrong
from gatekeeper.domain.release import Comments, Published
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.errors import AskedToStop, CouldNotCheck, NotFound
from gatekeeper.ports import Archive, Records, UnitOfWork

JUST_NOW = timedelta(hours=1)
"""What went out since may not be listed yet."""
LARGEST = 100_000_000
"""Bytes of a picture that is read; the examiners have limits of their own."""


@dataclass(frozen=True, slots=True)
class Door:
    """Through what is looked at the posts that are live."""

    archive: Archive
    channel: ChannelName = ChannelName.INSTAGRAM
    """Which it is, where nothing can be read behind it."""
    present: bool = False
    """Whether it tells the present; an export tells what was out when it was made."""


@dataclass
class _Seen:
    """What was come by on the way."""

    released: tuple[Published, ...]
    downs: dict[str, TakeDown]
    """The newest take-down of each post."""
    by: str
    opened: datetime
    """Since when posts are released here: what is older is for an audit."""
    live: int = 0
    releases: set[str] = field(default_factory=set)
    channels: set[ChannelName] = field(default_factory=set)
    newest: datetime | None = None
    found: dict[str, Difference] = field(default_factory=dict)
    new: int = 0
    untold: Counter[str] = field(default_factory=Counter)
    listed: bool = True
    """Whether every post was listed, so that what is not there is gone."""
    pictures_missing: bool = False
    """Whether a picture was not handed out, so that none is known to be as it was released."""
    refused: bool = False
    broke: bool = False


def reconcile(records: Records, examiners: Examiners, by: str, door: Door) -> Compared:
    """Compare every post behind the door with what was released; `by` is a person or the school.

    Raises:
        UsageError: this is no archive of its kind.
    """
    with records.begin() as uow:
        opened = min(setup.made_at for setup in uow.setup.all())
        seen = _Seen(uow.published.all(), newest_by_post(uow), by, opened)
    try:
        for entry in door.archive.entries():
            _one(records, examiners, door, seen, entry)
    except CouldNotCheck as error:
        seen.refused, seen.broke, seen.listed = isinstance(error, AskedToStop), True, False
        seen.untold[f"the rest: {error}"] += 1
    with records.begin() as uow:
        _gone(uow, door, seen)
        return _closed(uow, by, door, seen)


def _one(
    records: Records,
    examiners: Examiners,
    door: Door,
    seen: _Seen,
    entry: PublishedPost | Unreadable,
) -> None:
    if isinstance(entry, Unreadable):
        seen.listed = False
        seen.untold["a post that cannot be read"] += 1
        return
    seen.live += 1
    seen.channels.add(entry.channel)
    if entry.at is not None:
        seen.newest = max(seen.newest or entry.at, entry.at)
    seen.pictures_missing |= bool(entry.missing)
    for what in {Untold.COMMENTS, Untold.DAY, Untold.WORDS} & set(entry.untold):
        seen.untold[what] += 1
    with records.begin() as uow:
        live, jobs = _taken_in(uow, examiners, entry)
    for job in jobs:
        _read(records, door, live, job)
    with records.begin() as uow:
        for found in _wrong(uow, seen, live):
            _tell(uow, seen, found)
            if door.present and found.wrong is Wrong.STILL_UP:
                still_up(uow, seen.by, live, found.published or live.id)


def _taken_in(
    uow: UnitOfWork, examiners: Examiners, post: PublishedPost
) -> tuple[LivePost, tuple[Job, ...]]:
    """Return the post on record, with the pictures that were not read; without pictures, as told.

    A door that hands out no pictures must not make an audit forget those that it saw.
    """
    if not post.pictures:
        return LivePost(our_id(uow, post), post, "", uow.now), ()
    live = take_in(uow, post)
    version = live.as_version().post
    jobs = (reading_job(examiners, version, picture.original) for picture in version.pictures)
    return live, tuple(job for job in jobs if not known(uow, job.key))


def _read(records: Records, door: Door, live: LivePost, job: Job) -> None:
    """Read a picture; one that cannot be read is not compared, and that is counted.

    Of a post that was erased meanwhile nothing is kept.
    """
    media = next(one for one in live.post.pictures if one.digest == job.original.digest)
    try:
        with door.archive.open(media) as file:
            found = job.work(job, file.read(LARGEST))
    except (CouldNotCheck, OSError):
        return
    with suppress(NotFound), records.begin() as uow:
        store(uow, job, found)


def _wrong(uow: UnitOfWork, seen: _Seen, live: LivePost) -> Iterator[Difference]:
    """Yield what is wrong with a post that is live."""
    shown, live = _shown(uow, seen, live)
    up = [item for item in seen.released if item.taken_down_at is None]
    item = release_of((one for one in up if _may_be(seen, one, live)), live, shown)
    if item is not None:
        seen.releases.add(item.id)
        if differences(item, live, shown):
            ref = digest("live", [item.id, live.post.words or "", *(s.pdq for s in shown)])
            yield _of(Wrong.EDITED, live, ref, item)
    elif down := release_of((i for i in seen.released if i.taken_down_at), live, shown):
        seen.releases.add(down.id)
        yield _of(Wrong.STILL_UP, live, f"{down.id} {down.taken_down_at}", down)
    elif (order := seen.downs.get(live.id)) is not None and order.done_at is not None:
        yield _of(Wrong.STILL_UP, live, f"{order.id} {order.done_at}")
    elif live.post.at is not None and live.post.at > seen.opened:
        yield _of(Wrong.UNRELEASED, live, live.id)
    if live.post.comments is Comments.ON:
        week = f"{uow.now:%G-%V}"
        yield _of(Wrong.OPEN, live, f"{live.id} {week}", item)


def _may_be(seen: _Seen, item: Published, live: LivePost) -> bool:
    """Whether a release may be this post: each is out once, under the one link that it has."""
    other = item.link and live.post.link and not same_link(item, live)
    return item.id not in seen.releases and not other


def _shown(
    uow: UnitOfWork, seen: _Seen, live: LivePost
) -> tuple[tuple[Fingerprint, ...], LivePost]:
    """Return the fingerprints, and the post, which misses pictures where one was not read."""
    wanted = {media.digest for media in live.post.pictures}
    read = {r.original: r.facts for r in uow.readings.of(live.id) if r.facts is not None}
    if wanted - set(read):
        seen.untold["a picture that could not be compared"] += 1
        missing = (*live.post.missing, "not read")
        live = replace(live, post=replace(live.post, missing=missing))
    prints = (read[name].fingerprint for name in sorted(wanted & set(read)))
    return tuple(one for one in prints if one.telling), live


def _of(wrong: Wrong, live: LivePost, ref: str, item: Published | None = None) -> Difference:
    post = live.post
    return Difference(wrong, post.channel, post.at, post.link, ref, item.id if item else "")


def _tell(uow: UnitOfWork, seen: _Seen, found: Difference) -> None:
    task, new = tell_difference(uow, found)
    seen.new += new
    if task:
        seen.found[task] = found


def _gone(uow: UnitOfWork, door: Door, seen: _Seen) -> None:
    """Tell of the releases that should have been come by; count those that may be out of reach."""
    reach = uow.now - JUST_NOW if door.present else seen.newest
    for item in uow.published.all():
        if item.taken_down_at or item.id in seen.releases or item.channel not in seen.channels:
            continue
        if not seen.listed or reach is None or item.at > reach:
            seen.untold["whether something that was released is still live"] += 1
            continue
        lost = Difference(Wrong.GONE, item.channel, item.at, item.link, item.id, item.id)
        _tell(uow, seen, lost)


def _closed(uow: UnitOfWork, by: str, door: Door, seen: _Seen) -> Compared:
    """Close what is mended and the week's task; what could not be told leaves both open."""
    channels = seen.channels or {door.channel}
    if not seen.untold and (reach := uow.now if door.present else seen.newest) is not None:
        doubtful = {Wrong.EDITED} if seen.pictures_missing else set()
        close_mended(uow, seen.channels, seen.found, Looked(reach, frozenset(doubtful)))
    if seen.untold or not seen.channels:
        for channel in channels:
            ask_to_compare(uow, channel, "Not everything could be told.")
    else:
        compared_whole(uow, channels, by)
    untold = tuple(f"{what}: {count}" for what, count in seen.untold.most_common())
    grave = sorted(seen.found.values(), key=lambda one: list(Wrong).index(one.wrong))
    details = {"live": str(seen.live), "open": str(len(grave)), "untold": str(len(untold))}
    uow.ledger.append("live.compared", actor=by, subject=min(channels).value, details=details)
    return Compared(seen.live, tuple(grave), seen.new, untold, seen.refused, seen.broke)
