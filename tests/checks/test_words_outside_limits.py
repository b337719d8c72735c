"""What a channel takes of words is its own; hashtags over the limit can be taken out in one go."""

from __future__ import annotations

from gatekeeper.checks.words_outside_limits import Found, run
from gatekeeper.domain.check import FixKind, Hit, NoParams
from gatekeeper.domain.fixing import change_words
from tests.checks.case_language import dossier


def told(words: str, *channels: str) -> list[Hit]:
    return list(run(dossier({"words": words, "channels": list(channels)}), NoParams()))


def test_each_channel_has_its_own_most() -> None:
    instagram = told("a" * 2201, "instagram", "linkedin")
    both = told("a" * 3001, "instagram", "linkedin")

    assert [(hit.outcome, hit.subject) for hit in instagram] == [(Found.TOO_LONG, "instagram")]
    assert instagram[0].words == {
        "channel": "Instagram",
        "count": "2201",
        "most": "2200",
        "over": "1",
    }
    assert [hit.subject for hit in both] == ["instagram", "linkedin"]
    assert told("a" * 2200, "instagram") == []


def test_too_long_words_are_never_shortened_by_a_guess() -> None:
    (hit,) = told("a" * 2201, "instagram")

    assert [fix.kind for fix in hit.fixes] == [FixKind.DROP_CHANNEL]


def test_the_hashtags_over_the_limit_are_taken_out_together() -> None:
    tags = " ".join(f"#tag{n}a" for n in range(33))
    (hit,) = told(f"Beans.\n\n{tags}", "instagram")
    first, drop = hit.fixes
    changed = change_words(dossier({"words": f"Beans.\n\n{tags}"}).post, first, "")

    assert first.value == "#tag30a #tag31a #tag32a"
    assert drop.kind is FixKind.DROP_CHANNEL
    assert changed.words.endswith("#tag29a")
    assert told(changed.words, "instagram") == []


def test_hashtags_that_stand_apart_are_taken_out_one_after_another() -> None:
    tags = " ".join(f"#tag{n}a" for n in range(30))
    (hit,) = told(f"{tags} Beans. #one #two and #three", "instagram")

    assert [fix.value for fix in hit.fixes[:-1]] == ["#one #two", "#three"]


def test_half_a_character_is_counted_and_breaks_nothing() -> None:
    (hit,) = told("\ud83c" * 2201, "instagram")

    assert hit.words["over"] == "1"
