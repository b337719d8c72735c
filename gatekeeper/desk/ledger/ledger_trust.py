"""Following trust through a ledger: which keys counted at each entry, and what they signed.

The first key vouches for itself; every later one is signed by a headteacher's key, or, when the
headteacher's own is replaced, by two other people's. A key counts until the entry that ends it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gatekeeper.desk.book import adopt_rules, sign_patterns
from gatekeeper.desk.people import appoint_stand_in, enrol_key
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import plain
from gatekeeper.domain.ledger import Entry
from gatekeeper.domain.people import Role, Scheme

Verifies = Callable[[Scheme, bytes, bytes, bytes], bool]
"""Whether a proof over a message was made with a key: `Keyring.verifies`."""
Facts = Mapping[str, Any]
PEOPLE = 3
"""Who takes part in replacing a headteacher's key: the holder and two others."""


class Untrusted(Exception):
    """An entry is not backed by the keys that counted when it was written."""


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key as its enrolment statement has it."""

    id: str
    holder: str
    scheme: Scheme
    public: bytes
    roles: frozenset[str]
    ended: bool = False

    @property
    def heads(self) -> bool:
        """Whether it was enrolled as a headteacher's."""
        return Role.HEADTEACHER.value in self.roles


@dataclass(frozen=True, slots=True)
class Trust:
    """What is known up to some entry."""

    keys: Mapping[str, TrustedKey] = field(default_factory=dict)
    stand_ins: Mapping[str, Facts] = field(default_factory=dict)
    patterns: Facts = field(default_factory=dict)
    """What the newest signature over the patterns of notices says, its id and its key's."""
    requests: frozenset[str] = frozenset()
    """Ids of the requests to sign that were used."""
    signatures: int = 0
    fingerprint: str = ""
    """Of the first key."""


def follow(trust: Trust, entry: Entry, verifies: Verifies) -> Trust:
    """Return what is known after an entry.

    Raises:
        Untrusted: with the words for a person.
    """
    step = STEPS.get(entry.what)
    if step is None:
        return trust
    try:
        return step(trust, entry, verifies)
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise Untrusted("its statement or proof is missing or not of the right form") from error


def _enrolled(trust: Trust, entry: Entry, verifies: Verifies) -> Trust:
    facts = _facts(entry, enrol_key.NOUN)
    key = TrustedKey(
        facts["key"],
        facts["holder"],
        Scheme(facts["scheme"]),
        bytes.fromhex(facts["public"]),
        frozenset(facts["roles"]),
    )
    fingerprint = hashlib.sha256(key.public).hexdigest()
    if (key.id, fingerprint) != (entry.subject, facts["fingerprint"]) or key.id in trust.keys:
        raise Untrusted("the key is not the one that was signed for")
    if not trust.keys:
        first = Trust(keys={key.id: key}, fingerprint=fingerprint)
        _headteacher(_signer(first, entry, verifies))
        return replace(first, signatures=1)
    vouched = _vouched(trust, entry, verifies, key.holder)
    return replace(trust, keys={**trust.keys, key.id: key}, signatures=trust.signatures + vouched)


def _vouched(trust: Trust, entry: Entry, verifies: Verifies, holder: str) -> int:
    """Return how many signatures vouch for a later key: a headteacher's, or two others'."""
    first = _signer(trust, entry, verifies)
    if "second_proof" not in entry.details:
        _headteacher(first)
        return 1
    second = _signer(trust, entry, verifies, "second_")
    replaces = any(key.heads and key.holder == holder for key in trust.keys.values())
    if not replaces or len({first.holder, second.holder, holder}) < PEOPLE:
        raise Untrusted("a headteacher's key is replaced by two other people, and by nobody else")
    return 2


def _key_ended(trust: Trust, entry: Entry, _verifies: Verifies) -> Trust:
    ended = replace(trust.keys[entry.subject], ended=True)
    return replace(trust, keys={**trust.keys, ended.id: ended})


def _appointed(trust: Trust, entry: Entry, verifies: Verifies) -> Trust:
    facts = _facts(entry, appoint_stand_in.NOUN)
    _headteacher(_signer(trust, entry, verifies))
    if facts["appointment"] != entry.subject:
        raise Untrusted("the appointment is not the one that was signed")
    stand_ins = {**trust.stand_ins, entry.subject: facts}
    return replace(trust, stand_ins=stand_ins, signatures=trust.signatures + 1)


