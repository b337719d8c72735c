"""Everything that is known to be out: by releases, and by what archives told; each post once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from gatekeeper.desk.audit.more_seen import more_seen
from gatekeeper.desk.audit.release_of import all_as_released, only_originals_known, release_of
from gatekeeper.desk.matching.enable_matching import what_is_missing
from gatekeeper.desk.school import School
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.child_posts import (
    KnownOut,
    ThreeLists,
    at_school_since,
    live_picture_id,
    three_lists,
)
from gatekeeper.domain.picture import Fingerprint
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.release import Published
from gatekeeper.domain.suggestion import Suggested
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.ports import UnitOfWork

A_DAY = timedelta(days=1)
"""The clocks of a platform and of the school may differ, never by so much."""


def lists_of(uow: UnitOfWork, pupil: Pupil, posts: Iterable[KnownOut]) -> ThreeLists:
    """Return the three lists of a child, over posts that are known to be out."""
    since = at_school_since(pupil, School.day(uow.now))
    named = (_named_in_words(out, pupil) for out in posts)
    return three_lists(pupil, named, uow.looks.of(pupil.id), since)


def known_out(uow: UnitOfWork) -> tuple[KnownOut, ...]:
    """Return every post that is, or was, out, in no order.

    A post that went out through here and that an archive told of too is one post; another that
    fits the same release, or was seen after that was taken down, is a post of its own. Where its
    pictures are not those that were released, nobody has answered for everybody in it.
    """
    published = uow.published.all()
    orders = newest_by_post(uow)
    down = {item.of: item.done_at for item in orders.values() if item.done_at is not None}
    kept = {item.id for item in uow.live_pictures.all()}
    like = _like(uow)
    first = min((item.at for item in published), default=None)
    told: dict[str, tuple[LivePost, bool]] = {}
    others = []
    for live in uow.live_posts.all():
        shown = _fingerprints(uow, live) if _may_be_ours(live, first) else ()
        found = release_of(published, live, shown) if _may_be_ours(live, first) else None
        if (
            found is not None
            and found.id not in told
            and not _after_down(live, found, orders.get(found.id))
        ):
            told[found.id] = (live, _same_pictures(uow, live, shown, found))
        elif live.post.media or live.post.missing or live.post.words:
            others.append(_told(live, kept, _down_at(live, orders.get(live.id))))
    everything = (*_ours(published, told, kept, down), *others)
    return tuple(_with_suggested(out, like) for out in everything)


def _like(uow: UnitOfWork) -> Mapping[str, frozenset[str]]:
    """Return by post (id) whom its faces are like; while the lock is shut, nobody."""
    if what_is_missing(uow):
        return {}
    newest: dict[tuple[str, str], Suggested] = {}
    for one in sorted(uow.suggestions.all(), key=lambda one: one.made_at):
        newest[one.post, one.original] = one
    like: dict[str, frozenset[str]] = {}
    for (post, _), one in newest.items():
        found = frozenset[str]().union(*(face.may_be for face in one.suggestions))
        like[post] = like.get(post, frozenset()) | found
    return like


def _with_suggested(out: KnownOut, like: Mapping[str, frozenset[str]]) -> KnownOut:
    """Suggest whom the faces of an old picture are like, unless somebody answered for everybody."""
    if out.accounted or out.live not in like:
        return out
    return replace(out, suggested=out.suggested | like[out.live], like=like[out.live])


def _ours(
    published: Iterable[Published],
    told: dict[str, tuple[LivePost, bool]],
    kept: set[str],
    down: dict[str, datetime],
) -> Iterator[KnownOut]:
    for item in published:
        out = KnownOut(
            of=item.id,
            channel=item.channel,
            at=item.at,
            link=item.link,
            words=item.words,
            post=item.post,
            pictures=item.originals,
            shows=item.shows,
            may_show=item.may_show,
            accounted=True,
            down_at=item.taken_down_at or down.get(item.id),
        )
        live, same = told.get(item.id, (None, True))
        if live is not None and not same:
            seen = _told(live, kept, None)
            out = replace(
                out,
                accounted=False,
                live=live.id,
                pictures=seen.pictures,
                unseen=seen.unseen,
                films=seen.films,
                told_at=seen.told_at,
            )
        yield out


def _told(live: LivePost, kept: set[str], down: datetime | None) -> KnownOut:
    digests = tuple(dict.fromkeys(media.digest for media in live.post.pictures))
    can_be_shown = tuple(one for one in digests if live_picture_id(live.id, one) in kept)
    hidden, films = len(digests) - len(can_be_shown) + len(live.post.missing), len(live.post.films)
    return KnownOut(
        of=live.id,
        channel=live.post.channel,
        at=live.post.at,
        link=live.post.link,
        words=live.post.words or "",
        live=live.id,
        pictures=can_be_shown,
        unseen=hidden,
        films=films,
        accounted=not (digests or hidden or films),
        down_at=down,
        told_at=live.told_at,
    )


def _may_be_ours(live: LivePost, first: datetime | None) -> bool:
    return first is not None and (live.post.at is None or live.post.at >= first - A_DAY)


def _down_at(live: LivePost, order: TakeDown | None) -> datetime | None:
    """Return when it was taken down, unless it was known to be out after that."""
    since = order.down_since if order is not None else None
    return order.done_at if order and since is not None and live.last_out <= since else None


def _after_down(live: LivePost, found: Published, order: TakeDown | None) -> bool:
    seen_gone = order.down_since if order is not None else None
    return found.taken_down_at is not None and live.last_out > (seen_gone or found.taken_down_at)


def _fingerprints(uow: UnitOfWork, live: LivePost) -> tuple[Fingerprint, ...]:
    read = {r.original: r.facts for r in uow.readings.of(live.id) if r.facts is not None}
    found = (facts.fingerprint for facts in read.values())
    return tuple(one for one in found if one.telling)


def _same_pictures(
    uow: UnitOfWork, live: LivePost, shown: tuple[Fingerprint, ...], found: Published
) -> bool:
    """Whether each picture was recognised as one that was released; a doubt is no."""
    if live.post.films or live.post.missing or only_originals_known(uow, found):
        return False
    each = {media.digest for media in live.post.pictures}
    known = len(shown) == len(each) and all_as_released(found, shown)
    return known and not more_seen(uow, found, live)


def _named_in_words(out: KnownOut, pupil: Pupil) -> KnownOut:
    """Suggest the child where the words hold the whole name: they may tell who is in a picture."""
    words = out.words.casefold()
    if not any(name.casefold() in words for name in (pupil.full_name, pupil.called)):
        return out
    return replace(out, suggested=out.suggested | {pupil.id})
