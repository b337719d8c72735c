"""Reports without names: a term on one page."""

from __future__ import annotations

import re

from starlette.responses import Response

from gatekeeper.batch.report.governors import TwoPages, two_pages
from gatekeeper.desk.reports.term_report import Report, spans, term_before, term_report
from gatekeeper.domain.calendar import Span
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

READERS = frozenset({Duty.READ_REPORTS})


def page(visit: Visit) -> Response:
    """Show this term, or the one that was asked for by its name."""
    told, choices = _read(visit)
    return visit.show(
        "report.html",
        report=told.report,
        choices=choices,
        charts=told.charts,
    )


def file(visit: Visit) -> Response:
    """Hand out the same as a file of two pages, to be printed or kept."""
    told, _ = _read(visit)
    name = re.sub(r"[^a-z0-9]+", "-", told.report.span.name.casefold()).strip("-")
    headers = {"Content-Disposition": f'attachment; filename="governors-{name}.html"'}
    return Response(two_pages(told), media_type="text/html", headers=headers)


def _read(visit: Visit) -> tuple[TwoPages, tuple[Span, ...]]:
    school, asked = visit.site.app.school, visit.request.query_params.get("term", "")

    def report(span: Span) -> Report:
        return term_report(uow, school, visit.actor, span)

    with visit.site.app.records.begin() as uow:
        choices = spans(school, uow)
        span = next((choice for choice in choices if choice.name == asked), choices[0])
        before = term_before(choices, span)
        name = next(iter(uow.setup.all())).school
        told = TwoPages(name, report(span), report(before) if before else None, uow.now)
    return told, choices


DOORS = (
    Door("GET", "/report", page, READERS),
    Door("GET", "/report/file", file, READERS),
)
