"""What a page says is to be done next is done on a page, wherever there is one."""

from __future__ import annotations

import ast
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


OPTION = re.compile(r"(?:^|[\s(\"'])--[a-z]")
AT_THE_COMMAND_LINE = frozenset({"find_measurable.py", "fix_post.py", "serve.py", "same_child.py"})
"""Whose sentences with an option are for a terminal: evaluating, the list of fixes, serving, and
that a joiner is another child of the same name, which has no page."""


def told_with_an_option(checkout: Path) -> list[str]:
    """Return every sentence outside a command in backticks that names an option of one."""
    rooms = ("domain", "checks", "desk", "pipeline", "policy", "web")
    files = [path for room in rooms for path in (checkout / "gatekeeper" / room).rglob("*.py")]
    return [
        f"{path.name}: {node.value}"
        for path in files
        if path.name not in AT_THE_COMMAND_LINE
        and OPTION.search(text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if OPTION.search(re.sub(r"`[^`]*`", "", node.value))
    ]


def test_no_sentence_of_the_pages_names_an_option_of_the_command_line(checkout: Path) -> None:
    assert not told_with_an_option(checkout)
    rules = "".join(p.read_text(encoding="utf-8") for p in (checkout / "rules").rglob("*.toml"))
    assert len(rules) > 1000
    assert not OPTION.search(rules)
