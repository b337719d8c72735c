"""A picture is not as the channel wants it, or there are too many.

Policy: clause O14. Rule data: rules/pictures/X08_picture_outside_limits.toml; what each channel
takes is in rules/channels/.

Reads: the size of each picture or of its crop, how many there are, what each channel takes.
Does not read: size in bytes and kind of file: the finished picture is made to fit, and one that
cannot be made is told of by face_left_after_covering. For drafts: what is out has been taken.

The finished picture gets bands, or is enlarged, where it must; that is said, with a crop to tap.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.channel import ChannelLimits, PictureLimits
from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.picture import Box, Picture
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    LIMITS_UNKNOWN = "limits_unknown", Verdict.UNCHECKED
    TOO_MANY = "too_many", Verdict.BLOCK
    BANDS = "bands", Verdict.NOTE
    ENLARGED = "enlarged", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield, channel by channel, what does not fit."""
    known = {limits.name: limits for limits in dossier.limits}
    pictures = dossier.post.pictures
    for channel in dossier.post.channels if pictures else ():
        words = {"channel": channel.brand}
        drop = Fix(FixKind.DROP_CHANNEL, channel)
        if channel not in known:
            yield Hit(Found.LIMITS_UNKNOWN, channel, words, (Fix(FixKind.CHECK_AGAIN), drop))
            continue
        most = known[channel].picture.max_pictures
        if len(pictures) > most:
            spare = tuple(Fix(FixKind.OTHER_PICTURE, p.original.digest) for p in pictures[most:])
            words |= {"most": str(most), "pictures": str(len(pictures))}
            yield Hit(Found.TOO_MANY, channel, words, (*spare, drop))
        for number, picture in enumerate(pictures, start=1):
            yield from _shape(dossier, picture, known[channel], str(number))


def _shape(dossier: Dossier, picture: Picture, limits: ChannelLimits, number: str) -> Iterator[Hit]:
    facts = dossier.seen(picture.original.digest).facts
    if facts is None:
        return
    shown = picture.recipe.crop or Box(0, 0, facts.width, facts.height)
    words = {"picture": number, "channel": limits.name.brand}
    subject = f"{picture.original.digest}:{limits.name}"
    fitting = _fitting(shown, limits.picture)
    if fitting != shown:
        crop = Fix(FixKind.CROP_BOX, picture.original.digest, fitting.written)
        yield Hit(Found.BANDS, subject, words, (crop,))
    if shown.width < limits.picture.min_width:
        other = Fix(FixKind.OTHER_PICTURE, picture.original.digest)
        yield Hit(Found.ENLARGED, subject, words | {"width": str(shown.width)}, (other,))


def _fitting(shown: Box, limits: PictureLimits) -> Box:
    """Return the largest part about the middle whose shape the channel takes."""
    (tall_w, tall_h), (wide_w, wide_h) = limits.tallest, limits.widest
    height = min(shown.height, max(1, shown.width * tall_h // tall_w))
    width = min(shown.width, max(1, shown.height * wide_w // wide_h))
    left = shown.left + (shown.width - width) // 2
    return Box(left, shown.top + (shown.height - height) // 2, width, height)


_ONE = frozenset({"picture", "channel"})
check = Check(
    name="picture_outside_limits",
    outcomes=Found,
    run=run,
    words={
        Found.LIMITS_UNKNOWN: frozenset({"channel"}),
        Found.TOO_MANY: frozenset({"channel", "most", "pictures"}),
        Found.BANDS: _ONE,
        Found.ENLARGED: _ONE | {"width"},
    },
    applies=frozenset({Applies.DRAFT}),
)
