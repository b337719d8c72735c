"""A folder of people: one folder a person, its pictures in it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from gatekeeper.errors import UsageError

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif"})


@dataclass(frozen=True, slots=True)
class Person:
    """One person's folder. Its name is looked at by nobody but whoever runs the command."""

    folder: Path
    files: tuple[Path, ...]


class NoPeople(UsageError):
    """The folder does not hold one folder a person."""

    remedy = "Make one folder for each person and put that person's pictures into it."


def read_people(folder: Path) -> tuple[Person, ...]:
    """Return everybody in the folder, by name; a folder without a picture is nobody.

    Raises:
        NoPeople: there is no such folder, or there are no folders with pictures in it.
    """
    people = tuple(Person(below, pictures_in(below)) for below in _listed(folder) if below.is_dir())
    there = tuple(person for person in people if person.files)
    if not there:
        raise NoPeople(f"{folder} holds no folder with a picture in it.")
    return there


def drawn(people: tuple[Person, ...], most: int | None, seed: int) -> tuple[Person, ...]:
    """Return at most so many people, drawn by the seed, in their old order."""
    if most is None or most >= len(people):
        return people
    chosen = set(random.Random(seed).sample(range(len(people)), most))  # noqa: S311 - a sample
    return tuple(person for at, person in enumerate(people) if at in chosen)


def pictures_in(folder: Path) -> tuple[Path, ...]:
    """Return the pictures of one folder, by name."""
    return tuple(
        path for path in _listed(folder) if path.suffix.lower() in PICTURES and path.is_file()
    )


def pictures_below(folder: Path) -> tuple[Path, ...]:
    """Return the pictures of a folder and of all below it.

    Raises:
        NoPeople: there are none.
    """
    folders = (folder, *sorted(path for path in _walked(folder) if path.is_dir()))
    found = tuple(file for below in folders for file in pictures_in(below))
    if not found:
        raise NoPeople(f"{folder} holds no pictures.", "Name a folder with JPEG or PNG files.")
    return found


def _walked(folder: Path) -> tuple[Path, ...]:
    _listed(folder)
    return tuple(path for path in folder.rglob("*") if not path.name.startswith("."))


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except (OSError, ValueError) as error:  # ValueError: a name that no folder can have
        raise NoPeople(
            f"{folder} is not a folder that can be read.", "Check the name of the folder."
        ) from error
