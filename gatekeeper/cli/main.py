"""Every command of `gatekeeper`, listed by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli.answer import answer_face
from gatekeeper.cli.audit import audit
from gatekeeper.cli.biometrics import biometrics
from gatekeeper.cli.check import check, posts
from gatekeeper.cli.child import child_app, record, withdraw
from gatekeeper.cli.child_posts import child_posts_of, letter_of, look_through
from gatekeeper.cli.demo import demo
from gatekeeper.cli.drawing import add_face, crop_picture
from gatekeeper.cli.enrol import enrol
from gatekeeper.cli.explain import explain_decision
from gatekeeper.cli.faces import faces
from gatekeeper.cli.fetching import fetch_posts
from gatekeeper.cli.fix import fix
from gatekeeper.cli.glass import break_the_glass
from gatekeeper.cli.hold import hold
from gatekeeper.cli.ledger import ledger
from gatekeeper.cli.passkeys import invite_person, offered_passkeys, sign_passkey
from gatekeeper.cli.patterns import patterns
from gatekeeper.cli.people import devices, keys, people, stand_ins
from gatekeeper.cli.publish import outcome, prove, published, recall_post, release_post, take_down
from gatekeeper.cli.reconcile import compare_live
from gatekeeper.cli.register import register
from gatekeeper.cli.report import report
from gatekeeper.cli.roll_call import roll_call
from gatekeeper.cli.rules import rules
from gatekeeper.cli.serve import serve_pages
from gatekeeper.cli.setup import claim_school, doctor, init, models
from gatekeeper.cli.sign_off import accept_words, sign_off, submit_post
from gatekeeper.cli.stop import start, stop
from gatekeeper.cli.take_downs import take_down_app
from gatekeeper.cli.tasks import done, tasks
from gatekeeper.cli.trips import channels, trips
from gatekeeper.settings import from_environment

app = typer.Typer(
    help="The minute before something about children goes onto the internet.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def settings(
    ctx: typer.Context,
    home: Annotated[
        Path | None, typer.Option(help="The school's home folder (or GATEKEEPER_HOME).")
    ] = None,
) -> None:
    """Read the surroundings once."""
    read = from_environment()
    ctx.obj = replace(read, home=home) if home else read


app.command("demo")(demo)
app.command("serve")(serve_pages)
app.command("doctor")(doctor)
app.command("init")(init)
app.command("claim")(claim_school)
app.add_typer(models, name="models")
app.add_typer(faces, name="faces")
app.add_typer(people, name="people")
app.add_typer(keys, name="key")
keys.command("invite")(invite_person)
keys.command("offered")(offered_passkeys)
keys.command("sign")(sign_passkey)
app.add_typer(devices, name="device")
app.add_typer(stand_ins, name="stand-in")
app.add_typer(rules, name="rules")
app.add_typer(patterns, name="pattern")
app.add_typer(register, name="register")
app.add_typer(hold, name="hold")
app.add_typer(trips, name="trip")
app.add_typer(channels, name="channel")
app.command("check")(check)
app.command("fix")(fix)
app.command("explain")(explain_decision)
app.command("posts")(posts)
app.command("tasks")(tasks)
app.command("done")(done)
app.command("answer")(answer_face)
app.command("roll-call")(roll_call)
app.command("crop")(crop_picture)
app.command("add-face")(add_face)
app.command("submit")(submit_post)
app.command("sign-off")(sign_off)
app.command("accept-proposal")(accept_words)
app.command("release")(release_post)
app.command("outcome")(outcome)
app.command("published")(published)
app.command("prove-comments-off")(prove)
app.command("taken-down")(take_down)
app.command("recall")(recall_post)
app.command("break-glass")(break_the_glass)
app.command("stop")(stop)
app.command("start")(start)
app.command("withdraw-consent")(withdraw)
app.command("record-consent")(record)
child_app.command("posts")(child_posts_of)
child_app.command("look-through")(look_through)
child_app.command("letter")(letter_of)
app.add_typer(child_app, name="child")
app.add_typer(take_down_app, name="take-down")
app.add_typer(biometrics, name="biometrics")
app.command("enrol")(enrol)
app.add_typer(ledger, name="ledger")
audit.command("fetch")(fetch_posts)
app.add_typer(audit, name="audit")
app.command("reconcile")(compare_live)
app.add_typer(report, name="report")
