"""Which release of ours a post that is out came from, and what of it was changed since."""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.known_picture import FARTHEST
from gatekeeper.domain.live import Differs, Live
from gatekeeper.domain.picture import Fingerprint
from gatekeeper.domain.release import Published
from gatekeeper.domain.spelling import squash
from gatekeeper.ports import UnitOfWork


def live_of(uow: UnitOfWork, live: LivePost, dossier: Dossier) -> Live:
    """Return how a post stands today beside what was released on its channel."""
    shown = _fingerprints(dossier)
    released = release_of(uow.published.all(), live, shown)
    if released is None:
        return Live(live.post.comments, released=False if _after_opening(uow, live) else None)
    return Live(
        comments=live.post.comments,
        released=True,
        differs=_differs(released, live, shown),
        shows=released.shows,
        pictures_known=len(shown) == len(dossier.pictures)
        and all(_known(one, released.fingerprints) for one in shown),
    )


def release_of(
    published: Iterable[Published], live: LivePost, shown: tuple[Fingerprint, ...]
) -> Published | None:
    """Return the release with this post's link, or else its pictures, or else its words."""
    here = [item for item in published if item.channel is live.post.channel]
    return next((item for fits in _FITS for item in here if fits(item, live, shown)), None)


def _same_link(item: Published, live: LivePost, _: tuple[Fingerprint, ...]) -> bool:
    return bool(live.post.link) and _name_in(item.link) == _name_in(live.post.link)


def _same_pictures(item: Published, _: LivePost, shown: tuple[Fingerprint, ...]) -> bool:
    return bool(shown) and any(_known(one, item.fingerprints) for one in shown)


def _same_words(item: Published, live: LivePost, _: tuple[Fingerprint, ...]) -> bool:
    return bool(squash(item.words)) and squash(item.words) == squash(live.post.words or "")


_FITS = (_same_link, _same_pictures, _same_words)


def _name_in(link: str) -> str:
    """Return what names a post in its link: the last part of the path, without what follows `?`."""
    return link.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]


def _differs(
    item: Published, live: LivePost, shown: tuple[Fingerprint, ...]
) -> tuple[Differs, ...]:
    words = live.post.words is not None and squash(item.words) != squash(live.post.words)
    told = [one for one in item.fingerprints if one.telling]
    others = any(not _known(one, item.fingerprints) for one in shown)
    fewer = not live.post.missing and any(not _known(one, shown) for one in told)
    changed = {Differs.WORDS: words, Differs.PICTURES: others or fewer}
    return tuple(what for what, is_so in changed.items() if is_so)


def _known(one: Fingerprint, among: Iterable[Fingerprint]) -> bool:
    return any(one.distance(other) <= FARTHEST for other in among if other.telling)


def _fingerprints(dossier: Dossier) -> tuple[Fingerprint, ...]:
    """Return those that tell one picture from another; a blank wall is like any."""
    read = (picture.facts for picture in dossier.pictures)
    found = (facts.fingerprint for facts in read if facts is not None)
    return tuple(one for one in found if one.telling)


def _after_opening(uow: UnitOfWork, live: LivePost) -> bool:
    opened = [setup.made_at for setup in uow.setup.all()]
    return bool(opened) and live.post.at is not None and live.post.at > min(opened)
