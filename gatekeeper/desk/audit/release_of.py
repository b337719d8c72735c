"""Which release of ours a post that is out came from, and what of it was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gatekeeper.desk.audit.outline import Outline, went_out
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.known_picture import SAME
from gatekeeper.domain.live import Differs, Live
from gatekeeper.domain.picture import Fingerprint, Recipe
from gatekeeper.domain.release import Comments, Published
from gatekeeper.domain.spelling import squash
from gatekeeper.ports import UnitOfWork

NEARER = 4
"""Bits by which the original may be nearer to a picture than what was made of it. Made without cut
or cover the two lie within 2 (34 files measured). One covered face changes 24 or more in pictures
of two to seven people (120 covers), 16 in one of 28; saving it again, 8 at most (240 files)."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom people named in a post or in a copy of it, and who of them has left."""

    shown: frozenset[str]
    left: frozenset[str]


def live_of(
    all_out: Outline,
    live: LivePost,
    dossier: Dossier,
    found: Published | None,
    pupils: Named,
) -> Live:
    """Return how a post stands today beside its release."""
    shown, out = fingerprints(dossier), went_out(live)
    return Live(
        comments=live.post.comments,
        seen_off=found is not None and any(s.state is Comments.OFF for s in found.comments),
        released=True if found else _unreleased(all_out, live),
        withdrawn=found is not None and found.taken_down_at is not None,
        differs=differences(found, live, shown) if found else (),
        shows=pupils.shown,
        left=pupils.left,
        pictures_known=found is not None
        and len(shown) == len(dossier.pictures)
        and all_as_released(found, shown),
        filmed=live.post.filmed,
        went_out=out,
        place=live.post.place or (found.traits.get("place", "") if found else ""),
        trips=all_out.trips_during(out),
        shown_together=all_out.shown_together,
    )


def all_as_released(item: Published, shown: Iterable[Fingerprint]) -> bool:
    """Whether each of these is a picture of the release, as it went out."""
    return all(_as_released(item, one) for one in shown)


def _as_released(item: Published, one: Fingerprint) -> bool:
    """Whether a picture is one that went out, and not the original of which that was made."""
    finished = _nearest(one, item.out)
    if finished is None or finished > SAME:
        return False
    original = _nearest(one, item.fingerprints) if item.finished else None
    return original is None or finished - original <= NEARER


def _nearest(one: Fingerprint, among: Iterable[Fingerprint]) -> int | None:
    return min((one.distance(other) for other in among if other.telling), default=None)


def _unreleased(all_out: Outline, live: LivePost) -> bool | None:
    """Return False where it went out when this school already released here, else None."""
    opened, at = all_out.opened, live.post.at
    return False if opened is not None and at is not None and at > opened else None


def release_of(
    published: Iterable[Published], live: LivePost, shown: tuple[Fingerprint, ...]
) -> Published | None:
    """Return the release with this post's link, or else its pictures, or else its words.

    One that went out under another link is another post, however alike they are. Where several
    fit alike, one that was not taken down is meant.
    """
    here = [p for p in published if p.channel is live.post.channel and not _elsewhere(p, live)]
    here.sort(key=lambda item: item.taken_down_at is not None)
    return next((item for fits in _FITS for item in here if fits(item, live, shown)), None)


def copies(published: Iterable[Published], shown: tuple[Fingerprint, ...]) -> Iterator[Published]:
    """Yield every release, on whatever channel, of whose pictures all are shown here again."""
    for item in published:
        made = (item.fingerprints, item.finished)
        if any(prints and all(_known(one, shown) for one in prints) for prints in made):
            yield item


def only_originals_known(uow: UnitOfWork, item: Published) -> bool:
    """Whether it was cut or covered for its release, and nothing is known of what was made of it.

    Earlier releases kept fingerprints of the originals alone.
    """
    version = uow.posts.get(item.post) if not item.finished else None
    return version is not None and any(p.recipe != Recipe() for p in version.post.pictures)


def _elsewhere(item: Published, live: LivePost) -> bool:
    links = (_name_in(item.link), _name_in(live.post.link))
    return all(links) and len(set(links)) > 1


def same_link(item: Published, live: LivePost, _: tuple[Fingerprint, ...] = ()) -> bool:
    """Whether a post stands at the link that was noted when it was released."""
    return bool(live.post.link) and _name_in(item.link) == _name_in(live.post.link)


def _same_pictures(item: Published, _: LivePost, shown: tuple[Fingerprint, ...]) -> bool:
    return any(_known(one, (*item.finished, *item.fingerprints)) for one in shown)


def _same_words(item: Published, live: LivePost, _: tuple[Fingerprint, ...]) -> bool:
    return bool(squash(item.words)) and squash(item.words) == squash(live.post.words or "")


_FITS = (same_link, _same_pictures, _same_words)


def _name_in(link: str) -> str:
    """Return what names a post in its link: the last part of the path, without what follows `?`."""
    return link.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]


def differences(
    item: Published, live: LivePost, shown: tuple[Fingerprint, ...]
) -> tuple[Differs, ...]:
    """Return what is not as it was released; where pictures are missing, none is called fewer."""
    words = live.post.words is not None and squash(item.words) != squash(live.post.words)
    told = [one for one in item.out if one.telling]
    others = not all_as_released(item, shown)
    fewer = not live.post.missing and any(not _known(one, shown) for one in told)
    changed = {Differs.WORDS: words, Differs.PICTURES: others or fewer}
    return tuple(what for what, is_so in changed.items() if is_so)


def _known(one: Fingerprint, among: Iterable[Fingerprint]) -> bool:
    return any(one.distance(other) <= SAME for other in among if other.telling)


def fingerprints(dossier: Dossier) -> tuple[Fingerprint, ...]:
    """Return those that tell one picture from another; a blank wall is like any."""
    read = (picture.facts for picture in dossier.pictures)
    found = (facts.fingerprint for facts in read if facts is not None)
    return tuple(one for one in found if one.telling)
