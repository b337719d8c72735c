"""`gatekeeper release`, `published`, `prove-comments-off`, `recall` and what goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli.files import write
from gatekeeper.cli.options import As, Desk, Json, Post, desk
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.posts.recall import lift_recall, recall
from gatekeeper.desk.publishing.fetch import challenge, fetch
from gatekeeper.desk.publishing.publish import (
    did_not_go_out,
    next_step,
    prove_comments,
    say_published,
)
from gatekeeper.desk.publishing.release import Wanted, release
from gatekeeper.desk.takedown.take_down import SawGone, seen_gone, taken_down
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.release import Comments, Grant, Package, Published
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

Channel = Annotated[ChannelName, typer.Option(help="Which channel.")]


def release_post(
    ctx: typer.Context,
    post: Post,
    channel: Channel,
    device: Annotated[str, typer.Option(help="The enrolled tablet's id.")],
    to: Annotated[Path, typer.Option(help="The folder that gets the files.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Judge again as of now, then hand exactly what was signed to the enrolled tablet."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            released = release(uow, home.app.approval, actor, Wanted(post, channel, device))
        grant = _granted(released.grant, released.voided, released.waits)
        package = _fetch(home, grant)
        names = _hand_over(to, package)
        _print(home, grant, package, names)


def _granted(grant: Grant | None, voided: tuple[str, ...], waits: tuple[str, ...]) -> Grant:
    if voided:
        message = f"The sign-off no longer holds: {'; '.join(voided)}."
        raise NotAllowed(message, "Check the post again and send it anew.")
    if grant is None:
        message = waits[0] if waits else "It cannot be released yet."
        raise NotYet(message, "It goes out when that has come; nothing else is to do.")
    return grant


def _fetch(home: Desk, grant: Grant) -> Package:
    with home.app.records.begin() as uow:
        keys = open_keys(uow, grant.device)
    if not keys:
        message = "This tablet has no key."
        raise NotAllowed(message, "The headteacher enrols it: `gatekeeper device enrol`.")
    signer = home.app.keyring.unlock(keys[-1], home.passphrase("the tablet"))
    with home.app.records.begin() as uow:
        current = uow.grants.get(grant.id) or grant
        fetched = fetch(uow, home.app.approval, grant.id, signer.sign(challenge(current)))
    if fetched.package is None:
        _granted(None, fetched.voided, fetched.waits)
        message = "The package could not be fetched."
        raise NotYet(message)
    return fetched.package


def _hand_over(folder: Path, package: Package) -> list[str]:
    texts = {"words.txt": package.words} | {
        f"alt-text-{number}.txt": text for number, text in enumerate(package.alt_texts, start=1)
    }
    files = dict(package.files) | {name: text.encode() for name, text in texts.items()}
    _nothing_else_in(folder, files)
    for name, data in files.items():
        write(folder / name, data)
    return [name for name, _ in package.files]


def _nothing_else_in(folder: Path, files: Mapping[str, bytes]) -> None:
    """Stop where another post's picture lies: somebody could post it along with these.

    Raises:
        UsageError: naming the file.
    """
    here = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    strangers = sorted(name for name in here - set(files) if not name.startswith("."))
    if strangers:
        message = f"{folder} already holds {strangers[0]}, which is no part of this post."
        raise UsageError(message, "Name an empty folder; fetching may be repeated.")


def _print(home: Desk, grant: Grant, package: Package, names: list[str]) -> None:
    told = {
        "ok": True,
        "grant": grant.id,
        "expires": grant.expires,
        "channel": grant.channel,
        "files": names,
        "words": package.words,
        "alt_texts": package.alt_texts,
        "steps": package.steps,
    }

    def show(console: Console) -> None:
        console.print(f"On the tablet until {grant.expires:%d %B %H:%M} UTC. Now:")
        for number, step in enumerate(package.steps, start=1):
            console.print(Text(f"  {number}. {step.say}"))

    home.out(told, show)


def outcome(
    ctx: typer.Context,
    grant: Annotated[str, typer.Argument(help="The release's id.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say that a fetched post did not go out and was deleted from the gallery."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            did_not_go_out(uow, actor, grant)
        home.done("Noted: it did not go out.")


def published(
    ctx: typer.Context,
    post: Post,
    channel: Channel,
    link: Annotated[str, typer.Option(help="The post's link, copied from the app.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say that a post went out. It is not done until comments are seen off."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = say_published(uow, actor, post, channel=channel, link=link)
            step = next_step(item, uow.now)
        home.done(
            f"PUBLISHED, COMMENTS NOT PROVED. {step}",
            published=item.id,
            state="published, comments not proved",
            next=step,
        )


def prove(
    ctx: typer.Context,
    post: Post,
    channel: Channel,
    how: Annotated[str, typer.Option(help="How it was seen: 'looked at the post in the app'.")],
    seen: Annotated[Comments, typer.Option(help="What the switch said.")] = Comments.OFF,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Record that somebody looked and saw comments off. Anything else is not done."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = prove_comments(uow, actor, live_on(uow, post, channel).id, seen, how)
            step = next_step(item, uow.now)
        words = "Done: comments seen off." if item.proved else f"NOT DONE. {step}"
        home.done(words, proved=item.proved, next=step)
        return 0 if item.proved else 10


def take_down(
    ctx: typer.Context,
    post: Post,
    channel: Channel,
    proof: Annotated[str, typer.Option(help="How it was seen gone, if it was.")] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say that a post was taken down from its channel, and with a proof that it was seen gone."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = taken_down(uow, actor, live_on(uow, post, channel).id)
            if proof:
                seen_gone(uow, actor, SawGone(item.id, proof))
        words = "it is gone" if proof else "taken down. Somebody still has to see that it is gone"
        home.done(f"Noted: {words}.", take_down=item.id)


def recall_post(
    ctx: typer.Context,
    post: Post,
    who: As = "",
    why: Annotated[str, typer.Option(help="In a few words.")] = "",
    lift: Annotated[bool, typer.Option(help="Free a recalled post (headteacher).")] = False,
    as_json: Json = False,
) -> None:
    """Stop a post, at any state."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            if lift:
                lift_recall(uow, actor, post)
            else:
                recall(uow, actor, post, why)
        home.done("Free again; it needs a new sign-off." if lift else "Stopped.")


def live_on(uow: UnitOfWork, post: str, channel: ChannelName) -> Published:
    """Return what is live of a post on a channel.

    Raises:
        NotFound: nothing is.
    """
    version = find_post(uow, post)
    live = [
        item
        for item in uow.published.of(version.id)
        if item.channel == channel and item.taken_down_at is None
    ]
    if not live:
        message = f"{version.slug} is not live on {channel.value}."
        raise NotFound(message, "Say that it went out first: `gatekeeper published`.")
    return live[-1]
