"""The post carries a location tag.

Policy: clause R1; that posts carry no place is ours. Rule data:
rules/trips/T03_location_tagged.toml.

Reads: the tag that the drafter wrote.
Does not read: places that the words name. Places inside pictures: metadata_left.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    TAGGED = "tagged", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit if there is a tag."""
    if tag := dossier.post.location_tag.strip():
        yield Hit(Found.TAGGED, "location", {"place": tag}, (Fix(FixKind.TAKE_OUT_TAG),))


check = Check(
    name="location_tagged",
    outcomes=Found,
    run=run,
    words={Found.TAGGED: frozenset({"place"})},
)
