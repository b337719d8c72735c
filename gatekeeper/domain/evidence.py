"""What was found out about one original, kept under the key of everything that could change it."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.domain.canonical import digest
from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.picture import PictureFacts
from gatekeeper.domain.picture_text import PictureText


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one file: facts, or the sentence why it was refused."""

    id: str
    post: str
    original: str
    facts: PictureFacts | None
    refusal: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class FaceSearch:
    """The result of searching one original for faces."""

    id: str
    post: str
    original: str
    faces: tuple[FoundFace, ...]
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class TextSearch:
    """The result of reading what stands written in one original."""

    id: str
    post: str
    original: str
    text: PictureText
    refusal: str = ""


def cache_key(salt: str, original: str, extractor: str, version: str) -> str:
    """Return the id of a result: same post, bytes, extractor and version, same result.

    `salt` is the post's own: whoever has a picture and a copied database cannot tell whether it
    was examined.
    """
    return digest(
        "evidence",
        {
            "salt": salt,
            "original": original,
            "extractor": extractor,
            "version": version,
        },
    )
