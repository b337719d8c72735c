"""Finds pupils' names in the words of a post, its alt texts included."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version

from gatekeeper.domain.dossier import NameFound
from gatekeeper.domain.register import Pupil
from gatekeeper.evidence.words.letters import Letters, Span, read
from gatekeeper.evidence.words.look_alikes import unmasked
from gatekeeper.evidence.words.matchers import MATCHERS, Hit, Way
from gatekeeper.evidence.words.near_matchers import NEAR_MATCHERS
from gatekeeper.evidence.words.roll import Roll, index

_SLIPS = f"rapidfuzz {version('rapidfuzz')}"


class RollNames:
    """Looks for every pupil of the roll; a port `NameFinder`."""

    @property
    def version(self) -> str:
        """The state of these rules, and of the Unicode tables that folding rests on."""
        return f"names 5, {_SLIPS}, Unicode {unicodedata.unidata_version}"

    def find(self, texts: Mapping[str, str], pupils: tuple[Pupil, ...]) -> tuple[NameFound, ...]:
        """Return every name of a pupil, text by text in the order given.

        `text` of a result is the piece as it stands there. Two pupils of one name are two results;
        so is a name that stands twice, unless the words beside it are the same both times.
        """
        roll = index(pupils)
        found = (name for where, text in texts.items() for name in _in_text(where, text, roll))
        return tuple(dict.fromkeys(found))


def _in_text(where: str, text: str, roll: Roll) -> Iterator[NameFound]:
    for letters, hits in _read_both_ways(text, roll):
        for hit in sorted(told_apart(hits)):
            piece, beside = letters.piece(hit.start, hit.end), letters.around(hit.start, hit.end)
            yield NameFound(hit.pupil, where, piece, hit.sureness, *beside)


def _read_both_ways(text: str, roll: Roll) -> Iterator[tuple[Letters, frozenset[Hit]]]:
    """Yield what is found in the text as it is written and, if that differs, as it looks.

    Both together where they have the same letters in the same places, so that one explains another.
    """
    letters, seen = read(text), unmasked(text)
    written = _hits(letters, roll)
    if seen == text:
        yield letters, written
        return
    masked = read(text, seen)
    shown = _hits(masked, roll)
    if len(masked.plain) == len(letters.plain):
        yield letters, written | shown
    else:
        yield letters, written
        yield masked, shown


def _hits(letters: Letters, roll: Roll) -> frozenset[Hit]:
    matchers = (*MATCHERS, *NEAR_MATCHERS)
    return frozenset(hit for matcher in matchers for hit in matcher(letters, roll))


def told_apart(hits: frozenset[Hit]) -> frozenset[Hit]:
    """Drop what a surer hit at the same place explains.

    A first name inside a full name goes, whoever's it is; so does a full name inside a longer one
    (`Anna Lee` in `Anna Lee-Smith`), and `Hughes, Oliver` in the list `Amelia Hughes, Oliver ...`.
    Of the parts of a pupil's first name (`Lily-Mae`) the longest that stands there is enough.
    A full name with other names between is a guess, and explains only its own pupil's first name.
    """
    straight = {hit.span for hit in hits if hit.full and hit.way is Way.STRAIGHT}
    kept = [hit for hit in hits if not _borrows_a_surname(hit, straight)]
    exact = {hit.span for hit in kept if hit.full and hit.way is not Way.MIDDLE}
    guessed = {(hit.start, hit.pupil) for hit in kept if hit.way is Way.MIDDLE}
    inside = {span for span in {hit.span for hit in kept} if _inside_another(span, exact)}
    firsts_explained = {
        hit
        for hit in kept
        if not hit.full and (hit.span in exact or (hit.start, hit.pupil) in guessed)
    }
    left = frozenset(hit for hit in kept if hit.span not in inside) - firsts_explained
    return left - frozenset(_parts_of_longer(left))


def _parts_of_longer(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the first names that stand inside a longer first name of the same pupil."""
    reached: dict[str, int] = {}
    alone = (hit for hit in hits if hit.way is Way.ALONE)
    for hit in sorted(alone, key=lambda hit: (hit.start, -hit.end)):
        if hit.end <= reached.get(hit.pupil, 0):
            yield hit
        else:
            reached[hit.pupil] = hit.end


def _borrows_a_surname(hit: Hit, straight: Iterable[Span]) -> bool:
    """Whether the surname of `Surname, First` belongs to the full name before it."""
    return hit.way is Way.LISTED and any(start < hit.start < end for start, end in straight)


def _inside_another(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end and span != (start, end) for start, end in spans)
