"""What every implementation of Records and UnitOfWork keeps."""

from __future__ import annotations

import hashlib
import typing
from collections.abc import Callable
from datetime import timedelta

import pytest

from gatekeeper.domain.channel import ChannelName, ChannelRecord
from gatekeeper.domain.ledger import broken_at
from gatekeeper.domain.register import ConsentState
from gatekeeper.errors import CouldNotCheck, NotFound, OnlyReading, StaleWrite, UsageError
from gatekeeper.ports import Records, Shelf, UnitOfWork
from gatekeeper.records.nouns import NOUNS
from tests.contracts.values import a_consent, a_person, a_pupil, a_version, an_enrolment
from tests.fakes.clock import FrozenClock

LEASE = timedelta(minutes=3)


class SomethingFailed(Exception):
    pass


def shelves_of_the_port() -> dict[str, type]:
    hints = typing.get_type_hints(UnitOfWork)
    return {
        name: typing.get_args(hint)[0]
        for name, hint in hints.items()
        if typing.get_origin(hint) is Shelf
    }


def test_every_shelf_of_the_port_is_kept_as_its_own_noun() -> None:
    assert {name: noun.kind for name, noun in NOUNS.items()} == shelves_of_the_port()


def test_every_shelf_is_there_and_empty(records: Records) -> None:
    with records.begin() as uow:
        assert [getattr(uow, name).all() for name in NOUNS] == [()] * len(NOUNS)


# --- shelves ---------------------------------------------------------------------------------


def test_what_was_put_is_there_in_the_next_transaction(records: Records) -> None:
    with records.begin() as uow:
        uow.posts.put(a_version("p1"))
    with records.begin() as uow:
        assert uow.posts.get("p1") == a_version("p1")
        assert uow.posts.version("p1") == 1


def test_an_item_that_nobody_put_is_none_at_version_0(records: Records) -> None:
    with records.begin() as uow:
        assert uow.posts.get("p1") is None
        assert uow.posts.version("p1") == 0
        assert uow.posts.of("p1") == ()


def test_a_change_is_the_next_version_and_takes_its_place(records: Records) -> None:
    with records.begin() as uow:
        uow.posts.put(a_version("p1", "first"))
        uow.posts.put(a_version("p2", "other"))
        uow.posts.put(a_version("p1", "second"), seen=1)
    with records.begin() as uow:
        assert uow.posts.version("p1") == 2
        assert [version.post.words for version in uow.posts.all()] == ["second", "other"]
        assert [version.post.words for version in uow.posts.of("p1")] == ["second"]


def test_the_earlier_versions_of_an_item_can_be_destroyed(records: Records) -> None:
    with records.begin() as uow:
        for words in ("first", "second", "third"):
            uow.posts.put(a_version("p1", words), seen=uow.posts.version("p1"))
        uow.posts.put(a_version("p2", "other"))
    with records.begin() as uow:
        uow.posts.forget_earlier("p1")
        uow.posts.forget_earlier("nobody's")
    with records.begin() as uow:
        assert {version.post.words for version in uow.posts.all()} == {"third", "other"}
        assert uow.posts.version("p1") == 3
        uow.posts.put(a_version("p1", "fourth"), seen=3)
    with records.read() as uow, pytest.raises(OnlyReading):
        uow.posts.forget_earlier("p1")


def test_items_come_oldest_first_whatever_their_ids(records: Records) -> None:
    ids = ["m", "z", "a", "k"]
    with records.begin() as uow:
        for person_id in ids:
            uow.people.put(a_person(person_id))
        uow.people.put(a_person("z"), seen=1)
        assert [person.id for person in uow.people.all()] == ids


def test_items_are_found_by_how_their_ids_begin(records: Records) -> None:
    with records.begin() as uow:
        for person_id in ("b.2", "a.1", "b.1", "b", "c.b.1", "b%"):
            uow.people.put(a_person(person_id))
        uow.people.put(a_person("b.2"), seen=1)
        assert [person.id for person in uow.people.beginning("b.")] == ["b.2", "b.1"]
        assert uow.people.beginning("b_") == ()


