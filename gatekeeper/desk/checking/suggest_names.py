"""Asking for suggestions: only for faces that may be measured, and never in a post's way.

Whatever goes wrong here, everybody can be named by hand, so it is written down and said, and
stops nothing. Nothing is measured inside a transaction; what was allowed before measuring and is
not any more when it has ended is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.gather import LEASE
from gatekeeper.desk.matching.comparing import Matching, hidden, in_the_cut, matching
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.biometrics import Gallery
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.picture import Box
from gatekeeper.domain.post import Post
from gatekeeper.domain.suggestion import Suggested, Suggestion
from gatekeeper.errors import GatekeeperError
from gatekeeper.ports import FaceMatcher, Records, UnitOfWork

FAILED = "Comparing the faces failed."


@dataclass(frozen=True, slots=True)
class Comparison:
    """One original whose faces are to be compared with the gallery, and under which key."""

    key: str
    post: str
    original: str
    faces: Mapping[str, Box]
    gallery: Gallery


def suggest_names(records: Records, examiners: Examiners, post: str) -> None:
    """Compare the faces of a post that may be measured and were not yet; store what is suggested.

    A comparison that failed is stored with its reason and tried again at the next check.
    """
    matcher = examiners.matcher
    if matcher is None:
        return
    with records.begin() as uow:
        wanted = comparisons(uow, matcher, find_post(uow, post).post)
    for comparison in wanted:
        _compare(records, matcher, comparison)


def comparisons(uow: UnitOfWork, matcher: FaceMatcher, post: Post) -> tuple[Comparison, ...]:
    """Return the comparisons that are allowed now and whose results are not on record."""
    allowed = matching(uow, post.groups)
    if allowed is None:
        return ()
    wanted = (comparison(uow, matcher, allowed, post, p.original.digest) for p in post.pictures)
    return tuple(item for item in wanted if item.faces and not _known(uow, item.key))


def comparison(
    uow: UnitOfWork, matcher: FaceMatcher, allowed: Matching, post: Post, original: str
) -> Comparison:
    """Return what may be compared of one original now; perhaps no face at all."""
    sightings = in_the_cut(post, original, uow.sightings.of(post.id))
    rolls = (roll for roll in uow.roll_calls.of(post.id) if roll.original == original)
    faces = allowed.faces(post, sightings, uow.answers.of(post.id), rolls)
    return Comparison(
        key=allowed.key(post, sightings, original, matcher.version),
        post=post.id,
        original=original,
        faces={face: box for face, box in faces.items() if not hidden(post, original, box)},
        gallery=allowed.gallery,
    )


def _known(uow: UnitOfWork, key: str) -> bool:
    suggested = uow.suggestions.get(key)
    return suggested is not None and not suggested.refusal


def _compare(records: Records, matcher: FaceMatcher, wanted: Comparison) -> None:
    with records.begin() as uow:
        if not uow.jobs.claim(wanted.key, LEASE):
            return
    found, refusal = _found(records, matcher, wanted)
    with records.begin() as uow:
        _store(uow, matcher, wanted, found, refusal)


def _found(
    records: Records, matcher: FaceMatcher, wanted: Comparison
) -> tuple[tuple[Suggestion, ...], str]:
    def load() -> bytes:
        with records.begin() as uow:
            return uow.blobs.get(wanted.post, wanted.original)

    return compared(matcher, wanted, load)


def compared(
    matcher: FaceMatcher, wanted: Comparison, load: Callable[[], bytes]
) -> tuple[tuple[Suggestion, ...], str]:
    """Return what the matcher suggests, or nothing and why; `load` returns the picture's bytes."""
    try:
        found = matcher.suggest(load(), wanted.faces, wanted.gallery)
    except GatekeeperError as error:
        return (), str(error)
    except Exception:  # noqa: BLE001  whatever a matcher dies of, everybody can be named by hand
        return (), FAILED
    return (found, "") if _sound(found, wanted) else ((), FAILED)


def _sound(found: tuple[Suggestion, ...], wanted: Comparison) -> bool:
    """Whether it answers what was asked, with enrolled children, none of them first twice."""
    enrolled = {enrolment.pupil for enrolment in wanted.gallery.enrolments}
    named = {candidate.pupil for suggestion in found for candidate in suggestion.candidates}
    firsts = [suggestion.first.pupil for suggestion in found if suggestion.first]
    asked = [suggestion.sighting for suggestion in found] == list(wanted.faces)
    return asked and named <= enrolled and len(set(firsts)) == len(firsts)


def _store(
    uow: UnitOfWork,
    matcher: FaceMatcher,
    wanted: Comparison,
    found: tuple[Suggestion, ...],
    refusal: str,
) -> None:
    if not refusal:
        details = {"faces": str(len(wanted.faces))}
        uow.ledger.append("faces.compared", actor=SCHOOL, subject=wanted.post, details=details)
    post = find_post(uow, wanted.post).post
    now = {item.key: item for item in comparisons(uow, matcher, post)}
    if wanted.key not in now:
        uow.jobs.release(wanted.key)
        return
    still = tuple(s for s in found if s.sighting in now[wanted.key].faces)
    _put(
        uow,
        Suggested(
            id=wanted.key,
            post=wanted.post,
            original=wanted.original,
            version=matcher.version,
            suggestions=still,
            made_at=uow.now,
            refusal=refusal,
        ),
    )
    if refusal:
        uow.jobs.release(wanted.key)
        return
    uow.jobs.finish(wanted.key)


def _put(uow: UnitOfWork, suggested: Suggested) -> None:
    before = uow.suggestions.get(suggested.id)
    if before is None or replace(before, made_at=suggested.made_at) != suggested:
        uow.suggestions.put(suggested, seen=uow.suggestions.version(suggested.id))
