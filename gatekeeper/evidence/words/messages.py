"""Invitations to message in private (clause O18)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.plain import Find, Plain

_INVITES = re.compile(
    r"(?<!\d)(?<!\d )(?<!the )\b(?:DM|PM)(?:'?d)?\b(?= (?:us|me|for|to|with|if|your|the|on)\b)"
    r"(?: us| me| for \w+| to \w+| with \w+)?"
    r"|\b(?:dm|pm) (?:us|me)\b"
    r"|\b(?:our|my|your|the) (?:DMs|PMs|inbox|dms)\b(?: (?:is|are)\b[^.!?\n]{0,20}\bopen)?"
    r"|\b(?:slide|slip|jump|pop|drop) (?:in|into) (?:our|my|the|his|her) (?:dms?|pms?|"
    r"messages|inbox|mentions)\b"
    r"|\b(?:drop|send|give|ping|shoot|pop|fire|leave) (?:us|me|him|her|them|our \w+|mrs? \w+|"
    r"miss \w+|ms \w+) (?:over )?"
    r"an? (?:\w+ )?(?:dms?|pms?|message|msg|text|whatsapp|voice ?note|line (?:on|via) "
    r"(?:insta\w*|messenger|whatsapp))\b"
    r"|\bslide into\b[^.!?\n]{0,12}\bDMs?\b"
    r"|\binbox (?:us|me)\b"
    r"|\b(?:send|drop|pop|give|ping) (?:us|me) a (?:(?:quick|private|direct|little) )?"
    r"(?:message|msg|DM|PM|text|WhatsApp)\b(?: here| on here| on insta\w*)?"
    r"|\b(?:private(?:ly)?|direct(?:ly)?)[ -]?messag(?:e|ing)\b(?: (?:us|me))?"
    r"|\b(?:message|msg) (?:us|me)\b(?: here| on here| privately| directly)?"
    r"|\b(?:whats ?app|snapchat|messenger) (?:us|me|them|it|your|her|him|the|Mrs?|Ms|Miss)\b"
    r"[^.!?\n]{0,25}"
    r"|\b(?:on|via|through|by) (?:whats ?app|messenger|snapchat|telegram)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:don't|do not|never|can't|cannot|can not|won't|not|no|without|instead of|"
    r"rather than|unable|off|closed|switched|aren't|isn't)\b(?:(?!, (?:just|"
    r"simply)\b)[^.!?\n]){0,30}$",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"^[^.!?\n]{0,20}\b(?:off|closed|not read|not monitored|not answered|turned off)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^[^.!?\n]{0,30}\b(?:arbor|google classroom|classroom|parentmail|by e-?mail|office|app)\b",
    re.IGNORECASE,
)


def private_messages(plain: Plain, _: Known) -> Iterator[Find]:
    """Yield invitations; not where messages are declined, or the school's own system is meant."""
    for found in _INVITES.finditer(plain.text):
        before = plain.text[max(0, found.start() - 60) : found.start()]
        after = plain.text[found.end() : found.end() + 60]
        if not (_NOT.search(before) or _OFF.search(after) or _ELSEWHERE.search(after)):
            yield Find(Kind.PRIVATE_MESSAGE, found.start(), found.end())
