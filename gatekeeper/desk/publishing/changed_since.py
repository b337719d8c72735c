"""What has changed about a post since the headteacher last sent it back, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.decision import Decision
from gatekeeper.domain.picture import Picture
from gatekeeper.domain.post import Post, Version
from gatekeeper.domain.sign_off import Return
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class SentBack:
    """The last no to a post: whose it was (a name), and what is different since, in sentences."""

    no: Return
    by: str
    changed: tuple[str, ...]


def sent_back(uow: UnitOfWork, version: Version) -> SentBack | None:
    """Return the last no to a post; None where it was never sent back."""
    returned = uow.returns.of(version.id)
    if not returned:
        return None
    no = returned[-1]
    by = uow.people.get(no.by)
    return SentBack(no, by.name if by else "Somebody", tuple(_since(uow, version, no)))


def _since(uow: UnitOfWork, version: Version, no: Return) -> Iterator[str]:
    """Yield what is different; nothing only where the post and its answers are the same."""
    told = changed_since(uow, version)
    yield from told
    if version.number > no.version and not told:
        yield "Something else about it was changed."
    anew = {answer.sighting for answer in uow.answers.of(version.id) if answer.at > no.at}
    if anew:
        yield f"{len(anew)} answer{'' if len(anew) == 1 else 's'} about who is shown: new."


def changed_since(uow: UnitOfWork, version: Version) -> tuple[str, ...]:
    """Return what is different from the version that was sent back; nothing the first time."""
    returned = [item.version for item in uow.returns.of(version.id)]
    seen = [
        decision.dossier.post
        for decision in uow.decisions.of(version.id)
        if returned and decision.version <= returned[-1] and decision.dossier is not None
    ]
    return tuple(_differences(seen[-1], version.post)) if seen else ()


def changed_from(judged: Decision, version: Version) -> tuple[str, ...]:
    """Return what is different from what was judged; nothing where that is not kept any more."""
    before = judged.dossier
    return tuple(_differences(before.post, version.post)) if before is not None else ()


def _differences(before: Post, now: Post) -> Iterator[str]:
    if before.words != now.words:
        yield "The words are different."
    if before.channels != now.channels:
        yield "It is for other channels."
    if before.groups != now.groups:
        yield "It says that other groups are shown."
    if before.trip != now.trip:
        yield "It is about another trip."
    if _purpose(before) != _purpose(now):
        yield "What it is for is said differently."
    known = {picture.original.digest: picture for picture in before.pictures}
    for number, picture in enumerate(now.pictures, start=1):
        yield from _in_picture(number, known.pop(picture.original.digest, None), picture)
    if known:
        yield "One picture is out." if len(known) == 1 else f"{len(known)} pictures are out."


def _purpose(post: Post) -> tuple[str, ...]:
    return (post.objective, post.intended_outcome, post.elsewhere)


def _in_picture(number: int, before: Picture | None, now: Picture) -> Iterator[str]:
    if before is None:
        yield f"Picture {number} is new."
        return
    if before.recipe != now.recipe:
        yield f"Picture {number} is covered or cut differently."
    if before.alt_text != now.alt_text:
        yield f"Picture {number} is described differently."
