"""`gatekeeper faces evaluate`: how well faces are found and told apart, on pictures of yours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

faces = typer.Typer(help="Finding faces and telling them apart.", no_args_is_help=True)


@faces.callback()
def group() -> None:
    """Keep `evaluate` a command of its own, also while it is the only one."""


@faces.command("evaluate")
def evaluate_faces(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="One folder for each person, pictures in it.")
    ] = None,
    groups: Annotated[
        Path | None, typer.Option(help="A CSV that marks the faces of group pictures.")
    ] = None,
    without: Annotated[
        Path | None, typer.Option(help="A folder of pictures without people.")
    ] = None,
    identities: Annotated[
        int | None, typer.Option(min=1, help="So many people of the folder, drawn by the seed.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same.")] = 1,
    alone: Annotated[bool, typer.Option(help="Leave the comparison out: half the time.")] = False,
    quick: Annotated[
        bool, typer.Option(help="Look as an audit does, too, and count what that misses.")
    ] = False,
    not_our_children: Annotated[
        bool,
        typer.Option(
            "--not-our-children",
            help="Nobody in these pictures is a child of this school, and all may be measured.",
        ),
    ] = False,
    page: Annotated[
        Path | None, typer.Option(help="Write a page for the data protection officer, HTML.")
    ] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Write every figure as JSON; - for the screen.")
    ] = None,
) -> None:
    """Measure how many faces are missed, and how often somebody is taken for somebody else."""
    from gatekeeper.cli.evaluating import Asked, measure  # noqa: PLC0415 - it loads every decoder

    asked = Asked(
        folder=folder,
        groups=groups,
        without=without,
        identities=identities,
        seed=seed,
        alone=alone,
        quick=quick,
        not_our_children=not_our_children,
        page=page,
        as_json=as_json,
    )
    measure(ctx.obj, asked)
