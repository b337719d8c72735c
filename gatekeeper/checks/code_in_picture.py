"""A QR code or bar code can be scanned from a picture.

Policy: clauses R2 and O15. Rule data: rules/pictures/X04_code_in_picture.toml.

Reads: the codes that can be seen in what goes out, and what each says to whoever scans it.
Does not read: where a link leads. Codes of goods, as on books and cereals: they say what the thing
is, and nothing about anybody.

A code on a wall may log somebody in, and one on a lunch card is a child's number; one on a poster
for the fair is meant to be scanned. Only a person can tell, so it asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.picture_text import Code, CodeKind
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import shortened


class Found(Outcome):
    """What this check can find."""

    CODE = "code", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each code; one that is fine says who said so."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        original = picture.original.digest
        for code in dossier.codes_in(picture):
            subject = dossier.subject_in(original, f"{code.kind} {code.says} {code.box.written}")
            if code.kind is not CodeKind.GOODS:
                hit = _hit(code, original, subject, str(number))
                yield replace(hit, answered=dossier.called_fine(subject))


def _hit(code: Code, original: str, subject: str, number: str) -> Hit:
    words = {"kind": code.kind.value, "picture": number, "says": shortened(code.says, 40)}
    fixes = (
        Fix(FixKind.COVER_BOX, original, code.box.written),
        Fix(FixKind.SAY_FINE, subject, words["says"]),
        Fix(FixKind.OTHER_PICTURE, original),
    )
    return Hit(Found.CODE, subject, words, fixes)


check = Check(
    name="code_in_picture",
    outcomes=Found,
    run=run,
    words={Found.CODE: frozenset({"kind", "picture", "says"})},
)
