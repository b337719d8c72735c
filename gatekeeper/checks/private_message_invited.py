"""Readers are invited to message in private.

Policy: clause O18. Rule data: rules/words/W07_private_message_invited.toml.

Reads: invitations in the words, alternative texts and text in pictures ("DM us", "WhatsApp them").
Does not read: invitations to ring or write to the office, or to use the school's own system; words
that decline messages ("please don't DM us"); whether messages are switched off on the channel.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.words import Kind


class Found(Outcome):
    """What this check can find."""

    INVITED = "invited", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each invitation."""
    for passage in dossier.told(Kind.PRIVATE_MESSAGE):
        subject = dossier.subject_of(passage)
        taken_out = change(dossier, passage.where, passage.text, "ask at the office")
        told = {"text": passage.text, "where": passage.place}
        yield Hit(Found.INVITED, subject, told, (taken_out,))


check = Check(
    name="private_message_invited",
    outcomes=Found,
    run=run,
    words={Found.INVITED: frozenset({"text", "where"})},
)
