"""What was erased is never written to again: told of anew, it is another post."""

from __future__ import annotations

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PublishedPost
from tests.desk.made_school import MadeSchool
from tests.fakes.records import FakeUnitOfWork

TOLD = PublishedPost("C1", ChannelName.INSTAGRAM, "Words.", None)


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_being_erased_is_another_post_though_its_key_is_there_for_a_moment(
    monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    monkeypatch.setattr(FakeUnitOfWork, "destroyed", lambda *_: False)
    school, names = MadeSchool(), set[str]()
    for _ in range(times):
        with school.begin() as uow:
            names.add(take_in(uow, TOLD).id)
        with school.begin() as uow:
            uow.erase(uow.live_posts.all()[0].id)
    with school.begin() as uow:
        live = take_in(uow, TOLD)
        assert uow.live_posts.all() == (live,)
    assert live.id not in names
    assert len(names) == times
