"""Nothing is published by one person alone: of author, approver and releaser two are different.

A sign-off of its own is never an author's. A notice has none: who signed the patterns may also
have filled one, so the second person is asked for where it goes out.
"""

from __future__ import annotations

from gatekeeper.desk.publishing.approvers import authors
from gatekeeper.domain.post import Version
from gatekeeper.domain.sign_off import SignOff
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import UnitOfWork

SECOND = "One person made this post and signed for its words: somebody else must publish it."
REMEDY = "The Deputy Head publishes it; or a DSL steps in and does."


def alone(uow: UnitOfWork, version: Version, approver: str) -> bool:
    """Whether the approver (id) made the post with nobody else, and so may not release it."""
    return authors(uow, version) == {approver}


def require_two(uow: UnitOfWork, version: Version, sign_off: SignOff, releaser: str) -> None:
    """Stop unless a second person takes part; an empty `releaser` (id) is not known, and nobody.

    Raises:
        NotAllowed: author, approver and releaser would be one person.
    """
    approver = sign_off.statement.approver
    if alone(uow, version, approver) and releaser in {approver, ""}:
        raise NotAllowed(SECOND, REMEDY)
