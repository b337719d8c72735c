"""The result in a few lines for the terminal: what goes wrong, the most frequent first."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.evidence.evaluate import telling_page
from gatekeeper.evidence.evaluate.rates import Rate
from gatekeeper.evidence.evaluate.report import Report, Result, Side
from gatekeeper.evidence.evaluate.say import whole


def lines(report: Report) -> Iterator[str]:
    """Yield the errors of gatekeeper, worst first, each with the others' figures beside it."""
    others = {side: dict(errors(one)) for side, one in report.results.items()}
    del others[Side.GATEKEEPER]
    for what, rate in worst_first(report.ours):
        yield f"{what}: {whole(rate)}"
        for side, told in others.items():
            if what in told:
                yield f"    {side.value}: {whole(told[what])}"


def worst_first(result: Result) -> list[tuple[str, Rate]]:
    """Return what goes wrong, as a sentence without its end and a rate."""
    return sorted(errors(result), key=lambda error: -(error[1].share or 0))


def errors(result: Result) -> Iterator[tuple[str, Rate]]:
    """Yield what goes wrong in the order of the page."""
    finding = result.finding
    if finding.missed and finding.missed.counting.total:
        yield "A face of 24 pixels or more is not found", finding.missed.counting
    if finding.empty_with_false:
        yield "A face is seen in a picture without people", finding.empty_with_false
    yield from telling_page.errors(result)
