"""Stepping up: the person proves anew, in this very form, that it is her or him.

What asks for it: a door with `step_up=True`, or a page that calls `visit.unlocked`. Both lead to
the page `/step-up` and back. What signs something takes the proof in its own form: `step_up`.
"""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.sign_in import unlocked
from gatekeeper.web.known_browser import known_browser
from gatekeeper.web.visit import Visit


def step_up(visit: Visit) -> Actor:
    """Return the visitor with the own key, unlocked by the passphrase in this very form.

    Raises:
        WrongSignIn, TooMany: the passphrase is wrong, or was too often.
    """
    app, name = visit.site.app, visit.actor.person.name  # as it is typed at the sign-in page
    with visit.site.attempts.trying(name, visit.address, known_browser(visit, name)):
        _, signer = unlocked(app.records, app.keyring, visit.actor.id, visit.text("passphrase"))
    return Actor(visit.actor.person, signer)
