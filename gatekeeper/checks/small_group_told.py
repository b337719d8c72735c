"""The words tell of so few children of a class or club that readers know who they are.

Policy: clause O11 (ours: whom a number points at is named by it). Rule data:
rules/words/W17_small_group_told.toml.

Reads: the words, alternative texts and text in pictures, for a number beside a class, club or year
(“all five Year 4 girls”, “both Reception boys”, “26 of Year 4”) or for all of it (“everyone in
Chess Club”); how many pupils of each class and club are on the register.
Does not read: who is a girl or a boy, since no register here knows; there the words' own number is
what counts, and “the Year 4 girls” without one is passed over. Some of many (“three Year 4 children
read”). A group that the register does not have, but for the number in the words. A child who is
left out by name or turn of phrase (child_left_out).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, Outcome, between, change
from gatekeeper.domain.dossier import Dossier, picture_texts
from gatekeeper.domain.small_groups import Share, Told, told_groups
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import counted, shortened
from gatekeeper.domain.words import Kind, Passage


class Found(Outcome):
    """What this check can find."""

    NOT_COUNTED = "not_counted", Verdict.UNCHECKED
    FEW = "few", Verdict.ASK
    SMALL = "small", Verdict.ASK
    LEFT_OUT = "left_out", Verdict.ASK


@dataclass(frozen=True, slots=True)
class Params:
    """How few are few: as the words say, as the register counts, and of those left over."""

    told: int = between(2, 10, default=5, unit="children in the words")
    counted: int = between(1, 10, default=3, unit="children on the register")
    left: int = between(1, 5, default=2, unit="children of the group")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit for each group; one that may stand says who said so."""
    sizes = dossier.group_sizes
    if sizes is None:
        yield Hit(Found.NOT_COUNTED, "words", fixes=(Fix(FixKind.CHECK_AGAIN),))
        return
    texts = dossier.post.texts | picture_texts(dossier.post, dossier.pictures)
    for where, text in texts.items():
        for told in told_groups(text, sizes):
            passage = Passage(Kind.SMALL_GROUP, where, told.text)
            subject, found = dossier.subject_of(passage), _found(told, sizes, params)
            if found:
                words = {"text": shortened(told.text), "where": passage.place, "children": found[1]}
                stand = Fix(FixKind.LET_STAND, subject, told.text)
                fixes = (change(dossier, where, told.text), stand)
                yield Hit(found[0], subject, words, fixes, answered=dossier.stands(subject))


def _found(told: Told, sizes: Mapping[str, int], params: Params) -> tuple[Found, str] | None:
    size = sizes.get(told.group, 0)
    if told.share is Share.FEW and told.number <= params.told:
        return Found.FEW, _children(told.number)
    if told.share is Share.ALL and 0 < size <= params.counted:
        return Found.SMALL, _children(size)
    if (
        told.share is Share.PART
        and told.number > params.told
        and 0 < size - told.number <= params.left
    ):
        return Found.LEFT_OUT, _children(size - told.number)
    return None


def _children(number: int) -> str:
    return counted(number, "child", "children")


_WORDS = frozenset({"text", "where", "children"})
check = Check(
    name="small_group_told",
    outcomes=Found,
    run=run,
    words={
        Found.NOT_COUNTED: frozenset(),
        Found.FEW: _WORDS,
        Found.SMALL: _WORDS,
        Found.LEFT_OUT: _WORDS,
    },
    params=Params,
)
