"""The page that a data protection officer reads: what was measured, what it means, what was not.

One HTML file without scripts, fonts or pictures from elsewhere. It names no file and no person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from gatekeeper.evidence.evaluate import prose, telling_page
from gatekeeper.evidence.evaluate.markup import figure, paragraph, points, section, table
from gatekeeper.evidence.evaluate.missed import Band, Missed
from gatekeeper.evidence.evaluate.pairs_page import KINDS
from gatekeeper.evidence.evaluate.plot import Bar, bars
from gatekeeper.evidence.evaluate.report import Given, Report, Result, Side, ratios
from gatekeeper.evidence.evaluate.say import cell, megabytes, seconds, times, whole
from gatekeeper.evidence.evaluate.style import CSS
from gatekeeper.evidence.evaluate.summary import worst_first

TITLE = "How well faces are found and told apart"


def page(report: Report) -> str:
    """Return the whole page."""
    parts = (
        _opening(report),
        _in_short(report),
        section("What this means for children", points(prose.FOR_CHILDREN)),
        _missed(report),
        _false(report),
        *telling_page.sections(report),
        _cost(report),
        _not_measured(report),
        _how(report),
    )
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{TITLE}</title><style>{CSS}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def _opening(report: Report) -> str:
    beside = " beside face_recognition as it comes" if report.theirs else ""
    words = f"Measured on {report.made_on:%-d %B %Y}{beside}, on the same pictures in one run."
    return f"<h1>{TITLE}</h1>{paragraph(words)}{_given(report.given)}"


def _given(given: Given) -> str:
    told = [
        ("pictures of one person each", given.pictures_of_people, f"{given.people:,} people"),
        ("group pictures", given.group_pictures, f"{given.faces_in_groups:,} faces marked"),
        ("pictures without people", given.pictures_without_people, ""),
    ]
    rows = [(what, f"{number:,}", of) for what, number, of in told if number]
    rows += [(f"left out: {why}", f"{n:,}", "") for why, n in given.left_out.items()]
    return table("What was handed in", ("", "pictures", ""), rows)


def _in_short(report: Report) -> str:
    items = [f"{what}: {whole(rate)}." for what, rate in worst_first(report.ours)]
    return section(
        "In short, worst first",
        paragraph(prose.IN_SHORT),
        points(items or ["Nothing could be counted."], ordered=True),
    )


def _missed(report: Report) -> str:
    seen = {side: one.finding.missed for side, one in report.results.items()}
    there = {side: one for side, one in seen.items() if one is not None}
    if not there:
        return ""
    drawn = bars(
        "Faces missed, by their height",
        "Bars: the share of faces that were not found, for each height, with intervals. The same "
        "numbers are in the table below.",
        [
            Bar(_label(band, side), KINDS[side], one.bands[band])
            for band in there[Side.GATEKEEPER].bands
            for side, one in there.items()
        ],
    )
    return section(
        "Faces that were missed",
        paragraph(prose.MISSED),
        paragraph(prose.QUICK) if Side.QUICK in there else "",
        table("Faces missed, by their height in pixels", ("", *there), _bands(there)),
        figure(drawn, prose.BARS),
    )


def _label(band: Band, side: Side) -> str:
    pixels = "" if band is Band.UNKNOWN else " px"
    return band.value + pixels if side is Side.GATEKEEPER else ""


def _bands(there: Mapping[Side, Missed]) -> Iterator[tuple[str, ...]]:
    yield "24 and more", *(cell(one.counting) for one in there.values())
    for band in there[Side.GATEKEEPER].bands:
        yield f"– {band.value}", *(cell(one.bands[band]) for one in there.values())
    yield (
        "findings beside the marked faces, true or not",
        *(f"{one.besides:,}" for one in there.values()),
    )


def _false(report: Report) -> str:
    seen = [one.finding for one in report.results.values()]
    if report.ours.finding.false is None:
        return ""
    rows = [
        ("faces", *(f"{one.false:,}" for one in seen)),
        ("of them “perhaps a face”", *(f"{one.false_perhaps:,}" for one in seen)),
        ("pictures in which there is one", *(cell(one.empty_with_false) for one in seen)),
    ]
    return section(
        "Faces seen where nobody is",
        paragraph(prose.FALSE),
        table("False faces", ("", *report.results), rows),
    )


def _cost(report: Report) -> str:
    ratio = ratios(report)
    rows = [
        (
            "finding, a picture as it came",
            *_each(report, _a_picture),
            times(ratio.get("cpu_a_picture")),
        ),
        (
            "finding, a group picture of 1080 × 1350",
            *_each(report, _a_post),
            times(ratio.get("cpu_a_post")),
        ),
        ("measuring one face", *_each(report, _a_face), times(ratio.get("cpu_a_face"))),
        (
            "most memory held",
            *_each(report, lambda one: megabytes(one.memory)),
            times(ratio.get("memory")),
        ),
    ]
    names = [side.value for side in report.results]
    return section(
        "Time and memory",
        paragraph(
            "CPU seconds of the process that looks at pictures; opening a file counts for nobody. "
            "gatekeeper measures a face in two ways, of which the second is what face_recognition "
            f"does. The whole run took {report.seconds:,.0f} seconds on the clock."
        ),
        table(
            "What it costs",
            ("", *names, *(["ratio"] if report.theirs else [])),
            [row if report.theirs else row[:-1] for row in rows],
        ),
    )


def _each(report: Report, say: Callable[[Result], str]) -> tuple[str, ...]:
    return tuple(say(result) for result in report.results.values())


def _a_picture(one: Result) -> str:
    return seconds(one.finding.seconds_a_picture) if one.finding.pictures else "–"


def _a_post(one: Result) -> str:
    return seconds(one.finding.seconds_a_post)


def _a_face(one: Result) -> str:
    return seconds(one.telling.seconds_a_face) if one.telling and one.telling.faces else "–"


def _not_measured(report: Report) -> str:
    given, missing = report.given, []
    if not given.group_pictures:
        missing.append("Missed faces: no group pictures with marked faces were handed in.")
    if not given.pictures_without_people:
        missing.append("False faces: no pictures without people were handed in.")
    if not given.people:
        missing.append("Telling people apart: no folders of people were handed in.")
    missing += telling_page.not_measured(report.ours)
    return section("What was not measured", points([*missing, *prose.NEVER]))


def _how(report: Report) -> str:
    return section(
        "How it was measured",
        points((*prose.HOW, f"Drawn with the seed {report.seed}: {prose.SAME}")),
        paragraph(f"{report.machine}. {report.version}", "quiet"),
    )
