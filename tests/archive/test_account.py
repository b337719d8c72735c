"""The school's own account, against a server on a real socket that is held to Meta's contract."""

from __future__ import annotations

import json
import logging
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gatekeeper.archive import account
from gatekeeper.archive.account import OF_A_FILE, OF_A_POST, OwnAccount
from gatekeeper.archive.graph import Graph
from gatekeeper.bootstrap import open_own_account
from gatekeeper.domain.post import Format
from gatekeeper.domain.published_post import PublishedPost, Unreadable, Untold
from gatekeeper.domain.release import Comments
from gatekeeper.errors import CouldNotCheck, UsageError
from gatekeeper.settings import Settings
from tests.archive.contract import BRIDGES, FILM, FILMED, GONE, GREEN, RED, ArchiveContract
from tests.archive.meta_server import EDGES, FIELDS, TOKEN, MetaServer, served

Node = dict[str, Any]


@pytest.fixture
def meta() -> Iterator[MetaServer]:
    with served(MetaServer()) as server:
        yield server


def picture(meta: MetaServer, media: str, **more: object) -> Node:
    url = {"media_url": meta.file(f"{media}.jpg")}
    return {"id": media, "media_type": "IMAGE", **url, **more}


def post(node: Node, words: str = "", **more: object) -> Node:
    return {
        "media_product_type": "FEED",
        "caption": words,
        "permalink": f"https://www.instagram.com/p/{node['id']}/",
        "shortcode": f"S{node['id']}",
        "timestamp": "2026-09-18T12:00:00+0000",
        "username": "oakfield",
        "is_comment_enabled": False,
        **node,
        **more,
    }


def album(media: str, *parts: Node) -> Node:
    return {"id": media, "media_type": "CAROUSEL_ALBUM", "children": {"data": list(parts)}}


def opened(meta: MetaServer, token: str = TOKEN) -> OwnAccount:
    return OwnAccount(Graph(meta.url, token), "me")


def posts(meta: MetaServer) -> list[PublishedPost]:
    return [entry for entry in opened(meta).entries() if isinstance(entry, PublishedPost)]


class TestOwnAccount(ArchiveContract):
    """The contract, over the API."""

    @pytest.fixture
    def archive(self, meta: MetaServer) -> OwnAccount:
        meta.files = {"11.jpg": RED, "12.jpg": GREEN, "13.mp4": FILMED}
        film = {"id": "13", "media_type": "VIDEO", "media_url": meta.file("13.mp4")}
        meta.media = [
            post(album("10", picture(meta, "11"), picture(meta, "12")), BRIDGES),
            post({"id": "14", "media_type": "IMAGE"}, GONE),
            post(film, FILM),
            {"id": "15"},
        ]
        return opened(meta)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"is_comment_enabled": False}, Comments.OFF),
        ({"is_comment_enabled": True}, Comments.ON),
        ({"is_comment_enabled": None}, Comments.UNKNOWN),
        ({"is_comment_enabled": "false"}, Comments.UNKNOWN),
    ],
)
def test_comments_are_off_only_where_it_is_said(
    meta: MetaServer, told: Node, state: Comments
) -> None:
    meta.media = [post(picture(meta, "1"), **told)]
    assert [one.comments for one in posts(meta)] == [state]


def test_a_missing_answer_about_comments_is_unknown(meta: MetaServer) -> None:
    meta.media = [post(picture(meta, "1"), comments_count=0)]
    del meta.media[0]["is_comment_enabled"]
    assert [one.comments for one in posts(meta)] == [Comments.UNKNOWN]


def test_all_pages_are_read_and_the_token_is_in_no_address(meta: MetaServer) -> None:
    meta.media = [post({"id": str(n), "media_type": "IMAGE"}) for n in range(60)]
    assert [one.id for one in posts(meta)] == [f"S{n}" for n in range(60)]
    assert len(meta.asked) == 3
    assert not [address for address in meta.asked if TOKEN in address]


def test_pages_are_asked_for_one_after_another(meta: MetaServer) -> None:
    meta.media = [post({"id": str(n), "media_type": "IMAGE"}) for n in range(60)]
    next(opened(meta).entries())
    assert len(meta.asked) == 1