def test_an_owner_gets_its_own_items_and_no_others(records: Records) -> None:
    with records.begin() as uow:
        for pupil in ("c1", "c2"):
            uow.enrol_pupil(a_pupil(pupil))
            uow.consents.put(a_consent(f"of {pupil}", pupil))
        assert [consent.id for consent in uow.consents.of("c2")] == ["of c2"]
        assert [pupil.id for pupil in uow.pupils.of("c1")] == ["c1"]


def test_a_channel_is_kept_under_its_name(records: Records) -> None:
    record = ChannelRecord(ChannelName.LINKEDIN, "oakfield-primary")
    with records.begin() as uow:
        uow.channels.put(record)
        assert uow.channels.get("linkedin") == uow.channels.get(ChannelName.LINKEDIN) == record


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_a_write_that_saw_another_version_is_refused_and_says_what_changed(
    records: Records, seen: int
) -> None:
    with records.begin() as uow:
        uow.posts.put(a_version("p1", "first"))
        uow.posts.put(a_version("p1", "second"), seen=1)
    with (
        pytest.raises(StaleWrite, match=r"Post sports-day was changed by somebody else\."),
        records.begin() as uow,
    ):
        uow.posts.put(a_version("p1", "third"), seen=seen)
    with records.begin() as uow:
        assert [version.post.words for version in uow.posts.all()] == ["second"]


def test_a_change_of_something_that_was_never_there_is_refused(records: Records) -> None:
    with records.begin() as uow, pytest.raises(StaleWrite):
        uow.posts.put(a_version("p1"), seen=1)


def test_an_item_never_changes_its_owner(records: Records) -> None:
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1"))
        uow.enrol_pupil(a_pupil("c2"))
        uow.consents.put(a_consent("k1", "c1"))
        with pytest.raises(UsageError, match="belongs to somebody else"):
            uow.consents.put(a_consent("k1", "c2"), seen=1)
        assert uow.consents.of("c2") == ()


def test_what_was_seen_before_a_change_is_not_shown_after_it(records: Records) -> None:
    two_pupils(records)
    with records.begin() as uow:
        assert len(uow.consents.all()) == len(uow.consents.of("c1") + uow.consents.of("c2")) == 2
        uow.consents.put(a_consent("second of c1", "c1"))
        assert [len(uow.consents.of(owner)) for owner in ("c1", "c2")] == [2, 1]
        assert len(uow.consents.all()) == 3
        uow.erase("c1")
        assert (uow.consents.of("c1"), len(uow.consents.all())) == ((), 1)


# --- reading ---------------------------------------------------------------------------------


def test_what_was_put_can_be_read_without_a_turn_of_writing(records: Records) -> None:
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1", "M1"))
        uow.posts.put(a_version("p1"))
        uow.ledger.append("post.written", actor="deputy", subject="p1")
        digest, salt, now = uow.blobs.put("p1", b"picture"), uow.secret("p1"), uow.now
    with records.read() as uow:
        assert uow.posts.all() == uow.posts.of("p1") == (a_version("p1"),)
        assert [entry.what for entry in uow.ledger.entries()] == ["post.written"]
        assert (uow.blobs.get("p1", digest), uow.secret("p1")) == (b"picture", salt)
        assert (uow.pupil_id("M1"), uow.now) == ("c1", now)


