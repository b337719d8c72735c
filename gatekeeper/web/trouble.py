"""The page of whoever cannot be served: for nobody in particular, since nobody was looked up."""

from __future__ import annotations

from jinja2 import Environment
from starlette.responses import HTMLResponse, Response

from gatekeeper.web.headers import guarded


def trouble(
    pages: Environment, status: int, sentence: str, remedy: str, *, secure: bool
) -> Response:
    """Return a page that says what is wrong and what to do next."""
    page = pages.get_template("trouble.html").render(person=None, sentence=sentence, remedy=remedy)
    return guarded(HTMLResponse(page, status), secure=secure)
