"""Checking what a passkey made or signed, with py_webauthn. User verification always counts.

py_webauthn is loaded when it is needed: no other command pays for it.
"""

from __future__ import annotations

import json

from gatekeeper.domain.passkey import (
    ALGORITHMS,
    Assertion,
    NewPasskey,
    Party,
    Passkey,
    challenge,
    to_base64url,
)
from gatekeeper.errors import NotAllowed

NOT_MADE = "Try once more on this device, in this browser. A screen lock has to be set."


def new_passkey(party: Party, challenge_: bytes, answer: str) -> NewPasskey:
    """Return the passkey that a browser made for this party and challenge.

    Raises:
        NotAllowed: the answer does not hold, or its maker did not verify who was there.
    """
    from webauthn import verify_registration_response  # noqa: PLC0415 - see above
    from webauthn.helpers.cose import COSEAlgorithmIdentifier  # noqa: PLC0415

    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge_,
            expected_rp_id=party.rp,
            expected_origin=party.origin,
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(number) for number in ALGORITHMS],
        )
    except Exception as error:  # whatever a stranger's bytes make a parser raise
        raise NotAllowed("The passkey could not be made.", NOT_MADE) from error
    passkey = Passkey(made.credential_id, made.credential_public_key, party.rp, party.origin)
    return NewPasskey(passkey, made.sign_count, made.credential_device_type == "multi_device")


def assertion_holds(public: bytes, message: bytes, proof: bytes) -> bool:
    """Whether this passkey signed exactly this message, its holder verified, at its own origin.

    Needs nothing but the three: rp id and origin are part of the public bytes, so a ledger can be
    checked anywhere. The sign counter is not looked at here; it only means something in order.
    """
    from webauthn import verify_authentication_response  # noqa: PLC0415 - see above

    try:
        passkey, assertion = Passkey.read(public), Assertion.read(proof)
        verify_authentication_response(
            credential=_as_json(assertion),
            expected_challenge=challenge(message),
            expected_rp_id=passkey.rp,
            expected_origin=passkey.origin,
            credential_public_key=passkey.cose,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        framed = json.loads(assertion.client).get("crossOrigin", False)
    except Exception:  # noqa: BLE001 - whatever a stranger's bytes make a parser raise is no proof
        return False
    return assertion.credential == passkey.credential and framed is False


def _as_json(assertion: Assertion) -> str:
    credential = to_base64url(assertion.credential)
    response = {
        "authenticatorData": to_base64url(assertion.authenticator),
        "clientDataJSON": to_base64url(assertion.client),
        "signature": to_base64url(assertion.signature),
    }
    whole = {"id": credential, "rawId": credential, "response": response, "type": "public-key"}
    return json.dumps(whole)
