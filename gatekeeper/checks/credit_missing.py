"""A picture was made by somebody else, and the post does not say so.

Policy: clause O15. Rule data: rules/pictures/X07_credit_missing.toml.

Reads: who made or owns each picture, as its file says; marks of picture libraries, and the signs
of copyright, among the writing in it; for a credit, the words and alternative texts; the school's
name.
Does not read: whether the school may use it. Only a person knows, and no verdict of law is given.

Writing that was covered still counts: a mark that is painted over is no permission.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.picture_text import PictureText
from gatekeeper.domain.spelling import squash
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import shortened

LIBRARIES = (
    *("gettyimages", "shutterstock", "istockphoto", "adobestock", "dreamstime", "depositphotos"),
    *("bigstock", "alamystock", "alamycom", "123rf", "canstockphoto"),
)
WORDS = frozenset({"alamy", "istock", "copyright", "copyrighted"})
SIGNS = ("©", "(c)", "℗")


class Found(Outcome):
    """What this check can find."""

    WATERMARK = "watermark", Verdict.ASK
    MADE_BY = "made_by", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield, picture by picture, marks in it and then makers in its file that nobody credited."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        seen = dossier.seen(picture.original.digest)
        lines = (seen.text or PictureText()).lines
        marks = (line.text for line in lines if _is_mark(line.text))
        makers = seen.facts.carried.credits if seen.facts else ()
        for outcome, texts in ((Found.WATERMARK, marks), (Found.MADE_BY, makers)):
            for text in texts:
                yield from _hit(dossier, outcome, (seen.original, str(number)), text)


def _hit(dossier: Dossier, outcome: Found, where: tuple[str, str], text: str) -> Iterator[Hit]:
    subject = dossier.subject_in(where[0], f"{outcome} {text}")
    if _is_credited(dossier, text):
        return
    said = shortened(text, 40)
    fixes = (
        Fix(FixKind.ADD_WORDS, "words", f"Picture: {said}"),
        Fix(FixKind.SAY_FINE, subject, said),
        Fix(FixKind.OTHER_PICTURE, where[0]),
    )
    words, answered = {"picture": where[1], "text": said}, dossier.called_fine(subject)
    yield Hit(outcome, subject, words, fixes, answered=answered)


def _is_mark(text: str) -> bool:
    plain = squash(text)
    words = {squash(word) for word in text.split()}
    signed = any(sign in text.lower() for sign in SIGNS)
    return signed or not WORDS.isdisjoint(words) or any(name in plain for name in LIBRARIES)


def _is_credited(dossier: Dossier, text: str) -> bool:
    """Whether a text of the post has it, or it is the school itself."""
    ours = squash(dossier.school_name)
    credited = any(squash(text) in squash(words) for words in dossier.post.texts.values())
    return credited or (bool(ours) and ours in squash(text))


check = Check(
    name="credit_missing",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset({"picture", "text"})),
)
