"""What people said: of a face, a roll, a name, words; each in a short line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from gatekeeper.checks.pupil_named_in_words import subject_of
from gatekeeper.domain.answer import Answer, How, RollCall, Said
from gatekeeper.domain.dossier import Dossier, NameFound, Sureness
from gatekeeper.domain.words import Kind, Passage
from gatekeeper.policy.cases.harmless import NOON
from gatekeeper.policy.cases.told import Told

SAID = {
    "pupil": Said.PUPIL,
    "adult": Said.ADULT,
    "visitor": Said.VISITOR,
    "school": Said.OTHER_SCHOOL,
    "covered": Said.COVERED,
    "unrecognisable": Said.UNRECOGNISABLE,
    "roll-call": Said.ROLL_CALL,
    "nobody": Said.NOBODY,
    "stands": Said.MAY_STAND,
    "fine": Said.FINE,
}
"""How a case calls what somebody said."""


def answer(about: str, minute: int, text: str) -> Answer:
    """Read `[by:] kind [who] [; agreement] [| how]`."""
    text, _, how = text.partition(" | ")
    body, _, agreement = text.partition(";")
    by, colon, rest = body.partition(":")
    kind, _, who = (rest if colon else by).strip().partition(" ")
    return Answer(
        id=f"{about}-{minute}",
        post="post",
        sighting=about,
        said=SAID[kind],
        by=by if colon else "teacher",
        at=NOON + timedelta(minutes=minute),
        who=who.strip(),
        how=How[how.upper()] if how else How.SINGLY,
        agreement=agreement.strip(),
    )


def roll(minute: int, table: Mapping[str, Any]) -> RollCall:
    """Read a roll that was called over a picture."""
    told = Told("a roll call", table)
    made = RollCall(
        id=f"roll-{minute}",
        post="post",
        original=f"picture-{told.take('picture', 1)}",
        groups=frozenset(told.take("groups", ["Year 4"])),
        absent=frozenset(told.take("absent", [])),
        here=frozenset(told.take("here", [])),
        not_here=frozenset(told.take("not_here", [])),
        perhaps=frozenset(told.take("perhaps", [])),
        by=told.take("by", "teacher"),
        at=NOON + timedelta(minutes=minute),
    )
    told.close()
    return made


def name(table: Mapping[str, Any]) -> NameFound:
    """Read a name that was found; what was said about it is read by `about_names`."""
    told = Told("a name", table)
    told.take("said"), told.take("said_about")
    pupil, text = told.need("pupil"), told.need("text")
    where, sure = told.take("where", "words"), Sureness[told.take("sure", "full").upper()]
    around = told.take("around", text)
    found = NameFound(pupil, where, text, sure, around, told.take("at", max(around.find(text), 0)))
    told.close()
    return found


def about_names(made: Dossier, names: Sequence[Mapping[str, Any]]) -> list[Answer]:
    """Return answers about names; `said_about` is the text as it was when somebody answered."""
    answers = []
    for found, table in zip(made.names, names, strict=True):
        if "said" in table:
            text = table.get("said_about", made.post.words)
            then = replace(made, post=replace(made.post, words=text))
            answers.append(answer(subject_of(then, found), 0, table["said"]))
    return answers


def passage(table: Mapping[str, Any]) -> Passage:
    """Read a passage that was found in words."""
    told = Told("a passage", table)
    kind, where = Kind[told.need("kind").upper()], told.take("where", "words")
    found = Passage(
        kind, where, told.need("text"), told.whether("sure", otherwise=True), told.take("who", "")
    )
    told.close()
    return found


def letting_stand(made: Dossier, stands: Sequence[str]) -> list[Answer]:
    """Read the text of a passage, or `beside:pupil`: somebody said that these words may stand.

    What tells of a small group is no passage of the evidence, so each text may be one.
    """
    small = [Passage(Kind.SMALL_GROUP, "words", text) for text in stands]
    known = [passage for passage in made.passages if passage.text in stands]
    subjects = [made.subject_of(passage) for passage in (*known, *small)]
    subjects += [made.subject("words", about) for about in stands if about.startswith("beside:")]
    return [answer(subject, 0, "stands") for subject in subjects]
