"""A clear face was answered with "cannot be recognised".

Policy: clause O16. Rule data: rules/people/P06_clear_face_called_unrecognisable.toml.

Reads: height, sharpness and turn of every face that can be seen and was answered so. The answer
stands where one of them agrees: too small, too blurred, or turned away.
Does not read: how sure the detector was; a face may be clear to a parent and hard for a machine.

It asks, and it goes on asking until the face is named, covered or cut away: nobody can recognise
this face for good reasons only, and every good reason can be measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, Outcome, between, ways_to_hide
from gatekeeper.domain.clarity import TOO_BLURRED_TO_NAME, blurred, measured, turned_away
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    CLEAR_FACE = "clear_face", Verdict.ASK


@dataclass(frozen=True, slots=True)
class Params:
    """From which size and sharpness on a face is clear."""

    height: int = between(24, 35, default=35, unit="pixels in the original")
    sharpness: int = between(1, TOO_BLURRED_TO_NAME, default=TOO_BLURRED_TO_NAME, unit="points")
    """Variance of the Laplacian over the face scaled to 112 pixels.

    Measured on 150 faces scaled to 35 pixels: sharp ones score 5 and more (19 in 20), ones blurred
    by a fiftieth of their height 3 to 9, by a twenty-fifth 2 to 3. A class photograph has many
    sharp faces below 20.
    """


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit for each face that is clear and was called unrecognisable."""
    for sighting in dossier.shown:
        answer = dossier.answer(sighting.id)
        if answer is None or answer.said is not Said.UNRECOGNISABLE:
            continue
        if _clear(sighting.face, params):
            fixes = (Fix(FixKind.NAME_FACE, sighting.id), *ways_to_hide(sighting))
            reasons = measured(sighting.face)
            words = dossier.place(sighting)
            yield Hit(Found.CLEAR_FACE, sighting.id, words, fixes, reasons=reasons)


def _clear(face: FoundFace, params: Params) -> bool:
    unclear = turned_away(face) or blurred(face, params.sharpness)
    return not unclear and face.box.height >= params.height


check = Check(
    name="clear_face_called_unrecognisable",
    outcomes=Found,
    run=run,
    words={Found.CLEAR_FACE: frozenset({"picture", "face"})},
    params=Params,
)
