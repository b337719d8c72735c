"""What a fix makes of a post: less, never more; and what no longer fits is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.check import Fix, FixKind
from gatekeeper.domain.fixing import FIXED
from gatekeeper.domain.picture import Box, Original, Picture, Recipe
from gatekeeper.domain.post import Format, Post
from gatekeeper.errors import NotYet, UsageError

AT = datetime(2026, 11, 16, 12, tzinfo=UTC)
A, B = (
    Picture(Original("a", "a.jpg", 1), alt_text="Rose plants a rose."),
    Picture(Original("b", "b", 1)),
)
POST = Post(
    id="post",
    words="Well done, Alfie Penrose! Alfie Penrose and Alfie Penroses won.",
    written_at=AT,
    channels=(ChannelName.INSTAGRAM, ChannelName.LINKEDIN),
    pictures=(A, B),
    comments_off=False,
)


def fixed(
    kind: FixKind, target: str = "", found: str = "", value: str = "", post: Post = POST
) -> Post:
    return FIXED[kind](post, Fix(kind, target, found), value)


def test_a_picture_is_left_out() -> None:
    assert fixed(FixKind.OTHER_PICTURE, "a").pictures == (B,)


def test_the_last_picture_stays_if_there_are_no_words() -> None:
    with pytest.raises(UsageError, match="Nothing would be left"):
        fixed(FixKind.OTHER_PICTURE, "a", post=replace(POST, words=" ", pictures=(A,)))
    assert fixed(FixKind.OTHER_PICTURE, "a", post=replace(POST, pictures=(A,))).pictures == ()


def test_words_are_taken_out_with_the_space_before_them() -> None:
    post = fixed(FixKind.CHANGE_WORDS, "words", "Alfie Penrose")
    assert post.words == "Well done,! and Alfie Penroses won."


def test_the_words_that_are_offered_are_used_unless_others_are_typed() -> None:
    offered = Fix(FixKind.CHANGE_WORDS, "words", "Alfie Penrose", instead="a pupil")
    post = replace(POST, words="Well done, Alfie Penrose!")
    assert FIXED[FixKind.CHANGE_WORDS](post, offered, "").words == "Well done, a pupil!"
    assert FIXED[FixKind.CHANGE_WORDS](post, offered, "all").words == "Well done, all!"


def test_a_fix_that_names_no_picture_is_done_by_hand() -> None:
    with pytest.raises(UsageError, match="which picture"):
        fixed(FixKind.OTHER_PICTURE)


def test_words_are_put_in_the_place_of_others_as_they_stand() -> None:
    post = fixed(FixKind.CHANGE_WORDS, "words", "Alfie Penrose", r"a \1 child ")
    assert post.words == r"Well done, a \1 child! A \1 child and Alfie Penroses won."


def test_an_alternative_text_is_changed_by_its_number() -> None:
    post = fixed(FixKind.CHANGE_WORDS, "alt text 1", "Rose", "A child")
    assert [p.alt_text for p in post.pictures] == ["A child plants a rose.", ""]


def test_channels_are_dropped_down_to_one() -> None:
    post = fixed(FixKind.DROP_CHANNEL, "linkedin")
    assert post.channels == (ChannelName.INSTAGRAM,)
    with pytest.raises(NotYet):
        fixed(FixKind.DROP_CHANNEL, "instagram", post=post)
    with pytest.raises(NotYet):
        fixed(FixKind.DROP_CHANNEL, "linkedin", post=post)


def test_a_channel_is_chosen_only_where_there_is_none() -> None:
    none = replace(POST, channels=())
    chosen = fixed(FixKind.CHOOSE_CHANNEL, value="Instagram, linkedin, instagram", post=none)
    assert chosen.channels == (ChannelName.INSTAGRAM, ChannelName.LINKEDIN)
    with pytest.raises(NotYet):
        fixed(FixKind.CHOOSE_CHANNEL, value="linkedin")
    for value in ("", "facebook", "instagram,facebook"):
        with pytest.raises(UsageError, match="which of the school's channels"):
            fixed(FixKind.CHOOSE_CHANNEL, value=value, post=none)


def test_comments_copies_tags_and_formats_are_taken_back() -> None:
    wide = replace(POST, also_on=frozenset({"x", "y"}), location_tag="Zoo", format=Format.REEL)
    assert fixed(FixKind.TURN_OFF_COMMENTS).comments_off
    assert fixed(FixKind.DROP_COPY, "x", post=wide).also_on == {"y"}
    assert fixed(FixKind.TAKE_OUT_TAG, post=wide).location_tag == ""
    assert fixed(FixKind.MAKE_PLAIN_POST, post=wide).format is Format.POST


def test_a_trip_is_named_and_never_in_the_place_of_another() -> None:
    post = fixed(FixKind.DECLARE_TRIP, "zoo", post=replace(POST, not_about=frozenset({"zoo", "x"})))
    assert post.trip == "zoo"
    assert post.not_about == {"x"}
    with pytest.raises(UsageError, match="another trip"):
        fixed(FixKind.DECLARE_TRIP, "farm", post=post)


def test_it_can_be_said_that_it_is_not_about_a_trip() -> None:
    assert fixed(FixKind.NOT_ABOUT_TRIP, "zoo").not_about == {"zoo"}


def test_objective_outcome_and_place_are_said_in_words() -> None:
    assert fixed(FixKind.SAY_OBJECTIVE, "objective", value=" show ").objective == "show"
    assert fixed(FixKind.SAY_OBJECTIVE, "intended_outcome", value="see").intended_outcome == "see"
    assert fixed(FixKind.SAY_WHERE_ELSE, value="Arbor").elsewhere == "Arbor"
    with pytest.raises(UsageError, match="where else") as caught:
        fixed(FixKind.SAY_WHERE_ELSE, value=" ")
    assert "beside the fix" in caught.value.remedy


def test_it_waits_longer_and_never_shorter() -> None:
    later = AT + timedelta(days=1)
    post = fixed(FixKind.WAIT_FOR, value=later.isoformat())
    assert post.wanted_at == later
    assert fixed(FixKind.WAIT_FOR, value=later.isoformat(), post=post) == post
    with pytest.raises(UsageError, match="never lets a post go out earlier"):
        fixed(FixKind.WAIT_FOR, value=AT.isoformat(), post=post)


@pytest.mark.parametrize("value", ["soon", "2026-11-18T14:05:00"])
def test_a_moment_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="no moment"):
        fixed(FixKind.WAIT_FOR, value=value)


def test_a_cut_cuts_more_away_and_the_finished_files_go() -> None:
    box = Box(10, 10, 100, 100)
    cut = fixed(FixKind.CROP, "a", value="10,10,100,100")
    assert cut.pictures[0].recipe.crop == box
    inside = fixed(FixKind.CROP, "a", value="20,20,50,50", post=cut)
    assert inside.pictures[0].recipe.crop == Box(20, 20, 50, 50)
    with pytest.raises(UsageError, match="never shows more"):
        fixed(FixKind.CROP, "a", value="0,10,100,100", post=cut)
    with pytest.raises(UsageError, match="never shows more"):
        fixed(FixKind.CROP, "a", value="0,0,0,9")
    assert cut.pictures[1] == B
    assert Recipe(box) == cut.pictures[0].recipe


def test_a_picture_is_cut_to_the_box_that_is_offered_or_to_another() -> None:
    offered = fixed(FixKind.CROP_BOX, "a", "10,10,100,100")
    assert offered.pictures[0].recipe.crop == Box(10, 10, 100, 100)
    typed = fixed(FixKind.CROP_BOX, "a", "10,10,100,100", "20,20,50,50")
    assert typed.pictures[0].recipe.crop == Box(20, 20, 50, 50)


def test_a_place_is_covered_once() -> None:
    post = fixed(FixKind.COVER_BOX, "a", "1,2,3,4")
    assert post.pictures[0].recipe.patches == (Box(1, 2, 3, 4),)
    assert fixed(FixKind.COVER_BOX, "a", "1,2,3,4", post=post) == post


def test_a_picture_is_described_in_somebodys_own_words() -> None:
    assert fixed(FixKind.WRITE_ALT_TEXT, "b", value="Mud.").pictures[1].alt_text == "Mud."
    with pytest.raises(UsageError, match="what is in the picture"):
        fixed(FixKind.WRITE_ALT_TEXT, "b", "a proposal")


def test_a_line_is_added_below_the_words() -> None:
    post = replace(POST, words="Look! ")
    assert fixed(FixKind.ADD_WORDS, "words", "Picture: X", post=post).words == "Look!\n\nPicture: X"
    assert fixed(FixKind.ADD_WORDS, "words", "", "Y", replace(POST, words="")).words == "Y"


def test_a_file_gets_another_name_and_keeps_its_kind() -> None:
    post = fixed(FixKind.RENAME_FILE, "a", "picture-1")
    assert post.pictures[0].original == Original("a", "picture-1.jpg", 1)
    assert fixed(FixKind.RENAME_FILE, "b", "picture-2").pictures[1].original.filename == "picture-2"


def test_a_cut_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="what is to stay"):
        fixed(FixKind.CROP, "a", value="left half")


@pytest.mark.parametrize(
    ("kind", "target", "found", "value"),
    [
        (FixKind.OTHER_PICTURE, "gone", "", ""),
        (FixKind.CROP, "gone", "", "1,1,9,9"),
        (FixKind.CHANGE_WORDS, "words", "Bea", ""),
        (FixKind.CHANGE_WORDS, "words", "Alf", ""),
        (FixKind.CHANGE_WORDS, "words", "", ""),
        (FixKind.CHANGE_WORDS, "alt text 3", "Rose", ""),
        (FixKind.CHANGE_WORDS, "alt text x", "Rose", ""),
        (FixKind.CHANGE_WORDS, "alt text 2", "Rose", ""),
    ],
)
def test_what_no_longer_fits_is_refused(kind: FixKind, target: str, found: str, value: str) -> None:
    with pytest.raises(NotYet, match="no longer fits"):
        fixed(kind, target, found, value)
