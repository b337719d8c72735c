"""Pictures: what was uploaded, what is to be cut or covered, and what will go out.

All boxes are in pixels of the *upright* original (after its orientation was applied once),
counted from the top left corner.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from gatekeeper.domain.channel import ChannelName

TELLING = 50
"""PDQ's quality below which a fingerprint says little (the authors of PDQ advise the same)."""
ONE_FACE = 0.2
"""Share of their joint area from which two boxes may be one face; neighbours share less."""


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle in pixels: left, top, width, height."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column to the right of the box."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """First row below the box."""
        return self.top + self.height

    @property
    def written(self) -> str:
        """The box as `left,top,width,height`."""
        return f"{self.left},{self.top},{self.width},{self.height}"

    @property
    def area(self) -> int:
        """Pixels inside."""
        return max(0, self.width) * max(0, self.height)

    def overlap(self, other: Box) -> int:
        """Return the number of pixels that both boxes hold."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, width) * max(0, height)

    def part_in(self, other: Box) -> Box:
        """Return what both boxes hold; a box without area where they do not meet."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, max(0, right - left), max(0, bottom - top))

    def joint_share(self, other: Box) -> float:
        """Return the shared pixels over the joint pixels of both boxes, 0 to 1."""
        shared = self.overlap(other)
        joint = self.area + other.area - shared
        return shared / joint if joint else 0.0

    def same_face_as(self, other: Box) -> bool:
        """Whether both boxes may be one face, found in two searches of the same picture."""
        return self.joint_share(other) >= ONE_FACE

    def share_inside(self, other: Box) -> float:
        """Return how much of this box lies in the other, 0 to 1."""
        return self.overlap(other) / self.area if self.area else 0.0

    def grown(self, percent: int) -> Box:
        """Return the box scaled about its centre; 160 is 1.6 times as wide and high."""
        width, height = self.width * percent // 100, self.height * percent // 100
        return Box(
            self.left - (width - self.width) // 2,
            self.top - (height - self.height) // 2,
            width,
            height,
        )

    def within(self, width: int, height: int) -> Box:
        """Return the part of the box that lies in a picture of this size."""
        left, top = max(0, self.left), max(0, self.top)
        right, bottom = min(width, self.right), min(height, self.bottom)
        return Box(left, top, max(0, right - left), max(0, bottom - top))

    def lies_in(self, width: int, height: int) -> bool:
        """Whether the box has an area and lies wholly inside a picture of this size."""
        return self.area > 0 and self.within(width, height) == self


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a rendition is made from an original: one crop and any number of covers, as data."""

    crop: Box | None = None
    covers: tuple[Box, ...] = ()
    """Boxes of faces; what is painted is larger."""
    patches: tuple[Box, ...] = ()
    """Places that a person covered for what is written there; painted as they are."""

    def cuts_away(self, box: Box) -> bool:
        """Whether nothing of the box lies inside the crop; a box without area never is."""
        return self.crop is not None and box.area > 0 and not box.overlap(self.crop)

    def covers_up(self, box: Box) -> bool:
        """Whether what the crop leaves of the box lies wholly under one cover."""
        left = box if self.crop is None else box.part_in(self.crop)
        return left.area > 0 and any(
            left.overlap(cover) == left.area for cover in self.covers + self.patches
        )

    def hides(self, box: Box) -> bool:
        """Whether nothing of the box can be seen in what goes out."""
        return self.cuts_away(box) or self.covers_up(box)


@dataclass(frozen=True, slots=True)
class Carried:
    """What the uploaded file's metadata gave away. Said to the person, never published."""

    fields: tuple[str, ...] = ()
    """Plain names of what was there: `place`, `time`, `camera`, `serial number`, ..."""
    taken_at: str | None = None
    """The camera's own clock, `YYYY-MM-DD HH:MM:SS`, which has no time zone."""
    place: tuple[int, int] | None = None
    """Latitude and longitude in millionths of a degree."""
    credits: tuple[str, ...] = ()
    """Who made or owns the picture, as its file says: a photographer, an agency."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """PDQ of the upright picture: 256 bits as 64 hexadecimal digits, quality 0 to 100."""

    pdq: str
    quality: int
    turned: tuple[str, ...] = ()
    """PDQ of the seven other quarter turns and mirror images."""

    @property
    def telling(self) -> bool:
        """Whether there is enough in the picture to know it again; a blank wall is like any."""
        return self.quality >= TELLING

    def distance(self, other: Fingerprint) -> int:
        """Return in how many of 256 bits the other differs, however this one is turned."""
        theirs = int(other.pdq, 16)
        return min((int(mine, 16) ^ theirs).bit_count() for mine in (self.pdq, *self.turned))


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What reading one file told: kind, upright size in pixels, metadata, fingerprint."""

    media_type: str
    width: int
    height: int
    carried: Carried
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Original:
    """One uploaded file: SHA-256 of its bytes, the name it came under, its size in bytes."""

    digest: str
    filename: str
    size: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """The JPEG for one channel: made once, stored, published byte for byte."""

    original: str
    channel: ChannelName
    digest: str
    width: int
    height: int
    size: int
    metadata_left: tuple[str, ...] = ()
    """What was found when the finished file was read again; must be empty to go out."""
    faces: tuple[Box, ...] = ()
    """Faces found when the finished file was searched again, in pixels of the *original*."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a post: its original, the recipe, alternative text and the renditions."""

    original: Original
    recipe: Recipe = field(default_factory=Recipe)
    alt_text: str = ""
    renditions: tuple[Rendition, ...] = ()

    def rendition(self, channel: ChannelName) -> Rendition | None:
        """Return the finished file for a channel, if it was made."""
        return next((r for r in self.renditions if r.channel == channel), None)

    def made_for(self, channels: Collection[ChannelName]) -> Picture:
        """Return it with the finished files of these channels alone."""
        return replace(self, renditions=tuple(r for r in self.renditions if r.channel in channels))


def box_in_original(box: Box, crop: Box, width: int, height: int) -> Box:
    """Return where a box of a finished file lies in its original.

    The finished file (width x height pixels) shows the crop at one scale, centred between
    bands where the channel wants another shape.
    """
    scale = min(width / crop.width, height / crop.height)
    left = crop.left + (box.left - (width - crop.width * scale) / 2) / scale
    top = crop.top + (box.top - (height - crop.height * scale) / 2) / scale
    return Box(round(left), round(top), round(box.width / scale), round(box.height / scale))
