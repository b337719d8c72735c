"""`gatekeeper answer` about things, not people: words, covers, codes, credits, known pictures."""

from __future__ import annotations

from gatekeeper.checks import singled_out_by_covering
from gatekeeper.cli.options import Desk
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.book.not_a_pupil import remember_phrase
from gatekeeper.desk.faces.answer import SAYS, Given, answer, picture_of
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork

NOT_REMEMBERED = "Say it of this post alone, without --until-july. Nothing was changed."


def only_words(home: Desk, actor: Actor, post: str, text: str, *, remember: bool) -> None:
    """Note that some words only look like a pupil's name; if asked, remember them until July."""
    with home.app.records.begin() as uow:
        version = find_post(uow, post)
        asked = asked_about(uow, version, text)
        answer(uow, actor, version.id, [Given(subject, Said.NOBODY) for subject in asked])
        if remember and not remember_phrase(uow, home.app.school, actor, version, text):
            raise UsageError(f"{text!r} may be a pupil elsewhere.", NOT_REMEMBERED)
    until = ", and will not be asked about until July" if remember else ""
    home.done(f"Noted: {text} is no pupil here{until}.", answered=len(asked))


def may_stay(home: Desk, actor: Actor, post: str, text: str) -> None:
    """Note that words, a code, a credit or a picture seen before may stay."""
    with home.app.records.begin() as uow:
        version = find_post(uow, post)
        asked = asked_about(uow, version, text, FixKind.SAY_FINE, FixKind.LET_STAND)
        kinds = _offered(uow, version)
        answer(uow, actor, version.id, [Given(s, kinds[s]) for s in asked])
    home.done(f"Noted: {text} may stay.", answered=len(asked))


def _offered(uow: UnitOfWork, version: Version) -> dict[str, Said]:
    """Return which of the two ways to let something stay each finding offers."""
    return {
        finding.subject: SAYS[fix.kind]
        for decision in uow.decisions.of(version.id)[-1:]
        for finding in decision.findings
        for fix in finding.fixes
        if fix.kind in (FixKind.SAY_FINE, FixKind.LET_STAND)
    }


def asked_about(uow: UnitOfWork, version: Version, text: str, *kinds: FixKind) -> list[str]:
    """Return what the newest decision asks about these words, where this may be said of it.

    Raises:
        NotFound: it does not ask about them.
    """
    wanted = kinds or (FixKind.SAY_NOBODY,)
    findings = [f for d in uow.decisions.of(version.id)[-1:] for f in d.findings]
    asked = [
        finding.subject
        for finding in findings
        if any(f.kind in wanted and f.value.casefold() == text.casefold() for f in finding.fixes)
    ]
    if not asked:
        message = f"Nothing is asked about {text!r}."
        raise NotFound(message, "Copy the words as the finding has them, then check again.")
    return asked


def keep_covers_of(home: Desk, actor: Actor, post: str, number: int) -> None:
    """Note that the few covers of a picture point at nobody."""
    with home.app.records.begin() as uow:
        version = find_post(uow, post)
        original = picture_of(version, number).original.digest
        asked = [
            Given(fix.target, Said.NOBODY)
            for decision in uow.decisions.of(version.id)[-1:]
            for finding in decision.findings
            if finding.check == singled_out_by_covering.check.name
            for fix in finding.fixes
            if fix.kind is FixKind.SAY_NOBODY and fix.target.startswith(original)
        ]
        if not asked:
            message = f"Nothing is asked about the covers of picture {number}."
            raise NotFound(
                message, "Check the post again; covers that changed are asked about anew."
            )
        answer(uow, actor, version.id, asked)
    home.done(f"Noted: the covers of picture {number} point at nobody.", answered=len(asked))