def test_the_token_is_not_sent_to_where_pictures_are(meta: MetaServer) -> None:
    meta.files = {"1.jpg": RED}
    meta.media = [post(picture(meta, "1"))]
    posts(meta)
    assert meta.seen_tokens == [f"Bearer {TOKEN}", None]


def test_the_token_is_in_no_log_and_no_error(
    meta: MetaServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    meta.media = [post(picture(meta, "1"))]
    posts(meta)
    meta.failing = {2: (400, {"error": {"code": 190, "message": f"Token {TOKEN} expired"}})}
    with pytest.raises(CouldNotCheck) as refused:
        posts(meta)
    assert caplog.records
    assert TOKEN not in caplog.text
    assert TOKEN not in f"{refused.value!r} {refused.value.remedy} {refused.value.__cause__}"
    assert TOKEN not in repr(opened(meta))


def test_a_picture_is_downloaded_once_while_its_post_is_looked_at(meta: MetaServer) -> None:
    meta.files = {"1.jpg": RED}
    meta.media = [post(picture(meta, "1"))]
    archive = opened(meta)
    for entry in archive.entries():
        assert isinstance(entry, PublishedPost)
        with archive.open(entry.media[0]) as file:
            assert file.read() == RED
    assert len(meta.seen_tokens) == 2


def test_a_large_picture_is_not_kept(meta: MetaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "KEPT", 10)
    meta.files = {"1.jpg": RED}
    meta.media = [post(picture(meta, "1"))]
    archive = opened(meta)
    (one,) = archive.entries()
    assert isinstance(one, PublishedPost)
    with archive.open(one.media[0]) as file:
        assert file.read() == RED


def test_an_address_that_ended_is_asked_for_anew(meta: MetaServer) -> None:
    meta.files = {"1.jpg": RED}
    meta.media = [post(picture(meta, "1"))]
    (one,) = posts(meta)
    meta.files = {"new.jpg": RED}
    meta.media[0]["media_url"] = meta.file("new.jpg")
    there = pickle.loads(pickle.dumps(opened(meta)))  # noqa: S301 - our own
    with there.open(one.media[0]) as file:
        assert file.read() == RED


def test_a_films_title_picture_is_a_picture_of_the_post(meta: MetaServer) -> None:
    meta.files = {"1.mp4": FILMED, "1.jpg": RED}
    film = {"media_url": meta.file("1.mp4"), "thumbnail_url": meta.file("1.jpg")}
    meta.media = [post({"id": "1", "media_type": "VIDEO", **film}, media_product_type="REELS")]
    (one,) = posts(meta)
    assert [media.name for media in one.media] == ["1_title.jpg", "1.mp4"]
    assert one.format is Format.REEL


def test_what_the_api_never_tells_is_said(meta: MetaServer) -> None:
    meta.files = {"1.jpg": RED}
    meta.media = [post(picture(meta, "1", alt_text="A bridge."))]
    assert posts(meta)[0].untold == (Untold.PLACE, Untold.TAGGED)


@pytest.mark.parametrize("node", [None, [], {"id": "1", "media_type": "IMAGE", "children": 7}])
def test_a_post_that_is_like_no_other_is_could_not_check(meta: MetaServer, node: object) -> None:
    meta.media = [node, post(picture(meta, "2"))]
    assert [type(entry) for entry in opened(meta).entries()] == [Unreadable, PublishedPost]


def test_a_time_that_makes_no_sense_is_unknown(meta: MetaServer) -> None:
    meta.media = [post(picture(meta, "1"), timestamp="yesterday")]
    assert posts(meta)[0].at is None


@pytest.mark.parametrize(
    "paging",
    [
        {"next": "https://there"},
        {"next": "https://there", "cursors": None},
        {"next": "https://there", "cursors": {"after": ""}},
        {"next": "https://there", "cursors": {"after": "again"}},
    ],
)
def test_a_list_that_goes_on_nobody_knows_where_is_not_the_whole_list(
    meta: MetaServer, monkeypatch: pytest.MonkeyPatch, paging: dict[str, object]
) -> None:
    page = {"data": [post(picture(meta, "1"))], "paging": paging}
    monkeypatch.setattr(Graph, "get", lambda *_, **__: page)
    *_, last = opened(meta).entries()
    assert isinstance(last, Unreadable)
    assert last.where == "posts after these"


def test_where_instagrams_list_ends_is_said(
    meta: MetaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "MOST", 2)
    meta.media = [post(picture(meta, "1")), post(picture(meta, "2"))]
    entries = list(opened(meta).entries())
    assert [type(entry) for entry in entries] == [PublishedPost, PublishedPost, Unreadable]


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (400, {"error": {"code": 190}}, "does not accept the token"),
        (400, {"error": {"code": 4}}, "asked too often"),
        (400, {"error": {"code": 80002}}, "asked too often"),
        (429, {}, "asked too often"),
        (403, {"error": {"code": 200}}, "refused to answer"),
        (200, {"error": {"code": 1}}, "refused to answer"),
        (200, {"error": "x"}, "refused to answer"),
        (500, b"<html>", "refused to answer"),
        (302, {}, "refused to answer"),
        (200, b"[1]", "refused to answer"),
        (200, {"data": 1}, "no list of posts"),
    ],
)
def test_a_refusal_is_one_sentence_with_what_to_do(
    meta: MetaServer, status: int, body: object, says: str
) -> None:
    meta.failing = {1: (status, body)}
    with pytest.raises(CouldNotCheck, match=says) as refused:
        posts(meta)
    assert refused.value.remedy


