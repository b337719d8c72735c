"""A notice from a signed pattern: filled, drawn, judged like any post, and ready for the tablet.

It needs no sign-off of its own, because the headteacher's signature over the patterns covers every
word that can come out. It is not let off anything else: whatever is found above a note stops it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.book.sign_patterns import patterns_in_force
from gatekeeper.desk.checking.check_post import as_kept, judge
from gatekeeper.desk.posts.draft_file import Draft, DraftPicture
from gatekeeper.desk.posts.find_post import find_post, stage_of
from gatekeeper.desk.posts.write_draft import WriteDraft, write_draft
from gatekeeper.desk.publishing.sign_off import Approval, shown_digest
from gatekeeper.desk.publishing.stop_queue import require_running
from gatekeeper.desk.school import School
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.finding import worst_first
from gatekeeper.domain.pattern import (
    Card,
    FilledPattern,
    Offered,
    Pattern,
    PatternsSigned,
    days_from,
    fill,
)
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.sign_off import REQUEST_LIFE, SignOff, Statement
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotFound, NotYet, Refused
from gatekeeper.ports import Records, UnitOfWork

CARD = "card.jpg"
NORMAL_WAY = "It is kept as a draft: see what was found there, and send it the normal way."
TOLD = ("Headteacher", "DSL")


@dataclass(frozen=True, slots=True)
class FillPattern:
    """Which pattern (name), and what was chosen for each blank."""

    pattern: str
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)


def offered(uow: UnitOfWork) -> Offered:
    """Return what the blanks may be filled with today."""
    today = School.day(uow.now)
    here = (p for p in uow.pupils.all() if p.left_on is None or p.left_on > today)
    school = next((setup.school for setup in uow.setup.all()), "")
    classes = sorted({pupil.school_class for pupil in here} - {""})
    return Offered(school, tuple(classes), days_from(today))


def fill_pattern(records: Records, tools: Approval, actor: Actor, command: FillPattern) -> Version:
    """Fill a pattern, draw its card and keep both as a draft, which is then to be checked.

    Raises:
        NotAllowed: neither leadership nor office.
        NotYet: everything is stopped, or the patterns are not signed as they stand.
        UsageError: a blank is not filled from its list.
    """
    pattern, card = _begun(records, tools, actor, command)
    picture = tools.examiners.maker.card(card)
    with records.begin() as uow:
        draft = _draft(uow, pattern, card.words)
        slug = f"notice-{pattern.name}-{uow.mint()[-8:]}"
        version = write_draft(uow, actor, WriteDraft(slug, draft, {CARD: picture}))
        uow.filled_patterns.put(
            FilledPattern(uow.mint(), version.id, version.number, pattern.name, actor.id, uow.now)
        )
    return version


def _begun(
    records: Records, tools: Approval, actor: Actor, command: FillPattern
) -> tuple[Pattern, Card]:
    with records.begin() as uow:
        require_running(uow)
        actor.require(uow, Duty.ISSUE_NOTICE)
        pattern = tools.school.patterns.get(command.pattern)
        if pattern is None:
            raise NotFound("There is no such pattern.", "Choose one of the list.")
        patterns_in_force(uow, tools.keyring, tools.school)
        may = offered(uow)
    return pattern, Card(pattern.title, fill(pattern, may, command.chosen), may.school)


def _draft(uow: UnitOfWork, pattern: Pattern, words: str) -> Draft:
    return Draft(
        words=words,
        written_at=uow.now,
        wanted_at=None,
        channels=pattern.channels,
        objective=pattern.objective,
        intended_outcome=pattern.intended_outcome,
        elsewhere=pattern.elsewhere,
        comments_off=True,
        pictures=(DraftPicture(CARD, words),),
    )


def ready_notice(uow: UnitOfWork, tools: Approval, actor: Actor, post: str) -> SignOff:
    """Have a notice ready for the tablet, as the pattern made it; headteacher and DSL are told.

    Raises:
        NotAllowed: neither leadership nor office.
        NotYet: everything is stopped, the patterns are not signed as they stand, the post is not
            as the pattern made it, or it is past this step.
        Refused: something above a note was found.
    """
    require_running(uow)
    actor.require(uow, Duty.ISSUE_NOTICE)
    version = find_post(uow, post)
    filled = filled_of(uow, version)
    signing = patterns_in_force(uow, tools.keyring, tools.school)
    if filled is None or stage_of(uow, version.id) is not Stage.DRAFT:
        raise NotYet("This is no notice as its pattern made it.", NORMAL_WAY)
    decision = judge(uow, tools.school, tools.examiners, actor, version)
    above = [f for f in worst_first(decision.findings) if f.verdict > Verdict.NOTE]
    if above:
        raise Refused(f"This notice cannot go out by its pattern. {above[0].sentence}", NORMAL_WAY)
    kept = as_kept(uow, tools.examiners, version, decision)
    sign_off = SignOff(
        id=uow.mint(),
        post=version.id,
        submission="",
        statement=_statement(uow, signing, version, kept),
        scheme=signing.scheme,
        proof=signing.proof,
        at=uow.now,
        patterns=signing.id,
    )
    uow.sign_offs.put(sign_off)
    _tell(uow, actor, filled, sign_off)
    return sign_off


def filled_of(uow: UnitOfWork, version: Version) -> FilledPattern | None:
    """Return the pattern that a post was made of, if it is still as it was made."""
    made = uow.filled_patterns.of(version.id)
    return next((item for item in made if item.version == version.number), None)


def _statement(
    uow: UnitOfWork, signing: PatternsSigned, version: Version, kept: Decision
) -> Statement:
    """Return what the sign-off is bound to; the proof is over the patterns and not over this."""
    return Statement(
        request=uow.mint(),
        issued=uow.now,
        expires=uow.now + REQUEST_LIFE,
        approver=signing.by,
        key=signing.key,
        origin=next((setup.origin for setup in uow.setup.all()), ""),
        post=version.id,
        version=version.number,
        post_digest=version.post.digest,
        basis_digest=kept.basis.digest,
        decision_digest=kept.digest,
        shown_digest=shown_digest(version, kept),
    )


def _tell(uow: UnitOfWork, actor: Actor, filled: FilledPattern, sign_off: SignOff) -> None:
    for who in TOLD:
        say = f"{who}: read the notice that was made of the pattern {filled.pattern}."
        uow.tasks.put(Task(uow.mint(), TaskKind.READ_NOTICE, sign_off.post, say, uow.now))
    details = {
        "patterns": sign_off.patterns,
        "pattern": filled.pattern,
        "sign_off": sign_off.id,
        "post_digest": sign_off.statement.post_digest,
    }
    uow.ledger.append(
        "post.signed_by_pattern", actor=actor.id, subject=sign_off.post, details=details
    )
