"""Whether a whole post is about being away from school, now or soon (clause O20).

A sentence often tells nothing by itself ("Three more sleeps." "Bring wellies."). So the signs of
all words of a post are weighed together: of a journey, a place, a kit and a time, against those of
school, of a lesson and of what is over. What comes of it is a question, never a certainty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import Pattern

from gatekeeper.domain.words import Kind, Known
from gatekeeper.evidence.words import outing_times as times
from gatekeeper.evidence.words import outing_words as signs
from gatekeeper.evidence.words import whereabouts_words as told
from gatekeeper.evidence.words.calendar_places import named
from gatekeeper.evidence.words.off_site import at_school, away_from_school, far, off_site
from gatekeeper.evidence.words.plain import Find, Plain
from gatekeeper.evidence.words.turns import sentences

PLAIN, FAINT = 6, 2
"""From which weight a post is asked about by itself, and from which while trips are to come."""
TWICE = 2
"""A sign counts so often at most: a list of ten things to bring is one list."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What is looked for, and what each different one weighs."""

    pattern: Pattern[str]
    weight: int
    most: int = TWICE

    def weigh(self, text: str) -> int:
        """Return the weight of this sign in a text."""
        different: set[str] = set()
        for found in self.pattern.finditer(text):
            different.add(found[0].casefold())
            if len(different) == self.most:
                break
        return self.weight * len(different)


AWAY = (
    Sign(signs.JOURNEY, 4),
    Sign(signs.OUTING, 3),
    Sign(signs.KIT, 2),
    Sign(signs.SIGHTS, 3),
    Sign(signs.QUIET, 3),
)
THEN = (
    Sign(times.AHEAD, 2),
    Sign(times.COMING, 1),
    Sign(times.NOW, 2),
    Sign(told.REGULAR, 4, 1),
)
FOR = (*AWAY, *THEN)
SOMEBODY = Sign(told.SOMEBODY, 2, 1)
AGAINST = (Sign(times.OVER, -4, 3), Sign(times.IN_SCHOOL, -4), Sign(times.LESSON, -4))
A_PLACE, SURELY_OFF_SITE, OF_THE_CALENDAR, THE_SCHOOLS_OWN = 4, 4, 4, -2


def outing(texts: Mapping[str, Plain], known: Known) -> Iterator[tuple[str, Find]]:
    """Yield the words of a post that may tell of an outing, with where they stand; once a post.

    `texts` are those that belong together: the words and the alternative texts.
    """
    weight = _weigh("\n".join(plain.text for plain in texts.values()), known)
    if weight < (FAINT if known.places else PLAIN):
        return
    for where, plain in texts.items():
        telling = [place for place in sentences(plain.text) if _tells(place[1], known)]
        if telling:
            (start, _), (last, sentence) = telling[0], telling[-1]
            end = last + len(sentence)
            yield where, Find(Kind.PERHAPS_AWAY, start, end, sure=weight >= PLAIN)
            return


def _weigh(text: str, known: Known) -> int:
    """Return what all signs of a text weigh; nothing where none of them is of a place or a way."""
    elsewhere = away_from_school(text)
    away = (
        sum(sign.weigh(text) for sign in AWAY)
        + A_PLACE * off_site(elsewhere)
        + SURELY_OFF_SITE * far(elsewhere)
        + OF_THE_CALENDAR * named(text, known.places)
    )
    if not away:
        return 0
    rest = sum(sign.weigh(text) for sign in (*THEN, SOMEBODY, *AGAINST))
    return away + rest + THE_SCHOOLS_OWN * at_school(text)


def _tells(sentence: str, known: Known) -> bool:
    told_here = any(sign.pattern.search(sentence) for sign in FOR)
    return told_here or off_site(away_from_school(sentence)) or named(sentence, known.places)