def test_a_wrong_token_is_said(meta: MetaServer) -> None:
    with pytest.raises(CouldNotCheck, match="does not accept the token"):
        list(opened(meta, "another").entries())


def test_what_came_before_a_refusal_is_kept(meta: MetaServer) -> None:
    meta.media = [post({"id": str(n), "media_type": "IMAGE"}) for n in range(60)]
    meta.failing = {2: (400, {"error": {"code": 4}})}
    entries = opened(meta).entries()
    assert len([next(entries) for _ in range(25)]) == 25
    with pytest.raises(CouldNotCheck):
        next(entries)


def test_nobody_there_is_said() -> None:
    with pytest.raises(CouldNotCheck, match="does not answer"):
        list(OwnAccount(Graph("http://127.0.0.1:9", TOKEN), "me").entries())


def test_a_name_that_is_no_media_is_never_asked_for(meta: MetaServer) -> None:
    archive = opened(meta)
    with pytest.raises(CouldNotCheck):
        archive._files.open("../me.jpg")
    assert meta.asked == []


def test_the_settings_open_the_account(meta: MetaServer) -> None:
    meta.media = [post(picture(meta, "1"))]
    settings = Settings(Path(), Path(), instagram_token=TOKEN, instagram_host=meta.url)
    assert len(list(open_own_account(settings).entries())) == 1
    assert TOKEN not in repr(settings)


@pytest.mark.parametrize(
    ("token", "host"), [("", "https://graph.instagram.com"), (TOKEN, "http://graph.instagram.com")]
)
def test_a_token_that_is_missing_or_would_be_sent_in_the_open_is_said(
    token: str, host: str
) -> None:
    with pytest.raises(UsageError):
        open_own_account(Settings(Path(), Path(), instagram_token=token, instagram_host=host))


@pytest.mark.samples
@pytest.mark.parametrize("kind", ["igmedia", "igmediaforigonlyapi"])
def test_the_server_and_our_questions_know_no_field_that_meta_does_not(
    samples: Path, kind: str
) -> None:
    contract = json.loads((samples / "contracts" / "meta_contract.json").read_text("utf-8"))
    fields = set(contract[kind]["fields"])
    assert fields >= FIELDS
    assert fields >= {*OF_A_POST, *OF_A_FILE}
    edges = {told["endpoint"] for told in contract[kind]["operations"].values()}
    assert {f"/{edge}" for edge in EDGES} <= edges
    user = contract["iguserforigonlyapi"]["operations"]["get_media"]
    assert (user["method"], user["endpoint"]) == ("GET", "/media")
