"""The headteacher's page: what would go out, what could not be checked, yes or no."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.publishing.changed_since import sent_back
from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.desk.publishing.sign_off import Signing, approve, open_request, to_sign
from gatekeeper.domain.finding import worst_first
from gatekeeper.domain.people import Duty
from gatekeeper.domain.sign_off import Accepted
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST
from gatekeeper.web.passkeys import Message, asked_to_sign, how_signed, signing
from gatekeeper.web.shown_faces import shown_faces
from gatekeeper.web.typed_post import plain
from gatekeeper.web.visit import Visit

APPROVERS = frozenset({Duty.APPROVE})
REASONS = (
    "A different picture, please.",
    "The words need another look.",
    "Please check with the family first.",
)


def page(visit: Visit) -> Response:
    """Judge as of now, and show exactly what a yes would be about."""
    return _page(visit)


def _page(visit: Visit, wrong: UsageError | None = None) -> Response:
    """Show the page; with what was typed, and what is wrong with it, if a no was not taken."""
    app = visit.site.app
    with app.records.begin() as uow:
        shown = open_request(uow, app.school, app.examiners, visit.actor, visit.path("post"))
        author = uow.people.get(shown.version.by)
        back = sent_back(uow, shown.version)
        faces = {one.number: one for one in shown_faces(uow, shown.version)}
    findings = worst_first(shown.decision.findings)
    return visit.show(
        "approve.html",
        400 if wrong else 200,
        version=shown.version,
        post=shown.version.post,
        request=shown.request,
        author=author.name if author else "",
        unchecked=[f for f in findings if f.verdict is Verdict.UNCHECKED],
        waits=[f for f in findings if f.verdict is Verdict.WAIT],
        answered=[f for f in findings if f.answered],
        notes=[f for f in findings if f.verdict is Verdict.NOTE and not f.answered],
        reasons=REASONS,
        back=back,
        wrong=wrong,
        typed_reason=visit.text("own_reason"),
        typed_words=plain(visit.text("words")) if "words" in visit.form else None,
        faces=faces,
        **how_signed(visit),
    )


def ask(visit: Visit) -> Response:
    """Ask the passkey to sign the statement over exactly what was shown and typed."""
    return asked_to_sign(visit, _statement(visit))


def yes(visit: Visit) -> Response:
    """Sign what was shown, with a passkey's answer or a passphrase that came in this very form."""
    tools, request = visit.site.app.approval, visit.text("request")
    signing(
        visit,
        _statement(visit),
        lambda uow, actor: approve(uow, tools, actor, request, _accepted(visit)),
    )
    return visit.go(f"/?signed={visit.path('post')}")


def _statement(visit: Visit) -> Message:
    tools, request = visit.site.app.approval, visit.text("request")

    def message(uow: UnitOfWork, key: str) -> bytes:
        what = Signing(request, key, _accepted(visit))
        return to_sign(uow, tools, visit.actor, what).message

    return message


def _accepted(visit: Visit) -> tuple[Accepted, ...]:
    return tuple(
        Accepted(key.removeprefix("accept:"), visit.text(key))
        for key in visit.form
        if key.startswith("accept:") and visit.text(key)
    )


def no(visit: Visit) -> Response:
    """Send the post back with a reason; words that were written otherwise are proposed."""
    reason, seen = visit.text("reason") or visit.text("own_reason"), visit.number("seen")
    try:
        with visit.site.app.records.begin() as uow:
            post = find_post(uow, visit.path("post"))
            command = SendBack(post.id, reason, _proposed(visit, post.post.words), seen)
            return_post(uow, visit.site.app.school, visit.actor, command)
    except NotFound:
        raise
    except UsageError as error:
        return _page(visit, error)
    return visit.go("/")


def _proposed(visit: Visit, words: str) -> str | None:
    """Return the words that were typed, where they are others; a browser's line ends are not."""
    typed = plain(visit.text("words"))
    return typed if "words" in visit.form and typed != plain(words) else None


DOORS = (
    Door("GET", f"{POST}/sign-off", page, APPROVERS, records=True),
    Door("POST", f"{POST}/sign-off/ask", ask, APPROVERS),
    Door("POST", f"{POST}/sign-off", yes, APPROVERS),
    Door("POST", f"{POST}/return", no, APPROVERS),
)
