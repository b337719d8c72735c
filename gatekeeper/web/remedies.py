"""What a remedy calls a command, as the place on the pages where the same is done.

Deeds say the command that does it, since they know no pages. Whoever reads a page looks for a
button; only what has none is left to whoever looks after the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ON_THE_PAGES: Mapping[str, str] = {
    "audit run": "More, then Audits",
    "biometrics disable": "Data protection",
    "biometrics enable": "Data protection",
    "biometrics pictures": "Data protection",
    "biometrics record": "the child’s page in the office",
    "check": "“Check again” on the post’s page",
    "child look-through": "the list of the child’s posts",
    "child posts": "“Posts of this child” on the child’s page",
    "device end": "the page Tablet",
    "device enrol": "the page Tablet",
    "enrol": "the child’s page in the office",
    "outcome": "the post’s page",
    "posts": "the page Posts",
    "prove-comments-off": "the post’s page",
    "published": "the post’s page",
    "recall": "“Stop it” on the post’s page",
    "release": "“Post now?” on the post’s page",
    "serve": "this desk",
    "stand-in appoint": "More, then “Who stands in”",
    "submit": "“Send to the headteacher” on the post’s page",
    "take-down": "the list of take-downs",
    "taken-down": "the list of take-downs",
    "tasks": "the first page",
}
ON_THE_MACHINE = frozenset({"doctor", "people", "reconcile", "register renumber", "rules adopt"})
"""What has no page."""
_COMMAND = re.compile(r"`gatekeeper ([^`]+)`")


def on_the_pages(remedy: str) -> str:
    """Return a remedy with the place of each command in place of the command."""
    return _COMMAND.sub(_place, remedy)


def named(command: str, names: Iterable[str]) -> str | None:
    """Return the longest of the names that a command begins with."""
    fits = [name for name in names if f"{command} ".startswith(f"{name} ")]
    return max(fits, key=len, default=None)


def _place(command: re.Match[str]) -> str:
    name = named(command[1], ON_THE_PAGES)
    return command[0] if name is None else ON_THE_PAGES[name]
