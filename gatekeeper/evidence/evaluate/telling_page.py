"""The part of the page that is about telling people apart."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.evidence.evaluate.markup import paragraph, section, table
from gatekeeper.evidence.evaluate.naming import CLASS, Naming
from gatekeeper.evidence.evaluate.pairs_page import one_or_two
from gatekeeper.evidence.evaluate.rates import Rate
from gatekeeper.evidence.evaluate.report import Report, Result, Side, Telling
from gatekeeper.evidence.evaluate.say import cell, percent, share_of


def sections(report: Report) -> Iterator[str]:
    """Yield what there is to say about telling apart."""
    told = {side: one.telling for side, one in report.results.items() if one.telling}
    if not told:
        return
    yield _faces(told)
    for title, which in (("in a class", "in_class"), ("in the whole folder", "in_folder")):
        named = {side: getattr(one, which) for side, one in told.items()}
        if all(named.values()):
            yield _names(title, named)
    if any(one.pairs.one_person or one.pairs.strangers for one in told.values()):
        yield one_or_two({side: one.pairs for side, one in told.items()})


def errors(ours: Result) -> Iterator[tuple[str, Rate]]:
    """Yield what goes wrong with gatekeeper, as a sentence without its end and a rate."""
    telling = ours.telling
    if telling is None:
        return
    yield (
        "No face is found in a picture of one person, or none that can be measured",
        telling.no_face,
    )
    for where, naming in (("in a class", telling.in_class), ("in the folder", telling.in_folder)):
        if naming:
            yield from _naming_errors(f"{where} of {naming.enrolled} enrolled", naming)
    at = telling.pairs.wanted[0.0001] or telling.pairs.wanted[0.001]
    if at:
        strangers = share_of(at.strangers_accepted)
        yield (
            f"The right person is refused where {strangers} of strangers are accepted",
            (at.right_refused),
        )


def not_measured(ours: Result) -> list[str]:
    """Return what could not be measured for want of pictures."""
    telling = ours.telling
    if telling is None:
        return []
    missing = []
    if telling.in_class is None:
        missing.append(
            "Which name comes first: that takes at least two people with three usable pictures "
            "each, two to enrol and one to show."
        )
    elif telling.in_class.enrolled < CLASS:
        missing.append(
            f"A class of {CLASS}: only {telling.in_class.enrolled} people have enough pictures. "
            "Fewer people are easier to tell apart."
        )
    missing += [
        f"{percent(share)} of strangers accepted: that takes {round(1 / share):,} pairs of two "
        f"people or more, and two pictures of one person; there were {telling.pairs.strangers:,} "
        f"and {telling.pairs.one_person:,}."
        for share, at in telling.pairs.wanted.items()
        if at is None
    ]
    return missing


def _naming_errors(where: str, naming: Naming) -> Iterator[tuple[str, Rate]]:
    first = naming.first
    wrong = Rate(
        first.total - first.count, first.total, 1 - first.high, 1 - first.low, first.method
    )
    yield f"The right name is not the first, {where}", wrong
    if naming.wrong_unasked.total:
        yield f"A wrong name is first and nothing says look closely, {where}", naming.wrong_unasked
    if naming.strangers_named.total:
        yield (
            f"Somebody who is not enrolled is given a name, {where}",
            naming.strangers_named,
        )
        yield (
            f"Somebody who is not enrolled, and nothing says look closely, {where}",
            naming.strangers_unasked,
        )


def _faces(told: dict[Side, Telling]) -> str:
    rows = [
        ("no face found, or none to measure", *(cell(one.no_face) for one in told.values())),
        ("turned down for enrolling", *(cell(one.not_enrolled) for one in told.values())),
    ]
    return section(
        "Pictures of one person",
        paragraph(
            "A picture is turned down for enrolling when it shows nobody or several people, or "
            "when the face is small, blurred or turned away. face_recognition takes any face."
        ),
        table("What could not be used", ("", *told), rows),
    )


ROWS = (
    ("the right name first", "first"),
    ("the right name among the first three", "first_three"),
    ("no name at all", "nobody"),
    ("a wrong name first, with nothing that says look closely", "wrong_unasked"),
    ("not enrolled, yet given a name", "strangers_named"),
    ("not enrolled, given a name, with nothing that says look closely", "strangers_unasked"),
)


def _names(title: str, named: dict[Side, Naming]) -> str:
    ours = named[Side.GATEKEEPER]
    rows = [
        (what, *(cell(getattr(one, name)) for one in named.values()))
        for what, name in ROWS
        if getattr(ours, name).total
    ]
    drawn = f", drawn {ours.groups} times" if ours.groups > 1 else ""
    return section(
        f"The right name first, {title}",
        paragraph(
            f"{ours.enrolled} people enrolled at once{drawn}, two pictures of each where there are "
            "three or more; every other picture was then shown. Where face_recognition gives a "
            "name, it gives no reason to look closely. Somebody who is not enrolled stands for a "
            "child whose family said no."
        ),
        table(f"Names, {title}", ("", *named), rows),
    )
