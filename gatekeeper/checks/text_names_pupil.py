"""Writing in a picture names a pupil: a badge, a peg, a certificate, a display.

Policy: clauses O11 and R2. Rule data: rules/pictures/X03_text_names_pupil.toml.

Reads: names of pupils found in the writing that can be seen in what goes out, where it stands, and
the permissions for the use *named*; whether each picture's writing was read, and to the end.
Does not read: words and alternative texts (pupil_named_in_words); writing that is cut away or
covered; who is shown beside it. What no machine can read (handwriting, a blurred badge) is not
found: people look at the picture too.

A first name alone may be the month of May or a rose, so it asks. "Not a person" stands for these
words in this picture: where "Rose Street" is no pupil, "Rose" on a peg is asked about by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier, NameFound, Sureness
from gatekeeper.domain.phrases import whole
from gatekeeper.domain.picture import Picture
from gatekeeper.domain.register import Use
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import brands, shortened


class Found(Outcome):
    """What this check can find."""

    NOT_READ = "not_read", Verdict.UNCHECKED
    NOT_ALL_READ = "not_all_read", Verdict.UNCHECKED
    FULL_NAME = "full_name", Verdict.BLOCK
    FIRST_NAME = "first_name", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield, picture by picture, whether it was read, and the names that may not stand there."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        seen = dossier.seen(picture.original.digest)
        if seen.readable and (seen.text is None or not seen.text.complete):
            unread = Found.NOT_READ if seen.text is None else Found.NOT_ALL_READ
            kinds = (FixKind.CHECK_AGAIN, FixKind.OTHER_PICTURE)
            fixes = tuple(Fix(kind, seen.original) for kind in kinds)
            yield Hit(unread, seen.original, {"picture": str(number)}, fixes)
        for name in dossier.names:
            if name.where == f"text in picture {number}":
                yield from _name(dossier, picture, name, str(number))


def _name(dossier: Dossier, picture: Picture, name: NameFound, number: str) -> Iterator[Hit]:
    barred = dossier.barred(name.pupil, Use.NAMED)
    full = name.sureness is Sureness.FULL
    said = name.text if full else whole(name.text, name.around, name.at)
    subject = dossier.subject_in(picture.original.digest, f"name {name.pupil} {said}")
    words = {"text": shortened(said), "picture": number}
    fixes = _fixes(dossier, picture, name)
    if barred and full:
        yield Hit(Found.FULL_NAME, subject, words | {"channels": brands(barred)}, fixes)
    elif barred:
        nobody = Fix(FixKind.SAY_NOBODY, subject, words["text"])
        words |= {"who": dossier.name(name.pupil)}
        answered = dossier.answered(subject, Said.NOBODY, "no pupil of ours")
        yield Hit(Found.FIRST_NAME, subject, words, (*fixes, nobody), answered=answered)


def _fixes(dossier: Dossier, picture: Picture, name: NameFound) -> tuple[Fix, ...]:
    """Offer to cover each line that the name stands in."""
    pieces = [piece.strip() for piece in name.text.splitlines() if piece.strip()]
    boxes = (line.box for line in dossier.lines_in(picture) if any(p in line.text for p in pieces))
    original = picture.original.digest
    covers = (Fix(FixKind.COVER_BOX, original, box.written) for box in boxes)
    return (*covers, Fix(FixKind.OTHER_PICTURE, original))


check = Check(
    name="text_names_pupil",
    outcomes=Found,
    run=run,
    words={
        Found.NOT_READ: frozenset({"picture"}),
        Found.NOT_ALL_READ: frozenset({"picture"}),
        Found.FULL_NAME: frozenset({"text", "picture", "channels"}),
        Found.FIRST_NAME: frozenset({"text", "picture", "who"}),
    },
)
