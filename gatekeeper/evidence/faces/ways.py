"""How hard is looked: thoroughly for a post that is to go out, quickly for all that went out.

An audit clears nobody: faces that it finds are counted for people to look at. So it leaves out
what costs most and was measured to add next to nothing, and says so: docs/decisions.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2

from gatekeeper.evidence.faces import levels, places


@dataclass(frozen=True, slots=True)
class Way:
    """What is done in finding faces and in telling them apart."""

    name: str
    whole: bool
    """Whether CenterFace goes through the whole picture, or only where YuNet suspects a face."""
    turned: int
    """Pixels at most of the copies that are turned, for children who are upside down or lying."""
    side: int
    """Pixels of the side of the square in which eyes and mouth of one face are looked for."""
    second: bool
    """Whether dlib is asked where SFace leaves it open who it is."""
    threads: int
    """Threads of OpenCV in the process, -1 for one a core. An audit has a lane for each core, and
    lanes that share cores cost each other time."""

    def begin(self) -> None:
        """Set the process up for it: whoever looked before may have looked another way."""
        cv2.setNumThreads(self.threads)


THOROUGH = Way(
    "thorough", whole=True, turned=levels.TURNED, side=places.SIDE, second=True, threads=-1
)
QUICK = Way("quick", whole=False, turned=levels.GLANCE, side=160, second=False, threads=1)
