"""The report as one HTML file: no other file, no script, nothing from the network."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from gatekeeper.batch.report.gathered import Gathered
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.audit import Call

WORDS = 280
"""How many characters of a post's words are shown."""


def page(told: Gathered) -> str:
    """Return the HTML of a report."""
    pages = Environment(
        loader=PackageLoader("gatekeeper.batch.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["day"] = lambda moment: f"{moment.astimezone(LONDON):%-d %B %Y}"
    pages.filters["cut"] = lambda text: text if len(text) <= WORDS else f"{text[:WORDS]}…"
    return pages.get_template("report.html").render(told=told, Call=Call)
