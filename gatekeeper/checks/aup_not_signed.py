"""Somebody who works on the post has not read, or signed, the acceptable use policy lately.

Policy: clause O13; the number of days is ours. Rule data: rules/records/R07_aup_not_signed.toml.

Reads: the days on record of everybody who wrote the post, and of everybody who may upload it.
Does not read: who will upload it; nobody knows yet. One who may and has signed is enough here, and
releasing is refused to one who has not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NOT_READ = "not_read", Verdict.ASK
    NOBODY_SIGNED = "nobody_signed", Verdict.ASK


@dataclass(frozen=True, slots=True)
class Params:
    """How long reading and signing count."""

    days: int = between(30, 731, default=366, unit="days")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield every author who has not read it, then whether nobody who may upload has signed."""
    for worker in dossier.workers:
        if worker.wrote and dossier.older_than(worker.aup_read, params.days):
            read = (Fix(FixKind.RECORD_AUP, worker.id, "read"),)
            yield Hit(Found.NOT_READ, worker.id, {"who": worker.name}, read)
    uploads = [worker for worker in dossier.workers if worker.uploads]
    if all(dossier.older_than(w.social_media_aup_signed, params.days) for w in uploads):
        fixes = tuple(Fix(FixKind.RECORD_AUP, worker.id, "signed") for worker in uploads)
        yield Hit(Found.NOBODY_SIGNED, "uploading", fixes=fixes)


check = Check(
    name="aup_not_signed",
    outcomes=Found,
    run=run,
    words={Found.NOT_READ: frozenset({"who"}), Found.NOBODY_SIGNED: frozenset()},
    params=Params,
    applies=frozenset({Applies.DRAFT}),
)
