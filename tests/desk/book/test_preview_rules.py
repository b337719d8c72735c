"""Judging kept evidence again: by a changed book, by the book of that day, by today's."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gatekeeper.desk.book.adopt_rules import adopt_rules
from gatekeeper.desk.book.preview_rules import explain, preview
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.rules import RuleBook
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import CouldNotCheck, NotFound, UsageError
from gatekeeper.policy.book import parse_book
from tests.desk.made_school import MadeSchool
from tests.policy.shipped import texts

NOTICE = "records/R05_channel_not_protected.toml"


def stricter() -> dict[str, str]:
    """Return the shipped book, in which the second step has to be seen every month."""
    files = texts()
    changed = re.sub(r"protection_days = 122", "protection_days = 30", files[NOTICE])
    assert changed != files[NOTICE]
    return files | {NOTICE: changed}


def school_with_an_old_look() -> tuple[MadeSchool, Decision]:
    school = MadeSchool()
    with school.begin() as uow:
        record = uow.channels.get("instagram")
        assert record is not None
        seen = replace(record, two_factor_seen=record.risk_assessed)
        uow.channels.put(seen, seen=uow.channels.version("instagram"))
    school.write()
    return school, school.check()


def kept_without_evidence(school: MadeSchool, decision: Decision) -> None:
    with school.begin() as uow:
        version = uow.decisions.version(decision.id)
        uow.decisions.put(replace(decision, dossier=None), seen=version)


def test_a_book_that_changes_nothing_shows_nothing() -> None:
    school, _ = school_with_an_old_look()
    with school.begin() as uow:
        seen = preview(uow, school.book, school.book)
    assert (seen.judged, seen.not_kept, seen.differ) == (1, 0, ())


def test_a_stricter_book_shows_which_posts_it_would_stop() -> None:
    school, decision = school_with_an_old_look()
    with school.begin() as uow:
        (differs,) = preview(uow, school.book, parse_book(stricter())).differ

    assert (differs.decision, differs.slug) == (decision.id, "news")
    assert (differs.before, differs.after) == (Verdict.NOTE, Verdict.UNCHECKED)
    assert [line[:4] for line in differs.new] == ["R05:"]
    assert differs.gone == ()


def test_only_the_newest_decision_of_a_post_is_judged() -> None:
    school, _ = school_with_an_old_look()
    school.check()
    with school.begin() as uow:
        assert preview(uow, school.book, school.book).judged == 1


def test_what_was_kept_without_its_evidence_is_counted_and_not_judged() -> None:
    school, decision = school_with_an_old_look()
    kept_without_evidence(school, decision)
    with school.begin() as uow:
        seen = preview(uow, school.book, parse_book(stricter()))
    assert (seen.judged, seen.not_kept, seen.differ) == (0, 1, ())


def adopt(school: MadeSchool, files: dict[str, str]) -> RuleBook:
    book = parse_book(files)
    actor = school.actor("head")
    with school.begin() as uow:
        adopt_rules(uow, actor, book.digest, files)
    return book


def test_an_old_decision_is_judged_by_the_rules_of_its_day_and_of_today() -> None:
    school, _ = school_with_an_old_look()
    before = adopt(school, stricter())
    school.book = before
    del school.school
    decision = school.check()
    assert decision.verdict is Verdict.UNCHECKED
    today = parse_book(texts())
    with school.begin() as uow:
        told = explain(uow, today, decision.id)

    assert told.again is None
    assert told.then == decision.findings
    assert told.since is not None
    assert (told.since.before, told.since.after) == (Verdict.UNCHECKED, Verdict.NOTE)
    assert [line[:4] for line in told.since.gone] == ["R05:"]


def test_without_the_book_of_its_day_only_today_s_is_asked() -> None:
    school, decision = school_with_an_old_look()
    with school.begin() as uow:
        told = explain(uow, school.book, decision.id)
    assert (told.then, told.again, told.since) == (None, None, None)


def test_a_book_that_does_not_fit_this_version_any_more_is_said() -> None:
    school, decision = school_with_an_old_look()
    with school.begin() as uow:
        (adoption,) = uow.adoptions.all()
        old = replace(adoption, texts={"policy.md": "## G1 (x)\n\nOld."})
        uow.adoptions.put(old, seen=uow.adoptions.version(adoption.id))
        told = explain(uow, school.book, decision.id)
    assert told.then is None


def test_a_decision_that_is_not_there_or_has_no_evidence_is_said() -> None:
    school, decision = school_with_an_old_look()
    kept_without_evidence(school, decision)
    with school.begin() as uow:
        with pytest.raises(NotFound):
            explain(uow, school.book, "nothing")
        with pytest.raises(CouldNotCheck, match="without the evidence"):
            explain(uow, school.book, decision.id)


def test_files_of_another_book_are_not_adopted() -> None:
    school = MadeSchool()
    actor = school.actor("head")
    with pytest.raises(UsageError, match="another rule book"), school.begin() as uow:
        adopt_rules(uow, actor, "a" * 64, texts())
