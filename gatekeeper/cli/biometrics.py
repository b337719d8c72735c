"""`gatekeeper biometrics`: the lock on telling faces apart, and what families say about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli.options import As, Desk, Json, desk
from gatekeeper.cli.words import day
from gatekeeper.desk.faces.answers_file import find_pupil
from gatekeeper.desk.matching.destroy_faces import destroy_leavers_once_a_day
from gatekeeper.desk.matching.disable_matching import Destroyed, disable_matching
from gatekeeper.desk.matching.enable_matching import Opening, enable_matching, set_scope
from gatekeeper.desk.matching.matching_state import MatchingState, matching_state
from gatekeeper.desk.matching.record_biometrics import SaidOfMeasuring, record_biometrics
from gatekeeper.desk.matching.reference_pictures import switch_reference_pictures
from gatekeeper.domain.biometrics import BiometricKind, Scope
from gatekeeper.domain.wording import listed
from gatekeeper.records.database import where

biometrics = typer.Typer(
    help="Telling faces apart: shut until the DPO opens it.", no_args_is_help=True
)
DAY = ["%Y-%m-%d", "%d/%m/%Y"]
NOTHING = "Nobody is named by a machine, and everything else works."
WIDTH = {
    Scope.GROUP: "only pictures whose groups consist of children with biometric consent",
    Scope.TAPPED_OUT: "children without it are tapped, or said not to be there, first",
    Scope.SCHOOL: "every face that nobody has answered for",
}


class Said(StrEnum):
    """What may be recorded, as it is typed; each is the `BiometricKind` of the same name."""

    NOTIFIED = "notified"
    AGREED = "agreed"
    OBJECTED = "objected"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    WILLING = "willing"


class Switch(StrEnum):
    """On or off."""

    ON = "on"
    OFF = "off"


@biometrics.command("status")
def status(ctx: typer.Context, who: As = "", as_json: Json = False) -> None:
    """Say whether faces may be told apart, why not, how far, and who is enrolled."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        matcher = home.app.examiners.matcher
        with home.app.records.begin() as uow:
            destroy_leavers_once_a_day(uow)
            seen = matching_state(uow, actor, matcher.template_version if matcher else "")
        facts: dict[str, object] = {
            "open": seen.open,
            "unproved": seen.unproved,
            "state": seen,
            "kept_in": home.settings.home,
        }
        home.out(facts, lambda console: _show(console, home, seen))


def _show(console: Console, home: Desk, seen: MatchingState) -> None:
    word, style = ("OPEN", "green") if seen.open else ("SHUT", "bold red")
    console.print(Text(f"Telling faces apart is {word}.", style=style))
    for line in [*_against(seen), *_grounds(seen), *_children(seen), *_where(home, seen)]:
        console.print(Text(line))


def _against(seen: MatchingState) -> Iterator[str]:
    if seen.unproved:
        yield "  ✖ it was shut, but nobody has seen that everything is gone"
        yield "    → gatekeeper biometrics disable"
    yield from (f"  ✖ {why.value}" for why in seen.missing)
    if seen.missing:
        yield f"    → the DPO opens it: gatekeeper biometrics enable. {NOTHING}"
    elif seen.review_due:
        yield f"  ! the review is due by {seen.lock.review_by}"
        yield "    → look at assessment and notice, then gatekeeper biometrics enable"


def _grounds(seen: MatchingState) -> Iterator[str]:
    lock = seen.lock
    if lock.opened_at is None:
        return
    yield f"Opened on {_on(lock.opened_at)} by {seen.officer}, to be reviewed by {lock.review_by}."
    yield f"  assessment: {lock.dpia}; every parent notified on {lock.noticed_on}"
    yield f"  instead of being measured: {lock.alternative}"
    yield f"How far: {lock.scope.value}, {WIDTH[lock.scope]}."
    yield f"  since {_on(lock.scope_set_at)}, because: {lock.scope_reason}"


