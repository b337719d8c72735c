"""Getting back in after a loss, and setting the way back in up beforehand."""

from __future__ import annotations

import base64
from urllib.parse import quote

import segno
from markupsafe import Markup
from starlette.responses import Response

from gatekeeper.desk.people.sign_in import SignedIn
from gatekeeper.desk.ways_in.recovery import (
    WrongRecovery,
    confirm_recovery,
    password_fits,
    recover,
    set_up_recovery,
)
from gatekeeper.domain.ways_in import Recovery
from gatekeeper.web.doors import ANYBODY, Door
from gatekeeper.web.visit import Visit


def page(visit: Visit) -> Response:
    """Ask for name, password and code."""
    return visit.show("recover.html")


def enter(visit: Visit) -> Response:
    """Open a session. Wrong tries are counted apart from those at a passphrase."""
    name = visit.text("name")
    try:
        with visit.site.attempts.trying(f"recovery of {name}", visit.address):
            opened = _opened(visit, name)
    except WrongRecovery as error:
        return visit.show("recover.html", 403, name=name, wrong=error)
    return visit.keep(visit.go("/me"), opened.token)


def _opened(visit: Visit, name: str) -> SignedIn:
    app = visit.site.app
    person = password_fits(app.records, app.keyring, name, visit.text("password"))
    with app.records.begin() as uow:
        return recover(uow, app.keyring, person, visit.text("code"), visit.tablet(uow))


def set_up(visit: Visit) -> Response:
    """Take a password, and show the secret for the telephone this once."""
    app = visit.site.app
    kept = app.keyring.stretched(visit.text("password"))
    with app.records.begin() as uow:
        new = set_up_recovery(uow, visit.unlocked, kept)
    return _show_secret(visit, new)


def _show_secret(visit: Visit, new: Recovery) -> Response:
    secret = base64.b32encode(new.secret).decode()
    label = quote(f"gatekeeper:{visit.actor.person.name}")
    uri = f"otpauth://totp/{label}?secret={secret}&issuer=gatekeeper"
    groups = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    return visit.show("recovery.html", uri=uri, groups=groups, drawn=_drawn(uri))


def _drawn(uri: str) -> Markup:
    """Return a QR code as an SVG without style, script or address; nothing of it was typed."""
    code = segno.make(uri, error="m", micro=False)
    return Markup(code.svg_inline(scale=5, dark="#000", light="#fff", omitsize=False))  # noqa: S704


def confirm(visit: Visit) -> Response:
    """Let it count, once the telephone's first code was typed."""
    app = visit.site.app
    with app.records.begin() as uow:
        confirm_recovery(uow, visit.actor, app.keyring, visit.text("code"))
    return visit.go("/me")


DOORS = (
    Door("GET", "/recover", page, ANYBODY),
    Door("POST", "/recover", enter, ANYBODY),
    Door("POST", "/me/recovery", set_up, step_up=True),
    Door("POST", "/me/recovery/confirm", confirm),
)
