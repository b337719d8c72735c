"""Every picture is shown to both, one after the other, and what they say is kept side by side.

A picture that one of them cannot judge counts for neither, and is said to be left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from gatekeeper.domain.biometrics import Template
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.evaluate.face import Face
from gatekeeper.evidence.evaluate.naming import ENROLLED
from gatekeeper.evidence.evaluate.people_folder import Person
from gatekeeper.evidence.evaluate.report import Side
from gatekeeper.evidence.evaluate.subject import Look, Measured, Subject
from gatekeeper.evidence.pictures.limits import MAX_BYTES

T = TypeVar("T")
Step = Callable[[str, int, int], None]
"""Told after each picture: what is being done, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A picture that counts for neither, and why."""

    file: Path
    why: str


@dataclass(frozen=True, slots=True)
class Register:
    """Who is enrolled. Keys are people's numbers; pictures have numbers too."""

    templates: Mapping[int, tuple[tuple[Template, ...], ...]]
    """What gatekeeper keeps of each person."""
    pictures: Mapping[int, tuple[int, ...]]
    """The pictures that were enrolled, of each person."""
    shown: Mapping[int, tuple[int, ...]]
    """The other pictures, of each person of whom two were enrolled and another one is left."""
    tried: int
    turned_down: int


@dataclass(frozen=True, slots=True)
class People:
    """Every picture of a person that both could judge, numbered; whose it is; what was measured."""

    files: tuple[Path, ...]
    owners: tuple[int, ...]
    measured: tuple[Mapping[Side, Measured], ...]
    sides: tuple[Side, ...]

    def faces(self, side: Side) -> dict[int, Face]:
        """Return the faces that one side measured, by the picture's number."""
        found = {at: both[side].face for at, both in enumerate(self.measured)}
        return {at: face for at, face in found.items() if face is not None}

    def of(self, person: int) -> tuple[int, ...]:
        """Return the numbers of a person's pictures."""
        return tuple(at for at, owner in enumerate(self.owners) if owner == person)


@dataclass
class Collector:
    """Shows pictures to both sides and remembers what had to be left out."""

    subjects: Mapping[Side, Subject]
    step: Step
    left_out: list[LeftOut] = field(default_factory=list)

    def looks(self, files: Iterable[Path], what: str) -> dict[Path, dict[Side, Look]]:
        """Return what each side finds in each picture."""
        return self._shown(tuple(files), what, lambda subject, data: subject.find(data))

    def people(self, people: tuple[Person, ...]) -> People:
        """Return what each side measures of everybody's pictures."""
        owners = {file: number for number, one in enumerate(people) for file in one.files}
        sides = tuple(side for side in self.subjects if side is not Side.QUICK)
        seen = self._shown(
            tuple(owners), "measuring faces", lambda subject, data: subject.measure(data), sides
        )
        whose = tuple(owners[file] for file in seen)
        return People(tuple(seen), whose, tuple(seen.values()), sides)

    def post_seconds(self, files: Iterable[Path]) -> dict[Side, list[float]]:
        """Return the CPU seconds of finding faces in pictures at the size of a post, warm."""
        seen = self._shown(
            tuple(files), "timing posts", lambda subject, data: subject.find_in_post(data)
        )
        return {side: [both[side] for both in seen.values()] for side in self.subjects}

    def register(self, people: People, seed: int) -> Register:
        """Enrol two pictures of everybody, drawn by the seed, as the product would."""
        numbers = sorted(set(people.owners))
        drawn = {}
        for done, person in enumerate(numbers, 1):
            drawn[person] = self._enrolled(people, person, seed)
            self.step("enrolling", done, len(numbers))
        return Register(
            templates={who: one.templates for who, one in drawn.items()},
            pictures={who: one.pictures for who, one in drawn.items()},
            shown={who: one.left for who, one in drawn.items() if one.whole},
            tried=sum(one.tried for one in drawn.values()),
            turned_down=sum(one.turned_down for one in drawn.values()),
        )

    def _enrolled(self, people: People, person: int, seed: int) -> _Enrolled:
        pictures = list(people.of(person))
        if len(pictures) <= ENROLLED:
            return _as_measured(people, pictures)
        random.Random(f"{seed} {person}").shuffle(pictures)  # noqa: S311 - a sample
        one = _Enrolled()
        for at in pictures:
            if len(one.pictures) == ENROLLED:
                break
            one.tried += 1
            templates = self._templates(people.files[at])
            if templates:
                one.templates += (templates,)
                one.pictures += (at,)
            else:
                one.turned_down += 1
        one.left = tuple(at for at in sorted(pictures) if at not in one.pictures)
        return one

    def _templates(self, file: Path) -> tuple[Template, ...]:
        try:
            return self.subjects[Side.GATEKEEPER].enrol(file.read_bytes())
        except PictureRefused:
            return ()

    def _shown(
        self,
        files: tuple[Path, ...],
        what: str,
        ask: Callable[[Subject, bytes], T],
        sides: Iterable[Side] = tuple(Side),
    ) -> dict[Path, dict[Side, T]]:
        subjects = {side: one for side, one in self.subjects.items() if side in sides}
        seen = {}
        for done, file in enumerate(files, 1):
            both = self._both(file, ask, subjects)
            if both is not None:
                seen[file] = both
            self.step(what, done, len(files))
        return seen

    def _both(
        self, file: Path, ask: Callable[[Subject, bytes], T], subjects: Mapping[Side, Subject]
    ) -> dict[Side, T] | None:
        both: dict[Side, T] = {}
        for side, subject in subjects.items():
            try:
                both[side] = ask(subject, _read(file))
            except PictureRefused:
                self.left_out.append(LeftOut(file, "cannot be opened as a picture"))
                return None
            except CouldNotCheck:
                self.left_out.append(LeftOut(file, f"{side.value} could not finish it"))
                return None
        return both


@dataclass
class _Enrolled:
    templates: tuple[tuple[Template, ...], ...] = ()
    pictures: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    tried: int = 0
    turned_down: int = 0

    @property
    def whole(self) -> bool:
        """Whether the person can be looked for: two enrolled, and another picture to show."""
        return len(self.pictures) == ENROLLED and bool(self.left)


def _as_measured(people: People, pictures: list[int]) -> _Enrolled:
    """Return somebody of whom there are few pictures, only to be mistaken for others."""
    faces = people.faces(Side.GATEKEEPER)
    return _Enrolled(tuple(faces[at].templates for at in pictures if at in faces), tuple(pictures))


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise PictureRefused("The file is too large.")
        return file.read_bytes()
    except OSError as error:
        raise PictureRefused("The file cannot be read.") from error
