"""A reply may hold plain values, the school's nouns and errors, and nothing that runs."""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable
from enum import Enum
from io import BytesIO

import pytest

from gatekeeper.domain.canonical import digest
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.face import FoundFace, Seen, Turn
from gatekeeper.domain.picture import Box, Carried, Fingerprint, PictureFacts
from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.guard.wire import (
    MAX_REPLY,
    Ask,
    Broke,
    Done,
    Failed,
    OutOfMemory,
    receive,
    receive_reply,
    send,
)


class Runs:
    """Pickles as a call of some function."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


def frame(body: bytes) -> BytesIO:
    return BytesIO(len(body).to_bytes(8) + body)


@pytest.mark.parametrize(
    "reply",
    [
        Done(None),
        Done((1, "zwei", b"3", {"four": [5]}, frozenset({6}))),
        Done(
            PictureFacts("image/png", 1, 2, Carried(("place",), None, (1, 2)), Fingerprint("0", 1))
        ),
        Done((FoundFace(Box(1, 2, 3, 4), 900, ("a",), Seen.PERHAPS, 5, Turn.SIDE),)),
        Done(ChannelName.LINKEDIN),
        Broke("ZeroDivisionError"),
        OutOfMemory(5),
    ],
)
def test_a_reply_arrives_as_it_was(reply: object) -> None:
    stream = BytesIO()
    send(stream, reply)
    stream.seek(0)
    assert receive_reply(stream) == reply
    assert receive_reply(stream) is None


def test_a_noun_arrives_from_a_python_that_pickles_members_by_getattr(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Python 3.11.0 to 3.11.3 do, Debian's among them."""

    def by_getattr(member: Enum, _protocol: int) -> tuple[object, tuple[object, str]]:
        return getattr, (type(member), member.name)

    monkeypatch.setattr(Enum, "__reduce_ex__", by_getattr)
    stream = BytesIO()
    send(stream, Done((Seen.PERHAPS, Turn.SIDE)))
    stream.seek(0)
    assert receive_reply(stream) == Done((Seen.PERHAPS, Turn.SIDE))


def test_an_error_arrives_where_another_library_writes_errors_its_own_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(copyreg.dispatch_table, PictureRefused, lambda _error: (print, ()))
    stream = BytesIO()
    send(stream, Failed(PictureRefused("No.", "Do this.")))
    stream.seek(0)
    assert isinstance(receive_reply(stream), Failed)


def test_an_error_arrives_with_its_remedy() -> None:
    stream = BytesIO()
    send(stream, Failed(PictureRefused("No.", "Do this.")))
    stream.seek(0)
    reply = receive_reply(stream)
    assert isinstance(reply, Failed)
    assert (type(reply.error), str(reply.error), reply.error.remedy) == (
        PictureRefused,
        "No.",
        "Do this.",
    )


@pytest.mark.parametrize(
    "body",
    [
        pickle.dumps(Done(Runs(eval, "1 + 1"))),
        pickle.dumps(Done(Runs(digest, "post", "x"))),
        pickle.dumps(Done(Runs(send, BytesIO(), "x"))),
        pickle.dumps(Done(print)),
        pickle.dumps(Done(ValueError("x"))),
        pickle.dumps(Done(BytesIO())),
        b"cgatekeeper.domain.canonical\nhashlib\n.",
        b"\x80\x04\x8c\x1bgatekeeper.domain.canonical\x8c\x0ehashlib.sha256\x93.",
        b"cgatekeeper.errors_of_another\nX\n.",
        b"cgatekeeper.domain.picture\nNobody\n.",
        pickle.dumps("not a reply"),
        pickle.dumps(Ask("reader", "read")),
        b"rubbish",
        b"",
    ],
)
def test_a_reply_that_holds_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="The reply"):
        receive_reply(frame(body))


def test_a_reply_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValueError, match="too long"):
        receive_reply(BytesIO((MAX_REPLY + 1).to_bytes(8)))


@pytest.mark.parametrize("part", [b"", b"\0\0\0", (9).to_bytes(8), (9).to_bytes(8) + b"half"])
def test_a_message_cut_short_is_the_end(part: bytes) -> None:
    assert receive(BytesIO(part)) is None
    assert receive_reply(BytesIO(part)) is None
