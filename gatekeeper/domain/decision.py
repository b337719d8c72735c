"""How a post was judged, and the facts that the judgement rested on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from gatekeeper.domain.canonical import digest
from gatekeeper.domain.dossier import AdultPermission, Dossier
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.permission import Permission
from gatekeeper.domain.verdict import Verdict, worst


@dataclass(frozen=True, slots=True)
class Basis:
    """The facts a sign-off is bound to, without the clock and without the rest of the register.

    A trip stands here by its id, place and groups; that everybody is back is not part of it,
    because that is the one event a WAIT may name and wait for.
    """

    permissions: tuple[Permission, ...]
    adults: tuple[AdultPermission, ...]
    answers: tuple[tuple[str, str, str, str], ...]
    """Sighting, said, who, agreement: the settled answer of everybody seen."""
    trip: tuple[str, ...]
    channels: tuple[str, ...]
    """A digest of each channel's record."""
    rules: str
    evidence: Mapping[str, str]
    salt: str = ""
    """The post's own, for the same reason."""

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form."""
        return digest("basis", self)

    def changed(self, other: Basis) -> tuple[str, ...]:
        """Name the kinds of fact that differ, in words that assert no ground."""
        kinds = {
            "a child here may no longer be shown, or a permission changed": (
                self.permissions != other.permissions
            ),
            "an adult's agreement changed": self.adults != other.adults,
            "who is in a picture was answered differently": self.answers != other.answers,
            "the trip changed": self.trip != other.trip,
            "a channel's record changed": self.channels != other.channels,
            "the rule book changed": self.rules != other.rules,
            "the way pictures are examined changed": self.evidence != other.evidence,
        }
        return tuple(words for words, differs in kinds.items() if differs)


def basis_of(dossier: Dossier, book_digest: str) -> Basis:
    """Return the basis of a decision about this dossier under this rule book."""
    trip = dossier.trip
    return Basis(
        permissions=tuple(sorted(dossier.permissions)),
        adults=tuple(sorted(dossier.adults, key=lambda a: (a.adult, a.channel))),
        answers=_answers(dossier),
        trip=(trip.id, trip.place, *sorted(trip.groups)) if trip else (),
        channels=tuple(sorted(digest("channel-record", record) for record in dossier.channels)),
        rules=book_digest,
        evidence=dossier.evidence,
        salt=dossier.post.salt,
    )


def _answers(dossier: Dossier) -> tuple[tuple[str, str, str, str], ...]:
    rows = [(s.id, dossier.answer(s.id)) for s in dossier.sightings]
    return tuple(
        sorted(
            (sighting, a.said, a.who, a.agreement) if a else (sighting, "", "", "")
            for sighting, a in rows
        )
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement, stored whole so that it can be explained later."""

    id: str
    post: str
    version: int
    post_digest: str
    at: datetime
    verdict: Verdict
    findings: tuple[Finding, ...]
    dossier_digest: str
    basis: Basis
    book_digest: str
    dossier: Dossier | None = None
    """The evidence, kept with it and erased with its post; so that it can be judged once more.

    Without what matching said, which is kept no longer than a consent to it.
    """

    @property
    def digest(self) -> str:
        """SHA-256 over verdict, findings and what they rest on, without id and time."""
        return digest(
            "decision",
            {
                "post": self.post_digest,
                "verdict": self.verdict.name,
                "findings": self.findings,
                "basis": self.basis.digest,
                "book": self.book_digest,
            },
        )


def without_matching(dossier: Dossier) -> Dossier:
    """Return the evidence without what matching said, and without names that it brought along."""
    here = {permission.pupil for permission in dossier.permissions}
    brought = {permission.pupil for permission in dossier.reach} - here
    return replace(
        dossier,
        suggestions=(),
        alike=frozenset(),
        reach=(),
        called={who: name for who, name in dossier.called.items() if who not in brought},
    )


def verdict_of(findings: tuple[Finding, ...]) -> Verdict:
    """Return the worst verdict among the findings."""
    return worst(finding.verdict for finding in findings)
