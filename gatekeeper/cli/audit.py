"""`gatekeeper audit`: judge everything that is already published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.archive.filmed import Filmed
from gatekeeper.batch.audit import Audit, run_audit
from gatekeeper.batch.crew import open_crew
from gatekeeper.bootstrap import open_archive, open_own_account, read_book
from gatekeeper.cli.audit_progress import told_along
from gatekeeper.cli.audit_school import audited_school, write_report
from gatekeeper.cli.options import As, Desk, Json, desk
from gatekeeper.desk.audit.audit_run import (
    Scope,
    find_audit,
    judgements,
    start_audit,
    take_up,
)
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.audit import AuditRun, Call, Judgement, LivePost
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.people import Duty
from gatekeeper.errors import UsageError
from gatekeeper.ports import Archive

audit = typer.Typer(help="Judge what is already published.", no_args_is_help=True)
EXIT = {Call.FINE: 0, Call.LOOK: 10, Call.COULD_NOT_CHECK: 30, Call.ASK: 10, Call.TAKE_DOWN: 20}
OWN = "@instagram"
NOTHING = (
    "nothing was judged, so this counts as no audit; look whether the archive is the right one"
)
NOT_TAKEN_UP = "An audit that was cut off may have looked quickly at some posts."
ANEW = "Leave `--resume` out: what was looked at thoroughly is kept, and not looked at again."
SHOWN = 20
"""How many posts are listed at the terminal; all of them are in the report."""

Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Leave out posts before this day.")
]
Until = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Leave out posts after this day.")
]


AsOf = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], help="Ask the permissions of this day, as on record by its end."
    ),
]
Rules = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        help="A trial by the rule book in this folder, which need not be adopted.",
    ),
]


@audit.command("run")
def run(
    ctx: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(
            help="An export, a folder or a ZIP of posts; or @instagram, the school's own account "
            "through the official API (GATEKEEPER_INSTAGRAM_TOKEN)."
        ),
    ],
    channel: Annotated[
        ChannelName, typer.Option(help="Where these were posted, if the archive does not say.")
    ] = ChannelName.INSTAGRAM,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    rules: Rules = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Pictures examined at once; each needs 1 GB.")
    ] = 1,
    cluster: Annotated[
        str,
        typer.Option(
            help="Examine on the school's own Dask cluster instead: tls://SCHEDULER:8786, with "
            "certificates (GATEKEEPER_CLUSTER_CA, _CERTIFICATE, _KEY)."
        ),
    ] = "",
    thorough: Annotated[
        bool,
        typer.Option(help="Look for faces as in a post that is to go out: slower by far."),
    ] = False,
    resume: Annotated[bool, typer.Option(help="Go on with one that was cut off.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the report and the list of things to do here.")
    ] = None,
    follow: Annotated[bool, typer.Option(help="Print a line of JSON after each post.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Judge every post of an archive by the rules and permissions of today."""
    named = OWN if str(source) == OWN else str(source.resolve())
    day = as_of.date() if as_of else None
    scope = Scope(named, _from(since), _to(until), day, trial=rules is not None)
    with audited_school(ctx, source, as_json) as opened:
        if thorough and resume:
            raise UsageError(NOT_TAKEN_UP, ANEW)
        home = _judged_by(opened, rules)
        archive = _archive(home, named, channel)
        starting = open_crew(home.app, home.settings, workers, cluster, thorough=thorough)
        with starting as crew, told_along(crew.notes, follow, as_json) as tell:
            if not cluster:
                crew.examiners.finder.get_ready()
            with home.deed(who) as (uow, actor):
                begin = take_up if resume else start_audit
                started = begin(uow, home.app.school, actor, scope)
            finished = run_audit(Audit(home.app, actor, started, archive), crew, tell)
        if report is not None:
            write_report(home, finished, archive, report)
        return _show(home, finished)


