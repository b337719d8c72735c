"""Everything on record about one child, for whoever may ask for it; and what is held back, and why.

What bars a child beside the family's own answers is held back for every child, whether there is
anything or not, and so is each trace that it could leave: when a permission changed, why a sign-off
ended. The file of a held child and of one that nobody holds are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.reference_pictures import reference_picture
from gatekeeper.desk.register.erase_child import posts_showing
from gatekeeper.desk.rights.access_requests import decided_request
from gatekeeper.desk.school import School
from gatekeeper.desk.showing.known_out import known_out
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.answer import Said
from gatekeeper.domain.biometrics import BiometricRecord
from gatekeeper.domain.register import Consent, Pupil
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork

DSLS_ALONE = (
    "Whether, and why, a child may not be shown for another reason than the family's answers, and "
    "what was said in confidence to the Designated Safeguarding Leads: they are asked, and decide "
    "what may be given (Data Protection Act 2018, Schedules 2 and 3)."
)
OTHERS = (
    "Other people: the names of other children and of staff, brothers and sisters by more than "
    "their number, and words of drafts that never went out."
)
PICTURES = (
    "The pictures themselves: other children are on them. They are listed, and can be looked at "
    "with the school."
)
NUMBERS = (
    "The numbers that were made of the face: the data protection officer can give them on their "
    "own; a copy in this file could not be destroyed with a later no."
)
HELD_BACK = (DSLS_ALONE, OTHERS, PICTURES, NUMBERS)
"""What is held back of every child, and why."""


@dataclass(frozen=True, slots=True)
class ShownIn:
    """One live or former post, or a draft without its words, that shows or may show the child."""

    on: date | None
    """None where nobody knows."""
    published: bool
    channel: str = ""
    link: str = ""
    words: str = ""
    taken_down_on: date | None = None


@dataclass(frozen=True, slots=True)
class AboutChild:
    """The content of the file."""

    made_at: datetime
    pupil: Pupil
    brothers_and_sisters: int
    consents: tuple[Consent, ...]
    measuring: tuple[BiometricRecord, ...]
    enrolled_on: tuple[date, ...]
    """The days on which enrolled pictures of the face were taken."""
    named: int
    """How often somebody said of a face that it is this child."""
    roll_calls: int
    shown_in: tuple[ShownIn, ...]
    small_picture: bytes | None
    from_the_dsls: str = ""
    """What a DSL decided to give of what only they keep; empty for nothing."""
    held_back: tuple[str, ...] = HELD_BACK


def answer_access(uow: UnitOfWork, actor: Actor, request: str) -> AboutChild:
    """Gather the file of a request, and tell the ledger that it was made.

    Raises:
        NotAllowed: not the DPO, or without a fresh step-up.
        NotFound: there is no such open request, or the child is not on the register any more.
        NotYet: no DSL has decided what may be given of theirs.
    """
    asked = decided_request(uow, actor, request)
    own_key(uow, actor)
    pupil = uow.pupils.get(asked.pupil)
    if pupil is None:
        raise NotFound("This child is not on the register any more.", "Say that as the answer.")
    made = replace(asked, made_at=uow.now)
    uow.access_requests.put(made, seen=uow.access_requests.version(made.id))
    uow.ledger.append(
        "access.answered", actor=actor.id, subject=pupil.id, details={"request": asked.id}
    )
    return replace(_about(uow, pupil), from_the_dsls=asked.given)


def _about(uow: UnitOfWork, pupil: Pupil) -> AboutChild:
    rolls = uow.roll_calls.all()
    return AboutChild(
        made_at=uow.now,
        pupil=replace(pupil, siblings=frozenset()),
        brothers_and_sisters=len(pupil.siblings),
        consents=tuple(replace(c, recorded_by="") for c in uow.consents.of(pupil.id)),
        measuring=tuple(replace(r, recorded_by="") for r in uow.biometrics.of(pupil.id)),
        enrolled_on=tuple(e.taken_on for e in uow.enrolments.all() if e.pupil == pupil.id),
        named=sum((a.said, a.who) == (Said.PUPIL, pupil.id) for a in uow.answers.all()),
        roll_calls=sum(pupil.id in roll.here | roll.perhaps | roll.not_here for roll in rolls),
        shown_in=tuple(sorted(_shown_in(uow, pupil.id), key=lambda item: item.on or date.min)),
        small_picture=reference_picture(uow, pupil.id),
    )


def _shown_in(uow: UnitOfWork, pupil: str) -> Iterator[ShownIn]:
    """Yield what is, or was, out and shows the child by a release or by a look; then drafts."""
    looked = {look.of for look in uow.looks.of(pupil) if look.shows}
    seen = set()
    for out in known_out(uow):
        if out.of in looked or pupil in out.shows | out.may_show:
            seen.add(out.post)
            yield ShownIn(
                on=School.day(out.at) if out.at else None,
                published=True,
                channel=out.channel.brand,
                link=out.link,
                words=out.words,
                taken_down_on=School.day(out.down_at) if out.down_at else None,
            )
    for post in posts_showing(uow, pupil):
        version = uow.posts.get(post)
        if version is not None and post not in seen:
            yield ShownIn(version.at.date(), published=False)
