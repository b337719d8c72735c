"""What an XMP packet gives away: places, people's names, labels (ISO 16684-1).

Searched as text and not parsed as XML: a packet comes from anywhere, and only whether
something is there matters.
"""

from __future__ import annotations

import re

from gatekeeper.domain.picture import Carried
from gatekeeper.evidence.pictures.credit import credits_in_xmp
from gatekeeper.evidence.pictures.exif import camera_time

_SIGNS = (
    ("place", rb"GPSL(?:at|ong)itude|photoshop:(?:City|State|Country)|:Location|Sublocation"),
    ("people marked by an app", rb"PersonInImage|PersonDisplayName|mwg-rs:Region|MP:RegionInfo"),
    ("description", rb"dc:description|dc:title|photoshop:Headline"),
    ("keywords", rb"dc:subject|lr:hierarchicalSubject"),
    ("author", rb"dc:creator|photoshop:Credit"),
    ("copyright", rb"dc:rights"),
    ("time", rb"xmp:CreateDate|DateTimeOriginal|photoshop:DateCreated"),
    ("serial number", rb"SerialNumber"),
    ("film", rb"MotionPhoto|MicroVideo"),
)
_TAKEN = (
    rb"(?:exif:DateTimeOriginal|photoshop:DateCreated|xmp:CreateDate)(?:=[\"']|>)([^\"'<]{1,40})"
)
_PLACE = rb"exif:GPS%s(?:=[\"']|>)(\d{1,3}),(\d{1,2}(?:\.\d{1,12})?)(?:,(\d{1,2}))?([NSEW])"


def read_xmp(packet: bytes) -> Carried:
    """Return what an XMP packet tells."""
    found = (name for name, sign in _SIGNS if re.search(sign, packet))
    return Carried(
        ("notes of a photo program", *found), _taken(packet), _place(packet), credits_in_xmp(packet)
    )


def _taken(packet: bytes) -> str | None:
    written = re.search(_TAKEN, packet)
    return camera_time(written[1].decode("latin-1")) if written else None


def _place(packet: bytes) -> tuple[int, int] | None:
    latitude, longitude = _degrees(packet, b"Latitude"), _degrees(packet, b"Longitude")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _degrees(packet: bytes, which: bytes) -> int | None:
    """Return millionths of a degree from `51,30.25N` or `51,30,15N`."""
    match = re.search(_PLACE % which, packet)
    if not match:
        return None
    degrees, minutes, seconds, side = match.groups()
    found = round((int(degrees) + float(minutes) / 60 + int(seconds or 0) / 3600) * 1_000_000)
    return -found if side in b"SW" else found
