"""Whose things are whose: erasing an owner erases exactly what is listed as its own."""

from __future__ import annotations

import dataclasses

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.release import Published
from gatekeeper.records.nouns import NOUNS, SCHOOL
from gatekeeper.records.tables import SHELVES
from tests.contracts.values import A_DAY

A_PUBLISHED = Published("u1", "p1", ChannelName.LINKEDIN, "https://example", A_DAY, "deputy", "Hi")
OF_ITS_OWN = {
    "access_requests",
    "complaints",
    "enrolments",
    "live_posts",
    "look_alikes",
    "reference_pictures",
    "suggestions",
}
"""What goes by itself while the child or the post stays: each has a key of its own."""


KEPT_WHEN_GONE = {"known_pictures"}
"""What names a post and is the school's, so that it stays when the post is erased."""


@pytest.mark.parametrize("name", sorted(set(NOUNS) - OF_ITS_OWN - KEPT_WHEN_GONE))
def test_what_names_a_post_or_a_pupil_is_owned_by_it(name: str) -> None:
    noun = NOUNS[name]
    fields = {field.name for field in dataclasses.fields(noun.kind)}
    # A bar may name the post of the day, but it is the child's.
    owner = "pupil" if "pupil" in fields else "post" if "post" in fields else None
    if owner and name != "posts":
        item: object = object.__new__(noun.kind)
        object.__setattr__(item, owner, "mine")
        assert noun.owner_of(item) == "mine"


@pytest.mark.parametrize("name", sorted(OF_ITS_OWN))
def test_what_has_a_key_of_its_own_is_destroyed_by_itself(name: str) -> None:
    noun = NOUNS[name]
    item: object = object.__new__(noun.kind)
    object.__setattr__(item, "id", "mine")
    assert noun.owner_of(item) == noun.id_of(item) == "mine"


def test_what_the_audit_found_belongs_to_no_post_but_itself() -> None:
    assert NOUNS["published"].owner_of(dataclasses.replace(A_PUBLISHED, post="")) == "u1"


def test_only_children_have_to_be_enrolled_first() -> None:
    assert {name for name, noun in NOUNS.items() if noun.enrolled} == {
        "pupils",
        "consents",
        "bars",
        "biometrics",
        "askings",
        "looks",
    }


def test_no_two_nouns_share_a_table() -> None:
    assert len({table.name for table in SHELVES.values()}) == len(NOUNS)


def test_the_school_owns_what_is_nobody_elses() -> None:
    nobodys = {name for name, noun in NOUNS.items() if noun.owner_of is NOUNS["setup"].owner_of}
    assert NOUNS["setup"].owner_of(object()) == SCHOOL
    assert nobodys == {
        "setup",
        "people",
        "keys",
        "devices",
        "stand_ins",
        "imports",
        "trips",
        "trip_links",
        "channels",
        "adoptions",
        "audits",
        "uploads",
        "tasks",
        "queue_stops",
        "broken_glass",
        "incidents",
        "incident_notes",
        "patterns_signed",
        "locks",
        "sessions",
        "concerns",
        "periods",
        "stays",
        "erasures",
        "switches",
        "invitations",
        "offers",
        "passkeys",
        "recoveries",
        "not_pupils",
        "known_pictures",
    }
