"""A server that answers as Meta's Graph API does, on a real socket, as far as posts are read.

It knows the fields of Meta's own SDK (see `test_account`, which compares), and refuses others.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

TOKEN = "IGAA-made-up-and-secret"
FIELDS = {
    *("alt_text", "caption", "comments_count", "id", "is_comment_enabled", "like_count"),
    *("media_product_type", "media_type", "media_url", "owner", "permalink", "shortcode"),
    *("thumbnail_url", "timestamp", "username"),
}
"""Of a media, on both of Meta's log-ins."""
EDGES = {"children"}
Node = dict[str, Any]


@dataclass
class MetaServer:
    """What the server has, what it was asked, and how it is to fail."""

    media: list[Any] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    account: str = "me"
    url: str = ""
    asked: list[str] = field(default_factory=list)
    seen_tokens: list[str | None] = field(default_factory=list)
    failing: dict[int, tuple[int, object]] = field(default_factory=dict)
    """By the number of the question: the status and the body to answer with."""

    def file(self, name: str) -> str:
        """Return the address of a file."""
        return f"{self.url}/cdn/{name}?signature=x"


@contextmanager
def served(server: MetaServer) -> Iterator[MetaServer]:
    """Listen on a free port while the block runs."""

    class Handler(_Handler):
        meta = server

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    meta: ClassVar[MetaServer]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer one question."""
        parts = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        self.meta.seen_tokens.append(self.headers.get("Authorization"))
        if parts.path.startswith("/cdn/"):
            self._file(parts.path.removeprefix("/cdn/"))
            return
        self.meta.asked.append(self.path)
        number = len(self.meta.asked)
        if number in self.meta.failing:
            self._answer(*self.meta.failing[number])
        elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._refuse(190, "Invalid OAuth access token.")
        else:
            self._node(parts.path, asked)

    def _node(self, path: str, asked: dict[str, str]) -> None:
        unknown = _names(asked.get("fields", "")) - FIELDS - EDGES
        found = re.fullmatch(r"/v26\.0/(\w+)(/media)?", path)
        if unknown:
            self._refuse(100, f"(#100) Tried accessing nonexisting field ({unknown})")
        elif found and found[2] and found[1] == self.meta.account:
            self._page(asked)
        elif found and (nodes := [n for n in _all(self.meta.media) if n.get("id") == found[1]]):
            self._answer(200, nodes[0])
        else:
            self._refuse(100, "Unsupported get request. Object does not exist")

    def _page(self, asked: dict[str, str]) -> None:
        start, most = int(asked.get("after", "0")), int(asked["limit"])
        items = self.meta.media[start : start + most]
        paging: Node = {"cursors": {"before": str(start), "after": str(start + most)}}
        if start + most < len(self.meta.media):
            paging["next"] = f"{self.meta.url}/v26.0/me/media?access_token={TOKEN}&after=x"
        self._answer(200, {"data": items, "paging": paging})

    def _file(self, name: str) -> None:
        if name not in self.meta.files:
            self._answer(403, "URL signature expired")
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.meta.files[name])))
        self.end_headers()
        self.wfile.write(self.meta.files[name])

    def _refuse(self, code: int, message: str) -> None:
        error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A"}
        self._answer(400, {"error": error})

    def _answer(self, status: int, body: object) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _names(fields: str) -> set[str]:
    return set(re.findall(r"\w+", fields))


def _all(media: list[Any]) -> Iterator[Node]:
    for node in media:
        if isinstance(node, dict):
            yield node
            yield from node.get("children", {}).get("data", [])
