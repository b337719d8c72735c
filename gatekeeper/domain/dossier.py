"""Everything that a check may read about one post, gathered first, then frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from gatekeeper.domain.answer import (
    Answer,
    Answered,
    RollCall,
    Said,
    newest_by_person,
    settled,
)
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.channel import ChannelLimits, ChannelName, ChannelRecord, Purpose
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.history import History
from gatekeeper.domain.known_picture import SeenBefore
from gatekeeper.domain.live import Live
from gatekeeper.domain.permission import Permission
from gatekeeper.domain.picture import Picture, PictureFacts
from gatekeeper.domain.picture_text import Code, PictureText, TextLine, lines_shown
from gatekeeper.domain.post import Post
from gatekeeper.domain.register import RegisterState, Use
from gatekeeper.domain.suggestion import Suggestion
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.wording import listed
from gatekeeper.domain.words import Kind, Passage
from gatekeeper.domain.worker import Worker


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """What is known of one picture: facts, or why it could not be read; and who is in it."""

    original: str
    facts: PictureFacts | None
    refusal: str = ""
    remedy: str = ""
    faces_searched: bool = False
    search_refusal: str = ""
    sightings: tuple[Sighting, ...] = ()
    taken_at: datetime | None = None
    """When the camera says that it was taken, by the clock at the school."""
    metres_away: int | None = None
    """How far from the school it was taken; None when its place, or the school's, is not known."""
    text: PictureText | None = None
    """What stands written in it; None when nobody has read it."""
    no_names: str = ""
    """Why matching, although it is allowed here, could suggest no names."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of everybody seen in it."""
        return frozenset(sighting.id for sighting in self.sightings)

    @property
    def readable(self) -> bool:
        """Whether the file could be opened."""
        return self.facts is not None

    @property
    def searched(self) -> bool:
        """Whether a search for faces came to its end."""
        return self.faces_searched and not self.search_refusal


def picture_texts(post: Post, seen: Iterable[SeenPicture]) -> dict[str, str]:
    """Return what can be read in a post's pictures, a line for each piece, by where it stands."""
    known = {one.original: one for one in seen}
    texts = {
        f"text in picture {number}": "\n".join(
            line.text for line in lines_shown(known[picture.original.digest].text, picture)
        )
        for number, picture in enumerate(post.pictures, start=1)
        if picture.original.digest in known
    }
    return {where: text for where, text in texts.items() if text}


class Sureness(StrEnum):
    """How sure it is that words name a pupil."""

    FULL = "full name"
    FIRST = "first name"


@dataclass(frozen=True, slots=True)
class NameFound:
    """A pupil's name: where (`words`, `text in picture 1`), and the text as it stands there."""

    pupil: str
    where: str
    text: str
    sureness: Sureness
    around: str = ""
    """The name with up to three words before and after it, as far as nothing ends between them."""
    at: int | None = None
    """Where in `around` it begins: which of two Bens it is. None where nobody noted it."""


