"""Of author, approver and releaser at least two are different people, always."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.publishing.break_glass import break_glass
from gatekeeper.desk.publishing.release import Released, Wanted, release
from gatekeeper.desk.publishing.two_people import alone
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotAllowed
from tests.desk.made_school import MadeSchool
from tests.desk.publishing.test_fill_pattern import checked, filled, ready, sign


@pytest.fixture
def school() -> MadeSchool:
    """Return a school whose patterns are signed, and where head and DSL broke the glass."""
    made = MadeSchool()
    sign(made)
    for who in ("head", "dsl"):
        actor = made.actor(who)
        with made.begin() as uow:
            break_glass(uow, actor, "The deputy is ill.")
    return made


def notice(school: MadeSchool, who: str) -> Version:
    version = filled(school, who)
    checked(school, version)
    ready(school, version, who)
    return version


def released(school: MadeSchool, version: Version, who: str) -> Released:
    actor = school.actor(who)
    with school.begin() as uow:
        wanted = Wanted(version.id, ChannelName.INSTAGRAM, "tablet")
        return release(uow, school.approval, actor, wanted)


def test_the_headteacher_alone_publishes_no_notice(school: MadeSchool) -> None:
    version = notice(school, "head")
    with pytest.raises(NotAllowed, match="somebody else must publish it"):
        released(school, version, "head")
    with school.begin() as uow:
        assert uow.grants.all() == ()


def test_whoever_has_the_office_read_it_again_is_no_second_person(school: MadeSchool) -> None:
    version = filled(school, "head")
    checked(school, version)
    ready(school, version, "office")
    with pytest.raises(NotAllowed, match="somebody else must publish it"):
        released(school, version, "head")


@pytest.mark.parametrize(
    ("maker", "releaser"), [("head", "deputy"), ("head", "dsl"), ("office", "head")]
)
def test_with_a_second_person_it_goes_out(maker: str, releaser: str, school: MadeSchool) -> None:
    version = notice(school, maker)
    grant = released(school, version, releaser).grant
    assert grant is not None
    assert grant.by == releaser
    assert school.fetch(grant).package is not None


@pytest.mark.parametrize("by", ["head", ""])
def test_a_grant_of_one_person_alone_or_of_nobody_known_is_not_fetched(
    by: str, school: MadeSchool
) -> None:
    version = notice(school, "head")
    grant = released(school, version, "deputy").grant
    assert grant is not None
    with school.begin() as uow:
        uow.grants.put(replace(grant, by=by), seen=uow.grants.version(grant.id))
    with pytest.raises(NotAllowed, match="somebody else must publish it"):
        school.fetch(grant)


def test_it_is_known_before_it_is_released(school: MadeSchool) -> None:
    hers, theirs = filled(school, "head"), filled(school, "office")
    with school.begin() as uow:
        assert alone(uow, hers, "head")
        assert not alone(uow, theirs, "head")