@audit.command("report")
def report_again(
    ctx: typer.Context,
    to: Annotated[Path, typer.Argument(help="The folder that gets the report.")],
    name: Annotated[
        str, typer.Option("--audit", help="Which audit; the newest if not given.")
    ] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Write an audit's report again, with pictures where the archive is still in its place."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            actor.require(uow, Duty.AUDIT)
            run = find_audit(uow, name)
        written = write_report(home, run, _still_there(home, run.source), to)
        home.done(f"Written: {written}", report=str(written))


def _judged_by(home: Desk, rules: Path | None) -> Desk:
    """Return the desk with another rule book on it, for this run alone."""
    if rules is None:
        return home
    school = replace(home.app.school, book=read_book(rules))
    return replace(home, app=replace(home.app, school=school))


def _still_there(home: Desk, source: str) -> Archive | None:
    there = source == OWN or Path(source).exists()
    return _archive(home, source, ChannelName.INSTAGRAM) if there else None


@audit.command("show")
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The audit's id; the newest if not given.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Show what an audit said, the worst first, to whoever may audit."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            actor.require(uow, Duty.AUDIT)
            found = find_audit(uow, name)
        return _show(home, found)


def _archive(home: Desk, named: str, channel: ChannelName) -> Archive:
    films = home.app.examiners.films
    own = named == OWN
    archive = open_own_account(home.settings) if own else open_archive(Path(named), channel)
    return Filmed(archive, films) if films else archive


def _from(day: datetime | None) -> datetime | None:
    return day and day.replace(tzinfo=LONDON)


def _to(day: datetime | None) -> datetime | None:
    return day and datetime.combine(day, time.max, LONDON)


def _show(home: Desk, run: AuditRun) -> int:
    with home.app.records.begin() as uow:
        said = judgements(uow, run.id)
        posts = {one.live: live for one in said if (live := uow.live_posts.get(one.live))}
    calls = Counter(one.call for one in said)
    facts = {
        "ok": True,
        "audit": run.id,
        "remarks": run.remarks,
        "looked": run.looked,
        "as_of": run.as_of,
        "trial": run.trial,
        "finished": run.finished_at,
        "calls": {call.words: calls[call] for call in reversed(Call)},
        "unreadable": [(one.where, one.why) for one in run.unreadable],
        "school": _about_school(run, said),
        "posts": [_facts(one, posts[one.live]) for one in said],
    }
    home.out(facts, lambda console: _print(console, run, said, posts))
    worst = max(calls, default=Call.FINE)
    if run.unreadable or run.finished_at is None or not said:
        worst = max(worst, Call.COULD_NOT_CHECK)
    return EXIT[worst]


def _facts(said: Judgement, live: LivePost) -> dict[str, object]:
    return {
        "post": live.post.called,
        "channel": live.post.channel,
        "at": live.post.at,
        "call": said.call.words,
        "findings": [_finding(finding) for finding in said.findings],
        "faces": said.faces,
        "untold": said.untold,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "verdict": finding.verdict.name,
        "say": finding.sentence,
        "do": finding.remedy,
        "clause": finding.clause,
    }


def _about_school(run: AuditRun, said: Sequence[Judgement]) -> list[dict[str, object]]:
    """Return what was found in the school's records, or of all posts together, each once."""
    return [_finding(finding) for finding in _once(run, said)]


def _once(run: AuditRun, said: Sequence[Judgement]) -> Iterable[Finding]:
    found = (*(finding for one in said for finding in one.school), *run.of_all)
    return {finding.key: finding for finding in found}.values()


def _print_once(console: Console, run: AuditRun, said: Sequence[Judgement]) -> None:
    """Print what is the same for many posts: what was not told, and the school's own records."""
    untold = Counter(what for one in said for what in one.untold)
    for what, count in untold.most_common():
        console.print(Text(f"Could not check in {count} of {len(said)}: {what}."))
    about = (f"{f.sentence} {f.remedy}" for f in _once(run, said))
    for sentence in dict.fromkeys(about):
        console.print(Text(f"About the school: {sentence}"))


def _print(
    console: Console, run: AuditRun, said: Sequence[Judgement], posts: dict[str, LivePost]
) -> None:
    calls = Counter(one.call for one in said)
    counted = ", ".join(f"{calls[call]} {call.words}" for call in reversed(Call) if calls[call])
    for remark in run.remarks:
        console.print(Text(remark, style="bold"))
    for how in run.looked:
        console.print(Text(how))
    console.print(Text(f"{len(said)} posts: {counted or NOTHING}."))
    _print_once(console, run, said)
    for one in said[:SHOWN]:
        console.print(
            Text(f"{one.call.words.upper()}  {posts[one.live].post.called}", style="bold")
        )
        for finding in one.findings:
            console.print(Text(f"  {finding.sentence} ({finding.rule}, {finding.clause})"))
            console.print(Text(f"    → {finding.remedy}"))
        if one.faces:
            console.print(Text(f"  {one.faces} faces of which nobody has said who they are."))
    for place in run.unreadable:
        console.print(Text(f"COULD NOT READ  {place.where}: {place.why}"))
    if len(said) > SHOWN:
        console.print(Text(f"And {len(said) - SHOWN} more: `gatekeeper audit show --json`."))
    if run.finished_at is None:
        console.print(Text("This audit was cut off: `gatekeeper audit run SOURCE --resume`."))
