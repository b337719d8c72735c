"""Files made for the tests: small pictures with a top, a bottom, a left and a right."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pillow_heif
from PIL import Image

from gatekeeper.domain.channel import ChannelName, PictureLimits
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.guard import make_maker
from gatekeeper.evidence.pictures.sniff import Kind
from gatekeeper.policy.channels import read_sheet
from gatekeeper.ports import RenditionMaker

TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What a camera did to the picture before it wrote this EXIF orientation."""


def scene(width: int = 96, height: int = 64) -> Image.Image:
    """Return a picture whose four corners differ: red, green, blue, yellow, on a grey slope."""
    slope = np.linspace(90, 160, width, dtype=np.uint8)
    pixels = np.repeat(np.tile(slope, (height, 1))[..., None], 3, axis=2)
    down, across = height // 3, width // 3
    pixels[:down, :across] = (220, 30, 30)
    pixels[:down, -across:] = (30, 200, 30)
    pixels[-down:, :across] = (30, 30, 220)
    pixels[-down:, -across:] = (220, 220, 30)
    return Image.fromarray(pixels)


def corners(pixels: npt.NDArray[np.uint8]) -> list[str]:
    """Return the names of the colours in the corners of a scene, row by row."""
    names = {"red": (220, 30, 30), "green": (30, 200, 30), "blue": (30, 30, 220)}
    named = names | {"yellow": (220, 220, 30)}
    found = []
    for row, column in ((4, 4), (4, -5), (-5, 4), (-5, -5)):
        pixel = pixels[row, column].astype(int)
        found.append(min(named, key=lambda name: abs(pixel - np.array(named[name])).sum()))
    return found


UPRIGHT = ["red", "green", "blue", "yellow"]


def file_of(image: Image.Image, kind: Kind = Kind.JPEG, **options: object) -> bytes:
    """Return the picture as a file of this kind, nearly without loss."""
    file = BytesIO()
    if kind is Kind.HEIC:
        pillow_heif.from_pillow(image).save(file, quality=90, **options)
    else:
        image.save(file, kind.name, **{"quality": 95, **options})
    return file.getvalue()


def tagged(orientation: int) -> bytes:
    """Return EXIF with an orientation and nothing else."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif.tobytes()


def turned(orientation: int, kind: Kind = Kind.JPEG) -> bytes:
    """Return the scene as a camera held that way writes it."""
    method = TURNED[orientation]
    image = scene() if method is None else scene().transpose(method)
    return file_of(image, kind, exif=tagged(orientation))


def told() -> bytes:
    """Return EXIF as a telephone writes it: camera, time, place, serial number, maker notes."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Acme", "Fone 7"
    exif[0x010E] = "Poppy at the pond"
    inner = exif.get_ifd(0x8769)
    inner[0x9003] = "2026:11:20 10:31:07"
    inner[0xA431] = "SN-12345"
    inner[0x927C] = b"maker's own secrets"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (53.0, 46.0, 12.0)
    gps[3], gps[4] = "W", (1.0, 30.0, 36.0)
    return file_of(scene(), exif=exif)


def chunk(name: bytes, body: bytes) -> bytes:
    """Return one PNG chunk."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, rows: bytes) -> bytes:
    """Return a 1-bit grey PNG that claims this size and holds these compressed rows."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def png_bomb() -> bytes:
    """Return 100 million white pixels in some kilobytes."""
    return png_of(10_000, 10_000, zlib.compress(bytes(1_251 * 10_000), 9))


def animated(kind: str) -> bytes:
    """Return two different pictures in one GIF, PNG, WEBP or AVIF."""
    file = BytesIO()
    second = scene().transpose(Image.Transpose.ROTATE_180)
    scene().save(file, kind, save_all=True, append_images=[second], duration=200)
    return file.getvalue()


def several() -> bytes:
    """Return a JPEG with a second picture behind it, as telephones write (MPO)."""
    file = BytesIO()
    second = scene().transpose(Image.Transpose.ROTATE_180)
    scene().save(file, "MPO", save_all=True, append_images=[second])
    return file.getvalue()


def film() -> bytes:
    """Return the beginning of an MP4."""
    return struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"isom", 512, b"isom", b"mp42") + bytes(64)


def limits_of(channel: ChannelName) -> PictureLimits:
    """Return what the channel's sheet in `rules/channels` says of pictures."""
    sheet = Path(__file__).parents[3] / "rules" / "channels" / f"{channel}.toml"
    return read_sheet(sheet.read_text("utf-8")).limits.picture


LIMITS = {channel: limits_of(channel) for channel in ChannelName}


def sighting(number: int, box: Box) -> Sighting:
    """Return a clear face, seen from the front."""
    face = FoundFace(box, 900, ("yunet",), Seen.FACE, 100, Turn.FRONT)
    return Sighting(f"s{number}", "p1", "o1", number, face)


def make_school_maker() -> RenditionMaker:
    """Return the maker with the school's own limits; a guard pickles this by its name."""
    return make_maker(LIMITS)
