"""The few pieces that the page is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def paragraph(words: str, kind: str = "") -> str:
    """Return a paragraph."""
    return f"<p{_class(kind)}>{escape(words)}</p>"


def section(title: str, *parts: str) -> str:
    """Return a heading and what belongs to it."""
    return f"<section><h2>{escape(title)}</h2>{''.join(parts)}</section>"


def points(items: Iterable[str], *, ordered: bool = False) -> str:
    """Return a list."""
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the first cell of a row is what the row is about."""
    above = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    below = "".join(_row(row) for row in rows)
    return (
        f'<div class="wide"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{above}</tr></thead><tbody>{below}</tbody></table></div>"
    )


def figure(drawing: str, caption: str) -> str:
    """Return a plot with the words below it."""
    return f"<figure>{drawing}<figcaption>{escape(caption)}</figcaption></figure>"


def _row(row: Sequence[str]) -> str:
    first, *others = row
    return f'<tr><th scope="row">{escape(first)}</th>{"".join(map(_cell, others))}</tr>'


def _cell(words: str) -> str:
    """Return a cell; a second line is set smaller."""
    first, _, second = words.partition("\n")
    below = f'<br><span class="quiet">{escape(second)}</span>' if second else ""
    return f"<td>{escape(first)}{below}</td>"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
