"""A database that lets writers overlap, as PostgreSQL will: its constraints refuse one of two.

SQLite never lets it come so far, so the look before the leap is blindfolded here.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatekeeper.errors import StaleWrite
from gatekeeper.records.home import Home
from gatekeeper.records.leases import SqlJobs
from gatekeeper.records.shelf import SqlShelf
from tests.contracts.values import a_version


def test_of_two_first_versions_the_second_is_refused(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home.records.begin() as uow:
        uow.posts.put(a_version("p1", "first"))
    with monkeypatch.context() as patch:
        patch.setattr(SqlShelf, "_newest", lambda _shelf, _id: None)
        with pytest.raises(StaleWrite, match="Post sports-day"), home.records.begin() as uow:
            uow.posts.put(a_version("p1", "second"))
    with home.records.begin() as uow:
        assert uow.posts.all() == (a_version("p1", "first"),)


def test_of_two_claims_the_second_gets_nothing_and_may_go_on(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home.records.begin() as uow:
        assert uow.jobs.claim("read", timedelta(minutes=1))
    monkeypatch.setattr(SqlJobs, "_known", lambda _jobs, _key: False)
    with home.records.begin() as uow:
        assert not uow.jobs.claim("read", timedelta(minutes=1))
        uow.ledger.append("a.b", actor="x", subject="y")
    with home.records.begin() as uow:
        assert len(uow.ledger.entries()) == 1
