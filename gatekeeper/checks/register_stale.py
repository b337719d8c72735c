"""The register is empty, or too old to say who may be shown.

Policy: clause O11; the number of days is ours. Rule data: rules/records/R01_register_stale.toml.

Reads: how many pupils are on the roll, and how many school days ago the office imported the
register or said that nothing has changed.
Does not read: anything of the register itself.

Only what rests on the register is held up: a post without pictures, names and groups goes by. An
empty register is another thing, because then no name can have been found in any words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.post import Post
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    EMPTY = "empty", Verdict.UNCHECKED
    AGE_UNKNOWN = "age_unknown", Verdict.UNCHECKED
    STALE = "stale", Verdict.UNCHECKED


@dataclass(frozen=True, slots=True)
class Params:
    """How old the register may be."""

    school_days: int = between(1, 10, default=10, unit="school days")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit if the register cannot be relied on for this post."""
    age = dossier.register.school_days_old
    fixes = (Fix(FixKind.IMPORT_REGISTER),)
    if not dossier.register.pupils:
        yield Hit(Found.EMPTY, "register", fixes=fixes)
    elif not (dossier.names or _shows_somebody(dossier.post)):
        return
    elif age is None:
        yield Hit(Found.AGE_UNKNOWN, "register", fixes=fixes)
    elif age > params.school_days:
        yield Hit(Found.STALE, "register", {"days": str(age)}, fixes)


def _shows_somebody(post: Post) -> bool:
    return bool(post.pictures or post.groups)


check = Check(
    name="register_stale",
    outcomes=Found,
    run=run,
    words={
        Found.EMPTY: frozenset(),
        Found.AGE_UNKNOWN: frozenset(),
        Found.STALE: frozenset({"days"}),
    },
    params=Params,
)
