"""The headteacher's yes: bound to bytes and basis, never an author's, never twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.faces.fix_post import fix_post, offers
from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.publishing.approvers import NOBODY
from gatekeeper.desk.publishing.sign_off import (
    Shown,
    approve,
    holds,
    open_request,
    shown_digest,
)
from gatekeeper.domain.answer import Answered, Said
from gatekeeper.domain.check import Check, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.people import StandIn
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.rules import Rule
from gatekeeper.domain.sign_off import REQUEST_LIFE, Accepted
from gatekeeper.domain.stage import Stage
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.words import Kind, Passage
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotFound, NotYet, Refused
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import FakeExaminers, FakeWords, picture


def waiting(**changes: Any) -> MadeSchool:
    school = MadeSchool()
    school.write(picture("a", 1), picture("b"), **changes)
    school.check()
    school.say("amina")
    school.send()
    return school


def opened(school: MadeSchool, who: str = "head") -> Shown:
    actor = school.actor(who)
    with school.begin() as uow:
        return open_request(uow, school.school, school.examiners.bundle(), actor, "news")


def approved(school: MadeSchool, shown: Shown, who: str = "head", *reasons: Accepted) -> None:
    actor = school.actor(who)
    with school.begin() as uow:
        approve(uow, school.approval, actor, shown.request.id, reasons)


def test_the_statement_covers_post_basis_decision_and_page() -> None:
    school = waiting()
    shown = opened(school)
    approved(school, shown)

    with school.begin() as uow:
        sign_off = uow.sign_offs.all()[0]
        statement = sign_off.statement
        assert stage_of(uow, sign_off.post) is Stage.APPROVED
        assert holds(uow, school.keyring, statement, sign_off.proof).holder == "head"
    assert statement.message.startswith(b"gatekeeper/approve/v1\n")
    assert statement.post_digest == shown.version.post.digest
    assert statement.basis_digest == shown.decision.basis.digest
    assert statement.shown_digest == shown.request.shown_digest
    assert statement.origin == "https://oakfield.test"


@pytest.mark.parametrize(
    "forged",
    ["post_digest", "basis_digest", "decision_digest", "shown_digest", "request", "approver"],
)
def test_a_proof_does_not_hold_for_another_statement(forged: str) -> None:
    school = waiting()
    approved(school, opened(school))
    with school.begin() as uow:
        sign_off = uow.sign_offs.all()[0]
        changed: dict[str, Any] = {forged: "f" * 64}
        other = replace(sign_off.statement, **changed)
        with pytest.raises(NotAllowed, match="signature"):
            holds(uow, school.keyring, other, sign_off.proof)


@pytest.mark.parametrize("author", ["teacher", "deputy"])
def test_nobody_signs_off_what_they_helped_to_make(author: str) -> None:
    """The teacher wrote and answered, the deputy sent it; a stand-in's roles do not change that."""
    school = waiting()
    with school.begin() as uow:
        days = (date(2026, 11, 1), date(2026, 11, 30))
        uow.stand_ins.put(StandIn("s", author, *days, "head", uow.now))
    with pytest.raises(NotAllowed, match="helped to make"):
        opened(school, author)


def test_a_headteacher_who_answered_one_face_is_an_author() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    school.say("amina", by="head")
    school.send()
    with pytest.raises(NotAllowed, match="helped to make") as refused:
        opened(school)
    assert refused.value.remedy == NOBODY
    with school.begin() as uow:
        days = (date(2026, 11, 1), date(2026, 11, 30))
        uow.stand_ins.put(StandIn("s", "dsl", *days, "head", uow.now))
    with pytest.raises(NotAllowed) as refused:
        opened(school)
    assert refused.value.remedy == "Dsl can sign it off."


def test_a_stand_in_signs_on_the_days_of_the_appointment_only() -> None:
    school = waiting()
    with school.begin() as uow:
        uow.stand_ins.put(
            StandIn("s", "dsl", date(2026, 11, 16), date(2026, 11, 17), "head", uow.now)
        )
    approved(school, opened(school, "dsl"), "dsl")

    late = waiting()
    with late.begin() as uow:
        uow.stand_ins.put(
            StandIn("s", "dsl", date(2026, 11, 10), date(2026, 11, 15), "head", uow.now)
        )
    with pytest.raises(NotAllowed):
        opened(late, "dsl")


