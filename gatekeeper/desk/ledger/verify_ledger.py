"""Verifying a ledger, here or elsewhere: order by the chain, honesty by what was kept outside.

Pure: the export, and a function that checks one proof, are all it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gatekeeper.desk.ledger.ledger_trust import Trust, Untrusted, Verifies, follow
from gatekeeper.domain.ledger import Entry, broken_at


class Outside(StrEnum):
    """What came of a value that was kept outside the ledger."""

    MATCHED = "matched"
    DIFFERENT = "different"
    NOT_GIVEN = "not given"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. `broken_at` is the number of the first entry that does not hold."""

    entries: int
    broken_at: int | None
    why: str
    signatures: int
    fingerprint: Outside
    head: Outside

    @property
    def valid(self) -> bool:
        """Whether nothing speaks against it; the words say how much speaks for it."""
        outside = {self.fingerprint, self.head}
        return self.entries > 0 and self.broken_at is None and Outside.DIFFERENT not in outside

    @property
    def words(self) -> tuple[str, ...]:
        """What to tell a person, sentence by sentence."""
        said = (self._of_the_chain(), FINGERPRINT[self.fingerprint], HEAD[self.head])
        alone = {self.fingerprint, self.head} == {Outside.NOT_GIVEN}
        return (*said, ALONE) if alone else said

    def _of_the_chain(self) -> str:
        if self.entries == 0:
            return "There is nothing in this ledger, so it proves nothing."
        if self.broken_at is not None:
            return f"Entry {self.broken_at} does not hold: {self.why}. Trust nothing from there on."
        return f"All {self.entries} entries hold; {self.signatures} signatures were checked."


FINGERPRINT = {
    Outside.MATCHED: "Trust was followed from the fingerprint in hand.",
    Outside.DIFFERENT: "The first key is not the one whose fingerprint is in hand.",
    Outside.NOT_GIVEN: (
        "No fingerprint from outside was used, so the keys themselves could have been exchanged; "
        "the governors' minutes have it."
    ),
}
HEAD = {
    Outside.MATCHED: "The head value in hand is in it, so nothing up to there was changed.",
    Outside.DIFFERENT: (
        "The head value in hand is not in it: entries were cut off or changed since it was noted."
    ),
    Outside.NOT_GIVEN: (
        "No head value from outside was used, so entries could have been cut off at the end."
    ),
}
ALONE = "A chain alone proves order, not honesty."


def verify(
    entries: Sequence[Entry],
    verifies: Verifies,
    *,
    trusted_fingerprint: str | None = None,
    head: str | None = None,
) -> Verification:
    """Check chain, enrolments and every signature; compare with what was kept outside.

    `head` is the hash of the last entry at the time when it was noted: later entries may follow.
    """
    chain = broken_at(entries)
    trust, number, why = _followed(entries[: chain - 1] if chain else entries, verifies)
    if chain and number is None:
        number, why = chain, "it does not fit the entry before it, or was changed"
    return Verification(
        entries=len(entries),
        broken_at=number,
        why=why,
        signatures=trust.signatures,
        fingerprint=_outside(trusted_fingerprint, {trust.fingerprint}),
        head=_outside(head, {entry.hash for entry in entries}),
    )


def _followed(entries: Sequence[Entry], verifies: Verifies) -> tuple[Trust, int | None, str]:
    trust = Trust()
    for entry in entries:
        try:
            trust = follow(trust, entry, verifies)
        except Untrusted as untrusted:
            return trust, entry.number, str(untrusted)
    return trust, None, ""


def _outside(given: str | None, found: set[str]) -> Outside:
    """Compare as people copy it: in groups, in capitals, with colons."""
    if given is None:
        return Outside.NOT_GIVEN
    bare = "".join(character for character in given.lower() if character.isalnum())
    return Outside.MATCHED if bare and bare in found else Outside.DIFFERENT
