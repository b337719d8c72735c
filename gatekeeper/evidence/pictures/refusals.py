"""The sentences for a file that cannot be judged as a still picture, each with what to do."""

from __future__ import annotations

from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.pictures.limits import MAX_BYTES, MAX_PIXELS, MAX_SIDE

_STILL = "Choose a photograph, or take a screenshot of one moment and add that."
_AS_JPEG = "Open it in the tablet's photo app, save or share it as a JPEG, and add that."
_AGAIN = "Copy it from the camera or phone again, or choose another picture."
_SMALLER = "Make it smaller in the tablet's photo app, then add it again."


def empty() -> PictureRefused:
    """Return the refusal of a file without a single byte."""
    return PictureRefused("This file is empty: there is no picture in it.", _AGAIN)


def too_heavy() -> PictureRefused:
    """Return the refusal of a file over MAX_BYTES."""
    limit = MAX_BYTES // 1_000_000
    return PictureRefused(f"This file is larger than {limit} MB, too large to check.", _SMALLER)


def too_many_pixels() -> PictureRefused:
    """Return the refusal of a picture over MAX_PIXELS or MAX_SIDE."""
    return PictureRefused(
        f"This picture is too large. At most {MAX_PIXELS // 1_000_000} million pixels, "
        f"and {MAX_SIDE:,} along one side, can be checked.",
        _SMALLER,
    )


def video() -> PictureRefused:
    """Return the refusal of a film."""
    return PictureRefused("This is a video. Only still pictures can be checked.", _STILL)


def moving() -> PictureRefused:
    """Return the refusal of an animated picture."""
    return PictureRefused("This picture moves. Only still pictures can be checked.", _STILL)


def other_kind(what: str) -> PictureRefused:
    """Return the refusal of a kind of file that is not read; `what` begins with an article."""
    return PictureRefused(
        f"This is {what}. Only JPEG, PNG, WebP, HEIC and AVIF pictures can be checked.", _AS_JPEG
    )


def unknown() -> PictureRefused:
    """Return the refusal of bytes that are no kind of picture we know."""
    return PictureRefused(
        "This file is not a picture of a kind that can be checked, whatever its name says.",
        _AS_JPEG,
    )


def damaged() -> PictureRefused:
    """Return the refusal of a picture that cannot be decoded to the end."""
    return PictureRefused("This picture is damaged or incomplete and cannot be opened.", _AGAIN)