@dataclass(frozen=True, slots=True)
class AdultPermission:
    """May an adult with an own entry be shown on this channel."""

    adult: str
    channel: ChannelName
    may: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """The evidence about one post at one moment. Checks read this and nothing else."""

    post: Post
    now: datetime
    today: date
    """The day at the school (Europe/London)."""
    pictures: tuple[SeenPicture, ...] = ()
    answers: tuple[Answer, ...] = ()
    roll_calls: tuple[RollCall, ...] = ()
    names: tuple[NameFound, ...] = ()
    names_searched: bool = False
    not_pupils: frozenset[str] = frozenset()
    """Phrases (by their `key`) that only look like a pupil's name: of lessons, or said to be."""
    passages: tuple[Passage, ...] = ()
    words_read: bool = False
    permissions: tuple[Permission, ...] = ()
    adults: tuple[AdultPermission, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    """What to call each pupil and adult, and whoever answered, in a sentence, by id."""
    not_about_by: Mapping[str, str] = field(default_factory=dict)
    """Who said that the post is not about a trip, by the trip's id."""
    trip: Trip | None = None
    trips_under_way: tuple[Trip, ...] = ()
    """Trips that have begun and from which not everybody is back, whoever is on them."""
    group_sizes: Mapping[str, int] | None = None
    """How many pupils on the roll each class, club and list has; None where nobody counted."""
    groups_shown: frozenset[str] = frozenset()
    """The groups that the post names or whose roll was called, and those of every pupil named."""
    history: History = field(default_factory=History)
    channels: tuple[ChannelRecord, ...] = ()
    purposes: Mapping[ChannelName, Purpose] = field(default_factory=dict)
    """What posts on each channel are for, where the draft does not say."""
    workers: tuple[Worker, ...] = ()
    """Everybody who wrote the post, and everybody who may upload it."""
    register: RegisterState = field(default_factory=RegisterState)
    evidence: Mapping[str, str] = field(default_factory=dict)
    """Versions of everything that gathered, by name."""
    suggestions: tuple[Suggestion, ...] = ()
    """What matching says about faces; it is no answer, and no basis of any sign-off."""
    alike: frozenset[frozenset[str]] = frozenset()
    """Pairs of pupils who are easily taken for each other, one of them named or suggested here."""
    reach: tuple[Permission, ...] = ()
    """Permissions (use *group*) of everybody suggested here, or like somebody named here."""
    rules_review_by: date | None = None
    """When the policy is due for review (clause M1)."""
    seen_before: tuple[SeenBefore, ...] = ()
    """Pictures of the post that are like one of another post."""
    limits: tuple[ChannelLimits, ...] = ()
    """What each channel takes."""
    school_name: str = ""
    live: Live | None = None
    """How it stands today, where it is out already."""

    @property
    def sightings(self) -> tuple[Sighting, ...]:
        """Everybody seen in any picture of the post."""
        return tuple(s for picture in self.pictures for s in picture.sightings)

    def seen(self, original: str) -> SeenPicture:
        """Return what is known of a picture; of one that nobody looked at, nothing."""
        found = (seen for seen in self.pictures if seen.original == original)
        return next(found, SeenPicture(original, facts=None))

    def shown_in(self, picture: Picture) -> tuple[Sighting, ...]:
        """Return everybody who is neither cut away nor covered in one picture of the post."""
        return tuple(
            sighting
            for sighting in self.seen(picture.original.digest).sightings
            if not picture.recipe.hides(sighting.face.box)
        )

    @property
    def shown(self) -> tuple[Sighting, ...]:
        """Everybody who can be seen in what goes out, each once, in the order of the pictures."""
        found = (s for picture in self.post.pictures for s in self.shown_in(picture))
        return tuple(dict.fromkeys(found))

    def lines_in(self, picture: Picture) -> tuple[TextLine, ...]:
        """Return the writing in one picture that is neither cut away nor covered."""
        return lines_shown(self.seen(picture.original.digest).text, picture)

    def codes_in(self, picture: Picture) -> tuple[Code, ...]:
        """Return the codes in one picture that are neither cut away nor covered."""
        text = self.seen(picture.original.digest).text or PictureText()
        return tuple(code for code in text.codes if not picture.recipe.hides(code.box))

    def names_in(self, texts: Mapping[str, str]) -> tuple[NameFound, ...]:
        """Return the names that were found in these texts, by where they stand."""
        return tuple(name for name in self.names if name.where in texts)

    def place(self, sighting: Sighting) -> dict[str, str]:
        """Return the words that say where somebody was seen: numbers of picture and face."""
        picture = self.post.number(sighting.original)
        return {"picture": str(picture), "face": str(sighting.number)}

    def answer(self, sighting: str) -> Answer | None:
        """Return the answer on which everybody agrees, or None."""
        return settled(self.answers, sighting)

    def answered(self, subject: str, said: Said, meant: str = "") -> Answered | None:
        """Return who lifted a question by this answer, if everybody who spoke gave it.

        `meant` is what it means here, where the answer's own words do not say it.
        """
        answer = self.answer(subject)
        if answer is None or answer.said is not said:
            return None
        newest = newest_by_person(self.answers, subject)
        return Answered(listed(self.person(each.by) for each in newest), meant or said.value)

    def stands(self, subject: str) -> Answered | None:
        """Return who said that these words may stand, if everybody who was asked did."""
        return self.answered(subject, Said.MAY_STAND)

    def called_fine(self, subject: str) -> Answered | None:
        """Return who said that this may stay as it is, if everybody who spoke did."""
        return self.answered(subject, Said.FINE)

    def person(self, someone: str) -> str:
        """Return the name of somebody who answered or wrote."""
        return self.called.get(someone, "Somebody")

    def subject_in(self, original: str, about: str) -> str:
        """Return an id for something in a picture, for an answer to hang on; it tells no text."""
        return f"{original}:{digest('in-picture', (self.post.salt, original, about))[:12]}"

    def may(self, pupil: str, channel: ChannelName, use: Use) -> bool:
        """Whether the child may be shown; a permission that was not gathered is no, and no wins."""
        return _yes(self.permissions, (pupil, channel, use))

    def record(self, channel: ChannelName) -> ChannelRecord:
        """Return what is on file about a channel; an empty record where there is nothing."""
        found = (record for record in self.channels if record.name is channel)
        return next(found, ChannelRecord(channel, ""))

    def older_than(self, day: date | None, days: int) -> bool:
        """Whether something was done more than so many days ago, or never."""
        return day is None or (self.today - day).days > days

    def barred(self, pupil: str, use: Use) -> tuple[ChannelName, ...]:
        """Return the post's channels on which the child may not be shown for this use."""
        return tuple(c for c in self.post.channels if not self.may(pupil, c, use))

    def suggestion(self, sighting: str) -> Suggestion | None:
        """Return what matching says about a face, or None."""
        return next((s for s in self.suggestions if s.sighting == sighting), None)

    def likenesses(self, pupil: str) -> tuple[str, ...]:
        """Return the pupils who are easily taken for this one."""
        return tuple(sorted(p for pair in self.alike if pupil in pair for p in pair - {pupil}))

    def barred_in_reach(self, pupil: str) -> tuple[ChannelName, ...]:
        """Return the post's channels on which somebody who is only in reach may not be shown."""
        asked = ((c, (pupil, c, Use.GROUP)) for c in self.post.channels)
        return tuple(channel for channel, key in asked if not _yes(self.reach, key))

    def adult_may(self, adult: str, channel: ChannelName) -> bool:
        """Whether the adult may be shown; one that was not gathered may not, and no wins."""
        found = [a.may for a in self.adults if (a.adult, a.channel) == (adult, channel)]
        return bool(found) and all(found)

    def told(self, *kinds: Kind) -> tuple[Passage, ...]:
        """Return the passages of these kinds in what people will read; files' names are not."""
        unread = self.post.file_names
        return tuple(p for p in self.passages if p.kind in kinds and p.where not in unread)

    def subject(self, where: str, what: str) -> str:
        """Return the id of something in exactly this text, for an answer to hang on."""
        return f"{where}:{what}:{digest('text', self.post.texts.get(where, ''))[:12]}"

    def subject_of(self, passage: Passage) -> str:
        """Return the id of a passage in exactly this text; it does not show what stands there."""
        within = [passage.text, self.post.texts.get(passage.where, "")]
        return f"{passage.where}:{passage.kind.name.lower()}:{digest('passage', within)[:12]}"

    def name(self, someone: str) -> str:
        """Return what to call a pupil or adult."""
        return self.called.get(someone, "somebody who is not on the register")


def _yes(permissions: tuple[Permission, ...], asked: tuple[str, ChannelName, Use]) -> bool:
    found = [p.may for p in permissions if (p.pupil, p.channel, p.use) == asked]
    return bool(found) and all(found)