def _appointment_ended(trust: Trust, entry: Entry, _verifies: Verifies) -> Trust:
    left = {key: facts for key, facts in trust.stand_ins.items() if key != entry.subject}
    return replace(trust, stand_ins=left)


def _adopted(trust: Trust, entry: Entry, verifies: Verifies) -> Trust:
    facts = _facts(entry, adopt_rules.NOUN)
    _headteacher(_signer(trust, entry, verifies))
    if facts["digest"] != entry.details["digest"]:
        raise Untrusted("the rule book is not the one that was signed")
    return replace(trust, signatures=trust.signatures + 1)


def _patterns_signed(trust: Trust, entry: Entry, verifies: Verifies) -> Trust:
    facts = _facts(entry, sign_patterns.NOUN)
    key = _signer(trust, entry, verifies)
    _headteacher(key)
    patterns = {"id": entry.subject, "key": key.id, **facts}
    return replace(trust, patterns=patterns, signatures=trust.signatures + 1)


def _by_pattern(trust: Trust, entry: Entry, _verifies: Verifies) -> Trust:
    if trust.patterns.get("id") != entry.details["patterns"]:
        raise Untrusted("the patterns of notices were not signed, or were signed anew since")
    if trust.keys[trust.patterns["key"]].ended:
        raise Untrusted("the key that signed the patterns of notices had ended")
    day = School.day(entry.at).isoformat()
    if not trust.patterns["first_day"] <= day <= trust.patterns["last_day"]:
        raise Untrusted("the signature over the patterns of notices did not hold on that day")
    return trust


def _signed_off(trust: Trust, entry: Entry, verifies: Verifies) -> Trust:
    facts = _facts(entry, "approve")
    key = _signer(trust, entry, verifies)
    told = (facts["key"], facts["approver"], facts["post"])
    if told != (key.id, key.holder, entry.subject):
        raise Untrusted("the sign-off is not the one that was signed")
    if not facts["issued"] <= plain(entry.at) < facts["expires"]:
        raise Untrusted("it was signed before the page was opened, or too long after")
    if not (key.heads or _stands_in(trust, key.holder, entry)):
        raise Untrusted("whoever signed could not approve on that day")
    if facts["request"] in trust.requests:
        raise Untrusted("the same sign-off was used twice")
    requests = trust.requests | {facts["request"]}
    return replace(trust, requests=requests, signatures=trust.signatures + 1)


def _stands_in(trust: Trust, holder: str, entry: Entry) -> bool:
    day = School.day(entry.at).isoformat()
    return any(
        facts["person"] == holder and facts["first_day"] <= day <= facts["last_day"]
        for facts in trust.stand_ins.values()
    )


def _facts(entry: Entry, noun: str) -> Facts:
    prefix, _, text = entry.details["statement"].partition("\n")
    if prefix != f"gatekeeper/{noun}/v1":
        raise Untrusted("its statement is about something else")
    facts: Facts = json.loads(text)
    return facts


def _signer(trust: Trust, entry: Entry, verifies: Verifies, which: str = "") -> TrustedKey:
    """Return the key that signed an entry's statement, if it counted at that moment."""
    key = trust.keys.get(entry.details[f"{which}key"])
    if key is None:
        raise Untrusted("it is signed with a key that was never enrolled")
    if key.ended:
        raise Untrusted("it is signed with a key that had ended")
    proof = bytes.fromhex(entry.details[f"{which}proof"])
    message = entry.details["statement"].encode()
    if entry.details[f"{which}scheme"] != key.scheme or not verifies(
        key.scheme, key.public, message, proof
    ):
        raise Untrusted("its signature does not hold")
    return key


def _headteacher(key: TrustedKey) -> None:
    if not key.heads:
        raise Untrusted("it is not signed with a headteacher's key")


STEPS: Mapping[str, Callable[[Trust, Entry, Verifies], Trust]] = {
    "key.enrolled": _enrolled,
    "key.ended": _key_ended,
    "stand_in.appointed": _appointed,
    "stand_in.ended": _appointment_ended,
    "rules.adopted": _adopted,
    "patterns.signed": _patterns_signed,
    "post.signed_by_pattern": _by_pattern,
    "post.signed_off": _signed_off,
}
"""What each kind of entry does to trust; entries of other kinds carry no signature."""
