"""What stands against words while somebody types them: judged, shown, and forgotten."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.checking.judge_words import Typed, judge_words
from gatekeeper.domain.people import Duty
from gatekeeper.web.choices import chosen_channels
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import alike
from gatekeeper.web.visit import Visit


def look(visit: Visit) -> Response:
    """Return a piece of a page: what the words bring about, the worst first."""
    app = visit.site.app
    typed = Typed(
        words=visit.text("words").replace("\r\n", "\n"),
        channels=chosen_channels(visit),
        groups=frozenset(visit.texts("groups")),
        trip=visit.text("trip") or None,
    )
    with app.records.begin() as uow:
        findings = judge_words(uow, app.school, app.examiners, visit.actor, typed)
    return visit.show("words_found.html", found=alike(findings), typed=typed)


DOORS = (Door("POST", "/words", look, frozenset({Duty.WRITE})),)
"""Nothing is written, so a form of it changes nothing; the token is asked for all the same."""