def _on(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else "no day"


def _children(seen: MatchingState) -> Iterator[str]:
    yield (
        f"Children: {seen.on_roll} on the roll, {seen.consenting} may be measured, "
        f"{seen.enrolled} enrolled with {seen.pictures} pictures."
    )
    lists = {
        "may be measured, not enrolled": seen.waiting,
        "fewer than two pictures": seen.few,
        "pictures older than twelve months, so always asked about": seen.old,
        "measured by another version, so never compared until enrolled again": seen.other_version,
        "look alike, so always asked about": tuple(map(listed, seen.look_alikes)),
    }
    yield from (f"  {what}: {'; '.join(names)}" for what, names in lists.items() if names)


def _where(home: Desk, seen: MatchingState) -> Iterator[str]:
    switch = "on" if seen.lock.reference_pictures else "off"
    yield f"Small pictures for naming: {seen.reference_pictures}, switched {switch}."
    yield f"Suggestions kept: {seen.suggestions}."
    layout, database = home.app.layout, home.settings.database
    records = where(layout.database, database) if database else layout.database
    leaves = "No key of it" if database else "Nothing of it"
    yield (
        f"Where it lies: in {records}, each picture's numbers under a key of their own in "
        f"{layout.owners}. {leaves} leaves this machine."
    )


@biometrics.command("enable")
def enable(
    ctx: typer.Context,
    dpia: Annotated[str, typer.Option(help="Where the impact assessment is kept.")] = "",
    noticed_on: Annotated[
        str, typer.Option(help="The day on which every parent was notified, YYYY-MM-DD.")
    ] = "",
    review_by: Annotated[
        str, typer.Option(help="The last day before a review, within a year, YYYY-MM-DD.")
    ] = "",
    alternative: Annotated[
        str, typer.Option(help="What is offered to a child who is not measured.")
    ] = "",
    scope: Annotated[Scope, typer.Option(help="How far it opens.")] = Scope.GROUP,
    reason: Annotated[str, typer.Option(help="Why it opens so far.")] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Open the lock, or renew what it rests on (DPO)."""
    opening = Opening(
        dpia=dpia,
        noticed_on=day(noticed_on) if noticed_on else None,
        review_by=day(review_by) if review_by else None,
        alternative=alternative,
        scope_reason=reason,
        scope=scope,
    )
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            lock = enable_matching(uow, actor, opening)
        home.done(
            f"Open until {lock.review_by}: {WIDTH[lock.scope]}. Nobody is enrolled by it; next: "
            "gatekeeper biometrics record, gatekeeper enrol.",
            review_by=lock.review_by,
            scope=lock.scope,
        )


@biometrics.command("scope")
def scope_set(
    ctx: typer.Context,
    scope: Annotated[Scope, typer.Argument(help="How far the lock opens.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say how far the lock opens, with the reason (DPO)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            lock = set_scope(uow, actor, scope, reason)
        home.done(f"From now on: {WIDTH[lock.scope]}.", scope=lock.scope)


@biometrics.command("disable")
def disable(
    ctx: typer.Context,
    reason: Annotated[str, typer.Option(help="Why.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Shut the lock, destroy everything that was measured, and prove it (DPO or headteacher)."""
    with desk(ctx, as_json) as home:
        done = disable_matching(home.app.records, home.actor(who), reason)
        facts: dict[str, object] = {"ok": True, "before": done.before, "after": done.after}
        home.out(facts, lambda console: _show_destroyed(console, done))


def _show_destroyed(console: Console, done: Destroyed) -> None:
    console.print("Shut. Everything that was measured is destroyed; it cannot be undone.")
    for what, before in done.before.items():
        console.print(Text(f"  {what}: {before} before, {done.after[what]} can be opened now"))
    console.print("Backups of the keys folder from before can still open it: overwrite them.")


@biometrics.command("record")
def record(
    ctx: typer.Context,
    pupil: Annotated[str, typer.Argument(help="Name or MIS id.")],
    what: Annotated[Said, typer.Argument(help="What was said; `refused` is the child's own no.")],
    said_by: Annotated[
        list[str], typer.Option(help="Which parent; of refused or willing, the child.")
    ],
    said_on: Annotated[datetime, typer.Option(formats=DAY, help="On which day.")],
    paper: Annotated[str, typer.Option(help="Where the signed form is kept.")] = "",
    every_parent: Annotated[
        bool, typer.Option("--every-parent", help="Of a notice: these are all the parents.")
    ] = False,
    who: As = "",
    as_json: Json = False,
) -> None:
    """Write down what was said about measuring a child's face; a no destroys at once."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            child = find_pupil(pupil, uow.pupils.all(), frozenset())
            said = SaidOfMeasuring(
                pupil=child.id,
                kind=BiometricKind[what.name],
                said_by=tuple(said_by),
                said_on=said_on.date(),
                paper=paper,
                every_parent=every_parent,
            )
            done = record_biometrics(uow, actor, said)
        gone = len(done.destroyed.enrolments)
        against = listed(why.value for why in done.against)
        words = f"may not be measured: {against}" if against else "may be measured"
        told = f" {gone} enrolled pictures are destroyed." if gone else ""
        home.done(
            f"Written down. {child.called} {words}.{told}",
            against=done.against,
            destroyed=done.destroyed.counts,
        )


@biometrics.command("pictures")
def pictures(
    ctx: typer.Context,
    switch: Annotated[Switch, typer.Argument(help="Off destroys those that are kept.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say whether a small picture of each pupil is kept for naming (DPO)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            gone = switch_reference_pictures(uow, actor, on=switch is Switch.ON)
        home.done(f"Switched {switch.value}. {gone} small pictures are destroyed.", destroyed=gone)
