"""One's own ways in: which passkeys count, and what to press when something is lost."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.people.end_device import end_device
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.sign_in import end_elsewhere, open_elsewhere
from gatekeeper.desk.ways_in.recovery import has_recovery
from gatekeeper.domain.people import Duty
from gatekeeper.errors import NotFound
from gatekeeper.web.doors import Door
from gatekeeper.web.passkeys import mine
from gatekeeper.web.visit import Visit

STAFF = frozenset({Duty.RECALL})


def page(visit: Visit) -> Response:
    """Show one's passkeys and, to the staff, the tablets."""
    own, by_passkey = mine(visit)
    with visit.site.app.records.begin() as uow:
        recovery = has_recovery(uow, visit.actor.id)
        elsewhere = len(open_elsewhere(uow, visit.token))
        devices = [device for device in uow.devices.all() if device.ended_at is None]
    return visit.show(
        "me.html",
        own=own,
        by_passkey=by_passkey,
        devices=devices,
        recovery=recovery,
        elsewhere=elsewhere,
    )


def leave_elsewhere(visit: Visit) -> Response:
    """Sign oneself out in every other browser; this one stays."""
    with visit.site.app.records.begin() as uow:
        end_elsewhere(uow, visit.token)
    return visit.go("/me")


def lost_passkey(visit: Visit) -> Response:
    """End one's own passkey. It ends every session of the person, this one included."""
    with visit.site.app.records.begin() as uow:
        key = uow.keys.get(visit.path("key"))
        if key is None or key.holder != visit.actor.id:
            raise NotFound("You have no such passkey.", "Look at the list again.")
        end_key(uow, visit.actor, key.id)
    return visit.go("/sign-in")


def lost_tablet(visit: Visit) -> Response:
    """End a tablet: nothing is fetched with it any more, and nobody stays signed in on it."""
    with visit.site.app.records.begin() as uow:
        end_device(uow, visit.actor, visit.path("device"))
    return visit.go("/me")


DOORS = (
    Door("GET", "/me", page),
    Door("POST", "/me/elsewhere/end", leave_elsewhere),
    Door("POST", "/me/keys/{key}/lost", lost_passkey),
    Door("POST", "/me/tablets/{device}/lost", lost_tablet, STAFF),
)
