"""The headteacher puts a rule book into force by signing its digest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.signature import own_key, sign
from gatekeeper.domain.people import Duty
from gatekeeper.domain.rules import Adoption
from gatekeeper.errors import UsageError
from gatekeeper.policy.book import book_digest
from gatekeeper.ports import UnitOfWork

NOUN = "adopt-rules"
_NONE: Mapping[str, str] = MappingProxyType({})
DIGEST = re.compile(r"[0-9a-f]{64}")


def adopt_rules(
    uow: UnitOfWork, actor: Actor, digest: str, texts: Mapping[str, str] = _NONE
) -> Adoption:
    """Put the rule book of this digest into force, in place of any before it; keep its texts.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        UsageError: no digest, texts of another book, or this book is in force already.
    """
    actor.require(uow, Duty.ADOPT_RULES)
    key = own_key(uow, actor)
    if not DIGEST.fullmatch(digest):
        raise UsageError("A rule book is adopted by its digest: 64 digits and letters a to f.")
    if rules_in_force(uow, digest):
        raise UsageError("This rule book is in force already.")
    if texts and book_digest(texts) != digest:
        raise UsageError("These are the files of another rule book.", "Adopt it as it stands.")
    signature = sign(uow, actor, NOUN, {"digest": digest})
    adoption = Adoption(uow.mint(), digest, actor.id, key.id, uow.now, signature.proof, dict(texts))
    uow.adoptions.put(adoption)
    details = {"digest": digest, **signature.details}
    uow.ledger.append("rules.adopted", actor=actor.id, subject=adoption.id, details=details)
    return adoption


def rules_in_force(uow: UnitOfWork, digest: str) -> bool:
    """Whether the rule book of this digest is the one adopted last."""
    adoptions = uow.adoptions.all()
    return bool(adoptions) and adoptions[-1].digest == digest
