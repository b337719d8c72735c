"""Where children are now, or will be: off site, in words (clause O20).

Sentence by sentence: somebody of the school, a place that is not the school's, and a time that has
not passed. What lies behind ("on Monday we went") is nobody's whereabouts any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words import whereabouts_words as told
from gatekeeper.evidence.words.off_site import at_school, away_from_school, far, off_site
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.turns import first_names, names_somebody, sentences


def whereabouts(plain: Plain, known: Known) -> Iterator[Find]:
    """Yield each sentence that tells where children are, will be, or are regularly."""
    names = first_names(known.pupils)
    ours = told.SOMEBODY.search(plain.text) is not None or names_somebody(plain.text, names)
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
    return told.ON_A_DAY_TO_COME.search(sentence) is not None and not _behind(sentence)


def _now(away: str) -> bool:
    there = told.AWAY_AT_A_PLACE.search(away) is not None and off_site(away)
    return there or told.SURELY_AWAY.search(away) is not None


def _when(sentence: str, away: str) -> Kind | None:
    if told.REGULAR.search(sentence) and not told.BEHIND.search(sentence):
        return Kind.THERE_REGULARLY
    if _behind(sentence):
        return None
    if told.PRESENT.search(away) and not told.ON_A_DAY_TO_COME.search(sentence):
        return Kind.THERE_NOW
    if _ahead(sentence):
        return Kind.THERE_SOON
    return Kind.THERE_NOW if far(away) or told.BARE_AT.search(away) else None


def _ahead(sentence: str) -> bool:
    ahead = told.AHEAD.search(sentence) is not None or far(away_from_school(sentence))
    return ahead and told.WHEN.search(sentence) is not None and not _behind(sentence)


def _behind(sentence: str) -> bool:
    return told.BEHIND.search(sentence) is not None and not told.SURELY_AHEAD.search(sentence)
