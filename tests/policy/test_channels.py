"""The channel sheets: what is in force, and what a wrong sheet is refused for."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.errors import UsageError
from gatekeeper.policy.channels import read_sheet

SHEETS = Path(__file__).parents[2] / "rules" / "channels"
INSTAGRAM = (SHEETS / "instagram.toml").read_text("utf-8")


def test_every_channel_has_a_sheet_and_every_sheet_a_channel() -> None:
    named = {path.stem: read_sheet(path.read_text("utf-8")) for path in SHEETS.glob("*.toml")}
    assert set(named) == set(ChannelName)
    assert all(sheet.limits.name == stem for stem, sheet in named.items())


def test_instagram_takes_what_its_documentation_says() -> None:
    limits = read_sheet(INSTAGRAM).limits
    assert (limits.picture.tallest, limits.picture.widest) == ((4, 5), (191, 100))
    assert (limits.picture.max_width, limits.picture.max_height) == (1080, 1350)
    assert limits.picture.max_bytes == 8_000_000
    assert (limits.words.max_caption, limits.words.max_alt_text) == (2200, 1000)


def test_on_instagram_comments_are_closed_before_sharing() -> None:
    keys = [step.key for step in read_sheet(INSTAGRAM).steps]
    assert keys.index("comments") < keys.index("share")


def test_on_linkedin_comments_are_closed_at_once_after_sharing() -> None:
    sheet = read_sheet((SHEETS / "linkedin.toml").read_text("utf-8"))
    keys = [step.key for step in sheet.steps]
    assert keys.index("comments") == keys.index("share") + 1


def test_evidence_is_kept_before_a_post_is_taken_down() -> None:
    for sheet in SHEETS.glob("*.toml"):
        keys = [step.key for step in read_sheet(sheet.read_text("utf-8")).take_down]
        assert keys[0] == "evidence"
        assert "gallery" in keys


@pytest.mark.parametrize(
    ("written", "instead", "named"),
    [
        ("max_bytes =", "max_byts =", "max_byts"),
        ("max_pictures = 10", "", "max_pictures"),
        ('channel = "instagram"', 'channel = "facebook"', "facebook"),
        ("max_width = 1080", "max_width = true", "max_width"),
        ("max_width = 1080", "max_width = 0", "max_width"),
        ("max_width = 1080", "max_width = 10.5", "max_width"),
        ('tallest = "4:5"', 'tallest = "0:5"', "tallest"),
        ('tallest = "4:5"', "tallest = 0.8", "tallest"),
        ('key = "comments"', 'key = "something"', "comments"),
        ('key = "share"', 'key = "words"', "same key"),
        ('key = "share"', 'key = "share"\nwho = "anybody"', "who"),
        ("[words]", "[colours]\nred = 1\n[words]", "colours"),
        ("objective =", "aim =", "aim"),
        ('objective = "show', 'objective = 1 # "show', "objective must be a text"),
        ("[picture]", "[picture", "TOML"),
    ],
)
def test_a_wrong_sheet_is_refused_by_the_name_of_what_is_wrong(
    written: str, instead: str, named: str
) -> None:
    assert written in INSTAGRAM
    with pytest.raises(UsageError, match=named):
        read_sheet(INSTAGRAM.replace(written, instead, 1))


def test_a_table_written_as_a_value_is_refused() -> None:
    with pytest.raises(UsageError, match="table"):
        read_sheet(
            'channel = "instagram"\npicture = 1\nwords = 1\npurpose = 1\nsteps = 1\ntake_down = 1\n'
        )


def test_steps_written_as_one_table_are_refused() -> None:
    head, tail = INSTAGRAM.index("[[steps]]"), INSTAGRAM.index("[[take_down]]")
    text = f'{INSTAGRAM[:head]}[steps]\nkey = "comments"\nsay = "x"\n{INSTAGRAM[tail:]}'
    with pytest.raises(UsageError, match="steps"):
        read_sheet(text)
