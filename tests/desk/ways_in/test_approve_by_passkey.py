"""A yes by passkey: over exactly what was shown, by exactly this person, and once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.publishing.sign_off import (
    Signing,
    approve,
    holds,
    open_request,
    to_sign,
)
from gatekeeper.desk.ways_in.passkey_signer import PasskeySigner
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.people import PublicKey, Scheme
from gatekeeper.domain.sign_off import REQUEST_LIFE, SignOff
from gatekeeper.errors import GatekeeperError, NotAllowed, NotYet
from tests.desk.made_school import MadeSchool
from tests.desk.ways_in.passkeys import enrolled, signing
from tests.fakes.authenticator import OAKFIELD, FakeAuthenticator


@dataclass
class Approver:
    """The headteacher with a passkey, and a post that waits for her."""

    made: MadeSchool
    maker: FakeAuthenticator
    key: PublicKey

    def shown(self, post: str = "news") -> str:
        """Open the page; return the request's id."""
        tools, head = self.made.approval, self.made.actor("head")
        with self.made.begin() as uow:
            return open_request(uow, tools.school, tools.examiners, head, post).request.id

    def message(self, request: str, who: str = "head") -> bytes:
        """Return what the passkey is asked to sign."""
        actor = self.made.actor(who)
        with self.made.begin() as uow:
            return to_sign(uow, self.made.approval, actor, Signing(request, self.key.id)).message

    def approve(self, request: str, signer: PasskeySigner, who: str = "head") -> SignOff:
        """Say yes with an answer."""
        actor = replace(self.made.actor(who), signer=signer)
        with self.made.begin() as uow:
            return approve(uow, self.made.approval, actor, request)

    def yes(self, message: bytes, **changed: object) -> PasskeySigner:
        """Have the passkey sign, with whatever is wrong about it."""
        maker = replace(self.maker, **changed)  # type: ignore[arg-type]
        return signing(self.made, self.key, maker, message)


@pytest.fixture
def head() -> Approver:
    made = MadeSchool()
    maker = FakeAuthenticator()
    key = enrolled(made, maker, "head")
    for slug in ("news", "other"):
        made.write(slug=slug)
        made.send(slug)
    return Approver(made, maker, key)


def test_the_answer_is_kept_whole_and_can_be_checked_again(head: Approver) -> None:
    request = head.shown()
    signed = head.approve(request, head.yes(head.message(request)))
    assert (signed.scheme, signed.statement.key) == (Scheme.WEBAUTHN, head.key.id)
    with head.made.begin() as uow:
        (kept,) = uow.sign_offs.all()
        assert holds(uow, head.made.keyring, kept.statement, kept.proof) == head.key
        (entry,) = [e for e in uow.ledger.entries() if e.what == "post.signed_off"]
    assert bytes.fromhex(entry.details["proof"]) == signed.proof
    assert entry.details["scheme"] == "webauthn"


def test_what_was_signed_by_passkey_is_released(head: Approver) -> None:
    request = head.shown()
    head.approve(request, head.yes(head.message(request)))
    assert head.made.release().grant is not None


WRONG: dict[str, Callable[[Approver, str], PasskeySigner]] = {
    "another post": lambda head, _: head.yes(head.message(head.shown("other"))),
    "another page of the post": lambda head, _: head.yes(head.message(head.shown())),
    "a sign-in": lambda head, _: head.yes(canonical("sign-in", {"question": "1"})),
    "nobody verified": lambda head, request: head.yes(head.message(request), verified=False),
    "another party": lambda head, request: head.yes(
        head.message(request), party=replace(OAKFIELD, rp="evil.test")
    ),
    "another origin": lambda head, request: head.yes(
        head.message(request), party=replace(OAKFIELD, origin="https://evil.test")
    ),
    "in a frame": lambda head, request: head.yes(head.message(request), cross_origin=True),
    "another passkey": lambda head, request: head.yes(
        head.message(request), private=FakeAuthenticator().private
    ),
    "another credential": lambda head, request: head.yes(
        head.message(request), credential=b"another"
    ),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_an_answer_to_something_else_is_no_yes(
    wrong: Callable[[Approver, str], PasskeySigner], head: Approver
) -> None:
    request = head.shown()
    with pytest.raises(NotAllowed, match="did not sign this"):
        head.approve(request, wrong(head, request))
    with head.made.begin() as uow:
        assert uow.sign_offs.all() == ()
    head.approve(request, head.yes(head.message(request)))


def test_the_same_yes_counts_once(head: Approver) -> None:
    request = head.shown()
    signer = head.yes(head.message(request))
    head.approve(request, signer)
    with pytest.raises(NotYet):
        head.approve(request, signer)


def test_a_page_that_is_too_old_is_no_longer_signed(head: Approver) -> None:
    request = head.shown()
    signer = head.yes(head.message(request))
    head.made.clock.move(seconds=REQUEST_LIFE.total_seconds())
    with pytest.raises(NotYet, match="no longer fresh"):
        head.approve(request, signer)


def test_a_passkey_that_ended_in_between_signs_nothing(head: Approver) -> None:
    request = head.shown()
    signer = head.yes(head.message(request))
    actor = head.made.actor("head")
    with head.made.begin() as uow:
        end_key(uow, actor, head.key.id)
    with pytest.raises(NotAllowed):
        head.approve(request, signer)


def test_somebody_else_s_passkey_does_not_sign_for_the_headteacher(head: Approver) -> None:
    maker = FakeAuthenticator()
    key = enrolled(head.made, maker, "dsl")
    request = head.shown()
    actor = head.made.actor("head")
    with head.made.begin() as uow:
        said = to_sign(uow, head.made.approval, actor, Signing(request, key.id))
    with pytest.raises(NotAllowed, match="does not hold"):
        head.approve(request, signing(head.made, key, maker, said.message))


def test_a_passkey_gives_nobody_a_duty(head: Approver) -> None:
    maker = FakeAuthenticator()
    key = enrolled(head.made, maker, "dsl")
    request = head.shown()
    with pytest.raises(GatekeeperError):
        head.approve(request, signing(head.made, key, maker, b"x"), who="dsl")