WRITES: dict[str, Callable[[UnitOfWork], object]] = {
    "put": lambda uow: uow.posts.put(a_version("p1", "changed"), seen=1),
    "put anew": lambda uow: uow.people.put(a_person("x")),
    "enrol": lambda uow: uow.enrol_pupil(a_pupil("c9")),
    "a first salt": lambda uow: uow.secret("never known"),
    "append": lambda uow: uow.ledger.append("post.read", actor="deputy", subject="p1"),
    "claim": lambda uow: uow.jobs.claim("read", LEASE),
    "renew": lambda uow: uow.jobs.renew("read", LEASE),
    "finish": lambda uow: uow.jobs.finish("read"),
    "release": lambda uow: uow.jobs.release("read"),
    "sweep": lambda uow: uow.jobs.sweep("read"),
    "blob": lambda uow: uow.blobs.put("p1", b"other picture"),
    "the same blob": lambda uow: uow.blobs.put("p1", b"picture"),
    "erase": lambda uow: uow.erase("p1"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_whoever_only_reads_can_write_nothing(
    records: Records, write: Callable[[UnitOfWork], object]
) -> None:
    with records.begin() as uow:
        uow.posts.put(a_version("p1"))
        digest = uow.blobs.put("p1", b"picture")
    with pytest.raises(OnlyReading, match="cannot change it"), records.read() as uow:
        write(uow)
    with records.begin() as uow:
        assert uow.posts.all() == (a_version("p1"),)
        assert (uow.people.all(), uow.pupils.all(), uow.ledger.entries()) == ((), (), ())
        assert uow.blobs.get("p1", digest) == b"picture"
        assert uow.jobs.claim("read", LEASE)
        assert not uow.destroyed("p1")


# --- transactions ----------------------------------------------------------------------------


def write_everything_and_fail(uow: UnitOfWork) -> None:
    uow.posts.put(a_version("p1"))
    uow.posts.put(a_version("p0", "changed"), seen=uow.posts.version("p0"))
    uow.enrol_pupil(a_pupil("c1", "M1"))
    uow.ledger.append("post.written", actor="deputy", subject="p1")
    uow.jobs.claim("read", LEASE)
    uow.blobs.put("p0", b"picture")
    raise SomethingFailed


def erase_and_fail(uow: UnitOfWork, owner: str) -> None:
    uow.erase(owner)
    raise SomethingFailed


def test_a_block_that_fails_leaves_nothing_behind(records: Records) -> None:
    with records.begin() as uow:
        uow.posts.put(a_version("p0"))
    with pytest.raises(SomethingFailed), records.begin() as uow:
        write_everything_and_fail(uow)
    with records.begin() as uow:
        assert uow.posts.all() == (a_version("p0"),)
        assert uow.pupils.all() == ()
        assert uow.pupil_id("M1") is None
        assert uow.ledger.entries() == ()
        assert uow.jobs.claim("read", LEASE)
        with pytest.raises(CouldNotCheck):
            uow.blobs.get("p0", hashlib.sha256(b"picture").hexdigest())


def test_after_a_failed_block_the_same_things_can_be_written(records: Records) -> None:
    with pytest.raises(SomethingFailed), records.begin() as uow:
        write_everything_and_fail(uow)
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1", "M1"))
        digest = uow.blobs.put("p0", b"picture")
    with records.begin() as uow:
        assert [pupil.id for pupil in uow.pupils.all()] == ["c1"]
        assert uow.blobs.get("p0", digest) == b"picture"


def test_the_moment_is_read_once_a_transaction(records: Records, clock: FrozenClock) -> None:
    with records.begin() as uow:
        before = uow.now
        clock.move(hours=1)
        assert uow.now == before
    with records.begin() as uow:
        assert uow.now == before + timedelta(hours=1)
        assert uow.now.utcoffset() == timedelta(0)


def test_minted_ids_are_short_lower_case_and_never_the_same(records: Records) -> None:
    minted = []
    for _ in range(2):
        with records.begin() as uow:
            minted += [uow.mint() for _ in range(50)]
    assert len(set(minted)) == 100
    assert all(len(i) <= 26 and i.isalnum() and i == i.lower() and i.isascii() for i in minted)


# --- ledger ----------------------------------------------------------------------------------


def test_the_ledger_is_one_chain_over_transactions(records: Records, clock: FrozenClock) -> None:
    with records.read() as uow:
        assert uow.ledger.newest() == 0
    for number in range(3):
        with records.begin() as uow:
            uow.ledger.append("post.written", actor="deputy", subject=f"p{number}")
            uow.ledger.append("a.b", actor="x", subject="y", details={"version": "1", "é": "ü"})
        clock.move(seconds=0.25)
    with records.begin() as uow:
        entries = uow.ledger.entries()
        assert uow.ledger.newest() == 6
    assert broken_at(entries) is None
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[-1].details == {"version": "1", "é": "ü"}
    assert entries[-1].at == clock.now() - timedelta(seconds=0.25)


def test_append_returns_the_entry_that_was_written(records: Records) -> None:
    with records.begin() as uow:
        entry = uow.ledger.append("post.written", actor="deputy", subject="p1")
    with records.begin() as uow:
        assert uow.ledger.entries() == (entry,)


# --- jobs ------------------------------------------------------------------------------------


def test_a_job_is_leased_once_until_the_lease_ends(records: Records, clock: FrozenClock) -> None:
    with records.begin() as uow:
        assert uow.jobs.claim("read", LEASE)
        assert not uow.jobs.claim("read", LEASE)
        assert uow.jobs.claim("another", LEASE)
    clock.move(minutes=2, seconds=59)
    with records.begin() as uow:
        assert not uow.jobs.claim("read", LEASE)
    clock.move(seconds=1)
    with records.begin() as uow:
        assert uow.jobs.claim("read", LEASE)
        assert not uow.jobs.claim("read", LEASE)


def test_a_lease_is_held_for_longer_only_by_who_has_it(
    records: Records, clock: FrozenClock
) -> None:
    with records.begin() as uow:
        uow.jobs.claim("read", LEASE)
        uow.jobs.finish("done")
        assert not uow.jobs.renew("done", LEASE)
        assert not uow.jobs.renew("never claimed", LEASE)
    clock.move(minutes=2)
    with records.begin() as uow:
        assert uow.jobs.renew("read", LEASE)
    clock.move(minutes=2)
    with records.begin() as uow:
        assert not uow.jobs.claim("read", LEASE)
        assert uow.jobs.renew("read", timedelta())
        assert uow.jobs.claim("read", LEASE)


def test_a_finished_job_is_never_leased_again(records: Records, clock: FrozenClock) -> None:
    with records.begin() as uow:
        uow.jobs.claim("read", LEASE)
        uow.jobs.finish("read")
        uow.jobs.finish("never claimed")
        uow.jobs.release("read")
    clock.move(days=1)
    with records.begin() as uow:
        assert not uow.jobs.claim("read", LEASE)
        assert not uow.jobs.claim("never claimed", LEASE)


def test_whether_a_job_is_taken_can_be_read_without_taking_it(
    records: Records, clock: FrozenClock
) -> None:
    with records.begin() as uow:
        uow.jobs.claim("read", LEASE)
        uow.jobs.finish("done")
    with records.read() as uow:
        taken = [uow.jobs.taken(key) for key in ("read", "done", "never claimed")]
    assert taken == [True, True, False]
    clock.move(minutes=3)
    with records.read() as uow:
        assert [uow.jobs.taken(key) for key in ("read", "done")] == [False, True]


def test_what_is_over_is_swept_away_and_nothing_else(records: Records, clock: FrozenClock) -> None:
    with records.begin() as uow:
        for key in ("try 1", "try 100%", "other"):
            uow.jobs.claim(key, LEASE)
        uow.jobs.finish("try done")
    clock.move(minutes=3)
    with records.begin() as uow:
        uow.jobs.claim("try new", LEASE)
        uow.jobs.sweep("try ")
        uow.jobs.sweep("%")
        assert [uow.jobs.taken(key) for key in ("try done", "try new")] == [True, True]
        assert [uow.jobs.claim(key, LEASE) for key in ("try 1", "other")] == [True, True]


def test_a_job_that_was_given_back_is_free_at_once(records: Records) -> None:
    with records.begin() as uow:
        uow.jobs.claim("read", LEASE)
        uow.jobs.release("read")
        uow.jobs.release("never claimed")
        assert uow.jobs.claim("read", LEASE)


# --- blobs -----------------------------------------------------------------------------------


def test_a_file_comes_back_byte_for_byte_by_its_sha256(records: Records) -> None:
    data = bytes(range(256)) * 40
    with records.begin() as uow:
        digest = uow.blobs.put("p1", data)
        assert uow.blobs.put("p1", data) == digest
    assert digest == hashlib.sha256(data).hexdigest()
    with records.begin() as uow:
        assert uow.blobs.get("p1", digest) == data


def test_a_file_is_only_its_owners(records: Records) -> None:
    with records.begin() as uow:
        digest = uow.blobs.put("p1", b"picture")
        uow.blobs.put("p2", b"another picture")
        for owner in ("p2", "nobody"):
            with pytest.raises(CouldNotCheck):
                uow.blobs.get(owner, digest)


def test_an_empty_file_is_a_file(records: Records) -> None:
    with records.begin() as uow:
        assert uow.blobs.get("p1", uow.blobs.put("p1", b"")) == b""


# --- pupils ----------------------------------------------------------------------------------


def test_an_enrolled_pupil_is_found_by_the_mis_id(records: Records) -> None:
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1", "M1"))
    with records.begin() as uow:
        assert uow.pupil_id("M1") == "c1"
        assert uow.pupil_id("M2") is None
        assert uow.pupils.get("c1") == a_pupil("c1", "M1")


def test_spelling_a_mis_id_in_another_way_finds_the_same_pupil(records: Records) -> None:
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1", "Ma1"))
        assert uow.pupil_id(" mA1 ") == "c1"
        with pytest.raises(UsageError, match="belongs to another pupil"):
            uow.enrol_pupil(a_pupil("c2", "MA1"))


def test_a_pupil_is_enrolled_once(records: Records) -> None:
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1", "M1"))
        with pytest.raises(StaleWrite):
            uow.enrol_pupil(a_pupil("c1", "M1"))


def test_two_pupils_never_have_one_mis_id(records: Records) -> None:
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1", "M1"))
        with pytest.raises(UsageError, match="M1 belongs to another pupil"):
            uow.enrol_pupil(a_pupil("c2", "M1"))


def test_a_pupil_whose_mis_id_changed_is_found_by_the_new_one(records: Records) -> None:
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1", "M1"))
        uow.pupils.put(a_pupil("c1", "M2"), seen=1)
        assert uow.pupil_id("M2") == "c1"
        assert uow.pupil_id("M1") == "c1", "an older file still means this child"


def test_nothing_is_recorded_about_a_pupil_who_was_never_enrolled(records: Records) -> None:
    with records.begin() as uow:
        with pytest.raises(NotFound, match="no pupil c1 on the roll"):
            uow.consents.put(a_consent("k1", "c1"))
        with pytest.raises(NotFound, match="no pupil c1 on the roll"):
            uow.pupils.put(a_pupil("c1"))


# --- salts and erasing -----------------------------------------------------------------------


def test_an_owners_salt_stays_and_is_no_other_owners(records: Records) -> None:
    with records.begin() as uow:
        first = uow.secret("p1")
    with records.begin() as uow:
        assert uow.secret("p1") == first != uow.secret("p2")
        assert len(first) >= 10


def two_pupils(records: Records) -> str:
    with records.begin() as uow:
        for pupil in ("c1", "c2"):
            uow.enrol_pupil(a_pupil(pupil, f"M-{pupil}"))
            uow.consents.put(a_consent(f"of {pupil}", pupil))
            uow.ledger.append("pupil.joined", actor="office", subject=pupil)
        return uow.blobs.put("c1", b"portrait")


def test_an_erased_owner_leaves_nothing_that_can_be_read(records: Records) -> None:
    digest = two_pupils(records)
    with records.begin() as uow:
        uow.erase("c1")
        assert [pupil.id for pupil in uow.pupils.all()] == ["c2"]
    with records.begin() as uow:
        assert uow.pupils.get("c1") is None
        assert uow.pupils.of("c1") == ()
        assert uow.consents.version("of c1") == 0
        assert [consent.id for consent in uow.consents.all()] == ["of c2"]
        assert uow.pupil_id("M-c1") is None
        with pytest.raises(CouldNotCheck):
            uow.blobs.get("c1", digest)
        with pytest.raises(NotFound, match="c1 was erased"):
            uow.secret("c1")


def test_erasing_leaves_the_ledger_whole(records: Records) -> None:
    two_pupils(records)
    with records.begin() as uow:
        uow.erase("c1")
        uow.ledger.append("pupil.erased", actor="dpo", subject="c1")
    with records.begin() as uow:
        entries = uow.ledger.entries()
    assert broken_at(entries) is None
    assert [entry.subject for entry in entries] == ["c1", "c2", "c1"]


def test_nothing_new_is_recorded_of_an_erased_owner(records: Records) -> None:
    two_pupils(records)
    with records.begin() as uow:
        uow.erase("c1")
        for write in (
            lambda: uow.consents.put(a_consent("new", "c1")),
            lambda: uow.enrol_pupil(a_pupil("c1", "M-c1")),
            lambda: uow.blobs.put("c1", b"portrait"),
        ):
            with pytest.raises(NotFound, match="c1 was erased"):
                write()


def test_a_child_who_comes_back_is_enrolled_anew(records: Records) -> None:
    two_pupils(records)
    with records.begin() as uow:
        uow.erase("c1")
        uow.enrol_pupil(a_pupil("c3", "M-c1"))
    with records.begin() as uow:
        assert uow.pupil_id("M-c1") == "c3"


def test_an_erasure_that_is_rolled_back_did_not_happen(records: Records) -> None:
    digest = two_pupils(records)
    with pytest.raises(SomethingFailed), records.begin() as uow:
        erase_and_fail(uow, "c1")
    with records.begin() as uow:
        assert uow.pupils.get("c1") == a_pupil("c1", "M-c1")
        assert uow.consents.of("c1")[0].state is ConsentState.GIVEN
        assert uow.blobs.get("c1", digest) == b"portrait"
        assert uow.pupil_id("M-c1") == "c1"


def test_erasing_twice_is_erasing_once(records: Records) -> None:
    two_pupils(records)
    for _ in range(2):
        with records.begin() as uow:
            uow.erase("c1")
    with records.begin() as uow:
        assert [pupil.id for pupil in uow.pupils.all()] == ["c2"]


def test_what_is_erased_counts_as_that_from_the_moment_of_its_record(records: Records) -> None:
    two_pupils(records)
    with records.begin() as uow:
        assert [uow.erased(owner) for owner in ("c1", "c2", "never known")] == [False] * 3
        uow.erase("c1")
        assert uow.erased("c1"), "its key is still there"
    with records.begin() as uow:
        assert [uow.erased(owner) for owner in ("c1", "c2")] == [True, False]


def test_nothing_is_destroyed_before_it_was_erased_and_committed(records: Records) -> None:
    two_pupils(records)
    with records.begin() as uow:
        assert [uow.destroyed(owner) for owner in ("c1", "c2", "never known")] == [False] * 3
        uow.erase("c1")
    with records.begin() as uow:
        assert [uow.destroyed(owner) for owner in ("c1", "c2", "never known")] == [
            True,
            False,
            False,
        ]


def test_what_was_measured_of_a_face_goes_while_the_child_stays(records: Records) -> None:
    two_pupils(records)
    with records.begin() as uow:
        for enrolment in ("e1", "e2"):
            uow.enrolments.put(an_enrolment(enrolment, "c1"))
        digest = uow.blobs.put("e1", b"small picture")
    with records.begin() as uow:
        assert uow.enrolments.all() == (an_enrolment("e1", "c1"), an_enrolment("e2", "c1"))
        uow.erase("e1")
    with records.begin() as uow:
        assert uow.enrolments.get("e1") is None
        assert uow.enrolments.all() == (an_enrolment("e2", "c1"),)
        assert uow.destroyed("e1")
        assert uow.pupils.get("c1") is not None
        with pytest.raises(CouldNotCheck):
            uow.blobs.get("e1", digest)
        with pytest.raises(NotFound, match="e1 was erased"):
            uow.enrolments.put(an_enrolment("e1", "c1"))


def test_erasing_somebody_unknown_is_said(records: Records) -> None:
    with records.begin() as uow, pytest.raises(NotFound, match="nothing on record of c9"):
        uow.erase("c9")
