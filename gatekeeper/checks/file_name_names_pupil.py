"""The file of a picture is called after a pupil.

Policy: clause R2. Rule data: rules/pictures/X09_file_name_names_pupil.toml.

Reads: full names of pupils found in the names of the uploaded files.
Does not read: first names alone: `rose.jpg` is mostly a rose. What the finished file is called: it
gets a name of our own, so the uploaded one does not go out. It stays on the tablet, though, and
goes along when somebody sends the file by hand; so it is said, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier, Sureness
from gatekeeper.domain.register import Use
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NAMED = "named", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each full name of a pupil who may not be named everywhere."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        original = picture.original.digest
        for name in dossier.names:
            here = name.where == f"file name {number}" and name.sureness is Sureness.FULL
            if here and dossier.barred(name.pupil, Use.NAMED):
                fix = Fix(FixKind.RENAME_FILE, original, f"picture-{number}")
                words = {"picture": str(number), "text": name.text}
                yield Hit(Found.NAMED, f"{original}:{name.pupil}", words, (fix,))


check = Check(
    name="file_name_names_pupil",
    outcomes=Found,
    run=run,
    words={Found.NAMED: frozenset({"picture", "text"})},
    applies=frozenset({Applies.DRAFT}),
)