def test_a_page_is_signed_once() -> None:
    school = waiting()
    shown = opened(school)
    approved(school, shown)
    with pytest.raises(NotYet):
        approved(school, shown)


def test_a_page_that_lay_open_too_long_is_not_signed() -> None:
    school = waiting()
    shown = opened(school)
    school.clock.move(seconds=REQUEST_LIFE.total_seconds())
    with pytest.raises(NotYet, match="no longer fresh"):
        approved(school, shown)


def test_somebody_elses_page_is_not_signed() -> None:
    school = waiting()
    shown = opened(school)
    with pytest.raises(NotFound):
        approved(school, shown, "dsl")


def test_a_request_that_was_used_is_not_fresh_even_for_a_post_that_came_back() -> None:
    school = waiting()
    shown = opened(school)
    with school.begin() as uow:
        used = replace(shown.request, used_at=uow.now)
        uow.requests.put(used, seen=uow.requests.version(used.id))
    with pytest.raises(NotYet, match="no longer fresh"):
        approved(school, shown)


def test_a_second_tab_cannot_sign_an_older_version() -> None:
    school = waiting()
    shown = opened(school)
    school.write(picture("a", 1), picture("b"), words="Other words.", who="deputy")
    school.send()
    with pytest.raises(NotYet, match="changed this post since") as refused:
        approved(school, shown)
    assert str(refused.value).startswith("Deputy changed this post")
    assert "The words are different." in str(refused.value)


def test_a_post_that_was_stopped_while_the_page_was_open_has_nothing_to_sign() -> None:
    school = waiting()
    shown = opened(school)
    teacher = school.actor("teacher")
    with school.begin() as uow:
        recall(uow, teacher, "news", "wrong child")
    with pytest.raises(NotYet, match="not waiting") as refused:
        approved(school, shown)
    assert refused.value.remedy == "There is nothing to sign."


def test_a_permission_lost_while_the_page_was_open_stops_the_yes() -> None:
    school = waiting()
    shown = opened(school)
    school.change("amina", ConsentState.WITHDRAWN)
    with pytest.raises(NotYet, match="changed since") as refused:
        approved(school, shown)
    assert refused.value.remedy.startswith("A child here may no longer be shown, or a permission")


def test_a_post_that_turned_bad_in_the_queue_cannot_be_opened() -> None:
    school = waiting()
    school.change("amina", ConsentState.WITHDRAWN)
    with pytest.raises(Refused):
        opened(school)


def test_a_draft_that_nobody_sent_cannot_be_signed() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    school.check()
    with pytest.raises(NotYet, match="not waiting"):
        opened(school)


def test_without_a_step_up_nothing_is_signed() -> None:
    school = waiting()
    shown = opened(school)
    actor = replace(school.actor("head"), signer=None)
    with pytest.raises(NotAllowed, match="own key"), school.begin() as uow:
        approve(uow, school.approval, actor, shown.request.id)


def test_a_key_that_was_ended_signs_nothing() -> None:
    school = waiting()
    shown = opened(school)
    actor = school.actor("head")
    with school.begin() as uow:
        key = next(k for k in uow.keys.all() if k.holder == "head")
        uow.keys.put(replace(key, ended_at=uow.now), seen=uow.keys.version(key.id))
    with pytest.raises(NotAllowed, match="signature"), school.begin() as uow:
        approve(uow, school.approval, actor, shown.request.id)


def test_a_reason_for_nothing_is_refused() -> None:
    school = waiting()
    shown = opened(school)
    with pytest.raises(NotYet, match="not found"):
        approved(school, shown, "head", Accepted("X01:nothing:at-all", "because"))


def test_a_register_that_went_stale_in_the_queue_cannot_be_signed() -> None:
    school = waiting()
    school.clock.move(days=28)
    with pytest.raises(CouldNotCheck):
        opened(school)


