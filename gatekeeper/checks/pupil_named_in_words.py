"""The words name a pupil who may not be named.

Policy: clauses O11 and R2. Rule data: rules/words/W01_pupil_named_in_words.toml.

Reads: names of pupils found in the words and in every alternative text, and the permissions for the
use *named* on the post's channels.
Does not read: pictures; a name may stand beside a picture of somebody else. Names of adults.

A full name is a name. A first name alone may be another Alfie, the month of May or a rose, so it
asks; a person can change the words, or answer "not a person" for these very words. Each phrase is
asked about by itself: that "Ben Nevis" is a mountain says nothing of another Ben in the same text.
The answer ends with the next change of the text, which may have turned the rose into Rose. Phrases
of lessons ("Amelia Earhart"), and those that somebody said are no pupil, are not asked about.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Said
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier, NameFound, Sureness
from gatekeeper.domain.phrases import explained, key, whole
from gatekeeper.domain.register import Use
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import brands
from gatekeeper.domain.words import place


class Found(Outcome):
    """What this check can find."""

    NOT_SEARCHED = "not_searched", Verdict.UNCHECKED
    FULL_NAME = "full_name", Verdict.BLOCK
    FIRST_NAME = "first_name", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each name that may not stand there."""
    if dossier.post.texts and not dossier.names_searched:
        yield Hit(Found.NOT_SEARCHED, "words", fixes=(Fix(FixKind.CHECK_AGAIN),))
    for name in dossier.names_in(dossier.post.texts):
        barred = dossier.barred(name.pupil, Use.NAMED)
        if barred and name.sureness is Sureness.FULL:
            words = {"text": name.text, "where": place(name.where), "channels": brands(barred)}
            yield Hit(Found.FULL_NAME, f"{name.where}:{name.pupil}", words, _fixes(name))
        elif barred:
            yield from _first_name(dossier, name)


def _first_name(dossier: Dossier, name: NameFound) -> Iterator[Hit]:
    subject, phrase = subject_of(dossier, name), whole(name.text, name.around, name.at)
    nobody = dossier.answered(subject, Said.NOBODY, "no pupil of ours")
    if nobody or not explained(name.text, name.around, name.at, dossier.not_pupils):
        words = {"text": phrase, "where": place(name.where), "who": dossier.name(name.pupil)}
        fixes = (Fix(FixKind.SAY_NOBODY, subject, phrase), *_fixes(name))
        yield Hit(Found.FIRST_NAME, subject, words, fixes, answered=nobody)


def subject_of(dossier: Dossier, name: NameFound) -> str:
    """Return the id of a first name's phrase in exactly this text, for an answer to hang on."""
    phrase = key(whole(name.text, name.around, name.at))
    within = (phrase, dossier.post.texts.get(name.where, ""))
    return f"{name.where}:{name.pupil}:{digest('name', within)[:12]}"


def _fixes(name: NameFound) -> tuple[Fix, ...]:
    return (Fix(FixKind.CHANGE_WORDS, name.where, name.text, instead="a pupil"),)


check = Check(
    name="pupil_named_in_words",
    outcomes=Found,
    run=run,
    words={
        Found.NOT_SEARCHED: frozenset(),
        Found.FULL_NAME: frozenset({"text", "where", "channels"}),
        Found.FIRST_NAME: frozenset({"text", "where", "who"}),
    },
)
