"""One look at one picture of a post that is out: the same pure function, wherever it is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Self

from gatekeeper.batch.file_of import bytes_of
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.gather import Found, Job, reading_job, search_job, text_job
from gatekeeper.domain.picture import Original
from gatekeeper.domain.post import Post
from gatekeeper.domain.published_post import Media
from gatekeeper.errors import CouldNotCheck
from gatekeeper.ports import Archive

TRIES = 2


class Look(StrEnum):
    """What is wanted of a picture."""

    READING = "reading"
    FACES = "faces"
    TEXT = "text"


JOBS: Mapping[Look, Callable[[Examiners, Post, Original], Job]] = {
    Look.READING: reading_job,
    Look.FACES: search_job,
    Look.TEXT: text_job,
}
NOBODYS = Post("", "", datetime.min.replace(tzinfo=UTC), ())
"""The post of which whoever looks is told: none."""


@dataclass(frozen=True, slots=True)
class Task:
    """One look at one picture of a post that is out."""

    post: Post
    original: Original
    media: Media
    look: Look

    def job(self, examiners: Examiners) -> Job:
        """Return it as a job for these examiners."""
        return JOBS[self.look](examiners, self.post, self.original)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that whoever looks is handed: the file's bytes. No name, no words, no key, no salt."""

    look: Look
    data: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """What a task came to: the job, and what was found, or None where it failed twice."""

    job: Job
    found: Found | None

    @classmethod
    def of(cls, job: Job, found: Found | None) -> Self:
        """Put what was found under the key of its job."""
        if found is None:
            return cls(job, None)
        named = replace(found, id=job.key, post=job.post, original=job.original.digest)
        return cls(job, named)


def ask(archive: Archive, task: Task) -> Asked | None:
    """Take a task's file out of the archive; None where that failed twice."""
    for _ in range(TRIES):
        try:
            return Asked(task.look, bytes_of(archive, task.media))
        except (CouldNotCheck, OSError):
            continue
    return None


def look_at(examiners: Examiners, asked: Asked) -> Found | None:
    """Return what one look finds, of no post and under no key; None where it failed twice."""
    original = Original(sha256(asked.data).hexdigest(), "a picture", len(asked.data))
    job = JOBS[asked.look](examiners, NOBODYS, original)
    for _ in range(TRIES):
        try:
            return job.work(job, asked.data)
        except CouldNotCheck:
            continue
    return None


def done(examiners: Examiners, archive: Archive, task: Task) -> Done:
    """Do a task here and now."""
    asked = ask(archive, task)
    return Done.of(task.job(examiners), look_at(examiners, asked) if asked else None)
