"""From a dossier and a rule book to findings, and to a decision that can be explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.domain.answer import Answered
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.rules import Rule, RuleBook, Waiver
from gatekeeper.domain.verdict import Verdict
from gatekeeper.pipeline import FAILED, decide, judge
from gatekeeper.policy.cases.harmless import TODAY
from tests.checks.case_language import dossier
from tests.pipeline.made_posts import fine
from tests.policy.shipped import BOOK


class Found(Outcome):
    NOTED = "noted", Verdict.NOTE
    ASKED = "asked", Verdict.ASK
    WAITING = "waiting", Verdict.WAIT
    OPEN = "open", Verdict.UNCHECKED
    CLOSED = "closed", Verdict.UNCHECKED


class Foreign(Outcome):
    STRANGE = "noted", Verdict.BLOCK


def _book(
    *hits: Hit, waivable: bool = False, verdicts: dict[str, Verdict] | None = None
) -> RuleBook:
    """Return a book of one rule whose check finds exactly these."""

    def run(_: Dossier, __: NoParams) -> Iterator[Hit]:
        yield from hits

    check = Check(
        name="made_up",
        outcomes=Found,
        run=run,
        words={outcome: frozenset({"who"}) for outcome in Found},
        acceptable=frozenset({Found.OPEN}),
        waivable=waivable,
    )
    every = {outcome.value: outcome.floor for outcome in Found} | (verdicts or {})
    words = dict.fromkeys(every, "It is {who}.")
    rule = Rule("Z01", check, "A made-up rule", "O1", "Nobody", every, words, words, NoParams())
    return RuleBook((rule,), {}, (), "d" * 64)


def _hit(outcome: Outcome, subject: str = "x", **more: str) -> Hit:
    return Hit(outcome, subject, {"who": "Alfie"}, **more)  # type: ignore[arg-type]


def test_a_finding_carries_rule_clause_words_and_what_the_check_said() -> None:
    (found,) = judge(fine(), _book(_hit(Found.WAITING, waits_for="trip:zoo")), Applies.DRAFT)

    assert (found.rule, found.check, found.clause) == ("Z01", "made_up", "O1")
    assert (found.outcome, found.verdict) == ("waiting", Verdict.WAIT)
    assert (found.sentence, found.remedy) == ("It is Alfie.", "It is Alfie.")
    assert (found.subject, found.waits_for) == ("x", "trip:zoo")


def test_the_worst_stands_first() -> None:
    hits = [_hit(Found.NOTED), _hit(Found.OPEN), _hit(Found.ASKED)]

    found = judge(fine(), _book(*hits), Applies.DRAFT)

    assert [f.verdict for f in found] == [Verdict.UNCHECKED, Verdict.ASK, Verdict.NOTE]


def test_what_is_found_twice_is_said_once() -> None:
    found = judge(
        fine(), _book(_hit(Found.NOTED), _hit(Found.NOTED), _hit(Found.NOTED, "y")), Applies.DRAFT
    )

    assert [f.subject for f in found] == ["x", "y"]


def test_the_book_may_be_stricter_than_the_floor() -> None:
    book = _book(_hit(Found.NOTED), verdicts={"noted": Verdict.BLOCK})

    assert judge(fine(), book, Applies.DRAFT)[0].verdict is Verdict.BLOCK


def test_a_book_that_is_milder_than_the_floor_is_not_believed() -> None:
    book = _book(_hit(Found.OPEN), verdicts={"open": Verdict.PASS})

    assert judge(fine(), book, Applies.DRAFT)[0].verdict is Verdict.UNCHECKED


def test_only_outcomes_that_the_check_names_may_be_accepted() -> None:
    found = judge(fine(), _book(_hit(Found.OPEN), _hit(Found.CLOSED)), Applies.DRAFT)

    assert {f.outcome: f.acceptable for f in found} == {"open": True, "closed": False}


def test_what_the_book_turned_into_a_block_is_not_for_accepting() -> None:
    book = _book(_hit(Found.OPEN), verdicts={"open": Verdict.BLOCK})

    assert not judge(fine(), book, Applies.DRAFT)[0].acceptable


def test_a_check_for_drafts_does_not_judge_what_is_published() -> None:
    post = dossier({"comments_off": False})

    assert "C01" in {f.rule for f in judge(post, BOOK, Applies.DRAFT)}
    assert "C01" not in {f.rule for f in judge(post, BOOK, Applies.PUBLISHED)}


def _waiver(rule: str = "Z01", first: date = TODAY, last: date = TODAY) -> Waiver:
    return Waiver(rule, "Headteacher", "The governors meet in May.", first, last)


def test_a_waiver_takes_a_finding_down_to_a_note_and_says_whose_it_is() -> None:
    book = replace(_book(_hit(Found.OPEN), waivable=True), waivers=(_waiver(),))

    (found,) = judge(fine(), book, Applies.DRAFT)

    assert found.verdict is Verdict.NOTE
    assert not found.acceptable
    assert found.waived_by == "Headteacher, until 2026-11-16: The governors meet in May."


@pytest.mark.parametrize(
    ("waiver", "waivable"),
    [
        (_waiver(rule="Z02"), True),
        (_waiver(last=TODAY - timedelta(days=1), first=TODAY - timedelta(days=2)), True),
        (_waiver(first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=2)), True),
        (_waiver(), False),
    ],
    ids=["another rule", "over", "not begun", "a rule that is never waived"],
)
def test_a_waiver_does_not_touch(waiver: Waiver, waivable: bool) -> None:  # noqa: FBT001
    book = replace(_book(_hit(Found.OPEN), waivable=waivable), waivers=(waiver,))

    (found,) = judge(fine(), book, Applies.DRAFT)

    assert (found.verdict, found.waived_by) == (Verdict.UNCHECKED, "")


def test_a_failing_check_is_not_waived() -> None:
    book = replace(_book(_hit(Foreign.STRANGE), waivable=True), waivers=(_waiver(),))

    (found,) = judge(fine(), book, Applies.DRAFT)

    assert (found.outcome, found.verdict) == (FAILED, Verdict.BLOCK)


def test_a_decision_says_what_it_was_about_and_what_it_rested_on() -> None:
    post = fine()
    decision = decide(post, BOOK, decision_id="d1", version=3, applies=Applies.DRAFT)

    assert (decision.id, decision.post, decision.version) == ("d1", "post", 3)
    assert (decision.at, decision.post_digest) == (post.now, post.post.digest)
    assert decision.verdict is Verdict.PASS
    assert decision.findings == ()
    assert decision.dossier_digest == digest("dossier", post)
    assert decision.book_digest == decision.basis.rules == BOOK.digest


def test_a_decision_is_as_bad_as_its_worst_finding() -> None:
    post = dossier({"comments_off": False, "review_by": ""})
    decision = decide(post, BOOK, decision_id="d1", version=1, applies=Applies.DRAFT)

    assert [f.verdict for f in decision.findings] == [Verdict.BLOCK, Verdict.NOTE]
    assert decision.verdict is Verdict.BLOCK


SAID = Answered("Teacher", "these words may stand")


def test_what_somebody_answered_is_a_note_that_says_whose_word_it_was() -> None:
    fix = Fix(FixKind.LET_STAND, "x")
    hit = Hit(Found.WAITING, "x", {"who": "Alfie"}, (fix,), "until:noon", answered=SAID)

    (found,) = judge(fine(), _book(hit), Applies.DRAFT)

    assert (found.verdict, found.before, found.answered) == (Verdict.NOTE, Verdict.WAIT, SAID)
    assert found.sentence == "It is Alfie."
    assert (found.remedy, found.fixes, found.waits_for) == ("", (), "")


@pytest.mark.parametrize("verdict", [Verdict.UNCHECKED, Verdict.BLOCK])
def test_an_answer_lifts_nothing_that_is_not_for_answering(verdict: Verdict) -> None:
    hit = Hit(Found.ASKED, "x", {"who": "Alfie"}, answered=SAID)

    (found,) = judge(fine(), _book(hit, verdicts={"asked": verdict}), Applies.DRAFT)

    assert (found.verdict, found.answered, found.before) == (verdict, None, None)
    assert found.remedy


def test_of_what_was_answered_the_weightiest_question_comes_first() -> None:
    asked, waiting = (
        Hit(outcome, "x", {"who": "Alfie"}, answered=SAID, waits_for="until:noon")
        for outcome in (Found.ASKED, Found.WAITING)
    )

    found = judge(fine(), _book(_hit(Found.NOTED), asked, waiting), Applies.DRAFT)

    assert [f.outcome for f in found] == ["waiting", "asked", "noted"]
