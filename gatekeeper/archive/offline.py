"""Instaloader without a network: whatever it asks for is refused before a name is looked up."""

from __future__ import annotations

import json
import lzma
from typing import Any

from instaloader import InstaloaderContext, load_structure
from instaloader.structures import JsonExportable
from requests import PreparedRequest, Response, Session
from requests.adapters import BaseAdapter
from requests.exceptions import ConnectionError as NoConnection

MAX_NODE = 20_000_000
"""Bytes of JSON about one post. One with hundreds of comments has about 400,000."""
_MEMORY = 100_000_000
"""Bytes that unpacking may take; `xz -9` needs 65 million."""


class _Refusing(BaseAdapter):
    """Sends nothing anywhere."""

    def send(self, request: PreparedRequest, *_: object, **__: object) -> Response:
        """Refuse."""
        raise NoConnection("An archive is read without a network.", request=request)

    def close(self) -> None:
        """Nothing was opened."""


class Offline(InstaloaderContext):
    """What instaloader's structures ask when they do not know something: nobody answers."""

    def __init__(self) -> None:
        super().__init__(sleep=False, quiet=True, max_connection_attempts=1, iphone_support=False)

    def get_anonymous_session(self) -> Session:
        """Return a session that refuses."""
        session = Session()
        for scheme in ("https://", "http://"):
            session.mount(scheme, _Refusing())
        return session

    def error(self, msg: object, repeat_at_end: bool = True) -> None:  # noqa: FBT001, FBT002 - instaloader's own
        """Say nothing: what is not known is said of the post."""


def loaded(data: bytes, name: str) -> JsonExportable:
    """Return what instaloader saved in a `.json` or `.json.xz` file, through its own loader.

    Its `load_structure_from_file` does the same, but unpacks a file however large it becomes.

    Raises:
        ValueError: it is not JSON, or unpacks to more than it should.
        InstaloaderException: it is not instaloader's JSON.
    """
    return load_structure(Offline(), _json(_unpacked(data) if name.endswith(".xz") else data))


def _unpacked(data: bytes) -> bytes:
    try:
        unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)
        unpacked = unpacker.decompress(data, MAX_NODE + 1)
    except lzma.LZMAError as error:
        raise ValueError("it is damaged") from error
    if not unpacker.eof:
        raise ValueError("it was cut off, or unpacks to far more than it should")
    return unpacked


def _json(data: bytes) -> dict[str, Any]:
    try:
        told = json.loads(data)
    except RecursionError as error:
        raise ValueError("it is nested more deeply than any post") from error
    if not isinstance(told, dict):
        raise ValueError("it is not about a post")  # noqa: TRY004 - it is the file that is wrong
    return told
