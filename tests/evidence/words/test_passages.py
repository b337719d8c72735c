"""What words tell besides names: near misses stand beside what must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.register import Adult, AdultKind, Pupil
from gatekeeper.domain.words import Kind, Known, SchoolLists
from gatekeeper.evidence.words.passages import Passages
from gatekeeper.ports import WordReader

READER: WordReader = Passages()
LISTS = SchoolLists(
    telephones=("01632 960123", "0800 1111"),
    emails=("office@oakfield.example",),
    addresses=("12 School Lane, Oakfield, TN99 1AP",),
    links=("oakfield.example", "gov.uk"),
    accounts=("@oakfieldprimary",),
    curriculum=("221B Baker Street",),
)
KNOWN = Known(
    (Pupil("omar", "1", "Omar", "Haddad"), Pupil("zain", "2", "Zain", "Rahman")),
    (
        Adult("frith", "Mr", "Colin", "Frith", AdultKind.STAFF),
        Adult("ash", "Ms", "Rowan", "Ash", AdultKind.STAFF),
    ),
    LISTS,
)


def found(text: str) -> list[tuple[Kind, str]]:
    """Return kind and piece of everything found in one text."""
    return [(passage.kind, passage.text) for passage in READER.read({"words": text}, KNOWN)]


def sure(text: str) -> list[bool]:
    """Return how sure each is."""
    return [passage.sure for passage in READER.read({"words": text}, KNOWN)]


@pytest.mark.parametrize(
    "number",
    [
        "07700 900461",
        "07700900461",
        "0770 0900 461",
        "0 7 7 0 0  9 0 0 4 6 1",
        "+44 7700 900 461",
        "0044 7700 900461",
        "(01632) 960877",
        "020 7946 0182",
        "07700-900-461",
        "0\u200b7700 900461",
        "\uff10\uff17\uff17\uff10\uff10 900461",
        "oh seven seven double oh, nine hundred, two one nine",
        "zero one six three two nine six zero eight seven seven",
        "+33 1 42 68 53 00",
        "O7700 9OO461",
        "+44 (0)7700 900461",
    ],
)
def test_a_telephone_number_is_found_however_it_is_written(number: str) -> None:
    assert found(f"Ring {number}, please") == [(Kind.TELEPHONE, number)]


@pytest.mark.parametrize(
    "text",
    [
        "01632 960123",
        "+44 1632 960123",
        "oh one six three two nine six oh one two three",
        "0800 1111 or 999",
        "07 11 13 17 19",
        "ISBN 978-0-14-132480-0",
        "on 01.02.2027 09",
        "+44 20 is how it begins",
        "thirty-eight thousand, two hundred and six",
        "05 is five",
    ],
)
def test_the_school_s_own_number_and_other_digits_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "jo.brandt77@mailbox.example",
        "jo [at] mailbox [dot] example",
        "jo(at)mailbox.example",
        "jo dot brandt at mailbox dot example",
    ],
)
def test_an_e_mail_address_is_found(address: str) -> None:
    assert found(f"write to {address} now") == [(Kind.EMAIL, address)]


def test_the_school_s_own_address_is_none() -> None:
    assert found("office@oakfield.example, office [at] oakfield [dot] example") == []


@pytest.mark.parametrize(
    ("text", "expected", "certain"),
    [
        ("at TN99 3DQ", "TN99 3DQ", False),
        ("at sw1a 1aa", "sw1a 1aa", False),
        ("the family at 14 Larch Close", "14 Larch Close", True),
        ("my home, Flat 3, 27 Orchard Rise", "Flat 3, 27 Orchard Rise", True),
        ("see 14 Larch Close", "14 Larch Close", False),
        ("she lives in Larch Close", "lives in Larch Close", False),
    ],
)
def test_a_postcode_is_a_question_and_a_home_is_none(
    text: str, expected: str, *, certain: bool
) -> None:
    assert [piece for _, piece in found(text)] == [expected]
    assert sure(text) == [certain]


@pytest.mark.parametrize(
    "text",
    ["A1 1AB", "12 School Lane, TN99 1AP", "221B Baker Street", "20 Red Balloons", "3 in a row"],
)
def test_what_is_listed_or_no_address_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("born on 31 August 2022", True),
        ("DOB 03.11.2019", True),
        ("date of birth: 3rd March 2018", True),
        ("born 14 November 1948", False),
        ("10 years old on 17.6.27", False),
        ("six; her birthday is on 3rd March", False),
    ],
)
def test_a_date_of_birth_is_found(text: str, *, certain: bool) -> None:
    assert found(f"She was {text}") == [(Kind.BIRTH_DATE, f"was {text}")] or found(text)
    assert sure(text) == [certain]


@pytest.mark.parametrize(
    "text", ["born on 12 February 1809", "on 3 March 2027", "a star is born", "birthday on Friday"]
)
def test_a_date_of_lessons_or_of_nobody_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "certain"),
    [
        ("999 000 4048", Kind.NHS_NUMBER, True),
        ("flu form 9990004048", Kind.NHS_NUMBER, True),
        ("ticket 9990004048", Kind.NHS_NUMBER, False),
        ("H801200001001", Kind.UPN, True),
        ("the van BK21 TYO", Kind.CAR_PLATE, True),
        ("BK21 TYO", Kind.CAR_PLATE, False),
        ("parked car A123 BCD", Kind.CAR_PLATE, True),
        ("silver car bk21 tyo", Kind.CAR_PLATE, True),
    ],
)
def test_numbers_that_stand_for_somebody_are_found(text: str, kind: Kind, *, certain: bool) -> None:
    assert [(kind, certain)] == [(k, s) for (k, _), s in zip(found(text), sure(text), strict=True)]


@pytest.mark.parametrize("text", ["999 000 4049", "123 456 7890", "A123 BCD", "bk21 tyo", "KS2"])
def test_numbers_of_nobody_are_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("see bit.ly/3Oak.", Kind.LINK, "bit.ly/3Oak"),
        ("see https://example.org/a?b=c", Kind.LINK, "https://example.org/a?b=c"),
        ("https://192.0.2.1/x", Kind.LINK, "https://192.0.2.1/x"),
        ("mummies dot example slash free", Kind.LINK, "mummies dot example slash free"),
        ("linkedin.com/in/rowan-ash", Kind.OWN_ACCOUNT, "linkedin.com/in/rowan-ash"),
        ("@joanie.bakes", Kind.ACCOUNT, "@joanie.bakes"),
        ("@frithy_runs.", Kind.OWN_ACCOUNT, "@frithy_runs"),
        ("@zains_mum", Kind.OWN_ACCOUNT, "@zains_mum"),
        ("on TikTok, he's wizardwei_yr6", Kind.ACCOUNT, "wizardwei_yr6"),
    ],
)
def test_links_and_accounts_are_found(text: str, kind: Kind, piece: str) -> None:
    assert found(text) == [(kind, piece)]


@pytest.mark.parametrize(
    "text",
    [
        "www.oakfield.example/news and https://www.gov.uk/x",
        "@oakfieldprimary",
        "Well done.So proud",
        "meet @ 4pm",
        "Year 4 on Instagram love KS2 maths",
    ],
)
def test_what_is_listed_is_no_link_and_no_account(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "DM us",
        "PM for bookings",
        "inbox us",
        "our DMs are always open",
        "Drop us a message here",
        "WhatsApp them to Mrs Chen",
        "message us privately",
        "get in touch on WhatsApp",
    ],
)
def test_an_invitation_to_message_is_found(text: str) -> None:
    assert [kind for kind, _ in found(text)] == [Kind.PRIVATE_MESSAGE]


@pytest.mark.parametrize(
    "text",
    [
        "Please don't DM us",
        "we never answer our DMs",
        "our DMs are switched off",
        "message us on Arbor",
        "at 3 PM for tea",
        "the PM for a day",
        "a message in a bottle",
    ],
)
def test_declining_messages_invites_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mr Frith ran", [Kind.ADULT]),
        ("Mr Colin Frith ran", [Kind.ADULT]),
        ("Mr Haddad helped", [Kind.FAMILY]),
        ("Omar's dad helped", [Kind.FAMILY]),
        ("hello to the Rahmans", [Kind.FAMILY]),
        ("the Rahman family", [Kind.FAMILY]),
        ("Ms Ash and her husband Imran", [Kind.ADULT, Kind.PRIVATE_DETAIL]),
        ("Rowan Ash is off sick", [Kind.PRIVATE_DETAIL]),
        ("our lovely TA Kirsty turns 50 on Saturday", [Kind.PRIVATE_DETAIL]),
    ],
)
def test_adults_and_families_are_found(text: str, kinds: list[Kind]) -> None:
    assert [kind for kind, _ in found(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Claus came",
        "Goldilocks's mum",
        "the classes",
        "her husband the king",
        "ash trees",
        "Father's Day",
    ],
)
def test_people_of_no_register_are_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sand! \U0001f4cd Sandy Bay", Kind.PINNED_PLACE),
        ("///apple.banana.cherry", Kind.PINNED_PLACE),
        ("51.2500, 1.5300", Kind.PINNED_PLACE),
        ("grid ref TR 123 456", Kind.PINNED_PLACE),
        ("See our stories for more", Kind.OTHER_FORMAT),
        ("Swipe up for more", Kind.OTHER_FORMAT),
        ("#repost of the fair", Kind.OTHER_FORMAT),
        ("I found this on Pinterest", Kind.BORROWED_PICTURE),
        ("a photo a parent took", Kind.BORROWED_PICTURE),
    ],
)
def test_what_words_tell_of_the_post_itself_is_asked_about(text: str, kind: Kind) -> None:
    assert [found_kind for found_kind, _ in found(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    ["live electricity", "we love our story time", "a film reel", "3.5, 2.5", "we drew a picture"],
)
def test_lessons_about_stories_and_pictures_are_not(text: str) -> None:
    assert found(text) == []


def test_every_text_is_read_and_named() -> None:
    texts = {"words": "nothing", "alt text 1": "Ring 07700 900461"}
    (passage,) = READER.read(texts, KNOWN)
    assert (passage.where, passage.place, passage.told()["what"]) == (
        "alt text 1",
        "alt text 1",
        "a telephone number",
    )


def test_the_version_names_what_the_finding_rests_on() -> None:
    assert "phonenumbers" in READER.version


ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANYTHING, ANYTHING)
def test_any_text_at_all_gives_pieces_of_it(before: str, after: str) -> None:
    text = f"{before} 07700 900461 {after}"
    for passage in READER.read({"words": text}, KNOWN):
        assert passage.text in text


HIDDEN = st.sampled_from(["", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066"])


@given(st.lists(HIDDEN, min_size=11, max_size=11), st.sampled_from(["", " \U0001f98a ", "\u202e"]))
def test_nothing_hidden_between_digits_hides_a_number(marks: list[str], around: str) -> None:
    number = "".join(digit + mark for digit, mark in zip("07700900461", marks, strict=True))
    kinds = [kind for kind, _ in found(f"ring{around} {number} {around}now")]
    assert Kind.TELEPHONE in kinds
