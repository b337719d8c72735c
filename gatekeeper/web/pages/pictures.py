"""Pictures for the pages: the upright original, and exactly what would go out.

Never kept by a browser: a tablet is shared, and a yes is about the picture as it is now.
"""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.errors import NotFound
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST, READERS
from gatekeeper.web.visit import Visit


def upright(visit: Visit) -> Response:
    """Return the picture as it was taken, upright and without metadata, to name people in."""
    app = visit.site.app
    with app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        number = visit.path("picture")
        if not number.isdecimal() or not 1 <= int(number) <= len(version.post.pictures):
            raise NotFound(f"The post has no picture {number}.")
        digest = version.post.pictures[int(number) - 1].original.digest
        data = uow.blobs.get(version.id, digest)
    return _jpeg(app.examiners.maker.numbered(data, (), {}))


def finished(visit: Visit) -> Response:
    """Return the stored file that goes out on a channel, byte for byte."""
    with visit.site.app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        found = [
            rendition.digest
            for number, picture in enumerate(version.post.pictures, start=1)
            for channel in ChannelName
            if (str(number), channel.value) == (visit.path("picture"), visit.path("channel"))
            and (rendition := picture.rendition(channel)) is not None
        ]
        if not found:
            raise NotFound("There is no finished file for this picture yet.", "Check the post.")
        return _jpeg(uow.blobs.get(version.id, found[0]))


def _jpeg(data: bytes) -> Response:
    return Response(data, media_type="image/jpeg")


NAMERS = frozenset({Duty.WRITE, Duty.ANSWER})
"""The approver sees what goes out; who is under a cover is not her page's business."""
DOORS = (
    Door("GET", f"{POST}/pictures/{{picture}}/upright.jpg", upright, NAMERS),
    Door("GET", f"{POST}/pictures/{{picture}}/{{channel}}.jpg", finished, READERS),
)
