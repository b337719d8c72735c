"""No request is read beyond what forty pictures may weigh; a stranger's hardly at all."""

from __future__ import annotations

from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gatekeeper.web.site import Site
from gatekeeper.web.trouble import trouble

MOST = 400_000_000
"""Bytes of one request."""
MOST_OF_A_STRANGER = 64_000
"""Bytes of a request to a page for anybody."""


class TooLarge(Exception):
    """More came than is read."""


class BodyLimit:
    """Stops reading a request that is too long, whatever its headers say."""

    def __init__(self, app: ASGIApp, *, site: Site, open_paths: frozenset[str]) -> None:
        self._app = app
        self._site = site
        self._open_paths = tuple(compile_path(path)[0] for path in sorted(open_paths))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting its bytes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = 0
        strangers = any(path.match(scope["path"]) for path in self._open_paths)
        most = MOST_OF_A_STRANGER if strangers else MOST

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise TooLarge
            return message

        try:
            await self._app(scope, counted, send)
        except TooLarge:
            sentence = "This is more than can be taken at once."
            remedy = "Go back and send fewer pictures. Nothing was kept of these."
            pages, secure = self._site.pages, self._site.secure
            answer = trouble(pages, 413, sentence, remedy, secure=secure)
            await answer(scope, receive, send)
