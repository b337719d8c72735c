"""What else a register file touches: the posts on their way, and class names that look mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from gatekeeper.desk.posts.find_post import FROZEN, stage_of
from gatekeeper.desk.posts.void import signed_with
from gatekeeper.desk.register.register_difference import Difference
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import Pupil, groups_of
from gatekeeper.ports import UnitOfWork

ALIKE = 0.8
"""How like a known name one has to be to be asked about (difflib's ratio)."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Posts that lose their signature, and others that say a class is shown that changes."""

    signed: tuple[Version, ...] = ()
    drafts: tuple[Version, ...] = ()


def touched_posts(uow: UnitOfWork, found: Difference) -> Touched:
    """Return the posts on their way that a difference would touch; nothing is changed."""
    pupils = frozenset(change.after.id for change in found.pupils if change.permission)
    signed = {sign_off.post for sign_off in signed_with(uow, pupils)}
    groups = _changed_groups(found)
    rest = [
        version
        for version in uow.posts.all()
        if version.id not in signed
        and version.post.groups & groups
        and stage_of(uow, version.id) not in FROZEN
    ]
    return Touched(tuple(v for v in uow.posts.all() if v.id in signed), tuple(rest))


def _changed_groups(found: Difference) -> frozenset[str]:
    """Return the classes and clubs that somebody would come into or go out of."""
    moved: set[str] = set()
    for change in found.pupils:
        before = groups_of([change.before] if change.before else [])
        moved |= before ^ groups_of([change.after])
    return frozenset(moved)


def mistyped(known: Iterable[Pupil], in_file: Iterable[Pupil]) -> tuple[str, ...]:
    """Return a question for each class or club that is new and spelt much like one on record.

    Names that differ in a number are other classes: Year 7 is no slip of Year 6.
    """
    old, new = groups_of(known), tuple(in_file)
    return tuple(
        question
        for group in sorted(groups_of(new) - old)
        if (question := _question(group, old, new))
    )


def _question(group: str, old: frozenset[str], pupils: tuple[Pupil, ...]) -> str:
    same = [name for name in old if _numbers(name) == _numbers(group)]
    folded = {name.casefold(): name for name in sorted(same)}
    close = get_close_matches(group.casefold(), folded, 1, ALIKE)
    if not close:
        return ""
    who = [pupil.called for pupil in pupils if pupil.belongs_to(group)]
    more = f" and {len(who) - 1} more" if len(who) > 1 else ""
    return (
        f"There is no class or club “{group}”: did you mean {folded[close[0]]}? "
        f"The file says it of {who[0]}{more}."
    )


def _numbers(name: str) -> list[str]:
    return re.findall(r"[0-9]+", name)
