"""The report as one HTML file: no other file, no script, nothing from the network."""

from __future__ import annotations

import re
from typing import BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from gatekeeper.batch.report.album import Album
from gatekeeper.batch.report.gathered import Gathered
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.audit import Call

WORDS = 280
"""How many characters of a post's words are shown."""
PLAIN = re.compile(r"^https?://(www\.)?")
"""What every link begins with, and nobody types."""


def pages() -> Environment:
    """Return what fills the templates of the reports."""
    found = Environment(
        loader=PackageLoader("gatekeeper.batch.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["day"] = lambda moment: f"{moment.astimezone(LONDON):%-d %B %Y}"
    found.filters["short"] = lambda link: PLAIN.sub("", link).rstrip("/")
    found.filters["cut"] = lambda text: text if len(text) <= WORDS else f"{text[:WORDS]}…"
    found.filters["count"] = lambda n, one, many: f"{n:,} {one if n == 1 else many}"
    return found


def write_page(told: Gathered, album: Album | None, file: BinaryIO) -> None:
    """Write the page post by post; without an album there are no pictures in it."""
    template = pages().get_template("report.html")
    pieces = template.generate(told=told, album=album, Call=Call)
    file.writelines(piece.encode() for piece in pieces)
