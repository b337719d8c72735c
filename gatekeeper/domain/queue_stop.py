"""The red button: anybody stops everything, the headteacher starts it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WhyStopped(StrEnum):
    """Why somebody pressed it: from a closed list, since the ledger holds no words."""

    SOMEBODY = "somebody"
    WORDS = "words"
    TABLET = "tablet"
    LOOK = "look"


WHY_STOPPED: Mapping[WhyStopped, str] = {
    WhyStopped.SOMEBODY: "Somebody is shown or named who should not be",
    WhyStopped.WORDS: "The words are wrong, or say too much",
    WhyStopped.TABLET: "The tablet or an account is in the wrong hands",
    WhyStopped.LOOK: "Something else has to be looked at first",
}
"""The same for people."""


class WhyStarted(StrEnum):
    """Why the headteacher let it go on."""

    PUT_RIGHT = "put-right"
    FALSE_ALARM = "false-alarm"
    DRILL = "drill"


WHY_STARTED: Mapping[WhyStarted, str] = {
    WhyStarted.PUT_RIGHT: "What was wrong is put right",
    WhyStarted.FALSE_ALARM: "Nothing was wrong",
    WhyStarted.DRILL: "It was a drill",
}
"""The same for people."""


@dataclass(frozen=True, slots=True)
class QueueStop:
    """Somebody stopped everything. It lasts until it is started again, however long that is."""

    id: str
    by: str
    at: datetime
    why: WhyStopped
    words: str = ""
    """What was typed besides; kept here and not in the ledger, since it may name a child."""
    started_at: datetime | None = None
    started_by: str = ""
    started_why: WhyStarted | None = None
