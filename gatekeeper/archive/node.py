"""What instaloader's JSON tells of a post, in each of the three shapes that it has had.

A: `iphone_struct`, saved while logged in. B: the page's shape (Polaris), saved without log-in.
C: the older GraphQL shape. What would need the network is read from the raw node, or is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from instaloader import Post, StoryItem

from gatekeeper.domain.post import Format
from gatekeeper.domain.release import Comments

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture or film of a post, by its number in the post; 0 where there is only one."""

    number: int
    is_film: bool
    alt_text: str | None


def words(post: Post | StoryItem) -> str | None:
    """Return what was written; None where the node does not tell."""
    told = {"edge_media_to_caption", "caption"} & set(post._node)  # noqa: SLF001 - no accessor tells it
    return post.caption or ("" if told else None)


def moment(node: Node) -> datetime | None:
    """Return when it went out."""
    for key in ("date", "taken_at_timestamp", "taken_at"):
        if isinstance(seconds := node.get(key), int):
            return datetime.fromtimestamp(seconds, UTC)
    return None


def comments(node: Node) -> Comments:
    """Return whether comments are off: only by the post's own switch, never by a count of 0.

    `commenting_disabled_for_viewer` is about whoever looked, and proves nothing.
    """
    said = {
        found["comments_disabled"]
        for found in (node, _phone(node))
        if isinstance(found.get("comments_disabled"), bool)
    }
    if not said:
        return Comments.UNKNOWN
    return Comments.OFF if said == {True} else Comments.ON


def place(node: Node) -> str | None:
    """Return the tagged place; the page (B) hides it from whoever is not logged in."""
    for found in (_phone(node), node):
        if isinstance(location := found.get("location"), dict):
            return str(location.get("name") or location.get("slug") or "a place without a name")
    told = node.get("location", node) is None and "image_versions2" not in node
    return "" if told or "location" in _phone(node) else None


def tagged(node: Node) -> tuple[str, ...] | None:
    """Return the accounts tagged in any picture, or named as joint authors."""
    parts = [node, _phone(node), *_children(node)]
    keys = {"usertags", "edge_media_to_tagged_user", "coauthor_producers"}
    if not any(keys & set(part) for part in parts):
        return None
    return tuple(dict.fromkeys(name for part in parts for name in _names(part)))


def account(node: Node) -> str:
    """Return whose post it is."""
    for found in (node.get("owner"), node.get("user"), _phone(node).get("user")):
        if isinstance(found, dict) and isinstance(name := found.get("username"), str):
            return name
    return ""


def form(post: Post | StoryItem) -> Format:
    """Return what it is in the app."""
    if isinstance(post, StoryItem):
        return Format.STORY
    node: Node = post._node  # noqa: SLF001 - no accessor tells it
    kinds = {node.get("product_type"), _phone(node).get("product_type")}
    return Format.REEL if "clips" in kinds else Format.POST


def shown(post: Post | StoryItem) -> list[Shown]:
    """Return the pictures and films that the post has, whether or not they are on disk."""
    node: Node = post._node  # noqa: SLF001 - no accessor tells it
    if isinstance(post, StoryItem) or post.typename != "GraphSidecar":
        return [Shown(0, bool(post.is_video), _alt_text(node, _phone(node)))]
    phone = _phone(node).get("carousel_media") or node.get("carousel_media") or []
    edges = node["edge_sidecar_to_children"]["edges"]
    return [
        Shown(number, is_film, _alt_text(edges[number - 1]["node"], *phone[number - 1 : number]))
        for number, is_film in enumerate(post.get_is_videos(), start=1)
    ]


def _phone(node: Node) -> Node:
    found = node.get("iphone_struct")
    return found if isinstance(found, dict) else {}


def _children(node: Node) -> list[Node]:
    """Return what is told of each picture of an album, in whichever shape."""
    edges = (node.get("edge_sidecar_to_children") or {}).get("edges") or []
    media = [m for found in (node, _phone(node)) for m in found.get("carousel_media") or []]
    return [edge["node"] for edge in edges] + media


def _names(part: Node) -> Iterator[str]:
    tags = (part.get("usertags") or {}).get("in") or []
    edges = (part.get("edge_media_to_tagged_user") or {}).get("edges") or []
    users = [tag.get("user") for tag in tags] + [edge["node"].get("user") for edge in edges]
    for user in (*users, *(part.get("coauthor_producers") or [])):
        if isinstance(user, dict) and user.get("username"):
            yield str(user["username"]).lower()


def _alt_text(*told: Node) -> str | None:
    texts = [one["accessibility_caption"] for one in told if one.get("accessibility_caption")]
    return str(texts[0]) if texts else None
