"""What must hold of a home at any moment: state, ledger and files tell the same story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from gatekeeper.bootstrap import signature_holds
from gatekeeper.desk.ledger.verify_ledger import verify
from gatekeeper.domain.ledger import Entry
from gatekeeper.ports import UnitOfWork
from gatekeeper.records.home import open_home
from gatekeeper.records.nouns import NOUNS
from tests.fakes.clock import FrozenClock


@dataclass(frozen=True, slots=True)
class Story:
    """What a home says has happened: the ledger, and the ids on each shelf."""

    entries: tuple[Entry, ...]
    ids: frozenset[tuple[str, str]]

    @property
    def head(self) -> str:
        """The hash of the newest entry."""
        return self.entries[-1].hash


def story(home: Path) -> Story:
    """Open a home as after a power cut and return its story, once nothing is there by halves."""
    with open_home(home, FrozenClock()).records.begin() as uow:
        require_ledger_tells_of_all(uow)
        require_nothing_twice(uow)
        require_files(uow)
        ids = frozenset(
            (name, noun.id_of(item))
            for name, noun in NOUNS.items()
            for item in getattr(uow, name).all()
        )
        return Story(uow.ledger.entries(), ids)


def require_goes_on(before: Story, after: Story) -> None:
    """Nothing that was once committed is lost, and the ledger verifies with its earlier head."""
    assert after.entries[: len(before.entries)] == before.entries
    assert before.ids <= after.ids
    assert verify(after.entries, signature_holds, head=before.head).valid


def require_ledger_tells_of_all(uow: UnitOfWork) -> None:
    """Every deed is in the ledger exactly as often as it is on record."""
    told = Counter(entry.what for entry in uow.ledger.entries())
    grants, published = uow.grants.all(), uow.published.all()
    on_record = {
        "post.written": sum(version.number for version in uow.posts.all()),
        "post.judged": len(uow.decisions.all()),
        "face.answered": len(uow.answers.all()),
        "post.submitted": len(uow.submissions.all()),
        "post.signed_off": len(uow.sign_offs.all()),
        "post.released": len(grants),
        "post.fetched": sum(len(grant.fetched) for grant in grants),
        "post.published": len(published),
        "comments.seen": sum(len(item.comments) for item in published),
        "post.recalled": len(uow.recalls.all()),
    }
    assert {what: told[what] for what in on_record} == on_record


def require_nothing_twice(uow: UnitOfWork) -> None:
    """One yes that holds for each post, one open grant and one live post for each channel."""
    signed = Counter(item.post for item in uow.sign_offs.all() if item.voided_at is None)
    granted = Counter((g.post, g.channel) for g in uow.grants.all() if g.ended is None)
    live = Counter((p.post, p.channel) for p in uow.published.all() if p.taken_down_at is None)
    assert set(signed.values()) | set(granted.values()) | set(live.values()) <= {1}


def require_files(uow: UnitOfWork) -> None:
    """Every file that a post names can be opened."""
    for version in uow.posts.all():
        for picture in version.post.pictures:
            assert uow.blobs.get(version.id, picture.original.digest)
            for rendition in picture.renditions:
                assert uow.blobs.get(version.id, rendition.digest)
