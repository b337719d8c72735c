"""QR codes and bar codes in a picture."""

from __future__ import annotations

import zxingcpp

from gatekeeper.domain.picture import Box
from gatekeeper.domain.picture_text import Code, CodeKind
from gatekeeper.evidence.pictures.decode import Pixels

_Format = zxingcpp.BarcodeFormat
_KINDS = {
    CodeKind.SQUARE: (_Format.AllMatrix, _Format.PDF417),
    CodeKind.BARS: (_Format.Code128, _Format.Code39),
    CodeKind.GOODS: (_Format.AllRetail,),
}
"""What is looked for. Codes of factories are left out: stripes on a jumper may be read as one."""
LONGEST = 300
"""Characters of a code that are kept: enough to say where it leads."""


def codes_in(picture: Pixels) -> tuple[Code, ...]:
    """Return every code of a picture (height, width, 3), from the top; boxes in its pixels."""
    found = {
        Code(kind, barcode.text[:LONGEST], _box(barcode.position))
        for kind, forms in _KINDS.items()
        for barcode in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(forms))
    }
    return tuple(sorted(found, key=lambda code: (code.box.top, code.box.left, code.says)))


def _box(position: zxingcpp.Position) -> Box:
    corners = (
        position.top_left,
        position.top_right,
        position.bottom_left,
        position.bottom_right,
    )
    left, top = min(c.x for c in corners), min(c.y for c in corners)
    right, bottom = max(c.x for c in corners), max(c.y for c in corners)
    return Box(left, top, right - left + 1, bottom - top + 1)
