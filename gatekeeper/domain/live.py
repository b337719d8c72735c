"""What only an audit sees of a post that is out: beside it, what was signed off and released."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gatekeeper.domain.release import Comments


class Differs(StrEnum):
    """What of a post is not as it was released."""

    WORDS = "the words"
    PICTURES = "the pictures"


@dataclass(frozen=True, slots=True)
class Live:
    """How a post stands today.

    `released` is False where no release of ours fits it; None where it went out before the school
    was opened here, when nothing was released.
    """

    comments: Comments = Comments.UNKNOWN
    released: bool | None = None
    differs: tuple[Differs, ...] = ()
    shows: frozenset[str] = frozenset()
    """Pupils whom a person named in it before it was released."""

    pictures_known: bool = False
    """Whether each of its pictures was recognised as one that was released; a doubt is no."""

    @property
    def accounted(self) -> bool:
        """Whether somebody said who is in its pictures before they were released."""
        return self.released is True and self.pictures_known
