"""The words, or a picture's description, are more than the channel takes.

Policy: clause O14. Rule data: rules/words/W16_words_outside_limits.toml; what each channel takes
is in rules/channels/.

Reads: the words with their hashtags and mentions, each picture's alternative text, what each
channel takes. A character is counted as the platforms' own programs count it: an emoji is two.
Does not read: text in pictures. For drafts: what is out has been taken.

No shortening is guessed; the hashtags that come last are offered for taking out. LinkedIn cuts off
what is too long without a word, so that is stopped too: nobody signed what is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.channel import ChannelLimits
from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.marks import characters, hashtags, mentions, together
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    LIMITS_UNKNOWN = "limits_unknown", Verdict.UNCHECKED
    TOO_LONG = "too_long", Verdict.BLOCK
    HASHTAGS = "hashtags", Verdict.BLOCK
    MENTIONS = "mentions", Verdict.BLOCK
    DESCRIPTION = "description", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield, channel by channel, what is too much."""
    known = {limits.name: limits for limits in dossier.limits}
    for channel in dossier.post.channels:
        if channel in known:
            yield from _words(dossier.post.words, known[channel])
            yield from _descriptions(dossier, known[channel])
        else:
            drop = Fix(FixKind.DROP_CHANNEL, channel)
            words = {"channel": channel.brand}
            yield Hit(Found.LIMITS_UNKNOWN, channel, words, (Fix(FixKind.CHECK_AGAIN), drop))


def _words(text: str, limits: ChannelLimits) -> Iterator[Hit]:
    most, drop = limits.words, Fix(FixKind.DROP_CHANNEL, limits.name)
    counts = (
        (Found.TOO_LONG, characters(text), most.max_caption, ()),
        (Found.HASHTAGS, len(hashtags(text)), most.max_hashtags, _spare(text, most.max_hashtags)),
        (Found.MENTIONS, len(mentions(text)), most.max_mentions, ()),
    )
    for found, count, allowed, fixes in counts:
        if count > allowed:
            yield Hit(found, limits.name, _told(limits, count, allowed), (*fixes, drop))


def _descriptions(dossier: Dossier, limits: ChannelLimits) -> Iterator[Hit]:
    most = limits.words.max_alt_text
    for number, picture in enumerate(dossier.post.pictures, start=1):
        if (count := characters(picture.alt_text)) > most:
            words = _told(limits, count, most) | {"picture": str(number)}
            subject = f"{picture.original.digest}:{limits.name}"
            write = Fix(FixKind.WRITE_ALT_TEXT, picture.original.digest)
            yield Hit(Found.DESCRIPTION, subject, words, (write,))


def _told(limits: ChannelLimits, count: int, most: int) -> dict[str, str]:
    numbers = {"count": str(count), "most": str(most), "over": str(count - most)}
    return {"channel": limits.name.brand} | numbers


def _spare(text: str, most: int) -> tuple[Fix, ...]:
    """Return what takes out every hashtag after so many; those that stand together go together."""
    spare = together(text, hashtags(text)[most:])
    return tuple(Fix(FixKind.CHANGE_WORDS, "words", piece, instead="") for piece in spare)


_COUNTS = frozenset({"channel", "count", "most", "over"})
check = Check(
    name="words_outside_limits",
    outcomes=Found,
    run=run,
    words={
        Found.LIMITS_UNKNOWN: frozenset({"channel"}),
        Found.TOO_LONG: _COUNTS,
        Found.HASHTAGS: _COUNTS,
        Found.MENTIONS: _COUNTS,
        Found.DESCRIPTION: _COUNTS | {"picture"},
    },
    applies=frozenset({Applies.DRAFT}),
)
