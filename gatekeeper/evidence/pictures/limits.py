"""How much one uploaded picture may ask of the machine, and why.

Checked against the file's header, before a single pixel is decoded. What a header can lie
about is caught by the memory and time limits of `gatekeeper.evidence.guard`.
"""

from __future__ import annotations

MAX_BYTES = 40_000_000
"""Bytes in a file. A 50-megapixel photograph from a phone is 10 to 25 million."""

MAX_PIXELS = 65_000_000
"""Width times height. Telephones make 12 to 50 million; three copies of 65 million pixels in
memory, beside the face models, stay under the 1.5 GB that one check may use."""

MAX_SIDE = 30_000
"""Pixels. Longer than any panorama, and below the 32,767 at which OpenCV stops scaling."""

KEPT_PIXELS = 25_000_000
"""Up to this many, a decoded picture is kept for the next question about it (100 MB each)."""
