"""The patterns of notices are whole or refused, with file and line."""

from __future__ import annotations

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.pattern import Offered, Pattern, Patterns, fill
from gatekeeper.errors import UsageError
from gatekeeper.policy.faults import RuleBookError
from gatekeeper.policy.notices import read_patterns
from tests.conftest import CHECKOUT

PATH = "notices/closed.toml"
TEXT = (CHECKOUT / "rules" / PATH).read_text("utf-8")
MAY = Offered("Oakfield Primary", ("Year 4", "Year 5"), ("Friday 20 November",))


def test_the_patterns_of_the_repository_are_whole() -> None:
    paths = sorted((CHECKOUT / "rules" / "notices").glob("*.toml"))
    every = read_patterns({f"notices/{p.name}": p.read_text("utf-8") for p in paths}).every
    assert [pattern.name for pattern in every] == [path.stem for path in paths]


def test_a_pattern_says_what_its_file_says() -> None:
    pattern = read_patterns({PATH: TEXT, "school.toml": "no pattern"}).get("closed")
    assert pattern is not None
    assert pattern.title == "Closed"
    assert pattern.asks == ("day", "reason", "more")
    assert pattern.channels == (ChannelName.INSTAGRAM, ChannelName.LINKEDIN)
    assert pattern.blanks["reason"][0] == "The heating has failed."


def test_without_a_file_there_is_no_pattern() -> None:
    assert read_patterns({}) == Patterns()
    assert Patterns().get("closed") is None


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('title = "Closed"', "", "`title` is missing"),
        ('title = "Closed"', f'title = "{"x" * 31}"', "line 5: `title` is longer than 30"),
        ("is closed on", "x" * 240, "line 6: `words` is longer than 240"),
        ("{reason}", "{Reason}", "line 6: `words` has a blank"),
        ("{reason}", "", "`reason` is not known here"),
        ("[reason]", "[why]", "`reason` is missing"),
        ('"linkedin"]', '"facebook"]', "line 9: 'facebook' is none"),
        ('["instagram", "linkedin"]', "[]", "line 9: `channels` names none"),
        ('"There is no water."', '"There is no {water}."', "a choice is one line"),
        ('"There is no water."', f'"{"x" * 101}"', "line 15: a choice is one line of at most 100"),
        ('"There is no water."', '"a", "b", "c", "d", "e", "f", "g", "h", "i"', "from 1 to 12"),
        ('choices = [\n  "Please', 'choice = [\n  "Please', "`choices` is missing"),
        ("[more]", "[more", "this is not TOML"),
        ("elsewhere =", "else_where =", "`elsewhere` is missing"),
    ],
)
def test_half_a_pattern_is_refused_by_file_and_line(written: str, instead: str, said: str) -> None:
    assert written in TEXT
    with pytest.raises(RuleBookError) as caught:
        read_patterns({PATH: TEXT.replace(written, instead, 1)})
    assert any(said in fault and fault.startswith(PATH) for fault in caught.value.faults)


def test_every_choice_may_be_missing_but_not_the_list() -> None:
    with pytest.raises(RuleBookError, match="from 1 to 12"):
        read_patterns(
            {
                PATH: TEXT[: TEXT.index("[reason]")]
                + '[reason]\nchoices = []\n[more]\nchoices = ["See."]\n'
            }
        )


def test_a_file_has_a_plain_name() -> None:
    with pytest.raises(RuleBookError, match="small letters"):
        read_patterns({"notices/More/Closed.toml": TEXT})


def test_there_are_only_so_many() -> None:
    names = "abcdefghijklm"
    with pytest.raises(RuleBookError, match="more than 12"):
        read_patterns({f"notices/{name}.toml": TEXT for name in names})


CHOSEN: dict[str, tuple[str, ...]] = {
    "day": ("Friday 20 November",),
    "reason": ("There is no water.",),
    "more": ("Please see the school's website.",),
}


