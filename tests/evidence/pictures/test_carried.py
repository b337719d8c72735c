"""Whatever a file carries beside its pixels is said in plain names."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gatekeeper.domain.picture import Carried
from gatekeeper.evidence.pictures.blocks import HIDDEN, LEFT_BY_AN_APP
from gatekeeper.evidence.pictures.carried import carried as told_by
from gatekeeper.evidence.pictures.reader import StillReader
from gatekeeper.evidence.pictures.sniff import Kind
from gatekeeper.evidence.pictures.xmp import read_xmp
from tests.evidence.pictures.made import chunk, file_of, film, scene, several, told

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description
 exif:GPSLatitude="53,46.2N" exif:GPSLongitude="1,30,36W"
 exif:DateTimeOriginal="2026-11-20T10:31:07">
 <dc:subject><rdf:Bag><rdf:li>pond</rdf:li></rdf:Bag></dc:subject>
 <mwg-rs:Regions rdf:parseType="Resource">Poppy</mwg-rs:Regions>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def carried(data: bytes) -> Carried:
    return StillReader().read(data, "any name").carried


def behind_header(png: bytes, block: bytes) -> bytes:
    """Return a PNG with a chunk put in behind its header."""
    return png[:33] + block + png[33:]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_plain_picture_carries_nothing(kind: Kind) -> None:
    assert carried(file_of(scene(), kind)) == Carried()


def test_a_telephones_picture_tells_place_time_camera_and_number() -> None:
    assert carried(told()) == Carried(
        ("description", "camera", "time", "maker notes", "serial number", "place"),
        "2026-11-20 10:31:07",
        (53_770_000, -1_510_000),
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_exif_is_found_in_every_kind(kind: Kind) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Acme"
    assert carried(file_of(scene(), kind, exif=exif.tobytes())).fields == ("camera",)


def test_exif_wrapped_into_a_pngs_text_is_found() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Acme"
    raw = exif.tobytes()
    text = f"\nexif\n{len(raw):8}\n{raw.hex()}\n"
    block = chunk(b"tEXt", b"Raw profile type exif\0" + text.encode())
    assert "camera" in carried(behind_header(file_of(scene(), Kind.PNG), block)).fields


def test_wrapped_exif_that_is_no_exif_is_said() -> None:
    block = chunk(b"tEXt", b"Raw profile type exif\0\nexif\n   4\nzzzz\n")
    found = carried(behind_header(file_of(scene(), Kind.PNG), block))
    assert "camera data that cannot be read" in found.fields


def test_xmp_tells_place_time_words_and_people() -> None:
    assert read_xmp(XMP) == Carried(
        ("notes of a photo program", "place", "people marked by an app", "keywords", "time"),
        "2026-11-20 10:31:07",
        (53_770_000, -1_510_000),
    )


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.WEBP, Kind.AVIF, Kind.HEIC])
def test_xmp_is_found_in_every_kind(kind: Kind) -> None:
    assert carried(file_of(scene(), kind, xmp=XMP)).place == (53_770_000, -1_510_000)


def test_xmp_in_a_png_is_found_and_is_no_comment() -> None:
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    found = carried(file_of(scene(), Kind.PNG, pnginfo=info))
    assert found.place == (53_770_000, -1_510_000)
    assert "comment" not in found.fields


def test_the_cameras_own_place_wins_over_xmp() -> None:
    other = XMP.replace(b"53,46.2N", b"10,0.0N")
    exif = Image.open(BytesIO(told())).info["exif"]
    assert carried(file_of(scene(), exif=exif, xmp=other)).place == (53_770_000, -1_510_000)


@pytest.mark.parametrize("segment", [b"\xff\xec", b"\xff\xeb", b"\xff\xe1", b"\xff\xe2"])
def test_an_apps_own_segment_is_said(segment: bytes) -> None:
    data = file_of(scene())
    body = b"private to an app"
    block = segment + (len(body) + 2).to_bytes(2) + body
    assert carried(data[:2] + block + data[2:]).fields == (LEFT_BY_AN_APP,)


def test_a_press_caption_and_a_comment_are_said() -> None:
    data = file_of(scene(), comment=b"Poppy at the pond")
    body = b"Photoshop 3.0\0..."
    block = b"\xff\xed" + (len(body) + 2).to_bytes(2) + body
    assert set(carried(data[:2] + block + data[2:]).fields) == {"press caption", "comment"}


def test_a_thumbnail_in_the_first_segment_is_said() -> None:
    data = file_of(scene())
    body = b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01" + bytes(3)
    block = b"\xff\xe0" + (len(body) + 2).to_bytes(2) + body
    assert carried(data[:2] + block + data[2:]).fields == ("thumbnail",)


@pytest.mark.parametrize(
    ("block", "name"),
    [
        (chunk(b"tEXt", b"Author\0Mr Reed"), "comment"),
        (chunk(b"tIME", b"\x07\xea\x0b\x14\x0a\x1f\x07"), "time"),
        (chunk(b"prVt", b"private"), LEFT_BY_AN_APP),
    ],
)
def test_a_png_chunk_that_is_no_picture_is_said(block: bytes, name: str) -> None:
    assert carried(behind_header(file_of(scene(), Kind.PNG), block)).fields == (name,)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("tail", "names"),
    [
        (b"PK\x03\x04 a zip archive", (HIDDEN,)),
        (b"<html><script>alert(1)</script></html>", (HIDDEN,)),
        (film(), (HIDDEN, "film")),
        (bytes(4096), ()),
    ],
)
def test_data_behind_the_picture_is_said(kind: Kind, tail: bytes, names: tuple[str, ...]) -> None:
    assert carried(file_of(scene(), kind) + tail).fields == names


def test_declared_pictures_behind_the_picture_are_said_as_such() -> None:
    assert carried(several()).fields == ("more pictures",)


def test_an_undeclared_second_picture_is_hidden_data() -> None:
    assert carried(file_of(scene()) + file_of(scene())).fields == (HIDDEN,)


def test_a_thumbnail_beside_the_picture_of_a_heic_is_said() -> None:
    assert carried(file_of(scene(400, 300), Kind.HEIC, thumbnails=[64])).fields == ("thumbnail",)


def test_a_depth_map_beside_the_picture_of_a_heic_is_said() -> None:
    data = file_of(scene(), Kind.HEIC)
    assert told_by(Kind.HEIC, data, {"depth_images": [object()]}).fields == ("depth map",)


def test_a_film_beside_the_pictures_of_a_heic_is_said() -> None:
    box = (8 + 30).to_bytes(4) + b"mpvd" + bytes(30)
    assert carried(file_of(scene(), Kind.HEIC) + box).fields == ("film",)
