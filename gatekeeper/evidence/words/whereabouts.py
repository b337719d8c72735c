"""Where children are now, or will be: off site, in words (clause O20).

Sentence by sentence: somebody of the school, a place that is not the school's, and a time that has
not passed. What lies behind ("on Monday we went") is nobody's whereabouts any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words.off_site import PROPER, at_school, away_from_school, far, off_site
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.turns import any_of, first_names, names_somebody, sentences

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_LATER = (
    "tomorrow",
    "later",
    "soon",
    "this (?:week|weekend|term)",
    "at the weekend",
    f"{_DAY}s?(?:'s)?",
    "next (?:week|month|term|half[ -]term|year)",
    "in the (?:new year|holidays)",
    r"\d{1,2}(?:st|nd|rd|th)",
    rf"\d{{1,2}} {_MONTH}",
    rf"{_MONTH} \d{{1,2}}",
    "after (?:half[ -]term|easter|christmas)",
)
_ON_A_DAY_TO_COME = any_of(*_LATER)
_WHEN = any_of(*_LATER, "today", "tonight", "this (?:morning|afternoon|evening)", "after school")
_SOMEBODY = any_of(
    "we",
    "we're",
    "we'll",
    "us",
    "our",
    r"(?:year|years|y)[ -]?\d\w*",
    "ks[12]",
    "reception",
    "nursery",
    "children",
    "pupils",
    "choir",
    "band",
    "orchestra",
    "teams?",
    "squad",
    "club",
    "class(?:es)?",
    "dancers",
    "swimmers",
    "runners",
    "eco[- ]?warriors",
    "council",
    "infants",
    "juniors",
    "everyone",
    "girls",
    "boys",
    "bikeability",
    "football",
    "netball",
    "rugby",
    "cricket",
    "hockey",
    "swimming",
    "gymnastics",
    "athletics",
    "walking bus",
)
_THEY = (
    r"(?:we|they|everyone|everybody|all|children|pupils|choir|team|squad|class|nursery|reception|"
    r"y(?:ear)? ?\d\w*)"
)
_SURELY_AWAY = any_of(
    rf"(?:hello|greetings|postcards?|live|checking in|checked in) (?:from|at):? (?:the )?{PROPER}",
    "on our way(?: (?:to|back|home))?",
    f"{_THEY}(?: are|'re) (?:now |currently |all ){{0,3}}on (?:our|their) way",
    f"{_THEY}(?: have|'ve| has)? (?:all |just |safely |finally ){{0,3}}(?:arrived|landed|set off)",
    "(?:has|have|'ve) (?:just )?left school",
    rf"(?:having|spending) (?:a|an|the) (?:\w+ ){{1,4}}(?:at|in) (?:the )?{PROPER}",
    "stuck in traffic",
    "arrived safe(?:ly)?(?: and sound)?",
    "tents? (?:are )?up",
    "lights out by",
)
_AWAY_AT_A_PLACE = any_of(
    "(?:just|have|has|'ve|safely|finally) (?:arrived|landed|reached|checked in|set off)",
    "just got (?:to|here)",
    "live (?:from|at)",
    "checking in(?: at)?",
    "checked in at",
    "(?:lunch|comfort|ice cream|picnic|toilet|snack) stop",
    "(?:day|night) (?:one|two|three|four|five|[1-5]) (?:of|at|on|in)",
    "made it to",
    "here (?:we|they) are (?:at|in|on)",
    "wish you were here",
    "off (?:we|they) go",
    "all aboard",
    "(?:has|have|'ve) (?:just )?left for",
    "setting off",
    "we're off",
    "heading (?:to|for) the",
    "bon voyage",
    r"have a (?:\w+ )?(?:time|week|day|trip)",
    "half[ -]?way (?:up|round|there|to)",
)
_PRESENT = any_of(
    "currently",
    "right now",
    "as we speak",
    "at (?:this|the) moment",
    "(?:is|are|we're|they're) (?:all |now |both )?(?:at|in|on) (?:the|a)",
    "(?:heading|travelling|en route) (?:to|for)",
    "(?:we're|we are|are|is) (?:all )?(?:having|enjoying|exploring|spending|visiting|discovering"
    "|staying|camping|out|off|busy|here)",
    "(?:very )?quiet (?:today|in school|without)",
)
_AHEAD = any_of(
    "will",
    "we'll",
    "they'll",
    "go(?:es|ing)?",
    "off",
    "head(?:s|ing)?",
    "visit(?:s|ing)?",
    "travel(?:s|ling)?",
    "play(?:s|ing)?",
    "sing(?:s|ing)?",
    "perform(?:s|ing)?",
    "meet(?:s|ing)?",
    "trains?",
    "training",
    "start(?:s|ing)?",
    "leav(?:e|es|ing)",
    "tak(?:e|es|ing)",
    "compet(?:e|es|ing)",
    "carry",
    "walk(?:s|ing)?",
    "swim(?:s|ming)?",
    "run(?:s|ning)?",
    "(?:are|is|be) (?:at|in|on|out|away)",
    "join(?:s|ing)?",
    "see you",
    "come",
    "wish us",
    "plans",
    "don't forget",
    "remember",
    "bring",
    "looking forward",
    "can't wait",
    "kick[- ]?off",
    "pick[- ]?up",
    "collect(?:ed|ion)?",
    "fixture",
    "final",
    "residential",
    "trip",
)
_BEHIND = any_of(
    "went",
    "visited",
    "was",
    "were",
    "had",
    "played",
    "sang",
    "took",
    "came",
    "met",
    "walked",
    "enjoyed",
    "loved",
    "did",
    "saw",
    "got back",
    "performed",
    "won",
    "lost",
    "beat",
    "finished",
    "ran",
    "travelled",
    "spent",
    "learnt",
    "learned",
    "made",
    "thank(?:s| you)",
    r"last (?:week|month|term|night|year|mon|tue|wed|thu|fri|sat|sun)\w*",
    "yesterday",
    "ago",
    "back from",
    "ha(?:ve|s) been",
    "we've been",
    "brought",
    "built",
    "found",
    "became",
    "received",
    "welcomed",
    "returned",
    "swam",
    "explored",
    "discovered",
    "represented",
    "raised",
)
_SURELY_AHEAD = any_of(
    "will", "we'll", "they'll", "tomorrow", "next", "going to", "off to", "see you", "do come",
    "come and", "meet at", "wish us", "can't wait", "looking forward",
)  # fmt: skip
_REGULAR = any_of(
    f"(?:every|each) (?:other |single )?(?:week|{_DAY}|morning|afternoon|day|month|fortnight)",
    "weekly",
    "fortnightly",
    f"another {_DAY}",
    f"{_DAY}s",
    f"(?:first|second|third|fourth|last) {_DAY} (?:of|in) (?:every|each|the)",
    f"{_DAY} (?:mornings|afternoons|evenings|lunchtimes)",
    f"usual {_DAY}",
    "as (?:usual|always|ever)",
)
_SOME_CLASS = r"(?:years? \d\w*|y\d|reception|nursery|ks[12]|the \w+|our \w+(?: \w+)?)"
_BARE_AT = re.compile(
    rf"^\W*(?:{_SOME_CLASS}(?: and {_SOME_CLASS})?,? |both )?(?:is |are )?(?:now )?"
    r"(?:at|in|on) (?:the )?\w",
    re.IGNORECASE,
)


def whereabouts(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield each sentence that tells where children are, will be, or are regularly."""
    names = first_names(known.pupils)
    ours = _SOMEBODY.search(plain.text) is not None or names_somebody(plain.text, names)
    found = list(sentences(plain.text))
    elsewhere = any(far(away_from_school(sentence)) for _, sentence in found)
    for start, sentence in found:
        kind = _kind(sentence, ours=ours, elsewhere=elsewhere)
        if kind is not None:
            yield Find(kind, start, start + len(sentence))


