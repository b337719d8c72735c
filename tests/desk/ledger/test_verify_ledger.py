"""Tests of verifying an exported ledger elsewhere: what is forged is found, and where."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.desk.book.adopt_rules import adopt_rules
from gatekeeper.desk.ledger.ledger_export import exported, read_export
from gatekeeper.desk.ledger.verify_ledger import Outside, Verification, verify
from gatekeeper.desk.people.appoint_stand_in import Appointment, appoint_stand_in, end_stand_in
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.enrol_device import enrol_device
from gatekeeper.desk.people.enrol_key import enrol_key
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.people.replace_headteacher_key import replace_headteacher_key
from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.domain.ledger import START, Entry, seal
from gatekeeper.domain.people import PublicKey
from gatekeeper.domain.sign_off import REQUEST_LIFE, Statement
from gatekeeper.errors import UsageError
from tests.desk.opened_school import PASSPHRASE, OpenedSchool, pupil_row
from tests.fakes.keyring import FakeKeyring

Forge = Callable[[dict[str, Any]], None]


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


def check(
    school: OpenedSchool,
    entries: list[Entry] | None = None,
    head: str | None = None,
) -> Verification:
    """Verify as somebody elsewhere does, who has the fingerprint of the minutes."""
    lines = exported(school.ledger() if entries is None else entries)
    return verify(
        read_export(lines),
        FakeKeyring().verifies,
        trusted_fingerprint=school.opened.fingerprint,
        head=head,
    )


def statement(school: OpenedSchool, who: str, key: PublicKey, request: str = "r1") -> Statement:
    now, digest = school.clock.now(), "d" * 64
    return Statement(
        request,
        now,
        now + REQUEST_LIFE,
        school.people[who].id,
        key.id,
        "https://oakfield.test",
        "post1",
        1,
        digest,
        digest,
        digest,
        digest,
    )


def told(school: OpenedSchool, key: PublicKey, said: Statement, **details: str) -> None:
    """Write a sign-off into the ledger, signed with this key."""
    proof = school.keyring.unlock(key, PASSPHRASE).sign(said.message)
    with school.begin() as uow:
        uow.ledger.append(
            "post.signed_off",
            actor=said.approver,
            subject=said.post,
            details={
                "statement": said.message.decode(),
                "proof": proof.hex(),
                "key": said.key,
                "scheme": key.scheme.value,
                "overrides": "0",
                **details,
            },
        )


def key_of(school: OpenedSchool, who: str) -> PublicKey:
    with school.begin() as uow:
        return open_keys(uow, school.people[who].id)[-1]


def sign_off(school: OpenedSchool, who: str = "head", request: str = "r1") -> None:
    key = key_of(school, who)
    told(school, key, statement(school, who, key, request))


def rechained(entries: list[Entry]) -> list[Entry]:
    """Return the entries numbered and chained anew, as a forger with the database would."""
    chained: list[Entry] = []
    for number, entry in enumerate(entries, start=1):
        before = chained[-1].hash if chained else START
        fresh = replace(entry, number=number, before=before)
        chained.append(replace(fresh, hash=seal(fresh)))
    return chained


def forged(school: OpenedSchool, what: str, forge: Forge) -> list[Entry]:
    """Return the ledger with the newest entry of a kind changed, and everything chained anew."""
    entries = school.ledger()
    place = max(n for n, entry in enumerate(entries) if entry.what == what)
    parts: dict[str, Any] = {
        "details": dict(entries[place].details),
        "subject": entries[place].subject,
    }
    forge(parts)
    entries[place] = replace(entries[place], **parts)
    return rechained(entries)


# --- what is whole ------------------------------------------------------------------------------


def test_a_whole_ledger_verifies_elsewhere(school: OpenedSchool) -> None:
    head, dsl, governor = (school.actor(who) for who in ("head", "dsl", "governor"))
    today = school.clock.now().date()
    school.take(pupil_row("M1"))
    with school.begin() as uow:
        enrol_device(uow, head, "Tablet", school.make_key)
        adopt_rules(uow, head, "a" * 64)
        pupil = uow.pupils.all()[0].id
        place_hold(uow, dsl, school.keyring, HoldOrder(pupil, "A reason."))
        stand_in = appoint_stand_in(
            uow, head, Appointment(school.people["deputy"].id, today, today + timedelta(7))
        )
    sign_off(school)
    sign_off(school, "deputy", "r2")
    with school.begin() as uow:
        end_stand_in(uow, head, stand_in.id)
        replace_headteacher_key(uow, (dsl, governor), head.id, school.make_key)
    sign_off(school, "head", "r3")
    found = check(school, head=school.ledger()[-1].hash)
    assert (found.valid, found.broken_at) == (True, None)
    assert (found.fingerprint, found.head) == (Outside.MATCHED, Outside.MATCHED)
    # eight people, a tablet, a rule book, an appointment, two for the new key, three sign-offs
    assert found.signatures == 8 + 1 + 1 + 1 + 2 + 3
    assert f"All {found.entries} entries hold; 16 signatures" in found.words[0]


def test_without_anything_from_outside_the_words_say_what_is_not_proved(
    school: OpenedSchool,
) -> None:
    found = verify(school.ledger(), school.keyring.verifies)
    assert found.valid
    assert (found.fingerprint, found.head) == (Outside.NOT_GIVEN, Outside.NOT_GIVEN)
    assert "No fingerprint from outside" in found.words[1]
    assert "No head value from outside" in found.words[2]
    assert found.words[-1] == "A chain alone proves order, not honesty."


def test_with_something_from_outside_the_words_do_not_belittle_it(school: OpenedSchool) -> None:
    assert "A chain alone" not in " ".join(check(school).words)


def test_a_head_noted_last_term_is_found_in_the_ledger_of_today(school: OpenedSchool) -> None:
    noted = school.ledger()[-1].hash
    sign_off(school)
    assert check(school, head=noted).head is Outside.MATCHED


def test_a_fingerprint_and_a_head_may_be_copied_in_groups_and_capitals(
    school: OpenedSchool,
) -> None:
    fingerprint = school.opened.fingerprint
    spoken = ":".join(fingerprint[n : n + 4].upper() for n in range(0, 64, 4))
    head = school.ledger()[-1].hash
    found = verify(
        school.ledger(),
        school.keyring.verifies,
        trusted_fingerprint=spoken,
        head=f" {head[:32]} {head[32:]} ",
    )
    assert (found.fingerprint, found.head) == (Outside.MATCHED, Outside.MATCHED)


def test_an_empty_ledger_proves_nothing(school: OpenedSchool) -> None:
    for found in (verify([], school.keyring.verifies), check(school, [])):
        assert not found.valid
        assert "proves nothing" in found.words[0]


@pytest.mark.parametrize("nothing", ["", " ", ":"])
def test_an_empty_fingerprint_or_head_matches_nothing(nothing: str) -> None:
    found = verify([], FakeKeyring().verifies, trusted_fingerprint=nothing, head=nothing)
    assert (found.fingerprint, found.head) == (Outside.DIFFERENT, Outside.DIFFERENT)


# --- what was cut, exchanged, altered -----------------------------------------------------------


def test_a_cut_tail_is_found_with_a_head_value_and_only_with_one(school: OpenedSchool) -> None:
    sign_off(school)
    head = school.ledger()[-1].hash
    cut = school.ledger()[:-1]
    assert check(school, cut).valid
    found = check(school, cut, head=head)
    assert not found.valid
    assert found.head is Outside.DIFFERENT
    assert "were cut off" in found.words[2]


def test_a_ledger_made_anew_with_other_keys_is_found_with_the_fingerprint(
    school: OpenedSchool,
) -> None:
    impostor = OpenedSchool()
    found = check(school, impostor.ledger())
    assert (found.valid, found.fingerprint) == (False, Outside.DIFFERENT)
    assert verify(impostor.ledger(), school.keyring.verifies).valid


def test_an_altered_entry_breaks_the_chain_where_it_stands(school: OpenedSchool) -> None:
    entries = school.ledger()
    entries[5] = replace(entries[5], actor="somebody")
    found = check(school, entries)
    assert (found.valid, found.broken_at) == (False, 6)
    assert "Entry 6 does not hold" in found.words[0]


@pytest.mark.parametrize("place", [0, 3])
def test_a_missing_entry_breaks_the_chain(school: OpenedSchool, place: int) -> None:
    entries = school.ledger()
    del entries[place]
    assert check(school, entries).broken_at == place + 1


def test_a_history_written_anew_is_found_with_a_head_value(school: OpenedSchool) -> None:
    sign_off(school)
    head = school.ledger()[-1].hash
    entries = rechained([e for e in school.ledger() if e.what != "person.added"])
    assert check(school, entries).valid
    assert not check(school, entries, head=head).valid


def test_a_bad_signature_before_a_broken_link_is_what_is_told(school: OpenedSchool) -> None:
    sign_off(school)
    entries = forged(school, "post.signed_off", lambda e: e["details"].update(proof="00" * 64))
    bad = entries[-1].number
    entries = rechained([*entries, *school.ledger("school.begun")])
    entries[-1] = replace(entries[-1], hash=START)
    assert check(school, entries).broken_at == bad


@given(st.data())
def test_no_single_change_anywhere_goes_unseen(data: st.DataObject) -> None:
    entries = list(WHOLE)
    place = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(["what", "actor", "subject", "before", "hash"]))
    old = getattr(entries[place], field)
    new = data.draw(st.text(max_size=8).filter(lambda text: text != old))
    change: dict[str, Any] = {field: new}
    entries[place] = replace(entries[place], **change)
    assert not verify(entries, FakeKeyring().verifies).valid


WHOLE = tuple(OpenedSchool().ledger())


# --- keys ---------------------------------------------------------------------------------------


def test_a_sign_off_with_a_key_that_was_never_enrolled_is_found(school: OpenedSchool) -> None:
    key = school.make_key(school.people["head"].id)
    told(school, key, statement(school, "head", key))
    found = check(school)
    assert found.broken_at == found.entries
    assert found.why == "it is signed with a key that was never enrolled"


def test_a_sign_off_with_a_key_that_had_ended_is_found(school: OpenedSchool) -> None:
    key, head = key_of(school, "head"), school.actor("head")
    with school.begin() as uow:
        enrol_key(uow, head, head.id, school.make_key)
        end_key(uow, head, key.id)
    told(school, key, statement(school, "head", key))
    assert check(school).why == "it is signed with a key that had ended"


def test_what_a_key_signed_before_it_ended_still_holds(school: OpenedSchool) -> None:
    sign_off(school)
    key, head = key_of(school, "head"), school.actor("head")
    with school.begin() as uow:
        enrol_key(uow, head, head.id, school.make_key)
        end_key(uow, head, key.id)
    assert check(school).valid


def test_a_sign_off_by_somebody_who_may_not_approve_is_found(school: OpenedSchool) -> None:
    sign_off(school, "deputy")
    assert check(school).why == "whoever signed could not approve on that day"


@pytest.mark.parametrize(("first", "last", "valid"), [(0, 0, True), (1, 2, False)])
def test_a_stand_in_signs_on_the_days_of_the_appointment_only(
    school: OpenedSchool, first: int, last: int, *, valid: bool
) -> None:
    head, today = school.actor("head"), school.clock.now().date()
    command = Appointment(
        school.people["deputy"].id, today + timedelta(first), today + timedelta(last)
    )
    with school.begin() as uow:
        appoint_stand_in(uow, head, command)
    sign_off(school, "deputy")
    assert check(school).valid is valid


def test_an_appointment_that_was_ended_covers_nothing(school: OpenedSchool) -> None:
    head, today = school.actor("head"), school.clock.now().date()
    with school.begin() as uow:
        made = appoint_stand_in(
            uow, head, Appointment(school.people["deputy"].id, today, today + timedelta(9))
        )
        end_stand_in(uow, head, made.id)
    sign_off(school, "deputy")
    assert not check(school).valid


def test_the_same_sign_off_cannot_be_used_twice(school: OpenedSchool) -> None:
    key = key_of(school, "head")
    said = statement(school, "head", key)
    told(school, key, said)
    told(school, key, said)
    assert check(school).why == "the same sign-off was used twice"


@pytest.mark.parametrize("late", [timedelta(minutes=-1), REQUEST_LIFE])
def test_a_sign_off_outside_its_time_is_found(school: OpenedSchool, late: timedelta) -> None:
    key = key_of(school, "head")
    said = statement(school, "head", key)
    school.clock.set_to(said.issued + late)
    told(school, key, said)
    assert "too long after" in check(school).why


def test_one_persons_key_cannot_sign_in_anothers_name(school: OpenedSchool) -> None:
    key = key_of(school, "deputy")
    told(school, key, statement(school, "head", key))
    assert check(school).why == "the sign-off is not the one that was signed"


def enrolled_by_hand(
    school: OpenedSchool, new: PublicKey, roles: list[str], *signers: PublicKey
) -> Entry:
    """Return the enrolment of a key that these keys have signed, made without any deed."""
    facts = {
        "holder": new.holder,
        "key": new.id,
        "scheme": new.scheme.value,
        "public": new.public.hex(),
        "fingerprint": new.fingerprint,
        "roles": roles,
    }
    details = {"statement": "gatekeeper/enrol-key/v1\n" + json.dumps(facts)}
    for prefix, key in zip(("", "second_"), signers, strict=False):
        signer = school.keyring.unlock(key, PASSPHRASE)
        proof = signer.sign(details["statement"].encode())
        details |= {
            f"{prefix}proof": proof.hex(),
            f"{prefix}key": key.id,
            f"{prefix}scheme": key.scheme.value,
        }
    return Entry(1, school.clock.now(), "key.enrolled", new.holder, new.id, details)


def test_a_deputy_cannot_make_a_headteachers_key(school: OpenedSchool) -> None:
    deputy = key_of(school, "deputy")
    new = school.make_key(deputy.holder)
    entry = enrolled_by_hand(school, new, ["headteacher"], deputy)
    found = check(school, rechained([*school.ledger(), entry]))
    assert found.why == "it is not signed with a headteacher's key"


def test_the_first_key_must_be_a_headteachers(school: OpenedSchool) -> None:
    key = school.make_key("somebody")
    alone = rechained([enrolled_by_hand(school, key, ["teacher"], key)])
    assert check(school, alone).why == "it is not signed with a headteacher's key"


def vouched(school: OpenedSchool) -> None:
    dsl, governor = school.actor("dsl"), school.actor("governor")
    with school.begin() as uow:
        replace_headteacher_key(uow, (dsl, governor), school.people["head"].id, school.make_key)


def test_two_signatures_of_one_person_replace_no_headteachers_key(school: OpenedSchool) -> None:
    vouched(school)

    def one_twice(entry: dict[str, Any]) -> None:
        for name in ("key", "proof", "scheme"):
            entry["details"][f"second_{name}"] = entry["details"][name]

    found = check(school, forged(school, "key.enrolled", one_twice))
    assert "two other people, and by nobody else" in found.why


def test_one_signature_of_another_replaces_no_headteachers_key(school: OpenedSchool) -> None:
    vouched(school)

    def without_second(entry: dict[str, Any]) -> None:
        del entry["details"]["second_proof"]

    found = check(school, forged(school, "key.enrolled", without_second))
    assert found.why == "it is not signed with a headteacher's key"


def test_two_signatures_make_nobody_else_a_headteacher(school: OpenedSchool) -> None:
    signers = [key_of(school, who) for who in ("dsl", "governor")]
    new = school.make_key(school.people["teacher"].id)
    entry = enrolled_by_hand(school, new, ["headteacher"], *signers)
    assert "by nobody else" in check(school, rechained([*school.ledger(), entry])).why


# --- forged statements and proofs ---------------------------------------------------------------


def other_public(entry: dict[str, Any]) -> None:
    prefix, _, text = entry["details"]["statement"].partition("\n")
    facts = json.loads(text) | {"public": "00" * 32}
    entry["details"]["statement"] = f"{prefix}\n{json.dumps(facts)}"


def drop(name: str) -> Forge:
    def forge(entry: dict[str, Any]) -> None:
        del entry["details"][name]

    return forge


def put(**details: str) -> Forge:
    return lambda entry: entry["details"].update(details)


def subject(entry: dict[str, Any]) -> None:
    entry["subject"] = "another"


MALFORMED = "its statement or proof is missing or not of the right form"
SIGNATURE = "its signature does not hold"


@pytest.mark.parametrize(
    ("what", "forge", "why"),
    [
        ("post.signed_off", put(proof="00" * 64), SIGNATURE),
        ("post.signed_off", put(scheme="webauthn"), SIGNATURE),
        ("post.signed_off", put(proof="no proof"), MALFORMED),
        ("post.signed_off", put(statement="gatekeeper/approve/v1\n"), MALFORMED),
        ("post.signed_off", put(statement="gatekeeper/approve/v1\n[]"), SIGNATURE),
        ("post.signed_off", put(statement="gatekeeper/approve/v1\n" + "[" * 9999), MALFORMED),
        ("post.signed_off", put(statement="gatekeeper/enrol-key/v1\n{}"), "its statement is about"),
        ("post.signed_off", drop("statement"), MALFORMED),
        ("post.signed_off", drop("proof"), MALFORMED),
        ("post.signed_off", drop("key"), MALFORMED),
        ("post.signed_off", subject, "the sign-off is not the one"),
        ("key.enrolled", put(proof="00" * 64), SIGNATURE),
        ("key.enrolled", other_public, "the key is not the one"),
        ("key.enrolled", subject, "the key is not the one"),
        ("key.ended", subject, MALFORMED),
        ("rules.adopted", put(digest="b" * 64), "the rule book is not the one"),
        ("rules.adopted", drop("digest"), MALFORMED),
        ("stand_in.appointed", subject, "the appointment is not the one"),
        ("stand_in.appointed", put(proof="00" * 64), SIGNATURE),
    ],
)
def test_what_is_forged_is_found_even_when_chained_anew(
    school: OpenedSchool, what: str, forge: Forge, why: str
) -> None:
    head, today = school.actor("head"), school.clock.now().date()
    with school.begin() as uow:
        adopt_rules(uow, head, "a" * 64)
        appoint_stand_in(uow, head, Appointment(school.people["deputy"].id, today, today))
        end_key(uow, head, open_keys(uow, school.people["teacher"].id)[0].id)
    sign_off(school)
    assert check(school).valid
    found = check(school, forged(school, what, forge))
    assert not found.valid
    assert found.why.startswith(why)


def test_a_key_is_enrolled_once(school: OpenedSchool) -> None:
    entries = school.ledger()
    found = check(school, rechained([*entries, entries[-1]]))
    assert found.why == "the key is not the one that was signed for"


# --- the export ---------------------------------------------------------------------------------


def test_an_export_reads_back_as_it_was(school: OpenedSchool) -> None:
    sign_off(school)
    lines = [*exported(school.ledger()), "", "  "]
    assert list(read_export(lines)) == school.ledger()
    assert not any("\n" in line for line in lines)


GOOD = json.loads(next(exported(WHOLE)))


@pytest.mark.parametrize(
    "bad",
    [
        "no json",
        "[]",
        "null",
        "{}",
        "[" * 9999,
        json.dumps(GOOD | {"more": 1}),
        json.dumps({k: v for k, v in GOOD.items() if k != "hash"}),
        json.dumps(GOOD | {"number": True}),
        json.dumps(GOOD | {"number": "1"}),
        json.dumps(GOOD | {"at": "yesterday"}),
        json.dumps(GOOD | {"at": "2026-11-16T09:30:00"}),
        json.dumps(GOOD | {"at": 0}),
        json.dumps(GOOD | {"details": {"a": 1}}),
        json.dumps(GOOD | {"details": []}),
        json.dumps(GOOD | {"hash": None}),
    ],
)
def test_a_line_that_is_no_entry_is_named(bad: str) -> None:
    with pytest.raises(UsageError, match="Line 2"):
        read_export([json.dumps(GOOD), bad])
