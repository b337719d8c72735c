"""One measured face. It is kept in memory, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.domain.biometrics import Template


@dataclass(frozen=True, slots=True)
class Face:
    """Its numbers, its height in the picture in pixels, whether it is turned away or blurred."""

    templates: tuple[Template, ...]
    height: int = 0
    poor: bool = False
