"""`gatekeeper check` and `posts`: where things stand and what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gatekeeper.cli import findings
from gatekeeper.cli.edge import VERDICTS
from gatekeeper.cli.files import read_bytes, read_text
from gatekeeper.cli.files import write as write_file
from gatekeeper.cli.options import As, Desk, Json, desk
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.faces.mark_faces import mark_faces
from gatekeeper.desk.matching.beside import beside
from gatekeeper.desk.posts.draft_file import parse
from gatekeeper.desk.posts.find_post import history
from gatekeeper.desk.posts.write_draft import WriteDraft, write_draft
from gatekeeper.desk.publishing.publish import next_step
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.stage import stage

PICTURES = "checked"
"""The folder beside the draft into which the numbered pictures are written."""


def check(
    ctx: typer.Context,
    draft: Annotated[Path, typer.Argument(help="A draft's folder, or its post.toml.")],
    who: As = "",
    pictures: Annotated[
        Path | None, typer.Option(help="Where to write the pictures with numbered faces.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Check a draft: who is in it, what stands against it, and what to do. Worst first."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        folder = draft.parent if draft.name == "post.toml" else draft
        slug = write(home, actor, folder) if folder.is_dir() else str(draft)
        decision = check_post(home.app.records, home.app.school, home.app.examiners, actor, slug)
        written = _write_pictures(home, decision, pictures or _beside(folder))
        _print(home, decision, slug, written)
        return VERDICTS[decision.verdict]


def write(home: Desk, actor: Actor, folder: Path) -> str:
    """Take a draft's folder in and return the post's short name."""
    draft = parse(read_text(folder / "post.toml"))
    files = {item.file: read_bytes(folder / item.file) for item in draft.pictures}
    slug = folder.resolve().name
    with home.app.records.begin() as uow:
        write_draft(uow, actor, WriteDraft(slug, draft, files))
    return slug


def _beside(folder: Path) -> Path | None:
    return folder / PICTURES if folder.is_dir() else None


def _write_pictures(home: Desk, decision: Decision, folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    written = []
    for number, jpeg in mark_faces(home.app.records, home.app.examiners, decision):
        path = folder / f"picture-{number}.jpg"
        write_file(path, jpeg)
        written.append(path)
    with home.app.records.begin() as uow:
        pictures = beside(uow, decision)
    for place, jpeg in pictures:
        write_file(folder / f"is-it-{place}.jpg", jpeg)
    return written


def _print(home: Desk, decision: Decision, slug: str, written: list[Path]) -> None:
    told = findings.told(decision) | {"pictures": [str(path) for path in written]}

    def show(console: Console) -> None:
        findings.show(console, decision, slug)
        for path in written:
            console.print(Text(f"  numbered faces: {path}", style="dim"))

    home.out(told, show)


def posts(ctx: typer.Context, as_json: Json = False) -> None:
    """List every post and where it stands."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        rows: list[dict[str, object]] = [
            {
                "post": version.slug,
                "id": version.id,
                "version": version.number,
                "stage": stage(past, uow.now).value,
                "to_do": [step for p in past.published if (step := next_step(p, uow.now))],
                "published": [
                    {"id": p.id, "channel": p.channel, "link": p.link} for p in past.published
                ],
            }
            for version in uow.posts.all()
            for past in [history(uow, version.id)]
        ]
        home.out({"posts": rows}, lambda console: _show_posts(console, rows))


def _show_posts(console: Console, rows: list[dict[str, object]]) -> None:
    table = Table("post", "version", "stage", "to do", box=None)
    for row in rows:
        steps = row["to_do"]
        todo = "; ".join(steps) if isinstance(steps, list) else ""
        table.add_row(
            str(row["post"]), str(row["version"]), str(row["stage"]), Text(todo, style="bold red")
        )
    console.print(table)
