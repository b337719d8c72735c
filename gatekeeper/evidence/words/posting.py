"""What words tell of the post itself: a place pinned, another format, a picture from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain

_PINNED = re.compile(
    r"\U0001f4cd ?(?-i:[A-Z])[^.!?\n#@]{2,40}|///\w+\.\w+\.\w+"
    r"|\bcheck(?:ing|ed)[ -]in (?:at|to)\b[^.!?\n]{2,40}"
    r"|(?<![\d.])-?\d{1,2}\.\d{3,}, ?-?\d{1,3}\.\d{3,}(?!\d)"
    r"|\b(?:location|venue|where|place|pinned)(?: tag)?: ?(?-i:[A-Z])[^.!?\n]{2,40}|\btagged "
    r"(?:at|in)\b[^.!?\n]{2,40}"
    r"|\bgrid ref\w*\.?:? ?[A-Z]{2} ?\d{2,5} ?\d{2,5}\b|\bwhat3words\b",
    re.IGNORECASE,
)
_FORMAT = re.compile(
    r"#?\bre-?(?:post|gram)(?:ed|ing)?\b|\b(?:going|go|we're|are) live (?:at|on|from|in|now)\b"
    r"|\blive-?stream\w*|(?-i:\bREEL\b)|\b(?:new|latest|our|this) reels?\b"
    r"|\breel (?:is )?(?:up|out|time|of)\b|\b(?:a|this week's|mini) reel\b|\bboomerang (?:of|"
    r"time)\b|\bstory (?:highlights?|takeover)\b"
    r"|\b(?:check|see|watch|on|in) our (?:insta\w* )?(?:story|stories)\b|\bswipe up\b"
    r"|\bcollab(?:oration)? (?:post|with @)",
    re.IGNORECASE,
)
_BORROWED = re.compile(
    r"\b(?:found|saw|got|borrowed|pinched|nicked|stolen|taken)\b[^.!?\n]{0,40}\b(?:on|from|off) "
    r"(?:google|pinterest|facebook|the (?:internet|web)|online|instagram|twitter)\b"
    r"|\bnot ours\b[^.!?\n]{0,20}\b(?:who|photo|picture|took)"
    r"|\bscreen ?shots?\b(?: from| of)?[^.!?\n]{0,30}"
    r"|\b(?:no idea|don't know) who (?:took|drew|made)\b"
    r"|\bwhose photographer\b|\b(?:shot|photo|picture|pic)s?"
    r"(?: that)? (?:a|one of our|some) (?:parents?|mums?|dads?) (?:sent|took|gave)"
    r"|\bfrom a (?:mum|dad|parent)'s (?:page|facebook|account|story)"
    r"|\b(?:drawing|illustration|picture|page|image|photo)s? from the "
    r"(?:book|film|paper|web\w*|internet)\b",
    re.IGNORECASE,
)


def posting(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield pinned places, other formats and borrowed pictures; the last two may be harmless."""
    for kind, pattern, sure in (
        (Kind.PINNED_PLACE, _PINNED, True),
        (Kind.OTHER_FORMAT, _FORMAT, False),
        (Kind.BORROWED_PICTURE, _BORROWED, False),
    ):
        for found in pattern.finditer(plain.text):
            yield Find(kind, found.start(), found.end(), sure)
