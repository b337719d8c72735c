"""`gatekeeper trip` and `channel`: off-site trips, and what is on record about a channel."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from gatekeeper.cli.files import read_bytes, read_text
from gatekeeper.cli.options import As, Json, desk, lines
from gatekeeper.cli.words import day
from gatekeeper.desk.book.keep_channel_record import keep_channel_record
from gatekeeper.desk.trips.all_back import say_news, unsay_all_back
from gatekeeper.desk.trips.plan_trip import TripPlan, plan_trip
from gatekeeper.desk.trips.trips_file import parse
from gatekeeper.desk.trips.trips_import import read_trips
from gatekeeper.domain.channel import ChannelName, ChannelRecord
from gatekeeper.domain.register import groups_of
from gatekeeper.domain.trip import Trip, TripNews
from gatekeeper.errors import UsageError

trips = typer.Typer(help="Off-site trips.", no_args_is_help=True)
channels = typer.Typer(help="What is on record about a channel.", no_args_is_help=True)

TripId = Annotated[str, typer.Argument(help="The trip's id.")]


@trips.command("plan")
def plan(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A TOML file with [[trip]] tables.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Enter trips from a file."""
    planned = parse(read_text(file))
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            made = [
                plan_trip(
                    uow,
                    actor,
                    TripPlan(t.name, t.place, t.groups, t.starts, t.ends, t.leader, t.id),
                )
                for t in planned
            ]
        home.done(f"{len(made)} entered.", trips=[trip.id for trip in made])


@trips.command("import")
def import_trips(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The school's calendar (.ics), or a table (.csv).")],
    leader: Annotated[str, typer.Option(help="Who leads the trips of a calendar.")] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Enter trips from the school's calendar or a table; what is on record already stays."""
    data = read_bytes(file)
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            brought = read_trips(data, groups_of(uow.pupils.all()), leader or actor.id)
            known = {trip.id for trip in uow.trips.all()}
            new = [trip for trip in brought.trips if trip.id not in known]
            for t in new:
                plan = TripPlan(t.name, t.place, t.groups, t.starts, t.ends, t.leader, t.id)
                plan_trip(uow, actor, plan)
        told = {"trips": [trip.id for trip in new], "left_out": brought.left_out}
        again = len(brought.trips) - len(new)
        said = [
            f"{len(new)} entered, {again} on record already, {len(brought.left_out)} left out.",
            *(f"  left out: {line}" for line in brought.left_out),
        ]
        home.out({"ok": True, **told}, lambda console: lines(console, said))


@trips.command("list")
def list_trips(ctx: typer.Context, as_json: Json = False) -> None:
    """List the trips and who is back."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        every = uow.trips.all()
        home.out(
            {"trips": every},
            lambda console: lines(console, map(_trip_line, every)),
        )


def _trip_line(trip: Trip) -> str:
    return f"{trip.id}  {trip.name}: {'all back' if trip.all_back_at else 'not all back'}"


@trips.command("all-back")
def all_back(ctx: typer.Context, trip: TripId, who: As = "", as_json: Json = False) -> None:
    """Say that everybody is back. Nothing else lets a post about the trip go."""
    _news(ctx, trip, TripNews.ALL_BACK, "", who, as_json)


@trips.command("part-back")
def part_back(
    ctx: typer.Context,
    trip: TripId,
    words: Annotated[str, typer.Option(help="Who is back.")] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say that part of the group is back, which is not all back."""
    _news(ctx, trip, TripNews.PART_BACK, words, who, as_json)


@trips.command("late")
def late(
    ctx: typer.Context,
    trip: TripId,
    words: Annotated[str, typer.Option(help="How late, and why.")] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say that the trip runs late."""
    _news(ctx, trip, TripNews.RUNNING_LATE, words, who, as_json)


def _news(
    ctx: typer.Context, trip: str, news: TripNews, words: str, who: str, as_json: bool
) -> None:
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            told = say_news(uow, actor, trip, news, words)
        home.done(f"Noted: {news.value}.", all_back=told.all_back_at is not None)


@trips.command("not-back")
def not_back(
    ctx: typer.Context,
    trip: TripId,
    reason: Annotated[str, typer.Option(help="Why it was said too early.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Take *all back* back: posts about the trip wait again."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            unsay_all_back(uow, actor, trip, reason)
        home.done("Noted. Posts about the trip wait again.")


@channels.command("record")
def record(
    ctx: typer.Context,
    name: Annotated[ChannelName, typer.Argument(help="Which channel.")],
    fact: Annotated[
        list[str],
        typer.Option(
            help="NAME=DAY: risk_assessed, review_by, approved_by_headteacher, two_factor_seen, "
            "linked_from_website, school_email_seen, notice_to_families, notice_names_tool, "
            "notice_names_audit, tool_risk_assessed."
        ),
    ],
    account: Annotated[str, typer.Option(help="The account's name.")] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Put on record what was seen of a channel, and on which day."""
    facts = dict(_fact(item) for item in fact)
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            before = uow.channels.get(name.value) or ChannelRecord(name, account)
            told: dict[str, Any] = {"account": account or before.account, **facts}
            keep_channel_record(uow, actor, replace(before, **told))
        home.done(f"On record for {name.value}.")


FACTS = frozenset(field.name for field in fields(ChannelRecord)) - {"name", "account"}


def _fact(item: str) -> tuple[str, date]:
    name, _, value = item.partition("=")
    if name not in FACTS:
        message = f"{name!r} is not kept about a channel."
        raise UsageError(message, f"One of: {', '.join(sorted(FACTS))}.")
    return name, day(value)
