"""`post.toml`: a draft as a person writes it, and everything that may be wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from gatekeeper.desk.posts.draft_file import Draft, DraftPicture, parse
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Format
from gatekeeper.errors import UsageError

WRITTEN = datetime(2026, 11, 18, 14, 5, tzinfo=UTC)
SMALLEST = """
words = "Year 4 built bridges."
written_at = 2026-11-18T14:05:00+00:00
channels = ["instagram"]
"""
WHOLE = '''
words = """
Year 4 built bridges.

They hold!
"""
written_at = 2026-11-18T14:05:00+00:00
wanted_at = 2026-11-20T16:00:00+00:00
channels = ["linkedin", "instagram"]
objective = "celebrate learning"
intended_outcome = "families see the work"
groups = ["Year 4", "Gardening Club"]
trip = "science-museum"
elsewhere = "website"
comments_off = true
format = "Story"
also_on = ["Facebook"]
location_tag = "Science Museum"
not_about = ["farm"]

[[picture]]
file = "bridges.jpg"
alt_text = "Children hold up a paper bridge."

[[picture]]
file = "Brücke 2.jpg"
'''


def refused(text: str) -> str:
    """Return what the person is told."""
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert "post.toml" in caught.value.remedy
    return str(caught.value)


def with_line(line: str, without: str = "") -> str:
    """Return the smallest draft with a line at its top, and one key less."""
    kept = [old for old in SMALLEST.splitlines() if not without or not old.startswith(without)]
    return "\n".join([line, *kept])


def with_pictures(*names: str) -> str:
    """Return the smallest draft with pictures of these names, as they stand in the file."""
    return SMALLEST + "".join(f"[[picture]]\nfile = {name}\n" for name in names)


def test_a_format_that_is_none_is_refused() -> None:
    said = refused(with_line('format = "tiktok"'))
    assert "Write one of: post, story, reel, live, collab, repost." in said


# --- what is right -------------------------------------------------------------------------


def test_every_key_arrives_in_the_draft() -> None:
    assert parse(WHOLE) == Draft(
        words="Year 4 built bridges.\n\nThey hold!",
        written_at=WRITTEN,
        wanted_at=datetime(2026, 11, 20, 16, tzinfo=UTC),
        channels=(ChannelName.LINKEDIN, ChannelName.INSTAGRAM),
        objective="celebrate learning",
        intended_outcome="families see the work",
        groups=frozenset({"Year 4", "Gardening Club"}),
        trip="science-museum",
        elsewhere="website",
        comments_off=True,
        format=Format.STORY,
        also_on=frozenset({"facebook"}),
        location_tag="Science Museum",
        not_about=frozenset({"farm"}),
        pictures=(
            DraftPicture("bridges.jpg", "Children hold up a paper bridge."),
            DraftPicture("Brücke 2.jpg", ""),
        ),
    )


def test_a_draft_that_does_not_promise_comments_off_has_not_promised_it() -> None:
    assert parse(SMALLEST).comments_off is False


def test_what_is_missing_is_empty_and_not_assumed() -> None:
    draft = parse(SMALLEST)
    assert (draft.wanted_at, draft.trip, draft.pictures) == (None, None, ())
    assert (draft.objective, draft.intended_outcome, draft.elsewhere) == ("", "", "")
    assert draft.groups == frozenset()


def test_a_picture_without_words_is_a_draft() -> None:
    assert parse(with_pictures('"a.jpg"').replace("Year 4 built bridges.", "")).words == ""


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    assert parse("\ufeff" + WHOLE.replace("\n", "\r\n")) == parse(WHOLE)


def test_a_channel_may_be_written_with_a_capital() -> None:
    assert parse(SMALLEST.replace("instagram", " Instagram ")).channels == (ChannelName.INSTAGRAM,)


@pytest.mark.parametrize("name", ["IMG_0001.JPG", "our bridge (2).heic", "...a.png", "é.webp"])
def test_a_plain_file_name_is_accepted(name: str) -> None:
    assert parse(with_pictures(f'"{name}"')).pictures == (DraftPicture(name),)


# --- times ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-10-25T01:30:00+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30:00+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-03-29T01:30:00+00:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-07-01T10:00:00Z", datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
    ],
)
def test_the_offset_decides_in_the_hour_that_comes_twice_or_never(
    written: str, utc: datetime
) -> None:
    text = SMALLEST.replace("2026-11-18T14:05:00+00:00", written)
    assert parse(text).written_at == utc


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
def test_the_first_and_the_last_possible_day_are_accepted(day: str) -> None:
    assert f"{parse(SMALLEST.replace('2026-11-18', day)).written_at:%Y-%m-%d}" == day


def test_the_offset_of_another_country_stands() -> None:
    text = SMALLEST.replace("+00:00", "+05:30")
    expected = WRITTEN.replace(tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert parse(text).written_at == expected


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("2026-11-18T14:05:00", "UTC. Write written_at = 2026-11-18T14:05:00+00:00"),
        ("2026-07-18 14:05:00", "UTC. Write written_at = 2026-07-18T14:05:00+01:00"),
        (
            "2026-10-25T01:30:00",
            (
                "comes twice that night, when the clocks go back. Write written_at = "
                "2026-10-25T01:30:00+01:00 or written_at = 2026-10-25T01:30:00+00:00"
            ),
        ),
        (
            "2026-03-29T01:30:00",
            (
                "never comes that night, when the clocks go forward. Write written_at = "
                "2026-03-29T00:30:00+00:00 or written_at = 2026-03-29T02:30:00+01:00"
            ),
        ),
        ("2026-07-18", "a day but no time. Write written_at = 2026-07-18T09:00:00+01:00"),
        ("14:05:00", "a time but no day. Write written_at = 2026-11-18T14:05:00+00:00"),
        ('"2026-07-18 14:05"', "quotation marks. Write written_at = 2026-07-18T14:05:00+01:00"),
        (
            '"2026-07-18T14:05+02:00"',
            "quotation marks. Write written_at = 2026-07-18T14:05:00+02:00",
        ),
        ('"yesterday"', "quotation marks. Write written_at = 2026-11-18T14:05:00+00:00"),
        ('"0001-01-01"', "quotation marks. Write written_at = 2026-11-18T14:05:00+00:00"),
        ("20261118", "is not a time. Write written_at = 2026-11-18T14:05:00+00:00"),
        ("0001-01-01T00:00:00+23:59", "in the year 1, which cannot be right"),
        ("0206-11-18T14:05:00", "in the year 206, which cannot be right"),
        ("9999-12-31", "in the year 9999, which cannot be right"),
        ("2100-01-01T00:00:00Z", "in the year 2100, which cannot be right"),
    ],
)
def test_a_time_that_is_not_one_moment_is_refused_with_the_line_to_write(
    value: str, says: str
) -> None:
    told = refused(with_line(f"written_at = {value}", without="written_at"))
    assert says in told
    assert "faults" not in told


@pytest.mark.parametrize(
    "value", ["2026-02-30T10:00:00+00:00", "2026-11-18T25:00:00Z", "2026-13-01T00:00:00Z"]
)
def test_a_day_or_time_in_no_calendar_is_refused_with_the_line_to_write(value: str) -> None:
    told = refused(with_line(f"  written_at = {value}", without="written_at"))
    assert "line 1, column" in told
    assert "no such day or time. Write it like this: written_at = 2026-11-18T14:05:00+0" in told


def test_a_draft_needs_the_time_at_which_it_was_written() -> None:
    told = refused(with_line("", without="written_at"))
    assert "written_at is missing. Write written_at = 2026-" in told


def test_a_naive_wish_is_refused_like_any_other_time() -> None:
    assert "wanted_at does not say" in refused(with_line("wanted_at = 2026-11-20T16:00:00"))


# --- words, channels, promises -------------------------------------------------------------


@pytest.mark.parametrize("words", ['words = ""', 'words = """\n"""', ""])
def test_a_draft_without_words_and_pictures_is_refused(words: str) -> None:
    assert "nothing in it yet" in refused(with_line(words, without="words"))


@pytest.mark.parametrize("channels", ["", "channels = []"])
def test_a_draft_without_a_channel_is_refused(channels: str) -> None:
    assert "no channel is named" in refused(with_line(channels, without="channels"))


def test_a_third_channel_is_refused_and_the_two_are_named() -> None:
    told = refused(SMALLEST.replace("instagram", "facebook"))
    assert '"facebook" is none of the school\'s channels. Choose instagram or linkedin.' in told


def test_one_channel_twice_is_refused() -> None:
    told = refused(with_line('channels = ["instagram", "Instagram"]', without="channels"))
    assert "instagram is named twice" in told
    assert "faults" not in told


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("objective = 3", 'objective is a number. Write objective = "..."'),
        ('comments_off = "yes"', "comments_off is text. Write comments_off = true or"),
        ("comments_off = 1", "comments_off is a number."),
        ('groups = "Year 4"', 'groups is text. Write groups = ["...", "..."]'),
        ("groups = [4]", "groups has something else in it."),
        ('groups = ["Year 4", " "]', "groups has an empty text in it."),
        ("trip = true", "trip is yes or no."),
        ('trip = ""', "trip is empty."),
        ("elsewhere = 2026-11-18", "elsewhere is something else."),
        ("picture = { file = 'a.jpg' }", "picture is a table. Write [[picture]]"),
        ("picture = ['a.jpg']", "picture has something else in it. Write [[picture]]"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(line: str, says: str) -> None:
    told = refused(with_line(line))
    assert says in told
    assert "faults" not in told


@pytest.mark.parametrize("line", ["words = 4", "words = ['a']"])
def test_words_of_the_wrong_kind_are_one_fault(line: str) -> None:
    told = refused(with_line(line, without="words"))
    assert 'Write words = "..."' in told
    assert "faults" not in told


def test_an_unknown_key_is_refused_with_the_nearest_known() -> None:
    told = refused(with_line("comment_off = true"))
    assert "comment_off is not known here. Did you mean comments_off?" in told


def test_an_unknown_key_near_to_none_is_refused_with_all_known() -> None:
    told = refused(SMALLEST + '[[picture]]\nfile = "a.jpg"\nzoom = 2\n')
    assert "picture 1: zoom is not known here. These are known: alt_text, file." in told


# --- pictures ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../a.jpg",
        "pictures/a.jpg",
        "/etc/passwd",
        r"..\\a.jpg",
        r"C:\\a.jpg",
        "C:a.jpg",
        "..",
        ".",
    ],
)
def test_a_file_outside_the_draft_s_folder_is_refused(name: str) -> None:
    told = refused(with_pictures(f'"{name}"'))
    assert "picture 1: file =" in told
    assert "only the plain name of a file beside post.toml" in told


@pytest.mark.parametrize("name", [r"a\u0000.jpg", r"a\nb.jpg", r"\u202Egpj.exe", "é" * 128])
def test_a_name_that_no_file_can_have_or_that_hides_something_is_refused(name: str) -> None:
    assert "no file can be called that" in refused(with_pictures(f'"{name}"'))


def test_a_name_of_the_greatest_length_is_accepted() -> None:
    longest = "é" * 125 + ".jpeg"
    assert len(longest.encode()) == 255
    assert parse(with_pictures(f'"{longest}"')).pictures[0].file == longest


@pytest.mark.parametrize("second", ["a.jpg", "A.JPG", " a.jpg"])
def test_a_file_named_twice_is_refused(second: str) -> None:
    told = refused(with_pictures('"a.jpg"', f'"{second}"'))
    assert "picture 2: file" in told
    assert "named twice" in told


def test_a_file_named_twice_in_two_unicode_spellings_is_refused() -> None:
    assert "named twice" in refused(with_pictures('"é.jpg"', '"e\u0301.jpg"'))


@pytest.mark.parametrize("name", ['""', '"  "'])
def test_an_empty_file_name_is_refused(name: str) -> None:
    told = refused(with_pictures(name, name))
    assert told.count("file is empty") == 2
    assert "twice" not in told


def test_a_picture_without_a_file_is_refused() -> None:
    assert 'picture 1: file is missing. Write file = "..."' in refused(SMALLEST + "[[picture]]\n")


# --- the file as a whole -------------------------------------------------------------------


def test_all_faults_are_told_at_once() -> None:
    told = refused(
        'written_at = 2026-11-18\nchannels = ["facebook"]\nword = ""\n[[picture]]\nfile = "../a"\n'
    )
    assert told.startswith("post.toml has 4 faults:\n- ")
    assert all(s in told for s in ("no time", "facebook", "Did you mean words?", "plain name"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('words = "a"\nchannels = [instagram]\n', "line 2, column 13"),
        ("words = Lovely", "line 1, column 9"),
        ('words = "a"\nwords = "b"', "line 2, column 12"),
        ('\nwords = """ab\n', "line 3, column 1"),
        ("words", "line 1, column 6"),
    ],
)
def test_what_is_not_toml_is_refused_with_line_and_column(text: str, place: str) -> None:
    told = refused(text)
    assert place in told
    assert "cannot be read" in told


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "a = " + "1" * 5_000])
def test_a_file_made_to_choke_the_reader_is_refused(text: str) -> None:
    refused(text)
