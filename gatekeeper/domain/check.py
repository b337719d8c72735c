"""What every check is: a name, its closed outcomes with floors, and one pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from gatekeeper.domain.answer import Answered
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.verdict import Verdict


class Outcome(StrEnum):
    """Base of every check's outcomes: a member is `NAME = "name", floor`."""

    floor: Verdict

    def __new__(cls, name: str, floor: Verdict) -> Self:
        """Make a member whose value is its name and which carries its floor."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.floor = floor
        return member


class Applies(StrEnum):
    """Which posts a check is for."""

    DRAFT = "draft"
    PUBLISHED = "published"


class FixKind(StrEnum):
    """What a person can do about a finding, in one tap; the page knows each of them."""

    OTHER_PICTURE = "other_picture"
    CROP = "crop"
    COVER_FACE = "cover_face"
    NAME_FACE = "name_face"
    SAY_NOBODY = "say_nobody"
    SAY_UNRECOGNISABLE = "say_unrecognisable"
    LET_STAND = "let_stand"
    SAY_FINE = "say_fine"
    COVER_BOX = "cover_box"
    CROP_BOX = "crop_box"
    WRITE_ALT_TEXT = "write_alt_text"
    ADD_WORDS = "add_words"
    RENAME_FILE = "rename_file"
    ADD_FACE = "add_face"
    CALL_ROLL = "call_roll"
    NOTE_AGREEMENT = "note_agreement"
    CHANGE_WORDS = "change_words"
    DROP_CHANNEL = "drop_channel"
    CHOOSE_CHANNEL = "choose_channel"
    CHECK_AGAIN = "check_again"
    ENTER_TRIP = "enter_trip"
    ALL_BACK = "all_back"
    TURN_OFF_COMMENTS = "turn_off_comments"
    IMPORT_REGISTER = "import_register"
    REVIEW_POLICY = "review_policy"
    DECLARE_TRIP = "declare_trip"
    NOT_ABOUT_TRIP = "not_about_trip"
    TAKE_OUT_TAG = "take_out_tag"
    MAKE_PLAIN_POST = "make_plain_post"
    DROP_COPY = "drop_copy"
    SAY_OBJECTIVE = "say_objective"
    SAY_WHERE_ELSE = "say_where_else"
    WAIT_FOR = "wait_for"
    KEEP_CHANNEL_RECORD = "keep_channel_record"
    RECORD_AUP = "record_aup"
    SAY_WHERE_SCHOOL_IS = "say_where_school_is"


@dataclass(frozen=True, slots=True)
class Fix:
    """The one-tap fix as data: its kind, the id of what it is about, and a value to start from.

    `say` is what a person reads where the value is an id. The value of COVER_BOX and CROP_BOX is
    `left,top,width,height` in pixels of the upright original.
    """

    kind: FixKind
    target: str = ""
    value: str = ""
    say: str | None = None
    instead: str | None = None
    """Of CHANGE_WORDS: what to write for `value` in the text `target`; "" takes it out."""


def change(dossier: Dossier, where: str, old: str, instead: str = "") -> Fix:
    """Return what takes a piece of text out: other words, or another picture that shows none."""
    written = where in dossier.post.texts
    return Fix(FixKind.CHANGE_WORDS, where, old, instead=instead) if written else OTHER_PICTURE


OTHER_PICTURE = Fix(FixKind.OTHER_PICTURE)


def ways_to_hide(sighting: Sighting) -> tuple[Fix, ...]:
    """Return what takes somebody out of what is shown, in the order in which it is offered.

    A cover comes last: it can be seen, and points at who is under it.
    """
    return (
        Fix(FixKind.OTHER_PICTURE, sighting.original),
        Fix(FixKind.CROP, sighting.original, sighting.id),
        Fix(FixKind.COVER_FACE, sighting.id),
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """An outcome that occurred, what it is about, and the words for its sentence."""

    outcome: Outcome
    subject: str
    """A stable id of what it is about: a sighting, an original's digest, a pupil, `words`, ..."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Values for the placeholders of the rule's sentence."""
    fixes: tuple[Fix, ...] = ()
    waits_for: str = ""
    """What a WAIT waits for: `trip:<id>` or `until:<time>`. Nothing else may come true unvoided."""
    reasons: tuple[str, ...] = ()
    """What the machine saw, for whoever asks why."""
    answered: Answered | None = None
    """Whose answer lifted it. It is yielded all the same, so that the headteacher sees both."""


@dataclass(frozen=True, slots=True)
class NoParams:
    """The parameters of a check that has none."""


def between(low: int, high: int, *, default: int, unit: str) -> Any:
    """Return a parameter's field; a rule book may set it from `low` to `high` and not beyond.

    Without the bounds a number in a rule file could switch a check off; without the unit nobody
    knows what it counts.
    """
    return field(default=default, metadata={"low": low, "high": high, "unit": unit})


def phrases(most: int, *, default: tuple[str, ...]) -> Any:
    """Return a parameter's field for a list of words; a rule book may name from 1 to `most`."""
    return field(default=default, metadata={"low": 1, "high": most, "unit": "words or phrases"})


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the registry, the rule book and the docs see it."""

    name: str
    outcomes: type[Outcome]
    run: Callable[[Dossier, Any], Iterator[Hit]]
    words: Mapping[Outcome, frozenset[str]]
    """The placeholders that each outcome fills in."""
    params: type = NoParams
    applies: frozenset[Applies] = frozenset({Applies.DRAFT, Applies.PUBLISHED})
    acceptable: frozenset[Outcome] = frozenset()
    """UNCHECKED outcomes that the headteacher may accept with a typed reason."""
    waivable: bool = False
    arrangement: bool = False
    """Judges how people are arranged, so more faces may loosen it (its floor is ASK)."""
