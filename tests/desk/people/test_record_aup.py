"""Putting on record that somebody read or signed the acceptable use policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.people.record_aup import record_aup
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.made_school import DAY, MadeSchool


def record(school: MadeSchool, who: str, by: str = "head", **days: date) -> None:
    actor = school.actor(by)
    with school.begin() as uow:
        record_aup(uow, actor, who, **days)


def on_record(school: MadeSchool, who: str) -> tuple[date | None, date | None]:
    with school.begin() as uow:
        person = uow.people.get(who)
    assert person is not None
    return person.aup_read, person.social_media_aup_signed


def test_the_days_are_kept_each_by_itself() -> None:
    school = MadeSchool()
    earlier = DAY - timedelta(days=3)

    record(school, "teacher", read=earlier)
    assert on_record(school, "teacher") == (earlier, DAY)
    record(school, "teacher", signed=earlier)
    assert on_record(school, "teacher") == (earlier, earlier)
    with school.begin() as uow:
        told = [e for e in uow.ledger.entries() if e.what == "aup.recorded"]
    assert [e.subject for e in told] == ["teacher", "teacher"]


@pytest.mark.parametrize("by", ["teacher", "office", "governor", "dpo"])
def test_only_leadership_and_dsls_put_it_on_record(by: str) -> None:
    with pytest.raises(NotAllowed):
        record(MadeSchool(), "teacher", by, read=DAY)


def test_a_day_to_come_or_none_is_refused() -> None:
    with pytest.raises(UsageError, match="lies ahead"):
        record(MadeSchool(), "teacher", read=DAY + timedelta(days=1))
    with pytest.raises(UsageError, match="which day"):
        record(MadeSchool(), "teacher")


def test_somebody_who_is_not_here_is_refused() -> None:
    school = MadeSchool()
    with pytest.raises(NotFound):
        record(school, "nobody", read=DAY)
    with school.begin() as uow:
        person = uow.people.get("teacher")
        assert person is not None
        uow.people.put(replace(person, ended_at=uow.now), seen=uow.people.version("teacher"))
    with pytest.raises(NotFound):
        record(school, "teacher", read=DAY)


@pytest.mark.parametrize("signed", [None, DAY - timedelta(days=367)])
def test_who_has_not_signed_lately_releases_nothing(signed: date | None) -> None:
    school = MadeSchool()
    school.signed()
    with school.begin() as uow:
        person = uow.people.get("deputy")
        assert person is not None
        told = replace(person, social_media_aup_signed=signed)
        uow.people.put(told, seen=uow.people.version("deputy"))

    with pytest.raises(NotAllowed, match="has not signed"):
        school.release()
    record(school, "deputy", signed=DAY)
    assert school.granted().device == "tablet"
