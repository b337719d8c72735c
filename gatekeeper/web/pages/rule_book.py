"""The rule book in plain words: what is looked for, why, and what follows."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.book.adopt_rules import rules_in_force
from gatekeeper.desk.school import School
from gatekeeper.domain.verdict import Verdict
from gatekeeper.policy.readme import FAMILIES
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

FOLLOWS = {
    Verdict.BLOCK: "stops the post until it is changed",
    Verdict.UNCHECKED: "could not be checked, so it is no yes",
    Verdict.WAIT: "waits until it is time",
    Verdict.ASK: "somebody has to answer first",
    Verdict.NOTE: "is said, and stops nothing",
}


def page(visit: Visit) -> Response:
    """Show the book that the headteacher has adopted, or say that this one is not in force."""
    book = visit.site.app.school.book
    with visit.site.app.records.begin() as uow:
        in_force = rules_in_force(uow, book.digest)
        adopted = uow.adoptions.all()[-1:]
        today = School.day(uow.now)
    families = [
        (title, [rule for rule in book.rules if rule.code[0] in letters])
        for letters, title in FAMILIES
    ]
    return visit.show(
        "rule_book.html",
        book=book,
        families=[(title, rules) for title, rules in families if rules],
        adopted_at=adopted[0].at if in_force else None,
        waivers=[waiver for waiver in book.waivers if waiver.on(today)],
        follows=FOLLOWS,
        today=today,
    )


DOORS = (Door("GET", "/rules", page),)
