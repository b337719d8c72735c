"""Who is within reach of the faces of a post: suggested by matching, or like somebody named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.suggest_names import comparison
from gatekeeper.desk.matching.comparing import matching, on_roll
from gatekeeper.desk.school import School
from gatekeeper.domain.alike import siblings
from gatekeeper.domain.answer import Answer, Said
from gatekeeper.domain.post import Post
from gatekeeper.domain.suggestion import Suggested, Suggestion, WhyAsk
from gatekeeper.ports import UnitOfWork

Pairs = frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Reach:
    """Suggestions, why there are none (by original), and pairs of whom one is named or suggested.

    `suggested` are the records from which the suggestions come.
    """

    suggested: tuple[Suggested, ...] = ()
    alike: Pairs = frozenset()
    suggestions: tuple[Suggestion, ...] = ()
    no_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def pupils(self) -> frozenset[str]:
        """Every pupil who is suggested, or in one of the pairs."""
        candidates = {c.pupil for s in self.suggestions for c in s.candidates}
        return frozenset(candidates).union(*self.alike)


def reach(uow: UnitOfWork, examiners: Examiners, post: Post, answers: tuple[Answer, ...]) -> Reach:
    """Return who is within reach as of now. With the lock shut: only brothers and sisters."""
    suggested, pairs = _on_record(uow, examiners, post)
    named = frozenset(a.who for a in answers if a.said is Said.PUPIL)
    candidates = {c.pupil for one in suggested for s in one.suggestions for c in s.candidates}
    alike = frozenset(pair for pair in pairs if pair & (named | candidates))
    return Reach(
        suggested=suggested,
        alike=alike,
        suggestions=tuple(_asking(s, alike) for one in suggested for s in one.suggestions),
        no_names={one.original: one.refusal for one in suggested if one.refusal},
    )


def _on_record(
    uow: UnitOfWork, examiners: Examiners, post: Post
) -> tuple[tuple[Suggested, ...], Pairs]:
    """Return what was suggested under the keys of now, and who is easily taken for whom."""
    allowed = matching(uow, post.groups) if examiners.matcher else None
    if allowed is None or examiners.matcher is None:
        return (), siblings(on_roll(uow.pupils.all(), School.day(uow.now)))
    originals = (picture.original.digest for picture in post.pictures)
    keys = [comparison(uow, examiners.matcher, allowed, post, o).key for o in originals]
    found = (uow.suggestions.get(key) for key in keys)
    return tuple(one for one in found if one is not None), allowed.gallery.alike


def _asking(suggestion: Suggestion, alike: Pairs) -> Suggestion:
    """Ask about whoever has a look-alike, enrolled or not, whatever the matcher made of it."""
    first = suggestion.first
    if first is None or WhyAsk.ALIKE in suggestion.ask:
        return suggestion
    if not any(first.pupil in pair for pair in alike):
        return suggestion
    return replace(suggestion, ask=(WhyAsk.ALIKE, *suggestion.ask))
