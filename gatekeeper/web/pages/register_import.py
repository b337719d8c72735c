"""Importing the register: the difference is shown first, then exactly that is made so.

Between the two steps the file travels in the page, packed; nothing of it lies on the machine.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from gatekeeper.desk.register.import_register import TENTH, apply, difference
from gatekeeper.desk.register.register_difference import Difference, Move
from gatekeeper.desk.register.register_file import parse
from gatekeeper.desk.register.register_table import LARGEST, RegisterFileRefused
from gatekeeper.desk.register.renumber_pupil import Renumbering, renumber_pupil
from gatekeeper.desk.register.touched_posts import touched_posts
from gatekeeper.domain.register import ConsentState
from gatekeeper.errors import UsageError
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.office import KEEPERS, OFFICE
from gatekeeper.web.visit import Visit

LEFT = "What was chosen is no longer there."


def choose(visit: Visit) -> Response:
    """Show what a file would change, or what is wrong in it."""
    uploads = visit.uploads("file")
    data = uploads[0].file.read(LARGEST + 1) if uploads else _unpacked(visit.text("packed"))
    return _show(visit, data)


def make_it_so(visit: Visit) -> Response:
    """Make the register so, exactly as it was shown."""
    parsed = parse(_unpacked(visit.text("packed")))
    with visit.site.app.records.begin() as uow:
        apply(
            uow,
            visit.actor,
            parsed,
            visit.text("difference"),
            drop_more_than_a_tenth=visit.ticked("drop"),
            others=visit.texts("others"),
            give_back=visit.texts("give_back"),
        )
    return visit.go(OFFICE)


def renumber(visit: Visit) -> Response:
    """Give a child on record its new number, and look at the file again."""
    with visit.site.app.records.begin() as uow:
        command = Renumbering(visit.text("old"), visit.text("new"))
        renumber_pupil(uow, visit.actor, command)
    return _show(visit, _unpacked(visit.text("packed")))


def _show(visit: Visit, data: bytes) -> Response:
    told: dict[str, Any] = {
        "packed": base64.b64encode(zlib.compress(data, 9)).decode(),
        "others": visit.texts("others"),
        "give_back": tuple(number for text in visit.texts("give_back") for number in text.split()),
    }
    try:
        parsed = parse(data)
        with visit.site.app.records.begin() as uow:
            found = difference(
                uow,
                visit.actor,
                parsed,
                others=told["others"],
                give_back=told["give_back"],
            )
            touched = touched_posts(uow, found)
    except RegisterFileRefused as refused:
        asked = [problem for problem in refused.problems if problem.joiner]
        wrong = [problem for problem in refused.problems if not problem.joiner]
        return visit.show("register_refused.html", 400, asked=asked, wrong=wrong, **told)
    many = len(found.moving(Move.LEAVES)) * TENTH > found.roll
    told |= {"changes": _changes(found), "many": many, "touched": touched}
    return visit.show("difference.html", found=found, **told)


def _changes(found: Difference) -> Mapping[str, tuple[str, ...]]:
    """Return the names behind each kind of change, what takes something away first."""
    lapsed = (ConsentState.EXPIRED, ConsentState.NOT_ANSWERED)
    kinds = {
        "Leave the school": tuple(c.after.called for c in found.moving(Move.LEAVES)),
        "Withdrawn": _answered(found, ConsentState.WITHDRAWN),
        "Now no": _answered(found, ConsentState.REFUSED),
        "Lapsed": _answered(found, *lapsed),
        "Join the school": tuple(c.after.called for c in found.moving(Move.JOINS)),
        "New yeses": _answered(found, ConsentState.GIVEN),
        "Other details": tuple(
            f"{c.after.called}: {', '.join(c.details)}".replace("_", " ")
            for c in found.moving(Move.STAYS)
            if c.details
        ),
        "Adults": tuple(change.after.full_name for change in found.adults),
    }
    return {kind: names for kind, names in kinds.items() if names}


def _answered(found: Difference, *states: ConsentState) -> tuple[str, ...]:
    return tuple(
        f"{change.after.called}: {answer.consent.channel.brand}, {answer.consent.use.value}"
        for change, answer in found.answered(*states)
    )


def _unpacked(packed: str) -> bytes:
    """Return the file that a page carried; never more than the largest that is read."""
    try:
        data = base64.b64decode(packed, validate=True)
        unpacking = zlib.decompressobj()
        found = unpacking.decompress(data, LARGEST)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise UsageError(LEFT, "Choose the file again. Nothing was changed.") from error
    if not found:
        raise UsageError("No file was chosen.", "Choose the CSV file first.")
    return found


DOORS = (
    Door("POST", "/office/file", choose, KEEPERS),
    Door("POST", "/office/apply", make_it_so, KEEPERS),
    Door("POST", "/office/renumber", renumber, KEEPERS),
)