def _kind(sentence: str, *, ours: bool, elsewhere: bool) -> Kind | None:
    """Say what one sentence tells; `elsewhere`: a place off site stands somewhere in the text."""
    away = away_from_school(sentence)
    here = at_school(sentence)
    if _now(away) and (not here or far(away)):
        return Kind.THERE_NOW
    if not ours or (here and not far(away)):
        return None
    if off_site(away):
        return _when(sentence, away)
    return Kind.THERE_SOON if elsewhere and not here and _on_a_day_ahead(sentence) else None


def _on_a_day_ahead(sentence: str) -> bool:
    return _ON_A_DAY_TO_COME.search(sentence) is not None and not _behind(sentence)


def _now(away: str) -> bool:
    there = _AWAY_AT_A_PLACE.search(away) is not None and off_site(away)
    return there or _SURELY_AWAY.search(away) is not None


def _when(sentence: str, away: str) -> Kind | None:
    if _REGULAR.search(sentence) and not _BEHIND.search(sentence):
        return Kind.THERE_REGULARLY
    if _behind(sentence):
        return None
    if _PRESENT.search(away) and not _ON_A_DAY_TO_COME.search(sentence):
        return Kind.THERE_NOW
    if _ahead(sentence):
        return Kind.THERE_SOON
    return Kind.THERE_NOW if far(away) or _BARE_AT.search(away) else None


def _ahead(sentence: str) -> bool:
    told = _AHEAD.search(sentence) is not None or far(away_from_school(sentence))
    return told and _WHEN.search(sentence) is not None and not _behind(sentence)


def _behind(sentence: str) -> bool:
    return _BEHIND.search(sentence) is not None and not _SURELY_AHEAD.search(sentence)
