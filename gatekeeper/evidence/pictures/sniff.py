"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

from enum import StrEnum

from gatekeeper.evidence.pictures import refusals


class Kind(StrEnum):
    """The kinds of picture that are read; the value is the media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    AVIF = "image/avif"


_MOVING_BRANDS = frozenset({b"avis", b"hevc", b"hevx", b"msf1"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
_CONTAINER_BRANDS = frozenset({b"mif1", b"mif2", b"miaf"})
_VIDEO = (b"\x1aE\xdf\xa3", b"FLV", b"OggS", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"0&\xb2u")
_QUICKTIME_BOXES = frozenset({b"moov", b"mdat", b"wide", b"pnot"})
_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"II*\x00", "a TIFF or raw camera file"),
    (b"MM\x00*", "a TIFF or raw camera file"),
    (b"BM", "a Windows bitmap"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, an office document or a Live Photo package"),
    (b"8BPS", "a Photoshop file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
)


def sniff(data: bytes) -> Kind:
    """Return the kind of picture that these bytes begin as.

    Raises:
        PictureRefused: for an empty file, a video, or anything else that is not read.
    """
    if not data:
        raise refusals.empty()
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"RIFF"):
        return _riff(data)
    if data[4:8] == b"ftyp":
        return _iso_media(data)
    raise _refusal(data)


def _riff(data: bytes) -> Kind:
    if data[8:12] == b"WEBP":
        return Kind.WEBP
    raise refusals.video() if data[8:12] == b"AVI " else refusals.unknown()


def _iso_media(data: bytes) -> Kind:
    """Tell HEIC and AVIF from films, which share the same wrapping (ISO/IEC 14496-12)."""
    major, brands = data[8:12], _brands(data)
    if major in _MOVING_BRANDS:
        raise refusals.moving()
    if major not in _HEIC_BRANDS | _CONTAINER_BRANDS | {b"avif"}:
        raise refusals.video()
    if major == b"avif" or (major not in _HEIC_BRANDS and b"avif" in brands):
        return Kind.AVIF
    if brands & _HEIC_BRANDS:
        return Kind.HEIC
    raise refusals.unknown()


def _brands(data: bytes) -> frozenset[bytes]:
    end = min(int.from_bytes(data[:4]), 1024)
    return frozenset({data[8:12], *(data[at : at + 4] for at in range(16, end, 4))})


def _refusal(data: bytes) -> Exception:
    if data.startswith(_VIDEO) or data[4:8] in _QUICKTIME_BOXES:
        return refusals.video()
    what = next((name for start, name in _OTHERS if data.startswith(start)), None)
    return refusals.other_kind(what) if what else refusals.unknown()
