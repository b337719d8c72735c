"""One run: what both sides saw and measured is counted, alike for both."""

from __future__ import annotations

import platform
import statistics
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from gatekeeper.evidence.evaluate import telling
from gatekeeper.evidence.evaluate.collect import Collector, LeftOut, People, Register, Step
from gatekeeper.evidence.evaluate.face import Face
from gatekeeper.evidence.evaluate.ground_truth import GroupPicture
from gatekeeper.evidence.evaluate.missed import Missed, missed
from gatekeeper.evidence.evaluate.naming import Enrol, classes, everybody, name_all
from gatekeeper.evidence.evaluate.pairs import Closeness, Indices, Verification, all_pairs, verify
from gatekeeper.evidence.evaluate.people_folder import Person
from gatekeeper.evidence.evaluate.rates import counted
from gatekeeper.evidence.evaluate.report import Finding, Given, Report, Result, Side, Telling
from gatekeeper.evidence.evaluate.subject import Look, Subject
from gatekeeper.evidence.faces.version import finder_version

POSTS = 6
"""Group pictures on which the cost of a post is measured."""
Looks = Mapping[Path, Mapping[Side, Look]]


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is measured. Any of it may be empty."""

    people: tuple[Person, ...] = ()
    groups: tuple[GroupPicture, ...] = ()
    empty: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report, which names nobody; and the files left out, for whoever ran it."""

    report: Report
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Everything that was collected."""

    groups: Looks
    empty: Looks
    posts: Mapping[Side, list[float]]
    people: People
    register: Register | None


def evaluate(
    pictures: Pictures, subjects: Mapping[Side, Subject], *, seed: int, today: date, step: Step
) -> Outcome:
    """Measure gatekeeper, and whoever else is among the subjects, on the same pictures.

    Raises:
        CouldNotCheck: a model or the library to compare with is missing; before anything is read.
    """
    begun = time.monotonic()
    for subject in subjects.values():
        subject.peak()
    collector = Collector(subjects, step)
    seen = _collect(collector, pictures, seed)
    results = {side: _result(side, subjects[side], pictures, seen, seed) for side in subjects}
    report = Report(
        made_on=today,
        version=finder_version(),
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        seed=seed,
        given=_given(pictures, collector.left_out),
        results=results,
        seconds=round(time.monotonic() - begun, 1),
    )
    return Outcome(report, tuple(collector.left_out))


def _collect(collector: Collector, pictures: Pictures, seed: int) -> _Seen:
    groups = collector.looks((one.file for one in pictures.groups), "looking at groups")
    empty = collector.looks(pictures.empty, "looking where nobody is")
    with_faces = [one.file for one in pictures.groups if one.boxes or one.noses]
    posts = collector.post_seconds([file for file in with_faces if file in groups][: POSTS + 1])
    people = collector.people(pictures.people)
    register = collector.register(people, seed) if people.files else None
    return _Seen(groups, empty, posts, people, register)


def _given(pictures: Pictures, left_out: list[LeftOut]) -> Given:
    return Given(
        people=len(pictures.people),
        pictures_of_people=sum(len(one.files) for one in pictures.people),
        group_pictures=len(pictures.groups),
        faces_in_groups=sum(len(one.boxes) + len(one.noses) for one in pictures.groups),
        pictures_without_people=len(pictures.empty),
        left_out=Counter(one.why for one in left_out),
    )


def _result(side: Side, subject: Subject, pictures: Pictures, seen: _Seen, seed: int) -> Result:
    return Result(
        finding=_finding(side, pictures, seen),
        telling=_telling(side, seen.people, seen.register, seed)
        if seen.register and side in seen.people.sides
        else None,
        memory=subject.peak(),
    )


def _finding(side: Side, pictures: Pictures, seen: _Seen) -> Finding:
    empty = [both[side] for both in seen.empty.values()]
    looks = [both[side].seconds for both in (*seen.groups.values(), *seen.empty.values())]
    seconds = looks + [both[side].finding for both in seen.people.measured if side in both]
    posts = seen.posts[side][1:]  # at the first, a library may still be warming up
    return Finding(
        missed=_missed(side, pictures, seen.groups),
        false=sum(len(look.boxes) for look in empty) if empty else None,
        false_perhaps=sum(look.perhaps for look in empty),
        empty_with_false=counted(sum(bool(look.boxes) for look in empty), len(empty))
        if empty
        else None,
        pictures=len(seconds),
        seconds_a_picture=statistics.fmean(seconds) if seconds else 0.0,
        seconds_a_post=statistics.median(posts) if posts else None,
    )


def _missed(side: Side, pictures: Pictures, looks: Looks) -> Missed | None:
    seen = [one for one in pictures.groups if one.file in looks]
    return missed((one, looks[one.file][side].boxes) for one in seen) if seen else None


def _telling(side: Side, people: People, register: Register, seed: int) -> Telling:
    faces = people.faces(side)
    enrol = _enrol(side, people, register)
    seconds = [both[side].measuring for both in people.measured if both[side].face]
    ours = side is Side.GATEKEEPER
    everyone = tuple(sorted(register.pictures))
    return Telling(
        no_face=counted(len(people.files) - len(faces), len(people.files)),
        not_enrolled=counted(register.turned_down, register.tried) if ours else None,
        pairs=_pairs(side, people, seed),
        in_class=name_all(classes(register.shown, seed), enrol, seed),
        in_folder=name_all(everybody(register.shown, everyone), enrol, seed),
        faces=len(faces),
        seconds_a_face=statistics.fmean(seconds) if seconds else 0.0,
    )


def _enrol(side: Side, people: People, register: Register) -> Enrol:
    faces = people.faces(side)
    if side is Side.GATEKEEPER:
        return telling.our_naming(faces, register.templates)
    return telling.their_naming(faces, register.pictures)


def _pairs(side: Side, people: People, seed: int) -> Verification:
    """Compare every two pictures in which every side found a face, so that all have the same."""
    every = [people.faces(one) for one in people.sides]
    both = [at for at in range(len(people.files)) if all(at in faces for faces in every)]
    faces = tuple(people.faces(side)[at] for at in both)
    owners = np.unique([people.owners[at] for at in both], return_inverse=True)[1].astype(np.intp)
    return verify(all_pairs(owners, _closeness(side, faces, owners), seed), len(both), seed)


def _closeness(side: Side, faces: tuple[Face, ...], owners: Indices) -> Closeness:
    if side is Side.GATEKEEPER:
        return telling.our_closeness(faces, owners)
    return telling.their_closeness(faces)
