"""`gatekeeper answer` about things, not people: words, covers, codes, credits, known pictures."""

from __future__ import annotations

from gatekeeper.checks import singled_out_by_covering
from gatekeeper.cli.options import Desk
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.answer import Given, answer, picture_of
from gatekeeper.desk.find_post import find_post
from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork


def only_words(home: Desk, actor: Actor, post: str, text: str) -> None:
    """Note that some words only look like a pupil's name."""
    with home.app.records.begin() as uow:
        version = find_post(uow, post)
        asked = asked_about(uow, version, text)
        answer(uow, actor, version.id, [Given(subject, Said.NOBODY) for subject in asked])
    home.done(f"Noted: {text} is no pupil here.", answered=len(asked))


def may_stay(home: Desk, actor: Actor, post: str, text: str) -> None:
    """Note that a code, a credit or a picture seen before may stay."""
    with home.app.records.begin() as uow:
        version = find_post(uow, post)
        asked = asked_about(uow, version, text, FixKind.SAY_FINE)
        answer(uow, actor, version.id, [Given(subject, Said.FINE) for subject in asked])
    home.done(f"Noted: {text} may stay.", answered=len(asked))


def asked_about(
    uow: UnitOfWork, version: Version, text: str, kind: FixKind = FixKind.SAY_NOBODY
) -> list[str]:
    """Return what the newest decision asks about these words, where this may be said of it.

    Raises:
        NotFound: it does not ask about them.
    """
    findings = [f for d in uow.decisions.of(version.id)[-1:] for f in d.findings]
    asked = [
        finding.subject
        for finding in findings
        if any(fix.kind is kind for fix in finding.fixes)
        and any(fix.value.casefold() == text.casefold() for fix in finding.fixes)
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
