"""How far the lock opens: which faces of one picture may be measured.

To measure a face is to process it, match or no match, so a child without biometric consent must
not be among the measured ones as far as anybody can know before measuring (ICO Opinion 2019/01).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.domain.answer import Answer, Said, newest_by_person, settled
from gatekeeper.domain.biometrics import Scope
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.register import Pupil

_NAMES_A_PUPIL = frozenset({Said.PUPIL, Said.COVERED})
"""An answer of one of these kinds says that the pupil `who` is that face."""


@dataclass(frozen=True, slots=True)
class InPicture:
    """What is known of one picture before anything in it is measured. All ids are pupils' ids.

    `groups` are those declared for the post, `pupils` everybody on the roll, `consenting` whoever
    may be measured, `not_here` whoever was said not to be in this picture.
    """

    groups: frozenset[str]
    pupils: tuple[Pupil, ...]
    consenting: frozenset[str]
    sightings: tuple[Sighting, ...]
    answers: tuple[Answer, ...] = ()
    not_here: frozenset[str] = frozenset()

    @property
    def unanswered(self) -> frozenset[str]:
        """The sightings about which nobody has said anything."""
        ids = (sighting.id for sighting in self.sightings)
        return frozenset(i for i in ids if not newest_by_person(self.answers, i))

    @property
    def tapped(self) -> frozenset[str]:
        """The pupils of whom everybody who spoke agrees that they are one of the faces."""
        answers = (settled(self.answers, sighting.id) for sighting in self.sightings)
        return frozenset(a.who for a in answers if a and a.said in _NAMES_A_PUPIL)


def measurable(scope: Scope, picture: InPicture) -> frozenset[str]:
    """Return the sightings that may be measured. A face that somebody answered for never is."""
    if scope is not Scope.SCHOOL and (not _all_known(picture) or in_the_way(scope, picture)):
        return frozenset()
    return picture.unanswered


def in_the_way(scope: Scope, picture: InPicture) -> tuple[Pupil, ...]:
    """Return the children because of whom nothing in the picture may be measured, by name.

    In `tapped-out` each has to be tapped or said not to be there; in `group` nothing helps.
    """
    accounted = {
        Scope.GROUP: frozenset[str](),
        Scope.TAPPED_OUT: picture.tapped | picture.not_here,
        Scope.SCHOOL: frozenset(pupil.id for pupil in picture.pupils),
    }[scope]
    left = _members(picture.groups, picture.pupils)
    without = (p for p in left if p.id not in picture.consenting | accounted)
    return tuple(sorted(without, key=lambda pupil: pupil.called))


def _members(groups: Iterable[str], pupils: Iterable[Pupil]) -> tuple[Pupil, ...]:
    declared = frozenset(groups)
    return tuple(p for p in pupils if any(p.belongs_to(group) for group in declared))


def _all_known(picture: InPicture) -> bool:
    """Whether groups were declared and each has somebody in it: a slip of the pen opens nothing."""
    return bool(picture.groups) and all(
        _members([group], picture.pupils) for group in picture.groups
    )
