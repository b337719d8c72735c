"""Who made or owns a picture, as its file says: EXIF, XMP and IPTC (IIM 4.2) have each a place.

Searched as bytes and not parsed: a file comes from anywhere. What is found is shown to a person,
so it is cut to one short line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST = 80
"""Characters of a credit that are kept."""
_XMP_PLACES = rb"(?<!/)(?:dc:creator|dc:rights|photoshop:Credit|photoshop:Source|xmpRights:Owner)"
_XMP = re.compile(
    _XMP_PLACES
    + rb"(?:\s*=\s*[\"']([^\"'<>]{1,300})"
    + rb"|[^>]{0,100}>(?:\s|<[^>]{0,100}>){0,8}([^<>]{1,300})<)"
)
_IIM = re.compile(rb"\x1c\x02([\x50\x6e\x73\x74])([\x00-\x01])([\x00-\xff])", re.DOTALL)
"""A dataset of record 2: by-line, credit, source or copyright notice; then its length."""


def credits_in_xmp(packet: bytes) -> tuple[str, ...]:
    """Return the creators and owners that an XMP packet names."""
    return _plain(attribute or element for attribute, element in _XMP.findall(packet))


def credits_in_iim(payload: bytes) -> tuple[str, ...]:
    """Return the creators and owners that a JPEG's press caption (APP13) names."""
    return _plain(_datasets(payload))


def credits_in_exif(values: Iterable[str]) -> tuple[str, ...]:
    """Return artist and copyright as one reads them; cameras fill both with blanks."""
    return _plain(value.encode() for value in values)


def _datasets(payload: bytes) -> Iterator[bytes]:
    for found in _IIM.finditer(payload):
        length = int.from_bytes(found[2] + found[3])
        yield payload[found.end() : found.end() + length]


def _plain(values: Iterable[bytes]) -> tuple[str, ...]:
    texts = (" ".join(value.decode("utf-8", "replace").split()) for value in values)
    printable = ("".join(c for c in text if c.isprintable())[:LONGEST].strip() for text in texts)
    return tuple(dict.fromkeys(text for text in printable if any(map(str.isalnum, text))))
