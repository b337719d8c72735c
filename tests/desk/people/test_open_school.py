"""Tests of opening the school."""

from __future__ import annotations

import pytest

from gatekeeper.desk.people.open_school import CODE_LIFE, Claim, begin, claim
from gatekeeper.domain.people import SCHOOL, Duty, Role
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from tests.desk.opened_school import PASSPHRASE, OpenedSchool
from tests.fakes.clock import FrozenClock
from tests.fakes.keyring import FakeKeyring
from tests.fakes.records import FakeRecords

ORIGIN = "https://oakfield.test"


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def records(clock: FrozenClock) -> FakeRecords:
    return FakeRecords(clock)


def printed(records: FakeRecords) -> str:
    with records.begin() as uow:
        return begin(uow, "Oakfield Primary", ORIGIN)


def test_the_code_makes_the_first_headteacher_whose_key_vouches_for_itself(
    records: FakeRecords,
) -> None:
    code = printed(records)
    roles = frozenset({Role.DSL})
    with records.begin() as uow:
        opened = claim(uow, FakeKeyring(), Claim(code, " Ms Head ", PASSPHRASE, roles))
    with records.begin() as uow:
        setup = uow.setup.get(SCHOOL)
        key = uow.keys.get(opened.key.id)
        person = uow.people.get(opened.person.id)
    assert setup is not None
    assert key is not None
    assert person is not None
    assert person.name == "Ms Head"
    assert person.roles == {Role.HEADTEACHER, Role.DSL}
    assert (key.holder, key.enrolled_by, key.ended_at) == (person.id, person.id, None)
    assert setup.fingerprint == key.fingerprint == opened.fingerprint
    assert setup.school == "Oakfield Primary"


def test_a_first_headteacher_who_is_no_dsl_has_no_key_to_seal_to(records: FakeRecords) -> None:
    code = printed(records)
    with records.begin() as uow:
        opened = claim(uow, FakeKeyring(), Claim(code, "Ms Head", PASSPHRASE))
    assert not opened.person.may(Duty.HOLD)
    assert opened.key.sealing == ""


def test_the_code_may_be_typed_in_small_letters_and_without_dashes(records: FakeRecords) -> None:
    code = printed(records).lower().replace("-", " ")
    with records.begin() as uow:
        assert claim(uow, FakeKeyring(), Claim(code, "Ms Head", PASSPHRASE)).fingerprint


def test_the_code_itself_is_kept_nowhere(records: FakeRecords) -> None:
    code = printed(records)
    with records.begin() as uow:
        kept = repr((uow.setup.all(), uow.ledger.entries()))
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_codes_differ_and_hold_a_hundred_bits(records: FakeRecords) -> None:
    first, second = printed(records), printed(records)
    assert first != second
    assert len(first.replace("-", "")) * 5 == 100


def test_a_wrong_code_opens_nothing(records: FakeRecords) -> None:
    printed(records)
    with pytest.raises(NotAllowed, match="one-time code"), records.begin() as uow:
        claim(uow, FakeKeyring(), Claim("AAAAA-AAAAA-AAAAA-AAAAA", "Ms Head", PASSPHRASE))
    with records.begin() as uow:
        assert uow.people.all() == ()


def test_a_code_of_yesterday_opens_nothing(records: FakeRecords, clock: FrozenClock) -> None:
    code = printed(records)
    clock.set_to(clock.now() + CODE_LIFE)
    with pytest.raises(NotAllowed, match="older than a day"), records.begin() as uow:
        claim(uow, FakeKeyring(), Claim(code, "Ms Head", PASSPHRASE))


def test_a_new_code_ends_the_one_before(records: FakeRecords) -> None:
    old, new = printed(records), printed(records)
    with pytest.raises(NotAllowed), records.begin() as uow:
        claim(uow, FakeKeyring(), Claim(old, "Ms Head", PASSPHRASE))
    with records.begin() as uow:
        assert claim(uow, FakeKeyring(), Claim(new, "Ms Head", PASSPHRASE)).fingerprint


def test_nothing_can_be_claimed_before_a_code_was_printed(records: FakeRecords) -> None:
    with pytest.raises(NotYet), records.begin() as uow:
        claim(uow, FakeKeyring(), Claim("A", "Ms Head", PASSPHRASE))


def test_an_open_school_is_never_opened_again() -> None:
    school = OpenedSchool()
    with pytest.raises(NotAllowed, match="Oakfield Primary is open already"), school.begin() as uow:
        begin(uow, "Oakfield Primary", ORIGIN)
    with pytest.raises(NotAllowed, match="open already"), school.begin() as uow:
        claim(uow, school.keyring, Claim("A", "An Impostor", PASSPHRASE))


@pytest.mark.parametrize(
    ("name", "origin"),
    [(" ", ORIGIN), ("Oakfield", "oakfield.test"), ("Oakfield", "https://oakfield.test/path")],
)
def test_opening_needs_a_name_and_a_web_origin(
    records: FakeRecords, name: str, origin: str
) -> None:
    with pytest.raises(UsageError, match="origin"), records.begin() as uow:
        begin(uow, name, origin)


def test_the_headteacher_needs_a_name(records: FakeRecords) -> None:
    code = printed(records)
    with pytest.raises(UsageError, match="name"), records.begin() as uow:
        claim(uow, FakeKeyring(), Claim(code, " ", PASSPHRASE))
