"""No request is read beyond what forty pictures may weigh."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 400_000_000
"""Bytes of one request."""


class TooLarge(Exception):
    """More came than is read."""


class BodyLimit:
    """Stops reading a request that is too long, whatever its headers say."""

    def __init__(self, app: ASGIApp, most: int = MOST) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting its bytes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most:
                raise TooLarge
            return message

        try:
            await self._app(scope, counted, send)
        except TooLarge:
            words = "This is more than can be taken at once. Send fewer pictures."
            await PlainTextResponse(words, status_code=413)(scope, receive, send)
