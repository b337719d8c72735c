"""The letter to a family: what shows their child, what became of it, and over what it was looked.

Only somebody starts it, never a change of a permission, and it says nothing of why. While anything
was not looked at it cannot be made: it would say that there is no more than it knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.childposts.ask_posts import child_posts, find_child
from gatekeeper.desk.school import School
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.child_posts import Found
from gatekeeper.domain.people import Duty
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.errors import NotYet
from gatekeeper.ports import UnitOfWork


class NotLookedThrough(NotYet):
    """Nobody can tell a family which posts show a child before each was looked at."""

    remedy = "Look through them first: `gatekeeper child look-through PUPIL`, or the child's page."

    def __init__(self, left: int) -> None:
        super().__init__(f"Nobody has looked at {left} post{'' if left == 1 else 's'} yet.")


@dataclass(frozen=True, slots=True)
class Told:
    """One post as the letter tells of it. Days are the school's; None is not known."""

    channel: str
    on: date | None
    link: str
    asked_on: date | None = None
    down_on: date | None = None
    gone_on: date | None = None

    @property
    def line(self) -> str:
        """The post in one line."""
        when = _day(self.on) if self.on else "on a day that we do not know"
        return f"{self.channel}, {when}{': ' + self.link if self.link else ''}. {self._became}"

    @property
    def _became(self) -> str:
        if self.gone_on is not None and self.down_on is not None:
            return f"Taken down on {_day(self.down_on)}, seen to be gone on {_day(self.gone_on)}."
        if self.down_on is not None:
            return f"Taken down on {_day(self.down_on)}."
        if self.asked_on is not None:
            return f"We asked on {_day(self.asked_on)} for it to be taken down."
        return "It can still be seen."


@dataclass(frozen=True, slots=True)
class FamilyLetter:
    """The draft: for whom, on which day, from whom, and the posts."""

    school: str
    on: date
    child: str
    signed: str
    since: date | None
    posts: int
    """How many posts were taken."""
    shows: tuple[Told, ...]
    may_show: tuple[Told, ...]
    unseen: int = 0
    """How many more were taken down before anybody looked."""
    unread: str = ""
    """What of the published posts nobody could look at, in a sentence; empty where all was."""

    @property
    def begins(self) -> str:
        """What was looked at."""
        since = f" since {_day(self.since)}" if self.since else ""
        but = f", but for {self.unseen} taken down earlier" if self.unseen else ""
        count = f"{self.posts} post{'' if self.posts == 1 else 's'}"
        looked = (
            f"We have looked at everything that we know the school to have published{since}, "
            f"{count}{but}, to see where {self.child} can be seen."
        )
        return f"{looked} {self.unread}".rstrip()

    @property
    def ends(self) -> str:
        """What the family can do."""
        return (
            "Copies that other people made are not in our hands. If you see a picture that is not "
            "named here, tell the school office, and we shall deal with it at once."
        )


def draft_letter(uow: UnitOfWork, actor: Actor, pupil: str) -> FamilyLetter:
    """Draft the letter, and tell the ledger that it was drafted.

    Raises:
        NotAllowed: neither DSL nor office. NotYet: without having said why.
        NotFound: the child is not on the register.
        NotLookedThrough: there is a post at which nobody has looked.
    """
    actor.require(uow, Duty.WRITE_FAMILY)
    child, lists = find_child(uow, actor, pupil), child_posts(uow, actor, pupil)
    if left := len(lists.to_look):
        raise NotLookedThrough(left)
    setup = next(iter(uow.setup.all()), None)
    downs = newest_by_post(uow)
    named = [found for found in lists.down if found.names(pupil)]
    perhaps = [found for found in lists.down if found not in named]
    uow.ledger.append("child.letter_drafted", actor=actor.id, subject=pupil)
    return FamilyLetter(
        school=setup.school if setup is not None else "",
        on=School.day(uow.now),
        child=child.called,
        signed=actor.person.name,
        since=lists.since,
        posts=lists.taken - lists.unseen,
        shows=tuple(_told(found, downs) for found in (*lists.shows, *named)),
        may_show=tuple(_told(found, downs) for found in (*lists.may_show, *perhaps)),
        unseen=lists.unseen,
        unread=_unread(uow),
    )


def _unread(uow: UnitOfWork) -> str:
    """Say what the newest audit did not reach; without one, only what went out here is known."""
    audits = [run for run in uow.audits.all() if run.counts]
    if not audits:
        return "What was published before the school began to keep a record is not among them."
    if audits[-1].finished_at is None:
        return "The last look at what is published did not come to its end, so some may be missing."
    places = len(audits[-1].unreadable)
    if not places:
        return ""
    what = "it shows" if places == 1 else "they show"
    return f"{places} more could not be opened, so we cannot say what {what}."


def as_text(letter: FamilyLetter) -> str:
    """Return the letter as plain text."""
    return "\n".join(_lines(letter)) + "\n"


def _lines(letter: FamilyLetter) -> Iterator[str]:
    yield from (letter.school, _day(letter.on), "", f"To the family of {letter.child}", "")
    yield from (letter.begins, "")
    if letter.shows:
        yield f"These posts show {letter.child}:"
        yield from (f"- {told.line}" for told in letter.shows)
    else:
        yield f"No post is known to show {letter.child}."
    if letter.may_show:
        yield from ("", f"{letter.child} may be one of several people in these; we cannot say:")
        yield from (f"- {told.line}" for told in letter.may_show)
    yield from ("", letter.ends, "", letter.signed)


def _told(found: Found, downs: dict[str, TakeDown]) -> Told:
    out, item = found.out, downs.get(found.out.of)
    return Told(
        channel=out.channel.brand,
        on=School.day(out.at) if out.at is not None else None,
        link=out.link,
        asked_on=School.day(item.asked_at) if item is not None else None,
        down_on=School.day(out.down_at) if out.down_at is not None else None,
        gone_on=School.day(item.gone.at) if item is not None and item.gone is not None else None,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
