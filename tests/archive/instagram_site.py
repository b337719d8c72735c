"""A server that answers instaloader as instagram.com answers a visitor without log-in.

On a real socket: instaloader's own requests arrive here, with only their address changed. Written
after what instaloader 4.16 asks for: the account's page, the start page, `api/graphql`, pictures.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

ACCOUNT = "oakfield_primary_demo"
HOST = "https://www.instagram.com"
A_PAGE = 2
Node = dict[str, Any]


@dataclass
class Site:
    """What the site has, what was asked, and how it is to refuse."""

    codes: list[str]
    pictures: dict[str, bytes]
    films: set[str] = field(default_factory=set)
    url: str = ""
    asked: list[str] = field(default_factory=list)
    """What was asked for: `page`, `start`, `list`, a post's code, a picture's name."""
    refusing: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    """By what was asked for: the status, headers and body to answer with."""


@contextmanager
def visited(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Listen on a free port, and let whatever is sent to instagram.com arrive there."""

    class Handler(_Handler):
        at = site

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    send = HTTPAdapter.send

    def redirected(self: HTTPAdapter, request: PreparedRequest, **how: Any) -> Response:
        assert (request.url or "").startswith(HOST)
        request.url = (request.url or "").replace(HOST, site.url, 1)
        return send(self, request, **how)

    monkeypatch.setattr(HTTPAdapter, "send", redirected)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    at: ClassVar[Site]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a page or a picture."""
        path = self.path.partition("?")[0].strip("/")
        if path == ACCOUNT:
            self._page("page", _embedded(self.at.codes))
        elif not path:
            tokens = '"LSD",[],{"token":"lsd"} "IG_USER_EIMU":"0"'
            self._page("start", f"<script>{tokens}</script>")
        elif path in self.at.pictures:
            self._answer(path, self.at.pictures[path])
        else:
            self._answer("nothing", b"", 404)

    def do_POST(self) -> None:
        """Answer a question of the page's own program."""
        length = int(self.headers["Content-Length"])
        variables = json.loads(parse_qs(self.rfile.read(length).decode())["variables"][0])
        if "shortcode" in variables:
            code = variables["shortcode"]
            items = [self._item(code)] if code in self.at.codes else []
            told: Node = {"xdt_api__v1__media__shortcode__web_info": {"items": items}}
            self._answer(code, json.dumps({"data": told}).encode())
        else:
            node = {"polaris_ordered_timeline_connection": _some(self.at.codes, variables["after"])}
            self._answer("list", json.dumps({"data": {"node": node}}).encode())

    def _item(self, code: str) -> Node:
        video = {"media_type": 2, "video_versions": [{"url": f"{HOST}/pictures/{code}.mp4"}]}
        return _item(code) | (video if code in self.at.films else {})

    def _page(self, what: str, body: str) -> None:
        self._answer(what, f"<html>{body}</html>".encode())

    def _answer(self, what: str, body: bytes, status: int = 200) -> None:
        self.at.asked.append(what)
        headers = {"Set-Cookie": "csrftoken=made-up; Path=/"}
        if what in self.at.refusing:
            status, headers, body = self.at.refusing[what]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _embedded(codes: list[str]) -> str:
    user = {
        "id": "page-7",
        "pk": "7",
        "username": ACCOUNT,
        "is_private": False,
        "polaris_ordered_timeline_connection": _some(codes, "0"),
    }
    told = {"__bbox": {"result": {"data": {"xig_user_by_username": user}}}}
    return f'<script type="application/json">{json.dumps(told)}</script>'


def _some(codes: list[str], after: str) -> Node:
    start = int(after)
    more = start + A_PAGE < len(codes)
    return {
        "edges": [{"node": {"code": code}} for code in codes[start : start + A_PAGE]],
        "page_info": {"has_next_page": more, "end_cursor": str(start + A_PAGE)},
    }


def _item(code: str) -> Node:
    number = int(code.removeprefix("CODE"))
    return {
        "pk": str(number),
        "code": code,
        "taken_at": 1_789_732_800 - 86_400 * number,
        "media_type": 1,
        "user": {"pk": "7", "username": ACCOUNT},
        "caption": {"text": f"Post {number} of the café."},
        "comments_disabled": number % 2 == 0,
        "image_versions2": {"candidates": [{"url": f"{HOST}/pictures/{code}.jpg"}]},
        "usertags": None,
        "location": None,
    }
