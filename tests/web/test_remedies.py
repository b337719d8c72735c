"""What a page says is to be done next is done on a page, wherever there is one."""

from __future__ import annotations

import re
from pathlib import Path

from gatekeeper.web.remedies import ON_THE_MACHINE, ON_THE_PAGES, named, on_the_pages


def commands(checkout: Path) -> set[str]:
    """Return every command that something below the edges tells somebody to use."""
    rooms = ("checks", "desk", "pipeline", "policy", "errors.py")
    texts = [
        path.read_text(encoding="utf-8")
        for room in rooms
        for path in [
            checkout / "gatekeeper" / room,
            *(checkout / "gatekeeper" / room).rglob("*.py"),
        ]
        if path.is_file() and path.name != "readme.py"
    ]
    return {found for text in texts for found in re.findall(r"[ (\"]`gatekeeper ([^`{]+)", text)}


def test_every_command_that_a_remedy_names_has_a_place_or_is_the_machine_s(checkout: Path) -> None:
    told = commands(checkout)
    assert len(told) > 20
    assert not {said for said in told if not named(said, {*ON_THE_PAGES, *ON_THE_MACHINE})}


def test_no_place_is_kept_for_a_command_that_nobody_names(checkout: Path) -> None:
    used = {named(said, {*ON_THE_PAGES, *ON_THE_MACHINE}) for said in commands(checkout)}
    assert {*ON_THE_PAGES, *ON_THE_MACHINE} == used


def test_a_remedy_names_the_button() -> None:
    said = on_the_pages("The drafter sends it first: `gatekeeper submit`.")
    assert said == "The drafter sends it first: “Send to the headteacher” on the post’s page."


def test_what_is_the_machine_s_stays_a_command() -> None:
    said = "Run `gatekeeper doctor`; it says what is missing and how to mend it."
    assert on_the_pages(said) == said


def test_the_longest_name_is_meant() -> None:
    assert on_the_pages("`gatekeeper child look-through PUPIL`") == "the list of the child’s posts"
