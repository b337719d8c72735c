"""Gathering evidence: each job is (original, extractor), done once, outside any transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.sightings import reconcile
from gatekeeper.desk.checking.written import cut_file
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.evidence import FaceSearch, Reading, TextSearch, cache_key
from gatekeeper.domain.picture import Original
from gatekeeper.domain.picture_text import PictureText
from gatekeeper.domain.post import Post, Version
from gatekeeper.errors import CouldNotCheck, NotYet, PictureRefused
from gatekeeper.ports import Records, UnitOfWork

LEASE = timedelta(minutes=3)
"""How long one job may take before another process may try it."""


class BeingLookedAt(NotYet):
    """Another check, or a server that was killed, has the lease; it ends by itself."""

    remedy = "Wait a moment and check again. Nothing was lost."

    def __init__(self, filename: str) -> None:
        super().__init__(f"{filename} is being looked at by another check.")


Found = Reading | FaceSearch | TextSearch


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of evidence that is missing: key, post, original and how to get it."""

    key: str
    post: str
    original: Original
    work: Callable[[Job, bytes], Found]


def gather(records: Records, examiners: Examiners, post: str) -> None:
    """Read and search every picture of a post that was not yet, and store what was found.

    A file that is refused is a result like any other. A search that could not be made is not
    stored, so that it is tried again; its picture stays unsearched, and the checks say so.

    Raises:
        NotYet: another process is looking at the same picture right now.
    """
    with records.begin() as uow:
        jobs = missing(uow, examiners, post)
    for job in jobs:
        _do(records, job)


def gather_text(records: Records, examiners: Examiners, post: str) -> None:
    """Read the text of every picture of a post that was not yet, and store it.

    It takes longer than everything else, so it comes last: who is in the pictures is known before.

    Raises:
        NotYet: as `gather`.
    """
    with records.begin() as uow:
        jobs = missing_text(uow, examiners, find_post(uow, post).post)
    for job in jobs:
        _do(records, job)


def gather_finished(records: Records, examiners: Examiners, post: str) -> None:
    """Read the finished files of a post as any picture is read, so that each is known when out.

    One that cannot be read is not compared with what is live; that stops nothing.

    Raises:
        NotYet: as `gather`.
    """
    with records.begin() as uow:
        version = find_post(uow, post).post
        jobs = [reading_job(examiners, version, file) for file in _finished(version)]
    for job in jobs:
        _do(records, job)


def _finished(post: Post) -> Iterator[Original]:
    """Yield the finished files; what two channels take alike is read once."""
    for number, picture in enumerate(post.pictures, start=1):
        files = {one.digest: one.size for one in picture.renditions}
        for digest, size in files.items():
            yield Original(digest, f"finished picture {number}", size)


def missing(uow: UnitOfWork, examiners: Examiners, post: str) -> tuple[Job, ...]:
    """Return the jobs whose results are not on record, in the order in which they are needed."""
    return missing_of(uow, examiners, find_post(uow, post).post)


def missing_of(uow: UnitOfWork, examiners: Examiners, post: Post) -> tuple[Job, ...]:
    """Return the jobs on pictures and faces of a post, whether a draft or out already."""
    jobs = [
        job
        for picture in post.pictures
        for job in (
            reading_job(examiners, post, picture.original),
            search_job(examiners, post, picture.original),
        )
    ]
    return tuple(job for job in jobs if not known(uow, job.key))


def unfinished(uow: UnitOfWork, examiners: Examiners, version: Version) -> bool:
    """Whether a look at a draft was begun and not ended: evidence is missing, or the judgement."""
    if missing_of(uow, examiners, version.post) or missing_text(uow, examiners, version.post):
        return True
    judged = uow.decisions.of(version.id)[-1:]
    return not judged or judged[0].post_digest != version.post.digest


def missing_text(uow: UnitOfWork, examiners: Examiners, post: Post) -> tuple[Job, ...]:
    """Return the jobs on what stands written in the pictures of a post."""
    jobs = (text_job(examiners, post, file) for file in _to_read(uow, examiners, post))
    return tuple(job for job in jobs if not known(uow, job.key))


def _to_read(uow: UnitOfWork, examiners: Examiners, post: Post) -> Iterator[Original]:
    """Yield every picture, and the finished file of what was cut out of a large one."""
    for number, picture in enumerate(post.pictures, start=1):
        yield picture.original
        if digest := cut_file(uow, examiners, post, picture):
            yield Original(digest, f"finished picture {number}", 0)


def reading_job(examiners: Examiners, post: Post, original: Original) -> Job:
    """Return the job that opens one file."""

    def work(job: Job, data: bytes) -> Reading:
        try:
            facts = examiners.reader.read(data, original.filename)
        except PictureRefused as refusal:
            return Reading(job.key, post.id, original.digest, None, str(refusal), refusal.remedy)
        return Reading(job.key, post.id, original.digest, facts)

    return Job(
        cache_key(post.salt, original.digest, "pictures", examiners.reader.version),
        post.id,
        original,
        work,
    )


def search_job(examiners: Examiners, post: Post, original: Original) -> Job:
    """Return the job that searches one file for faces."""

    def work(job: Job, data: bytes) -> FaceSearch:
        try:
            faces = examiners.finder.find(data)
        except PictureRefused as refusal:
            return FaceSearch(job.key, post.id, original.digest, (), str(refusal))
        return FaceSearch(job.key, post.id, original.digest, faces)

    return Job(
        cache_key(post.salt, original.digest, "faces", examiners.finder.version),
        post.id,
        original,
        work,
    )


def text_job(examiners: Examiners, post: Post, original: Original) -> Job:
    """Return the job that reads what stands written in one file."""

    def work(job: Job, data: bytes) -> TextSearch:
        try:
            text = examiners.text.read(data)
        except PictureRefused as refusal:
            return TextSearch(job.key, post.id, original.digest, PictureText(), str(refusal))
        return TextSearch(job.key, post.id, original.digest, text)

    key = cache_key(post.salt, original.digest, "text", examiners.text.version)
    return Job(key, post.id, original, work)


def known(uow: UnitOfWork, key: str) -> bool:
    """Whether the result of a job is on record."""
    shelves = (uow.readings, uow.face_searches, uow.text_searches)
    return any(shelf.get(key) is not None for shelf in shelves)


def _do(records: Records, job: Job) -> None:
    with records.begin() as uow:
        if known(uow, job.key):
            return
        if not uow.jobs.claim(job.key, LEASE):
            raise BeingLookedAt(job.original.filename)
        data = uow.blobs.get(job.post, job.original.digest)
    try:
        result = job.work(job, data)
    except CouldNotCheck:
        with records.begin() as uow:
            uow.jobs.release(job.key)
        return
    with records.begin() as uow:
        store(uow, job, result)


def store(uow: UnitOfWork, job: Job, result: Found) -> None:
    """Keep what a job found, unless it is on record already."""
    if known(uow, job.key):
        return
    if isinstance(result, Reading):
        uow.readings.put(result)
    elif isinstance(result, TextSearch):
        uow.text_searches.put(result)
    else:
        uow.face_searches.put(result)
        _mint_sightings(uow, job, result)
    uow.jobs.finish(job.key)


def _mint_sightings(uow: UnitOfWork, job: Job, search: FaceSearch) -> None:
    known = tuple(s for s in uow.sightings.of(job.post) if s.original == search.original)
    for sighting in reconcile(known, search, uow.mint):
        uow.sightings.put(sighting, seen=uow.sightings.version(sighting.id))
