"""Carrying out a fix that a finding offers, or naming the command that a person has to type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.faces.answer import Given, answer, facts_of, picture_of
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.posts.write_draft import put_version
from gatekeeper.domain.answer import Said
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.check import Fix, FixKind
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.finding import Finding, worst_first
from gatekeeper.domain.fixing import AGAIN, FIXED
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import Picture
from gatekeeper.domain.post import Post, Version
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

JUDGED = "post.judged"
"""What the ledger says of each check."""
OFFERED: Mapping[FixKind, str] = {
    FixKind.OTHER_PICTURE: "leave the picture out",
    FixKind.CROP: "cut the picture (--value LEFT,TOP,WIDTH,HEIGHT)",
    FixKind.COVER_FACE: "cover the face",
    FixKind.CROP_BOX: "cut it to fit",
    FixKind.COVER_BOX: "cover the place",
    FixKind.WRITE_ALT_TEXT: "describe it (--value WORDS)",
    FixKind.ADD_WORDS: "add the line",
    FixKind.RENAME_FILE: "give the file another name",
    FixKind.CHANGE_WORDS: "take it out, or put --value WORDS in its place",
    FixKind.DROP_CHANNEL: "not on this channel",
    FixKind.CHOOSE_CHANNEL: "choose (--value CHANNEL)",
    FixKind.TURN_OFF_COMMENTS: "promise to turn comments off",
    FixKind.DECLARE_TRIP: "it is about this trip",
    FixKind.NOT_ABOUT_TRIP: "it is not about this trip",
    FixKind.TAKE_OUT_TAG: "take the tag out",
    FixKind.MAKE_PLAIN_POST: "make it a plain post",
    FixKind.DROP_COPY: "no copy there",
    FixKind.SAY_OBJECTIVE: "say it (--value WORDS)",
    FixKind.SAY_WHERE_ELSE: "say where (--value WORDS)",
    FixKind.WAIT_FOR: "let it wait (--value TIME)",
    FixKind.CHECK_AGAIN: "check again",
}
"""What can be carried out, in the words beside its number."""

BY_HAND: Mapping[FixKind, str] = {
    FixKind.NAME_FACE: "gatekeeper answer",
    FixKind.SAY_NOBODY: "gatekeeper answer",
    FixKind.SAY_UNRECOGNISABLE: "gatekeeper answer",
    FixKind.LET_STAND: "gatekeeper answer",
    FixKind.SAY_FINE: "gatekeeper answer",
    FixKind.CALL_ROLL: "gatekeeper answer",
    FixKind.NOTE_AGREEMENT: "gatekeeper answer",
    FixKind.ADD_FACE: "gatekeeper add-face",
    FixKind.ENTER_TRIP: "gatekeeper trip plan",
    FixKind.ALL_BACK: "gatekeeper trip all-back",
    FixKind.IMPORT_REGISTER: "gatekeeper register import",
    FixKind.REVIEW_POLICY: "gatekeeper rules adopt",
    FixKind.KEEP_CHANNEL_RECORD: "gatekeeper channel record",
    FixKind.RECORD_AUP: "gatekeeper people aup",
    FixKind.SAY_WHERE_SCHOOL_IS: "gatekeeper doctor",
}
"""What only a person's own word can do, and the command to say it with."""


_LETTERS = "bcdfghjkmnpqrstv"
_HEX_TO_LETTERS = str.maketrans("0123456789abcdef", _LETTERS)
_MARK = re.compile(rf"(?:([0-9]{{1,4}})-)?([{_LETTERS}]{{4}})")


@dataclass(frozen=True, slots=True)
class Offer:
    """One fix of a decision under the number and the code that people see."""

    number: int
    finding: Finding
    fix: Fix

    @property
    def code(self) -> str:
        """Four letters for what is done about what; numbers move, these do not."""
        # Which name is suggested is not part of a decision that is kept.
        value = "" if self.fix.kind is FixKind.NAME_FACE else self.fix.value
        about = (self.finding.key, self.fix.kind, self.fix.target, value, self.fix.instead or "")
        return digest("offer", about)[:4].translate(_HEX_TO_LETTERS)

    @property
    def mark(self) -> str:
        """The number with the code, as people see and type it: `3-dfkm`."""
        return f"{self.number}-{self.code}"

    @property
    def say(self) -> str:
        """What it does; empty for what only a person's own word can do."""
        return OFFERED.get(self.fix.kind, "")


