"""Promise 1: no path from an exception, a missing file or an empty register to a pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.checks import CHECKS
from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import Applies, Check, Hit, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.history import History
from gatekeeper.domain.live import Live
from gatekeeper.domain.picture import Rendition
from gatekeeper.domain.register import RegisterState, Use
from gatekeeper.domain.rules import RuleBook
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck
from gatekeeper.pipeline import FAILED, decide, judge
from gatekeeper.policy.cases.answers import SAID
from gatekeeper.policy.cases.harmless import NOON, TODAY
from tests.checks.case_language import dossier
from tests.pipeline.made_posts import dossiers, fine
from tests.policy.shipped import BOOK


def _verdict(post: Dossier, book: RuleBook = BOOK, applies: Applies = Applies.DRAFT) -> Verdict:
    return decide(post, book, decision_id="d", version=1, applies=applies).verdict


def _kind(check: Check) -> Applies:
    """Return a kind of post that the check is for, a draft if it can be."""
    return Applies.DRAFT if Applies.DRAFT in check.applies else Applies.PUBLISHED


def _post(check: Check) -> Dossier:
    """Return a post on which a check finds nothing, of a kind that the check is for."""
    return fine() if Applies.DRAFT in check.applies else replace(fine(), live=LIVE)


def _with_check(name: str, run: Callable[[Dossier, Any], Any]) -> RuleBook:
    """Return the rule book with another function behind one check."""
    rules = tuple(
        replace(rule, check=replace(rule.check, run=run)) if rule.check.name == name else rule
        for rule in BOOK.rules
    )
    return replace(BOOK, rules=rules)


def test_the_post_that_the_others_are_made_from_passes() -> None:
    assert _verdict(fine()) is Verdict.PASS


# --- the rule book -------------------------------------------------------------------------


def test_an_empty_rule_book_is_an_error() -> None:
    with pytest.raises(CouldNotCheck, match="no rule"):
        judge(fine(), replace(BOOK, rules=()), Applies.DRAFT)


def test_a_book_whose_rules_are_all_for_something_else_is_an_error() -> None:
    drafts = tuple(r for r in BOOK.rules if Applies.PUBLISHED not in r.check.applies)

    with pytest.raises(CouldNotCheck, match="no rule"):
        judge(fine(), replace(BOOK, rules=drafts), Applies.PUBLISHED)


# --- evidence ------------------------------------------------------------------------------


def _picture(post: Dossier, **changes: Any) -> Dossier:
    first, *rest = post.pictures
    return replace(post, pictures=(replace(first, **changes), *rest))


def _renditions(post: Dossier, change: Callable[[Rendition], Rendition | None]) -> Dossier:
    pictures = tuple(
        replace(p, renditions=tuple(r for old in p.renditions if (r := change(old)) is not None))
        for p in post.post.pictures
    )
    return replace(post, post=replace(post.post, pictures=pictures))


LIVE = dossier({"live": {}}).live
TAKEN_AWAY: dict[str, tuple[Callable[[Dossier], Dossier], str]] = {
    "pictures": (lambda d: replace(d, pictures=()), "X01"),
    "answers": (lambda d: replace(d, answers=()), "P01"),
    "roll_calls": (lambda d: replace(d, roll_calls=()), "P09"),
    "limits": (lambda d: replace(d, limits=()), "X08"),
    "limits of words": (lambda d: replace(d, limits=()), "W16"),
    "group_sizes": (lambda d: replace(d, group_sizes=None), "W17"),
    "text": (lambda d: _picture(d, text=None), "X03"),
    "names_searched": (lambda d: replace(d, names_searched=False), "W01"),
    "words_read": (lambda d: replace(d, words_read=False), "W03"),
    "permissions": (lambda d: replace(d, permissions=()), "P02"),
    "adults": (lambda d: replace(d, adults=()), "P03"),
    "trip": (lambda d: replace(d, trip=None), "T01"),
    "register": (lambda d: replace(d, register=RegisterState()), "R01"),
    "rules_review_by": (lambda d: replace(d, rules_review_by=None), "R02"),
    "facts": (lambda d: _picture(d, facts=None), "X01"),
    "faces_searched": (lambda d: _picture(d, faces_searched=False), "P01"),
    "search_refusal": (lambda d: _picture(d, search_refusal="The model is missing."), "P01"),
    "renditions": (lambda d: _renditions(d, lambda _: None), "P05"),
    "channels": (lambda d: replace(d, post=replace(d.post, channels=())), "C02"),
    "records": (lambda d: replace(d, channels=()), "R03"),
    "workers": (lambda d: replace(d, workers=()), "R07"),
    "history": (lambda d: replace(d, history=History()), "T06"),
    "comments_off": (lambda d: replace(d, post=replace(d.post, comments_off=False)), "C01"),
}
NOT_EVIDENCE = {
    "post": "it is what is judged",
    "now": "only the day counts",
    "today": "only with a waiver or a review day",
    "names": "nothing found is what a search may find; names_searched says that there was one",
    "passages": "nothing found is what a reader may find; words_read says that there was one",
    "not_pupils": "a phrase less is only a question more",
    "not_about_by": "only whose word it was; what was said stands in the post",
    "called": "only what people are called in a sentence",
    "purposes": "only where the post does not say what it is for",
    "trips_under_way": "no trip under way is what the calendar may say",
    "groups_shown": "only with a trip under way; whoever is shown is asked about by face",
    "evidence": "versions, for the basis",
    "seen_before": "nothing alike is what comparing may find; an unopened picture is X01",
    "school_name": "it only excuses the school's own name in a picture's file",
    "suggestions": "a help for whoever names the faces; nothing rests on it",
    "alike": "a register without brothers and sisters is an ordinary one",
    "reach": "without a permission nobody in reach may be shown",
    "live": "a draft has none; what is out is tested below",
}


@pytest.mark.parametrize("what", TAKEN_AWAY)
def test_evidence_that_is_taken_away_is_noticed(what: str) -> None:
    take, rule = TAKEN_AWAY[what]

    found = {f.rule: f for f in judge(take(fine()), BOOK, Applies.DRAFT)}

    assert rule in found
    assert not found[rule].acceptable
    assert found[rule].verdict >= (Verdict.NOTE if rule in ("R02", "T06") else Verdict.ASK)


def test_no_part_of_a_dossier_can_be_forgotten_here() -> None:
    assert {f.name for f in fields(Dossier)} <= TAKEN_AWAY.keys() | NOT_EVIDENCE.keys()


def test_a_dossier_with_nothing_in_it_does_not_pass() -> None:
    empty = Dossier(post=fine().post, now=NOON, today=TODAY)

    assert _verdict(empty) >= Verdict.UNCHECKED


def test_words_alone_do_not_pass_over_an_empty_register() -> None:
    assert _verdict(dossier({"register": {"pupils": 0}})) is Verdict.UNCHECKED


def test_a_sentence_can_be_said_of_somebody_without_a_name() -> None:
    nameless = replace(fine(), called={}, permissions=())
    (found, *_) = judge(nameless, BOOK, Applies.DRAFT)

    assert "somebody who is not on the register" in found.sentence


@pytest.mark.parametrize("said", Said)
def test_no_kind_of_answer_clears_a_clear_face_by_itself(said: Said) -> None:
    kind = next(word for word, meant in SAID.items() if meant is said)

    assert _verdict(dossier({"pictures": [{"faces": [f"{kind} x"]}]})) >= Verdict.ASK


@given(dossiers)
def test_everybody_who_can_be_seen_is_accounted_for(post: Dossier) -> None:
    about = {finding.subject for finding in judge(post, BOOK, Applies.DRAFT)}
    for sighting in post.shown:
        answer = post.answer(sighting.id)
        if answer is None or (answer.said is Said.PUPIL and post.barred(answer.who, Use.GROUP)):
            assert sighting.id in about


@given(dossiers)
def test_a_post_that_passes_has_had_everything_looked_at(post: Dossier) -> None:
    if _verdict(post) <= Verdict.NOTE:
        assert post.post.channels
        assert post.register.pupils
        assert post.names_searched or not post.post.texts
        assert all(post.seen(p.original.digest).searched for p in post.post.pictures)
        assert all(p.rendition(c) for p in post.post.pictures for c in post.post.channels)
        assert all(post.answer(sighting.id) for sighting in post.shown)


# --- a post that is out --------------------------------------------------------------------


AUDIT = [check for check in CHECKS if check.applies == {Applies.PUBLISHED}]


def test_what_is_out_and_stands_well_passes() -> None:
    out = replace(fine(), live=LIVE)

    assert not [f for f in judge(out, BOOK, Applies.PUBLISHED) if f.rule.startswith("A")]


@pytest.mark.parametrize("check", AUDIT, ids=lambda check: check.name)
def test_a_check_of_what_is_out_never_finds_nothing_where_nobody_gathered_it(check: Check) -> None:
    found = [f for f in judge(fine(), BOOK, Applies.PUBLISHED) if f.check == check.name]

    assert [(f.outcome, f.verdict, f.acceptable) for f in found] == [
        (FAILED, Verdict.UNCHECKED, False)
    ]


def test_nor_does_one_that_nobody_has_written_yet() -> None:
    book = _with_check("comments_open", _finds())
    out = replace(fine(), live=LIVE)

    assert not [f for f in judge(out, book, Applies.PUBLISHED) if f.check == "comments_open"]
    (found,) = (f for f in judge(fine(), book, Applies.PUBLISHED) if f.check == "comments_open")
    assert (found.outcome, found.verdict) == (FAILED, Verdict.UNCHECKED)


@pytest.mark.parametrize("part", fields(Live), ids=lambda part: part.name)
def test_no_part_of_how_a_post_stands_can_be_left_out(part: Field[Any]) -> None:
    assert part.default is MISSING
    assert part.default_factory is MISSING


# --- a check that fails ---------------------------------------------------------------------


def _crash(_: Dossier, __: object) -> Iterator[Hit]:
    raise ZeroDivisionError("Alfie Penrose")
    yield


def _crash_at_once(_: Dossier, __: object) -> Iterator[Hit]:
    raise KeyError("Alfie Penrose")


def _nothing(_: Dossier, __: object) -> None:
    return None


FAILING = {"midway": _crash, "at once": _crash_at_once, "without an answer": _nothing}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
@pytest.mark.parametrize("how", FAILING)
def test_a_crashing_check_stops_the_post(check: Check, how: str) -> None:
    (found,) = judge(_post(check), _with_check(check.name, FAILING[how]), _kind(check))

    assert (found.check, found.outcome) == (check.name, FAILED)
    assert found.verdict is Verdict.UNCHECKED
    assert not found.acceptable


def test_what_was_found_before_the_crash_stands() -> None:
    barred = replace(fine(), permissions=())
    real = next(check for check in CHECKS if check.name == "child_may_not_be_shown")

    def half(post: Dossier, params: Any) -> Iterator[Hit]:
        yield from real.run(post, params)
        raise ZeroDivisionError

    found = judge(barred, _with_check(real.name, half), Applies.DRAFT)

    assert [f.outcome for f in found if f.check == real.name] == ["may_not_be_shown", FAILED]


def test_a_crash_says_where_and_never_whom() -> None:
    (found,) = judge(fine(), _with_check("trip_not_over", _crash), Applies.DRAFT)

    assert found.reasons[0].startswith(f"ZeroDivisionError in {__name__}, line ")
    assert "Alfie" not in repr(found)
    assert found.sentence == "This could not be checked: A trip from which not everybody is back."


class Strange(Outcome):
    MILD = "not_promised", Verdict.NOTE
    HARSH = "harsh", Verdict.BLOCK


def _finds(*hits: object) -> Callable[[Dossier, Any], Iterator[Any]]:
    return lambda _, __: iter(hits)


@pytest.mark.parametrize(
    ("hit", "verdict"),
    [
        (Hit(Strange.MILD, "x"), Verdict.UNCHECKED),
        (Hit(Strange.HARSH, "x"), Verdict.BLOCK),
        ("comments", Verdict.UNCHECKED),
        (None, Verdict.UNCHECKED),
        (Hit("not_promised", "x"), Verdict.UNCHECKED),  # type: ignore[arg-type]
    ],
    ids=["another check's", "another check's block", "a text", "nothing", "only its name"],
)
def test_what_a_check_never_declared_stops_the_post(hit: object, verdict: Verdict) -> None:
    book = _with_check("comments_not_promised_off", _finds(hit))

    (found,) = judge(fine(), book, Applies.DRAFT)

    assert (found.outcome, found.verdict, found.acceptable) == (FAILED, verdict, False)


def _outcome(check: str, name: str) -> Outcome:
    outcomes = next(c for c in CHECKS if c.name == check).outcomes
    return next(outcome for outcome in outcomes if outcome.value == name)


def test_a_sentence_that_cannot_be_written_is_no_milder_than_its_floor() -> None:
    wordless = Hit(_outcome("child_may_not_be_shown", "may_not_be_shown"), "1.1")

    book = _with_check("child_may_not_be_shown", _finds(wordless))
    (found,) = judge(fine(), book, Applies.DRAFT)

    assert (found.outcome, found.subject, found.verdict) == (FAILED, "1.1", Verdict.BLOCK)


def test_a_hit_after_one_that_cannot_be_written_is_still_found() -> None:
    silent = _outcome("trip_not_over", "unknown_trip")
    wordless = Hit(_outcome("trip_not_over", "not_all_back"), "zoo", waits_for="trip:zoo")

    book = _with_check("trip_not_over", _finds(wordless, Hit(silent, "zoo")))
    found = judge(fine(), book, Applies.DRAFT)

    assert [f.outcome for f in found] == [FAILED, "unknown_trip"]


def test_what_waits_for_nothing_is_not_signed() -> None:
    endless = Hit(_outcome("trip_not_over", "not_all_back"), "zoo", {"trip": "Zoo"})

    (found,) = judge(fine(), _with_check("trip_not_over", _finds(endless)), Applies.DRAFT)

    assert (found.outcome, found.verdict) == (FAILED, Verdict.UNCHECKED)


@given(dossiers, st.sampled_from([rule.check for rule in BOOK.rules]))
def test_a_crash_never_turns_into_a_pass(post: Dossier, check: Check) -> None:
    crashing = _with_check(check.name, _crash)

    assert _verdict(post, crashing, _kind(check)) >= Verdict.UNCHECKED
