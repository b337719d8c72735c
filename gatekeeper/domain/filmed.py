"""Whether a child may be shown in a picture that is one second of a film."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.register import Use


def barred_in(dossier: Dossier, pupil: str, originals: AbstractSet[str]) -> tuple[ChannelName, ...]:
    """Return the post's channels on which the child may not be shown in these originals (digests).

    Where all of them are out of films, a yes to pictures is not enough: no use inherits from
    another. A draft has no films.
    """
    filmed = dossier.live.filmed if dossier.live is not None else frozenset[str]()
    of_film = bool(originals) and originals <= filmed
    uses = (Use.GROUP, Use.VIDEO) if of_film else (Use.GROUP,)
    barred = frozenset(channel for use in uses for channel in dossier.barred(pupil, use))
    return tuple(channel for channel in dossier.post.channels if channel in barred)