def test_a_filled_pattern_has_no_word_of_anybody_else() -> None:
    pattern = read_patterns({PATH: TEXT}).every[0]
    assert fill(pattern, MAY, CHOSEN) == (
        "Oakfield Primary is closed on Friday 20 November. There is no water. "
        "Please see the school's website."
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ()},
        {"reason": ("Amina is ill.",)},
        {"reason": ("There is no water.", "The heating has failed.")},
        {"day": ("Friday 27 November",)},
    ],
)
def test_a_blank_takes_one_of_its_list_and_nothing_else(wrong: dict[str, tuple[str, ...]]) -> None:
    pattern = read_patterns({PATH: TEXT}).every[0]
    with pytest.raises(UsageError, match="from its list"):
        fill(pattern, MAY, CHOSEN | wrong)


def test_classes_may_be_several() -> None:
    path = "notices/some_classes_closed.toml"
    text = (CHECKOUT / "rules" / path).read_text("utf-8")
    pattern = read_patterns({path: text}).every[0]
    chosen = {blank: MAY.choices(pattern, blank)[:1] for blank in pattern.asks}
    words = fill(pattern, MAY, chosen | {"classes": ("Year 4", "Year 5")})
    assert words.startswith("Year 4 and Year 5 will be closed on Friday 20 November.")


def test_the_digest_covers_every_choice() -> None:
    other = TEXT.replace("There is no water.", "There is no gas.")
    assert read_patterns({PATH: TEXT}).digest != read_patterns({PATH: other}).digest


CLASSES_CLOSED = "notices/some_classes_closed.toml"
SIGNED = '\n[classes]\nchoices = ["Kestrels"]\n'


def some_closed(more: str = "") -> Pattern:
    text = (CHECKOUT / "rules" / CLASSES_CLOSED).read_text("utf-8") + more
    return read_patterns({CLASSES_CLOSED: text}).every[0]


@pytest.mark.parametrize(
    "name",
    [
        *("Year 4", "year 4", "Y4", "Year 4B", "4B", "Class 2", "Years 3 and 4", "Y3/4", "Y1 & Y2"),
        *("Reception", "Nursery", "Pre-school", "Reception and Year 1", "Year 3/4/5", "Year 13"),
    ],
)
def test_a_class_named_by_its_years_is_offered_on_its_first_day(name: str) -> None:
    may = Offered("Oakfield Primary", (name,))
    assert may.choices(some_closed(), "classes") == (name,)
    assert may.unsigned(some_closed()) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Year 4 and 5 - because head lice were found in Maple class, bring 5 pounds",
        *("Kestrels", "Year 4 Robins", "Amina", "Year 4 ", "Year 14", "Year", "4", "12/34/56"),
        *("Year 1/2/3/4", "Year 4\nwe are closed", "Y4 and lice", "Reception.", "\u212aestrels"),
    ],
)
def test_words_of_a_class_that_nobody_signed_are_not_offered(name: str) -> None:
    may = Offered("Oakfield Primary", (name,))
    assert may.choices(some_closed(), "classes") == ()
    assert may.unsigned(some_closed()) == (name,)
    chosen = CHOSEN | {"reason": some_closed().blanks["reason"][:1], "classes": (name,)}
    with pytest.raises(UsageError, match="Choose classes from its list"):
        fill(some_closed(), may, chosen)


def test_a_name_of_its_own_is_offered_where_it_is_signed_and_on_the_register() -> None:
    may = Offered("Oakfield Primary", ("Kestrels", "Robins", "Year 4"))
    assert may.choices(some_closed(SIGNED), "classes") == ("Kestrels", "Year 4")
    assert may.unsigned(some_closed(SIGNED)) == ("Robins",)
    assert Offered("Oakfield Primary").choices(some_closed(SIGNED), "classes") == ()
    assert Patterns((some_closed(SIGNED),)).digest != Patterns((some_closed(),)).digest


def test_a_pattern_without_classes_lists_none_and_misses_none() -> None:
    with pytest.raises(RuleBookError, match="`classes` is not known here"):
        read_patterns({PATH: TEXT + SIGNED})
    assert MAY.unsigned(read_patterns({PATH: TEXT}).every[0]) == ()


def test_there_are_only_so_many_names_of_classes() -> None:
    names = ", ".join(f'"Class of birds {n}"' for n in range(31))
    with pytest.raises(RuleBookError, match="from 1 to 30"):
        some_closed(f"\n[classes]\nchoices = [{names}]\n")