class Found(Outcome):
    """Of a check that never knows."""

    DARK = "dark", Verdict.UNCHECKED


def never_knows(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield the one thing that it has to say."""
    yield Hit(Found.DARK, dossier.post.id)


def acceptable_book(school: MadeSchool) -> None:
    """Add a rule whose UNCHECKED the headteacher may accept."""
    check = Check(
        "never_knows", Found, never_knows, {Found.DARK: frozenset()}, acceptable=frozenset(Found)
    )
    words = {"dark": "It was too dark to tell."}
    rule = Rule(
        "Z99", check, "Dark", "O16", "us", {"dark": Verdict.UNCHECKED}, words, words, NoParams()
    )
    school.book = replace(school.book, rules=(*school.book.rules, rule))


def test_what_could_not_be_checked_is_signed_only_with_a_typed_reason_and_counted() -> None:
    school = MadeSchool()
    acceptable_book(school)
    school.write(picture("a"))
    school.send()
    shown = opened(school)
    key = next(f.key for f in shown.decision.findings if f.verdict is Verdict.UNCHECKED)

    for reasons in ((), (Accepted(key, "  "),)):
        with pytest.raises(NotYet, match="no reason"):
            approved(school, shown, "head", *reasons)

    approved(school, shown, "head", Accepted(key, "Looked at it myself."))
    with school.begin() as uow:
        entry = next(e for e in uow.ledger.entries() if e.what == "post.signed_off")
    assert entry.details["overrides"] == "1"
    assert "Looked at it myself" not in repr(entry)
    assert school.release().grant is not None

    with school.begin() as uow:
        sign_off = uow.sign_offs.all()[0]
        other = (Accepted(key, "Something else."),)
        uow.sign_offs.put(replace(sign_off, reasons=other), seen=1)
    assert school.release().voided


def away(school: MadeSchool) -> None:
    with school.begin() as uow:
        start, end = (datetime(2026, 11, 16, hour, tzinfo=UTC) for hour in (8, 15))
        year_4 = frozenset({"Year 4"})
        uow.trips.put(Trip("zoo", "Zoo", "Chester Zoo", year_4, start, end, "lead"))


def test_the_headteacher_is_shown_what_the_drafter_answered_away_and_who_did() -> None:
    words = "Year 4 are at Chester Zoo right now!"
    found = FakeWords(found=(Passage(Kind.THERE_NOW, "words", words),))
    school = MadeSchool(examiners=FakeExaminers(words=found))
    away(school)
    school.write(picture("a"), words=words)
    decision = school.check()
    (told,) = (f.subject for f in decision.findings if f.rule == "T07")
    (mark,) = (o.mark for o in offers(decision) if o.fix.kind is FixKind.NOT_ABOUT_TRIP)
    deputy, teacher = school.actor("deputy"), school.actor("teacher")
    with school.begin() as uow:
        fix_post(uow, deputy, "news", mark)
        answer(uow, teacher, "news", [Given(told, Said.MAY_STAND)])
    school.send()

    shown = opened(school)

    answered = {f.rule: f for f in shown.decision.findings if f.answered}
    assert {rule: f.answered for rule, f in answered.items()} == {
        "T04": Answered("Deputy", "it is not about it"),
        "T07": Answered("Teacher", "these words may stand"),
    }
    assert words in answered["T07"].sentence
    assert all(f.verdict is Verdict.NOTE for f in answered.values())
    hidden = tuple(f for f in shown.decision.findings if not f.answered)
    less = replace(shown.decision, findings=hidden)
    assert shown_digest(shown.version, less) != shown.request.shown_digest


def test_whoever_said_first_that_it_is_not_about_a_trip_is_whose_word_it_was() -> None:
    school = MadeSchool()
    school.write(not_about=frozenset({"zoo"}))
    version = school.write(who="deputy", not_about=frozenset({"zoo", "farm"}), words="More.")
    assert version.not_about_by == {"zoo": "teacher", "farm": "deputy"}

    version = school.write(who="deputy", not_about=frozenset({"farm"}), words="Less.")
    assert version.not_about_by == {"farm": "deputy"}
