"""A face that the machine clears: none, by construction.

Whatever matching suggests, every finding that stood without it stands with it, word for word, and
no verdict is better. A suggestion adds: names to a question, a pair, an alarm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.domain.check import Applies
from gatekeeper.domain.decision import Decision
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.permission import Permission
from gatekeeper.domain.register import Use
from gatekeeper.domain.suggestion import Candidate, Suggestion, WhyAsk
from gatekeeper.domain.verdict import Verdict
from gatekeeper.pipeline import decide
from tests.checks.case_language import dossier
from tests.pipeline.made_posts import PUPILS, dossiers, peopled
from tests.policy.shipped import BOOK

EVERYBODY = (*PUPILS, "dan")
WHAT_IT_MAY_CHANGE = {"fixes", "reasons"}
"""Of a question about a face: the names in it, and why they are asked about."""

candidates = st.lists(
    st.builds(Candidate, st.sampled_from(EVERYBODY), st.integers(20, 1000)),
    max_size=3,
    unique_by=lambda candidate: candidate.pupil,
).map(tuple)
reasons = st.lists(st.sampled_from(WhyAsk), max_size=2, unique=True).map(tuple)
pairs = st.frozensets(
    st.sampled_from([frozenset({a, b}) for a in EVERYBODY for b in EVERYBODY if a < b]), max_size=3
)
who_may = st.frozensets(st.sampled_from(EVERYBODY))


@st.composite
def suggested(draw: st.DrawFn, post: Dossier) -> Dossier:
    """Return a post with suggestions, look-alikes and permissions of any kind added."""
    may = draw(who_may)
    return replace(
        post,
        suggestions=tuple(
            Suggestion(s.id, draw(candidates), draw(st.sampled_from([0, 200, 900])), draw(reasons))
            for s in post.sightings
            if draw(st.booleans())
        ),
        alike=draw(pairs),
        reach=tuple(
            Permission(pupil, channel, Use.GROUP, pupil in may)
            for pupil in EVERYBODY
            for channel in post.post.channels
        ),
        pictures=tuple(
            replace(p, no_names=draw(st.sampled_from(["", "A model is missing."])))
            for p in post.pictures
        ),
    )


def _decision(post: Dossier) -> Decision:
    return decide(post, BOOK, decision_id="d", version=1, applies=Applies.DRAFT)


def _stands(finding: Finding) -> Iterator[object]:
    """Yield all of a finding that no suggestion may touch."""
    for field in fields(finding):
        if finding.check != "face_without_answer" or field.name not in WHAT_IT_MAY_CHANGE:
            yield getattr(finding, field.name)


@settings(max_examples=300)
@given(st.data(), dossiers)
def test_whatever_is_suggested_every_finding_stands(data: st.DataObject, post: Dossier) -> None:
    before, after = _decision(post), _decision(data.draw(suggested(post)))
    now = {finding.key: finding for finding in after.findings}

    assert after.verdict >= before.verdict
    for finding in before.findings:
        assert list(_stands(now[finding.key])) == list(_stands(finding))


@settings(max_examples=200)
@given(st.data(), peopled)
def test_a_question_keeps_every_fix_that_it_had(data: st.DataObject, post: Dossier) -> None:
    before, after = _decision(post), _decision(data.draw(suggested(post)))
    now = {finding.key: finding.fixes for finding in after.findings}

    for finding in before.findings:
        assert set(finding.fixes) <= set(now[finding.key])


@settings(max_examples=200)
@given(st.data(), dossiers)
def test_what_is_suggested_is_no_basis(data: st.DataObject, post: Dossier) -> None:
    assert _decision(data.draw(suggested(post))).basis == _decision(post).basis


@settings(max_examples=200)
@given(st.data(), peopled)
def test_one_permission_less_of_somebody_in_reach_is_never_milder(
    data: st.DataObject, post: Dossier
) -> None:
    with_names = data.draw(suggested(post))
    lost = data.draw(st.sampled_from(with_names.reach))
    rest = tuple(p for p in with_names.reach if p != lost)
    before = _decision(with_names)
    for after in (rest, (*rest, replace(lost, may=False)), (*with_names.reach, lost)):
        less = _decision(replace(with_names, reach=after))
        worst = {(f.rule, f.subject): f.verdict for f in less.findings}

        assert less.verdict >= before.verdict
        assert all(worst[f.rule, f.subject] >= f.verdict for f in before.findings)


@given(st.integers(0, 1000), st.integers(0, 1000), reasons, who_may)
def test_no_suggestion_clears_a_face(
    close: int, gap: int, ask: tuple[WhyAsk, ...], may: frozenset[str]
) -> None:
    may_be = [f"{pupil} group" for pupil in EVERYBODY]
    post = dossier({"pictures": [{"faces": ["pupil bea", {}]}], "may": may_be})
    seen = replace(
        post,
        suggestions=(Suggestion("1.2", (Candidate("alfie", close),), gap, ask),),
        reach=tuple(
            Permission(p, c, Use.GROUP, p in may) for p in EVERYBODY for c in post.post.channels
        ),
    )
    decision = _decision(seen)

    assert decision.verdict is Verdict.ASK
    assert [f.subject for f in decision.findings if f.check == "face_without_answer"] == ["1.2"]


@settings(max_examples=200)
@given(st.data(), peopled)
def test_a_machine_alone_never_stops_a_post(data: st.DataObject, post: Dossier) -> None:
    before, after = _decision(post), _decision(data.draw(suggested(post)))
    known = {finding.key for finding in before.findings}

    assert all(f.verdict <= Verdict.ASK for f in after.findings if f.key not in known)
