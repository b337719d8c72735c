"""What was read of a whole picture and of its cut, together."""

from __future__ import annotations

from gatekeeper.domain.picture import Box
from gatekeeper.domain.picture_text import Code, CodeKind, PictureText, TextLine, with_cut

CROP, SIZE = Box(1000, 500, 400, 300), (800, 600)
WHOLE = PictureText(
    (TextLine("YEAR 4", Box(1010, 510, 50, 20), 900),),
    (Code(CodeKind.SQUARE, "oak.example", Box(1200, 600, 40, 40)),),
)


def test_what_the_cut_alone_shows_stands_where_it_is_in_the_original() -> None:
    cut = PictureText(
        (TextLine("Ben", Box(100, 200, 60, 20), 950),),
        (Code(CodeKind.BARS, "123", Box(0, 0, 20, 20)),),
    )
    both = with_cut(WHOLE, cut, CROP, SIZE)
    assert both.lines == (*WHOLE.lines, TextLine("Ben", Box(1050, 600, 30, 10), 950))
    assert both.codes == (*WHOLE.codes, Code(CodeKind.BARS, "123", Box(1000, 500, 10, 10)))


def test_what_was_read_both_times_is_told_once() -> None:
    cut = PictureText(
        (TextLine("YEAR 4", Box(22, 18, 96, 42), 990),),
        (Code(CodeKind.SQUARE, "oak.example", Box(402, 198, 80, 80)),),
    )
    assert with_cut(WHOLE, cut, CROP, SIZE) == WHOLE


def test_the_same_words_elsewhere_are_told_again() -> None:
    cut = PictureText((TextLine("YEAR 4", Box(500, 400, 96, 42), 990),))
    assert len(with_cut(WHOLE, cut, CROP, SIZE).lines) == len(WHOLE.lines) + 1


def test_both_have_to_be_read_to_the_end() -> None:
    assert with_cut(WHOLE, PictureText(), CROP, SIZE).complete
    assert not with_cut(WHOLE, PictureText(complete=False), CROP, SIZE).complete
    assert not with_cut(PictureText(complete=False), PictureText(), CROP, SIZE).complete
