"""The post is wanted for a later time.

Policy: clause O20. Rule data: rules/trips/T02_wanted_later.toml.

Reads: the time that the drafter wished for, and the moment of judging.
Does not read: the trip (trip_not_over.py). Nothing publishes by itself when the time has come: the
post may then be released, by a person, and is judged again.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NOT_YET = "not_yet", Verdict.WAIT


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit until the wanted time has come."""
    wanted = dossier.post.wanted_at
    if wanted is not None and dossier.now < wanted:
        words = {"day": f"{wanted.day} {wanted:%B}", "time": f"{wanted:%H:%M}"}
        yield Hit(Found.NOT_YET, "wanted", words, waits_for=f"until:{wanted.isoformat()}")


check = Check(
    name="wanted_later",
    outcomes=Found,
    run=run,
    words={Found.NOT_YET: frozenset({"day", "time"})},
    applies=frozenset({Applies.DRAFT}),
)
