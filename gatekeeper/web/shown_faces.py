"""Who was answered for and how, as the approver sees it on the file that goes out."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.faces.answer import facts_of
from gatekeeper.domain.answer import Answer, How, Said, settled
from gatekeeper.domain.picture import Box, Picture, Rendition
from gatekeeper.domain.post import Version
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Told:
    """One face that can be seen: where in the finished file, who it is, and who said so how."""

    number: int
    box: Box
    who: str
    how: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One finished picture: its number and size, each face named, and how many were not singly."""

    number: int
    width: int
    height: int
    faces: tuple[Told, ...]
    covered: int
    by_roll_call: int
    together: int

    @property
    def people(self) -> int:
        """How many people can be seen, by name or by roll call."""
        return sum(told.who != Said.NOBODY for told in self.faces) + self.by_roll_call


def shown_faces(uow: UnitOfWork, version: Version) -> tuple[Shown, ...]:
    """Return what was said of everybody in the pictures that go out."""
    channel = version.post.channels[0]
    pairs = [(n, p, p.rendition(channel)) for n, p in enumerate(version.post.pictures, start=1)]
    return tuple(_shown(uow, version, n, p, made) for n, p, made in pairs if made is not None)


def _shown(
    uow: UnitOfWork, version: Version, number: int, picture: Picture, made: Rendition
) -> Shown:
    answers, facts = uow.answers.of(version.id), facts_of(uow, picture)
    whole = Box(0, 0, facts.width, facts.height) if facts else Box(0, 0, made.width, made.height)
    crop = picture.recipe.crop or whole
    mine = [s for s in uow.sightings.of(version.id) if s.original == picture.original.digest]
    said = [(s, a) for s in mine if (a := settled(answers, s.id)) is not None]
    seen = [(s, a) for s, a in said if not picture.recipe.hides(s.face.box)]
    return Shown(
        number,
        made.width,
        made.height,
        tuple(
            Told(s.number, _in_file(s.face.box, crop, made), _who(uow, a), _how(uow, a))
            for s, a in sorted(seen, key=lambda pair: pair[0].number)
            if a.said is not Said.ROLL_CALL
        ),
        covered=sum(a.said is Said.COVERED for _, a in said),
        by_roll_call=sum(a.said is Said.ROLL_CALL for _, a in seen),
        together=sum(a.how in (How.TOGETHER, How.CONFIRMED) for _, a in seen),
    )


def _in_file(box: Box, crop: Box, made: Rendition) -> Box:
    """Return where a box of the original lies in the finished file (see `box_in_original`)."""
    scale = min(made.width / crop.width, made.height / crop.height)
    left = (made.width - crop.width * scale) / 2 + (box.left - crop.left) * scale
    top = (made.height - crop.height * scale) / 2 + (box.top - crop.top) * scale
    return Box(round(left), round(top), round(box.width * scale), round(box.height * scale))


def _who(uow: UnitOfWork, answer: Answer) -> str:
    if answer.said is Said.PUPIL and (pupil := uow.pupils.get(answer.who)) is not None:
        return pupil.called
    if answer.said is Said.ADULT and (adult := uow.adults.get(answer.who)) is not None:
        return adult.full_name
    return answer.said.value


def _how(uow: UnitOfWork, answer: Answer) -> str:
    by = uow.people.get(answer.by)
    name = by.name if by is not None else "somebody"
    return name if answer.how is How.SINGLY else f"{name}, {answer.how.value}"
