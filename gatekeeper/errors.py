"""What can go wrong, by family: each error says what a person should do next.

The edges (command line, web) translate a family once into an exit code or a page;
nothing in between catches these to carry on.
"""

from __future__ import annotations


class GatekeeperError(Exception):
    """Something a person has to know about. `remedy` is the next thing to do."""

    remedy = "Ask whoever looks after gatekeeper at your school."

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        if remedy is not None:
            self.remedy = remedy


class UsageError(GatekeeperError):
    """The command, the file or the words handed in were not of the right form."""

    remedy = "Correct what is named above and try again. Nothing was changed."


class NotAllowed(GatekeeperError):
    """Not this person, this device or at this moment."""

    remedy = "Ask somebody who may do it. Nothing was changed."


class NotYet(GatekeeperError):
    """The step is right but something has to happen first."""

    remedy = "Do what is named above first."


class Refused(GatekeeperError):
    """A rule of the school stands against it: only a change of post or facts helps."""

    remedy = "Change the post, or choose another picture."


class CouldNotCheck(GatekeeperError):
    """A check could not be made, so the answer is not yes."""

    remedy = "Run `gatekeeper doctor`; it says what is missing and how to mend it."


class OnlyReading(GatekeeperError):
    """Something that only shows tried to put something on record."""

    remedy = "Nothing was changed. Tell whoever looks after gatekeeper which page it was."

    def __init__(self) -> None:
        super().__init__("This only shows what is on record; it cannot change it.")


class AskedToStop(CouldNotCheck):
    """A platform refuses to be asked any more: nothing is tried again, and it is left alone."""

    remedy = "Leave it alone today."


class StaleWrite(GatekeeperError):
    """Somebody else changed the same thing in between."""

    remedy = "Look at it again, then repeat the step if it is still right. Nothing was changed."


class NotFound(UsageError):
    """No such post, person, pupil, trip or picture."""

    remedy = "Check the spelling, or list what there is."


class PictureRefused(GatekeeperError):
    """A file that cannot be judged as a still picture."""

    remedy = "Choose another picture, or save this one as a JPEG and add it again."
