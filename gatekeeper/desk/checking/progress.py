"""How far the looks at one picture have come, for whoever waits beside it."""

from __future__ import annotations

from enum import StrEnum

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.gather import reading_job, search_job, text_job
from gatekeeper.domain.picture import Original
from gatekeeper.domain.post import Post
from gatekeeper.ports import UnitOfWork


class Step(StrEnum):
    """The last thing that was done with a picture, in the words of the page."""

    WAITING = "waiting to be opened"
    OPENED = "opened; looking for faces"
    SEARCHED = "faces found; reading what is written in it"
    READ = "looked at"


STEPS = tuple(Step)
"""In their order."""


def step_of(uow: UnitOfWork, examiners: Examiners, post: Post, original: Original) -> Step:
    """Return the last step of a picture whose result is on record, with all before it."""
    done = (
        uow.readings.get(reading_job(examiners, post, original).key),
        uow.face_searches.get(search_job(examiners, post, original).key),
        uow.text_searches.get(text_job(examiners, post, original).key),
    )
    number = next((n for n, result in enumerate(done) if result is None), len(done))
    return STEPS[number]
