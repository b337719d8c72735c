"""Links and accounts that are not on the school's list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.domain.spelling import squash
from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain

_ENDS = (
    "com|org|net|uk|gov|edu|sch|info|biz|io|ly|be|gle|co|eu|tv|fm|gg|app|dev|page|link|site|online|"
    "shop|store|club|blog|news|live|me|xyz|to|cc|ai|example|test"
)
_HOST = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}})\.){{1,6}}(?:{_ENDS})"
_LINK = re.compile(
    rf"(?<![@\w.-])(?:https?://|www\.)?({_HOST})(?![\w@-])(?!\.\w)(?::\d+)?((?:/[^\s<>\"')]*)?)"
    r"|(?<![\w@])https?://([^\s/<>\"')]+)((?:/[^\s<>\"')]*)?)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"\b([\w-]+(?: dot [\w-]+){{0,3}} dot (?:{_ENDS}))\b((?: slash [\w-]+)*)", re.IGNORECASE
)
_EMAIL_BEFORE = re.compile(r"(?:@|\bat |\[at\] ?|\(at\) ?)$", re.IGNORECASE)
_NETWORKS = {
    "linkedin.com": r"/(?:in|pub)/",
    "instagram.com": r"/(?!p/|reel/|explore)\w",
    "facebook.com": r"/\w",
    "tiktok.com": r"/@",
    "twitter.com": r"/\w",
    "x.com": r"/\w",
    "snapchat.com": r"/add/",
    "threads.net": r"/@",
}

_HANDLE = re.compile(r"(?<![\w.@])@([A-Za-z0-9_][\w.]{1,29})")
_NEAR_NETWORK = re.compile(
    r"\b(?:tik ?tok|insta(?:gram)?|snap(?:chat)?|you ?tube|facebook|twitter|threads|discord|roblox|"
    r"twitch|username|handle)\b[^.!?\n]{0,30}?[\s:,(]"
    r"((?=[\w.]{6,30}\b)[A-Za-z][A-Za-z.]{2,}[_\d][\w.]*)",
    re.IGNORECASE,
)
_OWN_PAGE = re.compile(
    r"\b(?:add|friend|follow|find|tag|like|look up|search for|check out|join|see) "
    r"[^.!?\n]{1,40}? on "
    r"(?:facebook|insta\w*|tik ?tok|snap\w*|twitter|x|threads|you ?tube|discord|bluesky|"
    r"roblox|strava)\b"
    r"|\b(?:on|see|via|over on|visit|follow) (?:his|her|their|my|our \w+'s|(?:mr|mrs|ms|"
    r"miss) \w+'s) (?:own )?"
    r"(?:\w+ )?(?:page|insta\w*|facebook|tik ?tok|account|profile|channel|feed|snap\w*|"
    r"blog)\b[^.!?\n]{0,40}",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:us|ours|our (?:own |school |new )?(?:school|page|account|channel|insta\w*|"
    r"facebook)|the school|oakfield)\b",
    re.IGNORECASE,
)
_PRIVATE_PART = re.compile(r"mum|mummy|dad|daddy|family|nan|auntie|teacher", re.IGNORECASE)
SHORTEST_NAME = 3


def links(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield links to hosts that are not on the list, and as accounts those to somebody's page."""
    for start, end, host, path in _hosts(plain.text):
        personal = _is_profile(host, path)
        if personal:
            yield Find(Kind.OWN_ACCOUNT, start, end)
        elif not _listed(host, known.lists.links):
            yield Find(Kind.LINK, start, end)


def _hosts(text: str) -> Iterator[tuple[int, int, str, str]]:
    for found in _LINK.finditer(text):
        host, path = found.group(1) or found.group(3), found.group(2) or found.group(4) or ""
        end = found.start() + len(found.group().rstrip(".,;:!?"))
        yield found.start(), end, host.casefold(), path.casefold()
    for found in _SPOKEN.finditer(text):
        if not _EMAIL_BEFORE.search(text[: found.start()]) and " at " not in found.group():
            yield found.start(), found.end(), found.group(1).casefold().replace(" dot ", "."), ""


def _is_profile(host: str, path: str) -> bool:
    bare = host.removeprefix("www.").removeprefix("uk.")
    return bare in _NETWORKS and re.match(_NETWORKS[bare], path) is not None


def _listed(host: str, allowed: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in map(str.casefold, allowed))


def accounts(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield accounts that are not on the list; somebody's own where a name or family is in it."""
    listed = {squash(account) for account in known.lists.accounts}
    for pattern in (_HANDLE, _NEAR_NETWORK):
        for found in pattern.finditer(plain.text):
            handle = found.group(1).rstrip(".")
            if squash(handle) not in listed:
                start = found.start() if pattern is _HANDLE else found.start(1)
                kind = Kind.OWN_ACCOUNT if _is_personal(handle, known) else Kind.ACCOUNT
                yield Find(kind, start, found.start(1) + len(handle))

    for found in _OWN_PAGE.finditer(plain.text):
        if not _OURS.search(found.group()):
            yield Find(Kind.OWN_ACCOUNT, found.start(), found.end())


def _is_personal(handle: str, known: Known) -> bool:
    """Whether a name of the register, or a word that families use of themselves, stands in it."""
    plain = squash(handle)
    names = {squash(n) for p in known.pupils for n in (p.first_name, p.known_as, p.surname)}
    names |= {squash(n) for a in known.adults for n in (a.first_name, a.surname)}
    named = any(len(name) > SHORTEST_NAME and name in plain for name in names)
    return named or _PRIVATE_PART.search(handle) is not None
