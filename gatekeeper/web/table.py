"""Every door of the site, listed by hand: what is not here does not exist."""

from __future__ import annotations

from gatekeeper.web.doors import Door
from gatekeeper.web.pages import (
    approve,
    child,
    concern,
    dsl_room,
    faces,
    fixes,
    new_post,
    notices,
    office,
    pictures,
    post,
    posts,
    red_button,
    register_import,
    rooms,
    sign_in,
    step_up,
    tablet,
    trip_link,
    trips,
)

DOORS: tuple[Door, ...] = (
    *sign_in.DOORS,
    *step_up.DOORS,
    *posts.DOORS,
    *red_button.DOORS,
    *new_post.DOORS,
    *post.DOORS,
    *faces.DOORS,
    *fixes.DOORS,
    *pictures.DOORS,
    *approve.DOORS,
    *tablet.DOORS,
    *trips.DOORS,
    *notices.DOORS,
    *trip_link.DOORS,
    *rooms.DOORS,
    *dsl_room.DOORS,
    *concern.DOORS,
    *office.DOORS,
    *register_import.DOORS,
    *child.DOORS,
)
