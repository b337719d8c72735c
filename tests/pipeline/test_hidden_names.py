"""Whatever stands around or inside it, no name or number that a reader sees passes the book."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gatekeeper.domain.check import Applies, FixKind
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.rewriting import rewritten
from gatekeeper.domain.verdict import Verdict, worst
from gatekeeper.domain.words import Known
from gatekeeper.evidence.words.names import RollNames
from gatekeeper.evidence.words.passages import Passages
from gatekeeper.pipeline import judge
from tests.checks.case_language import dossier
from tests.policy.shipped import BOOK

PUPILS = (Pupil("maya", "1", "Maya", "Silva"), Pupil("omar", "2", "Omar", "Haddad"))
LONGEST = 10_000

hidden = st.sampled_from(["", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066", "\u0301"])
look_alikes = {
    "a": "a\u0430\u03b1",
    "M": "M\u041c\u039c",
    "S": "S\u0405",
    "y": "y\u0443",
    "i": "i1",
}
noise = st.text(
    st.characters(exclude_categories=())
    | st.sampled_from("\ud800\udfff\U0001f98a\u05d0\u0627\u202e"),
    max_size=40,
)


@st.composite
def masked(draw: st.DrawFn, name: str) -> str:
    """Write a name with look-alike letters, and marks that nobody sees between them."""
    letters = (draw(st.sampled_from(look_alikes.get(c, c))) + draw(hidden) for c in name)
    return "".join(letters)


def looked_at(words: str) -> Dossier:
    """Return a post with these words, searched and read by the real finders."""
    texts = {"words": words}
    plain = dossier({"words": words})
    return replace(
        plain,
        names=RollNames().find(texts, PUPILS),
        passages=Passages().read(texts, Known(PUPILS)),
    )


def verdict(words: str) -> Verdict:
    """Return the worst that the book says of these words."""
    return worst(finding.verdict for finding in judge(looked_at(words), BOOK, Applies.DRAFT))


@given(noise, masked("Maya Silva"), noise)
def test_nothing_hides_a_full_name_that_a_reader_sees(before: str, name: str, after: str) -> None:
    assert verdict(f"{before} \n{name}\n {after}") is Verdict.BLOCK


@given(noise, masked("Omar"), noise)
def test_nothing_hides_a_first_name_that_a_reader_sees(before: str, name: str, after: str) -> None:
    assert verdict(f"{before} \n{name}\n {after}") >= Verdict.ASK


@given(noise, noise)
def test_no_characters_at_all_break_the_book(before: str, after: str) -> None:
    found = judge(looked_at(before + after), BOOK, Applies.DRAFT)
    assert all(finding.outcome != "check_failed" for finding in found)


@settings(max_examples=6, deadline=None)
@given(
    noise, st.sampled_from(["a b. ", "@a #b ", "0 1 ", "A.B-", "\U0001f98a", "\u202e\u05d0", "x"])
)
def test_ten_thousand_characters_hide_no_name(before: str, filler: str) -> None:
    long = filler * (LONGEST // len(filler))
    assert verdict(f"{before} \nMaya Silva\n {long}") is Verdict.BLOCK
    assert verdict(f"{before} {long}\nMaya Silva\n") is Verdict.BLOCK


@given(st.sampled_from(["{} won.", "Go {}!", "We thank {}'s team", "\u201c{} sang\u201d"]))
def test_the_words_that_a_finding_offers_take_the_name_out(sentence: str) -> None:
    post = looked_at(sentence.format("Maya Silva"))
    (found,) = [f for f in judge(post, BOOK, Applies.DRAFT) if f.rule == "W01"]
    (fix,) = [fix for fix in found.fixes if fix.kind is FixKind.CHANGE_WORDS]
    after = looked_at(rewritten(post.post.words, fix.value, fix.instead or ""))

    assert "pupil" in after.post.words
    assert not [f for f in judge(after, BOOK, Applies.DRAFT) if f.rule == "W01"]
