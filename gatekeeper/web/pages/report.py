"""Reports without names: a term on one page."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.reports.term_report import spans, term_report
from gatekeeper.domain.people import Duty
from gatekeeper.domain.verdict import Verdict
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

READERS = frozenset({Duty.READ_REPORTS})
SHOWN = tuple(sorted(Verdict, reverse=True))


def page(visit: Visit) -> Response:
    """Show this term, or the one that was asked for by its name."""
    school, asked = visit.site.app.school, visit.request.query_params.get("term", "")
    with visit.site.app.records.begin() as uow:
        choices = spans(school, uow)
        span = next((choice for choice in choices if choice.name == asked), choices[0])
        report = term_report(uow, school, visit.actor, span)
    return visit.show("report.html", report=report, choices=choices, shown=SHOWN)


DOORS = (Door("GET", "/report", page, READERS),)
