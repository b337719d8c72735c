"""`gatekeeper tasks` and `done`: what somebody has to do, and that it was done."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.options import As, Json, desk, lines
from gatekeeper.desk.tasks.finish_task import finish_task


def tasks(ctx: typer.Context, as_json: Json = False) -> None:
    """List what somebody has to do, the most urgent first, each with its id."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        open_tasks = sorted(
            (task for task in uow.tasks.all() if task.done_at is None),
            key=lambda task: task.due or task.made_at,
        )
        names = {person.id: person.name for person in uow.people.all()}
        own = {task.id: f" [{names[task.owner]}]" for task in open_tasks if task.owner in names}
        home.out(
            {"tasks": open_tasks},
            lambda console: lines(
                console,
                (
                    f"•{own.get(task.id, '')} {task.kind.value}: {task.say} ({task.id})"
                    for task in open_tasks
                ),
            ),
        )


def done(
    ctx: typer.Context,
    task: Annotated[str, typer.Argument(help="The task's id, as `gatekeeper tasks` shows it.")],
    outcome: Annotated[str, typer.Option(help="What came of it.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say that you looked, and what came of it."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            finished = finish_task(uow, actor, task, outcome)
        home.done("Noted as done.", task=finished.id)
