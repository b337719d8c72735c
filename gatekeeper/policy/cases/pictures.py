"""One picture of a case: what is posted, what was seen in it, what was answered, what matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gatekeeper.checks import singled_out_by_covering
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.dossier import SeenPicture
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.picture import (
    Box,
    Carried,
    Fingerprint,
    Original,
    Picture,
    PictureFacts,
    Recipe,
    Rendition,
)
from gatekeeper.domain.picture_text import Code, CodeKind, PictureText, TextLine
from gatekeeper.domain.suggestion import Candidate, Suggestion, WhyAsk
from gatekeeper.policy.cases.answers import answer
from gatekeeper.policy.cases.told import Told


class CasePicture:
    """A picture, read from its table."""

    def __init__(
        self, number: int, table: Mapping[str, Any], channels: Sequence[ChannelName]
    ) -> None:
        """Read the table of the picture of this number, from 1."""
        told = Told(f"picture {number}", table)
        self.number, self.digest = number, f"picture-{told.take('same_as', number)}"
        faces = [_face(face) for face in told.take("faces", [])]
        ids = [f"{number}.{n}" for n in range(1, len(faces) + 1)]
        said = [_texts(face.take("said")) for face in faces]
        found = (_suggestion(*pair) for pair in zip(ids, faces, strict=True))
        self.suggestions = tuple(s for s in found if s is not None)
        sightings = tuple(self._sighting(n, face) for n, face in enumerate(faces, 1))
        self.forgotten = told.whether("forgotten", otherwise=False)
        self.seen = self._seen(told, sightings)
        covered = [sightings[n - 1] for n in told.take("cover", [])]
        self.picture = self._posted(told, covered, channels)
        subject = singled_out_by_covering.subject_of(self.picture, covered)
        pairs = [*zip(ids, said, strict=True), (subject, _texts(told.take("points_at")))]
        self.answers = tuple(
            answer(about, n, text) for about, texts in pairs for n, text in enumerate(texts) if text
        )
        told.close()

    def _sighting(self, number: int, face: Told) -> Sighting:
        height = face.take("height", 120)
        found = FoundFace(
            Box(*face.take("box", (200 * number - 150, 100, height, height))),
            score=900,
            seen_by=("yunet",),
            seen=Seen[face.take("seen", "face").upper()],
            sharpness=face.take("sharpness", 300),
            turn=Turn[face.take("turn", "front").upper()],
        )
        added_by = face.take("added_by")
        face.close()
        return Sighting(f"{self.number}.{number}", "post", self.digest, number, found, added_by)

    def _seen(self, told: Told, sightings: tuple[Sighting, ...]) -> SeenPicture:
        unreadable = told.take("unreadable", "")
        facts, text = _facts(told), _text(told)
        return SeenPicture(
            self.digest,
            facts=None if unreadable else facts,
            refusal=unreadable,
            faces_searched=told.whether("searched", otherwise=not unreadable),
            search_refusal=told.take("search_refusal", ""),
            no_names=told.take("no_names", ""),
            sightings=sightings,
            text=None if unreadable else text,
            taken_at=told.take("taken"),
            metres_away=told.take("metres"),
        )

    def _posted(
        self, told: Told, covered: Sequence[Sighting], channels: Sequence[ChannelName]
    ) -> Picture:
        crop = told.take("crop")
        covers = tuple(sighting.face.box.grown(120) for sighting in covered)
        patches = tuple(Box(*box) for box in told.take("patches", []))
        left = tuple(told.take("left", []))
        again = tuple(Box(*box) for box in told.take("again", []))
        return Picture(
            Original(self.digest, told.take("file", f"{self.digest}.jpg"), 1),
            Recipe(Box(*crop) if crop else None, covers, patches),
            alt_text=told.take("alt_text", ""),
            renditions=tuple(
                Rendition(self.digest, ChannelName(c), f"{c}-{self.number}", 9, 9, 9, left, again)
                for c in told.take("finished", channels)
            ),
        )


def _face(face: str | Mapping[str, Any]) -> Told:
    return Told("a face", {"said": face} if isinstance(face, str) else face)


def _texts(said: str | list[str] | None) -> list[str]:
    return [said] if isinstance(said, str) else said or []


def _facts(told: Told) -> PictureFacts:
    carried = Carried(tuple(told.take("carried", [])), credits=tuple(told.take("credits", [])))
    width, height = told.take("size", [4000, 3000])
    return PictureFacts("image/jpeg", width, height, carried, Fingerprint("0" * 64, 100))


def _suggestion(sighting: str, face: Told) -> Suggestion | None:
    """Read `suggest`, each `pupil thousandths`, and `ask`; the gap follows from them."""
    names, ask = face.take("suggest"), face.take("ask", [])
    if names is None:
        return None
    pairs = [name.split() for name in names]
    candidates = tuple(Candidate(pupil, int(close)) for pupil, close in pairs)
    first, second = (*(c.closeness for c in candidates[:2]), 0, 0)[:2]
    return Suggestion(sighting, candidates, first - second, tuple(WhyAsk[a.upper()] for a in ask))


def _text(told: Told) -> PictureText | None:
    """Read `text`, a line each, from the top; `codes`, each `kind: what it says`; `read`."""
    lines = tuple(
        TextLine(line, Box(100, 40 * n, 300, 30), 990)
        for n, line in enumerate(told.take("text", []), 1)
    )
    said = [code.partition(": ") for code in told.take("codes", [])]
    codes = tuple(
        Code(CodeKind[kind.upper()], says, Box(600, 100 * n, 80, 80))
        for n, (kind, _, says) in enumerate(said, 1)
    )
    read = told.take("read", "all")
    return PictureText(lines, codes, read == "all") if read else None
