"""Who made a picture is found in EXIF, XMP and IPTC, and is one short line."""

from __future__ import annotations

from io import BytesIO

from PIL import ExifTags, Image

from gatekeeper.evidence.pictures.credit import (
    LONGEST,
    credits_in_exif,
    credits_in_iim,
    credits_in_xmp,
)
from gatekeeper.evidence.pictures.reader import StillReader


def test_artist_and_copyright_of_a_camera_are_read() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Jo Lens"
    exif[ExifTags.Base.Copyright] = "  "
    file = BytesIO()
    Image.new("RGB", (40, 30)).save(file, "JPEG", exif=exif.tobytes())
    assert StillReader().read(file.getvalue(), "a.jpg").carried.credits == ("Jo Lens",)


def test_creators_and_owners_in_xmp_are_read_as_elements_and_as_attributes() -> None:
    packet = (
        b"<dc:creator><rdf:Seq><rdf:li>Jo Lens</rdf:li></rdf:Seq></dc:creator>"
        b' photoshop:Credit="Getty Images" '
        b'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">\xc2\xa9 Alamy</rdf:li></rdf:Alt>'
    )
    assert credits_in_xmp(packet) == ("Jo Lens", "Getty Images", "© Alamy")


def test_by_line_and_credit_of_a_press_caption_are_read() -> None:
    caption = (
        b"Photoshop 3.0\x008BIM\x04\x04" + b"\x1c\x02\x50\x00\x07Jo Lens\x1c\x02\x6e\x00\x02AP"
    )
    assert credits_in_iim(caption) == ("Jo Lens", "AP")


def test_a_caption_that_breaks_off_and_noise_are_no_credits() -> None:
    assert credits_in_iim(b"\x1c\x02\x50\xff") == ()
    assert credits_in_iim(b"\x1c\x02\x50\x00\x04....") == ()
    assert credits_in_xmp(b"<dc:creator>") == ()


def test_a_long_credit_is_cut_and_made_printable() -> None:
    (credit,) = credits_in_exif(["A\x07\n" + "b" * 500])
    assert len(credit) <= LONGEST
    assert credit.isprintable()
