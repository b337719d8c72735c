"""A picture has no description for people who cannot see it.

Policy: clause O15. Rule data: rules/pictures/X05_alt_text_missing.toml.

Reads: each picture's alternative text; to propose one, how many people can be seen in it, whether
they were answered as pupils or adults, and the group that the post names.
Does not read: whether a text is a good one. A child named in one: pupil_named_in_words.

What is proposed never names anybody, and is no more than a start.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.picture import Picture
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import counted, listed

PUPILS = frozenset({Said.PUPIL, Said.ROLL_CALL, Said.OTHER_SCHOOL})
ADULTS = frozenset({Said.ADULT, Said.VISITOR})


class Found(Outcome):
    """What this check can find."""

    PROPOSED = "proposed", Verdict.NOTE
    MISSING = "missing", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each picture without a description, with one to start from if there is."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        if not picture.alt_text.strip():
            start = proposal(dossier, picture)
            words = {"picture": str(number)} | ({"proposal": start} if start else {})
            fix = Fix(FixKind.WRITE_ALT_TEXT, picture.original.digest, start)
            outcome = Found.PROPOSED if start else Found.MISSING
            yield Hit(outcome, picture.original.digest, words, (fix,))


def proposal(dossier: Dossier, picture: Picture) -> str:
    """Return a plain description without any name; empty when nobody is seen."""
    answers = [dossier.answer(sighting.id) for sighting in dossier.shown_in(picture)]
    said = [a.said if a else None for a in answers if a is None or a.said is not Said.NOBODY]
    if not said:
        return ""
    pupils, adults = sum(s in PUPILS for s in said), sum(s in ADULTS for s in said)
    if pupils + adults < len(said):
        who = counted(len(said), "person", "people")
    else:
        kinds = ((pupils, "pupil", "pupils"), (adults, "adult", "adults"))
        who = listed(counted(*kind) for kind in kinds if kind[0])
    group = f" from {next(iter(dossier.post.groups))}" if len(dossier.post.groups) == 1 else ""
    return f"{who[0].upper()}{who[1:]}{group}"


check = Check(
    name="alt_text_missing",
    outcomes=Found,
    run=run,
    words={
        Found.PROPOSED: frozenset({"picture", "proposal"}),
        Found.MISSING: frozenset({"picture"}),
    },
    applies=frozenset({Applies.DRAFT}),
)
