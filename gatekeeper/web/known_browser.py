"""A browser in which somebody signed in before: wrong tries in it are counted apart.

Whoever types wrong passphrases under a name keeps strangers' browsers out for a while, and never
the person's own. The mark opens nothing and names nobody. OWASP calls it a device cookie.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from starlette.responses import Response

from gatekeeper.domain.people import SCHOOL
from gatekeeper.web.visit import Visit

LIFE = timedelta(days=180)
"""How long a browser is known after the last time it was signed in with."""
PASSKEY = "gatekeeper-passkey"
"""The cookie of a browser that has had a passkey in hand."""


def known_browser(visit: Visit, account: str) -> str:
    """Return what names this browser if somebody signed in to the account in it, else nothing."""
    secret = _secret(visit)
    kept = visit.request.cookies.get(_cookie(secret, account), "")
    name, _, seal = kept.partition(".")
    right = hmac.compare_digest(_sealed(secret, account, name).encode(), seal.encode())
    return name if name and right else ""


def remember_browser(visit: Visit, response: Response, account: str) -> Response:
    """Have the browser keep the mark from which it is known the next time."""
    secret = _secret(visit)
    name = known_browser(visit, account) or secrets.token_hex(16)
    response.set_cookie(
        _cookie(secret, account),
        f"{name}.{_sealed(secret, account, name)}",
        max_age=int(LIFE.total_seconds()),
        httponly=True,
        secure=visit.site.secure,
        samesite="strict",
        path="/",
    )
    return response


def has_passkey(visit: Visit) -> bool:
    """Whether somebody has used or made a passkey in this browser: it is offered first then."""
    return PASSKEY in visit.request.cookies


def remember_passkey(visit: Visit, response: Response) -> Response:
    """Have the browser keep that there is a passkey in it. It says nothing of whose."""
    response.set_cookie(
        PASSKEY,
        "yes",
        max_age=int(LIFE.total_seconds()),
        httponly=True,
        secure=visit.site.secure,
        samesite="strict",
        path="/",
    )
    return response


def _secret(visit: Visit) -> bytes:
    with visit.site.app.records.read() as uow:
        return uow.secret(SCHOOL)


def _cookie(secret: bytes, account: str) -> str:
    return f"gatekeeper-known-{_sealed(secret, account, '')[:16]}"


def _sealed(secret: bytes, account: str, name: str) -> str:
    text = f"gatekeeper/known-browser/v1\n{account.strip().casefold()}\n{name}"
    return hmac.digest(secret, text.encode(), "sha256").hex()
