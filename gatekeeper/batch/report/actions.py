"""The list of things to do as a table that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gatekeeper.batch.report.gathered import Gathered, Told
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.audit import Call
from gatekeeper.domain.finding import Finding

COLUMNS = ("what to do", "posted", "channel", "post", "why", "how", "rule", "clause", "who", "done")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(told: Gathered) -> Iterator[tuple[str, ...]]:
    """Yield a row for each finding of a post that is to be taken down or asked about."""
    for call in (Call.TAKE_DOWN, Call.ASK):
        for post in told.of(call):
            yield from (_row(call, post, finding) for finding in post.said.findings)


def actions_csv(told: Gathered) -> str:
    """Return the rows as CSV with a byte-order mark, so that Excel reads it as UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in rows(told))
    return "\ufeff" + file.getvalue()


def _row(call: Call, post: Told, finding: Finding) -> tuple[str, ...]:
    at, out = post.live.post.at, post.live.post
    return (
        call.words,
        f"{at.astimezone(LONDON):%d/%m/%Y}" if at else "",
        out.channel.brand,
        out.link or out.id,
        finding.sentence,
        finding.remedy,
        finding.rule,
        finding.clause,
        "",
        "",
    )


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