def offers(decision: Decision) -> tuple[Offer, ...]:
    """Return every fix of a decision, numbered from 1 in the order in which findings are told."""
    pairs = [(f, fix) for f in worst_first(decision.findings) for fix in f.fixes]
    return tuple(Offer(number, f, fix) for number, (f, fix) in enumerate(pairs, start=1))


def offer_of(decision: Decision, asked: str) -> Offer:
    """Return the fix of a decision that somebody means: by its mark, its code or its number.

    Raises:
        NotFound: nothing of the decision is called so.
        NotYet: it was offered, or may have been, and is not any more.
    """
    made, said = offers(decision), asked.strip().lower()
    if mark := _MARK.fullmatch(said):
        alike = [offer for offer in made if offer.code == mark[2]]
        same = [offer for offer in alike if str(offer.number) == mark[1]]
        if not same and len(alike) != 1:
            raise NotYet(f"Fix {said} is not offered any more.", AGAIN)
        return (same or alike)[0]
    for offer in made:
        if str(offer.number) == said:
            return offer
    raise NotFound(f"There is no fix {said}.", f"There are {len(made)}. Check the post again.")


def fix_post(uow: UnitOfWork, actor: Actor, post: str, asked: str, value: str = "") -> Version:
    """Carry out one fix of the newest decision, and void any sign-off that it changes.

    Raises:
        NotFound: there is no such fix.
        NotYet: the post was never checked or changed since, a bare number may mean another fix
            than this person saw, or only a person can do it.
        UsageError: it needs words beside it, or would show more than is shown now.
    """
    actor.require(uow, Duty.WRITE)
    version = changeable(uow, post)
    fix = _offered(uow, actor, version, asked)
    if fix.kind is FixKind.COVER_FACE:
        return answer(uow, actor, version.id, [Given(fix.target, Said.COVERED)])
    if fix.kind is FixKind.CHECK_AGAIN:
        return version
    if fix.kind not in FIXED:
        command = BY_HAND.get(fix.kind, "gatekeeper --help")
        raise NotYet("This needs somebody's own word.", f"Say it with `{command}`.")
    changed = FIXED[fix.kind](version.post, fix, value)
    if fix.kind in (FixKind.CROP, FixKind.CROP_BOX):
        _hides(uow, version, changed, fix)
    return put_version(uow, actor, changed, slug=version.slug, before=version)


def _offered(uow: UnitOfWork, actor: Actor, version: Version, asked: str) -> Fix:
    decisions = uow.decisions.of(version.id)
    if not decisions or decisions[-1].post_digest != version.post.digest:
        raise NotYet("The post has changed since it was checked.", AGAIN)
    offer = offer_of(decisions[-1], asked)
    if asked.strip().isdecimal() and _last_check(uow, version.id) != actor.id:
        said = f"Fix {offer.number} is now: {offer.say or 'to answer'}. {offer.finding.sentence}"
        remedy = f"{said} If you mean that, use {offer.mark}."
        raise NotYet("Somebody else checked this post since; numbers may have moved.", remedy)
    return offer.fix


def _last_check(uow: UnitOfWork, post: str) -> str:
    """Return who saw the newest check of a post: whoever made it."""
    checks = (e for e in reversed(uow.ledger.entries()) if e.what == JUDGED and e.subject == post)
    return next((entry.actor for entry in checks), "")


def _hides(uow: UnitOfWork, version: Version, changed: Post, fix: Fix) -> None:
    """Stop unless the cut lies in the picture and takes away whoever it is offered for."""
    after = picture_of(replace(version, post=changed), changed.number(fix.target))
    facts, crop = facts_of(uow, after), after.recipe.crop
    if facts is None or crop is None or not crop.lies_in(facts.width, facts.height):
        raise UsageError("The cut does not lie inside the picture.")
    if fix.kind is FixKind.CROP and fix.value and not _hidden(uow, after, fix.value):
        raise UsageError("The face can still be seen.", "Cut more away, or cover the face.")


def _hidden(uow: UnitOfWork, picture: Picture, sighting: str) -> bool:
    found = uow.sightings.get(sighting)
    return found is not None and picture.recipe.hides(found.face.box)
